using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>
/// Reads facts from a line into a flat case: what <see cref="Runtime.Cases.CaseJson"/> makes of them, for values and evidence in their usual spellings. Whatever
/// is unusual or wrong gives <see cref="LineText.Careful"/>. Holds what it reads by; for one thread.
/// </summary>
internal sealed partial class FactReader
{
    private readonly FlatCase flat;
    private readonly CodeCache codes = new();
    private EditionRules rules = null!;

    /// <summary>A reader.</summary>
    /// <param name="flat">Where facts are written.</param>
    public FactReader(FlatCase flat) => this.flat = flat;

    /// <summary>Reads by the rules of an edition from now on.</summary>
    public void Use(EditionRules edition)
    {
        if (rules != edition)
        {
            rules = edition;
            codes.Clear();
        }
    }

    /// <summary>Reads a fact: what stands after its name. Nothing else may have been read into its place.</summary>
    /// <param name="at">The first byte of the value.</param>
    /// <param name="rule">The rule of the fact.</param>
    /// <param name="place">Where it stands among the facts of the case.</param>
    public int Read(ref byte text, int at, FactRule rule, int place)
    {
        int end = ReadUsual(ref text, at, rule, place);
        return end >= 0 ? end : ReadAny(ref text, at, rule, place);
    }

    // What is not usual.
    private int ReadAny(ref byte text, int at, FactRule rule, int place)
    {
        if (rule.IsRead)
        {
            return rule.Entries is null ? ReadValues(ref text, at, rule, place) : ReadEntries(ref text, at, rule, place);
        }

        (int entries, int facts) = (flat.EntryCount, flat.FactCount);
        at = rule.Entries is null ? ReadValues(ref text, at, rule, place) : ReadEntries(ref text, at, rule, place);
        (flat.EntryCount, flat.FactCount) = (entries, facts);
        return at;
    }

    /// <summary>Forgets a fact that nothing reads, once it was seen what is known of it.</summary>
    public Knowledge Forget(FactRule rule, int place)
    {
        Knowledge knowledge = flat.Facts[place].Knowledge;
        if (!rule.IsRead)
        {
            flat.Facts[place] = default;
        }

        return knowledge;
    }

    private int ReadValues(ref byte text, int at, FactRule rule, int place)
    {
        byte first = LineText.At(ref text, at);
        switch (first)
        {
            case (byte)'n':
                return LineText.Has(ref text, at, LineText.Null) ? at + 4 : LineText.Careful;
            case (byte)'[':
                return ReadArray(ref text, at, rule, place);
            case (byte)'{':
                at = ReadEntry(ref text, at, rule, place);
                break;
            default:
                return ReadBare(ref text, at, rule, place);
        }

        ref FlatFact fact = ref flat.Facts[place];
        fact.Knowledge = fact.Entries > 0 ? Knowledge.Given : Knowledge.NotMentioned;
        return at;
    }

    // A value alone. Here "unknown" is said of the fact as a whole.
    private int ReadBare(ref byte text, int at, FactRule rule, int place)
    {
        ref FlatEntry entry = ref flat.AddEntry(place);
        at = ReadValue(ref text, at, rule, ref entry, out bool isSaid);
        ref FlatFact fact = ref flat.Facts[place];

        // Of a period one end may be known.
        if (isSaid && (entry.IsKnown || entry.IsOngoing || entry.FromFirst >= 0 || entry.ToFirst >= 0))
        {
            AddAnswer(rule, ref entry);
            fact.Knowledge = Knowledge.Given;
        }
        else
        {
            fact = new FlatFact { Knowledge = isSaid ? Knowledge.Unknown : Knowledge.NotMentioned };
            flat.EntryCount--;
        }

        return at;
    }

    // The reviewer's answers are the reviewer's, where they do not say whose they are.
    private void AddAnswer(FactRule rule, ref FlatEntry entry)
    {
        if (rule.IsAnswer && !entry.HasEvidence && (rule.Type == FactType.YesNo || !entry.IsKnown))
        {
            entry.HasEvidence = true;
            entry.Person = rules.Reviewer;
        }
    }

    // Statements of one fact. Two that are of one source, as far as can be told here, and differ may contradict each other.
    private int ReadArray(ref byte text, int at, FactRule rule, int place)
    {
        at = LineText.Blanks(ref text, at + 1);
        while (true)
        {
            byte first = LineText.At(ref text, at);
            at = first == 'n' ? LineText.Skip(ref text, at) : ReadEntry(ref text, at, rule, place);
            if (at < 0)
            {
                return LineText.Careful;
            }

            at = LineText.Next(ref text, at, (byte)']', out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                ref FlatFact fact = ref flat.Facts[place];
                fact.Knowledge = fact.Entries > 0 ? Knowledge.Given : Knowledge.NotMentioned;
                return fact.Entries > 1 && MayContradict(rule, fact) ? LineText.Careful : at;
            }
        }
    }

    private bool MayContradict(FactRule rule, in FlatFact fact)
    {
        const int Most = 64;
        if (rule.Type is FactType.Text or FactType.Code)
        {
            return false;
        }

        if (fact.Entries > Most)
        {
            return true;
        }

        for (int second = flat.Entries[fact.FirstEntry].Next; second >= 0; second = flat.Entries[second].Next)
        {
            for (int first = fact.FirstEntry; first != second; first = flat.Entries[first].Next)
            {
                ref FlatEntry one = ref flat.Entries[first];
                ref FlatEntry other = ref flat.Entries[second];
                bool isOneSource = one.DateFirst == other.DateFirst && one.DateLast == other.DateLast && one.Person == other.Person && one.Kind == other.Kind;
                if (isOneSource && one.IsKnown && other.IsKnown && !AreSame(one, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AreSame(in FlatEntry one, in FlatEntry other) => one.Value == other.Value && one.IsOngoing == other.IsOngoing && one.FromFirst == other.FromFirst
        && one.FromLast == other.FromLast && one.ToFirst == other.ToFirst && one.ToLast == other.ToLast;

    // One statement: a value, or an object around it.
    private int ReadEntry(ref byte text, int at, FactRule rule, int place)
    {
        FlatEntry entry = FlatEntry.Empty;
        bool isSaid;
        if (LineText.At(ref text, at) == '{')
        {
            at = ReadWrapped(ref text, at, rule, ref entry, out isSaid);
        }
        else
        {
            at = ReadValue(ref text, at, rule, ref entry, out isSaid);
        }

        if (at >= 0 && isSaid)
        {
            AddAnswer(rule, ref entry);
            flat.AddEntry(place) = entry;
        }

        return at;
    }

    private int ReadWrapped(ref byte text, int at, FactRule rule, ref FlatEntry entry, out bool isSaid)
    {
        KeyTable words = rule.IsAnswer ? EvidenceWords.OfAnswer : rule.Type == FactType.Period ? EvidenceWords.OfPeriod : EvidenceWords.OfValue;
        isSaid = false;
        uint seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            at = words.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                bool isPeriod = seen >= 1u << EvidenceWords.From;
                bool hasValue = (seen & (1u << EvidenceWords.Value)) != 0;
                return isPeriod ? hasValue ? LineText.Careful : EndPeriod(at, ref entry, out isSaid) : hasValue ? at : LineText.Careful;
            }

            if (at < 0 || word < 0)
            {
                return LineText.Careful;
            }

            uint bit = 1u << word;
            if ((seen & bit) != 0)
            {
                return LineText.Careful;
            }

            seen |= bit;
            at = word switch
            {
                EvidenceWords.Value => LineText.At(ref text, at) == 'n' ? LineText.Skip(ref text, at) : ReadValue(ref text, at, rule, ref entry, out isSaid),
                EvidenceWords.Reason => ReadWords(ref text, at, out _, out _),
                >= EvidenceWords.From => ReadPartOfPeriod(ref text, at, word, ref entry),
                _ => ReadEvidence(ref text, at, word, ref entry),
            };
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private static int ReadPartOfPeriod(ref byte text, int at, int word, ref FlatEntry entry)
    {
        switch (word)
        {
            case EvidenceWords.From:
                return ReadDate(ref text, at, out entry.FromFirst, out entry.FromLast);
            case EvidenceWords.To:
                return ReadDate(ref text, at, out entry.ToFirst, out entry.ToLast);
            default:
                at = ReadYesNo(ref text, at, out bool isOngoing);
                entry.IsOngoing = isOngoing;
                return at;
        }
    }

    // An end of what still goes on, and an end before the beginning, are errors; a period of which nothing is known is none.
    private static int EndPeriod(int at, ref FlatEntry entry, out bool isSaid)
    {
        isSaid = entry.FromFirst >= 0 || entry.ToFirst >= 0 || entry.IsOngoing;
        entry.IsKnown = HasEnds(entry);
        bool isWrong = entry.ToFirst >= 0 && (entry.IsOngoing || (entry.FromFirst >= 0 && entry.ToLast < entry.FromFirst));
        return isWrong ? LineText.Careful : at;
    }

    private static bool HasEnds(in FlatEntry entry) => entry.FromFirst >= 0 && (entry.ToFirst >= 0 || entry.IsOngoing);

    private int ReadEvidence(ref byte text, int at, int word, ref FlatEntry entry)
    {
        if (word == EvidenceWords.Date)
        {
            at = ReadDate(ref text, at, out entry.DateFirst, out entry.DateLast);
            entry.HasEvidence |= entry.DateFirst >= 0;
            return at;
        }

        int start = at + 1;
        at = ReadWords(ref text, at, out int length, out bool isPlain);
        if (at < 0 || length == 0)
        {
            return at;
        }

        entry.HasEvidence = true;
        bool isTerm = word switch
        {
            EvidenceWords.By => isPlain && rules.TryPerson(ref text, start, length, out entry.Person),
            EvidenceWords.Kind => isPlain && rules.TryKind(ref text, start, length, out entry.Kind),
            _ => true,
        };
        return isTerm ? at : LineText.Careful;
    }

    private int ReadEntries(ref byte text, int at, FactRule rule, int place)
    {
        switch (LineText.At(ref text, at))
        {
            case (byte)'n':
                return LineText.Skip(ref text, at);
            case (byte)'"':
                int end = LineText.WordEnd(ref text, at + 1);
                int word = rule.Words.Find(ref Unsafe.Add(ref text, at + 1), end - at - 1);
                if (word >= 0)
                {
                    flat.Facts[place].Knowledge = word == FactRule.NoEntries ? Knowledge.None : Knowledge.Unknown;
                    return end + 1;
                }

                at = ReadFields(ref text, at, rule, place);
                break;
            case (byte)'[':
                at = ReadFieldsArray(ref text, at, rule, place);
                break;
            default:
                at = ReadFields(ref text, at, rule, place);
                break;
        }

        ref FlatFact fact = ref flat.Facts[place];
        if (fact.Entries > 0 && fact.Knowledge == Knowledge.NotMentioned)
        {
            fact.Knowledge = Knowledge.Given;
        }

        return at;
    }

    private int ReadFieldsArray(ref byte text, int at, FactRule rule, int place)
    {
        at = LineText.Blanks(ref text, at + 1);
        while (true)
        {
            byte first = LineText.At(ref text, at);
            at = first == 'n' ? LineText.Skip(ref text, at) : first == '[' ? LineText.Careful : ReadFields(ref text, at, rule, place, mayBeIncomplete: false);
            if (at < 0 || (at = LineText.Next(ref text, at, (byte)']', out bool isEnd)) < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                return at;
            }
        }
    }

    /// <summary>Reads words; of null and of blanks the length is 0.</summary>
    /// <param name="isPlain">Whether they stand as they are meant, without escapes.</param>
    internal static int ReadWords(ref byte text, int at, out int length, out bool isPlain)
    {
        (length, isPlain) = (0, true);
        if (LineText.At(ref text, at) != '"')
        {
            return LineText.Has(ref text, at, LineText.Null) ? at + 4 : LineText.Careful;
        }

        int start = at + 1;
        int end = LineText.StringEnd(ref text, start, out isPlain);
        if (end < 0)
        {
            return LineText.Careful;
        }

        // Most words begin with a letter. Blanks beyond ASCII are left to the careful reader.
        bool isSaid = LineText.At(ref text, start) is > (byte)' ' and < 0x7F and not (byte)'\\';
        length = isSaid ? end - start : 0;
        return isSaid || end == start ? end + 1 : LineText.Careful;
    }
}
