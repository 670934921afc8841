using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>How the disputed items of one service of a guideline are decided over columns. Immutable; used by several threads at once.</summary>
internal sealed class ColumnProgram
{
    private readonly FlatCompiler asking;
    private readonly CircuitBuilder circuit;
    private readonly FlatCondition necessary;
    private readonly FlatCondition against;
    private readonly FlatQuantity? quantity;
    private readonly FlatCondition[] criteria;

    /// <summary>A program.</summary>
    /// <param name="form">The form of the guideline's cases.</param>
    /// <param name="service">The service.</param>
    public ColumnProgram(FlatForm form, ServicePlan service)
    {
        asking = new FlatCompiler(form);
        Layout = new ColumnLayout(form, asking);
        circuit = new CircuitBuilder(Layout);
        necessary = service.Necessary is null ? new FlatConstant(Answer.NotApplicable) : asking.Condition(service.Necessary);
        against = service.NotRecommended is null ? new FlatConstant(Answer.NotApplicable) : asking.Condition(service.NotRecommended);
        quantity = service.Necessary is QuantityNode lines ? asking.Quantity(lines) : null;
        FindingSignals signals = FindingOf(service);
        FindingSteps = [.. circuit.Steps];
        Findings = new FindingCircuit(signals, circuit);

        Criteria = [.. CriteriaUse.Of(form.Plan, service).SelectMany(use => use.Criteria)];
        criteria = [.. Criteria.Select(criterion => asking.Condition(criterion.Condition))];
        CriterionSignals = [.. Criteria.Select(criterion => circuit.Answer(criterion.Condition)).Select(answer => answer with { Value = circuit.WhereAnySuffices(answer) })];
        CriteriaSteps = [.. circuit.Steps.Skip(FindingSteps.Length + Findings.Steps.Length)];
        Lines = ItemLines.Of(form.Plan, service, asking);
    }

    /// <summary>The columns.</summary>
    public ColumnLayout Layout { get; }

    /// <summary>The steps of what the finding follows from.</summary>
    public Step[] FindingSteps { get; }

    /// <summary>How the finding follows.</summary>
    public FindingCircuit Findings { get; }

    /// <summary>The criteria that the service uses, in the order of the account.</summary>
    public CriterionPlan[] Criteria { get; }

    /// <summary>Of each criterion whether it applies, and whether it applies and is met.</summary>
    public AnswerSignal[] CriterionSignals { get; }

    /// <summary>The lines that results show; null if they hang on more than statuses.</summary>
    public ItemLines? Lines { get; }

    /// <summary>The further steps of the criteria.</summary>
    public Step[] CriteriaSteps { get; }

    /// <summary>A frame to evaluate it in.</summary>
    public Frame NewFrame() => new(circuit.Slots, new Ahead(Layout.LinesOfABlock, FindingSteps.Length + Findings.Steps.Length));

    /// <summary>What reads cases for it. One for each thread.</summary>
    public AtHand NewAtHand() => new(asking.Scopes);

    /// <summary>The finding, asked of the case at hand.</summary>
    public Finding Ask(AtHand at)
    {
        Answer isAgainst = against.Of(at);
        return quantity is null ? Values.Findings.Of(necessary.Of(at), isAgainst) : Values.Findings.Of(quantity.TallyOf(at), isAgainst);
    }

    /// <summary>The status of a criterion, asked of the case at hand.</summary>
    public Status AskCriterion(AtHand at, int criterion) => criteria[criterion].Of(at).Status;

    private FindingSignals FindingOf(ServicePlan service)
    {
        Signal isAgainst = service.NotRecommended is null ? Signal.NeverMet : circuit.WhereAnySuffices(circuit.Answer(service.NotRecommended));
        if (service.Necessary is QuantityNode lines)
        {
            bool mayNeedJudgement = Judgements.MayBeMissing(lines);
            Signal Read(QuantityPart part) => Layout.Truth("quantity " + part, () => new FlatQuantityPart(quantity!, part), mayNeedJudgement);
            return Combined(isAgainst, Read(QuantityPart.Applies), Read(QuantityPart.Whole), Read(QuantityPart.Part));
        }

        if (service.Necessary is null)
        {
            return Combined(isAgainst, Signal.NeverMet, Signal.NeverMet, Signal.NeverMet);
        }

        AnswerSignal answer = circuit.Answer(service.Necessary);
        Signal whole = circuit.WhereAnySuffices(answer);
        return Combined(isAgainst, answer.Applies, whole, whole);
    }

    private FindingSignals Combined(Signal isAgainst, Signal applies, Signal whole, Signal part) => new(
        isAgainst, applies, part, circuit.All(whole, !isAgainst), circuit.All(part, !isAgainst));
}

/// <summary>What a finding follows from.</summary>
/// <param name="Against">Whether the guideline recommends against the service.</param>
/// <param name="Applies">Whether its condition of necessity applies.</param>
/// <param name="Part">Whether any of what is requested is necessary.</param>
/// <param name="WholeUnlessAgainst">Whether all of it is, and nothing is recommended against.</param>
/// <param name="PartUnlessAgainst">Whether any of it is, and nothing is recommended against.</param>
internal readonly record struct FindingSignals(Signal Against, Signal Applies, Signal Part, Signal WholeUnlessAgainst, Signal PartUnlessAgainst);
