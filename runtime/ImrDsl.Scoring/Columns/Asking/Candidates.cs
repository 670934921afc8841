using System;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>What an entry must meet to count: "Documented" in docs/evaluation.md. The default asks nothing.</summary>
internal readonly ref struct Standard
{
    private readonly EvidenceAsked? asked;
    private readonly ReadOnlySpan<PartialDate> dates;

    /// <summary>A standard.</summary>
    /// <param name="asked">What is asked of its evidence.</param>
    /// <param name="dates">The dates that the entry's date is compared with, in the order of the qualifiers.</param>
    public Standard(EvidenceAsked asked, ReadOnlySpan<PartialDate> dates)
    {
        this.asked = asked;
        this.dates = dates;
    }

    /// <summary>Whether an entry meets it.</summary>
    /// <param name="at">The case.</param>
    /// <param name="evidence">The place of the entry that has its evidence, or −1.</param>
    /// <param name="date">Its date.</param>
    public Truth IsMetBy(AtHand at, int evidence, PartialDate date)
    {
        if (asked is null)
        {
            return Truth.Met;
        }

        Truth isMet = asked.IsMetBy(at, evidence);
        for (int i = 0; i < dates.Length; i++)
        {
            isMet &= FlatComparison.Of(date, asked.Dates[i].Comparison, dates[i]);
        }

        return isMet;
    }
}

/// <summary>Who must have stated it, or what kind of evidence it must be.</summary>
internal sealed class EvidenceAsked
{
    private readonly bool[] persons;
    private readonly bool[] kinds;
    private readonly bool asksPersons;
    private readonly bool asksKinds;

    /// <summary>What a qualifier asks.</summary>
    /// <param name="form">The form of the cases.</param>
    /// <param name="qualifier">The qualifier.</param>
    /// <param name="dates">The dates with which the date of the evidence is compared.</param>
    public EvidenceAsked(FlatForm form, EvidenceQualifier qualifier, (Comparison Comparison, FlatDate Date)[] dates)
    {
        persons = new bool[form.Plan.Evidence.Persons.Count];
        kinds = new bool[form.Plan.Evidence.Kinds.Count];
        asksPersons = qualifier.Persons.Count > 0;
        asksKinds = qualifier.Kinds.Count > 0;
        Dates = dates;
        foreach (string person in qualifier.Persons)
        {
            persons[form.PersonOf(person)] = true;
        }

        foreach (string kind in qualifier.Kinds)
        {
            kinds[form.KindOf(kind)] = true;
        }
    }

    /// <summary>How the date of an entry must stand to other dates.</summary>
    public (Comparison Comparison, FlatDate Date)[] Dates { get; }

    /// <summary>Whether evidence is by a person, or of a kind, asked for.</summary>
    public Truth IsMetBy(AtHand at, int evidence)
    {
        if (!asksPersons && !asksKinds)
        {
            return Truth.Met;
        }

        short person = evidence < 0 ? (short)FlatEntry.None : at.Case.Entries[evidence].Person;
        short kind = evidence < 0 ? (short)FlatEntry.None : at.Case.Entries[evidence].Kind;
        bool suffices = (person >= 0 && persons[person]) || (kind >= 0 && kinds[kind]);
        bool maySuffice = (asksPersons && person == FlatEntry.None) || (asksKinds && kind == FlatEntry.None);
        return suffices ? Truth.Met : maySuffice ? Truth.NotDocumented : Truth.NotMet;
    }
}

/// <summary>
/// The entries of a fact that may be the one that counts: "Which entry of a fact counts" in docs/evaluation.md. Looks at the entries again when asked, so that it
/// needs no room for them.
/// </summary>
internal readonly ref struct Candidates
{
    private readonly AtHand at;
    private readonly FlatSource source;
    private readonly Standard standard;
    private readonly int inherited;
    private readonly int first;
    private readonly CalendarDate notBefore;
    private readonly bool undatedCount;

    /// <summary>Chooses.</summary>
    /// <param name="at">The case.</param>
    /// <param name="source">The fact.</param>
    /// <param name="place">Its place among the facts of the case.</param>
    /// <param name="inherited">The place of the entry that has the evidence of an entry without evidence of its own, or −1.</param>
    /// <param name="standard">What an entry must meet.</param>
    public Candidates(AtHand at, FlatSource source, int place, int inherited, Standard standard)
    {
        this.at = at;
        this.source = source;
        this.standard = standard;
        this.inherited = inherited;
        FlatFact fact = at.Case.Facts[place];
        first = fact.Entries > 0 && fact.Knowledge is Knowledge.Given or Knowledge.Incomplete ? fact.FirstEntry : FlatEntry.None;
        int left = 0;
        bool isDatedCertain = false;
        bool isUndatedCertain = false;
        for (int entry = first; entry >= 0; entry = at.Case.Entries[entry].Next)
        {
            Truth qualifies = Qualifies(entry, out PartialDate date);
            left += qualifies.IsNotMet ? 0 : 1;
            isDatedCertain |= qualifies.IsMet && date.IsKnown;
            isUndatedCertain |= qualifies.IsMet && !date.IsKnown;
            notBefore = qualifies.IsMet && date.IsKnown && date.Earliest > notBefore ? date.Earliest : notBefore;
        }

        // Of several, an undated one cannot be placed.
        undatedCount = left <= 1;
        IsCertain = isDatedCertain || (undatedCount && isUndatedCertain);
    }

    /// <summary>Whether at least one entry certainly qualifies.</summary>
    public bool IsCertain { get; }

    /// <summary>The place of the first candidate, or −1.</summary>
    public int First => From(first);

    /// <summary>The place of the next candidate, or −1.</summary>
    public int Next(int entry) => From(at.Case.Entries[entry].Next);

    private int From(int entry)
    {
        while (entry >= 0 && !IsCandidate(entry))
        {
            entry = at.Case.Entries[entry].Next;
        }

        return entry;
    }

    private bool IsCandidate(int entry) =>
        !Qualifies(entry, out PartialDate date).IsNotMet && (date.IsKnown ? date.Latest >= notBefore : undatedCount);

    private Truth Qualifies(int entry, out PartialDate date)
    {
        int evidence = FlatSource.EvidenceOf(at, entry, inherited);
        date = source.DateOf(at, entry, evidence);
        return standard.IsMetBy(at, evidence, date) & at.IsInTime(date);
    }
}

/// <summary>What reading a fact came to: the entries to ask, a default to take instead, or a judgement that is missing.</summary>
internal readonly ref struct Statements
{
    private readonly Candidates candidates;
    private readonly int answer;

    private Statements(DefaultPlan? silence, Candidates candidates, bool isCertain, int answer, bool isJudgementMissing, byte digits)
    {
        Default = silence;
        Digits = digits;
        this.candidates = candidates;
        IsCertain = isCertain;
        this.answer = answer;
        IsJudgementMissing = isJudgementMissing;
    }

    /// <summary>What silence counts as, if the record is silent.</summary>
    public DefaultPlan? Default { get; }

    /// <summary>How many digits after the point the numbers of the entries are written with.</summary>
    public byte Digits { get; }

    /// <summary>Whether one of the entries certainly counts, or a default does.</summary>
    public bool IsCertain { get; }

    /// <summary>Whether only a reviewer's answer is missing.</summary>
    public bool IsJudgementMissing { get; }

    /// <summary>The place of the first entry to ask, or −1.</summary>
    public int First => Default is not null || IsJudgementMissing ? FlatEntry.None : answer >= 0 ? answer : candidates.First;

    /// <summary>A default.</summary>
    public static Statements Of(DefaultPlan silence) => new(silence, default, true, FlatEntry.None, false, 0);

    /// <summary>The candidates.</summary>
    public static Statements Of(Candidates candidates, byte digits) => new(null, candidates, candidates.IsCertain, FlatEntry.None, false, digits);

    /// <summary>A reviewer's answer: the first entry with a known value, whatever its evidence.</summary>
    public static Statements OfReviewer(AtHand at, int place, byte digits)
    {
        FlatFact fact = at.Case.Facts[place];
        if (fact.Entries > 0 && fact.Knowledge is Knowledge.Given or Knowledge.Incomplete)
        {
            for (int entry = fact.FirstEntry; entry >= 0; entry = at.Case.Entries[entry].Next)
            {
                if (at.Case.Entries[entry].IsKnown)
                {
                    return new Statements(null, default, true, entry, false, digits);
                }
            }
        }

        return new Statements(null, default, false, FlatEntry.None, true, digits);
    }

    /// <summary>The place of the next entry to ask, or −1.</summary>
    public int Next(int entry) => answer >= 0 ? FlatEntry.None : candidates.Next(entry);
}
