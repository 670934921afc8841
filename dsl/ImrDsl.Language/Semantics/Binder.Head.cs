using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>The head of a file, the files it uses, and the terms for persons and evidence.</summary>
    internal sealed partial class Binder
    {
        private void BindLanguage(List<LineSyntax> lines)
        {
            if (lines.Count == 0)
            {
                var start = new SourceSpan(Text, new TextSpan(Text.Content.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0, 0));
                Token first = tree.Tokens.FirstOrDefault(token => token.Kind is not (TokenKind.NewLine or TokenKind.Space or TokenKind.Comment));
                bag.Report(new Diagnostic("GL0152", first.Length > 0 ? new SourceSpan(Text, first.Span) : start) { Fix = new TextFix("Write “language 1” first", start.Span, "language 1\n") });
                return;
            }

            var phrase = new PhraseCursor(Text, lines[0].Phrase);
            phrase.Position = 1;
            if (lines[0].Head is not null)
            {
                var line = new SourceSpan(Text, lines[0].Span);
                ReportFix("GL0153", line, "language 1");
            }
            else if (phrase.Kind != TokenKind.Number || phrase.TextAt(phrase.Position) != "1" || phrase.Position + 1 != phrase.Count)
            {
                ReportFix("GL0153", phrase.Span(1, phrase.Count), phrase.Count > 1 ? "1" : " 1");
            }

            RefuseSecond(lines);
        }

        private void RefuseSecond(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines.Skip(1))
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                Report("GL0154", phrase.SpanAt(0), phrase.TextAt(0));
            }
        }

        private static readonly string[] LinesOfHead = { "source", "effective", "verified", "note", "edition", "authority", "jurisdiction" };

        private Head BindHead(List<LineSyntax> guidelines, List<LineSyntax> vocabularies)
        {
            var head = new Head();
            List<LineSyntax> lines = guidelines.Concat(vocabularies).ToList();
            if (lines.Count == 0)
            {
                // At the line that should be another, or at "language" if nothing else is there.
                LineSyntax? next = tree.Lines.FirstOrDefault(line => line.Head is not null || !new PhraseCursor(Text, line.Phrase).IsWord("language")) ?? (tree.Lines.Count > 0 ? tree.Lines[0] : null);
                Report("GL0155", next is null ? new SourceSpan(Text, new TextSpan(Text.Content.Length, 0)) : new PhraseCursor(Text, next.Head ?? next.Phrase).SpanAt(0));
                return head;
            }

            RefuseSecond(lines);
            var phrase = new PhraseCursor(Text, lines[0].Phrase);
            head.Span = phrase.SpanAt(0);
            head.IsVocabulary = phrase.IsWord("vocabulary");
            phrase.Position++;
            if (phrase.Kind != TokenKind.Word)
            {
                Report("GL0156", phrase.Here, head.IsVocabulary ? "vocabulary" : "guideline");
                return head;
            }

            head.Id = phrase.WordAt(phrase.Position++);
            WarnOfIdOfAnother(head.Id, phrase.SpanAt(phrase.Position - 1));
            if (phrase.TryTakeString(out string title))
            {
                head.Title = title;
            }
            else if (!head.IsVocabulary)
            {
                ReportTitleWithoutQuotes(phrase, head.Id);
                return head;
            }

            ExpectEnd(phrase);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (LineSyntax line in lines[0].Lines)
            {
                var words = new PhraseCursor(Text, line.Phrase);
                if (Array.IndexOf(LinesOfHead, words.WordAt(0)) >= 0 && !words.IsWord("note") && !seen.Add(words.WordAt(0)))
                {
                    Report(new Diagnostic("GL0154", words.Span(0, words.Count), words.TextAt(0)) { Fix = TextFix.RemoveLine(words.SpanAt(0)) });
                    continue;
                }

                BindHeadLine(head, line);
            }

            return head;
        }

        private void BindHeadLine(Head head, LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            switch (phrase.TakeAny(LinesOfHead))
            {
                case "source":
                    head.Source = TakeCitation(phrase);
                    break;
                case "verified":
                    head.Verified = phrase.Words(phrase.Position, phrase.Count);
                    if (head.Verified.ToLowerInvariant() is not ("yes" or "no" or "in part"))
                    {
                        ReportMark(phrase, head.Verified);
                    }

                    break;
                case "note":
                    BindNote(phrase, head.Notes);
                    break;
                case "edition":
                    BindEditionRule(head, phrase);
                    break;
                case "authority":
                    BindAuthority(head, phrase);
                    break;
                case "jurisdiction":
                    break;
                case "effective":
                    head.EffectiveAt = phrase.Span(0, phrase.Count);
                    BindEffective(head, phrase);
                    break;
                default:
                    if (ReportColonAfterKeyword(line))
                    {
                        break;
                    }

                    ReportUnknownLine(phrase, "the head of the file", LinesOfHead);
                    break;
            }
        }

        private void ReportMark(PhraseCursor phrase, string mark)
        {
            SourceSpan at = phrase.Span(phrase.Position, phrase.Count);
            string? right = mark.ToLowerInvariant() switch
            {
                "partially" or "partly" or "partial" or "in parts" or "part" => "in part",
                "true" or "verified" or "fully" => "yes",
                "false" or "not" or "unverified" => "no",
                _ => Spelling.Nearest(mark, new[] { "yes", "no", "in part" }),
            };
            Report(new Diagnostic("GL0164", at, mark) { Fix = right is null ? null : TextFix.Write(at.Span, right) });
        }

        // "guideline mtus.idds Implantable systems": the rest of the line is the title.
        private void ReportTitleWithoutQuotes(PhraseCursor phrase, string id)
        {
            if (phrase.AtEnd)
            {
                Report("GL0157", phrase.Here, id);
            }
            else if (phrase.KindAt(phrase.Count - 1) == TokenKind.String)
            {
                Report("GL0156", phrase.Span(1, phrase.Count - 1), phrase.WordAt(0));
            }
            else
            {
                ReportUnquoted("GL0157", phrase, id);
            }
        }

        // Words that should be in quotes, up to the end of the line.
        private void ReportUnquoted(string code, PhraseCursor phrase, params string[] arguments)
        {
            SourceSpan words = phrase.Span(phrase.Position, phrase.Count);
            bool isPlain = !phrase.AtEnd && words.ToString().IndexOf('"') < 0;
            Report(new Diagnostic(code, words, arguments) { Fix = isPlain ? new TextFix("Put it in quotes", words.Span, "\"" + words + "\"") : null });
        }

        private void BindEffective(Head head, PhraseCursor phrase)
        {
            if (phrase.Kind == TokenKind.Word && !phrase.IsWord("until") && Spelling.Nearest(phrase.WordAt(phrase.Position), new[] { "from", "to" }) is { } meant
                && !phrase.IsWord(meant))
            {
                ReportFix("GL0203", phrase.Here, meant, phrase.TextAt(phrase.Position), meant);
                return;
            }

            int words = phrase.IsWord("as") && phrase.IsWordAt(phrase.Position + 1, "of") ? 2 : phrase.WordAt(phrase.Position) is "on" or "since" or "starting" or "beginning" or "after" ? 1 : 0;
            if (words > 0)
            {
                SourceSpan other = phrase.Span(phrase.Position, phrase.Position + words);
                ReportFix("GL0203", other, "from", other.ToString(), "from");
                return;
            }

            bool hasFrom = phrase.Take("from");
            int from = phrase.Position;
            if (hasFrom || phrase.Kind is TokenKind.Date or TokenKind.Number)
            {
                head.EffectiveFrom = TakeDate(phrase);
            }

            if (phrase.Take("to") || phrase.Take("until"))
            {
                int at = phrase.Position;
                head.EffectiveTo = TakeDate(phrase);
                if ((head.EffectiveTo < head.EffectiveFrom).IsMet)
                {
                    SourceSpan both = phrase.SpanFrom(from);
                    var exchanged = new TextFix("Exchange the two", both.Span, phrase.SpanFrom(at) + " to " + phrase.Span(from, at - 1)) { IsCertain = false };
                    Report(new Diagnostic("GL0166", phrase.SpanFrom(at)) { Fix = exchanged });
                }
            }

            ExpectEnd(phrase);
        }

        private void BindEditionRule(Head head, PhraseCursor phrase)
        {
            if (phrase.Take("by", "service", "date"))
            {
                head.EditionRule = EditionRule.ServiceDate;
            }
            else if (!phrase.Take("by", "decision", "date"))
            {
                SourceSpan rule = phrase.IsWord("by") && phrase.Count > 2 ? phrase.Span(phrase.Position + 1, phrase.Count) : phrase.Span(phrase.Position, phrase.Count);
                string? right = rule.ToString().ToLowerInvariant() switch
                {
                    "date of service" or "service" or "dos" => "service date",
                    "date of decision" or "decision" => "decision date",
                    _ => null,
                };
                Report(new Diagnostic("GL0165", rule) { Fix = right is null ? null : TextFix.Write(rule.Span, right) });
                return;
            }

            ExpectEnd(phrase);
        }

        private void BindAuthority(Head head, PhraseCursor phrase)
        {
            string name = phrase.Words(phrase.Position, phrase.Count);
            SourceSpan at = phrase.Span(phrase.Position, phrase.Count);
            if (Authorities.TryParse(name, out Authority authority))
            {
                head.Authority = authority;
            }
            else if (Spelling.Nearest(name, Authorities.Names) is { } meant)
            {
                ReportFix("GL0540", at, meant, name);
            }
            else
            {
                Report(new Diagnostic("GL0540", at, name) { Fix = name.Length == 0 ? null : TextFix.Offer(at.Span, "other") });
            }
        }

        // A publication, a title in quotes and pages: shown as written.
        private static string TakeCitation(PhraseCursor phrase)
        {
            string citation = phrase.Words(phrase.Position, phrase.Count).Replace("“", "\"").Replace("”", "\"");
            phrase.Position = phrase.Count;
            return citation;
        }

        private void BindNote(PhraseCursor phrase, List<string> notes)
        {
            if (phrase.TryTakeString(out string note))
            {
                notes.Add(note);
                ExpectEnd(phrase);
            }
            else
            {
                ReportUnquoted("GL0167", phrase);
            }
        }

        private void BindAllow(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            phrase.Position++;
            string code = phrase.TextAt(phrase.Position).ToUpperInvariant();
            CatalogueEntry? entry = Catalogue.TryFind(code);
            if (entry is null || entry.Severity == Severity.Error)
            {
                Report("GL0168", phrase.Here, code);
                return;
            }

            SourceSpan at = phrase.Here;
            phrase.Position++;
            if (!phrase.TryTakeString(out string reason) || reason.Length == 0)
            {
                Report("GL0169", phrase.Here, code);
                return;
            }

            allowed.Add(code);
            allowLines.Add(new AllowLine(code, at));
            ExpectEnd(phrase);
        }

        private void BindUse(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            phrase.Position++;
            if (phrase.Kind != TokenKind.Word)
            {
                Report("GL0170", phrase.Here);
                isMissingNames = true;
                return;
            }

            SourceSpan at = phrase.Here;
            string id = phrase.WordAt(phrase.Position++);
            string typed = phrase.Words(1, phrase.Count);
            string? joined = phrase.AtEnd ? null : new[] { typed.Replace(' ', '-'), typed.Replace(' ', '.') }.FirstOrDefault(one => usedFiles.Find(one, out _) is not null);
            if (joined is not null)
            {
                // Ids have no spaces.
                SourceSpan whole = phrase.Span(1, phrase.Count);
                ReportFix("GL0203", whole, joined, whole.ToString(), joined);
                isMissingNames = true;
                return;
            }

            ExpectEnd(phrase);
            Binder? used = usedFiles.Find(id, out string? problem);
            if (used is null)
            {
                Report(problem!, at, id, usedFiles.FirstErrorOf(id));
                isMissingNames = true;
                return;
            }

            foreach (Symbol symbol in used.ownFacts.Concat(used.ownDefinitions))
            {
                names.Add(symbol.Name, symbol);
                if (symbol is TableSymbol table)
                {
                    AddColumns(table);
                }
            }

            foreach (EntryKindPlan kind in used.ownEntryKinds.Except(visibleEntryKinds).ToList())
            {
                ShowEntryKind(kind);
            }
        }

        private void BindEvidence(List<LineSyntax> persons, List<LineSyntax> kinds)
        {
            foreach (LineSyntax line in persons.Concat(kinds))
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                bool isPerson = phrase.TakeAny("person", "evidence") == "person";
                int start = phrase.Position;
                int verb = start;
                while (verb < phrase.Count && !phrase.IsWordAt(verb, "is"))
                {
                    verb++;
                }

                if (verb == start || verb + 1 >= phrase.Count)
                {
                    Report("GL0171", phrase.Here, isPerson ? "person hand therapist is occupational therapist" : "evidence spirometry is test");
                    isMissingNames = true;
                    continue;
                }

                string term = phrase.Words(start, verb);
                phrase.Position = verb + 1;
                phrase.SkipArticle();
                int parentAt = phrase.Position;
                string parent = phrase.Words(parentAt, phrase.Count);
                EvidenceVocabulary vocabulary = plan.Evidence;
                string? isA = isPerson ? vocabulary.FindPerson(parent) : vocabulary.FindKind(parent);
                if (isA is null)
                {
                    ReportUnknownTerm(
                        phrase.Span(parentAt, phrase.Count), parent, isPerson ? "person" : "kind of evidence", (isPerson ? PersonWords : KindWords).ToList());
                    isMissingNames = true;
                    continue;
                }

                if ((isPerson ? vocabulary.FindPerson(term) : vocabulary.FindKind(term)) is { } known)
                {
                    // Two files may say the same thing; it does not become truer.
                    if (!(isPerson ? vocabulary.PersonsThatAre(isA) : vocabulary.KindsThatAre(isA)).Contains(known))
                    {
                        Report("GL0267", phrase.Span(start, verb), term, isA);
                    }

                    continue;
                }

                var more = new[] { (term, isA) };
                var none = Array.Empty<(string, string)>();
                plan.Evidence = isPerson ? vocabulary.With(more, none) : vocabulary.With(none, more);
            }
        }

        private sealed class Head
        {
            public string Id { get; set; } = string.Empty;

            public bool IsVocabulary { get; set; }

            public string Title { get; set; } = string.Empty;

            public string Source { get; set; } = string.Empty;

            public string Verified { get; set; } = string.Empty;

            public PartialDate EffectiveFrom { get; set; }

            public PartialDate EffectiveTo { get; set; }

            public EditionRule EditionRule { get; set; }

            public Authority? Authority { get; set; }

            public List<string> Notes { get; } = new List<string>();

            public SourceSpan? EffectiveAt { get; set; }

            public SourceSpan Span { get; set; } = null!;
        }
    }
}
