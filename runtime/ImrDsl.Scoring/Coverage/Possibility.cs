using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Coverage;

/// <summary>
/// Whether a condition can be met and can be not met at all, as its form tells. No case refutes that a number, a date or a choice "is documented": a record that does
/// not hold it leaves that open.
/// </summary>
/// <param name="CanBeMet">False if no case meets it.</param>
/// <param name="CanBeNotMet">False if no case refutes it.</param>
internal readonly record struct Possibility(bool CanBeMet, bool CanBeNotMet)
{
    /// <summary>What the form of a condition leaves possible. Where it does not tell, everything.</summary>
    public static Possibility Of(ConditionNode node) => node switch
    {
        DocumentedNode { With: null } documented => new(true, documented.Fact.Fact.Kind is FactKind.YesNo or FactKind.Record or FactKind.List),
        ConfirmationNode confirmation => new(Of(confirmation.Part).CanBeMet, false),
        NotNode not => !Of(not.Part),
        GroupNode { Kind: GroupKind.AllOf } all => new(all.Parts.All(part => Of(part).CanBeMet), all.Parts.Any(part => Of(part).CanBeNotMet)),
        GroupNode { Kind: GroupKind.AnyOf } any => new(any.Parts.Any(part => Of(part).CanBeMet), any.Parts.All(part => Of(part).CanBeNotMet)),
        GroupNode { Kind: GroupKind.NoneOf } none => new(none.Parts.All(part => Of(part).CanBeNotMet), none.Parts.Any(part => Of(part).CanBeMet)),
        ExceptionNode exception => new(
            Of(exception.Condition).CanBeMet || Of(exception.Exception).CanBeMet, Of(exception.Condition).CanBeNotMet && Of(exception.Exception).CanBeNotMet),
        GuardNode guard => Of(guard.Condition),
        CriteriaNode criteria => new(
            criteria.Criteria.All(criterion => Of(criterion.Condition).CanBeMet), criteria.Criteria.Any(criterion => Of(criterion.Condition).CanBeNotMet)),
        DefinedConditionNode defined => Of(defined.Definition.Condition!),
        QuantityLineNode line => new(Of(line.Condition).CanBeMet, true),
        _ => new(true, true),
    };

    /// <summary>Whether an outcome is among what is possible.</summary>
    public bool Allows(CoverageOutcome outcome) => outcome switch
    {
        CoverageOutcome.Met => CanBeMet,
        CoverageOutcome.NotMet => CanBeNotMet,
        _ => true,
    };

    /// <summary>What is possible of the negation.</summary>
    public static Possibility operator !(Possibility possibility) => new(possibility.CanBeNotMet, possibility.CanBeMet);
}
