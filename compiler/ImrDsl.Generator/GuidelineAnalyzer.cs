using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ImrDsl.Generator
{
    /// <summary>
    /// Reports what is wrong with the guidelines of a project, and what can be proved wrong. An analyzer and no part of the generator: whoever types
    /// waits for the code, neither for the proofs nor for the words that were meant. Where a build runs no analyzer, the generator reports all but the proofs.
    /// </summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class GuidelineAnalyzer : DiagnosticAnalyzer
    {
        private static readonly ImmutableArray<DiagnosticDescriptor> Rules =
            Catalogue.Entries.Select(entry => Reports.Rule(entry.Code, entry.Severity)).ToImmutableArray();

        /// <inheritdoc/>
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules;

        /// <inheritdoc/>
        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start =>
            {
                var declared = new Lazy<IReadOnlyList<DeclaredFile>>(() => Declare(start.Options, start.CancellationToken));
                ProjectOptions project = Reports.OptionsOf(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
                start.RegisterAdditionalFileAction(file => Analyze(file, declared.Value, project));
            });
        }

        private static IReadOnlyList<DeclaredFile> Declare(AnalyzerOptions options, CancellationToken cancellation) => options.AdditionalFiles
            .Where(file => Reports.IsGuideline(file, options.AnalyzerConfigOptionsProvider))
            .Select(file => GuidelineCompiler.Declare(new GuidelineFile(file.Path, file.GetText(cancellation)?.ToString() ?? string.Empty)))
            .ToList();

        private static void Analyze(AdditionalFileAnalysisContext context, IReadOnlyList<DeclaredFile> declared, ProjectOptions project)
        {
            if (declared.FirstOrDefault(file => file.File.Path == context.AdditionalFile.Path) is not { } own)
            {
                return;
            }

            foreach (Finding finding in GuidelineCompiler.Prove(GuidelineCompiler.Gather(own, declared, project), context.CancellationToken))
            {
                context.ReportDiagnostic(Reports.Of(finding));
            }
        }
    }
}
