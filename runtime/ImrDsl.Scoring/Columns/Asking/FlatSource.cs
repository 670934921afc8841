using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>Where a fact that is named somewhere stands in a case, and what silence about it counts as.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Scope">Of a field, the number of the construct that has its entry at hand; −1 for a fact of the case.</param>
/// <param name="StandIn">The fact that is read in its place if the record is silent, or null.</param>
/// <param name="Digits">How many digits after the point its numbers are written with.</param>
internal sealed record FlatSource(FactPlan Fact, int Scope, FlatSource? StandIn, byte Digits)
{
    private static readonly FlatSource Undated = new(new FactPlan { Kind = FactKind.Date }, -1, null, 0);

    // A field that is asked of no entry is read of the place that stays empty.
    private readonly int number = Fact.Number;
    private readonly int ordinal = Fact.Ordinal;
    private readonly bool isPlain = !Fact.IsJudgement && Fact.EntryKind is null;

    /// <summary>The field that dates an entry, or null.</summary>
    public FactPlan? DateField { get; } = Fact.EntryKind?.DateField;

    /// <summary>Its place among the facts of a case.</summary>
    /// <param name="at">The case.</param>
    /// <param name="inherited">The place of the entry that has the evidence of the entry that holds it, or −1.</param>
    public int Find(AtHand at, out int inherited)
    {
        int entry = Scope < 0 ? FlatEntry.None : at.EntryOf(Scope);
        inherited = entry < 0 ? FlatEntry.None : at.EvidenceOf(Scope);
        return entry < 0 ? number : at.Case.Entries[entry].FirstField + ordinal;
    }

    /// <summary>
    /// The usual cases, seen at a glance: nothing is said of the fact and nothing stands for silence (then <paramref name="only"/> is −1), or there is one statement
    /// and it certainly counts. False for any other.
    /// </summary>
    /// <param name="at">The case.</param>
    /// <param name="only">The place of the statement.</param>
    public bool TryOnly(AtHand at, out int only)
    {
        int place = Find(at, out int inherited);
        ref readonly FlatFact fact = ref at.Case.Facts[place];
        only = FlatEntry.None;
        if (isPlain && fact.Knowledge == Knowledge.Given && fact.Entries == 1)
        {
            only = fact.FirstEntry;
            int evidence = EvidenceOf(at, only, inherited);
            return evidence < 0 || at.Case.Entries[evidence].DateLast <= at.Case.DecisionDay;
        }

        return isPlain && fact.Knowledge == Knowledge.NotMentioned && Fact.Default is null;
    }

    /// <summary>Reads the fact: "Reading a fact" in docs/evaluation.md.</summary>
    public Statements Read(AtHand at)
    {
        FlatSource source = this;
        int place = source.Find(at, out int inherited);
        while (!source.Fact.IsJudgement && at.Case.Facts[place].Knowledge == Knowledge.NotMentioned && source.Fact.Default is { } silence)
        {
            if (source.StandIn is null)
            {
                return Statements.Of(silence);
            }

            source = source.StandIn;
            place = source.Find(at, out inherited);
        }

        return source.Fact.IsJudgement
            ? Statements.OfReviewer(at, place, source.Digits)
            : Statements.Of(new Candidates(at, source, place, inherited, default), source.Digits);
    }

    /// <summary>The place of the entry that has the evidence of an entry of this fact: its own, or that of the entry that holds it.</summary>
    public static int EvidenceOf(AtHand at, int entry, int inherited) => at.Case.Entries[entry].HasEvidence ? entry : inherited;

    /// <summary>The date of an entry of this fact: "The date of an entry".</summary>
    public PartialDate DateOf(AtHand at, int entry, int evidence)
    {
        if (DateField is null)
        {
            return evidence < 0 ? PartialDate.Unknown : at.Case.Entries[evidence].Date;
        }

        PartialDate stated = StatedDate(at, at.Case.Entries[entry].FirstField + DateField.Ordinal, evidence);
        return stated.IsKnown ? stated : evidence < 0 ? PartialDate.Unknown : at.Case.Entries[evidence].Date;
    }

    // The field as "Reading a fact" says, but without its default.
    private static PartialDate StatedDate(AtHand at, int place, int inherited)
    {
        FlatFact fact = at.Case.Facts[place];
        if (fact.Entries == 0)
        {
            return PartialDate.Unknown;
        }

        if (fact is { Knowledge: Knowledge.Given, Entries: 1 } && EvidenceOf(at, fact.FirstEntry, inherited) is var evidence
            && (evidence < 0 || at.Case.Entries[evidence].DateLast <= at.Case.DecisionDay))
        {
            return at.Case.Entries[fact.FirstEntry].From;
        }

        var candidates = new Candidates(at, Undated, place, inherited, default);
        if (!candidates.IsCertain)
        {
            return PartialDate.Unknown;
        }

        int entry = candidates.First;
        PartialDate date = at.Case.Entries[entry].From;
        for (entry = candidates.Next(entry); entry >= 0; entry = candidates.Next(entry))
        {
            date = PartialDate.Either(date, at.Case.Entries[entry].From);
        }

        return date;
    }
}
