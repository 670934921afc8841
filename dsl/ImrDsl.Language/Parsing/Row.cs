using System;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>A line of the text as it is printed, if anything stands in it. One or more rows make a line of the outline.</summary>
    internal readonly struct Row
    {
        internal Row(int first, int last, TextSpan space, int indent, int end, int lowest, int net, bool hasParentheses, bool hasColon)
        {
            First = first;
            Last = last;
            Space = space;
            Indent = indent;
            End = end;
            Lowest = lowest;
            Net = net;
            HasParentheses = hasParentheses;
            HasColon = hasColon;
        }

        /// <summary>The index of its first word among the words of the file.</summary>
        internal int First { get; }

        /// <summary>The index of its last word.</summary>
        internal int Last { get; }

        /// <summary>The space before its first word.</summary>
        internal TextSpan Space { get; }

        /// <summary>How many columns that space is wide.</summary>
        internal int Indent { get; }

        /// <summary>The offset after its line end.</summary>
        internal int End { get; }

        /// <summary>The least number of parentheses left open in it, counted from 0 at its start; negative where it closes earlier ones.</summary>
        internal int Lowest { get; }

        /// <summary>How many more parentheses it opens than it closes.</summary>
        internal int Net { get; }

        /// <summary>Whether it has parentheses.</summary>
        internal bool HasParentheses { get; }

        /// <summary>Whether it has a colon.</summary>
        internal bool HasColon { get; }

        /// <summary>The least indentation of any row; 0 where there is none.</summary>
        internal static int Margin(ParsingRoom room)
        {
            int margin = room.RowCount == 0 ? 0 : int.MaxValue;
            for (int i = 0; i < room.RowCount; i++)
            {
                margin = Math.Min(margin, room.Rows[i].Indent);
            }

            return margin;
        }
    }
}
