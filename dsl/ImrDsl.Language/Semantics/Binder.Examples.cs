using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Examples: a case in the words of the guideline, and what is expected of it.</summary>
    internal sealed partial class Binder
    {
        private static readonly (string Words, Finding Finding)[] FindingWords =
        {
            ("medically necessary", Finding.Necessary), ("medically necessary in part", Finding.NecessaryInPart), ("not medically necessary", Finding.NotNecessary), ("not established", Finding.NotEstablished),
            ("needs judgement", Finding.NeedsJudgement), ("recommended against", Finding.RecommendsAgainst), ("not addressed", Finding.NotAddressed),
        };

        private static readonly (string Words, Status Status)[] StatusWords =
        {
            ("met", Status.Met), ("not met", Status.NotMet), ("not documented", Status.NotDocumented), ("needs judgement", Status.NeedsJudgement),
            ("not applicable", Status.NotApplicable),
        };

        private List<ExamplePlan> BindExamples(List<LineSyntax> sections, List<ServicePlan> services, List<CriteriaListPlan> lists)
        {
            var examples = new List<ExamplePlan>();
            foreach (LineSyntax section in sections)
            {
                cancellation.ThrowIfCancellationRequested();
                if (BindExample(section, services, lists) is { } example)
                {
                    examples.Add(example);
                }
            }

            return examples;
        }

        private ExamplePlan? BindExample(LineSyntax section, List<ServicePlan> services, List<CriteriaListPlan> lists)
        {
            var head = new PhraseCursor(Text, section.Phrase);
            head.Position += section.Head is null ? 1 : 0;
            if (!head.TryTakeString(out string title))
            {
                ReportUnquoted("GL0601", head);
                return null;
            }

            ExpectEnd(head);
            ServicePlan? service = null;
            PartialDate decision = default;
            var facts = new Dictionary<FactPlan, FactRecord>();
            LineSyntax? expectation = null;
            bool failed = false;
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                bool isHeaded = line.Head is not null && line.Head.Tokens.Count == 1 && new PhraseCursor(Text, line.Head).WordAt(0) is "request" or "expect";
                if ((line.Head is null && phrase.Take("request")) || (isHeaded && new PhraseCursor(Text, line.Head!).IsWord("request")))
                {
                    int findings = bag.Count;
                    service = BindRequest(phrase, services, facts);
                    BindRequestedLines(line.Lines, facts);
                    failed |= service is null || bag.Count > findings;
                }
                else if (line.Head is null && phrase.Take("decided", "on"))
                {
                    decision = TakeDate(phrase);
                    ExpectEnd(phrase);
                }
                else if ((line.Head is null && phrase.IsWord("expect")) || isHeaded)
                {
                    expectation = line;
                }
                else
                {
                    BindExampleFact(line, facts);
                }
            }

            if (service is null || failed)
            {
                if (!failed)
                {
                    Report(new Diagnostic("GL0602", TitleOf(section)) { Fix = WithRequest(section) });
                }

                return null;
            }

            FactPlan requestDate = BuiltIn(BuiltInFact.RequestDate);
            if (!decision.IsKnown && facts.TryGetValue(requestDate, out FactRecord? requested))
            {
                decision = requested.Entries[0].Date;
            }

            if (!decision.IsExact)
            {
                Report("GL0603", RequestWithoutDay(section));
                return null;
            }

            if (expectation is null)
            {
                Report("GL0604", TitleOf(section));
                return null;
            }

            facts[BuiltIn(BuiltInFact.DecisionDate)] = Given(new EntryRecord { Date = decision });
            var quantities = new List<ExpectedQuantity>();
            (Finding? finding, List<ExpectedStatus> statuses) = BindExpectation(expectation, service, lists, quantities);
            return new ExamplePlan
            {
                Title = title,
                Case = new CaseRecord { Id = title, DecisionDate = decision.Earliest, Facts = facts },
                Service = service,
                Finding = finding,
                Quantities = quantities,
                Statuses = statuses,
                Source = new SourceSpan(Text, section.Phrase.Span),
                FindingSource = new SourceSpan(Text, expectation.Phrase.Span),
            };
        }

        private FactPlan BuiltIn(BuiltInFact which) => plan.Facts.First(fact => fact.BuiltIn == which);

        private static FactRecord Given(EntryRecord entry) => new FactRecord { Knowledge = Knowledge.Given, Entries = new[] { entry } };

        // "request pump replacement on 2013-10-29"
        private ServicePlan? BindRequest(PhraseCursor phrase, List<ServicePlan> services, Dictionary<FactPlan, FactRecord> facts)
        {
            if (NumberWord(phrase) is not null)
            {
                BindConstant(phrase, out _);
                return null;
            }

            BindRequestedAmount(phrase, facts);
            int start = phrase.Position;
            int end = start;
            while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma
                && !(phrase.IsWordAt(end, "on") && phrase.KindAt(end + 1) is TokenKind.Date or TokenKind.Number) && phrase.KindAt(end) != TokenKind.Date)
            {
                end++;
            }

            if (phrase.KindAt(end) == TokenKind.Date)
            {
                SourceSpan date = phrase.SpanAt(end);
                ReportFix("GL0203", date, "on " + date, date.ToString(), "on " + date);
                return null;
            }

            if (end == start && phrase.KindAt(start + 1) == TokenKind.Date && start + 2 < phrase.Count)
            {
                SourceSpan turned = phrase.Span(start, phrase.Count);
                string right = phrase.Span(start + 2, phrase.Count) + " " + phrase.Span(start, start + 2);
                ReportGuess("GL0203", turned, right, turned.ToString(), right);
                return null;
            }

            ServicePlan? service = FindService(phrase, start, end, services);
            phrase.Position = end;
            if (phrase.Take("on"))
            {
                PartialDate date = TakeDate(phrase);
                if (date.IsKnown)
                {
                    facts[BuiltIn(BuiltInFact.RequestDate)] = Given(new EntryRecord { Date = date });
                }
            }

            BindRequestedFields(phrase, facts);
            ExpectEnd(phrase);
            return service;
        }

        private ServicePlan? FindService(PhraseCursor phrase, int start, int end, List<ServicePlan> services)
        {
            string typed = phrase.Words(start, end);
            ServicePlan? service = services.FirstOrDefault(other => NameTable.Canonical(other.Name) == NameTable.Canonical(typed));
            if (service is null)
            {
                string? meant = Nearest(typed, services.Select(other => other.Name));
                if (meant is not null)
                {
                    ReportDifference("GL0605", phrase, start, end, meant);
                }
                else if (services.Count > 0)
                {
                    Report("GL0606", phrase.Span(start, Math.Max(end, start + 1)), typed, Quoted(services.Select(other => other.Name)));
                }
            }

            return service;
        }

        private void BindExampleFact(LineSyntax line, Dictionary<FactPlan, FactRecord> facts)
        {
            var name = new PhraseCursor(Text, line.Head ?? line.Phrase);
            if (name.Count == 0)
            {
                var colon = new SourceSpan(Text, new TextSpan(line.Span.Start, 1));
                Report(new Diagnostic("GL0266", colon, colon.ToString()) { Fix = new TextFix("Remove it", colon.Span, string.Empty) });
                return;
            }

            Symbol? symbol = names.Find(name, 0, out int length, out _);
            bool isHeadOfFields = line.Head is null && line.Lines.Count > 0 && symbol is FactSymbol && length == name.Count;
            if (symbol is FailedSymbol && length == name.Count)
            {
                return;
            }

            if (line.Head is null && !isHeadOfFields)
            {
                (string Word, string Line)[] forms = { ("request", "request"), ("expect", "expect"), ("decided", "decided on") };
                string? meant = Spelling.Nearest(name.WordAt(0), forms.Select(form => form.Word).Concat(new[] { "requested" }));
                if (meant is not null && meant != name.WordAt(0) && meant != "requested")
                {
                    ReportFix("GL0173", name.SpanAt(0), meant, name.TextAt(0), "an example", meant);
                }
                else if (symbol is FactSymbol && length < name.Count)
                {
                    SourceSpan whole = name.Span(0, name.Count);
                    int valueAt = name.KindAt(length) == TokenKind.Equal ? length + 1 : length;
                    ReportFix("GL0607", whole, name.Words(0, length) + ": " + name.Words(valueAt, name.Count), name.Words(0, name.Count));
                }
                else
                {
                    Report("GL0607", name.Span(0, name.Count), name.Words(0, name.Count));
                }

                return;
            }

            if (symbol is not FactSymbol { Fact: var fact } || length != name.Count)
            {
                (string? meant, int meantLength) = NearestName(name, 0);
                if (meant is not null && meantLength == name.Count)
                {
                    ReportMisspeltName(name, 0, meantLength, meant);
                }
                else if (FactInOtherWords(name.Words(0, name.Count)) is { } other)
                {
                    ReportFix("GL0201", name.Span(0, name.Count), other, name.Words(0, name.Count), other);
                }
                else
                {
                    Report("GL0202", name.Span(0, name.Count), name.Words(0, name.Count));
                }

                return;
            }

            PhraseCursor value = isHeadOfFields ? name.Slice(name.Count, name.Count) : new PhraseCursor(Text, line.Phrase);
            if (fact.JudgedAs is { } judged && EndsByReviewer(value, out int end))
            {
                fact = judged;
                value = value.Slice(0, end);
            }

            if (facts.ContainsKey(fact))
            {
                Report("GL0608", name.Span(0, name.Count), fact.Name);
                return;
            }

            if (BindFactRecord(value, line.Lines, fact) is { } record)
            {
                facts[fact] = record;
            }
        }

        // "yes, by the reviewer": the answer to a question that is the reviewer's only at times.
        private static bool EndsByReviewer(PhraseCursor value, out int end)
        {
            end = value.Count - (value.Count > 0 && value.IsWordAt(value.Count - 2, "the") ? 4 : 3);
            return end > 0 && value.KindAt(end) == TokenKind.Comma && value.IsWordAt(end + 1, "by") && value.IsWordAt(value.Count - 1, "reviewer");
        }

        private (Finding? Finding, List<ExpectedStatus> Statuses) BindExpectation(
            LineSyntax line, ServicePlan service, List<CriteriaListPlan> lists, List<ExpectedQuantity> quantities)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            phrase.Take("expect");
            int start = phrase.Position;
            int verb = start;
            while (verb < phrase.Count && !phrase.IsWordAt(verb, "is") && !IsNeedsJudgement(phrase, verb))
            {
                verb++;
            }

            if (verb == phrase.Count && ReportVerbOfExpectation(phrase, start, service))
            {
                return (null, new List<ExpectedStatus>());
            }

            if (verb == phrase.Count && FindingWithoutVerb(phrase, start, service) is int findingAt && findingAt > start)
            {
                Report(new Diagnostic("GL0615", phrase.Span(findingAt, phrase.Count), phrase.Words(findingAt, phrase.Count), string.Join(", ", FindingWords.Select(entry => entry.Words)))
                {
                    Fix = TextFix.Write(new TextSpan(phrase.SpanAt(findingAt).Span.Start, 0), "is "),
                });
                return (null, new List<ExpectedStatus>());
            }

            Finding? finding = null;
            if (verb > start && verb < phrase.Count)
            {
                string typed = phrase.Words(start, verb);
                if (NameTable.Canonical(typed) == NameTable.Canonical(service.Name))
                {
                }
                else if (Spelling.Nearest(typed, new[] { service.Name }) is not null)
                {
                    ReportDifference("GL0605", phrase, start, verb, service.Name);
                }
                else
                {
                    ReportFix("GL0614", phrase.Span(start, verb), service.Name, typed, service.Name);
                }

                phrase.Position = IsNeedsJudgement(phrase, verb) ? verb : verb + 1;
            }

            if (!phrase.AtEnd)
            {
                finding = BindExpectedFinding(phrase, service, quantities);
            }

            var statuses = new List<ExpectedStatus>();
            foreach (LineSyntax child in line.Lines)
            {
                BindExpectedStatuses(child, service, lists, statuses);
            }

            return (finding, statuses);
        }

        // "medically necessary", "medically necessary for 6 of 12 visits, not established for 4"
        private Finding? BindExpectedFinding(PhraseCursor phrase, ServicePlan service, List<ExpectedQuantity> quantities)
        {
            Finding? first = null;
            do
            {
                int start = phrase.Position;
                int end = start;
                while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma && !phrase.IsWordAt(end, "for"))
                {
                    end++;
                }

                PhraseCursor words = phrase.Slice(start, end);
                string typed = NameTable.Canonical(words.Words(start, end));
                Finding? finding = FindingWords.Where(entry => entry.Words == typed).Select(entry => (Finding?)entry.Finding).FirstOrDefault();
                if (finding is not { } named)
                {
                    ReportExpectation("GL0615", words, FindingWords.Select(entry => entry.Words));
                    return first;
                }

                phrase.Position = end;
                first ??= named;
                if (phrase.Take("for"))
                {
                    if (BindExpectedQuantity(phrase, named, service.Necessary as QuantityNode, start) is not { } quantity)
                    {
                        return first;
                    }

                    quantities.Add(quantity);
                    first = first == Finding.Necessary && named == Finding.Necessary && quantity.Requested is { } requested && requested != quantity.Amount
                        ? Finding.NecessaryInPart
                        : first;
                }
            }
            while (phrase.Take(TokenKind.Comma));
            ExpectEnd(phrase);
            return first;
        }

        // Words behind at least one other.
        private static bool EndsWith(PhraseCursor phrase, string[] words) =>
            phrase.Count > words.Length && Enumerable.Range(0, words.Length).All(i => phrase.IsWordAt(phrase.Count - words.Length + i, words[i]));

        // "5 needs judgement", "2 and 5 need judgement": without "is".
        private static bool IsNeedsJudgement(PhraseCursor phrase, int at) => phrase.WordAt(at) is "needs" or "need" && phrase.IsWordAt(at + 1, "judgement");

        // "1, 4, 6 are not documented", "R is not met", "D for malignant pain is met"
        private void BindExpectedStatuses(LineSyntax line, ServicePlan service, List<CriteriaListPlan> lists, List<ExpectedStatus> statuses)
        {
            if (line.Head is { } head)
            {
                var colon = new SourceSpan(Text, new TextSpan(Text.Content.IndexOf(':', head.Span.End), 1));
                string be = new PhraseCursor(Text, head).Count > 1 ? "are" : "is";
                Report(new Diagnostic("GL0203", colon, ":", be) { Fix = TextFix.Write(colon.Span, " " + be) });
                return;
            }

            var phrase = new PhraseCursor(Text, line.Phrase);
            int verb = 0;
            while (verb < phrase.Count && phrase.WordAt(verb) is not ("is" or "are") && !IsNeedsJudgement(phrase, verb))
            {
                verb++;
            }

            phrase.Position = Math.Min(IsNeedsJudgement(phrase, verb) ? verb : verb + 1, phrase.Count);
            string words = NameTable.Canonical(phrase.Words(phrase.Position, phrase.Count)).Replace("need judgement", "needs judgement");
            if (verb == phrase.Count && StatusWords.FirstOrDefault(entry => EndsWith(phrase, entry.Words.Split(' '))) is { Words: { } said })
            {
                int at = verb - said.Split(' ').Length;
                at -= phrase.IsWordAt(at - 1, "not") ? 1 : 0;
                Report(new Diagnostic("GL0616", phrase.Span(at, verb), phrase.Words(at, verb), string.Join(", ", StatusWords.Select(entry => entry.Words)))
                {
                    Fix = new TextFix("Write “is”", new TextSpan(phrase.SpanAt(at).Span.Start, 0), at > 1 && phrase.KindAt(1) == TokenKind.Comma ? "are " : "is "),
                });
                return;
            }

            Status? status = StatusWords.Where(entry => entry.Words == words).Select(entry => (Status?)entry.Status).FirstOrDefault();
            if (status is null)
            {
                ReportExpectation("GL0616", phrase, StatusWords.Select(entry => entry.Words));
                return;
            }

            PhraseCursor labels = phrase.Slice(0, verb);
            CriteriaListPlan? list = null;
            for (int i = 0; i < verb && list is null; i++)
            {
                if (labels.IsWordAt(i, "for"))
                {
                    PhraseCursor name = labels.Slice(i + 1, verb);
                    list = TakeListName(name, lists);
                    if (list is null)
                    {
                        return;
                    }

                    labels = labels.Slice(0, i);
                }
            }

            while (!labels.AtEnd)
            {
                int at = labels.Position;
                string label = TakePathLabel(labels);
                PlanNode? node = FindLabelled(label, service, lists, list);
                if (node is null && (HasErrors || lostLabels.Contains(label.Substring(label.LastIndexOf('.') + 1))))
                {
                    // The criterion may be one that could not be understood.
                    return;
                }

                if (node is null && ReportRunOfLabels(labels.SpanFrom(at)))
                {
                    return;
                }

                if (node is null)
                {
                    SourceSpan missing = labels.SpanFrom(at);
                    bool isBefore = LabelBefore(label) is { } before && FindLabelled(before, service, lists, list) is not null;
                    Report(new Diagnostic("GL0617", missing, label, service.Name) { Fix = isBefore ? new TextFix("Write “" + LabelBefore(label) + "”", missing.Span, LabelBefore(label)!) { IsCertain = false } : null });
                    return;
                }

                statuses.Add(new ExpectedStatus(label, node, status.Value, labels.SpanFrom(at)));
                bool goesOn = labels.Take(TokenKind.Comma);
                goesOn |= labels.Take("and");
                if (!goesOn)
                {
                    ExpectEnd(labels);
                }
            }
        }

        // "6", "R", "6.a": the tokens of a label stand together.
        private static string TakePathLabel(PhraseCursor phrase)
        {
            string label = phrase.TextAt(phrase.Position++);
            while (phrase.IsJoined(phrase.Position) && phrase.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Dot)
            {
                label += phrase.TextAt(phrase.Position++);
            }

            return label;
        }
    }
}
