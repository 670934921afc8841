using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Scoring;

/// <summary>Reads case files (JSON, schema 1) by the plan of a guideline. <c>docs/case-files.md</c> describes them.</summary>
public sealed class CaseReader : ICaseFactReader
{
    private static readonly Evidence Reviewer = new() { By = "reviewer", Person = "reviewer" };

    private readonly GuidelinePlan plan;
    private readonly Dictionary<FactPlan, FactRecord> facts = [];
    private readonly Dictionary<int, Dictionary<FactPlan, FactRecord>> requests = [];

    private CaseReader(GuidelinePlan plan) => this.plan = plan;

    /// <summary>Reads a case file for one guideline. Reports everything that is wrong with it, and never throws.</summary>
    /// <param name="plan">The guideline whose facts and services the case names.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public static CaseReading Read(GuidelinePlan plan, ReadOnlyMemory<byte> utf8, string path) => Read(plan, (GuidelineDescription[])[], utf8, path);

    /// <summary>Reads a case file for one of several guidelines: facts and services that only the others know are passed over.</summary>
    /// <param name="plan">The guideline whose facts and services the case names.</param>
    /// <param name="others">The other guidelines that the case is read for.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public static CaseReading Read(GuidelinePlan plan, IReadOnlyList<GuidelinePlan> others, ReadOnlyMemory<byte> utf8, string path) =>
        Read(plan, [.. others.Select(PlanDescription.Of)], utf8, path);

    /// <summary>Reads a case file for one of several guidelines: facts and services that only the others know are passed over.</summary>
    /// <param name="plan">The guideline whose facts and services the case names.</param>
    /// <param name="others">The other guidelines that the case is read for.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public static CaseReading Read(GuidelinePlan plan, IReadOnlyList<GuidelineDescription> others, ReadOnlyMemory<byte> utf8, string path)
    {
        var errors = new CaseErrors(path, utf8);
        var reader = new CaseReader(plan);
        CaseFrame frame = CaseFrameReader.Read(PlanDescription.Of(plan), others, utf8.Span, errors, reader);
        return errors.Any
            ? new CaseReading(null, errors.ToList(), frame)
            : new CaseReading(new CaseFile(path, frame.Info, reader.ItemsOf(frame)), [], frame);
    }

    /// <inheritdoc/>
    void ICaseFactReader.ReadFact(ref CaseJson json, FactDescription fact)
    {
        FactPlan declared = plan.AllFacts[fact.Number];
        facts[declared] = ReadFact(ref json, fact);
    }

    /// <inheritdoc/>
    void ICaseFactReader.ReadRequestFact(ref CaseJson json, int item, FactDescription fact)
    {
        if (!requests.TryGetValue(item, out Dictionary<FactPlan, FactRecord>? request))
        {
            requests.Add(item, request = []);
        }

        request[plan.AllFacts[fact.Number]] = ReadFact(ref json, fact);
    }

    private static FactRecord ReadFact(ref CaseJson json, FactDescription fact) => fact.Type switch
    {
        FactType.YesNo => Record(
            fact,
            json.ReadFact<bool>(fact, CaseValues.YesNo),
            entry => new EntryRecord { YesNo = entry.Value, Text = entry.Reason, Evidence = entry.Evidence ?? AnswerOf(fact) }),
        FactType.Number => Record(
            fact, json.ReadFact<Number>(fact, CaseValues.Number), entry => new EntryRecord { Number = entry.Value, Text = entry.Reason, Evidence = entry.Evidence }),
        FactType.Date => Record(
            fact, json.ReadFact<PartialDate>(fact, CaseValues.Date), entry => new EntryRecord { Date = entry.Value, Evidence = entry.Evidence }),
        FactType.Period => Record(
            fact, json.ReadFact<Period>(fact, CaseValues.Period), entry => new EntryRecord { Period = entry.Value, Evidence = entry.Evidence }),
        FactType.Choice => Record(
            fact, json.ReadFact<int>(fact, CaseValues.Choice), entry => new EntryRecord { Choice = entry.Value, Evidence = entry.Evidence }),
        FactType.Text => Record(
            fact, json.ReadFact<string>(fact, CaseValues.Text), entry => new EntryRecord { Text = entry.Value, Evidence = entry.Evidence }),
        FactType.Code => Record(
            fact, json.ReadFact<string>(fact, CaseValues.Code), entry => new EntryRecord { Text = entry.Value, Evidence = entry.Evidence }),
        _ => Record(
            fact,
            json.ReadEntries(fact, () => NotMentioned(fact.Entries!), ReadField),
            entry => new EntryRecord { Fields = entry.Value, Evidence = entry.Evidence }),
    };

    private static FactRecord Record<T>(FactDescription fact, FactReading<T> reading, Func<EntryReading<T>, EntryRecord> record) => new()
    {
        Knowledge = reading.Knowledge,
        Entries = [.. reading.Entries.Select(entry => entry.IsKnown ? record(entry) : new EntryRecord { Evidence = entry.Evidence ?? AnswerOf(fact) })],
    };

    private static Evidence? AnswerOf(FactDescription fact) => fact.Holder == FactHolder.Reviewer ? Reviewer : null;

    private static FactRecord[] NotMentioned(EntryKindDescription kind) => [.. kind.Fields.Select(_ => FactRecord.NotMentioned)];

    private static void ReadField(ref CaseJson json, FactDescription field, int ordinal, FactRecord[] entry) => entry[ordinal] = ReadFact(ref json, field);

    private List<CaseItem> ItemsOf(CaseFrame frame)
    {
        var items = new List<CaseItem>();
        for (int i = 0; i < frame.Items.Count; i++)
        {
            DisputedItem item = frame.Items[i];
            if (item.Service >= 0)
            {
                items.Add(new CaseItem(i, item, plan.Services[item.Service], RecordOf(frame.Info, item, requests.GetValueOrDefault(i, []))));
            }
        }

        return items;
    }

    private CaseRecord RecordOf(CaseInfo info, DisputedItem item, Dictionary<FactPlan, FactRecord> request)
    {
        var all = new Dictionary<FactPlan, FactRecord>(facts);
        foreach ((FactPlan fact, FactRecord record) in request)
        {
            all[fact] = record;
        }

        if (item.Quantity is { } quantity && plan.Services[item.Service].Necessary is QuantityNode { Requested.Fact.Fact: var requested }
            && all.GetValueOrDefault(requested, FactRecord.NotMentioned).Knowledge == Knowledge.NotMentioned)
        {
            all[requested] = new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Number = quantity }] };
        }

        if (item is { UnitsUsed: { } used, UnitsUsedFact: >= 0 and var given })
        {
            all[plan.AllFacts[given]] = new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Number = used }] };
        }

        foreach (FactPlan fact in plan.Facts)
        {
            PartialDate date = fact.BuiltIn switch
            {
                BuiltInFact.RequestDate => item.RequestDate,
                BuiltInFact.ServiceDate => item.ServiceDate,
                BuiltInFact.DecisionDate => item.DecisionDate,
                _ => default,
            };
            if (date.IsKnown)
            {
                all[fact] = new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Date = date }] };
            }
        }

        return new CaseRecord { Id = info.Id, DecisionDate = item.DecisionDate, Facts = all };
    }
}
