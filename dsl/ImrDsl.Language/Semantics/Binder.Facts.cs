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
        private static readonly string[] TypeWords = { "yes/no", "number", "date", "period", "one of", "scale", "text", "record", "list of" };

        // A name with one of these in it could be read as a condition on a shorter name.
        private static readonly string[] RefusedInNames = { "not", "no", "unless", "when" };

        private static readonly string[] OperatorWords =
        {
            "is", "are", "was", "were", "and", "or", "by", "with", "where", "before", "after", "at", "in", "on", "within", "between", "to", "from", "of", "than",
        };

        private readonly List<(FactPlan Fact, PhraseCursor Phrase, int From, int To)> defaults = new List<(FactPlan, PhraseCursor, int, int)>();

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
                if (visibleEntryKinds.Any(other => other.Name == name))
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
            visibleEntryKinds.Add(kind);
            plan.EntryKinds.Add(kind);
        }

        private void DeclareFacts(List<LineSyntax> sections, string? vocabulary, bool isOfRequest)
        {
            foreach (LineSyntax section in sections)
            {
                ExpectEnd(new PhraseCursor(Text, section.Phrase) { Position = 1 });
                foreach (LineSyntax line in section.Lines)
                {
                    FactPlan? fact = DeclareFact(line, vocabulary, null, isOfRequest);
                    if (fact is null)
                    {
                        continue;
                    }

                    var symbol = new FactSymbol(fact);
                    string canonical = NameTable.Canonical(fact.Name);
                    if (names.Declared.TryGetValue(canonical, out Symbol? other))
                    {
                        ReportDuplicate(fact.Source!, fact.Name, other);
                        continue;
                    }

                    plan.AddFact(fact);
                    NumberFields(fact);
                    ownFacts.Add(symbol);
                    names.Add((isOfRequest ? "requested " + canonical : canonical).Split(' '), symbol);
                }
            }
        }

        // Fields of a kind that several facts share are numbered once.
        private void NumberFields(FactPlan fact)
        {
            foreach (FactPlan field in fact.EntryKind?.Fields ?? Array.Empty<FactPlan>())
            {
                if (!plan.AllFacts.Contains(field))
                {
                    plan.Register(field);
                    NumberFields(field);
                }
            }
        }

        private void ReportDuplicate(SourceSpan at, string name, Symbol other)
        {
            string where = other.Source is null ? "it is built in"
                : other.Source.Text == Text ? "it is declared in line " + (other.Source.Start.Line + 1)
                : "it comes from " + other.Source.Path;
            Report("GL0212", at, name, where);
        }

        private void DeclareFields(EntryKindPlan kind, IReadOnlyList<LineSyntax> lines, string? vocabulary)
        {
            var fields = new List<FactPlan>();
            foreach (LineSyntax line in lines)
            {
                FactPlan? field = DeclareFact(line, vocabulary, kind, isOfRequest: false);
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

            kind.Fields = fields;
        }

        private FactPlan? DeclareFact(LineSyntax line, string? vocabulary, EntryKindPlan? holder, bool isOfRequest)
        {
            if (line.Label is { } label)
            {
                Report("GL0214", new SourceSpan(Text, label), new SourceSpan(Text, label).ToString());
            }

            if (line.Head is null)
            {
                ReportMissingColon(new PhraseCursor(Text, line.Phrase), holder, isOfRequest);
                return null;
            }

            var head = new PhraseCursor(Text, line.Head);
            string name = TakeDeclaredName(head);
            SourceSpan at = head.Span(0, head.Count);
            if (name.Length == 0)
            {
                Report("GL0210", at, "pain onset: date");
                isMissingNames = true;
                return null;
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
                IsJudgement = parts.IsJudgement,
                Question = question,
                Notes = notes,
                Source = at,
            };
            if (parts.DefaultFrom >= 0)
            {
                defaults.Add((fact, phrase, parts.DefaultFrom, parts.DefaultTo));
            }

            return fact;
        }

        // "sepsis yes/no": the name ends where a type begins.
        private void ReportMissingColon(PhraseCursor whole, EntryKindPlan? holder, bool isOfRequest)
        {
            int type = 1;
            while (type < whole.Count && !(whole.WordAt(type) is "yes" or "number" or "date" or "period" or "one" or "scale" or "text" or "record" or "list"))
            {
                type++;
            }

            SourceSpan at = whole.Span(0, whole.Count);
            string name = whole.Words(0, type);
            if (type < whole.Count)
            {
                string instead = name + ": " + whole.Words(type, whole.Count);
                bag.Report(new Diagnostic("GL0215", at, name) { Fix = new TextFix("Write “" + instead + "”", at.Span, instead) });
            }
            else
            {
                Report("GL0215", at, name);
            }

            DeclareFailed(name, at, holder, isOfRequest);
        }

        private void DeclareFailed(string name, SourceSpan at, EntryKindPlan? holder, bool isOfRequest)
        {
            string canonical = (isOfRequest ? "requested " : string.Empty) + NameTable.Canonical(name);
            if (holder is not null)
            {
                // A field that is missing would make every use of its name seem unknown.
                isMissingNames = true;
            }
            else if (!names.Declared.ContainsKey(canonical))
            {
                names.Add(canonical.Split(' '), new FailedSymbol(name, at));
            }
        }

        private string? BindQuestion(PhraseCursor phrase)
        {
            if (phrase.TryTakeString(out string question))
            {
                ExpectEnd(phrase);
                return question;
            }

            Report("GL0217", phrase.Here);
            return null;
        }

        // "TYPE, X if not mentioned, reviewer decides": finds the parts after the type, and where the type ends.
        private static int SplitFactParts(PhraseCursor phrase, FactParts parts)
        {
            int typeEnd = phrase.Count;
            int partEnd = phrase.Count;
            for (int i = phrase.Count - 1; i > 0; i--)
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
                else
                {
                    break;
                }

                typeEnd = partEnd = i;
            }

            return typeEnd;
        }

        private FactType? BindType(
            PhraseCursor whole, int typeEnd, string name, string? vocabulary, EntryKindPlan? holder, List<LineSyntax> fieldLines, FactParts parts)
        {
            PhraseCursor type = whole.Slice(0, typeEnd);
            FactType? bound;
            bool holdsFields = false;
            if (type.IsWord("yes") && type.KindAt(1) == TokenKind.Slash && type.IsWordAt(2, "no"))
            {
                type.Position = 3;
                bound = new FactType(FactKind.YesNo);
            }
            else if (type.Take("date"))
            {
                bound = new FactType(FactKind.Date);
            }
            else if (type.Take("period"))
            {
                bound = new FactType(FactKind.Period);
            }
            else if (type.Take("text"))
            {
                bound = new FactType(FactKind.Text);
            }
            else if (type.Take("number"))
            {
                int findings = bag.Count;
                bound = new FactType(FactKind.Number) { Range = BindRange(type, whole, parts) };
                if (bag.Count > findings)
                {
                    return null;
                }
            }
            else if (type.Take("one", "of"))
            {
                bound = BindChoice(type, name, vocabulary, holder, isScale: false);
            }
            else if (type.Take("scale"))
            {
                bound = BindChoice(type, name, vocabulary, holder, isScale: true);
            }
            else if (type.Take("record"))
            {
                holdsFields = true;
                bound = BindHolder(FactKind.Record, new EntryKindPlan { Name = name, Vocabulary = vocabulary }, fieldLines, vocabulary);
            }
            else if (type.Take("list", "of"))
            {
                holdsFields = true;
                bound = BindList(type, fieldLines, vocabulary);
            }
            else
            {
                string typed = type.Words(0, type.Count);
                string? meant = Spelling.Nearest(typed, TypeWords) ?? Spelling.Nearest(type.WordAt(0), TypeWords);
                if (meant is not null)
                {
                    ReportFix("GL0219", type.Span(0, meant == "yes/no" ? type.Count : 1), meant, typed, meant);
                }
                else
                {
                    Report("GL0218", type.Count > 0 ? type.Span(0, type.Count) : type.Here, name);
                }

                return null;
            }

            if (bound is null)
            {
                return null;
            }

            ExpectEnd(type);
            if (!holdsFields && fieldLines.Count > 0)
            {
                ReportUnknownLine(new PhraseCursor(Text, fieldLines[0].Head ?? fieldLines[0].Phrase), "the declaration of a fact", new[] { "ask", "note" });
            }

            return bound;
        }

        private FactType BindHolder(FactKind form, EntryKindPlan kind, List<LineSyntax> fieldLines, string? vocabulary)
        {
            AddEntryKind(kind);
            DeclareFields(kind, fieldLines, vocabulary);
            return new FactType(form) { EntryKind = kind };
        }

        private FactType? BindList(PhraseCursor type, List<LineSyntax> fieldLines, string? vocabulary)
        {
            int start = type.Position;
            string noun = TakeDeclaredName(type);
            if (noun.Length == 0)
            {
                Report("GL0220", type.Here);
                return null;
            }

            string singular = Singular(noun);
            EntryKindPlan? known = visibleEntryKinds.FirstOrDefault(kind => kind.Name == singular || kind.Name == noun);
            if (fieldLines.Count > 0)
            {
                if (known is not null)
                {
                    Report("GL0211", type.Span(start, type.Position), known.Name);
                }

                return BindHolder(FactKind.List, new EntryKindPlan { Name = singular, Vocabulary = vocabulary }, fieldLines, vocabulary);
            }

            if (known is null)
            {
                string? meant = Spelling.Nearest(singular, visibleEntryKinds.Select(kind => kind.Name));
                Report("GL0221", type.Span(start, type.Position), noun, meant is null ? string.Empty : " Did you mean “" + meant + "s”?");
                return null;
            }

            return new FactType(FactKind.List) { EntryKind = known };
        }

        private static string Singular(string noun) =>
            noun.EndsWith("ies", StringComparison.Ordinal) ? noun.Substring(0, noun.Length - 3) + "y"
            : noun.EndsWith("s", StringComparison.Ordinal) && !noun.EndsWith("ss", StringComparison.Ordinal) ? noun.Substring(0, noun.Length - 1)
            : noun;

        private NumberPlan BindRange(PhraseCursor type, PhraseCursor whole, FactParts parts)
        {
            decimal? low = null;
            decimal? high = null;
            if (TryTakeDecimal(type, out decimal first))
            {
                low = first;
                if (type.Take("to"))
                {
                    SourceSpan at = type.Here;
                    if (TryTakeDecimal(type, out decimal last))
                    {
                        high = last;
                        if (last < first)
                        {
                            Report("GL0222", at, first.ToString(System.Globalization.CultureInfo.InvariantCulture));
                        }
                    }
                    else
                    {
                        Report("GL0302", at);
                    }
                }
                else if (!type.Take("or", "more"))
                {
                    Report("GL0223", type.Here);
                }
            }

            type.Take("in");
            string? unit = type.AtEnd ? null : TakeUnit(type);
            decimal? step = null;
            if (parts.StepFrom >= 0)
            {
                PhraseCursor steps = whole.Slice(parts.StepFrom, parts.StepTo);
                if (TryTakeDecimal(steps, out decimal size) && size > 0)
                {
                    step = size;
                    ExpectEnd(steps);
                }
                else
                {
                    Report("GL0302", steps.Here);
                }
            }

            return new NumberPlan { Low = low, High = high, Step = step, Unit = unit };
        }

        private FactType? BindChoice(PhraseCursor type, string name, string? vocabulary, EntryKindPlan? holder, bool isScale)
        {
            var values = new List<string>();
            int from = type.Position;
            while (from < type.Count)
            {
                int to = from;
                while (to < type.Count && !IsValueSeparator(type, to, isScale))
                {
                    to++;
                }

                string value = type.Words(from, to);
                SourceSpan at = type.Span(from, to);
                if (value.Length == 0)
                {
                    Report("GL0224", type.SpanAt(from));
                    return null;
                }

                string? refused = value.ToLowerInvariant().Split(' ').FirstOrDefault(word => Array.IndexOf(RefusedInNames, word) >= 0);
                if (refused is not null)
                {
                    Report("GL0225", at, value, refused);
                }

                if (values.Any(other => string.Equals(other, value, StringComparison.OrdinalIgnoreCase)))
                {
                    Report("GL0226", at, value);
                }

                values.Add(value);
                from = to + 1;
                if (type.IsWordAt(from, "or") && type.KindAt(to) == TokenKind.Comma)
                {
                    from++;
                }
            }

            type.Position = type.Count;
            if (values.Count < 2)
            {
                Report("GL0227", type.SpanAt(0), isScale ? "scale sedentary < light < medium < heavy" : "one of helped, failed");
                return null;
            }

            var choice = new ChoicePlan { Name = name, Vocabulary = vocabulary, DeclaredIn = holder, Values = values, IsScale = isScale };
            ownChoices.Add(choice);
            plan.Choices.Add(choice);
            return new FactType(FactKind.Choice) { Choice = choice };
        }

        private static bool IsValueSeparator(PhraseCursor type, int at, bool isScale) =>
            isScale ? type.KindAt(at) == TokenKind.Less : type.KindAt(at) == TokenKind.Comma || type.IsWordAt(at, "or");

        // A declared name: words in lower case unless they hold capitals inside (BMI, NYHA).
        private static string TakeDeclaredName(PhraseCursor phrase)
        {
            int start = phrase.Position;
            while (!phrase.AtEnd && NameTable.IsNamePart(phrase.Kind))
            {
                phrase.Position++;
            }

            return phrase.Position == phrase.Count ? phrase.Words(start, phrase.Count) : string.Empty;
        }

        private void BindDefaults()
        {
            foreach ((FactPlan fact, PhraseCursor phrase, int from, int to) in defaults)
            {
                SourceSpan at = phrase.Span(from, to);
                string words = phrase.Words(from, to);
                string lower = words.ToLowerInvariant();
                DefaultPlan? value = null;
                Symbol? symbol = names.Find(phrase, from, out int length, out _);
                if (symbol is FactSymbol other && from + length == to && !ReferenceEquals(other.Fact, fact))
                {
                    other.IsUsed = true;
                    value = other.Fact.Kind == fact.Kind && fact.Kind is FactKind.Date or FactKind.Number or FactKind.YesNo && !LeadsTo(other.Fact, fact)
                        ? new DefaultPlan { Fact = other.Fact, Words = words }
                        : null;
                }
                else if (fact.Kind == FactKind.YesNo && lower is "yes" or "no")
                {
                    value = new DefaultPlan { YesNo = lower == "yes", Words = lower };
                }
                else if (fact.Kind == FactKind.List && lower == "none")
                {
                    value = new DefaultPlan { IsNone = true, Words = lower };
                }
                else if (fact.Kind == FactKind.Choice && IndexOf(fact.Choice!, words) is { } index)
                {
                    value = new DefaultPlan { ChoiceValue = index, Words = words };
                }
                else if (fact.Kind == FactKind.Number && to == from + 1 && phrase.KindAt(from) == TokenKind.Number)
                {
                    value = new DefaultPlan { Number = ParseDecimal(words), Words = words };
                }

                if (value is null)
                {
                    Report("GL0228", at, words, fact.Name);
                }
                else if (fact.IsJudgement)
                {
                    Report("GL0229", at);
                }

                fact.Default = value;
            }
        }

        private static bool LeadsTo(FactPlan from, FactPlan to)
        {
            for (FactPlan? fact = from; fact is not null; fact = fact.Default?.Fact)
            {
                if (ReferenceEquals(fact, to))
                {
                    return true;
                }
            }

            return false;
        }

        private static int? IndexOf(ChoicePlan choice, string words)
        {
            string canonical = NameTable.Canonical(words);
            for (int i = 0; i < choice.Values.Count; i++)
            {
                if (NameTable.Canonical(choice.Values[i]) == canonical)
                {
                    return i;
                }
            }

            return null;
        }

        // Names that could be read as a condition on a shorter name are refused where they are declared.
        private void CheckNames()
        {
            foreach (Symbol symbol in ownFacts.Concat<Symbol>(ownFacts.SelectMany(fact => Fields(fact.Fact))).Concat(ownDefinitions))
            {
                string[] words = NameTable.Canonical(symbol.Name).Split(' ');
                string? refused = words.FirstOrDefault(word => Array.IndexOf(RefusedInNames, word) >= 0);
                if (refused is not null)
                {
                    Report("GL0230", symbol.Source!, symbol.Name, refused);
                    isMissingNames = true;
                    continue;
                }

                string last = words[words.Length - 1];
                if (Array.IndexOf(OperatorWords, last) >= 0
                    && names.Declared.TryGetValue(string.Join(" ", words.Take(words.Length - 1)), out Symbol? shorter))
                {
                    Report("GL0231", symbol.Source!, symbol.Name, shorter.Name, last);
                    isMissingNames = true;
                }
            }
        }

        private static IEnumerable<FactSymbol> Fields(FactPlan fact) =>
            (fact.EntryKind?.Fields ?? Array.Empty<FactPlan>()).Where(field => field.Source is not null).Select(field => new FactSymbol(field));

        private void DeclareDefinitions(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase) { Position = 1 };
                if (line.Head is null)
                {
                    Report("GL0232", head.Span(0, head.Count), head.Words(1, head.Count));
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
                        parameter = visibleEntryKinds.FirstOrDefault(kind => kind.Name == noun || kind.Name == Singular(noun));
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
                string declared = TakeDeclaredName(name);
                if (declared.Length == 0)
                {
                    Report("GL0210", at, "define pain duration: time from pain onset to decision date");
                    continue;
                }

                if (names.Declared.TryGetValue(NameTable.Canonical(declared), out Symbol? other))
                {
                    ReportDuplicate(at, declared, other);
                    continue;
                }

                var symbol = new DefinitionSymbol(declared, at, this, line, parameter);
                ownDefinitions.Add(symbol);
                names.Add(NameTable.Canonical(declared).Split(' '), symbol);
            }
        }

        private void DeclareTables(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase) { Position = 1 };
                SourceSpan at = head.Span(1, head.Count);
                string name = TakeDeclaredName(head);
                if (name.Length == 0)
                {
                    Report("GL0210", at, "table morphine factor");
                    continue;
                }

                if (names.Declared.TryGetValue(NameTable.Canonical(name), out Symbol? other))
                {
                    ReportDuplicate(at, name, other);
                    continue;
                }

                var symbol = new TableSymbol(name, at, this, line);
                ownDefinitions.Add(symbol);
                names.Add(NameTable.Canonical(name).Split(' '), symbol);
            }
        }

        private sealed class FactType
        {
            public FactType(FactKind kind) => Kind = kind;

            public FactKind Kind { get; }

            public EntryKindPlan? EntryKind { get; init; }

            public ChoicePlan? Choice { get; init; }

            public NumberPlan? Range { get; init; }
        }

        private sealed class FactParts
        {
            public bool IsJudgement { get; set; }

            public int JudgementAt { get; set; }

            public int DefaultFrom { get; set; } = -1;

            public int DefaultTo { get; set; }

            public int StepFrom { get; set; } = -1;

            public int StepTo { get; set; }
        }
    }
}
