using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

// The facts of a line.
internal sealed partial class LineReader
{
    private readonly PartialDate[] dates;
    private readonly PartialDate[] datesOfFields;
    private readonly int[] numbers;
    private readonly ListRoom[] lists;

    // A list of an entry of which the entry says nothing.
    private readonly PackedList[] listsOfEntries;

    // The dates of the case and its item, and for each date of the form the facts that state it; none for a field.
    private readonly (int Fact, FactHolder Holder)[] framed;
    private readonly int[][] datesOfCase;

    // By the numbers of facts.
    private readonly Usual[] usual;

    // What is so, and what is not.
    private Vector128<ulong> readings;
    private int decisionDay;
    private int requestDay;
    private int serviceDay;
    private bool isBegun;

    /// <summary>What is read of facts, as bits.</summary>
    public Readings Readings => new(readings[0], readings[1]);

    /// <summary>A quantity, by its place in the form.</summary>
    public int Number(int place) => numbers[place];

    /// <summary>A date, by its place in the form.</summary>
    public PartialDate Date(int place)
    {
        int[] stated = datesOfCase[place];
        if (stated.Length == 0)
        {
            return datesOfFields[place];
        }

        int i = 0;
        while (!dates[stated[i]].IsKnown && i + 1 < stated.Length)
        {
            i++;
        }

        return dates[stated[i]];
    }

    /// <summary>A list, by its place in the form.</summary>
    public PackedList List(int place)
    {
        ref readonly ListRoom room = ref lists[place];
        return !room.IsSilent ? room.ToList(DecisionDate) : room.IsOfEntry ? listsOfEntries[place] : first.Lists[place];
    }

    private void Begin()
    {
        line++;
        (decisionDay, requestDay, serviceDay, Service, isBegun, IsPlainlyRouted) = (-1, -1, -1, -1, false, true);
        daysAt = (-1, -1, -1);
        readings = Vector128.Create(first.Readings.IsTrue, first.Readings.IsFalse);
        first.Numbers.CopyTo(numbers, 0);
        Array.Clear(dates);
        Array.Clear(datesOfFields);
        for (int i = 0; i < first.Lists.Length; i++)
        {
            lists[i].Begin(isOfEntry: false);
        }
    }

    private bool TryBeginFacts()
    {
        if (decisionDay < 0)
        {
            return false;
        }

        isBegun = true;
        evidence.Begin(decisionDay, requestDay);
        foreach ((int fact, FactHolder holder) in framed)
        {
            int day = holder == FactHolder.RequestDate ? requestDay : holder == FactHolder.ServiceDate ? serviceDay : decisionDay;
            if (day >= 0)
            {
                dates[fact] = PartialDate.Exactly(CalendarDate.OfDay(day));
            }
        }

        return true;
    }

    private int ReadFacts(ref byte text, int at, KeyTable keys)
    {
        int key = KeyTable.Start;
        while (true)
        {
            at = keys.Next(ref text, at, key, out key, out bool isEnd);
            if (at < 0 || isEnd)
            {
                return at;
            }

            if (key < 0)
            {
                return LineText.Careful;
            }

            ref Usual fact = ref usual[key];
            if (fact.Line == line)
            {
                return LineText.Careful;
            }

            fact.Line = line;
            if (fact.IsYesNo)
            {
                int end = LineText.YesNo(ref text, at, out int answer);
                if (end >= 0)
                {
                    readings ^= Unsafe.Add(ref fact.Silent, answer);
                    at = end;
                    continue;
                }
            }

            at = ReadFact(ref text, at, facts[key]);
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadFact(ref byte text, int at, LineFact fact)
    {
        if (LineText.Has(ref text, at, LineText.Null))
        {
            return at + 4;
        }

        if (fact.IsCareful)
        {
            return LineText.Careful;
        }

        if (fact.Type == FactType.List)
        {
            return ReadList(ref text, at, fact);
        }

        if (fact.Type == FactType.Record)
        {
            return ReadRecord(ref text, at, fact);
        }

        int from = at;
        if (LineText.At(ref text, at) == '{')
        {
            at = ReadWithEvidence(ref text, at, fact, out int value, out ulong key);
            return at < 0 || (fact.HasBits && !TryApply(fact, LineEvidence.WithFields(key, (ulong)value + 1), from, at)) ? LineText.Careful : at;
        }

        at = ReadValue(ref text, at, fact, out int plain);
        return at >= 0 && fact.HasBits && fact.Type != FactType.YesNo && !TryApplyWord(fact, plain, from, at) ? LineText.Careful : at;
    }

    // An object with a value and its evidence.
    private int ReadWithEvidence(ref byte text, int at, LineFact fact, out int value, out ulong key)
    {
        (value, key) = (-1, 0);
        if (fact.Description.Holder == FactHolder.Reviewer)
        {
            return LineText.Careful;
        }

        ulong seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            at = evidence.Keys.NextOnce(ref text, at, ref word, ref seen, out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                return value >= 0 && Counts(fact, key) ? at : LineText.Careful;
            }

            at = LineEvidence.IsValue(word) ? ReadValue(ref text, at, fact, out value) : evidence.Read(ref text, at, word, ref key);
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    // Whether all is known that tells which values the evidence lets count.
    private static bool Counts(LineFact fact, ulong key) =>
        !LineEvidence.HasDate(key) || !(fact.IsDated || (LineEvidence.IsLate(key) && !fact.IsBitsOnly && !fact.CanBeBlank));

    // A value that is given. Gives a number that tells values apart as far as bits do: 1 for yes, 2 for no, a word's, 0 for a quantity or date; −1 for a word that was never met.
    private int ReadValue(ref byte text, int at, LineFact fact, out int value)
    {
        value = 0;
        switch (fact.Type)
        {
            case FactType.YesNo:
                at = LineText.YesNo(ref text, at, out value);
                return value > 0 ? at : LineText.Careful;
            case FactType.Number:
                return ReadNumber(ref text, at, fact);
            case FactType.Date:
                at = LineDates.Date(ref text, at, out PartialDate date);
                if (fact.Owner is null)
                {
                    dates[fact.Description.Number] = date;
                }

                foreach (int place in fact.Dates)
                {
                    datesOfFields[place] = date;
                }

                return at;
            case FactType.Choice or FactType.Code:
                return ReadWord(ref text, at, fact, out value);
            case FactType.Period:
                return LineDates.Period(ref text, at, out _);
            case FactType.Text:
                return LineText.Plain(ref text, at);
            default:
                return LineText.Careful;
        }
    }

    private int ReadNumber(ref byte text, int at, LineFact fact)
    {
        at = ReadTenThousandths(ref text, at, out long value);
        if (at < 0 || !fact.Allows(value))
        {
            return LineText.Careful;
        }

        foreach ((int place, int scale) in fact.Numbers)
        {
            if (!LineFact.TryScale(value, scale, out numbers[place]))
            {
                return LineText.Careful;
            }
        }

        return at;
    }

    // A decimal number of at most four decimals, in ten thousandths.
    private static int ReadTenThousandths(ref byte text, int at, out long value)
    {
        const long Most = 1_000_000_000_000;
        int end = LineText.ShortNumber(ref text, at, out long digits, out int decimals);
        if (end < 0)
        {
            end = LineText.Number(ref text, at, isJson: true, out digits, out decimals);
        }

        value = digits * (decimals switch { 0 => 10_000, 1 => 1000, 2 => 100, 3 => 10, _ => 1 });
        return decimals <= 4 && digits is < Most and > -Most ? end : LineText.Careful;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadWord(ref byte text, int at, LineFact fact, out int word)
    {
        int end = LineText.WordEnd(ref text, at + 1);
        word = LineText.At(ref text, at) != '"' ? -1 : fact.Words.Find(ref Unsafe.Add(ref text, (nint)(uint)at + 1), end - at - 1);
        return word >= 0 ? end + 1 : LearnWord(at, end, fact, out word);
    }

    // A record: none, or one entry. Its fields may stand beside the evidence, or under "value".
    private int ReadRecord(ref byte text, int at, LineFact record)
    {
        int from = at;
        ulong key;
        if (IsNone(ref text, at))
        {
            at += 6;
            key = LineEvidence.None;
        }
        else
        {
            foreach ((int place, int value) in record.EntryNumbers)
            {
                numbers[place] = value;
            }

            foreach (int place in record.EntryLists)
            {
                lists[place].Begin(isOfEntry: true);
            }

            at = ReadEntry(ref text, at, record, out key, out ulong fields, out bool isFilledIn);
            if (at < 0 || !isFilledIn)
            {
                return LineText.Careful;
            }

            if (LineEvidence.IsLate(key))
            {
                Blank(record);
            }

            key = LineEvidence.WithFields(key, fields);
        }

        return !record.HasBits || TryApply(record, key, from, at) ? at : LineText.Careful;
    }

    // What the entry says does not count; that it is there is left.
    private void Blank(LineFact record)
    {
        foreach ((int place, _) in record.EntryNumbers)
        {
            numbers[place] = Scaled.Unknown;
        }

        foreach (LineFact field in record.Fields)
        {
            foreach (int place in field.Dates)
            {
                datesOfFields[place] = default;
            }
        }

        foreach (int place in record.EntryLists)
        {
            lists[place].Blank();
        }
    }

    private int ReadEntry(ref byte text, int at, LineFact record, out ulong key, out ulong fields, out bool isFilledIn)
    {
        (key, fields, isFilledIn) = (0, 0, false);
        ulong seen = 0;
        bool isWrapped = false;
        int word = KeyTable.Start;
        while (true)
        {
            at = record.Keys!.NextOnce(ref text, at, ref word, ref seen, out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                isFilledIn |= LineEvidence.IsAny(key);
                return Counts(record, key) ? at : LineText.Careful;
            }

            int part = word - record.Fields.Length;
            bool isField = part < 0;

            // Beside "value" there are no fields.
            if (isField && isWrapped)
            {
                return LineText.Careful;
            }

            if (isField)
            {
                at = ReadField(ref text, at, record.Fields[word], ref fields, ref isFilledIn);
            }
            else if (LineEvidence.IsValue(part))
            {
                isWrapped = true;
                bool isFirst = (seen & ((1UL << record.Fields.Length) - 1)) == 0;
                at = isFirst ? ReadFields(ref text, at, record, ref fields, ref isFilledIn) : LineText.Careful;
            }
            else
            {
                at = evidence.Read(ref text, at, part, ref key);
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadFields(ref byte text, int at, LineFact record, ref ulong fields, ref bool isFilledIn)
    {
        ulong seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            at = record.FieldKeys!.NextOnce(ref text, at, ref word, ref seen, out bool isEnd);
            if (at < 0 || isEnd)
            {
                return at;
            }

            LineFact field = record.Fields[word];
            if (field.Type == FactType.YesNo)
            {
                int end = LineText.YesNo(ref text, at, out int answer);
                if (end >= 0)
                {
                    fields |= (ulong)answer << field.InKey.Shift;
                    isFilledIn |= answer > 0;
                    at = end;
                    continue;
                }
            }

            at = ReadField(ref text, at, field, ref fields, ref isFilledIn);
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadField(ref byte text, int at, LineFact field, ref ulong fields, ref bool isFilledIn)
    {
        if (LineText.Has(ref text, at, LineText.Null))
        {
            return at + 4;
        }

        isFilledIn = true;
        if (field.IsCareful)
        {
            return LineText.Careful;
        }

        if (field.Type == FactType.List)
        {
            return ReadList(ref text, at, field);
        }

        at = ReadValue(ref text, at, field, out int value);
        if (field.Type is FactType.YesNo or FactType.Choice or FactType.Code)
        {
            int code = field.Type == FactType.YesNo ? value : value + 1;
            fields |= (ulong)code << field.InKey.Shift;
            return code >> field.InKey.Width == 0 ? at : LineText.Careful;
        }

        fields |= 1UL << field.InKey.Shift;
        return at;
    }

    // What the usual fact needs, in one place; a yes/no answer without evidence is the usual value.
    private struct Usual
    {
        public Vector128<ulong> Silent;
        public Vector128<ulong> Yes;
        public Vector128<ulong> No;
        public int Line;
        public bool IsYesNo;
    }

    // Whether "none" stands at a place.
    private static bool IsNone(ref byte text, int at) => LineText.IsWord(ref text, at, 6, "\"none\""u8);
}
