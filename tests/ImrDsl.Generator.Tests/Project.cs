using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ImrDsl.Generator.Tests;

/// <summary>A project with guidelines, held in memory, and the generator at work on it, edit after edit.</summary>
internal sealed class Project
{
    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("ImrDsl.", StringComparison.Ordinal)
            || Path.GetFileName(path) is "ImrDsl.Runtime.dll" or "ImrDsl.Values.dll")
        .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Dictionary<string, AdditionalText> files = new(StringComparer.Ordinal);
    private GeneratorDriver driver;
    private readonly Options options;
    private CSharpCompilation compilation;

    public Project(params (string Path, string Text)[] guidelines)
        : this(hasPackedCases: false, guidelines)
    {
    }

    public Project(bool hasPackedCases, params (string Path, string Text)[] guidelines)
        : this(new Options(hasPackedCases, analyzerTells: false), guidelines)
    {
    }

    private Project(Options options, params (string Path, string Text)[] guidelines)
    {
        this.options = options;
        compilation = CSharpCompilation.Create(
            "Project",
            [CSharpSyntaxTree.ParseText("class C { }", new CSharpParseOptions(LanguageVersion.CSharp12), "C.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        driver = CSharpGeneratorDriver.Create(
            [new GuidelineGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            optionsProvider: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        foreach ((string path, string text) in guidelines)
        {
            files.Add(path, new File(path, text));
        }

        driver = driver.AddAdditionalTexts([.. files.Values]);
        Run();
    }

    /// <summary>A project whose build runs the analyzer.</summary>
    public static Project WithAnalyzer(params (string Path, string Text)[] guidelines) => new(new Options(hasPackedCases: false, analyzerTells: true), guidelines);

    /// <summary>The result of the last run.</summary>
    public GeneratorRunResult Result => driver.GetRunResult().Results[0];

    /// <summary>The generated files by name.</summary>
    public Dictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>What the C# compiler says of the project with what was generated, warnings and errors.</summary>
    public ImmutableArray<Diagnostic> Findings
    {
        get
        {
            driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
            return updated.GetDiagnostics().RemoveAll(found => found.Severity < DiagnosticSeverity.Warning);
        }
    }

    /// <summary>What the analyzer says of the guidelines.</summary>
    public ImmutableArray<Diagnostic> Proven => compilation
        .WithAnalyzers([new GuidelineAnalyzer()], new AnalyzerOptions([.. files.Values], options))
        .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    /// <summary>Replaces the text of a guideline.</summary>
    public void Edit(string path, Func<string, string> edit)
    {
        AdditionalText old = files[path];
        files[path] = new File(path, edit(old.GetText()!.ToString()));
        driver = driver.ReplaceAdditionalText(old, files[path]);
        Run();
    }

    /// <summary>Adds a guideline.</summary>
    public void Add(string path, string text)
    {
        files.Add(path, new File(path, text));
        driver = driver.AddAdditionalTexts([files[path]]);
        Run();
    }

    /// <summary>Changes the settings of the project: what its warnings count as.</summary>
    public void Change(Func<CSharpCompilationOptions, CompilationOptions> change)
    {
        compilation = compilation.WithOptions((CSharpCompilationOptions)change(compilation.Options));
        Run();
    }

    /// <summary>Edits a C# file.</summary>
    public void EditCode(string text)
    {
        SyntaxTree old = compilation.SyntaxTrees.Single();
        compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
        Run();
    }

    /// <summary>Why a step ran, a reason a value, in the order of the files.</summary>
    public string Reasons(string step) => string.Join(", ", Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason));

    private void Run() => driver = driver.RunGenerators(compilation);

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }

    private sealed class Options(bool hasPackedCases, bool analyzerTells) : AnalyzerConfigOptionsProvider
    {
        private static readonly AnalyzerConfigOptions Nothing = new Values([]);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new()
        {
            ["build_property.RootNamespace"] = "Example",
            ["build_property.ImrDslPackedCases"] = hasPackedCases ? "true" : string.Empty,
            ["build_property.ImrDslAnalyzerTells"] = analyzerTells ? "true" : string.Empty,
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Nothing;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile.Path.EndsWith(".txt", StringComparison.Ordinal)
            ? new Values(new() { ["build_metadata.AdditionalFiles.SourceItemGroup"] = textFile.Path.Contains("guideline", StringComparison.Ordinal) ? "Guideline" : "Other" })
            : Nothing;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
