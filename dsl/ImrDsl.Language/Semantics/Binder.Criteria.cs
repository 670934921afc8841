using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lists of criteria, references to them, and services.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] ServiceWords = { "codes", "medically necessary when", "medically necessary up to", "not recommended when", "not recommended except when", "note", "source" };

        // Forms of several words, one of which may be misspelt.
        private static readonly string[] ServiceForms = { "medically necessary when", "medically necessary up to", "not recommended when", "not recommended except when" };

        // Lists in which something was reported: a label that is missing there is no further mistake.
        private readonly HashSet<CriteriaListPlan> flawedLists = new HashSet<CriteriaListPlan>();

        private void BindCriteria(List<LineSyntax> sections)
        {
            for (int i = 0; i < sections.Count; i++)
            {
                LineSyntax section = sections[i];
                var head = new PhraseCursor(Text, section.Head ?? section.Phrase);
                head.Position++;
                if (section.Head is not null && head.AtEnd && !section.Phrase.IsEmpty)
                {
                    // "criteria: replacing a pump"
                    var colon = TextSpan.FromBounds(head.SpanAt(0).Span.Start, section.Phrase.Span.Start);
                    bool hasFor = new PhraseCursor(Text, section.Phrase).IsWord("for");
                    var typed = new SourceSpan(Text, new TextSpan(colon.Start, Text.Content.Substring(colon.Start, colon.Length).TrimEnd().Length));
                    Report(new Diagnostic("GL0501", typed) { Fix = TextFix.Offer(colon, hasFor ? "criteria " : "criteria for ") });
                    isMissingNames = true;
                    continue;
                }

                if (section.Head is not null)
                {
                    ExpectEnd(new PhraseCursor(Text, section.Phrase));
                }

                if (!head.Take("for") || head.AtEnd)
                {
                    SourceSpan rest = head.AtEnd ? head.Here : head.Span(head.Position, head.Count);
                    bool isOther = !head.AtEnd && head.Count > head.Position + 1 && (head.Kind == TokenKind.Minus || IsOfLanguage(head.WordAt(head.Position)) || Spelling.IsNear(head.WordAt(head.Position), "for"));
                    TextSpan? place = head.AtEnd ? null : isOther ? head.SpanAt(head.Position).Span : new TextSpan(rest.Span.Start, 0);
                    Report(new Diagnostic("GL0501", rest) { Fix = place is null ? null : TextFix.Write(place.Value, isOther ? "for" : "for ") });
                    isMissingNames = true;
                    continue;
                }

                string name = head.Words(head.Position, head.Count);
                SourceSpan at = head.Span(head.Position, head.Count);
                ReportSigns(head, head.Position, head.Count);

                // A heading that stands twice, with nothing below the first.
                if (section.Lines.Count == 0 && i + 1 < sections.Count && HeadingOf(sections[i + 1]) == HeadingOf(section))
                {
                    Report(new Diagnostic("GL0502", at, name) { Fix = TextFix.RemoveLine(at) });
                    continue;
                }

                if (referable.Any(list => NameTable.Canonical(list.Name) == NameTable.Canonical(name)))
                {
                    Report("GL0502", at, name);
                    isMissingNames = true;
                    continue;
                }

                int findings = bag.Count;
                var where = new ListSection(section, at);
                plan.Mentions = where.Mentions;
                listAtHand = name;
                CriteriaListPlan bound = BindCriteriaList(section, name, at, null);
                ReportLinesBeside(section.Lines);
                listAtHand = string.Empty;
                plan.Mentions = null;
                if (bag.Count > findings)
                {
                    flawedLists.Add(bound);
                }

                AddList(bound);
                listSections.Add(bound, where);
                referable.Add(bound);
            }
        }

        private string HeadingOf(LineSyntax section) => string.Join(" ", NameTable.WordsOf(new SourceSpan(Text, section.Span).ToString().TrimEnd(':')));

        // The whole list, or the criteria chosen of it.
        private CriteriaListPlan BindCriteriaList(LineSyntax section, string name, SourceSpan at, List<CriterionPlan>? chosen)
        {
            ConditionNode? scope = null;
            var notes = new List<string>();
            var criteria = new List<CriterionPlan>();
            var labels = new Dictionary<string, LineSyntax>(StringComparer.OrdinalIgnoreCase);
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
                if (line.Label is null && phrase.IsWord("scope") && line.Head is not null && phrase.Count == 1)
                {
                    if (scope is not null || criteria.Count > 0)
                    {
                        Report(new Diagnostic("GL0503", phrase.SpanAt(0)) { Fix = WithoutCopy(section, line) ?? (scope is null ? MovedBefore(section.Lines[0], line) : null) });
                    }

                    scope = BindWithModifiers(new PhraseCursor(Text, line.Phrase), line);
                    continue;
                }

                if (line.Label is null && line.Head is not null && phrase.Count == 1 && Spelling.Nearest(phrase.WordAt(0), new[] { "scope" }) is { } meant)
                {
                    ReportFix("GL0173", phrase.SpanAt(0), meant, phrase.TextAt(0), "a list of criteria", meant);
                    continue;
                }

                if (line.Label is null && line.Head is null && phrase.IsWord("scope") && phrase.Count > 1 && FindName(phrase, 0, out _, out _, out _) is null)
                {
                    ReportFix("GL0203", phrase.SpanAt(0), "scope:", "scope", "scope:");
                    continue;
                }

                if (line.Label is null && line.Head is null && phrase.Take("note"))
                {
                    BindNote(phrase, notes);
                    continue;
                }

                if (chosen is not null && chosen.All(criterion => !ReferenceEquals(criterionLines[criterion], line)))
                {
                    continue;
                }

                CheckLabel(line, labels, section.Lines);
                ConditionNode? condition = BindLine(line);
                if (condition is null)
                {
                    // Its label can still be referred to without a second message.
                    condition = new GroupNode(new SourceSpan(Text, line.Span), GroupKind.AllOf, 0, Array.Empty<ConditionNode>());
                }

                string label = line.Label is { } span ? new SourceSpan(Text, span).ToString() : string.Empty;
                var criterion = new CriterionPlan
                {
                    Label = label,
                    Title = condition.Title,
                    Condition = condition,
                    Id = edition + "/" + name + "/" + (label.Length > 0 ? label : condition.Source.ToString()),
                };
                criteria.Add(criterion);
                criterionLines.Add(criterion, line);
            }

            if (criteria.Count == 0)
            {
                Report("GL0504", at, name);
            }

            return new CriteriaListPlan { Name = name, Scope = scope, Criteria = criteria, Notes = notes, Source = at };
        }

        private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => "“" + name + "”"));

        private void ReportServiceWithoutName(PhraseCursor head, int start, string quoted)
        {
            isMissingService = true;
            if (quoted.Length > 0 && head.Kind == TokenKind.String)
            {
                ReportFix("GL0520", head.SpanAt(start), quoted);
            }
            else
            {
                Report("GL0520", head.SpanFrom(start));
            }
        }

        private List<ServicePlan> BindServices(List<LineSyntax> sections)
        {
            var services = new List<ServicePlan>();
            foreach (LineSyntax section in sections)
            {
                var head = new PhraseCursor(Text, section.Phrase);
                int start = head.Position + 1;
                string name = TakeServiceName(head);
                SourceSpan at = head.SpanFrom(start);
                head.TryTakeString(out string title);
                if (name.Length == 0)
                {
                    // The name in quotation marks, or the title alone: what else is said of the service is read all the same.
                    name = ReportExchangedName(head, start, title) ?? title;
                    if (name == title)
                    {
                        ReportServiceWithoutName(head, start, title);
                    }

                    head.TryTakeString(out title);
                }

                ExpectEnd(head);
                if (name.Length == 0)
                {
                    continue;
                }

                if (services.Any(other => NameTable.Canonical(other.Name) == NameTable.Canonical(name)))
                {
                    Report("GL0521", at, name);
                    continue;
                }

                services.Add(BindService(section, name, title, at, services.Count));
            }

            return services;
        }

        private ServicePlan BindService(LineSyntax section, string name, string title, SourceSpan at, int ordinal)
        {
            var codes = new List<CodeRange>();
            var notes = new List<string>();
            ConditionNode? necessary = null;
            ConditionNode? against = null;
            var quantities = new List<(QuantityLineNode Line, FactPlan Requested)>();
            bool says = false;
            bool hasAmounts = false;
            bool isBlockEmpty = false;
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                isBlockEmpty |= line.Lines.Count == 0 && EndsInHeader(phrase);
                if (line.Head is not null)
                {
                    var lineHead = new PhraseCursor(Text, line.Head);
                    if (lineHead.Count == 1 && lineHead.IsWord("codes"))
                    {
                        BindCodes(phrase, codes);
                    }
                    else if (line.Phrase.IsEmpty && lineHead.IsWord("medically") | lineHead.IsWord("not"))
                    {
                        says = true;
                        ReportColonAfterBlock(lineHead, line);
                    }
                    else
                    {
                        ReportUnknownLine(lineHead, "a service", ServiceWords);
                    }
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
                else if (phrase.Take("medically", "necessary", "up", "to") || phrase.Take("necessary", "up", "to"))
                {
                    hasAmounts = true;
                    says = true;
                    RefuseBoth(necessary is not null, phrase);
                    if (BindQuantityLine(phrase, line) is { } quantity)
                    {
                        quantities.Add(quantity);
                    }
                }
                else if (phrase.Take("medically", "necessary", "when") || phrase.Take("necessary", "when"))
                {
                    RefuseBoth(hasAmounts, phrase);
                    RefuseSecondLine(says && necessary is not null, phrase, section, line);
                    says = true;
                    necessary = BindWithModifiers(phrase, line);
                }
                else if (phrase.Take("not", "recommended", "when"))
                {
                    RefuseSecondLine(says && against is not null, phrase, section, line);
                    says = true;
                    against = BindWithModifiers(phrase, line);
                }
                else if (phrase.Count == 2 && phrase.IsWord("not") && phrase.IsWordAt(1, "recommended"))
                {
                    says = true;
                    Report("GL0529", phrase.Span(0, 2));
                }
                else if (phrase.Take("not", "recommended", "except", "when"))
                {
                    RefuseSecondLine(says && against is not null, phrase, section, line);
                    says = true;
                    ConditionNode? exception = BindWithModifiers(phrase, line);
                    against = exception is null ? null : new NotNode(exception.Source, exception);
                }
                else if (ReportServiceLine(phrase) || (isBlockEmpty && IsBlockPart(line)))
                {
                    says = true;
                }
                else if (NearestPhrase(phrase, ServiceForms) is { } meant)
                {
                    says = true;
                    ReportDifference(meant.Words[0] == 'm' ? "GL0522" : "GL0203", phrase, 0, meant.Length, meant.Words, meant.Words[0] == 'm' ? new[] { meant.Words } : Array.Empty<string>());
                }
                else if (phrase.Take("not", "medically", "necessary") || phrase.Take("not", "necessary"))
                {
                    says = true;
                    phrase.Take("when");
                    Report("GL0203", phrase.SpanFrom(0), phrase.Words(0, phrase.Position), "not recommended when");
                }
                else if (phrase.WordAt(0) is "is" or "are" && phrase.WordAt(1) is "medically" or "necessary" or "not")
                {
                    says = true;
                    SourceSpan verb = phrase.SpanAt(0);
                    var whole = TextSpan.FromBounds(verb.Span.Start, phrase.SpanAt(1).Span.Start);
                    Report(new Diagnostic("GL0522", verb, "medically necessary when") { Fix = new TextFix("Leave it out", whole, string.Empty) });
                }
                else if (Spelling.Nearest(phrase.WordAt(0), new[] { "medically", "necessary" }) is not null)
                {
                    says = true;
                    ReportDifference("GL0522", phrase, 0, Math.Min(3, phrase.Count), "medically necessary when", "medically necessary when");
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
                Necessary = quantities.Count > 0 ? JoinQuantityLines(quantities) : necessary,
                NotRecommended = against,
                Notes = notes,
                Source = at,
            };
        }

        private void RefuseBoth(bool isBoth, PhraseCursor phrase)
        {
            if (isBoth)
            {
                Report("GL0534", phrase.Span(0, phrase.Position), phrase.Words(0, phrase.Position));
            }
        }

        private void RefuseSecondLine(bool isSecond, PhraseCursor phrase, LineSyntax section, LineSyntax line)
        {
            if (isSecond)
            {
                Report(new Diagnostic("GL0524", phrase.Span(0, phrase.Position), phrase.Words(0, phrase.Position)) { Fix = WithoutCopy(section, line) });
            }
        }

        // "CPT 62350, 62351, 62360 to 62362": the system's name stands before its codes.
        private void BindCodes(PhraseCursor phrase, List<CodeRange> codes)
        {
            string system = string.Empty;
            while (!phrase.AtEnd)
            {
                if (phrase.Kind == TokenKind.Word && SystemMeant(CanonicalSystem(phrase.TextAt(phrase.Position))) is { } known && phrase.KindAt(phrase.Position + 1) is TokenKind.Word or TokenKind.Number)
                {
                    ReportFix("GL0326", phrase.Here, known, phrase.TextAt(phrase.Position), known);
                    return;
                }

                if (phrase.Kind == TokenKind.Word && CanonicalSystem(phrase.TextAt(phrase.Position)) is var named && named.StartsWith("ICD-", StringComparison.Ordinal))
                {
                    Report("GL0527", phrase.Here, named);
                    return;
                }

                if (phrase.Kind == TokenKind.Word && !HasDigit(phrase.TextAt(phrase.Position)))
                {
                    system = phrase.TextAt(phrase.Position++).ToUpperInvariant();
                }

                if (system.Length == 0)
                {
                    ReportMissingSystem(phrase);
                    return;
                }

                int codeAt = phrase.Position;
                string first = TakeCode(phrase);
                bool isStar = phrase.Kind == TokenKind.Times;
                if (isStar || first.EndsWith("*", StringComparison.Ordinal))
                {
                    SourceSpan starred = phrase.Span(codeAt, phrase.Position + (isStar ? 1 : 0));
                    Report("GL0528", starred, starred.ToString());
                    return;
                }

                if (first.Length > 0 && ReportCodeShape(phrase, codeAt, system))
                {
                    return;
                }

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

                if (!HasDigit(first))
                {
                    Report("GL0526", phrase.SpanAt(codeAt));
                    return;
                }

                if (first != last && ReportRun(phrase, codeAt, first, last))
                {
                    return;
                }

                codes.Add(new CodeRange(system, first, last));
                if (phrase.Kind is TokenKind.Number || (phrase.Kind == TokenKind.Word && HasDigit(phrase.TextAt(phrase.Position))))
                {
                    SourceSpan next = phrase.Here;
                    var gap = TextSpan.FromBounds(phrase.SpanAt(phrase.Position - 1).Span.End, next.Span.Start);
                    // A run may have lost its "to" as well.
                    Report(new Diagnostic("GL0526", next) { Fix = new TextFix("Write a comma", gap, ", ") { IsCertain = false } });
                    return;
                }

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

        private static CriterionPlan? FindCriterion(CriteriaListPlan list, string label) =>
            label.Length == 0 ? null : list.Criteria.FirstOrDefault(criterion => string.Equals(criterion.Label, label, StringComparison.OrdinalIgnoreCase));

        private static string LabelsOf(CriteriaListPlan list) =>
            string.Join(", ", list.Criteria.Where(criterion => criterion.Label.Length > 0).Select(criterion => criterion.Label));
    }
}
