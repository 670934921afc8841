using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Compiler;
using ImrDsl.Guidelines;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ImrDsl.Benchmarks.FrontEnd;

/// <summary>From the text of guidelines to trees, plans and C#: the whole library, on one core.</summary>
internal static class FrontEndSuite
{
    private const int LinesOfGuideline = 70;

    private static readonly EmitOptions Options = new() { RootNamespace = "Acme" };

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        SourceText[] files = [.. GuidelineLibrary.Paths.Select(path => new SourceText(path, GuidelineLibrary.Read(path)))];
        Dictionary<string, SourceText> vocabularies = files.Where(IsVocabulary).ToDictionary(file => Compilation.DeclaredId(file, out _)!);
        SourceText[] guidelines = [.. files.Where(file => !IsVocabulary(file)).Select(WithoutExamples)];
        string[] code = [.. guidelines.SelectMany(file => CSharpEmitter.Emit(Compilation.Create(file, vocabularies.GetValueOrDefault).Plan!, Options)).Select(file => file.Text)];

        int kilobytes = guidelines.Sum(file => file.Content.Length) / 1000;
        RatioTable.Print(
            output,
            "Lexer and parser",
            FormattableString.Invariant($"The guidelines of the library without their examples ({kilobytes} thousand characters), and as text of Roslyn's the C# made of them."),
            measure.Measure(
                [
                    new Contestant("Roslyn: CSharpSyntaxTree.ParseText", () => All(code, text => CSharpSyntaxTree.ParseText(text))) { Cases = code.Sum(text => text.Length) / 1000 },
                    new Contestant("lexer and parser, lossless", () => All(guidelines, file => Parser.Parse(file))) { Floor = 1.0 / 3 },
                ],
                kilobytes),
            unit: "1,000 characters");

        int lines = guidelines.Sum(file => file.Content.Count(c => c == '\n'));
        RatioTable.Print(
            output,
            "The whole front end",
            FormattableString.Invariant($"The same {guidelines.Length} guidelines, {lines:N0} lines, counted as guidelines of {LinesOfGuideline} lines; the vocabularies that a guideline uses are parsed and bound for each, and not counted."),
            measure.Measure(
                [
                    new Contestant("lexer and parser", () => All(guidelines, file => Parser.Parse(file))),
                    new Contestant("and binder, with all diagnostics", () => All(guidelines, file => Compilation.Create(file, vocabularies.GetValueOrDefault).Plan)),
                    new Contestant("and C#", () => All(guidelines, file => CSharpEmitter.Emit(Compilation.Create(file, vocabularies.GetValueOrDefault).Plan!, Options))),
                ],
                lines / LinesOfGuideline),
            unit: "guideline");
    }

    // Of a library file two lines in three are examples, which are short and alike.
    private static SourceText WithoutExamples(SourceText file) => new(file.Path, file.Content[..(file.Content.IndexOf("\nexample ", StringComparison.Ordinal) + 1)]);

    private static bool IsVocabulary(SourceText file) => Compilation.DeclaredId(file, out bool isVocabulary) is not null && isVocabulary;

    private static Tally All<TIn, TOut>(TIn[] texts, Func<TIn, TOut> work)
    {
        foreach (TIn text in texts)
        {
            GC.KeepAlive(work(text));
        }

        return default;
    }
}
