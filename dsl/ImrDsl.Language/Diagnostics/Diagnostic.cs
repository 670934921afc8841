using System;
using System.Collections.Generic;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Diagnostics
{
    /// <summary>How much a finding matters.</summary>
    public enum Severity : byte
    {
        /// <summary>Worth knowing.</summary>
        Note,

        /// <summary>Probably a mistake; the guideline still compiles.</summary>
        Warning,

        /// <summary>The guideline cannot be used.</summary>
        Error,
    }

    /// <summary>A change of text that would mend a finding.</summary>
    public sealed record TextFix(string Title, TextSpan Span, string Replacement)
    {
        /// <summary>Whether it can be written unasked (<c>imr check --fix</c>); otherwise it is offered, because the author may mean another.</summary>
        public bool IsCertain { get; init; } = true;

        /// <summary>Other words at a place; written unasked.</summary>
        /// <param name="at">What is replaced; empty where only something is put in.</param>
        /// <param name="words">The words, with the blanks they want around them.</param>
        /// <returns>The fix, named by the words.</returns>
        public static TextFix Write(TextSpan at, string words) =>
            new TextFix("Write “" + string.Join(" ", words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + "”", at, words);

        /// <summary>As <see cref="Write"/>, where what was meant is likely and no more.</summary>
        /// <param name="at">What is replaced.</param>
        /// <param name="words">The words.</param>
        /// <returns>The fix; it is never written unasked.</returns>
        public static TextFix Offer(TextSpan at, string words) => Write(at, words) with { IsCertain = false };

        /// <summary>Without the line in which something begins; never written unasked unless the caller says so.</summary>
        /// <param name="at">Something in the line.</param>
        /// <returns>The fix.</returns>
        public static TextFix RemoveLine(SourceSpan at)
        {
            int line = at.Start.Line;
            return new TextFix("Remove the line", at.Text.SpanOfLines(line, line), string.Empty) { IsCertain = false };
        }
    }

    /// <summary>One finding in a guideline: a code of the catalogue, the place, the words filled in, and how to mend it.</summary>
    public sealed class Diagnostic
    {
        /// <summary>A finding.</summary>
        /// <param name="code">A code of the catalogue.</param>
        /// <param name="span">Where it is.</param>
        /// <param name="arguments">What fills the places of the message.</param>
        public Diagnostic(string code, SourceSpan span, params string[] arguments)
        {
            Code = code;
            Span = span;
            Arguments = Array.ConvertAll(arguments, Shorten);
        }

        /// <summary>A code of the catalogue, such as <c>GL0201</c>.</summary>
        public string Code { get; }

        /// <summary>Where it is.</summary>
        public SourceSpan Span { get; }

        /// <summary>What fills the places of the message.</summary>
        public IReadOnlyList<string> Arguments { get; }

        /// <summary>The change that would mend it, if there is one.</summary>
        public TextFix? Fix { get; init; }

        /// <summary>How much it matters.</summary>
        public Severity Severity => Catalogue.Find(Code).Severity;

        /// <summary>Whether the guideline cannot be used as it stands.</summary>
        public bool IsError => Severity == Severity.Error;

        /// <summary>One sentence: what is wrong, and what to write instead where that is known.</summary>
        public string Message => Catalogue.Find(Code).Format(Arguments);

        /// <summary>What it says, wherever it stands: a change of the text moves findings.</summary>
        internal string Saying => Code + Message;

        // A message quotes enough to recognise the place, never a whole page.
        private static string Shorten(string argument) => argument.Length <= 200 ? argument : argument.Substring(0, 197) + "…";

        /// <summary><c>path:line:column: error GL0201: message</c></summary>
        public override string ToString() =>
            Span.Path + ":" + Span.Start + ": " + Severity.ToString().ToLowerInvariant() + " " + Code + ": " + Message;
    }
}
