using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

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

        private const string UnreadFact = "GL0401";
        private const string CopiedLine = "GL0414";
        private const string UnclearLine = "GL0415";
        private const string UnaskedCriteria = "GL0411";

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
            Prove(plan, Array.Empty<FactPlan>(), new Budget(steps, cancellation));

        /// <summary>
        /// All that is found in a file: what the compiler says, and what can be proved. Of a line that stands twice, beside a fact that nothing asks about and that
        /// is offered for one of them, only the line is told: both have one cause.
        /// </summary>
        public static IReadOnlyList<Diagnostic> FindingsOf(Compilation compilation, CancellationToken cancellation = default)
        {
            IReadOnlyList<Diagnostic> proven = Check(compilation, cancellation);
            if (Referring(compilation, proven) is { } copy)
            {
                return compilation.Diagnostics.Select(finding => finding.Code == CopiedLine ? copy : finding).Concat(proven.Where(finding => finding.Code != UnaskedCriteria)).ToList();
            }

            return compilation.Diagnostics
                .Where(finding => finding.Code != UnreadFact || !proven.Any(other => other.Fix is { } fix && fix.Replacement == finding.Arguments[0])).Concat(proven).ToList();
        }

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
            List<Diagnostic> found = Prove(plan, UnreadIn(compilation), budget).Select(finding => finding.Diagnostic)
                .Where(diagnostic => !compilation.Diagnostics.Any(other => IsAt(other, diagnostic) || (other.Code == UnclearLine && IsNear(compilation.Tree, other, diagnostic)))).ToList();
            List<string> suppressed = found.Select(diagnostic => diagnostic.Code).Where(compilation.IsAllowed).ToList();
            found.RemoveAll(diagnostic => compilation.IsAllowed(diagnostic.Code));
            if (!budget.IsUsedUp && !compilation.IsAllowed("GL0177"))
            {
                found.AddRange(AllowLine.Idle(compilation.AllowLines, IsProven, suppressed));
            }

            return found;
        }

        private static IReadOnlyList<ProvenFinding> Prove(GuidelinePlan plan, IReadOnlyList<FactPlan> unread, Budget budget)
        {
            var findings = new Findings(plan.File);
            new Walk(plan, new Questions(plan, new Translation(budget), budget), findings, unread).Run();
            return findings.All;
        }

        // The yes/no facts that nothing asks about.
        private static List<FactPlan> UnreadIn(Compilation compilation)
        {
            var places = new HashSet<TextSpan>(compilation.Diagnostics.Where(finding => finding.Code == UnreadFact).Select(finding => finding.Span.Span));
            return compilation.Plan!.Facts.Where(fact => fact.Kind == FactKind.YesNo && fact.Source is { } place && place.Text == compilation.Tree.Text && places.Contains(place.Span)).ToList();
        }

        private static bool IsProven(string code) => Codes.Contains(code);

        // A reference that stands twice, beside criteria that nothing refers to: they were meant.
        private static Diagnostic? Referring(Compilation compilation, IReadOnlyList<Diagnostic> proven)
        {
            List<Diagnostic> copied = compilation.Diagnostics.Where(finding => finding.Code == CopiedLine).ToList();
            List<Diagnostic> unasked = proven.Where(finding => finding.Code == UnaskedCriteria).ToList();
            bool isReference = copied.Count == 1 && unasked.Count == 1 && copied[0].Span.ToString() is var words && (words.Contains("criteria ") || words.Contains("criterion "));
            if (!isReference)
            {
                return null;
            }

            string right = unasked[0].Arguments[0].StartsWith("criteria", StringComparison.Ordinal) ? "all " + unasked[0].Arguments[0] : unasked[0].Arguments[0];
            return new Diagnostic(CopiedLine, copied[0].Span, copied[0].Arguments.ToArray()) { Fix = new TextFix("Write “" + right + "”, which nothing asks for", copied[0].Span.Span, right) { IsCertain = false } };
        }

        // What follows from a line that is not clear is not told beside it.
        private static bool IsNear(SyntaxTree tree, Diagnostic unclear, Diagnostic diagnostic)
        {
            int place = unclear.Span.Span.Start;
            IReadOnlyList<LineSyntax> criteria = tree.Lines.Last(section => section.FullSpan.Start <= place).Lines;
            int at = diagnostic.Span.Span.Start;
            return ReferenceEquals(unclear.Span.Text, diagnostic.Span.Text) && at >= criteria.Last(line => line.FullSpan.Start <= place).FullSpan.Start
                && criteria.All(line => line.FullSpan.Start <= place || line.FullSpan.Start > at);
        }

        // What the compiler has spoken of, or would have removed.
        private static bool IsAt(Diagnostic other, Diagnostic diagnostic) => ReferenceEquals(other.Span.Text, diagnostic.Span.Text)
            && (Overlap(other.Span.Span, diagnostic.Span.Span) || (other.Fix is { Replacement: "" } removed && Overlap(removed.Span, diagnostic.Span.Span)));

        private static bool Overlap(TextSpan left, TextSpan right) => left.Start < right.End && right.Start < left.End;
    }
}
