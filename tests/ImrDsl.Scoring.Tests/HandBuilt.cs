using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Scoring.Tests;

/// <summary>The facts and services of the guideline for drug-delivery systems, built by hand.</summary>
internal static class HandBuilt
{
    public static GuidelinePlan DrugDelivery { get; } = Build();

    private static GuidelinePlan Build()
    {
        var kind = new ChoicePlan { Name = "kind", Values = ["medication", "surgery", "psychological", "physical"] };
        var result = new ChoicePlan { Name = "result", Values = ["helped", "failed", "stopped for side effects"] };
        EntryKindPlan treatment = Kind(
            "treatment",
            Choice("kind", kind), new FactPlan { Name = "period", Kind = FactKind.Period }, Choice("result", result), YesNo("is contraindicated"));
        EntryKindPlan opioid = Kind(
            "opioid",
            new FactPlan { Name = "name", Kind = FactKind.Text },
            new FactPlan { Name = "daily dose", Kind = FactKind.Number, Range = new NumberPlan { Low = 0, Unit = "mg/day" } });
        EntryKindPlan evaluation = Kind("psychological evaluation", YesNo("pain is primarily psychological"), YesNo("benefit is expected"));
        EntryKindPlan trial = Kind(
            "spinal opioid trial",
            Pain("pain before"), Pain("pain after"), YesNo("functional improvement"),
            Entries("oral opioids before", FactKind.List, opioid), Entries("oral opioids after", FactKind.List, opioid));
        FactPlan injury = Date("date of injury", BuiltInFact.DateOfInjury);
        var onset = new FactPlan { Name = "pain onset", Kind = FactKind.Date, Default = new DefaultPlan { Fact = injury, Words = "date of injury" } };
        FactPlan[] facts =
        [
            injury, Date("date of birth", BuiltInFact.DateOfBirth), Date("request date", BuiltInFact.RequestDate),
            Date("service date", BuiltInFact.ServiceDate), Date("decision date", BuiltInFact.DecisionDate),
            Entries("conservative care", FactKind.List, treatment),
            YesNo("pain is malignant"), onset, YesNo("sepsis"),
            new FactPlan { Name = "other contraindication", Kind = FactKind.YesNo, Default = new DefaultPlan { YesNo = false, Words = "no" } },
            new FactPlan { Name = "other treatment is likely to help", Kind = FactKind.YesNo, IsJudgement = true, Question = "Would any other treatment be likely to help?" },
            Entries("psychological evaluation", FactKind.Record, evaluation), Entries("spinal opioid trial", FactKind.Record, trial),
            YesNo("pump is working"),
            new FactPlan { Name = "requested region", Kind = FactKind.Text, IsOfRequest = true },
        ];
        FactPlan[] all = [.. facts, .. new[] { treatment, opioid, evaluation, trial }.SelectMany(entry => entry.Fields)];
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Number = i;
        }

        return new GuidelinePlan
        {
            Id = "mtus.idds",
            Title = "Implantable drug-delivery systems",
            Facts = facts,
            AllFacts = all,
            EntryKinds = [treatment, opioid, evaluation, trial],
            Choices = [kind, result],
            Services =
            [
                Service("temporary trial", 0, new CodeRange("CPT", "62322", "62323")),
                Service("permanent implantation", 1, new CodeRange("CPT", "62350", "62350"), new CodeRange("CPT", "62360", "62362")),
                Service("pump replacement", 2, new CodeRange("HCPCS", "E0786", "E0786"), new CodeRange("CPT", "62362", "62362")),
            ],
        };
    }

    private static FactPlan YesNo(string name) => new() { Name = name, Kind = FactKind.YesNo };

    private static FactPlan Pain(string name) => new() { Name = name, Kind = FactKind.Number, Range = new NumberPlan { Low = 0, High = 10, Step = 0.5m } };

    private static FactPlan Date(string name, BuiltInFact builtIn) => new() { Name = name, Kind = FactKind.Date, BuiltIn = builtIn };

    private static FactPlan Choice(string name, ChoicePlan choice) => new() { Name = name, Kind = FactKind.Choice, Choice = choice };

    private static FactPlan Entries(string name, FactKind type, EntryKindPlan kind) => new() { Name = name, Kind = type, EntryKind = kind };

    private static ServicePlan Service(string name, int ordinal, params CodeRange[] codes) => new()
    {
        Name = name,
        Ordinal = ordinal,
        Codes = codes,
        Source = new SourceSpan(new SourceText("idds.guideline", name), new TextSpan(0, name.Length)),
    };

    private static EntryKindPlan Kind(string name, params FactPlan[] fields)
    {
        var kind = new EntryKindPlan { Name = name, Fields = fields };
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i].FieldOf = kind;
            fields[i].Ordinal = i;
        }

        return kind;
    }
}
