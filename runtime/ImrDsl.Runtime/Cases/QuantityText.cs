using System;
using System.Globalization;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>Reads a quantity from words: "60", "50 mcg/h", "55 to 65", "5-6", "at least 4".</summary>
internal static class QuantityText
{
    private const int MostDigits = 28;

    // Far above anything a record holds, and far below what would overflow.
    private const decimal Largest = 1_000_000_000_000m;

    private static readonly string[] AtLeast = ["at least ", "≥", ">="];
    private static readonly string[] AtMost = ["at most ", "≤", "<="];
    private static readonly string[] Between = [" to ", "–", "-"];

    /// <summary>Reads a quantity in the unit of a fact, within its range and on its step. Returns what is wrong, or null.</summary>
    public static Problem? Read(string text, FactDescription fact, out Number value)
    {
        value = default;
        string rest = text.Trim();
        bool isLowerBound = TryTake(AtLeast, ref rest);
        bool isUpperBound = !isLowerBound && TryTake(AtMost, ref rest);
        if (!TryNumber(ref rest, out decimal low))
        {
            return new Problem(CaseMessages.NotNumber, fact.Name, CaseErrors.Quote(text));
        }

        decimal high = low;
        string lowUnit = TakeUnit(ref rest);
        string highUnit = lowUnit;
        if (!isLowerBound && !isUpperBound && TryTake(Between, ref rest))
        {
            if (!TryNumber(ref rest, out high))
            {
                return new Problem(CaseMessages.NotNumber, fact.Name, CaseErrors.Quote(text));
            }

            highUnit = rest.Trim();
            (lowUnit, highUnit) = (lowUnit.Length == 0 ? highUnit : lowUnit, highUnit.Length == 0 ? lowUnit : highUnit);
        }

        (Number least, Number most) = (low, high);
        Problem? problem = CheckDecimals(fact, low) ?? CheckDecimals(fact, high)
            ?? Convert(fact, lowUnit, low, out least) ?? Convert(fact, highUnit, high, out most)
            ?? CheckRange(fact, least) ?? CheckRange(fact, most);
        if (problem is not null)
        {
            return problem;
        }

        if ((least > most).IsMet)
        {
            return new Problem(CaseMessages.ReversedRange, fact.Name, CaseErrors.Quote(text));
        }

        value = isLowerBound ? least.WithoutUpperBound() : isUpperBound ? most.WithoutLowerBound() : Number.Either(least, most);
        return null;
    }

    /// <summary>Whether a quantity is written in another unit than that of its fact.</summary>
    public static bool IsInOtherUnit(string text, FactDescription fact)
    {
        string rest = text.Trim();
        _ = TryTake(AtLeast, ref rest) || TryTake(AtMost, ref rest);
        if (!TryNumber(ref rest, out _))
        {
            return false;
        }

        string unit = TakeUnit(ref rest);
        string other = TryTake(Between, ref rest) && TryNumber(ref rest, out _) ? rest.Trim() : string.Empty;
        return (unit.Length > 0 && unit != fact.Unit) || (other.Length > 0 && other != fact.Unit);
    }

    private static bool TryTake(string[] words, ref string rest)
    {
        foreach (string word in words)
        {
            string spaced = word[0] == ' ' ? " " + rest.TrimStart() : rest.TrimStart();
            if (spaced.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                rest = spaced[word.Length..].Trim();
                return true;
            }
        }

        return false;
    }

    // What stands between a number and the word or sign that leads to the second one.
    private static string TakeUnit(ref string rest)
    {
        int end = rest.Length;
        int to = rest.IndexOf(" to ", StringComparison.OrdinalIgnoreCase);
        if (to >= 0)
        {
            end = to;
        }
        else if (rest.Length > 0 && (rest.TrimStart()[0] is '-' or '–'))
        {
            end = 0;
        }

        string unit = rest[..end].Trim();
        rest = rest[end..];
        return unit;
    }

    private static bool TryNumber(ref string rest, out decimal value)
    {
        rest = rest.TrimStart();
        int end = rest.Length > 0 && (rest[0] is '-' or '+') ? 1 : 0;
        int digits = 0;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || (rest[end] == '.' && end + 1 < rest.Length && char.IsAsciiDigit(rest[end + 1]))))
        {
            digits += char.IsAsciiDigit(rest[end++]) ? 1 : 0;
        }

        // With more digits the value would be rounded, silently; exponents (1e3) are no way to write a finding.
        value = 0;
        bool hasExponent = end + 1 < rest.Length && (rest[end] is 'e' or 'E') && (char.IsAsciiDigit(rest[end + 1]) || rest[end + 1] is '+' or '-');
        if (digits is 0 or > MostDigits || hasExponent
            || !decimal.TryParse(rest[..end], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        rest = rest[end..];
        return true;
    }

    // Exactly, as a quotient where no decimal holds it: a rounded quantity could fall on the wrong side of a threshold.
    private static Problem? Convert(FactDescription fact, string unit, decimal stated, out Number value)
    {
        value = stated;
        if (unit.Length == 0 || unit == fact.Unit)
        {
            return null;
        }

        if (fact.Unit is null)
        {
            return new Problem(CaseMessages.WrongUnit, fact.Name, CaseErrors.Quote(unit), "has no unit; write the number alone.");
        }

        if (Unit.TryParse(unit, out Unit from) && Unit.TryParse(fact.Unit, out Unit to) && from.TryConvert(value, to, out Number converted))
        {
            value = converted;
            return null;
        }

        string suggestion = Unit.Suggest(unit) is { } meant ? " Did you mean “" + meant + "”?" : string.Empty;
        return new Problem(CaseMessages.WrongUnit, fact.Name, CaseErrors.Quote(unit), "is measured in " + fact.Unit + "." + suggestion);
    }

    // Without a step four decimals are allowed: of the number as it is written, since a conversion may add some.
    private static Problem? CheckDecimals(FactDescription fact, decimal value) => fact.Step is null && (Math.Abs(value) > Largest || value % 0.0001m != 0)
        ? Math.Abs(value) > Largest ? Outside(fact, value) : new Problem(CaseMessages.OffStep, fact.Name, Show(value), "with at most four decimals")
        : null;

    private static Problem? CheckRange(FactDescription fact, Number value) =>
        (fact.Low is { } low && (value < low).IsMet) || (fact.High is { } high && (value > high).IsMet) || Math.Abs(value.Low) > Largest ? Outside(fact, value)
        : fact.Step is { } step && (value.Low - (fact.Low ?? 0)) % step != 0 ? new Problem(CaseMessages.OffStep, fact.Name, value.ToString(), "as a " + fact.TypeWords)
        : null;

    private static Problem Outside(FactDescription fact, Number value) => new(CaseMessages.OutsideRange, fact.Name, value.ToString(), fact.TypeWords);

    private static string Show(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a quantity: a code of the catalogue and what fills its places.</summary>
    internal sealed record Problem(string Code, params string[] Arguments);
}
