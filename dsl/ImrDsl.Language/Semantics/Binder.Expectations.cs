using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What an example expects: labels, and findings that are written as other texts write them.</summary>
    internal sealed partial class Binder
    {
        // "expect pump replacement not medically necessary": where the finding begins; 0 if there is none.
        private static int FindingWithoutVerb(PhraseCursor phrase, int start, ServicePlan service)
        {
            int at = start + service.Name.Split(' ').Length;
            return NameTable.Canonical(phrase.Words(start, at)) == NameTable.Canonical(service.Name) && at < phrase.Count ? at : 0;
        }

        private static bool AreInOtherOrder(string typed, string words) =>
            NameTable.WordsOf(typed).OrderBy(word => word, StringComparer.Ordinal).SequenceEqual(NameTable.WordsOf(words).OrderBy(word => word, StringComparer.Ordinal));

        // How letters and programs of utilization review call their results.
        private static readonly Dictionary<string, string> WordsOfLetters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["denied"] = "not medically necessary",
            ["not approved"] = "not medically necessary",
            ["not certified"] = "not medically necessary",
            ["non-certified"] = "not medically necessary",
            ["refused"] = "not medically necessary",
            ["rejected"] = "not medically necessary",
            ["upheld"] = "not medically necessary",
            ["certified"] = "medically necessary",
            ["authorized"] = "medically necessary",
            ["granted"] = "medically necessary",
            ["overturned"] = "medically necessary",
            ["partially approved"] = "medically necessary in part",
            ["partially certified"] = "medically necessary in part",
            ["approved in part"] = "medically necessary in part",
            ["undetermined"] = "not established",
            ["undecided"] = "not established",
            ["deferred"] = "needs judgement",
        };

        private void ReportExpectation(string code, PhraseCursor phrase, IEnumerable<string> words)
        {
            string typed = phrase.Words(phrase.Position, phrase.Count);
            string? meant = Nearest(typed, words);
            SourceSpan at = phrase.Span(phrase.Position, phrase.Count);
            meant ??= NameTable.Canonical(typed) switch
            {
                "undocumented" or "unknown" or "not mentioned" => "not documented",
                "unmet" or "failed" or "false" => "not met",
                "true" or "satisfied" or "fulfilled" or "yes" => "met",
                "n/a" or "na" => "not applicable",
                "needs judgment" or "judgement" or "judgment" or "pending" => "needs judgement",
                "necessary" or "approved" => "medically necessary",
                "not necessary" or "unnecessary" => "not medically necessary",
                "medically unnecessary" => "not medically necessary",
                "not recommended" => "recommended against",
                _ => null,
            };
            if (meant is null && WordsOfLetters.TryGetValue(NameTable.Canonical(typed), out string? finding) && words.Contains(finding))
            {
                Report(new Diagnostic(code, at, typed, string.Join(", ", words)) { Fix = TextFix.Offer(at.Span, finding) });
                return;
            }

            meant = meant is not null && words.Contains(meant) ? meant : words.FirstOrDefault(other => AreInOtherOrder(typed, other));
            if (meant is not null)
            {
                ReportDifference(code, phrase, phrase.Position, phrase.Count, meant, typed, string.Join(", ", words));
            }
            else
            {
                Report(code, at, typed, string.Join(", ", words));
            }
        }

        private static PlanNode? FindLabelled(string label, ServicePlan service, List<CriteriaListPlan> lists, CriteriaListPlan? list)
        {
            string[] path = label.Split('.');
            IEnumerable<PlanNode?> roots = list is null ? new PlanNode?[] { service.Necessary, service.NotRecommended } : Array.Empty<PlanNode?>();
            if (list is null)
            {
                foreach (PlanNode? root in roots)
                {
                    if (root is not null && FindBelow(root, path, 0) is { } found)
                    {
                        return found;
                    }
                }
            }

            // A list the service uses comes before one it does not.
            IEnumerable<CriteriaListPlan> used = lists.Where(other => list is null || ReferenceEquals(other, list)).OrderBy(other => Uses(service.Necessary, other) ? 0 : 1);
            foreach (CriteriaListPlan other in used)
            {
                foreach (CriterionPlan criterion in other.Criteria)
                {
                    if (string.Equals(criterion.Label, path[0], StringComparison.OrdinalIgnoreCase))
                    {
                        return path.Length == 1 ? criterion.Condition : FindBelow(criterion.Condition, path, 1);
                    }
                }
            }

            return null;
        }

        private static bool Uses(PlanNode? node, CriteriaListPlan list) =>
            node is not null && ((node is CriteriaNode criteria && ReferenceEquals(criteria.List, list)) || node.Children.Any(child => Uses(child, list)));

        private static PlanNode? FindBelow(PlanNode node, string[] path, int depth)
        {
            if (node is ConditionNode { Label: { Length: > 0 } label } && string.Equals(label, path[depth], StringComparison.OrdinalIgnoreCase))
            {
                if (depth == path.Length - 1)
                {
                    return node;
                }

                depth++;
            }

            foreach (PlanNode child in node.Children)
            {
                if (FindBelow(child, path, depth) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        // "expect S to be medically necessary", "expect S should be …"
        private bool ReportVerbOfExpectation(PhraseCursor phrase, int start, ServicePlan service)
        {
            int at = FindingWithoutVerb(phrase, start, service);
            int words = at == 0 ? 0
                : phrase.WordAt(at) is "to" or "will" or "should" or "must" or "shall" && phrase.WordAt(at + 1) == "be" ? 2
                : phrase.WordAt(at) is "are" or "as" or "was" or "=" ? 1
                : 0;
            if (words > 0)
            {
                SourceSpan verb = phrase.Span(at, at + words);
                ReportFix("GL0203", verb, "is", verb.ToString(), "is");
            }

            return words > 0;
        }

        // "1-6 are met"
        private bool ReportRunOfLabels(SourceSpan label)
        {
            Match run = Regex.Match(label.ToString(), "^([0-9]{1,3})[-\u2010\u2011\u2013]([0-9]{1,3})$");
            if (!run.Success)
            {
                return false;
            }

            int first = int.Parse(run.Groups[1].Value, CultureInfo.InvariantCulture);
            int last = int.Parse(run.Groups[2].Value, CultureInfo.InvariantCulture);
            if (last <= first || last - first > MostWordsOfAName)
            {
                return false;
            }

            string right = string.Join(", ", Enumerable.Range(first, last - first + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)));
            ReportFix("GL0203", label, right, label.ToString(), right);
            return true;
        }
    }
}
