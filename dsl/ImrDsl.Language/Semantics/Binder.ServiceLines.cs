using System;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What is said about lines of a service that say it as payers do.</summary>
    internal sealed partial class Binder
    {
        // "service "Injection of botulinum toxin" botulinum toxin": the name, if the title stands before it.
        private string? ReportExchangedName(PhraseCursor head, int start, string title)
        {
            bool isExchanged = title.Length > 0 && head.Kind == TokenKind.Word && Enumerable.Range(head.Position, head.Count - head.Position).All(at => NameTable.IsNamePart(head.KindAt(at)));
            if (!isExchanged)
            {
                return null;
            }

            SourceSpan whole = head.Span(start, head.Count);
            string name = head.Words(head.Position, head.Count);
            Report(new Diagnostic("GL0520", whole) { Fix = TextFix.Offer(whole.Span, head.Span(head.Position, head.Count) + " " + head.Span(start, head.Position)) });
            head.Position = head.Count;
            return name;
        }

        // "B. Pain: not recommended when …": a criterion says what is asked, and the service what follows from it. Where the list advises against, the condition is meant.
        private bool ReportWordsOfAService(PhraseCursor phrase)
        {
            int at = phrase.Position;
            bool isBehind = at > 0 && phrase.IsWordAt(at - 1, "not");
            bool isDenied = isBehind || phrase.IsWordAt(at, "not");
            int word = isDenied && !isBehind ? at + 1 : at;
            int when = phrase.IsWordAt(word, "medically") && phrase.IsWordAt(word + 1, "necessary") ? word + 2 : word + 1;
            bool isSaid = when == word + 2 || phrase.WordAt(word) is "recommended" or "covered" or "indicated" or "approved" or "appropriate" or "necessary";
            if (!isSaid || phrase.WordAt(when) is not ("when" or "if") || names.Find(phrase, at, out _, out _) is not null || SectionAt(phrase.SpanAt(at).Span.Start) != "criteria")
            {
                return false;
            }

            SourceSpan typed = phrase.Span(isBehind ? at - 1 : at, when + 1);
            if (isDenied == AdvisesAgainst(typed.Span.Start))
            {
                Report(new Diagnostic("GL0279", typed, typed.ToString()) { Fix = new TextFix("Leave it out", WithSpace(typed), string.Empty) { IsCertain = false } });
            }
            else
            {
                ReportGuess("GL0203", typed, "not", typed.ToString(), "not");
            }

            return true;
        }

        // Whether the criteria at a place are those of a line "not recommended when …".
        private bool AdvisesAgainst(int position)
        {
            var heading = new PhraseCursor(Text, tree.Lines[LineAt(tree.Lines, position)].Phrase);
            string name = heading.Count > 2 ? NameTable.Canonical(heading.Words(2, heading.Count)) : string.Empty;
            return name.Length > 0 && tree.Lines.Where(line => SectionOfLine(line) == "service").SelectMany(line => line.Lines).Select(line => new PhraseCursor(Text, line.Phrase))
                .Any(line => line.IsWord("not") && line.IsWordAt(1, "recommended") && line.IsWordAt(2, "when") && (" " + NameTable.Canonical(line.Words(0, line.Count)) + " ").Contains(" for " + name + " "));
        }

        // "visits for treated condition, counting …": what is counted is an amount.
        private bool IsAmount(PhraseCursor phrase, int at) =>
            phrase.KindAt(at) == TokenKind.Word && phrase.WordAt(at) is not ("when" or "up" or "if" or "where" or "for")
            && (names.Find(phrase, at, out int length, out _) is not null || Enumerable.Range(at, phrase.Count - at).Any(i => phrase.KindAt(i) == TokenKind.Comma && phrase.IsWordAt(i + 1, "counting")))
            && (length == 0 || phrase.KindAt(at + length) == TokenKind.Comma || phrase.WordAt(at + length) is "for" or "over" or "when")
            && Enumerable.Range(at, phrase.Count - at).Any(i => phrase.IsWordAt(i, "counting") || phrase.IsWordAt(i, "over") || phrase.IsWordAt(i, "when"));

        // "not recommended if", "medically necessary 12 visits", "CPT codes 64612": lines of a service with a word that is missing, wrong or elsewhere.
        private bool ReportServiceLine(PhraseCursor phrase)
        {
            if (phrase.IsWord("not") && phrase.IsWordAt(1, "recommended") && phrase.WordAt(2) is "if" or "where" or "for" or "in" or "with")
            {
                ReportFix("GL0203", phrase.SpanAt(2), "when", phrase.TextAt(2), "when");
                return true;
            }

            // "not recommended pump is working".
            if (phrase.IsWord("not") && phrase.IsWordAt(1, "recommended") && phrase.KindAt(2) == TokenKind.Word && phrase.WordAt(2) is not ("except" or "when"))
            {
                SourceSpan next = phrase.SpanAt(2);
                string right = "when " + next;
                Report(new Diagnostic("GL0203", next, next.ToString(), right) { Fix = new TextFix("Write “" + right + "”", new TextSpan(next.Span.Start, 0), "when ") { IsCertain = false } });
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && phrase.IsWordAt(2, "for") && Enumerable.Range(3, phrase.Count).Any(at => phrase.IsWordAt(at, "when")))
            {
                Report(new Diagnostic("GL0522", phrase.SpanAt(2), "medically necessary up to") { Fix = TextFix.Write(phrase.SpanAt(2).Span, "up to") });
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && IsAmount(phrase, 2))
            {
                SourceSpan amount = phrase.SpanAt(2);
                Report(new Diagnostic("GL0522", amount, "medically necessary up to") { Fix = TextFix.Offer(new TextSpan(amount.Span.Start, 0), "up to ") });
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && phrase.KindAt(2) == TokenKind.Number)
            {
                SourceSpan number = phrase.SpanAt(2);
                Report(new Diagnostic("GL0522", number, "medically necessary up to") { Fix = TextFix.Write(new TextSpan(number.Span.Start, 0), "up to ") });
                return true;
            }

            // "necessary if", "covered when", "not indicated when": as payers say it.
            int when = phrase.IsWord("not") ? 2 : 1;
            bool isFinding = phrase.WordAt(when - 1) is "necessary" or "covered" or "approved" or "indicated" or "appropriate" or "authorized" or "allowed" or "payable" or "recommended" or "certified" or "contraindicated" or "denied";
            if (isFinding && phrase.WordAt(when) is "when" or "if" or "where")
            {
                bool isAgainst = when == 2 || phrase.WordAt(0) is "contraindicated" or "denied";
                SourceSpan typed = phrase.Span(0, when + 1);
                string right = isAgainst ? "not recommended when" : "medically necessary when";

                // "recommended when" may have lost its "not".
                TextFix fix = phrase.WordAt(0) == "recommended" ? TextFix.Offer(typed.Span, right) : TextFix.Write(typed.Span, right);
                Report(new Diagnostic(isAgainst ? "GL0203" : "GL0522", typed, isAgainst ? new[] { typed.ToString(), right } : new[] { right }) { Fix = fix });
                return true;
            }

            if (IsCodeSystem(phrase, 0) && phrase.WordAt(1) is "codes" or "code")
            {
                SourceSpan words = phrase.Span(0, 2);
                string right = "codes " + phrase.TextAt(0);
                ReportFix("GL0203", words, right, words.ToString(), right);
                return true;
            }

            return false;
        }
    }
}
