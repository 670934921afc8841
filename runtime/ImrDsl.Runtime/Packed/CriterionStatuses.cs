using System;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The status of everything that a service asks: of each list its scope and its criteria, of the titled lines of the service, and of the service
/// itself; a bit each. Which bit is which says the method <c>Asked</c> of the packed case, by the numbers of the nodes. A bit that is set in none of
/// the words is not documented.
/// </summary>
/// <param name="Met">What is met; of a scope, that its list applies.</param>
/// <param name="NotMet">What is not met.</param>
/// <param name="NeedsJudgement">What only a reviewer's judgement leaves open.</param>
/// <param name="NotApplicable">What is not asked of this request: the criteria of a list whose scope is not met, and what has a guard that is not met.</param>
/// <param name="Finding">What the guideline says of the service.</param>
public readonly record struct CriterionStatuses(ulong Met, ulong NotMet, ulong NeedsJudgement, ulong NotApplicable, Finding Finding)
{
    /// <summary>The status of one of them.</summary>
    /// <param name="bit">Its number: 0 for the first, at most 63.</param>
    public Status this[int bit] => (Met >> bit & 1) != 0 ? Status.Met
        : (NotMet >> bit & 1) != 0 ? Status.NotMet
        : (NotApplicable >> bit & 1) != 0 ? Status.NotApplicable
        : (NeedsJudgement >> bit & 1) != 0 ? Status.NeedsJudgement
        : Status.NotDocumented;

    /// <summary>The statuses as a whole account has them: for a case that does not fit a packed one.</summary>
    /// <param name="account">The account of the service.</param>
    /// <param name="asked">The numbers of the nodes, a bit each.</param>
    /// <param name="scopes">For each of them the bit of the scope of its list, its own if it is one, or −1.</param>
    /// <param name="finding">What the guideline says of the service.</param>
    public static CriterionStatuses Of(ReadOnlySpan<AccountEntry> account, ReadOnlySpan<int> asked, ReadOnlySpan<sbyte> scopes, Finding finding)
    {
        var statuses = new StatusWriter();
        foreach (ref readonly AccountEntry entry in account)
        {
            int bit = entry.Kind == AccountKind.Answer && entry.Entry < 0 ? asked.IndexOf(entry.Node) : -1;
            if (bit >= 0)
            {
                var answer = new Answer(entry.Applies, entry.Value);
                statuses.Set(bit, scopes[bit] == bit ? answer.WhereAnySuffices : answer);
            }
        }

        for (int bit = 0; bit < asked.Length; bit++)
        {
            if (scopes[bit] >= 0 && scopes[bit] != bit)
            {
                statuses.Guard(statuses.All(1UL << scopes[bit]), 1UL << bit);
            }
        }

        return statuses.With(finding);
    }
}

/// <summary>Up to 64 answers side by side, a bit each: what generated code makes <see cref="CriterionStatuses"/> of.</summary>
// Inlined throughout: the words stay in registers from the first answer to the last.
public struct StatusWriter
{
    // Of the values.
    private ulong met;
    private ulong notMet;
    private ulong missesNoFact;

    // Of the guards: what does not, or may not, apply; everything else does.
    private ulong doesNotApply;
    private ulong mayApply;
    private ulong mayApplyByJudgement;

    /// <summary>Sets an answer of what always applies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int bit, Truth value)
    {
        ulong bits = value.Bits;
        notMet |= (bits & 1) << bit;
        met |= (bits >> 1 & 1) << bit;
        missesNoFact |= (bits >> 2) << bit;
    }

    /// <summary>Sets an answer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int bit, Answer answer)
    {
        Set(bit, answer.Value);
        Guard(answer.Applies, 1UL << bit);
    }

    /// <summary>Says of some of them that they are asked under a condition: those of a list, that its scope is met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Guard(Truth applies, ulong bits)
    {
        // Not met beats open, and a missing fact a judgement.
        if (applies.IsMet)
        {
            return;
        }

        ulong missing = mayApply & ~mayApplyByJudgement;
        doesNotApply |= applies.IsNotMet ? bits : 0;
        mayApply |= applies.IsOpen ? bits : 0;
        mayApplyByJudgement = (mayApplyByJudgement | (applies == Truth.NeedsJudgement ? bits : 0)) & ~missing & ~(applies == Truth.NotDocumented ? bits : 0);
    }

    /// <summary>Whether all of some of them are met, whether or not they apply.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Truth All(ulong bits) => new Readings(met, notMet).All(so: bits, judged: missesNoFact);

    /// <summary>The statuses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly CriterionStatuses With(Finding finding)
    {
        // An unmet value denies whether or not it is known to apply; a met one needs the guard too.
        ulong open = ~(met | notMet);
        ulong byJudgement = ((met & mayApplyByJudgement) | (open & missesNoFact & (~mayApply | mayApplyByJudgement))) & ~doesNotApply;
        return new CriterionStatuses(met & ~mayApply & ~doesNotApply, notMet & ~doesNotApply, byJudgement, doesNotApply, finding);
    }
}
