using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lists of criteria, references to them, and services.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] ServiceWords = { "codes", "medically necessary when", "not recommended when", "not recommended except when", "note", "source" };

        // Lists in which something was reported: a label that is missing there is no further mistake.
        private readonly HashSet<CriteriaListPlan> flawedLists = new HashSet<CriteriaListPlan>();

        private List<CriteriaListPlan> BindCriteria(List<LineSyntax> sections, string edition)
        {
            var lists = new List<CriteriaListPlan>();
            foreach (LineSyntax section in sections)
            {
                var head = new PhraseCursor(Text, section.Phrase);
                head.Position++;
                if (!head.Take("for") || head.AtEnd)
                {
                    Report("GL0501", head.Here);
                    isMissingNames = true;
                    continue;
                }

                string name = head.Words(head.Position, head.Count);
                SourceSpan at = head.Span(head.Position, head.Count);
                if (lists.Any(list => NameTable.Canonical(list.Name) == NameTable.Canonical(name)))
                {
                    Report("GL0502", at, name);
                    isMissingNames = true;
                    continue;
                }

                int findings = bag.Count;
                CriteriaListPlan bound = BindCriteriaList(section, name, at, edition);
                if (bag.Count > findings)
                {
                    flawedLists.Add(bound);
                }

                for (int i = 0; i < bound.Criteria.Count; i++)
                {
                    bound.Criteria[i].List = bound;
                    bound.Criteria[i].Ordinal = i;
                }

                bound.Ordinal = lists.Count;
                lists.Add(bound);
            }

            return lists;
        }

        private CriteriaListPlan BindCriteriaList(LineSyntax section, string name, SourceSpan at, string edition)
        {
            ConditionNode? scope = null;
            var notes = new List<string>();
            var criteria = new List<CriterionPlan>();
            var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
                if (line.Label is null && phrase.IsWord("scope") && line.Head is not null && phrase.Count == 1)
                {
                    if (scope is not null || criteria.Count > 0)
                    {
                        Report("GL0503", phrase.SpanAt(0));
                    }

                    scope = BindWithModifiers(new PhraseCursor(Text, line.Phrase), line);
                    continue;
                }

                if (line.Label is null && line.Head is not null && phrase.Count == 1 && Spelling.Nearest(phrase.WordAt(0), new[] { "scope" }) is { } meant)
                {
                    ReportFix("GL0173", phrase.SpanAt(0), meant, phrase.TextAt(0), "a list of criteria", meant);
                    continue;
                }

                if (line.Label is null && line.Head is null && phrase.Take("note"))
                {
                    BindNote(phrase, notes);
                    continue;
                }

                CheckLabel(line, labels);
                ConditionNode? condition = BindLine(line);
                if (condition is null)
                {
                    // Its label can still be referred to without a second message.
                    condition = new GroupNode(new SourceSpan(Text, line.Span), GroupKind.AllOf, 0, Array.Empty<ConditionNode>());
                }

                string label = line.Label is { } span ? new SourceSpan(Text, span).ToString() : string.Empty;
                criteria.Add(new CriterionPlan
                {
                    Label = label,
                    Title = condition.Title,
                    Condition = condition,
                    Id = edition + "/" + name + "/" + (label.Length > 0 ? label : condition.Source.ToString()),
                });
            }

            if (criteria.Count == 0)
            {
                Report("GL0504", at, name);
            }

            return new CriteriaListPlan { Name = name, Scope = scope, Criteria = criteria, Notes = notes, Source = at };
        }

        private static bool IsCriteriaReference(PhraseCursor phrase) =>
            phrase.WordAt(phrase.Position) is "criteria" or "criterion"
            || (phrase.IsWord("all") && phrase.WordAt(phrase.Position + 1) is "criteria" or "criterion");

        /// <summary>"criteria D and 1 to 5 for X", "all criteria for X except 6".</summary>
        private ConditionNode? BindCriteriaReference(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (referable is null)
            {
                Report("GL0505", phrase.Here);
                return null;
            }

            bool isAll = phrase.Take("all");
            phrase.Position++;
            int labelsFrom = phrase.Position;
            int forAt = labelsFrom;
            while (forAt < phrase.Count && !phrase.IsWordAt(forAt, "for"))
            {
                forAt++;
            }

            if (forAt == phrase.Count)
            {
                Report("GL0506", phrase.SpanFrom(start));
                return null;
            }

            phrase.Position = forAt + 1;
            CriteriaListPlan? list = TakeListName(phrase, referable);
            if (list is null)
            {
                return null;
            }

            List<CriterionPlan>? chosen = isAll && labelsFrom == forAt
                ? list.Criteria.ToList()
                : TakeLabels(phrase.Slice(labelsFrom, forAt), list);
            if (chosen is not null && phrase.Take("except"))
            {
                int end = phrase.Position;
                while (end < phrase.Count && (phrase.KindAt(end) is TokenKind.Comma or TokenKind.Number or TokenKind.Dot
                    || phrase.IsWordAt(end, "to") || FindCriterion(list, phrase.TextAt(end)) is not null
                    || (phrase.IsWordAt(end, "and") && FindCriterion(list, phrase.TextAt(end + 1)) is not null)))
                {
                    end++;
                }

                List<CriterionPlan>? except = TakeLabels(phrase.Slice(phrase.Position, end), list);
                phrase.Position = end;
                chosen = except is null ? null : chosen.Except(except).ToList();
            }

            if (chosen is null)
            {
                return null;
            }

            if (chosen.Count == 0)
            {
                Report("GL0507", phrase.SpanFrom(start));
                return null;
            }

            return new CriteriaNode(phrase.SpanFrom(start), list, chosen.OrderBy(criterion => criterion.Ordinal).Distinct().ToList());
        }

        private CriteriaListPlan? TakeListName(PhraseCursor phrase, IReadOnlyList<CriteriaListPlan> lists)
        {
            int start = phrase.Position;
            CriteriaListPlan? found = null;
            int length = 0;
            foreach (CriteriaListPlan list in lists)
            {
                string canonical = NameTable.Canonical(list.Name);
                for (int to = start + 1; to <= phrase.Count && to <= start + canonical.Length; to++)
                {
                    if (to - start > length && NameTable.Canonical(phrase.Words(start, to)) == canonical)
                    {
                        (found, length) = (list, to - start);
                    }
                }
            }

            if (found is null)
            {
                string typed = phrase.Words(start, phrase.Count);
                string? meant = Spelling.Nearest(typed, lists.Select(list => list.Name));
                if (meant is not null)
                {
                    ReportFix("GL0508", phrase.Span(start, phrase.Count), meant, typed, meant);
                }
                else
                {
                    Report("GL0509", phrase.Span(start, Math.Max(phrase.Count, start + 1)), typed, Quoted(lists.Select(list => list.Name)));
                }
            }

            phrase.Position = start + length;
            return found;
        }

        // "D and 1 to 5", "1, 3 to 5".
        private List<CriterionPlan>? TakeLabels(PhraseCursor phrase, CriteriaListPlan list)
        {
            var chosen = new List<CriterionPlan>();
            if (phrase.AtEnd)
            {
                Report("GL0510", phrase.Here, LabelsOf(list));
                return null;
            }

            while (true)
            {
                CriterionPlan? first = TakeLabel(phrase, list);
                if (first is null)
                {
                    return null;
                }

                CriterionPlan last = first;
                int at = phrase.Position;
                if (phrase.Take("to") || phrase.Take(TokenKind.Minus))
                {
                    if (TakeLabel(phrase, list) is not { } end)
                    {
                        return null;
                    }

                    last = end;
                    if (last.Ordinal < first.Ordinal)
                    {
                        Report("GL0511", phrase.Span(at - 1, phrase.Position), last.Label, first.Label);
                        return null;
                    }
                }

                chosen.AddRange(list.Criteria.Where(criterion => criterion.Ordinal >= first.Ordinal && criterion.Ordinal <= last.Ordinal));
                bool goesOn = phrase.Take(TokenKind.Comma);
                goesOn |= phrase.Take("and");
                if (!goesOn)
                {
                    break;
                }
            }

            return ExpectEnd(phrase) ? chosen : null;
        }

        private CriterionPlan? TakeLabel(PhraseCursor phrase, CriteriaListPlan list)
        {
            SourceSpan at = phrase.Here;
            string label = phrase.TextAt(phrase.Position);
            CriterionPlan? criterion = FindCriterion(list, label);
            if (criterion is null)
            {
                // "1-5" is one word to the reader of characters.
                int hyphen = label.IndexOfAny(new[] { '-', '\u2013' });
                string? range = hyphen > 0 && FindCriterion(list, label.Substring(0, hyphen)) is not null ? label.Substring(0, hyphen) + " to " + label.Substring(hyphen + 1) : null;
                if (range is not null)
                {
                    ReportFix("GL0512", at, range, label, range);
                }
                else if (!flawedLists.Contains(list))
                {
                    Report("GL0513", at, label, list.Name, LabelsOf(list));
                }

                return null;
            }

            phrase.Position++;
            return criterion;
        }

        private static CriterionPlan? FindCriterion(CriteriaListPlan list, string label) =>
            label.Length == 0 ? null : list.Criteria.FirstOrDefault(criterion => string.Equals(criterion.Label, label, StringComparison.OrdinalIgnoreCase));

        private static string LabelsOf(CriteriaListPlan list) =>
            string.Join(", ", list.Criteria.Where(criterion => criterion.Label.Length > 0).Select(criterion => criterion.Label));

        private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => "“" + name + "”"));

        private List<ServicePlan> BindServices(List<LineSyntax> sections, List<CriteriaListPlan> lists)
        {
            referable = lists;
            var services = new List<ServicePlan>();
            foreach (LineSyntax section in sections)
            {
                var head = new PhraseCursor(Text, section.Phrase);
                int start = ++head.Position;
                while (head.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Slash)
                {
                    head.Position++;
                }

                string name = head.Words(start, head.Position);
                SourceSpan at = head.SpanFrom(start);
                head.TryTakeString(out string title);
                ExpectEnd(head);
                if (name.Length == 0)
                {
                    Report("GL0520", at);
                    continue;
                }

                if (services.Any(other => NameTable.Canonical(other.Name) == NameTable.Canonical(name)))
                {
                    Report("GL0521", at, name);
                    continue;
                }

                services.Add(BindService(section, name, title, at, services.Count));
            }

            referable = null;
            return services;
        }

        private ServicePlan BindService(LineSyntax section, string name, string title, SourceSpan at, int ordinal)
        {
            var codes = new List<CodeRange>();
            var notes = new List<string>();
            ConditionNode? necessary = null;
            ConditionNode? against = null;
            bool says = false;
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                if (line.Head is not null)
                {
                    ReportUnknownLine(new PhraseCursor(Text, line.Head), "a service", ServiceWords);
                }
                else if (phrase.Take("codes") || phrase.Take("code"))
                {
                    BindCodes(phrase, codes);
                }
                else if (phrase.Take("note"))
                {
                    BindNote(phrase, notes);
                }
                else if (phrase.Take("source"))
                {
                    notes.Add("source: " + TakeCitation(phrase));
                }
                else if (phrase.Take("medically", "necessary", "when") || phrase.Take("necessary", "when"))
                {
                    RefuseSecondLine(says && necessary is not null, phrase);
                    says = true;
                    necessary = BindWithModifiers(phrase, line);
                }
                else if (phrase.Take("not", "recommended", "when"))
                {
                    RefuseSecondLine(says && against is not null, phrase);
                    says = true;
                    against = BindWithModifiers(phrase, line);
                }
                else if (phrase.Take("not", "recommended", "except", "when"))
                {
                    RefuseSecondLine(says && against is not null, phrase);
                    says = true;
                    ConditionNode? exception = BindWithModifiers(phrase, line);
                    against = exception is null ? null : new NotNode(exception.Source, exception);
                }
                else if (Spelling.Nearest(phrase.WordAt(0), new[] { "medically", "necessary" }) is not null)
                {
                    says = true;
                    ReportFix("GL0522", phrase.Span(0, Math.Min(3, phrase.Count)), "medically necessary when");
                }
                else
                {
                    ReportUnknownLine(phrase, "a service", ServiceWords);
                }
            }

            if (!says)
            {
                Report("GL0523", at, name);
            }

            return new ServicePlan
            {
                Name = name,
                Ordinal = ordinal,
                Title = title,
                Codes = codes,
                Necessary = necessary,
                NotRecommended = against,
                Notes = notes,
                Source = at,
            };
        }

        private void RefuseSecondLine(bool isSecond, PhraseCursor phrase)
        {
            if (isSecond)
            {
                Report("GL0524", phrase.Span(0, phrase.Position), phrase.Words(0, phrase.Position));
            }
        }

        // "CPT 62350, 62351, 62360 to 62362": the system's name stands before its codes.
        private void BindCodes(PhraseCursor phrase, List<CodeRange> codes)
        {
            string system = string.Empty;
            while (!phrase.AtEnd)
            {
                if (phrase.Kind == TokenKind.Word && !HasDigit(phrase.TextAt(phrase.Position)))
                {
                    system = phrase.TextAt(phrase.Position++).ToUpperInvariant();
                }

                if (system.Length == 0)
                {
                    Report("GL0525", phrase.Here);
                    return;
                }

                string first = TakeCode(phrase);
                string last = first;
                if (phrase.Take("to"))
                {
                    last = TakeCode(phrase);
                }

                if (first.Length == 0 || last.Length == 0)
                {
                    Report("GL0526", phrase.Here);
                    return;
                }

                codes.Add(new CodeRange(system, first, last));
                if (!phrase.AtEnd && !phrase.Take(TokenKind.Comma) && !phrase.Take(TokenKind.Semicolon) && !phrase.Take("and"))
                {
                    ExpectEnd(phrase);
                    return;
                }
            }
        }

        private static bool HasDigit(string text) => text.Any(c => c is >= '0' and <= '9');

        private static string TakeCode(PhraseCursor phrase)
        {
            if (phrase.Kind is not (TokenKind.Word or TokenKind.Number))
            {
                return string.Empty;
            }

            string code = phrase.TextAt(phrase.Position++);
            while (phrase.Kind is TokenKind.Word && phrase.IsJoined(phrase.Position))
            {
                code += phrase.TextAt(phrase.Position++);
            }

            return code.ToUpperInvariant();
        }
    }
}
