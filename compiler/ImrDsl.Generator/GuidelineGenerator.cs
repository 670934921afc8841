using System;
using System.Text;
using ImrDsl.Compiler;
using ImrDsl.Language.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace ImrDsl.Generator
{
    /// <summary>
    /// Generates C# for the guidelines of a project. It only moves text in and text out: an edit of one file compiles that file and those that
    /// use it, an edit of C# compiles none.
    /// </summary>
    [Generator(LanguageNames.CSharp)]
    public sealed class GuidelineGenerator : IIncrementalGenerator
    {
        /// <inheritdoc/>
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            IncrementalValuesProvider<GuidelineFile> files = context.AdditionalTextsProvider
                .Combine(context.AnalyzerConfigOptionsProvider)
                .Where(pair => IsGuideline(pair.Left, pair.Right))
                .Select((pair, cancellation) => new GuidelineFile(pair.Left.Path, pair.Left.GetText(cancellation)?.ToString() ?? string.Empty))
                .WithTrackingName(StepNames.File);

            IncrementalValuesProvider<DeclaredFile> declared = files
                .Select((file, _) => GuidelineCompiler.Declare(file))
                .WithTrackingName(StepNames.Declaration);

            IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
                .Select((options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) ? root : string.Empty);

            IncrementalValuesProvider<CompileOutput> outputs = declared
                .Combine(declared.Collect())
                .Combine(rootNamespace)
                .Select((pair, _) => GuidelineCompiler.Gather(pair.Left.Left, pair.Left.Right, pair.Right))
                .WithTrackingName(StepNames.Input)
                .Select(GuidelineCompiler.Compile)
                .WithTrackingName(StepNames.Output);

            IncrementalValuesProvider<CSharpFile> sources = outputs.SelectMany((output, _) => output.Sources).WithTrackingName(StepNames.Source);
            IncrementalValuesProvider<Finding> findings = outputs.SelectMany((output, _) => output.Findings).WithTrackingName(StepNames.Finding);

            IncrementalValuesProvider<Finding> ofEditions = declared.Collect()
                .Select((files, cancellation) => GuidelineCompiler.CheckEditions(files, cancellation))
                .SelectMany((found, _) => found)
                .WithTrackingName(StepNames.EditionFinding);

            context.RegisterSourceOutput(sources, (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
            context.RegisterSourceOutput(findings, (output, finding) => output.ReportDiagnostic(Report(finding)));
            context.RegisterSourceOutput(ofEditions, (output, finding) => output.ReportDiagnostic(Report(finding)));
        }

        private static bool IsGuideline(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
            options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.SourceItemGroup", out string? group) && group.Length > 0
                ? group == "Guideline"
                : file.Path.EndsWith(".guideline", StringComparison.OrdinalIgnoreCase);

        private static Diagnostic Report(Finding finding)
        {
            var descriptor = new DiagnosticDescriptor(
                finding.Code,
                Catalogue.TryFind(finding.Code)?.Title ?? finding.Code,
                "{0}",
                "ImrDsl",
                finding.Severity switch
                {
                    Severity.Error => DiagnosticSeverity.Error,
                    Severity.Warning => DiagnosticSeverity.Warning,
                    _ => DiagnosticSeverity.Info,
                },
                isEnabledByDefault: true);
            var location = Location.Create(
                finding.Path,
                new TextSpan(finding.Start, finding.Length),
                new LinePositionSpan(new LinePosition(finding.StartLine, finding.StartColumn), new LinePosition(finding.EndLine, finding.EndColumn)));
            return Diagnostic.Create(descriptor, location, finding.Message);
        }
    }
}
