using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Declarations: facts, kinds of entry, definitions and tables, and what their names may be.</summary>
    internal sealed partial class Binder
    {
        // The kinds whose fields are being declared, the outermost first.
        private readonly List<EntryKindPlan> openEntryKinds = new List<EntryKindPlan>();

        private void DeclareEntryKinds(List<LineSyntax> lines, string? vocabulary)
        {
            foreach (LineSyntax line in lines)
            {
                var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
                phrase.Position++;
                int start = phrase.Position;
                string name = TakeDeclaredName(phrase);
                if (name.Length == 0)
                {
                    Report("GL0210", phrase.Here, "entry opioid");
                    continue;
                }

                var kind = new EntryKindPlan { Name = name, Vocabulary = vocabulary };
                if (entryKindsByName.ContainsKey(name))
                {
                    Report("GL0211", phrase.Span(start, phrase.Count), name);
                }

                AddEntryKind(kind);
                DeclareFields(kind, line.Lines, vocabulary);
            }
        }

        private void AddEntryKind(EntryKindPlan kind)
        {
            ownEntryKinds.Add(kind);
            ShowEntryKind(kind);
            plan.EntryKinds.Add(kind);
        }

        // Of two kinds with one name, the first is meant.
        private void ShowEntryKind(EntryKindPlan kind)
        {
            visibleEntryKinds.Add(kind);
            if (!entryKindsByName.ContainsKey(kind.Name))
            {
                entryKindsByName.Add(kind.Name, kind);
            }
        }

        // "opioids" are entries of the kind "opioid".
        private EntryKindPlan? FindEntryKind(string noun) =>
            entryKindsByName.TryGetValue(Singular(noun), out EntryKindPlan? kind) || entryKindsByName.TryGetValue(noun, out kind) ? kind : null;

        private void DeclareFacts(List<LineSyntax> sections, string? vocabulary, bool isOfRequest)
        {
            foreach (LineSyntax section in sections)
            {
                ExpectEnd(new PhraseCursor(Text, section.Phrase) { Position = 1 });
                LineSyntax? above = null;
                foreach (LineSyntax line in section.Lines)
                {
                    FactPlan? fact = DeclareFact(line, vocabulary, null, isOfRequest, above);
                    above = line.Head is not null ? line : above;
                    if (fact is null)
                    {
                        continue;
                    }

                    var symbol = new FactSymbol(fact);
                    string canonical = NameTable.Canonical(fact.Name);
                    string asked = isOfRequest ? "requested " + canonical : canonical;
                    if (names.Declared.TryGetValue(canonical, out Symbol? other) || names.Declared.TryGetValue(asked, out other))
                    {
                        ReportDuplicate(fact.Source!, fact.Name, other);
                        continue;
                    }

                    plan.AddFact(fact);
                    NumberFields(fact);
                    if (fact.JudgedAs is { } judged)
                    {
                        plan.AddFact(judged);
                    }

                    ownFacts.Add(symbol);
                    names.Add(asked, symbol);
                }
            }
        }

        // Fields of a kind that several facts share are numbered once.
        private void NumberFields(FactPlan fact)
        {
            foreach (FactPlan field in fact.EntryKind?.Fields ?? Array.Empty<FactPlan>())
            {
                if (plan.Register(field))
                {
                    NumberFields(field);
                }
            }
        }

        private void DeclareFields(EntryKindPlan kind, IReadOnlyList<LineSyntax> lines, string? vocabulary)
        {
            var fields = new List<FactPlan>();
            openEntryKinds.Add(kind);
            LineSyntax? above = null;
            foreach (LineSyntax line in lines)
            {
                FactPlan? field = DeclareFact(line, vocabulary, kind, isOfRequest: false, above);
                above = line.Head is not null ? line : above;
                if (field is null)
                {
                    continue;
                }

                if (fields.Any(other => NameTable.Canonical(other.Name) == NameTable.Canonical(field.Name)))
                {
                    Report("GL0212", field.Source!, field.Name, "it is a field of “" + kind.Name + "” already");
                    continue;
                }

                if (NameTable.Canonical(field.Name) is "value" or "entries" or "incomplete")
                {
                    Report("GL0213", field.Source!, field.Name);
                }

                field.Ordinal = fields.Count;
                fields.Add(field);
            }

            openEntryKinds.Remove(kind);
            kind.Fields = fields;
        }

        private FactPlan? DeclareFact(LineSyntax line, string? vocabulary, EntryKindPlan? holder, bool isOfRequest, LineSyntax? above)
        {
            if (line.Label is { } label)
            {
                var labelAt = new SourceSpan(Text, label);
                if (line.Head is null && IsTypeWord(new PhraseCursor(Text, line.Phrase), 0))
                {
                    // "nights. list of nights": a full stop for the colon.
                    var whole = new SourceSpan(Text, TextSpan.FromBounds(label.Start, line.Phrase.Span.End));
                    Report(new Diagnostic("GL0215", whole, labelAt.ToString()) { Fix = TextFix.Write(whole.Span, labelAt + ": " + Text.Content.Substring(line.Phrase.Span.Start, line.Phrase.Span.Length)) });
                    DeclareFailed(labelAt.ToString(), whole, holder, isOfRequest);
                    return null;
                }

                int after = (line.Head ?? line.Phrase).Span.Start;
                Report(new Diagnostic("GL0214", labelAt, labelAt.ToString()) { Fix = new TextFix("Remove the label", TextSpan.FromBounds(label.Start, after), string.Empty) });
            }

            if (line.Head is null)
            {
                ReportMissingColon(new PhraseCursor(Text, line.Phrase), holder, isOfRequest, above);
                return null;
            }

            var head = new PhraseCursor(Text, line.Head);
            if (holder is null && head.IsWordAt(0, "define") && head.Count > 1)
            {
                // A definition stands at the margin. What it defines is not told to be unknown.
                string indent = line.Indent.ToString(System.Globalization.CultureInfo.InvariantCulture);
                TextSpan space = Text.SpaceBefore(line.Span.Start);
                Report(new Diagnostic(IndentationSearch.Misplaced, head.SpanAt(0), indent, "0") { Fix = new TextFix("Indent the line by 0", space, string.Empty) { IsCertain = false } });
                isMissingNames = true;
                return null;
            }

            string name = TakeDeclaredName(head);
            SourceSpan at = head.Span(0, head.Count);
            if (name.Length == 0)
            {
                Report("GL0210", at, "pain onset: date");
                isMissingNames = true;
                return null;
            }

            if (isOfRequest && head.IsWordAt(0, "requested") && head.Count > 1)
            {
                string bare = head.Words(1, head.Count);
                ReportFix("GL0539", at, bare, bare);
                name = bare;
            }

            var phrase = new PhraseCursor(Text, line.Phrase);
            var parts = new FactParts();
            int typeEnd = SplitFactParts(phrase, parts);
            string? question = null;
            var notes = new List<string>();
            var fieldLines = new List<LineSyntax>();
            foreach (LineSyntax child in line.Lines)
            {
                var childPhrase = new PhraseCursor(Text, child.Phrase);
                if (child.Head is null && childPhrase.Take("ask"))
                {
                    question = BindQuestion(childPhrase);
                }
                else if (child.Head is null && childPhrase.Take("note"))
                {
                    BindNote(childPhrase, notes);
                }
                else
                {
                    fieldLines.Add(child);
                }
            }

            FactType? bound = BindType(phrase, typeEnd, name, vocabulary, holder, fieldLines, parts);
            if (bound is null)
            {
                DeclareFailed(name, at, holder, isOfRequest);
                return null;
            }

            if (parts.IsJudgement && bound.Kind != FactKind.YesNo)
            {
                Report("GL0216", phrase.Span(parts.JudgementAt, parts.JudgementAt + 2));
                (parts.IsJudgement, parts.WhenFrom, parts.ShownFrom) = (false, -1, -1);
            }

            var fact = new FactPlan
            {
                Name = name,
                Kind = bound.Kind,
                Vocabulary = vocabulary,
                IsOfRequest = isOfRequest,
                FieldOf = holder,
                EntryKind = bound.EntryKind,
                Choice = bound.Choice,
                Range = bound.Range,
                CodeSystem = bound.CodeSystem,
                IsJudgement = parts.IsJudgement && parts.WhenFrom < 0,
                IsFixed = parts.IsFixed,
                Question = question,
                Notes = notes,
                Source = at,
            };
            if (parts.WhenFrom >= 0 || parts.ShownFrom >= 0)
            {
                DeclareJudgement(fact, phrase, parts);
            }

            if (parts.ChangeFrom >= 0)
            {
                changes.Add((fact, phrase.Slice(parts.ChangeFrom, parts.ChangeTo)));
            }

            if (parts.DefaultFrom >= 0)
            {
                defaults.Add((fact, phrase, parts.DefaultFrom, parts.DefaultTo));
            }

            return fact;
        }

        private static bool IsTypeWord(PhraseCursor phrase, int at) => phrase.WordAt(at) is "yes" or "number" or "date" or "period" or "one" or "scale" or "text" or "record" or "list";

        // "sepsis yes/no": the name ends where a type begins.
        private void ReportMissingColon(PhraseCursor whole, EntryKindPlan? holder, bool isOfRequest, LineSyntax? above)
        {
            int type = 1;
            while (type < whole.Count && !IsTypeWord(whole, type))
            {
                type++;
            }

            if (whole.WordAt(0) is "ask" or "note" && whole.KindAt(1) == TokenKind.String)
            {
                // A question one level off, beside its fact; if a fact stands above.
                var space = new TextSpan(whole.SpanAt(0).Span.Start, 0);
                int columns = above is null ? 0 : above.Lines.Count > 0 ? above.Lines[0].Indent - above.Indent : 2;
                Report(new Diagnostic("GL0233", whole.SpanAt(0), whole.TextAt(0)) { Fix = columns > 0 ? new TextFix("Indent the line", space, new string(' ', columns)) : null });
                return;
            }

            // "pump is working = yes/no", "pump is working (yes/no)": a sign in the place of the colon.
            int nameEnd = type;
            int typeEnd = whole.Count;
            if (whole.KindAt(type - 1) is TokenKind.Equal or TokenKind.Semicolon or TokenKind.Minus or TokenKind.OpenParenthesis or TokenKind.Comma)
            {
                nameEnd--;
                typeEnd -= whole.KindAt(type - 1) == TokenKind.OpenParenthesis && whole.KindAt(whole.Count - 1) == TokenKind.CloseParenthesis ? 1 : 0;
            }

            SourceSpan at = whole.Span(0, whole.Count);
            // "pain before. number 0 to 10".
            string name = whole.Words(0, nameEnd).TrimEnd('.');
            if (type < whole.Count)
            {
                string instead = name + ": " + whole.Words(type, typeEnd);
                bag.Report(new Diagnostic("GL0215", at, name) { Fix = TextFix.Write(at.Span, instead) });
            }
            else
            {
                Report("GL0215", at, name);
            }

            DeclareFailed(name, at, holder, isOfRequest);
        }

        private void DeclareFailed(string name, SourceSpan at, EntryKindPlan? holder, bool isOfRequest)
        {
            isMissingRequest |= isOfRequest;
            string canonical = (isOfRequest ? "requested " : string.Empty) + NameTable.Canonical(name);
            if (holder is not null)
            {
                // A field that is missing would make every use of its name seem unknown.
                isMissingNames = true;
                isMissingFields = true;
            }
            else if (!names.Declared.ContainsKey(canonical))
            {
                names.Add(canonical, new FailedSymbol(name, at));
            }
        }

        private string? BindQuestion(PhraseCursor phrase)
        {
            if (phrase.TryTakeString(out string question))
            {
                ExpectEnd(phrase);
                return question;
            }

            ReportUnquoted("GL0217", phrase);
            return null;
        }

        // "TYPE, X if not mentioned, does not change, reviewer decides": finds the parts after the type, and where the type ends.
        private int SplitFactParts(PhraseCursor phrase, FactParts parts)
        {
            int partEnd = SplitJudgement(phrase, parts);
            int typeEnd = partEnd;
            for (int i = partEnd - 1; i > 0; i--)
            {
                if (phrase.KindAt(i) != TokenKind.Comma)
                {
                    continue;
                }

                int from = i + 1;
                if (partEnd - from >= 2 && phrase.IsWordAt(from, "reviewer") && phrase.IsWordAt(from + 1, "decides"))
                {
                    parts.IsJudgement = true;
                    parts.JudgementAt = from;
                }
                else if (partEnd - from == 3 && phrase.IsWordAt(from, "does") && phrase.IsWordAt(from + 1, "not") && phrase.IsWordAt(from + 2, "change"))
                {
                    parts.IsFixed = true;
                }
                else if (partEnd - from >= 4 && phrase.IsWordAt(partEnd - 3, "if") && phrase.IsWordAt(partEnd - 2, "not") && phrase.IsWordAt(partEnd - 1, "mentioned"))
                {
                    parts.DefaultFrom = from;
                    parts.DefaultTo = partEnd - 3;
                }
                else if (phrase.IsWordAt(from, "in") && phrase.IsWordAt(from + 1, "steps") && phrase.IsWordAt(from + 2, "of"))
                {
                    parts.StepFrom = from + 3;
                    parts.StepTo = partEnd;
                }
                else if (IsChange(phrase, from) || (phrase.KindAt(i - 1) == TokenKind.Percent && SpeaksOfChange(phrase, from, partEnd)))
                {
                    parts.ChangeFrom = from;
                    parts.ChangeTo = partEnd;
                }
                else
                {
                    break;
                }

                typeEnd = partEnd = i;
            }

            return typeEnd;
        }

        // "define pain duration = time from …", "define pain duration is time from …": the sign or verb stands for the colon.
        private void ReportDefinitionWithoutColon(PhraseCursor head)
        {
            int sign = 2;
            while (sign < head.Count && head.KindAt(sign) != TokenKind.Equal)
            {
                sign++;
            }

            for (int i = 2; sign == head.Count && i + 1 < head.Count; i++)
            {
                bool isVerb = head.WordAt(i) is "is" or "means" or "are" or "as";
                sign = isVerb && head.WordAt(i + 1) is "time" or "number" or "total" or "reduction" or "the" ? i : sign;
            }

            if (sign == head.Count)
            {
                int block = Enumerable.Range(2, Math.Max(0, head.Count - 2)).FirstOrDefault(at => IsHeader(head, at));
                var colon = new TextFix("Write a colon", new TextSpan(head.SpanAt(Math.Max(0, block - 1)).Span.End, 0), ":");
                Report(new Diagnostic("GL0232", head.Span(1, head.Count), head.Words(1, head.Count)) { Fix = block == 0 ? null : colon });
                return;
            }

            var gap = TextSpan.FromBounds(head.SpanAt(sign - 1).Span.End, head.SpanAt(sign).Span.End);
            Report(new Diagnostic("GL0232", head.SpanAt(sign), head.Words(1, sign)) { Fix = new TextFix("Write a colon", gap, ":") });
        }

        private void DeclareDefinitions(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase) { Position = 1 };
                if (line.Head is null)
                {
                    ReportDefinitionWithoutColon(head);
                    isMissingNames = true;
                    continue;
                }

                if (head.Count == 1 && line.Phrase.Tokens.Any(token => token.Kind == TokenKind.Colon))
                {
                    // "define: pain duration: …"
                    var typed = TextSpan.FromBounds(head.SpanAt(0).Span.Start, line.Phrase.Span.Start);
                    string shown = head.TextAt(0) + ":";
                    Report(new Diagnostic("GL0203", new SourceSpan(Text, new TextSpan(typed.Start, shown.Length)), shown, head.TextAt(0)) { Fix = TextFix.Offer(typed, head.TextAt(0) + " ") });
                    isMissingNames = true;
                    continue;
                }

                SourceSpan at = head.Span(1, head.Count);
                EntryKindPlan? parameter = null;
                int end = head.Count;
                for (int i = 1; i + 3 < head.Count; i++)
                {
                    if (head.IsWordAt(i, "of") && head.IsWordAt(i + 1, "a") && head.IsWordAt(i + 2, "list") && head.IsWordAt(i + 3, "of"))
                    {
                        string noun = NameTable.Canonical(head.Words(i + 4, head.Count));
                        parameter = FindEntryKind(noun);
                        end = i + 1;
                        if (parameter is null)
                        {
                            Report("GL0221", head.Span(i + 4, head.Count), noun, string.Empty);
                        }

                        break;
                    }
                }

                PhraseCursor name = head.Slice(1, end);
                name.Position = 1;
                if (TakeNewName(name, at, "define pain duration: time from pain onset to decision date") is { } declared)
                {
                    Declare(new DefinitionSymbol(declared, at, this, line, parameter));
                }
            }
        }

        private sealed class FactParts
        {
            public bool IsFixed { get; set; }

            public bool IsJudgement { get; set; }

            public int JudgementAt { get; set; }

            public int WhenFrom { get; set; } = -1;

            public int WhenTo { get; set; }

            public int ShownFrom { get; set; } = -1;

            public int DefaultFrom { get; set; } = -1;

            public int DefaultTo { get; set; }

            public int StepFrom { get; set; } = -1;

            public int StepTo { get; set; }

            public int ChangeFrom { get; set; } = -1;

            public int ChangeTo { get; set; }
        }
    }
}
