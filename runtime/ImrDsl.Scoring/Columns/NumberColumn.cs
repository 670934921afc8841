using System.Numerics;

namespace ImrDsl.Scoring.Columns;

/// <summary>A column of whole numbers, so many of the smallest digit of a declaration, in as few bytes as its range takes.</summary>
/// <param name="place">Its place in a block.</param>
internal abstract class NumberColumn(int place)
{
    /// <summary>Its place in a block.</summary>
    public int Place => place;

    /// <summary>How many bytes a row takes.</summary>
    public abstract int Bytes { get; }

    /// <summary>The narrowest column that holds numbers of a range; null if none does.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="place">Its place in a block.</param>
    public static NumberColumn? For(decimal low, decimal high, int place) =>
        Fits<sbyte>(low, high) ? new NumberColumn<sbyte>(place)
        : Fits<short>(low, high) ? new NumberColumn<short>(place)
        : Fits<int>(low, high) ? new NumberColumn<int>(place)
        : null;

    /// <summary>Sets the number of a row; false if the column does not hold such numbers.</summary>
    public abstract bool TrySet(ColumnBlock block, int row, long value);

    /// <summary>Says that the number of a row is not known.</summary>
    public abstract void SetUnknown(ColumnBlock block, int row);

    private static bool Fits<T>(decimal low, decimal high)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        low > decimal.CreateChecked(T.MinValue) && high <= decimal.CreateChecked(T.MaxValue);
}

/// <summary>A column of whole numbers of one width. The least number stands for "not known".</summary>
/// <param name="place">Its place in a block.</param>
internal sealed class NumberColumn<T>(int place) : NumberColumn(place)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <inheritdoc/>
    public override int Bytes => System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override bool TrySet(ColumnBlock block, int row, long value)
    {
        T narrow = T.CreateTruncating(value);
        block.Numbers<T>(Place)[row] = narrow;
        return long.CreateTruncating(narrow) == value && narrow != T.MinValue;
    }

    /// <inheritdoc/>
    public override void SetUnknown(ColumnBlock block, int row) => block.Numbers<T>(Place)[row] = T.MinValue;
}
