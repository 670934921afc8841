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
    /// <summary>What is said about values and evidence of an example that are written as other texts write them.</summary>
    internal sealed partial class Binder
    {
        // What a record does not say needs no words of its own.
        private static readonly HashSet<string> WordsOfSilence = new HashSet<string>(StringComparer.Ordinal)
        {
            "not stated", "not documented", "not mentioned", "not known", "not recorded", "not given", "not reported", "not available", "undocumented", "unstated", "n/a", "unkown", "uncertain", "unclear", "?",
        };

        // Other words for yes, no and unknown.
        private static string? AnswerMeant(PhraseCursor phrase)
        {
            string typed = NameTable.Canonical(phrase.Words(phrase.Position, phrase.Count));
            return typed switch
            {
                "y" or "true" or "present" or "positive" or "x" or "yeah" => "yes",
                "n" or "false" or "absent" or "negative" or "none" => "no",
                _ when WordsOfSilence.Contains(typed) => "unknown",
                _ => Spelling.Nearest(typed, new[] { "yes", "no", "unknown" }),
            };
        }

        // "yes EMG", "yes (EMG)": evidence stands after a comma.
        private bool ReportEvidenceWithoutComma(PhraseCursor value)
        {
            int at = value.Position;
            bool isInParentheses = value.Take(TokenKind.OpenParenthesis);
            int from = value.Position;
            bool isEvidence = !value.AtEnd && TakeEvidence(value, new EvidenceParts()) && (isInParentheses ? value.Take(TokenKind.CloseParenthesis) : true) && value.AtEnd;
            int to = isInParentheses ? value.Position - 1 : value.Position;
            value.Position = at;
            if (!isEvidence)
            {
                return false;
            }

            SourceSpan whole = value.Span(0, value.Count);
            string right = value.Words(0, at) + ", " + value.Words(from, to);
            Report(new Diagnostic("GL0611", whole, whole.ToString(), "the answer alone", right) { Fix = new TextFix("Write a comma", value.Span(0, value.Count).Span, right) });
            return true;
        }

        // After a comma: a date without "on", or a term that nobody knows.
        private void ReportUnknownEvidence(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.Kind == TokenKind.Date)
            {
                ReportFix("GL0203", phrase.Here, "on " + phrase.TextAt(at), phrase.TextAt(at), "on " + phrase.TextAt(at));
                return;
            }

            phrase.Take("by");
            phrase.SkipArticle();
            int end = phrase.Position;
            while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma)
            {
                end++;
            }

            SourceSpan term = phrase.Span(phrase.Position, end);
            if (phrase.Kind == TokenKind.Word)
            {
                ReportUnknownTerm(term, term.ToString(), "person or kind of evidence", PersonWords.Concat(KindWords).ToList());
            }
            else
            {
                ReportLeftOver(phrase);
            }
        }
    }
}
