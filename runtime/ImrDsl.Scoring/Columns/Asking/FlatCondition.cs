using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>
/// A condition of a guideline, to be asked of a case at hand: what docs/evaluation.md says of it, without an account. What cannot matter any more is not asked: of
/// a condition that does not apply the value means nothing.
/// </summary>
internal abstract class FlatCondition
{
    /// <summary>What it costs to ask, roughly, in readings of a yes/no fact. Of parts whose order does not matter the cheapest are asked first.</summary>
    public virtual int Cost => 1;

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
    private readonly FlatParts settling = new(parts);

    public override int Cost => settling.Cost;

    public override Answer Of(AtHand at) => kind switch
    {
        GroupKind.AllOf => settling.AllOf(at, isNegated: false),
        GroupKind.AnyOf => settling.AnyOf(at),
        GroupKind.NoneOf => settling.AllOf(at, isNegated: true),
        _ => Counted(at),
    };

    private Answer Counted(AtHand at)
    {
        Truth applies = Truth.NotMet;
        int met = 0;
        int open = 0;
        bool isFactMissing = false;
        foreach (FlatCondition part in parts)
        {
            Answer answer = part.Of(at);
            Truth contributes = answer.WhereAnySuffices;
            applies |= answer.Applies;
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
            GroupKind.AtLeast => AtLeast(count),
            GroupKind.Exactly => AtLeast(count) & !AtLeast(count + 1),
            _ => !AtLeast(count + 1),
        });
    }
}

/// <summary>A negation.</summary>
internal sealed class FlatNot(FlatCondition part) : FlatCondition
{
    public override int Cost => part.Cost;

    public override Answer Of(AtHand at) => !part.Of(at);
}

/// <summary>A condition with an exception.</summary>
internal sealed class FlatException(FlatCondition condition, FlatCondition exception) : FlatCondition
{
    public override int Cost => condition.Cost + exception.Cost;

    public override Answer Of(AtHand at)
    {
        Answer asked = condition.Of(at);
        return asked.Value.IsMet || asked.Applies.IsNotMet ? asked : new Answer(asked.Applies, asked.Value | exception.Of(at).WhereAnySuffices);
    }
}

/// <summary>A guarded condition.</summary>
internal sealed class FlatGuard(FlatCondition condition, FlatCondition guard, bool isExcuse) : FlatCondition
{
    public override int Cost => condition.Cost + guard.Cost;

    public override Answer Of(AtHand at)
    {
        Truth holds = guard.Of(at).WhereAnySuffices;
        Truth applies = isExcuse ? !holds : holds;
        return applies.IsNotMet ? Answer.NotApplicable : condition.Of(at).When(applies);
    }
}

/// <summary>Criteria of a list, under its scope.</summary>
internal sealed class FlatCriteria(FlatCondition? scope, FlatCondition[] criteria) : FlatCondition
{
    private readonly FlatParts criteria = new(criteria);

    public override int Cost => criteria.Cost + (scope?.Cost ?? 0);

    public override Answer Of(AtHand at)
    {
        Truth isInScope = scope?.Of(at).WhereAnySuffices ?? Truth.Met;
        return isInScope.IsNotMet ? Answer.NotApplicable : criteria.AllOf(at, isNegated: false).When(isInScope);
    }
}

/// <summary>A fact that is sometimes the reviewer's.</summary>
internal sealed class FlatJudgedWhen(FlatCondition when, FlatCondition judged, FlatCondition recorded) : FlatCondition
{
    public override int Cost => when.Cost + judged.Cost + recorded.Cost;

    public override Answer Of(AtHand at)
    {
        Truth isReviewers = when.Of(at).WhereAnySuffices;
        return (isReviewers & judged.Of(at).Value) | (!isReviewers & recorded.Of(at).Value);
    }
}

/// <summary>A condition that can confirm and cannot refute.</summary>
internal sealed class FlatConfirmation(FlatCondition part) : FlatCondition
{
    public override int Cost => part.Cost;

    public override Answer Of(AtHand at)
    {
        Truth confirmed = part.Of(at).WhereAllAreRequired;
        return confirmed.IsNotMet ? Truth.NotDocumented : confirmed;
    }
}

/// <summary>The quantity lines of a service.</summary>
internal sealed class FlatQuantity(FlatNumber requested, (FlatNumber Amount, FlatNumber? Given, FlatCondition Condition)[] lines) : FlatCondition
{
    public override int Cost { get; } = lines.Sum(line => 8 + line.Condition.Cost);

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
