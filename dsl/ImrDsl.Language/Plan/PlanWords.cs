using System;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Plan
{
    /// <summary>The words by which results speak of the nodes of a plan: the author's own, taken from the source.</summary>
    public static class PlanWords
    {
        /// <summary>The words of a stretch of source, white space folded.</summary>
        public static string Of(SourceSpan source) => Fold(source.ToString());

        /// <summary>The codes that a condition asks for: <c>ICD-10-CM M96.1 or M54.*</c>.</summary>
        public static string Of(CodeNode node) => node.Fact.Fact.CodeSystem + " " + (node.Codes.Count == 1
            ? node.Codes[0]
            : string.Join(", ", node.Codes.Take(node.Codes.Count - 1)) + " or " + node.Codes[node.Codes.Count - 1]);

        /// <summary>
        /// What to call the value that a comparison measures: <c>failed conservative care</c> in "≥ 6 months of failed conservative care",
        /// <c>pain duration</c> in "pain duration > 6 months".
        /// </summary>
        /// <param name="value">The value.</param>
        /// <param name="comparison">The words of the whole comparison.</param>
        /// <param name="measure">The words of what it is compared with.</param>
        public static string NameOf(ValueNode value, SourceSpan comparison, SourceSpan measure)
        {
            bool isWhole = value.Source.Span.Equals(measure.Span);
            if (!isWhole && IsWithin(measure, comparison) && IsWithin(value.Source, comparison) && value.Source.Span.Start <= measure.Span.Start
                && value.Source.Span.End >= measure.Span.End)
            {
                // The measure stands first and the value has no words of its own: it is what follows.
                string rest = Fold(comparison.Text.Content.Substring(measure.Span.End, comparison.Span.End - measure.Span.End));
                return Without(Without(Without(rest, "or more "), "or less "), "of ");
            }

            return NameOf(value, comparison);
        }

        /// <summary>What to call a value that stands in a condition. A value that was defined elsewhere for any list is told apart by its list.</summary>
        public static string NameOf(ValueNode value, SourceSpan within) => value switch
        {
            FactNode fact => fact.Fact.Fact.Name,
            EntryDateNode date => "the date of an entry of " + date.Entry.Fact.Fact.Name,
            DefinedValueNode defined => defined.Definition.Name,
            ElapsedNode elapsed when Of(elapsed.Source).StartsWith("since ", StringComparison.OrdinalIgnoreCase) => "time " + Of(elapsed.Source),
            NumberNode number when number.Source.Span.Equals(within.Span) => number.Value.ToString(CultureInfo.InvariantCulture),
            DurationNode duration => duration.Value.ToString(),
            DateShiftNode shift => shift.By + (shift.IsBack ? " before " : " after ") + NameOf(shift.Date, within),
            AggregateNode { Called: { } called } => called,
            AggregateNode aggregate when !IsWithin(value.Source, within) => Of(value.Source) + " of " + aggregate.List.Fact.Fact.Name,
            _ => Of(value.Source),
        };

        private static bool IsWithin(SourceSpan inner, SourceSpan outer) =>
            ReferenceEquals(inner.Text, outer.Text) && inner.Span.Start >= outer.Span.Start && inner.Span.End <= outer.Span.End;

        private static string Without(string text, string prefix) =>
            text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(prefix.Length) : text;

        /// <summary>Words with their white space folded.</summary>
        internal static string Fold(string text)
        {
            if (IsFolded(text, 0, text.Length))
            {
                return text;
            }

            var folded = new StringBuilder();
            foreach (char c in text)
            {
                if (!char.IsWhiteSpace(c))
                {
                    folded.Append(c);
                }
                else if (folded.Length > 0 && folded[folded.Length - 1] != ' ')
                {
                    folded.Append(' ');
                }
            }

            return folded.ToString().TrimEnd();
        }

        /// <summary>Copies words with their white space folded; there are no more of them than before.</summary>
        /// <param name="text">The text that holds the words.</param>
        /// <param name="span">Where they stand.</param>
        /// <param name="folded">Where they are copied to.</param>
        /// <param name="place">Where there.</param>
        /// <returns>How many characters were copied.</returns>
        internal static int Fold(string text, TextSpan span, char[] folded, int place)
        {
            if (IsFolded(text, span.Start, span.Length))
            {
                text.CopyTo(span.Start, folded, place, span.Length);
                return span.Length;
            }

            int length = 0;
            bool isAfterBlank = false;
            for (int i = span.Start; i < span.End; i++)
            {
                char c = text[i];
                if (char.IsWhiteSpace(c))
                {
                    isAfterBlank = length > 0;
                    continue;
                }

                if (isAfterBlank)
                {
                    folded[place + length++] = ' ';
                    isAfterBlank = false;
                }

                folded[place + length++] = c;
            }

            return length;
        }

        // Words with single blanks between them, as most are typed.
        private static bool IsFolded(string text, int start, int length)
        {
            bool isAfterBlank = true;
            for (int i = start; i < start + length; i++)
            {
                char c = text[i];
                bool isBlank = char.IsWhiteSpace(c);

                // Asked as one: a blank now and then is nothing that a processor can foresee.
                if (isBlank & (isAfterBlank | c != ' '))
                {
                    return false;
                }

                isAfterBlank = isBlank;
            }

            return !isAfterBlank;
        }
    }
}
