using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// What most values are, and in the order in which most files have them, without detours. Whatever else stands there is left to the other methods, which begin where
// these have stopped.
internal sealed partial class FactReader
{
    private const int LengthOfDay = 10;

    /// <summary>Reads an object of facts, each of which may stand in it once. Gives the place behind it.</summary>
    /// <param name="at">The place of its brace.</param>
    /// <param name="names">The names of the facts.</param>
    /// <param name="met">For each name the line in which it was met last.</param>
    /// <param name="line">The line.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ReadFacts(ref byte text, int at, KeyTable names, int[] met, int line)
    {
        FactRule[] all = rules.Rules;
        int before = KeyTable.Start;
        while (true)
        {
            at = names.Next(ref text, at, before, out int next, out bool isEnd);
            if (isEnd || at < 0)
            {
                return at;
            }

            if ((uint)next >= (uint)met.Length || met[next] == line)
            {
                return LineText.Careful;
            }

            met[next] = line;
            before = next;
            if (next >= all.Length)
            {
                at = LineText.Skip(ref text, at);
            }
            else
            {
                FactRule rule = all[next];
                int end = ReadUsual(ref text, at, rule, next);
                at = end >= 0 ? end : ReadUnusual(ref text, at, rule, next);
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadUnusual(ref byte text, int at, FactRule rule, int place)
    {
        at = ReadAny(ref text, at, rule, place);
        Forget(rule, place);
        return at;
    }

    /// <summary>Reads a plain value or null into a fact of which nothing is known yet. Where anything else stands, nothing is written, and <see cref="LineText.Careful"/> is given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadUsual(ref byte text, int at, FactRule rule, int place)
    {
        // What stands there is known before it is known of which fact it is, so that is what is asked first.
        byte first = LineText.At(ref text, at);
        UsualValue usual = rule.Usual;
        if (first == '"')
        {
            return ReadUsualWords(ref text, at + 1, rule, usual, place);
        }

        if (first <= '9')
        {
            int end = LineText.ShortNumber(ref text, at, out long digits, out int decimals);
            if (usual != UsualValue.Number || end < 0 || !rule.TryScaleShort(digits, decimals, out long scaled))
            {
                return LineText.Careful;
            }

            State(place).Value = scaled;
            return end;
        }

        if (usual == UsualValue.YesNo)
        {
            at = LineText.YesNo(ref text, at, out int answer);
            if (answer != 0)
            {
                State(place).Value = answer & 1;
            }

            return at;
        }

        return usual != UsualValue.None && LineText.Has(ref text, at, LineText.Null) ? at + 4 : LineText.Careful;
    }

    // Nothing shorter than a date is looked for behind its end: the line end stops every step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadUsualWords(ref byte text, int at, FactRule rule, UsualValue usual, int place)
    {
        ref byte written = ref Unsafe.Add(ref text, (nint)(uint)at);
        if (written <= '9' && usual is UsualValue.Date or UsualValue.Period)
        {
            return ReadDays(ref text, at, place, usual == UsualValue.Period, isOngoing: false);
        }

        if (usual == UsualValue.Choice)
        {
            int end = LineText.WordEnd(ref text, at);
            int word = rule.Words.Find(ref written, end - at);
            if ((uint)word >= FactRule.NoEntries)
            {
                return LineText.Careful;
            }

            State(place).Value = word;
            return end + 1;
        }

        return usual == UsualValue.Period && LineText.IsWord(ref text, at, 6, "since "u8) ? ReadDays(ref text, at + 6, place, isPeriod: true, isOngoing: true) : LineText.Careful;
    }

    private int ReadDays(ref byte text, int at, int place, bool isPeriod, bool isOngoing)
    {
        int from = LineDates.Day(ref Unsafe.Add(ref text, (nint)(uint)at));
        if (from < 0)
        {
            return LineText.Careful;
        }

        int to = FlatEntry.None;
        at += LengthOfDay;
        if (isPeriod && !isOngoing)
        {
            to = LineText.Has(ref text, at, LineDates.To) ? LineDates.Day(ref Unsafe.Add(ref text, (nint)(uint)at + 4)) : FlatEntry.None;
            if (to < from)
            {
                return LineText.Careful;
            }

            at += 4 + LengthOfDay;
        }

        if (LineText.At(ref text, at) != '"')
        {
            return LineText.Careful;
        }

        ref FlatEntry entry = ref State(place);
        entry.IsOngoing = isOngoing;
        (entry.FromFirst, entry.FromLast) = (from, from);
        (entry.ToFirst, entry.ToLast) = (to, to);
        return at + 1;
    }

    // The one entry of a fact, known.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref FlatEntry State(int place)
    {
        flat.Reserve(1);
        int entry = flat.EntryCount++;
        flat.Facts[place] = new FlatFact { Knowledge = Knowledge.Given, Entries = 1, FirstEntry = entry, LastEntry = entry };
        ref FlatEntry stated = ref flat.Entries[entry];
        stated = FlatEntry.Empty;
        stated.IsKnown = true;
        return ref stated;
    }
}

/// <summary>What a value most often is that is read without detours.</summary>
internal enum UsualValue : byte
{
    /// <summary>Nothing is usual: it is not asked about, is the reviewer's, a record, or of another type.</summary>
    None,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    YesNo,

    /// <summary>A number without a unit.</summary>
    Number,

    /// <summary>A value of a choice.</summary>
    Choice,

    /// <summary>A day.</summary>
    Date,

    /// <summary>From a day to a day, or since a day.</summary>
    Period,
}
