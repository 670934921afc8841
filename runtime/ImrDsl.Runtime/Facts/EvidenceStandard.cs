using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// Which statements of a fact count: those by certain persons or of certain kinds of evidence, dated before or after certain dates.
/// The default asks nothing.
/// </summary>
public readonly struct EvidenceStandard
{
    private readonly Terms? persons;
    private readonly Terms? kinds;
    private readonly DatedAs first;
    private readonly DatedAs second;

    // A guideline seldom asks for more than two dates at once.
    private readonly DatedAs[]? more;

    private EvidenceStandard(Terms? persons, Terms? kinds, DatedAs first, DatedAs second, DatedAs[]? more)
    {
        this.persons = persons;
        this.kinds = kinds;
        this.first = first;
        this.second = second;
        this.more = more;
    }

    /// <summary>Any statement counts.</summary>
    public static EvidenceStandard Any => default;

    /// <summary>A statement must be by one of these persons or of one of these kinds.</summary>
    /// <param name="persons">Terms of the vocabulary of persons, each with everything that is a kind of it.</param>
    /// <param name="kinds">Terms of the vocabulary of evidence, each with everything that is a kind of it.</param>
    public static EvidenceStandard Of(ReadOnlySpan<string> persons, ReadOnlySpan<string> kinds) =>
        new(Terms.Of(persons), Terms.Of(kinds), default, default, null);

    /// <summary>It must be dated before a date.</summary>
    public EvidenceStandard Before(PartialDate date) => And(new DatedAs(Comparison.Less, date));

    /// <summary>It must be dated on or before a date.</summary>
    public EvidenceStandard OnOrBefore(PartialDate date) => And(new DatedAs(Comparison.AtMost, date));

    /// <summary>It must be dated after a date.</summary>
    public EvidenceStandard After(PartialDate date) => And(new DatedAs(Comparison.More, date));

    /// <summary>It must be dated on or after a date.</summary>
    public EvidenceStandard OnOrAfter(PartialDate date) => And(new DatedAs(Comparison.AtLeast, date));

    /// <summary>It must be dated on a date.</summary>
    public EvidenceStandard On(PartialDate date) => And(new DatedAs(Comparison.Equal, date));

    /// <summary>It must be dated on another date.</summary>
    public EvidenceStandard NotOn(PartialDate date) => And(new DatedAs(Comparison.NotEqual, date));

    /// <summary>Whether a statement with this evidence counts.</summary>
    /// <param name="evidence">The evidence of the statement, or that of the entry that holds it; null if there is none.</param>
    internal Truth IsMetBy(Evidence? evidence) => IsMetBy(evidence, evidence?.Date ?? PartialDate.Unknown);

    /// <summary>Whether a statement or entry with this evidence counts.</summary>
    /// <param name="evidence">The evidence, or that of the entry that holds it; null if there is none.</param>
    /// <param name="date">The date of the statement or entry.</param>
    internal Truth IsMetBy(Evidence? evidence, PartialDate date)
    {
        Truth isMet = NamesOneAsked(evidence);
        if (first.IsAsked)
        {
            isMet &= first.IsMetBy(date) & second.IsMetBy(date);
            foreach (DatedAs asked in more ?? [])
            {
                isMet &= asked.IsMetBy(date);
            }
        }

        return isMet;
    }

    // Of a vocabulary of which the statement says nothing, it may yet be what is asked.
    private Truth NamesOneAsked(Evidence? evidence)
    {
        if (persons is null && kinds is null)
        {
            return Truth.Met;
        }

        if ((evidence?.Person is { } person && persons?.Contains(person) == true) || (evidence?.Kind is { } kind && kinds?.Contains(kind) == true))
        {
            return Truth.Met;
        }

        bool mayBe = (persons is not null && evidence?.Person is null) || (kinds is not null && evidence?.Kind is null);
        return mayBe ? Truth.NotDocumented : Truth.NotMet;
    }

    private EvidenceStandard And(DatedAs asked) =>
        !first.IsAsked ? new EvidenceStandard(persons, kinds, asked, default, null)
        : !second.IsAsked ? new EvidenceStandard(persons, kinds, first, asked, null)
        : new EvidenceStandard(persons, kinds, first, second, [.. more ?? [], asked]);

    /// <summary>How the date of a statement must stand to another date; the default asks nothing.</summary>
    private readonly struct DatedAs
    {
        private readonly Comparison comparison;
        private readonly PartialDate other;

        public DatedAs(Comparison comparison, PartialDate other)
        {
            this.comparison = comparison;
            this.other = other;
            IsAsked = true;
        }

        public bool IsAsked { get; }

        public Truth IsMetBy(PartialDate date) => IsAsked ? date.Compare(comparison, other) : Truth.Met;
    }
}
