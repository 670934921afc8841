using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What is offered where the words themselves tell what was meant: letters in a code, steps of a scale, words said twice, words behind a comma.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] FormsAfterComma = { "reviewer decides", "does not change", "gap allowed", "counting this request", "no if not mentioned", "yes if not mentioned" };

        private const string IfNotMentioned = " if not mentioned";
        private const int LengthOfCode = 5;
        private const int LettersAlike = 5;

        // A remark with one of these asks for something, or takes something out.
        private static readonly string[] WordsThatAsk = { "and", "or", "not", "no", "if", "when", "unless", "except", "only", "least", "most", "within", "must", "criteria", "criterion" };

        // "yes/no yes/no": what was just said, once more.
        private TextFix? WithoutSecond(PhraseCursor phrase, int at)
        {
            int length = phrase.Count - at;
            bool isTwice = length > 0 && at >= length && Enumerable.Range(at, length).All(i => phrase.TextAt(i) == phrase.TextAt(i - length));
            return isTwice ? new TextFix("Remove it", TextSpan.FromBounds(phrase.SpanAt(at - 1).Span.End, phrase.SpanAt(phrase.Count - 1).Span.End), string.Empty) { IsCertain = false } : null;
        }

        // ", couting this request", ", all of": words that stand after a comma.
        private bool ReportWordAfterComma(PhraseCursor phrase)
        {
            int comma = phrase.Position++;
            bool isBlock = phrase.IsWord("all") || phrase.IsWord("any") || phrase.IsWord("none");
            if (isBlock && phrase.IsWordAt(phrase.Position + 1, "of") && phrase.Position + 2 == phrase.Count)
            {
                SourceSpan block = phrase.Span(phrase.Position, phrase.Count);
                ReportFix("GL0203", block, "with " + block, block.ToString(), "with " + block);
                return true;
            }

            if (ReportBehindDefault(phrase) || ReportBesideMentioned(phrase))
            {
                return true;
            }

            foreach (string form in FormsAfterComma)
            {
                int end = phrase.Position + form.Split(' ').Length;
                if (end <= phrase.Count && Spelling.Distance(NameTable.Canonical(phrase.Words(phrase.Position, end)), form, MostSlips + 1) is > 0 and <= MostSlips)
                {
                    ReportDifference("GL0203", phrase, phrase.Position, end, form);
                    return true;
                }
            }

            bool isReported = phrase.Kind == TokenKind.Word && !phrase.IsWord("with") && FindName(phrase, phrase.Position, out _, out _, out _) is null
                && (ReportOtherWords(phrase, goesBefore: false) || ReportMisspeltKeyword(phrase, AfterCommaWords));
            phrase.Position = comma;
            return isReported;
        }

        // ", default 30": what holds where nothing is mentioned, by the word of programs.
        private bool ReportBehindDefault(PhraseCursor phrase)
        {
            int from = phrase.Position;
            if (phrase.WordAt(from) is not ("default" or "defaults" or "defaulted" or "defaulting"))
            {
                return false;
            }

            int value = from + 1;
            while (phrase.WordAt(value) is "to" or "is" or "value" or "of" || phrase.KindAt(value) is TokenKind.Equal or TokenKind.Colon)
            {
                value++;
            }

            SourceSpan typed = phrase.Span(from, phrase.Count);
            string right = (phrase.Words(Math.Min(value, phrase.Count), phrase.Count) + IfNotMentioned).TrimStart();
            Report(new Diagnostic("GL0203", typed, typed.ToString(), right) { Fix = value < phrase.Count ? TextFix.Offer(typed.Span, right) : null });
            return true;
        }

        // ", if not mentioned no", ", 30 if mentioned", ", if not mentioned": the same in another order, or in part.
        private bool ReportBesideMentioned(PhraseCursor phrase)
        {
            int from = phrase.Position;
            int at = from;
            while (at < phrase.Count && !phrase.IsWordAt(at, "if"))
            {
                at++;
            }

            bool isNot = phrase.IsWordAt(at + 1, "not");
            int value = at + (isNot ? 3 : 2);
            if (!phrase.IsWordAt(value - 1, "mentioned") || (at > from && value < phrase.Count))
            {
                return false;
            }

            string said = at > from ? phrase.Words(from, at) : value < phrase.Count ? phrase.Words(value, phrase.Count) : phrase.IsWordAt(0, "yes") ? "no" : string.Empty;
            SourceSpan typed = phrase.Span(from, phrase.Count);
            string right = (said + IfNotMentioned).TrimStart();
            if (typed.ToString() == right)
            {
                return false;
            }

            Report(new Diagnostic("GL0203", typed, typed.ToString(), right) { Fix = said.Length == 0 ? null : TextFix.Offer(typed.Span, right) });
            return true;
        }

        // An example without its request: as the nearest one asks for it.
        private TextFix? WithRequest(LineSyntax example)
        {
            LineSyntax? request = tree.Lines.Where(line => SectionOfLine(line) == "example").OrderBy(line => Math.Abs(line.Span.Start - example.Span.Start))
                .SelectMany(line => line.Lines).FirstOrDefault(line => new PhraseCursor(Text, line.Head ?? line.Phrase).IsWord("request"));
            return request is null ? null
                : new TextFix("Write for example the request of the nearest example", new TextSpan(example.Span.End, 0), "\n" + new string(' ', request.Indent) + Text.Content.Substring(request.Span.Start, request.Span.Length)) { IsCertain = false };
        }

        // "up to 50%": of what another line allows, as that names it.
        private TextFix? OfAllowed(SourceSpan amount)
        {
            Match allowed = Regex.Match(Text.Content, @"\bup to (?:half of )?(?<name>[\p{L}][^,\n%]{0,80}?)(?=,| when\b|\n)", RegexOptions.CultureInvariant);
            return allowed.Success ? TextFix.Offer(new TextSpan(amount.Span.End, 0), " of " + allowed.Groups["name"].Value) : null;
        }

        // "not not": one of them is too much, whichever was meant.
        private TextFix? WithOne(PhraseCursor phrase, int at) =>
            phrase.WordAt(at) == phrase.WordAt(at + 1)
                ? new TextFix("Leave one out", TextSpan.FromBounds(phrase.SpanAt(at).Span.End, phrase.SpanAt(at + 1).Span.End), string.Empty) { IsCertain = false }
                : null;

        // "EO786": letters that look like digits; "6447964480": two codes without a comma between them.
        private static TextFix? OfCode(SourceSpan typed, string system)
        {
            string code = typed.ToString();
            bool isLettered = system is "HCPCS" or "ICD-10-CM";
            string digits = (isLettered ? code.Substring(0, 1) : string.Empty) + string.Concat(code.Skip(isLettered ? 1 : 0).Select(letter => LettersLikeDigits.TryGetValue(letter, out char digit) ? digit : letter));
            if (digits != code && digits.Length >= LengthOfCode && digits.Skip(1).All(c => char.IsDigit(c) || c == '.'))
            {
                return TextFix.Offer(typed.Span, digits);
            }

            bool isJoined = system == "CPT" && code.Length == 2 * LengthOfCode && code.All(char.IsDigit);
            return isJoined ? TextFix.Offer(typed.Span, code.Substring(0, LengthOfCode) + ", " + code.Substring(LengthOfCode)) : null;
        }

        // "scale light, medium, heavy": the steps are in their order, and only the signs are others.
        private static TextFix? AsSteps(PhraseCursor type, int start)
        {
            var steps = new List<string>();
            for (int from = start; from < type.Count;)
            {
                int to = from;
                while (to < type.Count && type.KindAt(to) is not (TokenKind.Comma or TokenKind.Slash or TokenKind.Minus or TokenKind.Semicolon) && !type.IsWordAt(to, "to"))
                {
                    to++;
                }

                if (to == from || Enumerable.Range(from, to - from).Any(at => type.KindAt(at) == TokenKind.More))
                {
                    return null;
                }

                steps.Add(type.Words(from, to));
                from = to + 1;
            }

            return steps.Count < 2 ? null : TextFix.Offer(type.Span(start, type.Count).Span, string.Join(" < ", steps));
        }

        // "up to 20 sessions, counting those given, all of": the condition begins where all or any of something is asked.
        private static TextFix? WithWhen(PhraseCursor phrase)
        {
            int at = phrase.Position;
            while (at + 1 < phrase.Count && !(phrase.WordAt(at) is "all" or "any" && phrase.WordAt(at + 1) is "of" or "criteria" or "criterion") && !(phrase.WordAt(at) is "criteria" or "criterion"))
            {
                at++;
            }

            return at + 1 < phrase.Count && at > phrase.Position ? TextFix.Offer(new TextSpan(phrase.SpanAt(at).Span.Start, 0), "when ") : null;
        }

        // "2023-02-30": the last day of that month.
        private static TextFix? LastDayOf(SourceSpan at, string typed)
        {
            string[] parts = typed.Split('-');
            return parts.Length == 3 && parts[0].Length == 4 && parts.All(part => part.Length > 0 && part.All(char.IsDigit))
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is > 0 and < 10_000
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12
                && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int day) && DateTime.DaysInMonth(year, month) is var last && day > last && day <= 31
                ? TextFix.Offer(at.Span, parts[0] + "-" + parts[1] + "-" + last.ToString(CultureInfo.InvariantCulture))
                : null;
        }

        // "reading B as A", where the criteria ask for A, or for neither.
        private void ReportUnaskedReading(SourceSpan at, string list, (FactPlan From, FactPlan To) pair, bool isTurned)
        {
            int start = Math.Max(0, at.ToString().IndexOf("reading ", StringComparison.Ordinal));
            var span = new SourceSpan(Text, TextSpan.FromBounds(at.Span.Start + start, at.Span.End));
            Report(new Diagnostic("GL0382", span, list, pair.From.Name) { Fix = isTurned ? TextFix.Offer(span.Span, "reading " + pair.To.Name + " as " + pair.From.Name) : null });
        }

        // "if therapy was given then function improved", "function improved if therapy was given": the guard stands on a line of its own.
        private TextFix? WithGuardBelow(PhraseCursor phrase, int at)
        {
            int then = at + 1;
            while (then < phrase.Count && phrase.WordAt(then) != "then")
            {
                then++;
            }

            bool isFirst = at == 0 && then > 1 && then + 1 < phrase.Count;
            if (!isFirst && (at == 0 || then < phrase.Count || at + 1 >= phrase.Count))
            {
                return null;
            }

            SourceSpan asked = isFirst ? phrase.Span(then + 1, phrase.Count) : phrase.Span(0, at);
            SourceSpan guard = isFirst ? phrase.Span(1, then) : phrase.Span(at + 1, phrase.Count);
            return LineBelow(phrase, asked, "applies only when " + guard);
        }

        // "symptom duration > 3 months (from the first visit)": a remark stands in a note.
        private TextFix? WithNoteBelow(PhraseCursor phrase, int at)
        {
            bool isRemark = at > 0 && phrase.KindAt(at) == TokenKind.OpenParenthesis && phrase.KindAt(phrase.Count - 1) == TokenKind.CloseParenthesis && phrase.Count > at + 2;
            string remark = isRemark ? phrase.Span(at + 1, phrase.Count - 1).ToString() : string.Empty;
            bool asksSomething = NameTable.WordsOf(remark).Any(word => Array.IndexOf(WordsThatAsk, word) >= 0);
            return remark.Length == 0 || asksSomething || remark.IndexOfAny(new[] { '"', '\n' }) >= 0 ? null
                : LineBelow(phrase, phrase.Span(0, at), "note \"" + char.ToUpperInvariant(remark[0]) + remark.Substring(1) + ".\"");
        }

        // A condition without the rest of its line, and the rest below it.
        private TextFix? LineBelow(PhraseCursor phrase, SourceSpan condition, string below)
        {
            SourceSpan whole = phrase.Span(0, phrase.Count);
            int root = LineAt(tree.Lines, whole.Span.Start);
            LineSyntax? line = root < 0 ? null : Innermost(tree.Lines[root], whole.Span.Start);
            if (line?.Phrase.Span.End != whole.Span.End)
            {
                return null;
            }

            int indent = line!.Label is { } label ? line.Indent + label.Length + 2 : line.Indent + 2;
            return new TextFix("Write it on a line below", whole.Span, condition + "\n" + new string(' ', indent) + below) { IsCertain = false };
        }

        // "multispecialty team": the one that ends in the same word and begins alike.
        private static TextFix? OfSameKind(SourceSpan at, string typed, IEnumerable<string> terms)
        {
            string[] words = NameTable.WordsOf(typed);
            List<string> able = words.Length < 2 ? new List<string>() : terms.Where(term => NameTable.WordsOf(term) is { } own && own.Length == words.Length && own[own.Length - 1] == words[words.Length - 1] && own[0].Length > LettersAlike && words[0].StartsWith(own[0].Substring(0, LettersAlike), StringComparison.Ordinal)).Distinct().Take(2).ToList();
            return able.Count == 1 ? TextFix.Offer(at.Span, able[0]) : null;
        }
    }
}
