using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The statements of a fact (or entries of a record or list) that may be the one that counts: "Which entry of a fact counts" in
/// docs/evaluation.md. Looks at the statements again when asked, so that it needs no room for them.
/// </summary>
internal readonly struct Candidates<TStatements>
    where TStatements : struct, IEvidenced
{
    private readonly TStatements statements;
    private readonly EvidenceStandard standard;
    private readonly Evidence? inherited;
    private readonly CalendarDate decisionDate;
    private readonly CalendarDate notBefore;
    private readonly bool undatedCount;

    // Whether the only statement qualifies: the usual case, in which it is the candidate if there is any.
    private readonly Truth only;

    /// <summary>Chooses.</summary>
    /// <param name="statements">What there is.</param>
    /// <param name="standard">What a statement must meet to count.</param>
    /// <param name="inherited">The evidence of a statement that has none of its own.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    public Candidates(in TStatements statements, in EvidenceStandard standard, Evidence? inherited, CalendarDate decisionDate)
    {
        this.statements = statements;
        this.standard = standard;
        this.inherited = inherited;
        this.decisionDate = decisionDate;

        if (statements.Count == 1)
        {
            only = Qualifies(0, out _);
            IsCertain = only.IsMet;
            return;
        }

        int left = 0;
        for (int i = 0; i < statements.Count; i++)
        {
            left += Qualifies(i, out _).IsNotMet ? 0 : 1;
        }

        // Of several, an undated one cannot be placed.
        undatedCount = left <= 1;
        for (int i = 0; i < statements.Count; i++)
        {
            if (Qualifies(i, out PartialDate date).IsMet && (date.IsKnown || undatedCount))
            {
                IsCertain = true;
                notBefore = date.IsKnown && date.Earliest > notBefore ? date.Earliest : notBefore;
            }
        }
    }

    /// <summary>Whether at least one statement certainly qualifies.</summary>
    public bool IsCertain { get; }

    /// <summary>Whether a statement qualifies; not met if it is no candidate.</summary>
    public Truth this[int index]
    {
        get
        {
            if (statements.Count == 1)
            {
                return only;
            }

            Truth qualifies = Qualifies(index, out PartialDate date);
            return (date.IsKnown ? date.Latest >= notBefore : undatedCount) ? qualifies : Truth.NotMet;
        }
    }

    private Truth Qualifies(int index, out PartialDate date)
    {
        Evidence? evidence = statements.EvidenceAt(index) ?? inherited;
        date = statements.DateAt(index, evidence, decisionDate);
        return standard.IsMetBy(evidence, date) & (date.IsKnown ? date <= decisionDate : Truth.Met);
    }
}
