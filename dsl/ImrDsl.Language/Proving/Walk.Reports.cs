using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Proving
{
    /// <summary>Findings about conditions, in words and with witnesses.</summary>
    internal sealed partial class Walk
    {
        // A condition that is decided whatever else is asked.
        private void ReportAlone(ConditionNode node)
        {
            if (IsInside(node) || !findings.IsOwn(node.Source))
            {
                return;
            }

            if (IsNeverMet(node))
            {
                Report(Claim.NeverMet, "GL0402", node, Nothing, Shown(null, new[] { node }), null, Because(node, "no value that can be recorded makes it so"));
            }
            else if (IsNeverFailed(node))
            {
                Report(Claim.AlwaysMet, "GL0403", node, Nothing, Shown(new[] { node }, null), null, Because(node, "every value that can be recorded makes it so"));
            }
        }

        // Conditions that are all asked and cannot all be met: told of the last of them.
        private bool ReportClash(IReadOnlyList<ConditionNode> parts, IReadOnlyList<Premise> premises, bool isPair)
        {
            List<Premise> all = premises.Where(premise => !premise.IsRecommendationAgainst).Concat(RequiredOf(parts)).ToList();
            if (parts.Count == 0 || questions.Exclude(all) is not { } clash || clash.LastOrDefault(premise => parts.Contains(premise.Condition)) is not { } last)
            {
                return false;
            }

            List<Premise> others = clash.Where(premise => premise != last).ToList();
            TextFix? fix = isPair && others.Count == 1 ? EitherOf(others[0].Condition, last.Condition) : null;
            Report(Claim.NeverMet, "GL0402", last.Condition, others, Pair(last.Condition, others), fix, Clash(last.Condition, others));
            return true;
        }

        // "line 12 asks for “age > 18”, this line for “age < 17”"
        private string Clash(ConditionNode node, IReadOnlyList<Premise> others)
        {
            if (others.Count == 0)
            {
                return "nothing that can be recorded meets it";
            }

            if (others.All(other => findings.LineOf(other.Condition.Source) == findings.LineOf(node.Source)))
            {
                IEnumerable<ConditionNode> all = others.Select(other => other.Condition).Concat(new[] { node });
                return Findings.Join(all.Select(Findings.Quote).ToList(), "and") + " exclude each other";
            }

            List<string> lines = others.Select(other => other.Condition).OrderBy(other => other.Source.Span.Start)
                .Select((other, index) => findings.LineOf(other.Source) + (index == 0 ? " asks for " : " for ") + Findings.Quote(other)).ToList();
            return string.Join(", ", lines) + ", this line for " + Findings.Quote(node);
        }

        private bool ReportImplied(ConditionNode node, List<Premise> reason)
        {
            List<ConditionNode> others = reason.Select(premise => premise.Condition).ToList();
            Witness? both = questions.Show(new[] { node }, Enumerable.Empty<ConditionNode>(), reason.Select(premise => premise.Statement).ToArray());
            Witness? alone = questions.Show(new[] { node }, Enumerable.Empty<ConditionNode>(), questions.Statements.Any(reason.Select(premise => Statements.Not(premise.Statement))));
            if (both is null)
            {
                return false;
            }

            if (node is NotNode not && IsSamePlace(not.Part, node) && !Findings.SaysNot(node))
            {
                Report(Claim.NeverMet, "GL0402", not.Part, reason, alone is null ? Array.Empty<Witness>() : new[] { alone }, null, Clash(not.Part, reason));
                flagged.Add(node);
                return true;
            }

            bool isSame = questions.Exclude(Nothing, Translation.Met(node), questions.Statements.Any(reason.Select(premise => Statements.Not(premise.Statement)))) is not null;
            string example = isSame ? " Both say the same." : alone is null ? string.Empty : Example(alone, others.Concat(new[] { node }), " alone would be enough for this line, not for the other");
            Report(Claim.Implied, "GL0404", node, reason, alone is null ? new[] { both } : new[] { both, alone }, WithoutCopy(node, others), findings.Lines(others), example);
            return true;
        }

        private bool ReportShadowed(ConditionNode node, List<Premise> reason)
        {
            List<ConditionNode> others = reason.Select(premise => premise.Condition).ToList();
            Witness? both = questions.Show(new[] { node }, Enumerable.Empty<ConditionNode>());
            Witness? alone = questions.Show(Enumerable.Empty<ConditionNode>(), new[] { node }, questions.Statements.Any(reason.Select(premise => Statements.Not(premise.Statement))));
            if (both is null)
            {
                return false;
            }

            Report(
                Claim.Shadowed, "GL0405", node, reason, alone is null ? new[] { both } : new[] { both, alone }, WithoutCopy(node, others), findings.Lines(others, "or"),
                Example(both, others.Concat(new[] { node }), " meets both"));
            return true;
        }

        // A condition that cannot be met where it stands, or is implied there.
        private void ReportIn(ConditionNode node, IReadOnlyList<Premise> premises, bool mayBeImplied)
        {
            if (!IsNeverMet(node) && !IsNeverFailed(node) && !ReportDead(node, premises) && mayBeImplied
                && ImpliedBy(node, premises.Where(premise => !premise.IsRecommendationAgainst).ToList()) is { Count: > 0 } reason)
            {
                ReportImplied(node, reason);
            }
        }

        private bool ReportDead(ConditionNode node, IReadOnlyList<Premise> premises)
        {
            if (questions.Exclude(premises, Translation.Met(node)) is not { Count: > 0 } reason || questions.AreImpossible(premises.Select(premise => premise.Statement).ToArray()))
            {
                return false;
            }

            IReadOnlyList<Witness> shown = Shown(new[] { node }, null);
            if (reason.Any(premise => premise.IsRecommendationAgainst))
            {
                Report(Claim.NeverMet, "GL0406", node, reason, shown, null, findings.Lines(reason.Select(premise => premise.Condition)));
            }
            else
            {
                Report(Claim.NeverMet, "GL0402", node, reason, Pair(node, reason), null, Clash(node, reason));
            }

            return true;
        }

        // A smaller amount, or one as large, under a condition that another line has already.
        private void ReportShadowedLines(QuantityNode node)
        {
            for (int i = node.Lines.Count - 1; i >= 0; i--)
            {
                QuantityLineNode line = node.Lines[i];
                List<Premise> others = node.Lines.Where((other, index) => index != i && IsAtLeastAsMuch(other, line, index < i) && !flagged.Contains(other))
                    .Select(other => new Premise(Statements.Not(Translation.Met(other.Condition)), other.Condition, GroundKind.NotMet)).ToList();
                if (!IsFlagged(line.Condition) && !IsNeverMet(line.Condition) && !others.Any(other => IsNeverFailed(other.Condition) && IsNeverFailed(line.Condition))
                    && questions.Exclude(others, Translation.Met(line.Condition)) is { Count: > 0 } reason && ReportShadowed(line.Condition, reason))
                {
                    flagged.Add(line);
                }
            }

            ReportRanges(node.Lines.Select(line => line.Condition).ToList(), mayGap: true, mayOverlap: true);
        }

        // The larger amount counts; of equal ones the first line says it.
        private static bool IsAtLeastAsMuch(QuantityLineNode other, QuantityLineNode line, bool isFirst) =>
            other.Amount is NumberNode most && line.Amount is NumberNode amount && (other.Given is null || line.Given is not null)
            && (most.Value > amount.Value || (most.Value == amount.Value && isFirst));

        private void ReportService(ServicePlan service, ConditionNode necessary, IReadOnlyList<Premise> premises)
        {
            if (questions.Exclude(premises, Translation.Met(necessary)) is not { } reason)
            {
                return;
            }

            string why = reason.Count == 0
                ? Findings.Quote(necessary) + " can never be met"
                : "whatever meets " + findings.Line(necessary) + " also meets " + findings.Line(reason[0].Condition) + ", and a recommendation against decides first";
            var diagnostic = new Diagnostic("GL0412", NameOf(service), service.Name, why);
            findings.Add(new ProvenFinding(Claim.NeverMet, diagnostic, necessary, Grounds(reason), Shown(reason.Count == 0 ? null : new[] { necessary }, null)));
        }

        private static SourceSpan NameOf(ServicePlan service) => service.Source;

        private void Report(Claim claim, string code, ConditionNode node, IReadOnlyList<Premise> others, IReadOnlyList<Witness> witnesses, TextFix? fix, params string[] arguments)
        {
            var finding = new ProvenFinding(claim, new Diagnostic(code, node.Source, arguments) { Fix = fix }, node, Grounds(others), witnesses);
            findings.Add(finding);
            flagged.Add(node);
        }

        private static List<Ground> Grounds(IReadOnlyList<Premise> premises) => premises.Select(premise => new Ground(premise.Condition, premise.Kind)).ToList();

        private IReadOnlyList<Witness> Shown(IEnumerable<ConditionNode>? met, IEnumerable<ConditionNode>? notMet) =>
            questions.Show(met ?? Enumerable.Empty<ConditionNode>(), notMet ?? Enumerable.Empty<ConditionNode>()) is { } witness ? new[] { witness } : Array.Empty<Witness>();

        // What clashes, each side by itself.
        private IReadOnlyList<Witness> Pair(ConditionNode node, IReadOnlyList<Premise> others)
        {
            Witness? one = questions.Show(new[] { node }, Enumerable.Empty<ConditionNode>());
            Witness? other = questions.Show(Enumerable.Empty<ConditionNode>(), new[] { node }, others.Select(premise => premise.Statement).ToArray());
            return new[] { one, other }.Where(witness => witness is not null).Select(witness => witness!).ToList();
        }

        private static string Example(Witness witness, IEnumerable<ConditionNode> conditions, string says)
        {
            string words = Examples.Words(witness.Record, conditions);
            return words.Length == 0 ? string.Empty : " For example, " + words + says + ".";
        }

        // Of a block, the lines that decide it; of a line, that it does so by itself.
        private string Because(ConditionNode node, string otherwise)
        {
            List<ConditionNode> lines = node is GroupNode group ? group.Parts.Where(part => !IsSamePlace(part, node)).ToList() : new List<ConditionNode>();
            return lines.Count > 1 ? Findings.Join(lines.Select(Findings.Quote).ToList(), "and") + " decide it between them" : otherwise;
        }
    }
}
