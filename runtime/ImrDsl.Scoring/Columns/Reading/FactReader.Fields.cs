using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// Entries of records and lists.
internal sealed partial class FactReader
{
    /// <summary>
    /// Reads an entry: fields and evidence side by side, or the fields under <c>value</c> and the evidence beside it; of codes, the code alone; or what stands around
    /// an incomplete list. An entry in which nothing is filled in says nothing.
    /// </summary>
    private int ReadFields(ref byte text, int at, FactRule rule, int place, bool mayBeIncomplete = true)
    {
        EntryRule entries = rule.Entries!;
        bool isObject = LineText.At(ref text, at) == '{';
        if (!entries.IsPlain || !(isObject || rule.System is not null))
        {
            return LineText.Careful;
        }

        if (isObject && mayBeIncomplete && IsIncomplete(ref text, at, entries))
        {
            return ReadIncomplete(ref text, at, rule, place);
        }

        FlatFact before = flat.Facts[place];
        (int entryCount, int factCount) = (flat.EntryCount, flat.FactCount);
        flat.AddEntry(place).IsKnown = true;
        int fields = flat.AddFields(entryCount, entries.Fields.Length);
        at = isObject ? ReadObject(ref text, at, rule, entryCount, fields, out bool isFilledIn) : ReadField(ref text, at, entries.Fields[0], fields, out isFilledIn);
        if (at >= 0 && !isFilledIn)
        {
            TakeBack(place, before, entryCount, factCount);
        }

        return at;
    }

    // An entry that was added last and says nothing.
    private void TakeBack(int place, in FlatFact before, int entryCount, int factCount)
    {
        flat.Facts[place] = before;
        (flat.EntryCount, flat.FactCount) = (entryCount, factCount);
        if (before.Entries > 0)
        {
            flat.Entries[before.LastEntry].Next = FlatEntry.None;
        }
    }

    // What stands around an incomplete list begins with one of its two words.
    private static bool IsIncomplete(ref byte text, int at, EntryRule entries)
    {
        int first = LineText.Blanks(ref text, at + 1) + 1;
        if (LineText.At(ref text, first) is not ((byte)'i' or (byte)'e'))
        {
            return false;
        }

        at = entries.Names.Next(ref text, at, KeyTable.Start, out int word, out _);
        return at >= 0 && word is EvidenceWords.Incomplete or EvidenceWords.Entries;
    }

    private int ReadIncomplete(ref byte text, int at, FactRule rule, int place)
    {
        uint seen = 0;
        bool isIncomplete = false;
        int word = KeyTable.Start;
        while (true)
        {
            at = rule.Entries!.Names.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                flat.Facts[place].Knowledge = isIncomplete ? Knowledge.Incomplete : Knowledge.NotMentioned;
                return (seen & (1u << EvidenceWords.Incomplete)) != 0 ? at : LineText.Careful;
            }

            if (at < 0 || word is not (EvidenceWords.Incomplete or EvidenceWords.Entries) || (seen & (1u << word)) != 0)
            {
                return LineText.Careful;
            }

            seen |= 1u << word;
            at = word == EvidenceWords.Incomplete ? ReadYesNo(ref text, at, out isIncomplete)
                : LineText.At(ref text, at) == '[' ? ReadFieldsArray(ref text, at, rule, place)
                : LineText.Careful;
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadObject(ref byte text, int at, FactRule rule, int entry, int fields, out bool isFilledIn)
    {
        EntryRule entries = rule.Entries!;
        isFilledIn = false;
        ulong seen = 0;
        bool isWrapped = false;
        int word = KeyTable.Start;
        while (true)
        {
            // Around the fields, a word of evidence is no field of the same name.
            at = (isWrapped ? EvidenceWords.OfValue : entries.Names).Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                isFilledIn |= flat.Entries[entry].HasEvidence;
                return at;
            }

            if (at < 0 || word < 0 || (seen & (1UL << word)) != 0)
            {
                return LineText.Careful;
            }

            seen |= 1UL << word;
            if (word >= EvidenceWords.FirstField)
            {
                at = ReadField(ref text, at, entries.Fields[word - EvidenceWords.FirstField], fields + word - EvidenceWords.FirstField, out bool isFieldFilledIn);
                isFilledIn |= isFieldFilledIn;
            }
            else if (word == EvidenceWords.Value)
            {
                isWrapped = seen < 1UL << EvidenceWords.FirstField;
                at = isWrapped ? ReadValueOfEntry(ref text, at, rule, fields, out isFilledIn) : LineText.Careful;
            }
            else if (word <= EvidenceWords.Source)
            {
                at = ReadEvidence(ref text, at, word, ref flat.Entries[entry]);
            }
            else
            {
                return LineText.Careful;
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadValueOfEntry(ref byte text, int at, FactRule rule, int fields, out bool isFilledIn)
    {
        isFilledIn = false;
        byte first = LineText.At(ref text, at);
        if (first == 'n')
        {
            return LineText.Skip(ref text, at);
        }

        if (first != '{')
        {
            return rule.System is null ? LineText.Careful : ReadField(ref text, at, rule.Entries!.Fields[0], fields, out isFilledIn);
        }

        ulong seen = 0;
        KeyTable names = rule.Entries!.FieldNames;
        int word = KeyTable.Start;
        while (true)
        {
            at = names.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                return at;
            }

            if (at < 0 || word < 0 || (seen & (1UL << word)) != 0)
            {
                return LineText.Careful;
            }

            seen |= 1UL << word;
            int field = word - EvidenceWords.FirstField;
            at = ReadField(ref text, at, rule.Entries.Fields[field], fields + field, out bool isFieldFilledIn);
            isFilledIn |= isFieldFilledIn;
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadField(ref byte text, int at, FactRule rule, int place, out bool isFilledIn)
    {
        int known = flat.EntryCount;
        int end = ReadUsual(ref text, at, rule, place);
        if (end >= 0)
        {
            isFilledIn = flat.EntryCount > known;
            return end;
        }

        at = ReadAny(ref text, at, rule, place);
        isFilledIn = at >= 0 && Forget(rule, place) != Knowledge.NotMentioned;
        return at;
    }
}
