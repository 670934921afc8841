using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>An end of a range, in the line that sets it.</summary>
    internal sealed record Limit(ConditionNode Line, bool IsHigh, Rational At, bool IsStrict)
    {
        // What tells "age ≥ 50" from "age is 50".
        private static readonly string[] ComparisonWords = { "<", "≤", "≥", ">", "least", "most", "than", "over", "under", "below", "above", "older", "younger" };

        /// <summary>What a line with a limit measures.</summary>
        public static ValueNode MeasuredBy(ConditionNode line) => line is BandNode band ? band.Value : ((ComparisonNode)line).Left;

        /// <summary>Writes the line so that its limit meets that of another line, with nothing between them and nothing in both; null if the words of the two differ too much.</summary>
        /// <param name="other">An end of the other kind, of a range of the same measure.</param>
        /// <param name="isOneOfLine">Whether “or” stands in the line, which goes with no “and”.</param>
        public TextFix? Meeting(Limit other, bool isOneOfLine)
        {
            if (IsAge || other.IsAge)
            {
                return IsAge && other.IsAge && other.IsStrict != IsHigh && (other.At / 12).IsWhole ? Offer(Aged((other.At / 12).Floor())) : null;
            }

            if (Measured is not { } measured || other.Measured is not { } same || PlanWords.Of(measured) != PlanWords.Of(same)
                || NumberOf(End) is not { } own || NumberOf(other.End) is not { } number || UnitAt(IsHigh) != other.UnitAt(other.IsHigh))
            {
                return null;
            }

            string name = measured.ToString();
            bool isStrict = !other.IsStrict;
            string rest = End.ToString().Substring(own.Length);
            string? right = Line switch
            {
                ComparisonNode comparison when IsUpright(comparison) => name + (isStrict == IsStrict ? Between(measured, End) : " " + Sign(IsHigh, isStrict) + " ") + Amount(number, rest),
                BandNode { Kind: BandKind.Within } band => isStrict && NextTo(other, number) is { } next ? Banded(band, name, next, false, isOneOfLine) : Banded(band, name, number, isStrict, isOneOfLine),
                _ => null,
            };
            return Offer(right);
        }

        private TextFix? Offer(string? right) => right is null ? null : TextFix.Offer(Line.Source.Span, right);

        /// <summary>The words of two comparisons, each with the number of the other; null if they are written otherwise.</summary>
        public static (string First, string Second)? Exchanged(ConditionNode first, ConditionNode second) =>
            first is ComparisonNode one && second is ComparisonNode other && new Limit(one, false, 0, false).Measured is { } left && new Limit(other, false, 0, false).Measured is { } right
            && PlanWords.Of(left) == PlanWords.Of(right) && PlanWords.Of(one.Right.Source) != PlanWords.Of(other.Right.Source)
                ? (left + Between(left, one.Right.Source) + other.Right.Source, right + Between(right, other.Right.Source) + one.Right.Source)
                : ((string, string)?)null;

        // Where the value stands first, as in "AHI ≥ 15"; that of "≥ 6 months of care" has no words of its own.
        private SourceSpan? Measured
        {
            get
            {
                SourceSpan value = MeasuredBy(Line).Source;
                return ReferenceEquals(value.Text, Line.Source.Text) && value.Span.Start == Line.Source.Span.Start && value.Span.End < End.Span.Start && End.Span.End <= Line.Source.Span.End
                    ? value : null;
            }
        }

        private SourceSpan End => EndAt(IsHigh);

        private SourceSpan EndAt(bool isHigh) => Line is BandNode band ? (isHigh ? band.High : band.Low).Source : ((ComparisonNode)Line).Right.Source;

        // "5 to 14 events/hour": the unit may stand once, at the end.
        private string UnitAt(bool isHigh)
        {
            string end = EndAt(isHigh).ToString();
            string unit = end.Substring(NumberOf(EndAt(isHigh))?.Length ?? 0).Trim();
            return unit.Length == 0 && Line is BandNode && !isHigh ? UnitAt(true) : unit;
        }

        // "15 ≤ AHI" is not "AHI ≤ 15", and "10 - pain ≤ 5" bounds pain from below.
        private bool IsUpright(ComparisonNode comparison) => IsHigh == (comparison.Comparison is Comparison.Less or Comparison.AtMost);

        /// <summary>The distance of neighbouring values of what is measured, or null.</summary>
        public Rational? Step { get; init; }

        /// <summary>Whether it stands in "age ≥ 50" or the like: whole years, which are not written as a length of time.</summary>
        public bool IsAge => Line is ComparisonNode { Left: { Kind: ValueKind.Elapsed } } comparison && comparison.Right.Source.Span.Equals(Line.Source.Span);

        // Who is less than 65 is at most 64, as the end of "age is 50 to 64" says.
        private string? Aged(BigInteger years)
        {
            string words = Line.Source.ToString();
            List<(int Start, int End)> numbers = NumbersIn(words);
            (int start, int end) = numbers.Count == 2 ? numbers[IsHigh ? 1 : 0] : default;
            return numbers.Count == 2 ? words.Substring(0, start) + (IsHigh ? years - 1 : years) + words.Substring(end)
                : numbers.Count == 1 && words.Split(' ').Any(ComparisonWords.Contains) ? PlanWords.Of(MeasuredBy(Line).Source) + " " + Sign(IsHigh, IsHigh) + " " + years
                : null;
        }

        private static List<(int Start, int End)> NumbersIn(string words)
        {
            var numbers = new List<(int, int)>();
            for (int i = 0; i < words.Length; i++)
            {
                int start = i;
                while (i < words.Length && char.IsDigit(words[i]))
                {
                    i++;
                }

                if (i > start)
                {
                    numbers.Add((start, i));
                }
            }

            return numbers;
        }

        // A band holds both ends: one that ends below another line is two comparisons. In one line with “or” it can as well hold the end that the other begins with.
        private string? Banded(BandNode band, string name, string number, bool isStrict, bool isOneOfLine)
        {
            string unit = band.High.Source.ToString().Substring(NumberOf(band.High.Source)?.Length ?? 0);
            string low = IsHigh ? NumberOf(band.Low.Source) ?? string.Empty : number;
            string high = IsHigh ? number : NumberOf(band.High.Source) ?? string.Empty;
            return !isStrict || (isOneOfLine && UnitAt(false) == UnitAt(true)) ? name + Between(band.Value.Source, band.Low.Source) + low + Between(band.Low.Source, band.High.Source) + Amount(high, unit)
                : UnitAt(false) != UnitAt(true) ? null
                : name + " " + Sign(false, !IsHigh) + " " + Amount(low, unit) + " and " + name + " " + Sign(true, IsHigh) + " " + Amount(high, unit);
        }

        // The last value before the start of another range, where only steps are recorded: 4 before 5.
        private string? NextTo(Limit other, string number) => Step is { } step && decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) && value == other.At
            && (IsHigh ? other.At - step : other.At + step).TryToDecimal(out decimal next) ? next.ToString(CultureInfo.InvariantCulture) : null;

        // "1 day", "2 days".
        private static string Amount(string number, string unit)
        {
            string name = unit.Trim();
            string singular = name.EndsWith("s", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) : name;
            return singular is "day" or "week" or "month" or "year" ? number + " " + singular + (number == "1" ? string.Empty : "s") : number + unit;
        }

        private static string Sign(bool isHigh, bool isStrict) => (isHigh, isStrict) switch
        {
            (true, true) => "<",
            (true, false) => "≤",
            (false, true) => ">",
            _ => "≥",
        };

        private static string Between(SourceSpan left, SourceSpan right) => left.Text.Content.Substring(left.Span.End, right.Span.Start - left.Span.End);

        // "15" in "15 events/hour".
        private static string? NumberOf(SourceSpan end)
        {
            string words = end.ToString();
            int length = 0;
            while (length < words.Length && (char.IsDigit(words[length]) || (words[length] == '.' && length > 0)))
            {
                length++;
            }

            return length == 0 ? null : words.Substring(0, length);
        }
    }
}
