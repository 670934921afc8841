using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace ImrDsl.Language.Semantics
{
    /// <summary>A line as an author sees it, understood or not: words, numbers, dates and signs, each with the space before it.</summary>
    internal sealed class LinePieces
    {
        private static readonly Regex Piece = new Regex(
            @"""[^""\n]*""|\d{1,4}/\d{1,2}/\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d+(?:\.\d+)?(?![\w-])|[\p{L}\p{N}µ°](?:[\p{L}\p{N}²³'’‐‑_-]|\.(?=[\p{L}\p{N}]))*|[^\s]", RegexOptions.CultureInvariant);

        // A condition begins behind these and ends before them.
        private static readonly string[] Boundaries = { "and", "or", "unless", "when", "if", "where", "with", ",", "excused", "applies", ":" };

        private readonly List<(string Before, string Text, string Word)> pieces = new List<(string Before, string Text, string Word)>();

        public LinePieces(string text)
        {
            int end = 0;
            foreach (Match match in Piece.Matches(text))
            {
                pieces.Add((text.Substring(end, match.Index - end), match.Value, NameTable.Canonical(match.Value)));
                end = match.Index + match.Length;
            }
        }

        public int Count => pieces.Count;

        /// <summary>A piece in canonical form; nothing outside the line.</summary>
        public string WordAt(int index) => index >= 0 && index < Count ? pieces[index].Word : string.Empty;

        /// <summary>Where a piece begins in the text.</summary>
        public int StartOf(int index) => pieces.Take(index).Sum(piece => piece.Before.Length + piece.Text.Length) + (index < Count ? pieces[index].Before.Length : 0);

        /// <summary>Where a piece ends in the text.</summary>
        public int EndOf(int index) => StartOf(index) + pieces[index].Text.Length;

        /// <summary>The space before a piece.</summary>
        public string SpaceBefore(int index) => pieces[index].Before;

        /// <summary>Pieces as they stand there, from one to before another.</summary>
        public string Words(int from, int to)
        {
            var builder = new StringBuilder();
            for (int i = from; i < to; i++)
            {
                builder.Append(i > from ? pieces[i].Before : string.Empty).Append(pieces[i].Text);
            }

            return builder.ToString();
        }

        /// <summary>The whole line with other words in the place of some pieces.</summary>
        public string With(Rewrite rewrite)
        {
            string before = Lead(0, rewrite.From);
            string gap = rewrite.From < Count ? pieces[rewrite.From].Before : string.Empty;
            string after = Lead(rewrite.To, Count);
            if (rewrite.From == rewrite.To)
            {
                return before + (rewrite.From == Count ? " " : gap) + rewrite.Words + (gap.Length == 0 && after.Length > 0 ? " " : string.Empty) + after;
            }

            if (rewrite.Words.Length == 0)
            {
                // What is left out takes one of the spaces beside it along.
                return before + (rewrite.From == 0 ? after.TrimStart(' ') : after.Length > 0 && after[0] is not (' ' or '\n') ? gap + after : after);
            }

            // "hr." was joined to "2": a word that replaces a sign is apart from the word before.
            bool needsSpace = gap.Length == 0 && before.Length > 0 && char.IsLetterOrDigit(rewrite.Words[0]) && char.IsLetterOrDigit(before[before.Length - 1]) && !char.IsDigit(before[before.Length - 1]);
            bool needsSpaceAfter = after.Length > 0 && char.IsLetterOrDigit(after[0]) && char.IsLetterOrDigit(rewrite.Words[rewrite.Words.Length - 1]);
            string words = rewrite.Words[0] is ',' or ':' && gap == " " ? rewrite.Words : (needsSpace ? " " : gap) + rewrite.Words;
            return before + words + (needsSpaceAfter ? " " : string.Empty) + after;
        }

        /// <summary>Whether a condition can begin at a piece.</summary>
        public bool BeginsClause(int at) => at == 0 || Array.IndexOf(Boundaries, WordAt(at - 1)) >= 0 || (WordAt(at - 1) == "of" && WordAt(at - 2) is "all" or "any" or "none");

        /// <summary>Whether a condition can end before a piece.</summary>
        public bool EndsClause(int at) => at == Count || Array.IndexOf(Boundaries, WordAt(at)) >= 0;

        private string Lead(int from, int to)
        {
            var builder = new StringBuilder();
            for (int i = from; i < to; i++)
            {
                builder.Append(pieces[i].Before).Append(pieces[i].Text);
            }

            return builder.ToString();
        }
    }
}
