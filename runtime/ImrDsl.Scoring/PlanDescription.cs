using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring;

/// <summary>Describes a plan: the words from which results are made and the names by which case files are read.</summary>
public static partial class PlanDescription
{
    // A plan never changes, and every case that is read or scored asks for its description.
    private static readonly ConditionalWeakTable<GuidelinePlan, GuidelineDescription> Known = [];

    /// <summary>The description of a guideline. Facts, nodes and services keep their numbers.</summary>
    public static GuidelineDescription Of(GuidelinePlan plan) => Known.GetValue(plan, Describe);

    private static GuidelineDescription Describe(GuidelinePlan plan) => new()
    {
        Id = plan.Id,
        Title = plan.Title,
        Source = plan.Source,
        Verified = plan.Verified,
        EffectiveFrom = plan.EffectiveFrom,
        EffectiveTo = plan.EffectiveTo,
        EditionRule = plan.EditionRule,
        Authority = plan.Authority,
        Notes = plan.Notes,
        Facts = FactsOf(plan),
        Nodes = NodesOf(plan),
        Lists = [.. plan.Lists.Select(Of)],
        Services = [.. plan.Services.Select(service => Of(plan, service))],
        Evidence = plan.Evidence,
    };

    private static FactDescription[] FactsOf(GuidelinePlan plan)
    {
        // Kinds of entry hold fields, which may be lists of other kinds: both are made as they are needed, each once.
        var facts = new Dictionary<FactPlan, FactDescription>();
        var kinds = new Dictionary<EntryKindPlan, EntryKindDescription>();
        return [.. plan.AllFacts.Select(Describe)];

        FactDescription Describe(FactPlan fact)
        {
            if (!facts.TryGetValue(fact, out FactDescription? description))
            {
                description = Of(fact, fact.EntryKind is { } kind ? DescribeKind(kind) : null);
                facts.Add(fact, description);
            }

            return description;
        }

        EntryKindDescription DescribeKind(EntryKindPlan kind)
        {
            if (!kinds.TryGetValue(kind, out EntryKindDescription? description))
            {
                description = new EntryKindDescription(kind.Name, [.. kind.Fields.Select(Describe)]);
                kinds.Add(kind, description);
            }

            return description;
        }
    }

    private static FactDescription Of(FactPlan fact, EntryKindDescription? entries) => new(fact.Number, fact.NameInGuideline, TypeOf(fact.Kind))
    {
        Holder = HolderOf(fact),
        Question = fact.Question,
        Unit = fact.Range?.Unit,
        Low = fact.Range?.Low,
        High = fact.Range?.High,
        Step = fact.Range?.Step,
        Choices = fact.Choice?.Values ?? [],
        CodeSystem = fact.CodeSystem,
        ShownWith = [.. fact.ShownWith.Select(shown => shown.Number)],
        Entries = entries,
        Default = fact.Default?.Words,
        DefaultFact = fact.Default?.Fact?.Number ?? -1,
        Notes = fact.Notes,
    };

    private static FactHolder HolderOf(FactPlan fact) => fact switch
    {
        { FieldOf: not null } => FactHolder.Entry,
        { BuiltIn: BuiltInFact.RequestDate } => FactHolder.RequestDate,
        { BuiltIn: BuiltInFact.ServiceDate } => FactHolder.ServiceDate,
        { BuiltIn: BuiltInFact.DecisionDate } => FactHolder.DecisionDate,
        { IsOfRequest: true } => FactHolder.Request,
        { IsJudgement: true } => FactHolder.Reviewer,
        _ => FactHolder.Case,
    };

    private static FactType TypeOf(FactKind kind) => kind switch
    {
        FactKind.YesNo => FactType.YesNo,
        FactKind.Number => FactType.Number,
        FactKind.Date => FactType.Date,
        FactKind.Period => FactType.Period,
        FactKind.Choice => FactType.Choice,
        FactKind.Text => FactType.Text,
        FactKind.Code => FactType.Code,
        FactKind.Record => FactType.Record,
        _ => FactType.List,
    };
}
