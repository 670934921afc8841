using System;
using System.Numerics;

namespace ImrDsl.Scoring.Columns;

/// <summary>A column of whole numbers, so many of the smallest digit of a declaration, in as few bytes as its range takes.</summary>
internal abstract class NumberColumn
{
    /// <summary>How many bytes a row takes.</summary>
    public abstract int Bytes { get; }

    /// <summary>The narrowest column that holds numbers of a range; null if none does.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    public static Func<NumberColumn>? For(decimal low, decimal high) =>
        Fits<sbyte>(low, high) ? () => new NumberColumn<sbyte>()
        : Fits<short>(low, high) ? () => new NumberColumn<short>()
        : Fits<int>(low, high) ? () => new NumberColumn<int>()
        : null;

    /// <summary>Sets the number of a row; false if the column does not hold such numbers.</summary>
    public abstract bool TrySet(int row, long value);

    /// <summary>Says that the number of a row is not known.</summary>
    public abstract void SetUnknown(int row);

    private static bool Fits<T>(decimal low, decimal high)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        low > decimal.CreateChecked(T.MinValue) && high <= decimal.CreateChecked(T.MaxValue);
}

/// <summary>A column of whole numbers of one width. The least number stands for "not known".</summary>
internal sealed class NumberColumn<T> : NumberColumn
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The number of each row.</summary>
    public T[] Values { get; } = new T[ColumnBlock.Rows];

    /// <inheritdoc/>
    public override int Bytes => System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override bool TrySet(int row, long value)
    {
        T narrow = T.CreateTruncating(value);
        Values[row] = narrow;
        return long.CreateTruncating(narrow) == value && narrow != T.MinValue;
    }

    /// <inheritdoc/>
    public override void SetUnknown(int row) => Values[row] = T.MinValue;
}
