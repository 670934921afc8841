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
    /// Reports what can be proved wrong with the guidelines of a project. An analyzer and no part of the generator: whoever types waits for the
    /// code, not for the proofs.
    /// </summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class GuidelineAnalyzer : DiagnosticAnalyzer
    {
        // A line that allows what cannot be proved.
        private const string IdleAllow = "GL0177";

        private static readonly ImmutableArray<DiagnosticDescriptor> Rules = Prover.Codes
            .Concat(new[] { IdleAllow })
            .Select(code => Reports.Rule(code, Catalogue.Find(code).Severity))
            .Concat(new[] { Reports.Rule(GuidelineCompiler.InternalError, Severity.Error) })
            .ToImmutableArray();

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
                start.RegisterAdditionalFileAction(file => Analyze(file, declared.Value));
            });
        }

        private static IReadOnlyList<DeclaredFile> Declare(AnalyzerOptions options, CancellationToken cancellation) => options.AdditionalFiles
            .Where(file => Reports.IsGuideline(file, options.AnalyzerConfigOptionsProvider))
            .Select(file => GuidelineCompiler.Declare(new GuidelineFile(file.Path, file.GetText(cancellation)?.ToString() ?? string.Empty)))
            .ToList();

        private static void Analyze(AdditionalFileAnalysisContext context, IReadOnlyList<DeclaredFile> declared)
        {
            if (declared.FirstOrDefault(file => file.File.Path == context.AdditionalFile.Path) is not { } own)
            {
                return;
            }

            foreach (Finding finding in GuidelineCompiler.Prove(GuidelineCompiler.Gather(own, declared, new ProjectOptions(string.Empty)), context.CancellationToken))
            {
                context.ReportDiagnostic(Reports.Of(finding));
            }
        }
    }
}
