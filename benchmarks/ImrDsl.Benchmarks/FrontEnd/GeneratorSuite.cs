using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Generator;
using ImrDsl.Guidelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SourceText = Microsoft.CodeAnalysis.Text.SourceText;

namespace ImrDsl.Benchmarks.FrontEnd;

/// <summary>The generator at work in a project with 200 guidelines, edit after edit, as in an editor.</summary>
internal static class GeneratorSuite
{
    private const int Guidelines = 200;

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        var code = new Editor();
        var body = new Editor();
        RatioTable.Print(
            output,
            "The generator",
            $"{Guidelines} guidelines of the library, under other ids, in one project: what the generator takes after an edit, without the compilation of what it made.",
            measure.Measure(
                [
                    new Contestant("a C# file edited that has nothing to do with guidelines", code.EditCode),
                    new Contestant("the text of one guideline edited", body.EditGuideline),
                ],
                cases: 1),
            unit: "edit");
    }

    private sealed class Editor
    {
        private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

        private readonly string edited;
        private GeneratorDriver driver;
        private CSharpCompilation compilation;
        private AdditionalText file;
        private int edits;

        public Editor()
        {
            string[] texts = [.. GuidelineLibrary.Paths.Select(GuidelineLibrary.Read)];
            string[] vocabularies = [.. texts.Where(text => text.Contains("\nvocabulary ", StringComparison.Ordinal))];
            string[] guidelines = [.. texts.Except(vocabularies)];
            AdditionalText[] files =
            [
                .. vocabularies.Select((text, i) => new File($"v{i}.guideline", text)),
                .. Enumerable.Range(0, Guidelines).Select(i => new File($"g{i}.guideline", Renamed(guidelines[i % guidelines.Length], i))),
            ];
            file = files[^1];
            edited = file.GetText()!.ToString();
            compilation = CSharpCompilation.Create("Project", [CSharpSyntaxTree.ParseText("class C { }", Language, "C.cs")]);
            driver = CSharpGeneratorDriver.Create(
                [new GuidelineGenerator().AsSourceGenerator()], [.. files], Language, new Options(), new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None));
            driver = driver.RunGenerators(compilation);
            GeneratorRunResult made = driver.GetRunResult().Results[0];
            if (made.Exception is not null || made.GeneratedSources.Length < Guidelines)
            {
                throw new InvalidOperationException($"The generator made {made.GeneratedSources.Length} files only. {made.Exception?.Message ?? made.Diagnostics.FirstOrDefault()?.ToString()}");
            }
        }

        public Tally EditCode()
        {
            SyntaxTree old = compilation.SyntaxTrees.Single();
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText($"class C {{ int x = {++edits}; }}", Language, old.FilePath));
            driver = driver.RunGenerators(compilation);
            return default;
        }

        public Tally EditGuideline()
        {
            AdditionalText next = new File(file.Path, edited.Replace("criteria for ", $"# Edit {++edits}.\ncriteria for ", StringComparison.Ordinal));
            driver = driver.ReplaceAdditionalText(file, next).RunGenerators(compilation);
            file = next;
            return default;
        }

        private static string Renamed(string text, int number)
        {
            string id = ImrDsl.Language.Semantics.Compilation.DeclaredId(new ImrDsl.Language.Text.SourceText(string.Empty, text), out _)!;
            return text.Replace("\nguideline " + id, $"\nguideline {id}-{number}", StringComparison.Ordinal);
        }
    }

    private sealed class File(string path, string content) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(content, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.RootNamespace"] = "Acme" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values([]);
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
