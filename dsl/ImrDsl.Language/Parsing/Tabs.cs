namespace ImrDsl.Language.Parsing
{
    /// <summary>How many spaces a tab at the beginning of a line stands for, where a line beside it tells.</summary>
    internal static class Tabs
    {
        /// <summary>The spaces in the place of tabs that bring a labelled line under its neighbour with the label before or after its own: "a." above "b.". Null where neither line is one.</summary>
        /// <param name="content">The text.</param>
        /// <param name="lineStart">Where the line begins.</param>
        /// <param name="start">Where the tabs begin.</param>
        /// <param name="end">Where they end.</param>
        internal static int? SpacesOfNeighbour(string content, int lineStart, int start, int end)
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
