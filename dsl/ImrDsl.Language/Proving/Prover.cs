using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// What can be proved wrong with a guideline: criteria that are never or always met, or add nothing; gaps and overlaps of ranges; what no case comes
    /// to. Each finding holds for every case there can be. What cannot be decided, or not within the budget, is not told.
    /// </summary>
    public static class Prover
    {
        /// <summary>The work done for one guideline at most, in steps. One of 300 lines takes a small part of it.</summary>
        public const long MostSteps = 500_000;

        /// <summary>The codes of the findings there can be.</summary>
        public static IReadOnlyList<string> Codes { get; } = new[]
        {
            "GL0402", "GL0403", "GL0404", "GL0405", "GL0406", "GL0407", "GL0408", "GL0409", "GL0410", "GL0411", "GL0412",
        };

        /// <summary>The findings about a guideline, in the order of its text.</summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="steps">The work that may be done.</param>
        /// <param name="cancellation">Stops the work.</param>
        public static IReadOnlyList<ProvenFinding> Prove(GuidelinePlan plan, long steps = MostSteps, CancellationToken cancellation = default) =>
            Prove(plan, new Budget(steps, cancellation));

        /// <summary>
        /// The findings about a compiled file that its author did not allow, and what is allowed without a need. Nothing for a file with errors or a
        /// vocabulary, nor for a place that the compiler has spoken of.
        /// </summary>
        public static IReadOnlyList<Diagnostic> Check(Compilation compilation, CancellationToken cancellation = default)
        {
            if (compilation.Plan is not { } plan)
            {
                return Array.Empty<Diagnostic>();
            }

            var budget = new Budget(MostSteps, cancellation);
            List<Diagnostic> found = Prove(plan, budget).Select(finding => finding.Diagnostic)
                .Where(diagnostic => !compilation.Diagnostics.Any(other => IsAt(other, diagnostic))).ToList();
            List<string> suppressed = found.Select(diagnostic => diagnostic.Code).Where(compilation.IsAllowed).ToList();
            found.RemoveAll(diagnostic => compilation.IsAllowed(diagnostic.Code));
            if (!budget.IsUsedUp && !compilation.IsAllowed("GL0177"))
            {
                found.AddRange(AllowLine.Idle(compilation.AllowLines, IsProven, suppressed));
            }

            return found;
        }

        private static IReadOnlyList<ProvenFinding> Prove(GuidelinePlan plan, Budget budget)
        {
            var findings = new Findings(plan.File);
            new Walk(plan, new Questions(plan, new Translation(budget), budget), findings).Run();
            return findings.All;
        }

        // GL04 is what is told of guidelines that have a meaning; only the fact that nothing reads is found without a proof.
        private static bool IsProven(string code) => code.StartsWith("GL04", StringComparison.Ordinal) && code != "GL0401";

        private static bool IsAt(Diagnostic other, Diagnostic diagnostic) => ReferenceEquals(other.Span.Text, diagnostic.Span.Text)
            && other.Span.Span.Start < diagnostic.Span.Span.End && diagnostic.Span.Span.Start < other.Span.Span.End;
    }
}
