using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>A condition of a guideline, to be asked of a case at hand: what docs/evaluation.md says of it, without an account.</summary>
internal abstract class FlatCondition
{
    /// <summary>What it says of the case.</summary>
    public abstract Answer Of(AtHand at);
}

/// <summary>The same answer for every case.</summary>
internal sealed class FlatConstant(Answer answer) : FlatCondition
{
    public override Answer Of(AtHand at) => answer;
}

/// <summary>A block.</summary>
internal sealed class FlatGroup(GroupKind kind, int count, FlatCondition[] parts) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Truth applies = Truth.NotMet;
        Truth all = Truth.Met;
        Truth any = Truth.NotMet;
        Truth none = Truth.Met;
        int met = 0;
        int open = 0;
        bool isFactMissing = false;
        foreach (FlatCondition part in parts)
        {
            Answer answer = part.Of(at);
            Truth contributes = answer.WhereAnySuffices;
            applies |= answer.Applies;
            all &= answer.WhereAllAreRequired;
            any |= contributes;
            none &= (!answer).WhereAllAreRequired;
            met += contributes.IsMet ? 1 : 0;
            open += contributes.IsOpen ? 1 : 0;
            isFactMissing |= contributes == Truth.NotDocumented;
        }

        Truth AtLeast(int wanted) => met >= wanted ? Truth.Met
            : met + open < wanted ? Truth.NotMet
            : isFactMissing ? Truth.NotDocumented
            : Truth.NeedsJudgement;
        return new Answer(applies, kind switch
        {
            GroupKind.AllOf => all,
            GroupKind.AnyOf => any,
            GroupKind.NoneOf => none,
            GroupKind.AtLeast => AtLeast(count),
            GroupKind.Exactly => AtLeast(count) & !AtLeast(count + 1),
            _ => !AtLeast(count + 1),
        });
    }
}

/// <summary>A negation.</summary>
internal sealed class FlatNot(FlatCondition part) : FlatCondition
{
    public override Answer Of(AtHand at) => !part.Of(at);
}

/// <summary>A condition with an exception.</summary>
internal sealed class FlatException(FlatCondition condition, FlatCondition exception) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Answer asked = condition.Of(at);
        return new Answer(asked.Applies, asked.Value | exception.Of(at).WhereAnySuffices);
    }
}

/// <summary>A guarded condition.</summary>
internal sealed class FlatGuard(FlatCondition condition, FlatCondition guard, bool isExcuse) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Truth holds = guard.Of(at).WhereAnySuffices;
        return condition.Of(at).When(isExcuse ? !holds : holds);
    }
}

/// <summary>Criteria of a list, under its scope.</summary>
internal sealed class FlatCriteria(FlatCondition? scope, FlatCondition[] criteria) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Truth applies = Truth.NotMet;
        Truth value = Truth.Met;
        foreach (FlatCondition criterion in criteria)
        {
            Answer answer = criterion.Of(at);
            applies |= answer.Applies;
            value &= answer.WhereAllAreRequired;
        }

        return new Answer(applies & (scope?.Of(at).WhereAnySuffices ?? Truth.Met), value);
    }
}

/// <summary>A fact that is sometimes the reviewer's.</summary>
internal sealed class FlatJudgedWhen(FlatCondition when, FlatCondition judged, FlatCondition recorded) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Truth isReviewers = when.Of(at).WhereAnySuffices;
        return (isReviewers & judged.Of(at).Value) | (!isReviewers & recorded.Of(at).Value);
    }
}

/// <summary>A condition that can confirm and cannot refute.</summary>
internal sealed class FlatConfirmation(FlatCondition part) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        Truth confirmed = part.Of(at).WhereAllAreRequired;
        return confirmed.IsNotMet ? Truth.NotDocumented : confirmed;
    }
}

/// <summary>The quantity lines of a service.</summary>
internal sealed class FlatQuantity(FlatNumber requested, (FlatNumber Amount, FlatNumber? Given, FlatCondition Condition)[] lines) : FlatCondition
{
    public override Answer Of(AtHand at) => TallyOf(at).Answer;

    /// <summary>What the lines come to.</summary>
    public QuantityTally TallyOf(AtHand at)
    {
        var tally = new QuantityTally(requested.Of(at));
        foreach ((FlatNumber amount, FlatNumber? given, FlatCondition condition) in lines)
        {
            Number allowed = amount.Of(at);
            tally.Allow(given is null ? Number.Highest(0, allowed) : QuantityTally.Left(allowed, given.Of(at)), condition.Of(at));
        }

        return tally;
    }
}

/// <summary>What of the quantity lines of a service is asked.</summary>
internal enum QuantityPart : byte
{
    /// <summary>Whether any line applies.</summary>
    Applies,

    /// <summary>Whether all of what is requested is necessary.</summary>
    Whole,

    /// <summary>Whether any of it is.</summary>
    Part,
}

/// <summary>One of the answers of the quantity lines of a service.</summary>
internal sealed class FlatQuantityPart(FlatQuantity quantity, QuantityPart part) : FlatCondition
{
    public override Answer Of(AtHand at)
    {
        QuantityTally tally = quantity.TallyOf(at);
        return part switch
        {
            QuantityPart.Applies => tally.Answer.Applies,
            QuantityPart.Whole => tally.Whole,
            _ => tally.Part,
        };
    }
}
