using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ImrDsl.Cli;
using ImrDsl.Cli.Output;
using ImrDsl.Compiler;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Formatting;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Coverage;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Fuzz.Tests;

/// <summary>Everything that can be done with the text of a guideline, each with what holds of it whatever the text.</summary>
internal static class Walks
{
    /// <summary>All walks over a text, by name.</summary>
    public static IReadOnlyList<(string Name, Action<string> Walk)> OfText { get; } =
    [
        ("parse", Parse), ("check", text => Check(Compile(text))), ("fixes", text => Fix(text)), ("plan", Plan), ("format", Format), ("emit", Emit), ("examples", Examples),
        ("findings for programs", ForPrograms), ("blank case", BlankCase),
    ];

    /// <summary>Compiles a text, which may use the vocabularies of the library.</summary>
    public static Compilation Compile(string text) => Compilation.Create(new SourceText("any.guideline", text), Specimens.Find);

    /// <summary>Reads a case file for a guideline and, if it can be read, decides it and writes the determination in every form.</summary>
    /// <returns>Whether the case could be read.</returns>
    public static bool Score(GuidelinePlan plan, byte[] file)
    {
        CaseReading reading = CaseReader.Read(plan, file, "case.json");
        Assert.Equal(reading.File is null, reading.Errors.Count > 0);
        Assert.All(reading.Errors, error => Assert.NotEmpty(error.ToString()));
        CaseScore score = new GuidelineSet([new PlanEdition(plan)]).Score(file, "case.json");
        if (score.Determination is { } determination)
        {
            Assert.NotEmpty(DeterminationText.Write(determination));
            Assert.NotEmpty(DeterminationText.Write(determination, width: 40));
            JsonDocument.Parse(DeterminationJson.Write(determination)).Dispose();
        }

        return reading.File is not null;
    }

    private static void Parse(string text)
    {
        SyntaxTree tree = Parser.Parse(new SourceText("any.guideline", text));
        Assert.Equal(text, tree.ToString());
        Assert.NotNull(TreeDump.Write(tree));
        Assert.NotNull(TreeDump.WriteTokens(tree));
    }

    private static void Check(Compilation compilation)
    {
        Assert.All(compilation.Diagnostics, finding =>
        {
            Assert.NotEmpty(finding.Message);
            Assert.InRange(finding.Span.Span.End, finding.Span.Span.Start, finding.Span.Text.Content.Length);
            Assert.NotEmpty(FindingText.HowToFix(finding));
        });
        Assert.True(!compilation.HasErrors || compilation.Diagnostics.Any(finding => finding.IsError), "A text without a plan has an error.");
        Assert.NotNull(Compilation.UsedIds(compilation.Tree.Text));
        Editions.Check(Compilation.HeadOf(compilation.Tree.Text) is { } head ? [head, head] : []);
    }

    /// <summary>Applies the fixes of a text, round by round: what a fix mends may bring to light what could not be seen before; but it comes to an end.</summary>
    /// <returns>How often the text was compiled.</returns>
    public static int Fix(string text)
    {
        for (int round = 1; ; round++)
        {
            Assert.True(round <= 60, "Fixes never end.");
            Compilation compilation = Compile(text);
            string mended = Fixes.Apply(compilation.Tree.Text, compilation.Diagnostics, out IReadOnlyList<FixedLines> changes);
            if (changes.Count == 0)
            {
                return round;
            }

            text = mended;
        }
    }

    private static void Plan(string text)
    {
        if (Compile(text).Plan is { } plan)
        {
            Assert.NotEmpty(PlanDump.Write(plan));
            Assert.All(plan.Services, service => Assert.NotEmpty(Fingerprint.Of(plan, service)));
        }
    }

    private static void Format(string text)
    {
        SyntaxTree tree = Parser.Parse(new SourceText("any.guideline", text));
        if (Formatter.Format(tree) is not { } formatted)
        {
            Assert.Contains(tree.Diagnostics, finding => finding.IsError);
            return;
        }

        SyntaxTree laidOut = Parser.Parse(new SourceText("any.guideline", formatted));
        Assert.Equal(formatted, Formatter.Format(laidOut));
        Assert.Equal(Comments(tree), Comments(laidOut));


        // The plan stays. In a text that has none, laying it out mends at most an indentation or a sign, and breaks nothing. (A tab hides what else is wrong.)
        (string? before, int wrong) = Meaning(text);
        (string? after, int stillWrong) = Meaning(formatted);
        Assert.Equal(before, before is null ? null : after);
        if (tree.Diagnostics.Count == 0)
        {
            Assert.InRange(stillWrong, 0, wrong);
        }
    }

    private static string[] Comments(SyntaxTree tree) =>
        [.. tree.Tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => tree.Text.Content.Substring(token.Start, token.Length).TrimEnd())];

    // All that is wrong: what is shown leaves out what follows from something else, as far as a search finds it.
    private static (string? Plan, int Errors) Meaning(string text)
    {
        var compilation = Compilation.Create(new SourceText("any.guideline", text), Specimens.Find, Array.Empty<SourceText>, Offers.None);
        return (compilation.Plan is { } plan ? PlanDump.Write(plan) : null, compilation.Diagnostics.Count(finding => finding.IsError));
    }

    private static void Emit(string text)
    {
        Compilation compilation = Compile(text);
        var options = new EmitOptions { RootNamespace = "Any", IsShapeOnly = compilation.HasErrors };
        if (compilation.DeclaredPlan is { } plan)
        {
            Assert.All(CSharpEmitter.Emit(plan, options), file => Assert.NotEmpty(file.Text));
            Assert.All(plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options)), file => Assert.NotEmpty(file.Text));
        }
    }

    private static void Examples(string text)
    {
        if (Compile(text).Plan is { } plan)
        {
            Assert.InRange(ExampleRunner.Run(plan).Passed, 0, plan.Examples.Count);
            foreach (ExamplePlan example in plan.Examples)
            {
                Assert.All(plan.Services, service => ReferenceEvaluator.Evaluate(plan, service, example.Case));
            }

            GuidelineCoverage coverage = GuidelineCoverage.Of(plan);
            Assert.InRange(coverage.Seen, 0, coverage.Wanted);
        }
    }

    private static void ForPrograms(string text)
    {
        Compilation compilation = Compile(text);
        var words = new FindingText(TextWriter.Null, new Colour(true));
        foreach (Diagnostic finding in compilation.Diagnostics)
        {
            words.Write(finding);
        }

        JsonDocument.Parse(FindingJson.Of(["any.guideline"], compilation.Diagnostics, words)).Dispose();
        JsonDocument.Parse(FindingSarif.Of(compilation.Diagnostics, Application.Version)).Dispose();
    }

    private static void BlankCase(string text)
    {
        if (Compile(text).Plan is { Services.Count: > 0 } plan)
        {
            byte[] blank = Encoding.UTF8.GetBytes(CaseTemplate.For(plan, CalendarDate.Create(2014, 10, 30)));
            Assert.True(Score(plan, blank), "A blank case can be read.");
            Score(plan, Encoding.UTF8.GetBytes(RandomCase.CreateWithItems(plan, 2, seed: 1)));
        }
    }
}
