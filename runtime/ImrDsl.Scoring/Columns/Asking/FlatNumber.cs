using System;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>A quantity of a guideline, to be read of a case at hand.</summary>
internal abstract class FlatNumber
{
    /// <summary>What it costs to read; see <see cref="FlatCondition.Cost"/>.</summary>
    public virtual int Cost => 1;

    /// <summary>What it is in the case.</summary>
    public abstract Number Of(AtHand at);

    /// <summary>With how many digits after the point <see cref="TryWhole"/> gives it.</summary>
    public virtual byte Digits => 0;

    /// <summary>The quantity without its point, where it is known exactly and small enough: the usual case, in whole numbers.</summary>
    /// <param name="at">The case.</param>
    /// <param name="value">So many of its last digit.</param>
    public virtual bool TryWhole(AtHand at, out long value)
    {
        value = 0;
        return false;
    }
}

/// <summary>A constant.</summary>
/// <param name="value">The constant.</param>
/// <param name="digits">With how many digits after the point it is wanted; if it has more, with these.</param>
internal sealed class FlatNumberConstant(decimal value, byte digits = 0) : FlatNumber
{
    private readonly long whole = Whole.Of(value, Math.Max(digits, Whole.DigitsOf(value)));

    public override byte Digits { get; } = Math.Max(digits, Whole.DigitsOf(value));

    public override bool TryWhole(AtHand at, out long wholeValue)
    {
        wholeValue = whole;
        return whole != Whole.TooLarge;
    }

    public override Number Of(AtHand at) => value;
}

/// <summary>The quantity that a fact states.</summary>
internal sealed class FlatNumberFact(FlatSource source) : FlatNumber
{
    public override byte Digits => source.Digits;

    // As it is written, where there is one statement alone that certainly counts.
    public override bool TryWhole(AtHand at, out long value)
    {
        bool isOne = source.TryOnly(at, out int only) && only >= 0 && at.Case.Entries[only].IsKnown;
        value = isOne ? at.Case.Entries[only].Value : 0;
        return isOne;
    }

    public override Number Of(AtHand at)
    {
        if (source.TryOnly(at, out int only))
        {
            return only < 0 ? Number.Unknown : Stated(at, only, source.Digits);
        }

        Statements read = source.Read(at);
        if (read.Default is { } silence)
        {
            return silence.Number is { } number ? number : Number.Unknown;
        }

        if (!read.IsCertain)
        {
            return Number.Unknown;
        }

        int entry = read.First;
        Number value = Stated(at, entry, read.Digits);
        for (entry = read.Next(entry); entry >= 0; entry = read.Next(entry))
        {
            value = Number.Either(value, Stated(at, entry, read.Digits));
        }

        return value;
    }

    private static Number Stated(AtHand at, int entry, byte digits)
    {
        ref readonly FlatEntry stated = ref at.Case.Entries[entry];
        return stated.IsKnown ? Unscaled(stated.Value, digits) : Number.Unknown;
    }

    private static decimal Unscaled(long value, byte digits)
    {
        ulong size = (ulong)Math.Abs(value);
        return new decimal((int)size, (int)(size >> 32), 0, value < 0, digits);
    }
}

/// <summary>Arithmetic.</summary>
internal sealed class FlatArithmetic(ArithmeticKind operation, FlatNumber left, FlatNumber right) : FlatNumber
{
    public override int Cost => 4 + left.Cost + right.Cost;

    public override byte Digits => (byte)(left.Digits + right.Digits);

    public override bool TryWhole(AtHand at, out long value)
    {
        value = 0;
        return operation == ArithmeticKind.Multiply && left.TryWhole(at, out long one) && right.TryWhole(at, out long other)
            && Whole.TryMultiply(one, other, out value);
    }

    public override Number Of(AtHand at)
    {
        Number one = left.Of(at);
        Number other = right.Of(at);
        return operation switch
        {
            ArithmeticKind.Add => one + other,
            ArithmeticKind.Subtract => one - other,
            ArithmeticKind.Multiply => one * other,
            ArithmeticKind.Divide => one / other,
            _ => one.Power((int)other.Low),
        };
    }
}

/// <summary>A score.</summary>
internal sealed class FlatScore((FlatCondition Condition, decimal Points)[] parts) : FlatNumber
{
    public override int Cost { get; } = 4 + parts.Sum(part => part.Condition.Cost);

    public override Number Of(AtHand at)
    {
        Number total = 0;
        foreach ((FlatCondition condition, decimal points) in parts)
        {
            Truth isMet = condition.Of(at).WhereAnySuffices;
            total += isMet.IsMet ? points : isMet.IsNotMet ? 0 : Number.Either(0, points);
        }

        return total;
    }
}

/// <summary>Whether a cell of a table fits a key that is a quantity.</summary>
internal sealed class FlatCell(FlatNumber key, decimal? over, decimal? upTo) : FlatCondition
{
    // Both ends as the key is written, if they can be.
    private readonly bool isWhole = IsWhole(over, key.Digits) && IsWhole(upTo, key.Digits);
    private readonly long wholeOver = over is { } low ? Whole.Of(low, key.Digits) : long.MinValue;
    private readonly long wholeUpTo = upTo is { } high ? Whole.Of(high, key.Digits) : long.MaxValue;

    public override Answer Of(AtHand at)
    {
        if (isWhole && key.TryWhole(at, out long whole))
        {
            return Truth.Of(whole > wholeOver && whole <= wholeUpTo);
        }

        Number number = key.Of(at);
        return (over is { } low ? number > low : Truth.Met) & (upTo is { } high ? number <= high : Truth.Met);
    }

    private static bool IsWhole(decimal? end, byte digits) => end is not { } known || (Whole.DigitsOf(known) <= digits && Whole.Of(known, digits) != Whole.TooLarge);
}

/// <summary>A look-up in a table.</summary>
/// <param name="rows">The rows: what must fit, the value, and whether it is the row for all that fit no other.</param>
/// <param name="choice">The key, if it is one alone and a choice; else null.</param>
/// <param name="rowByChoice">The row for each value of that choice; −1 where none fits.</param>
internal sealed class FlatTable((FlatCondition[] Cells, decimal Value, bool IsOtherwise)[] rows, FlatSource? choice, int[] rowByChoice) : FlatNumber
{
    private readonly byte digits = rows.Max(row => Whole.DigitsOf(row.Value));
    private readonly long[] wholes = [.. rows.Select(row => Whole.Of(row.Value, rows.Max(other => Whole.DigitsOf(other.Value))))];

    public override int Cost => choice is null ? rows.Length : 1;

    public override byte Digits => digits;

    public override bool TryWhole(AtHand at, out long value)
    {
        int row = RowOf(at);
        value = row >= 0 ? wholes[row] : Whole.TooLarge;
        return value != Whole.TooLarge;
    }

    public override Number Of(AtHand at) => RowOf(at) is var row and >= 0 ? rows[row].Value : Number.Unknown;

    // The row that certainly fits, or −1.
    private int RowOf(AtHand at)
    {
        if (choice is not null && choice.TryOnly(at, out int only))
        {
            return only >= 0 && at.Case.Entries[only].IsKnown ? rowByChoice[at.Case.Entries[only].Value] : -1;
        }

        Truth noneFits = Truth.Met;
        for (int row = 0; row < rows.Length; row++)
        {
            (FlatCondition[] cells, _, bool isOtherwise) = rows[row];
            Truth fits = isOtherwise ? noneFits : Truth.Met;
            for (int i = 0; i < cells.Length && !fits.IsNotMet; i++)
            {
                fits &= cells[i].Of(at).Value;
            }

            if (fits.IsMet)
            {
                return row;
            }

            noneFits &= !fits;
        }

        return -1;
    }
}

/// <summary>Quantities as whole numbers of their last digit.</summary>
internal static class Whole
{
    /// <summary>A quantity that is too large, or that there is none of.</summary>
    public const long TooLarge = long.MinValue;

    /// <summary>How many digits a number has after the point.</summary>
    public static byte DigitsOf(decimal value) => (value / 1.0000000000000000000000000000m).Scale;

    /// <summary>A number with so many digits after the point, or <see cref="TooLarge"/>. It has no more.</summary>
    public static long Of(decimal value, byte digits)
    {
        decimal scaled = value;
        for (int i = 0; i < digits && Math.Abs(scaled) < FlatForm.EndOfScaled; i++)
        {
            scaled *= 10;
        }

        return Math.Abs(scaled) < FlatForm.EndOfScaled ? (long)scaled : TooLarge;
    }

    /// <summary>The product; false if it is too large.</summary>
    public static bool TryMultiply(long left, long right, out long product)
    {
        long upper = Math.BigMul(left, right, out product);
        return upper == product >> 63 && product is > -FlatForm.EndOfScaled and < FlatForm.EndOfScaled;
    }
}
