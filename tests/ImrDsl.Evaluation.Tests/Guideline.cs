using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring;
using ImrDsl.Values;

namespace ImrDsl.Evaluation.Tests;

/// <summary>A small guideline for one test, and cases for it.</summary>
internal sealed class Guideline
{
    private Guideline(GuidelinePlan plan) => Plan = plan;

    public GuidelinePlan Plan { get; }

    /// <summary>A guideline with these lines below its head.</summary>
    public static Guideline Of(string lines)
    {
        var compilation = Compilation.Create(
            new SourceText("test.guideline", "language 1\nguideline test.it \"It\"\n  effective from 2000-01-01\n" + lines), _ => null);
        return compilation.Plan is { } plan
            ? new Guideline(plan)
            : throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics.Select(diagnostic => diagnostic.ToString())));
    }

    /// <summary>A guideline whose one service is necessary when a condition is met.</summary>
    /// <param name="facts">The lines under <c>facts</c>.</param>
    /// <param name="condition">What stands after "medically necessary when", lines below it indented by two.</param>
    public static Guideline Asking(string facts, string condition) =>
        Of("facts\n" + Indented(facts, 2) + "\nservice it \"It\"\n  medically necessary when " + Indented(condition, 2).TrimStart() + "\n");

    /// <summary>Evaluates its first service for a case of these facts (JSON without the outer braces), decided on 30 October 2014.</summary>
    public ServiceResult Evaluate(string facts, string reviewer = "", string requestDate = "2014-10-01")
    {
        string json = $$"""
            { "schema": 1, "case": { "id": "1", "decision date": "2014-10-30" },
              "items": [ { "service": "{{Plan.Services[0].Name}}", "request date": "{{requestDate}}" } ],
              "facts": { {{facts}} }, "reviewer": { {{reviewer}} } }
            """;
        CaseReading reading = CaseReader.Read(Plan, Encoding.UTF8.GetBytes(json), "case.json");
        return reading.File is { } file
            ? ReferenceEvaluator.Evaluate(Plan, file.Items[0].Service, file.Items[0].Record)
            : throw new InvalidOperationException(string.Join("\n", reading.Errors.Select(error => error.ToString())) + "\n" + json);
    }

    /// <summary>The truth of the condition of necessity.</summary>
    public Truth Ask(string facts, string reviewer = "") => Evaluate(facts, reviewer).Necessary.WhereAnySuffices;

    /// <summary>The account but for the answers, an entry a line, in words: <c>sepsis[0] FactUsed</c>.</summary>
    public string[] Account(string facts, string reviewer = "") =>
        [.. Evaluate(facts, reviewer).Account.Where(entry => entry.Kind != AccountKind.Answer).Select(Show)];

    /// <summary>The whole account.</summary>
    public string[] WholeAccount(string facts) => [.. Evaluate(facts).Account.Select(Show)];

    private string Show(AccountEntry entry)
    {
        string at = entry.Entry < 0 ? string.Empty : "[" + entry.Entry + "]";
        string fact = entry.Fact < 0 ? string.Empty : Plan.AllFacts[entry.Fact].Name + at + " ";
        return entry.Kind switch
        {
            AccountKind.Answer => new Answer(entry.Applies, entry.Value) + at + ": " + Plan.Nodes[entry.Node].Source,
            AccountKind.EntryChosen => fact + "EntryChosen " + entry.Value,
            AccountKind.RuleApplied => (AccountRule)entry.Low + at,
            AccountKind.ElapsedMeasured => Elapsed(entry.Low) + ".." + (entry.High == -1 ? string.Empty : Elapsed(entry.High)) + at,
            AccountKind.NumberComputed => Number(entry.Low) + ".." + Number(entry.High) + at,
            _ => fact + entry.Kind,
        };
    }

    private static string Elapsed(long packed) => AccountEntry.Unpack(packed).Months + "m" + AccountEntry.Unpack(packed).Days + "d";

    private static string Number(long packed) =>
        packed is long.MinValue or long.MaxValue ? string.Empty : (packed / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static string Indented(string lines, int by) =>
        string.Join("\n", lines.Split('\n').Select(line => new string(' ', by) + line.TrimEnd('\r')));
}
