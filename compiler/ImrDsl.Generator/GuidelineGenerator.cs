using System.Text;
using ImrDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

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
                .Where(pair => Reports.IsGuideline(pair.Left, pair.Right))
                .Select((pair, cancellation) => new GuidelineFile(pair.Left.Path, pair.Left.GetText(cancellation)?.ToString() ?? string.Empty))
                .WithTrackingName(StepNames.File);

            IncrementalValuesProvider<DeclaredFile> declared = files
                .Select((file, _) => GuidelineCompiler.Declare(file))
                .WithTrackingName(StepNames.Declaration);

            IncrementalValueProvider<ProjectOptions> project = context.AnalyzerConfigOptionsProvider
                .Select((options, _) => Reports.OptionsOf(options.GlobalOptions));

            IncrementalValuesProvider<CompileOutput> outputs = declared
                .Combine(declared.Collect())
                .Combine(project)
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
            context.RegisterSourceOutput(findings, (output, finding) => output.ReportDiagnostic(Reports.Of(finding)));
            context.RegisterSourceOutput(ofEditions, (output, finding) => output.ReportDiagnostic(Reports.Of(finding)));
        }
    }
}
