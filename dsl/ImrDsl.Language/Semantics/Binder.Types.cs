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
    /// <summary>The types of facts: ranges, closed lists, records and lists.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] TypeWords = { "yes/no", "number", "date", "period", "one of", "scale", "text", "record", "list of", "ICD-10-CM code", "ICD-10-CM codes", "CPT code", "CPT codes" };

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
            else if (BindCodeType(type, name, vocabulary) is { } code)
            {
                bound = code;
            }
            else if (type.Take("list", "of"))
            {
                holdsFields = true;
                bound = BindList(type, fieldLines, vocabulary);
            }
            else
            {
                string typed = type.Words(0, type.Count);
                string? asWhole = Spelling.Nearest(typed, TypeWords);
                bool isYesNo = NameTable.Canonical(typed) is "yes or no" or "yes, no" or "y/n" or "yes / no" or "true/false" or "true or false" or "boolean" or "bool" or "yes-no" or "checkbox";
                asWhole ??= isYesNo ? "yes/no" : null;
                string? meant = asWhole ?? Spelling.Nearest(type.WordAt(0), TypeWords);
                isMissingNames |= fieldLines.Count > 0;
                if (meant is not null)
                {
                    ReportFix("GL0219", type.Span(0, asWhole is not null ? type.Count : 1), meant, typed, meant);
                }
                else
                {
                    ReportUnknownType(type, name);
                }

                return null;
            }

            if (bound is null)
            {
                return null;
            }

            if (!ReportUnknownAsAValue(type))
            {
                ExpectEnd(type);
            }

            if (!holdsFields && fieldLines.Count > 0)
            {
                if (!ReportColonAfterKeyword(fieldLines[0]))
                {
                    ReportUnknownLine(new PhraseCursor(Text, fieldLines[0].Head ?? fieldLines[0].Phrase), "the declaration of a fact", new[] { "ask", "note" });
                }

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
            EntryKindPlan? known = FindEntryKind(noun);
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
                string? meant = Nearest(singular, visibleEntryKinds.Select(kind => kind.Name));
                SourceSpan typed = type.Span(start, type.Position);
                Report(new Diagnostic("GL0221", typed, noun, meant is null ? string.Empty : " Did you mean “" + meant + "s”?")
                {
                    Fix = meant is null ? null : TextFix.Write(typed.Span, meant + "s"),
                });
                return null;
            }

            if (openEntryKinds.Contains(known))
            {
                Report("GL0290", type.Span(start, type.Position), known.Name);
                return null;
            }

            return new FactType(FactKind.List) { EntryKind = known };
        }

        internal static string Singular(string noun) =>
            noun.EndsWith("ies", StringComparison.Ordinal) ? noun.Substring(0, noun.Length - 3) + "y"
            : noun.EndsWith("s", StringComparison.Ordinal) && !noun.EndsWith("ss", StringComparison.Ordinal) ? noun.Substring(0, noun.Length - 1)
            : noun;

        private NumberPlan BindRange(PhraseCursor type, PhraseCursor whole, FactParts parts)
        {
            decimal? low = null;
            decimal? high = null;
            int from = type.Position;
            if (type.WordAt(from) is "from" or "of" or "between" && type.KindAt(from + 1) == TokenKind.Number)
            {
                ReportFix("GL0279", type.Here, string.Empty, type.TextAt(from));
                from = ++type.Position;
            }

            if (ReportHyphenatedRange(type, from) || ReportLetterForDigit(type) || ReportDots(type))
            {
                type.Position = type.Count;
            }
            else if (TryTakeDecimal(type, out decimal first))
            {
                low = first;
                if (ReportNumberWithComma(type, from))
                {
                    type.Position = type.Count;
                }
                else if (ReportHyphenatedRange(type, from))
                {
                    type.Position = type.Count;
                }
                else if (type.Take("to"))
                {
                    SourceSpan at = type.Here;
                    int highAt = type.Position;
                    if (TryTakeDecimal(type, out decimal last))
                    {
                        high = last;
                        if (ReportNumberWithComma(type, highAt))
                        {
                            type.Position = type.Count;
                        }
                        else if (last < first)
                        {
                            string right = type.TextAt(highAt) + " to " + type.TextAt(from);
                            ReportFix("GL0222", type.Span(from, highAt + 1), right, first.ToString(System.Globalization.CultureInfo.InvariantCulture));
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

            // "number 1 to 100 in" is in inches.
            bool isInch = type.Take("in") && type.AtEnd;
            int unitAt = type.Position;
            string? unit = isInch ? "in" : type.AtEnd || type.Kind == TokenKind.Comma ? null : TakeUnit(type);
            if (high is not null and not 1 && type.Position == unitAt + 1 && CalendarUnits.Any(known => known.Singular == unit))
            {
                string number = type.TextAt(unitAt - 1) + " ";
                ReportFix("GL0323", type.SpanAt(unitAt), unit + "s", number + unit, number + unit + "s");
            }

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

        // "number 1..10"
        private bool ReportDots(PhraseCursor type)
        {
            int at = type.Position;
            int to = at + 1;
            while (type.KindAt(to) == TokenKind.Dot && type.IsJoined(to))
            {
                to++;
            }

            bool hasDots = to > at + 1 && type.KindAt(at) == TokenKind.Number && type.KindAt(to) == TokenKind.Number && type.IsJoined(to);
            if (hasDots)
            {
                ReportFix("GL0223", type.Span(at, to + 1), type.TextAt(at) + " to " + type.TextAt(to));
            }

            return hasDots;
        }

        // "number O to 10": a letter that looks like a digit.
        private bool ReportLetterForDigit(PhraseCursor type)
        {
            string? digit = type.TextAt(type.Position) switch { "O" or "o" => "0", "l" or "I" => "1", _ => null };
            if (digit is null || !type.IsWordAt(type.Position + 1, "to"))
            {
                return false;
            }

            ReportFix("GL0317", type.Here, digit, type.TextAt(type.Position));
            return true;
        }

        // Signs in a name are reported: formatted, they could be written otherwise.
        private void ReportSigns(PhraseCursor name, int from, int to, TokenKind? allowed = null)
        {
            for (int i = from; i < to; i++)
            {
                if (Array.IndexOf(SignsOfConditions, name.KindAt(i)) >= 0 && name.KindAt(i) != allowed)
                {
                    Report("GL0234", name.SpanAt(i), name.TextAt(i));
                }
            }
        }

        // No part of a name: what is compared or computed has them.
        private static readonly TokenKind[] SignsOfConditions =
        {
            TokenKind.Less, TokenKind.AtMost, TokenKind.More, TokenKind.AtLeast, TokenKind.Equal, TokenKind.NotEqual, TokenKind.Times, TokenKind.Plus, TokenKind.Power,
        };

        private FactType? BindChoice(PhraseCursor type, string name, string? vocabulary, EntryKindPlan? holder, bool isScale)
        {
            var values = new List<string>();
            var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            int start = type.Position;
            int from = start;
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
                    // Of two separators in a row one is too many, or a value is lost between them.
                    bool isTwice = from > type.Position && from < type.Count;
                    var second = TextSpan.FromBounds(type.SpanAt(from - 1).Span.End, type.SpanAt(from).Span.End);
                    Report(new Diagnostic("GL0224", type.SpanAt(from)) { Fix = isTwice ? new TextFix("Remove it", second, string.Empty) { IsCertain = false } : null });
                    return null;
                }

                string? refused = value.ToLowerInvariant().Split(' ').FirstOrDefault(word => Array.IndexOf(RefusedInNames, word) >= 0);
                if (refused is not null)
                {
                    Report(new Diagnostic("GL0225", at, value, refused) { Fix = OfRefusedValue(at, type.SpanAt(Math.Max(start, from - 1)), isFirst: from == start) });
                }

                if (!known.Add(value))
                {
                    int gap = Text.Content.LastIndexOf(',', Math.Max(0, at.Span.Start - 1));
                    TextFix? fix = gap < 0 ? null : new TextFix("Remove it", TextSpan.FromBounds(gap, at.Span.End), string.Empty) { IsCertain = false };
                    Report(new Diagnostic("GL0226", at, value) { Fix = fix });
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
                int end = 0;
                while (end < type.Count && type.KindAt(end) is not (TokenKind.Comma or TokenKind.More))
                {
                    end++;
                }

                Report(new Diagnostic("GL0227", type.SpanAt(end < type.Count ? end : 0), isScale ? "scale sedentary < light < medium < heavy" : "one of helped, failed") { Fix = isScale ? AsSteps(type, start) : null });
                return null;
            }

            int semicolon = start;
            while (semicolon < type.Count && type.KindAt(semicolon) != TokenKind.Semicolon)
            {
                semicolon++;
            }

            if (semicolon < type.Count)
            {
                SourceSpan all = type.Span(start, type.Count);
                Report(new Diagnostic("GL0235", type.SpanAt(semicolon)) { Fix = new TextFix("Write commas", all.Span, all.ToString().Replace(';', ',')) });
            }

            ReportSigns(type, start, type.Count, isScale ? TokenKind.Less : null);
            var choice = new ChoicePlan { Name = name, Vocabulary = vocabulary, DeclaredIn = holder, Values = values, IsScale = isScale };
            ownChoices.Add(choice);
            plan.Choices.Add(choice);
            return new FactType(FactKind.Choice) { Choice = choice };
        }

        // "other condition. does not change": a full stop for the comma; "helped, not stated": what is not mentioned stays open without a value of its own.
        private static TextFix? OfRefusedValue(SourceSpan value, SourceSpan comma, bool isFirst)
        {
            int stop = value.ToString().IndexOf(". ", StringComparison.Ordinal);
            bool isSilence = !isFirst && WordsOfSilence.Contains(NameTable.Canonical(value.ToString()));
            return stop > 0 ? TextFix.Offer(new TextSpan(value.Span.Start + stop, 1), ",")
                : isSilence ? new TextFix("Remove it: what is not mentioned stays open", TextSpan.FromBounds(comma.Span.Start, value.Span.End), string.Empty) { IsCertain = false }
                : null;
        }

        private static bool IsValueSeparator(PhraseCursor type, int at, bool isScale) =>
            isScale ? type.KindAt(at) == TokenKind.Less : type.KindAt(at) is TokenKind.Comma or TokenKind.Semicolon || type.IsWordAt(at, "or");

        private sealed class FactType
        {
            public FactType(FactKind kind) => Kind = kind;

            public FactKind Kind { get; }

            public EntryKindPlan? EntryKind { get; init; }

            public ChoicePlan? Choice { get; init; }

            public NumberPlan? Range { get; init; }

            public string? CodeSystem { get; init; }
        }

        // "one of" and "number" may be lacking before what they go with.
        private void ReportUnknownType(PhraseCursor type, string name)
        {
            SourceSpan at = type.Count > 0 ? type.Span(0, type.Count) : type.Here;
            Report(new Diagnostic("GL0218", at, name) { Fix = MeantType(type, at) });
        }

        private static TextFix? MeantType(PhraseCursor type, SourceSpan at)
        {
            IEnumerable<string> words = Enumerable.Range(0, type.Count).Select(type.WordAt);
            if (type.Count == 1 && type.WordAt(0) is "yes" or "no" or "boolean" or "y/n" or "true" or "bool")
            {
                return TextFix.Offer(at.Span, YesNo);
            }

            if (type.Count > 0 && words.All(word => word is "from" or "to" or "date" or "dates" or "start" or "end" or "and" or "range" or "of" or "until"))
            {
                return TextFix.Offer(at.Span, "period");
            }

            bool isRange = type.KindAt(0) == TokenKind.Number && (type.IsWordAt(1, "to") || type.KindAt(1) == TokenKind.Minus);
            bool isChoice = type.KindAt(0) == TokenKind.Word && !type.IsWordAt(0, "one") && Enumerable.Range(0, type.Count).Any(i => type.KindAt(i) == TokenKind.Comma || type.IsWordAt(i, "or"));
            return isRange ? TextFix.Write(new TextSpan(at.Span.Start, 0), "number ")
                : isChoice ? TextFix.Write(new TextSpan(at.Span.Start, 0), "one of ")
                : BetweenSlashes(type) is { } meant ? TextFix.Write(at.Span, meant) with { IsCertain = meant != YesNo }
                : null;
        }

        private const string YesNo = "yes/no";

        // "never/former/current"; "yes/no/unknown" is yes or no, for whatever is not mentioned stays open.
        private static string? BetweenSlashes(PhraseCursor type)
        {
            string[] values = Enumerable.Range(0, type.Count).Aggregate(string.Empty, (all, at) => all + (type.KindAt(at) == TokenKind.Slash ? "/" : " " + type.TextAt(at))).Split('/');
            bool isChoice = values.Length > 1 && values.All(value => value.Length > 0) && Enumerable.Range(0, type.Count).All(at => type.KindAt(at) is TokenKind.Word or TokenKind.Slash);
            return !isChoice ? null : values[0] == " yes" && values[1] == " no" ? YesNo : "one of" + string.Join(",", values);
        }
    }
}
