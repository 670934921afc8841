using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;

namespace ImrDsl.Scoring.Columns.Reading;

// Values, one method for each type.
internal sealed partial class FactReader
{
    // "isSaid" is false of words that are empty: they say nothing. An entry that says "unknown" is not known.
    private int ReadValue(ref byte text, int at, FactRule rule, ref FlatEntry entry, out bool isSaid)
    {
        isSaid = true;
        entry.IsKnown = true;
        byte first = LineText.At(ref text, at);
        if (first != '"')
        {
            switch (rule.Type)
            {
                case FactType.YesNo:
                    at = ReadYesNo(ref text, at, out bool isYes);
                    entry.Value = isYes ? 1 : 0;
                    return at;
                case FactType.Number:
                    return ReadNumber(ref text, at, rule, ref entry);
                default:
                    return LineText.Careful;
            }
        }

        int start = at + 1;
        if (rule.Type == FactType.Text)
        {
            return ReadText(ref text, start, ref entry, out isSaid);
        }

        // Days and numbers begin with no letter; no word does but those of a choice.
        int end = LineText.WordEnd(ref text, start);
        int length = end - start;
        int word = rule.Type == FactType.Choice || LineText.At(ref text, start) > '9' ? rule.Words.Find(ref Unsafe.Add(ref text, start), length) : -1;
        if (word == FactRule.Unknown)
        {
            entry.IsKnown = false;
            return end + 1;
        }

        bool isRead = false;
        switch (rule.Type)
        {
            case FactType.YesNo:
                isRead = LineText.IsWord(ref text, start, length, "yes"u8) || LineText.IsWord(ref text, start, length, "no"u8);
                entry.Value = length == 3 ? 1 : 0;
                break;
            case FactType.Choice:
                isRead = word >= 0;
                entry.Value = word;
                break;
            case FactType.Number:
                isRead = TryQuantity(ref text, start, length, rule, ref entry);
                break;
            case FactType.Date:
                isRead = LineDates.TryRead(ref text, start, length, out entry.FromFirst, out entry.FromLast);
                break;
            case FactType.Period:
                isRead = LineDates.TryReadPeriod(ref text, start, length, out DaysOfPeriod period);
                entry.SetPeriod(period);
                entry.IsKnown = HasEnds(entry);
                break;
            case FactType.Code:
                isRead = codes.TrySets(ref text, start, length, rule.System!, rules.Form, out entry.Value);
                break;
        }

        return isRead ? end + 1 : LineText.Careful;
    }

    private static int ReadNumber(ref byte text, int at, FactRule rule, ref FlatEntry entry)
    {
        at = LineText.Number(ref text, at, isJson: true, out long digits, out int decimals);
        return at >= 0 && rule.IsPlain && rule.TryScale(digits, decimals, out entry.Value) ? at : LineText.Careful;
    }

    // A number, alone or with the very unit of the fact.
    private static bool TryQuantity(ref byte text, int start, int length, FactRule rule, ref FlatEntry entry)
    {
        int at = LineText.Number(ref text, start, isJson: false, out long digits, out int decimals);
        int end = start + length;
        if (at < 0 || !rule.IsPlain || !rule.TryScale(digits, decimals, out entry.Value))
        {
            return false;
        }

        if (at == end)
        {
            return true;
        }

        at = LineText.At(ref text, at) == ' ' ? at + 1 : at;
        return end - at == rule.Unit.Length && rule.Unit.Length > 0 && LineText.IsWord(ref text, at, end - at, rule.Unit);
    }

    /// <summary>Reads <c>true</c> or <c>false</c>; null is false.</summary>
    private static int ReadYesNo(ref byte text, int at, out bool isYes)
    {
        at = LineText.YesNo(ref text, at, out int answer);
        isYes = answer == 1;
        return at;
    }

    /// <summary>Reads a date of the frame or of evidence; null and <c>unknown</c> are none.</summary>
    internal static int ReadDate(ref byte text, int at, out int first, out int last)
    {
        (first, last) = (FlatEntry.None, FlatEntry.None);
        if (LineText.At(ref text, at) != '"')
        {
            return LineText.Has(ref text, at, LineText.Null) ? at + 4 : LineText.Careful;
        }

        // Most are known to the day.
        if (LineText.At(ref text, at + 11) == '"' && LineDates.TryRead(ref text, at + 1, 10, out first, out last))
        {
            return at + 12;
        }

        int end = LineText.WordEnd(ref text, at + 1);
        return LineDates.TryRead(ref text, at + 1, end - at - 1, out first, out last) || LineText.IsWord(ref text, at + 1, end - at - 1, "unknown"u8)
            ? end + 1
            : LineText.Careful;
    }

    // Words that only look empty, or like "unknown" in another spelling, are left to the careful reader.
    private static int ReadText(ref byte text, int start, ref FlatEntry entry, out bool isSaid)
    {
        const int LongestDoubtful = 48;
        isSaid = false;
        int end = LineText.StringEnd(ref text, start, out bool isPlain);
        if (end < 0)
        {
            return LineText.Careful;
        }

        int length = end - start;
        isSaid = length > 0;
        if (!isSaid || LineText.IsWord(ref text, start, length, "unknown"u8))
        {
            entry.IsKnown = false;
            return end + 1;
        }

        byte first = LineText.At(ref text, start);
        bool isDoubtful = first is <= (byte)' ' or >= 0x7F or (byte)'\\' || LineText.At(ref text, end - 1) is <= (byte)' ' or >= 0x7F
            || (length <= LongestDoubtful && !isPlain) || (length == 7 && (first | 0x20) == 'u');
        return isDoubtful ? LineText.Careful : end + 1;
    }
}
