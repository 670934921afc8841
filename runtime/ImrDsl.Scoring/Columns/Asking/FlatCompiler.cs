using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>Makes what can be asked of flat cases from the nodes of a plan.</summary>
/// <param name="form">The form of the cases.</param>
internal sealed class FlatCompiler(FlatForm form)
{
    private readonly Dictionary<EntryScope, int> scopes = [];
    private readonly Dictionary<ConditionNode, FlatCondition> conditions = [];

    /// <summary>How many constructs have an entry at hand.</summary>
    public int Scopes => scopes.Count;

    /// <summary>A condition.</summary>
    public FlatCondition Condition(ConditionNode node)
    {
        if (!conditions.TryGetValue(node, out FlatCondition? condition))
        {
            condition = Make(node);
            conditions.Add(node, condition);
        }

        return condition;
    }

    /// <summary>A quantity.</summary>
    public FlatNumber Number(ValueNode node) => node switch
    {
        NumberNode constant => new FlatNumberConstant(constant.Value),
        FactNode fact => new FlatNumberFact(Source(fact.Fact)),
        ArithmeticNode arithmetic => new FlatArithmetic(arithmetic.Operation, Number(arithmetic.Left), Number(arithmetic.Right)),
        AggregateNode aggregate => new FlatAggregate(aggregate, List(aggregate.List), aggregate.Each is null ? null : Number(aggregate.Each)),
        ScoreNode score => new FlatScore([.. score.Parts.Select(part => (Condition(part.Condition), part.Points))]),
        TableNode table => Table(table),
        ChosenValueNode { Value: { } value } chosen => new FlatChosenNumber(Choosing(chosen.Choosing, chosen.List, chosen.Date), Number(value)),
        DefinedValueNode defined => Number(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    /// <summary>A date.</summary>
    public FlatDate Date(ValueNode node) => node switch
    {
        DateNode constant => new FlatDateConstant(constant.Value),
        FactNode fact => new FlatDateFact(Source(fact.Fact)),
        EntryDateNode date => new FlatEntryDate(Source(date.Entry.Fact), ScopeOf(date.Entry)),
        DateShiftNode shift => new FlatShift(Date(shift.Date), shift.By, shift.IsBack),
        ChosenValueNode chosen => new FlatChosenDate(
            chosen.Choosing, Choosing(chosen.Choosing, chosen.List, chosen.Date), chosen.Value is null ? null : Date(chosen.Value)),
        DefinedValueNode defined => Date(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    /// <summary>A measured time.</summary>
    public FlatTime Time(ValueNode node) => node switch
    {
        ElapsedNode elapsed => new FlatElapsed(Date(elapsed.From), Date(elapsed.To)),
        TotalTimeNode total => TotalTime(total),
        DefinedValueNode defined => Time(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    /// <summary>An accumulated time.</summary>
    public FlatTotalTime TotalTime(TotalTimeNode node) => new(node, List(node.List), Period(node), Window(node.Window));

    /// <summary>The period of an entry that is accumulated.</summary>
    public FlatPeriod Period(TotalTimeNode node) => new(Source(new FactReference(node.Period, node.List.Entry)));

    /// <summary>A stated length of time.</summary>
    public static CalendarDuration Duration(ValueNode node) => node switch
    {
        DurationNode constant => constant.Value,
        DefinedValueNode defined => Duration(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    /// <summary>A stated number.</summary>
    public static decimal Constant(ValueNode node) => node switch
    {
        NumberNode constant => constant.Value,
        DefinedValueNode defined => Constant(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    /// <summary>The quantity lines of a service.</summary>
    public FlatQuantity Quantity(QuantityNode node) => new(
        Number(node.Requested),
        [.. node.Lines.Select(line => (Number(line.Amount), line.Given is null ? null : Number(line.Given), Condition(line.Condition)))]);

    private FlatCondition Make(ConditionNode node) => node switch
    {
        GroupNode group => new FlatGroup(group.Kind, group.Count, [.. group.Parts.Select(Condition)]),
        NotNode not => new FlatNot(Condition(not.Part)),
        ExceptionNode exception => new FlatException(Condition(exception.Condition), Condition(exception.Exception)),
        GuardNode guard => new FlatGuard(Condition(guard.Condition), Condition(guard.Guard), guard.IsExcuse),
        CriteriaNode criteria => new FlatCriteria(
            criteria.List.Scope is null ? null : Condition(criteria.List.Scope), [.. criteria.Criteria.Select(criterion => Condition(criterion.Condition))]),
        DefinedConditionNode defined => Condition(defined.Definition.Condition!),
        YesNoNode yesNo => new FlatReading(Source(yesNo.Fact), ValueTest.Yes),
        MembershipNode membership => new FlatReading(Source(membership.Fact), ValueTest.OneOf(membership.Members)),
        CodeNode code => new FlatReading(Source(code.Fact), ValueTest.InSet(form.SetOf(code))),
        SameChoiceNode same => new FlatSameChoice(Source(same.Left), Source(same.Right)),
        ComparisonNode comparison => Comparison(comparison.Left, comparison.Comparison, comparison.Right),
        BandNode band => new FlatBand(
            band.Kind,
            Comparison(band.Value, ImrDsl.Values.Comparison.AtLeast, band.Low),
            Comparison(band.Value, ImrDsl.Values.Comparison.AtMost, band.High)),
        DocumentedNode documented => new FlatDocumented(
            Source(documented.Fact),
            new EvidenceAsked(form, documented.Qualifier, [.. documented.Qualifier.Dates.Select(date => (date.Comparison, Date(date.Date)))]),
            documented.Entry is null ? -1 : ScopeOf(documented.Entry),
            documented.With is null ? null : Condition(documented.With)),
        QuantifierNode quantifier => new FlatQuantified(
            quantifier.Quantifier, List(quantifier.List), quantifier.Test is null ? null : Condition(quantifier.Test)),
        ChosenNode chosen => new FlatChosen(
            Choosing(chosen.Choosing, chosen.List, chosen.Date), chosen.With is null ? null : Condition(chosen.With)),
        ConfirmationNode confirmation => new FlatConfirmation(Condition(confirmation.Part)),
        QuantityNode quantity => Quantity(quantity),
        JudgedWhenNode judged => new FlatJudgedWhen(Condition(judged.When), Condition(judged.Judged), Condition(judged.Recorded)),
        FrequencyNode frequency => new FlatFrequency(
            frequency, List(frequency.List), Date(frequency.Date), Condition(frequency.Test), Window(frequency.Window)),
        _ => throw Unexpected(node),
    };

    private FlatCondition Comparison(ValueNode left, Comparison comparison, ValueNode right) => left.Kind switch
    {
        ValueKind.Date => new FlatDateComparison(Date(left), comparison, Date(right)),
        ValueKind.Elapsed => new FlatTimeComparison(Time(left), comparison, Duration(right)),
        ValueKind.PercentChange => new FlatChangeComparison(Change(left), comparison, Constant(right)),
        _ => Numbers(Number(left), comparison, right),
    };

    // A constant is written with as many digits as what it is compared with.
    private FlatComparison Numbers(FlatNumber left, Comparison comparison, ValueNode right) =>
        new(left, comparison, right is NumberNode constant ? new FlatNumberConstant(constant.Value, left.Digits) : Number(right));

    private FlatChange Change(ValueNode node) => node switch
    {
        PercentChangeNode change => new FlatChange(
            Number(change.From), Number(change.To), change.Recorded is null ? null : Number(change.Recorded), change.IsIncrease),
        DefinedValueNode defined => Change(defined.Definition.Value!),
        _ => throw Unexpected(node),
    };

    private FlatTable Table(TableNode table)
    {
        FactReference? choice = table.Keys.Count == 1 && table.Keys[0].Fact.Kind == FactKind.Choice ? table.Keys[0] : null;
        int RowOf(int value) => Enumerable.Range(0, table.Rows.Count).FirstOrDefault(i => table.Rows[i].IsOtherwise || table.Rows[i].Cells[0].Members?.Contains(value) != false, -1);
        return new FlatTable(
            [.. table.Rows.Select(row => (Cells(table, row), row.Value, row.IsOtherwise))],
            choice is null ? null : Source(choice),
            choice is null ? [] : [.. Enumerable.Range(0, choice.Fact.Choice!.Values.Count).Select(RowOf)]);
    }

    private FlatCondition[] Cells(TableNode table, TableRow row) => row.IsOtherwise
        ? []
        : [.. table.Keys.Zip(row.Cells, (key, cell) => cell.Members is { } members
            ? new FlatReading(Source(key), ValueTest.OneOf(members))
            : (FlatCondition)new FlatCell(new FlatNumberFact(Source(key)), cell.Over, cell.UpTo))];

    private FlatList List(ListNode node) => new(Source(node.Fact), ScopeOf(node.Entry), [.. node.Filters.Select(Condition)]);

    private FlatChoosing Choosing(Choosing choosing, ListNode list, ValueNode date) => new(choosing, List(list), Date(date));

    private FlatWindow Window(WindowPlan? window) => new(
        window, window?.From is null ? null : Date(window.From.Date), window?.To is null || window.IsOfOneDate ? null : Date(window.To.Date));

    // What stands in for a field is a field of the same entry, or a fact of the case.
    private FlatSource Source(FactReference reference) => new(
        reference.Fact,
        reference.Entry is null ? -1 : ScopeOf(reference.Entry),
        reference.Fact.Default?.Fact is { } other ? Source(new FactReference(other, other.FieldOf is null ? null : reference.Entry)) : null,
        (byte)form.ScaleOf(reference.Fact));

    /// <summary>The number of a construct that has an entry at hand.</summary>
    public int ScopeOf(EntryScope scope)
    {
        if (!scopes.TryGetValue(scope, out int number))
        {
            number = scopes.Count;
            scopes.Add(scope, number);
        }

        return number;
    }

    private static InvalidOperationException Unexpected(PlanNode node) => new("There is no flat form of " + node.GetType().Name + ".");
}
