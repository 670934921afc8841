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
}

/// <summary>A constant.</summary>
internal sealed class FlatNumberConstant(decimal value) : FlatNumber
{
    public override Number Of(AtHand at) => value;
}

/// <summary>The quantity that a fact states.</summary>
internal sealed class FlatNumberFact(FlatSource source) : FlatNumber
{
    /// <summary>How many digits after the point its numbers are written with.</summary>
    public byte Digits => source.Digits;

    /// <summary>The number as it is written, where there is one statement alone that certainly counts; the usual case, without arithmetic.</summary>
    /// <param name="at">The case.</param>
    /// <param name="value">The number.</param>
    public bool TryWritten(AtHand at, out long value)
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
    public override Answer Of(AtHand at)
    {
        Number number = key.Of(at);
        return (over is { } low ? number > low : Truth.Met) & (upTo is { } high ? number <= high : Truth.Met);
    }
}

/// <summary>A look-up in a table.</summary>
/// <param name="rows">The rows: what must fit, the value, and whether it is the row for all that fit no other.</param>
internal sealed class FlatTable((FlatCondition[] Cells, decimal Value, bool IsOtherwise)[] rows) : FlatNumber
{
    public override int Cost => rows.Length;

    public override Number Of(AtHand at)
    {
        Truth noneFits = Truth.Met;
        foreach ((FlatCondition[] cells, decimal value, bool isOtherwise) in rows)
        {
            Truth fits = isOtherwise ? noneFits : Truth.Met;
            for (int i = 0; i < cells.Length && !fits.IsNotMet; i++)
            {
                fits &= cells[i].Of(at).Value;
            }

            if (fits.IsMet)
            {
                return value;
            }

            noneFits &= !fits;
        }

        return Number.Unknown;
    }
}
