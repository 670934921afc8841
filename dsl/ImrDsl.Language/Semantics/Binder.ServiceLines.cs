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
                ReportFix(isAgainst ? "GL0203" : "GL0522", typed, right, isAgainst ? new[] { typed.ToString(), right } : new[] { right });
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
