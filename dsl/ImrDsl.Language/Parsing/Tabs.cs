namespace ImrDsl.Language.Parsing
{
    /// <summary>How many spaces a tab at the beginning of a line stands for, where a line beside it tells.</summary>
    internal static class Tabs
    {
        private const int MostLines = 40;

        /// <summary>The spaces in the place of tabs, and whether the lines around theirs leave no doubt of how many.</summary>
        /// <param name="content">The text.</param>
        /// <param name="lineStart">Where the line begins.</param>
        /// <param name="start">Where the tabs begin.</param>
        /// <param name="end">Where they end.</param>
        /// <param name="usual">As many spaces as the tabs are counted for.</param>
        internal static (int Spaces, bool IsCertain) Spaces(string content, int lineStart, int start, int end, int usual)
        {
            int? shown = SpacesOfNeighbour(content, lineStart, start, end) ?? (start == lineStart ? SpacesOfSameWord(content, lineStart, end) : null);
            int above = SpacesAt(content, LineBefore(content, lineStart));
            int below = SpacesAt(content, LineBehind(content, lineStart));
            if (shown is null && start == lineStart && above >= usual && OpensBlock(content, lineStart))
            {
                return (above + usual, true);
            }

            bool isBesideOthers = above >= 0 && below >= 0 && ((above != usual && below != usual) || above > usual || below > usual);
            return (shown ?? usual, shown is not null || start > lineStart || !isBesideOthers);
        }

        /// <summary>The text from some tabs to where those end that begin the lines right below in the same way, and all of it with spaces in their place.</summary>
        /// <param name="content">The text.</param>
        /// <param name="start">Where the first tabs begin.</param>
        /// <param name="end">Where they end.</param>
        /// <param name="spaces">The spaces in the place of each.</param>
        internal static (int End, string Replacement) Run(string content, int start, int end, int spaces)
        {
            string right = new string(' ', spaces);
            string replacement = right;
            int last = end;
            for (int line = LineBehind(content, end); string.CompareOrdinal(content, line, content, start, end - start) == 0 && Characters.At(content, line + end - start) is not ('\t' or ' '); line = LineBehind(content, last))
            {
                replacement += content.Substring(last, line - last) + right;
                last = line + end - start;
            }

            return (last, replacement);
        }

        /// <summary>The text from some tabs to the last of the line, and all of it with blanks in their place.</summary>
        /// <param name="content">The text.</param>
        /// <param name="start">Where the first tabs begin.</param>
        /// <param name="end">Where they end.</param>
        /// <param name="spaces">The spaces in their place.</param>
        internal static (int End, string Replacement) OfLine(string content, int start, int end, int spaces)
        {
            int to = end;
            while (to < content.Length && !Characters.IsLineEnd(content[to]))
            {
                to++;
            }

            int last = content.LastIndexOf('\t', to - 1, to - end) + 1;
            return last <= end ? (end, new string(' ', spaces)) : (last, new string(' ', spaces) + content.Substring(end, last - end).Replace('\t', ' '));
        }

        // "… when all of": what stands below is further in.
        private static bool OpensBlock(string content, int lineStart)
        {
            int end = lineStart - 1;
            while (end > 0 && (Characters.IsLineEnd(content[end]) || Characters.IsBlank(content[end])))
            {
                end--;
            }

            return end > 2 && (content[end] == ':' || string.CompareOrdinal(content, end - 2, " of", 0, 3) == 0);
        }

        // "applies only when …" stands as far in as the nearest line that begins with the same word.
        private static int? SpacesOfSameWord(string content, int lineStart, int wordStart)
        {
            int length = 0;
            while (Characters.IsPlainLetter(Characters.At(content, wordStart + length)))
            {
                length++;
            }

            int above = lineStart;
            int below = lineStart;
            for (int i = 0; i < MostLines && length > 0; i++)
            {
                above = LineBefore(content, above);
                below = LineBehind(content, below);
                foreach (int line in new[] { above, below })
                {
                    int word = line + SpacesAt(content, line);
                    if (word > line && string.CompareOrdinal(content, word, content, wordStart, length) == 0 && !Characters.IsPlainLetter(Characters.At(content, word + length)))
                    {
                        return word - line;
                    }
                }
            }

            return null;
        }

        // How many spaces a line begins with; −1 where it begins with a tab or has nothing.
        private static int SpacesAt(string content, int lineStart)
        {
            int at = lineStart;
            while (Characters.At(content, at) == ' ')
            {
                at++;
            }

            return at >= content.Length || Characters.At(content, at) is '\t' or '\n' or '\r' ? -1 : at - lineStart;
        }

        private static int LineBefore(string content, int lineStart) => lineStart < 2 ? 0 : content.LastIndexOf('\n', lineStart - 2) + 1;

        private static int LineBehind(string content, int lineStart) => content.IndexOf('\n', lineStart) is >= 0 and var end ? end + 1 : content.Length;

        /// <summary>The spaces in the place of tabs that bring a labelled line under its neighbour with the label before or after its own: "a." above "b.". Null where neither line is one.</summary>
        /// <param name="content">The text.</param>
        /// <param name="lineStart">Where the line begins.</param>
        /// <param name="start">Where the tabs begin.</param>
        /// <param name="end">Where they end.</param>
        private static int? SpacesOfNeighbour(string content, int lineStart, int start, int end)
        {
            if (LabelAt(content, lineStart, out int width) is not { } label || start > lineStart + width)
            {
                return null;
            }

            int next = content.IndexOf('\n', end) + 1;
            int previous = lineStart < 2 ? 0 : content.LastIndexOf('\n', lineStart - 2) + 1;
            int? below = next > 0 && LabelAt(content, next, out int columnBelow) is { } follower && follower == label + 1 ? columnBelow : (int?)null;
            int? above = lineStart > 0 && LabelAt(content, previous, out int columnAbove) is { } leader && leader + 1 == label ? columnAbove : (int?)null;
            return (below ?? above) - (width - (end - start)) is >= 0 and var spaces ? spaces : (int?)null;
        }

        // The one letter or digit that a line has for a label, and how much stands before it.
        private static char? LabelAt(string content, int lineStart, out int width)
        {
            int at = lineStart;
            while (at < content.Length && (content[at] == '\t' || Characters.IsBlank(content[at])))
            {
                at++;
            }

            width = at - lineStart;
            bool isLabel = Characters.At(content, at + 1) == '.' && (Characters.IsPlainLetter(content[at]) || Characters.IsDigit(content[at]));
            return isLabel ? content[at] : (char?)null;
        }
    }
}
