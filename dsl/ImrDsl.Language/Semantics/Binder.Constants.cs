using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Numbers with their units.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] NumberWords =
        {
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        };

        private static readonly string[] TensWords = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };

        private static readonly (string Singular, CalendarUnit Unit)[] CalendarUnits =
        {
            ("day", CalendarUnit.Days), ("week", CalendarUnit.Weeks), ("month", CalendarUnit.Months), ("year", CalendarUnit.Years),
        };

        private static int? NumberWord(PhraseCursor phrase)
        {
            if (phrase.Kind != TokenKind.Word)
            {
                return null;
            }

            // "thirty-five": the tens, and perhaps a digit.
            string[] parts = phrase.WordAt(phrase.Position).Split('-');
            int low = Array.IndexOf(NumberWords, parts[parts.Length - 1]);
            int tens = 10 * (2 + Array.IndexOf(TensWords, parts[0]));
            return parts.Length == 1 ? (low >= 0 ? low : tens > 10 ? tens : null)
                : parts.Length == 2 && tens > 10 && low is > 0 and < 10 ? tens + low
                : null;
        }

        // "3,5 months", "1,200": a number has a point, and nothing between its thousands.
        private bool ReportNumberWithComma(PhraseCursor phrase, int start)
        {
            int comma = start + 1;
            if (phrase.KindAt(start) != TokenKind.Number || phrase.KindAt(comma) != TokenKind.Comma || phrase.KindAt(comma + 1) != TokenKind.Number || !phrase.IsJoined(comma) || !phrase.IsJoined(comma + 1))
            {
                return false;
            }

            string behind = phrase.TextAt(comma + 1);
            string right = phrase.TextAt(start) + (behind.Length == 3 && phrase.TextAt(start)[0] != '0' ? string.Empty : ".") + behind;
            ReportFix("GL0317", phrase.Span(start, comma + 2), right, phrase.Words(start, comma + 2));
            phrase.Position = comma + 2;
            return true;
        }

        // "percent", "per cent": how many words it takes.
        private static int PercentWords(PhraseCursor phrase, int at) => phrase.WordAt(at) is "percent" or "pct" ? 1 : phrase.WordAt(at) == "per" && phrase.WordAt(at + 1) == "cent" ? 2 : 0;

        private static bool TryTakeDecimal(PhraseCursor phrase, out decimal value)
        {
            value = 0;
            int start = phrase.Position;
            bool isNegative = phrase.Kind == TokenKind.Minus;
            if (isNegative)
            {
                phrase.Position++;
            }

            if (phrase.Kind != TokenKind.Number)
            {
                phrase.Position = start;
                return false;
            }

            value = ParseDecimal(phrase.TextAt(phrase.Position++));
            value = isNegative ? -value : value;
            return true;
        }

        /// <summary>A number as the author wrote it, with its unit: a length of time for calendar units.</summary>
        private ValueNode? BindConstant(PhraseCursor phrase, out bool isConsecutive)
        {
            int start = phrase.Position;
            isConsecutive = false;
            if (NumberWord(phrase) is { } number)
            {
                // "four leads is necessary": a name that begins with a number.
                (string? meant, int length) = NearestName(phrase, start);
                if (meant is not null && length > 1)
                {
                    ReportMisspeltName(phrase, start, length, meant);
                    return null;
                }

                // "six (6) months": the digits in parentheses say it again.
                string digits = number.ToString(CultureInfo.InvariantCulture);
                bool isTwice = phrase.KindAt(start + 1) == TokenKind.OpenParenthesis && phrase.KindAt(start + 2) == TokenKind.Number && phrase.KindAt(start + 3) == TokenKind.CloseParenthesis;
                SourceSpan words = phrase.Span(start, start + (isTwice ? 4 : 1));
                digits = isTwice ? phrase.TextAt(start + 2) : digits;
                int percent = PercentWords(phrase, start + (isTwice ? 4 : 1));
                if (percent > 0)
                {
                    words = phrase.Span(start, start + (isTwice ? 4 : 1) + percent);
                    digits += "%";
                }

                ReportFix("GL0301", words, digits, words.ToString(), digits);
                return null;
            }

            if (!TryTakeDecimal(phrase, out decimal value))
            {
                if (!ReportHyphenatedRange(phrase, start))
                {
                    Report("GL0302", phrase.Here);
                }

                return null;
            }

            if (ReportNumberWithComma(phrase, start))
            {
                return null;
            }

            string unitWord = phrase.WordAt(phrase.Position);
            bool isOfOtherTexts = unitWord is "percent" or "pct" or "mths" || (unitWord == "per" && phrase.WordAt(phrase.Position + 1) == "cent")
                || (unitWord == "mos" && phrase.KindAt(phrase.Position + 1) == TokenKind.Dot);
            if (isOfOtherTexts && ReportMisspeltUnit(phrase, start))
            {
                return null;
            }

            isConsecutive = phrase.Take("consecutive");
            bool isPercent = phrase.Take(TokenKind.Percent);
            if (ReportHyphenatedRange(phrase, start))
            {
                return null;
            }

            if (isPercent)
            {
                return new NumberNode(phrase.SpanFrom(start), value, "%");
            }

            foreach ((string singular, CalendarUnit unit) in CalendarUnits)
            {
                int at = phrase.Position;
                bool isSingular = phrase.IsWord(singular);
                if (IsAbbreviated(phrase, unit) && value == decimal.Truncate(value) && value is >= 0 and <= 100_000)
                {
                    phrase.Position++;
                    return new DurationNode(phrase.SpanFrom(start), new CalendarDuration((int)value, unit));
                }

                if ((!isSingular && !phrase.IsWord(singular + "s")) || phrase.KindAt(at + 1) == TokenKind.Slash)
                {
                    continue;
                }

                phrase.Position++;
                if (isSingular != (value == 1))
                {
                    string right = isSingular ? singular + "s" : singular;
                    ReportFix("GL0323", phrase.SpanAt(at), right, phrase.Words(start, phrase.Position), phrase.TextAt(start) + " " + right);
                    return null;
                }

                if (value != decimal.Truncate(value) || value < 0 || value > 100_000)
                {
                    Report("GL0324", phrase.SpanFrom(start), phrase.Words(start, phrase.Position));
                    return null;
                }

                return new DurationNode(phrase.SpanFrom(start), new CalendarDuration((int)value, unit));
            }

            string? symbol = IsUnitNext(phrase) ? TakeUnit(phrase) : null;
            if (symbol is null && ReportMisspeltUnit(phrase, start))
            {
                return null;
            }

            return new NumberNode(phrase.SpanFrom(start), value, symbol);
        }

        // "6 mo", "12 wks", "2 yrs": not before a slash, where it is part of a rate.
        private bool IsAbbreviated(PhraseCursor phrase, CalendarUnit unit) =>
            phrase.KindAt(phrase.Position + 1) != TokenKind.Slash && FindName(phrase, phrase.Position, out _, out _, out _) is null && unit switch
            {
                CalendarUnit.Weeks => phrase.IsWord("wk") || phrase.IsWord("wks"),
                CalendarUnit.Months => phrase.IsWord("mo") || (phrase.IsWord("mos") && phrase.KindAt(phrase.Position + 1) != TokenKind.Dot),
                CalendarUnit.Years => phrase.IsWord("yr") || phrase.IsWord("yrs"),
                _ => false,
            };

        // A word after a number is its unit if the table of units has it.
        private bool IsUnitNext(PhraseCursor phrase)
        {
            // "at most 3 in 12 months" is not in inches.
            if (phrase.Kind != TokenKind.Word || (phrase.IsWord("in") && phrase.KindAt(phrase.Position + 1) == TokenKind.Number))
            {
                return false;
            }

            // "visits > 6 visits": a number may be called what it is counted in.
            int at = phrase.Position;
            Symbol? symbol = FindName(phrase, at, out int length, out _, out _);
            return Unit.TryParse(phrase.TextAt(at), out Unit unit)
                && (symbol is null || (length == 1 && symbol is FactSymbol { Fact: { Kind: FactKind.Number } fact } && (IsCalledLikeIts(unit, fact) || IsQuotient(phrase, at))));
        }

        private static bool IsCalledLikeIts(Unit unit, FactPlan fact) =>
            fact.Range?.Unit is { } own ? Parsed(own).IsConvertibleTo(unit) && !unit.Dimension.IsNone : CountedUnitOf(fact) == unit;

        // "15 events/hour", "2 packs per day": nothing is divided right behind a number and a word.
        private static bool IsQuotient(PhraseCursor phrase, int at) =>
            (phrase.KindAt(at + 1) == TokenKind.Slash || phrase.IsWordAt(at + 1, "per"))
            && Unit.TryParse(phrase.Words(at, at + 3), out _);

        // "mg/day", "mg MED/day", "kg/m²", "mm[Hg]": as long a run as is a unit.
        private string? TakeUnit(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int end = start;
            while (end < phrase.Count && phrase.KindAt(end) is TokenKind.Word or TokenKind.Slash or TokenKind.Percent or TokenKind.Power
                or TokenKind.OpenBracket or TokenKind.CloseBracket)
            {
                end++;
            }

            // "20 pack years" counts neither packs nor years.
            string hyphenated = phrase.TextAt(start) + "-" + phrase.TextAt(start + 1);
            if (start + 1 < end && phrase.KindAt(start + 1) == TokenKind.Word && Unit.TryParse(hyphenated, out _))
            {
                SourceSpan apart = phrase.Span(start, start + 2);
                ReportFix("GL0326", apart, hyphenated, apart.ToString(), hyphenated);
                phrase.Position = start + 2;
                return null;
            }

            if (ReportUnitOfATime(phrase, start, end))
            {
                return null;
            }

            for (int to = Math.Min(end, start + 8); to > start; to--)
            {
                string symbol = phrase.Words(start, to);
                bool isCutShort = to < end && Enumerable.Range(to, end - to).Any(i => phrase.KindAt(i) == TokenKind.Slash) && Unit.Suggest(phrase.Words(start, end)) is not null;
                if (!isCutShort && !(phrase.KindAt(to) == TokenKind.Slash && phrase.IsJoined(to)) && Unit.TryParse(symbol, out _))
                {
                    phrase.Position = to;
                    return symbol;
                }
            }

            string typed = phrase.Words(start, end);
            string? meant = Unit.Suggest(typed) ?? UnitInParts(typed);
            if (meant is not null)
            {
                ReportFix("GL0326", phrase.Span(start, end), meant, typed, meant);
            }
            else
            {
                Report("GL0325", phrase.Span(start, Math.Max(end, start + 1)), typed);
            }

            phrase.Position = Math.Max(end, start + 1);
            return null;
        }

        /// <summary>
        /// Makes a value comparable with another: converts a constant to the unit it is compared in, and reports what cannot be compared,
        /// naming both sides.
        /// </summary>
        private ValueNode? Fit(ValueNode? value, ValueNode other)
        {
            switch (other.Kind)
            {
                case var _ when value is null:
                    return null;
                case ValueKind.Elapsed when value.Kind == ValueKind.Duration:
                    return value;
                case ValueKind.Elapsed when value is NumberNode { Unit: null }:
                    ReportGuess("GL0327", value.Source, value.Source + " " + UsualUnitOfTime(value.Source), value.Source.ToString());
                    return null;
                case ValueKind.PercentChange when value is NumberNode { Unit: "%" }:
                    return value;
                case ValueKind.PercentChange when value is NumberNode { Unit: null } share && share.Value is > 0 and < 1:
                    Report("GL0369", value.Source, value.Source.ToString(), (share.Value * 100).ToString("0.####", CultureInfo.InvariantCulture));
                    return null;
                case ValueKind.PercentChange when value is NumberNode { Unit: null }:
                    ReportFix("GL0328", value.Source, value.Source + "%", value.Source.ToString());
                    return null;
                case ValueKind.Number when value.Kind == ValueKind.Number:
                    return FitUnit(value, other);
                case ValueKind.Number when value is DurationNode duration:
                    return FitUnit(new NumberNode(value.Source, duration.Value.Amount, duration.Value.Unit.ToString().ToLowerInvariant()), other);
                default:
                    Report("GL0304", value.Source, value.Source.ToString(), other.Source.ToString());
                    return null;
            }
        }

        private ValueNode? FitUnit(ValueNode value, ValueNode other)
        {
            string? from = UnitOf(value);
            string? to = UnitOf(other);
            from ??= to is null ? null : UnitOfColumn(value, to);
            to ??= from is null ? null : UnitOfColumn(other, from);
            if (from == to || from == UnknownUnit || to == UnknownUnit)
            {
                return value;
            }

            if (from == "%")
            {
                Report("GL0329", value.Source, value.Source.ToString(), other.Source.ToString());
                return null;
            }

            if (from is not null && CountedThreshold(value, from, other, to) is { } counted)
            {
                return counted;
            }

            // "at most 24 requested visits" names the unit.
            if (from is null && value is NumberNode bare && other is FactNode fact && IsLastWord(to!, fact.Fact.Fact.Name))
            {
                return new NumberNode(bare.Source, bare.Value, to);
            }

            if (from is null && IsComputed(other))
            {
                ReportUnitOfComputed(value, other, to!);
                return null;
            }

            if (from is null && WordBehind(value.Source) is { } unit)
            {
                Report("GL0325", unit, unit.ToString(), " “" + other.Source + "” is in " + to + ".");
                return null;
            }

            if (from is null)
            {
                // What the author had in mind is not known, so it is offered and never written unasked.
                var withUnit = TextFix.Offer(value.Source.Span, value.Source + " " + to);
                Report(new Diagnostic("GL0330", value.Source, value.Source.ToString(), other.Source.ToString(), to!) { Fix = withUnit });
                return null;
            }

            if (to is null)
            {
                Report("GL0331", value.Source, value.Source.ToString(), other.Source.ToString());
                return null;
            }

            if (IsMonthsAgainstDays(from, to))
            {
                Report(new Diagnostic("GL0363", value.Source, value.Source.ToString(), other.Source.ToString(), to, from) { Fix = InCustomaryUnit(value.Source, from, to) });
                return null;
            }

            if (!Unit.TryParse(from, out Unit? fromUnit) || !Unit.TryParse(to, out Unit? toUnit) || fromUnit.Dimension != toUnit.Dimension)
            {
                ReportUnitOfAnotherKind(value, from!, other, to!);
                return null;
            }

            if (value is not NumberNode number)
            {
                return Converted(value, fromUnit, toUnit);
            }

            if (!fromUnit.TryConvert(number.Value, toUnit, out decimal converted))
            {
                Report("GL0333", value.Source, value.Source.ToString(), to);
                return null;
            }

            return new NumberNode(value.Source, converted, to);
        }

        // In another unit: times the factor between the two, which is exact, as a quotient where no decimal holds it.
        private static ValueNode Converted(ValueNode value, Unit from, Unit to)
        {
            if (from.TryConvert(1, to, out decimal factor))
            {
                return factor == 1 ? value : new ArithmeticNode(value.Source, ArithmeticKind.Multiply, value, new NumberNode(value.Source, factor, null));
            }

            BigInteger above = from.FactorNumerator * to.FactorDenominator;
            BigInteger below = from.FactorDenominator * to.FactorNumerator;
            BigInteger common = BigInteger.GreatestCommonDivisor(above, below);
            var multiplied = new ArithmeticNode(value.Source, ArithmeticKind.Multiply, value, new NumberNode(value.Source, (decimal)(above / common), null));
            return new ArithmeticNode(value.Source, ArithmeticKind.Divide, multiplied, new NumberNode(value.Source, (decimal)(below / common), null));
        }

        /// <summary>
        /// What is measured, in the unit of its threshold, where it is computed or the threshold has no exact value in its own unit: so that results
        /// speak of kg/m² as the guideline does. Null if the threshold is to be converted instead.
        /// </summary>
        private static ValueNode? InUnitOf(ValueNode value, params ValueNode[] thresholds)
        {
            if (value.Kind != ValueKind.Number || UnitOf(value) is not { } from || !Unit.TryParse(from, out Unit? fromUnit)
                || thresholds[0] is not NumberNode { Unit: { } to } || to == from || !Unit.TryParse(to, out Unit? toUnit) || !fromUnit.IsConvertibleTo(toUnit)
                || thresholds.Any(threshold => threshold is not NumberNode { Unit: { } unit } || unit != to))
            {
                return null;
            }

            bool hasExactValues = thresholds.All(threshold => toUnit.TryConvert(((NumberNode)threshold).Value, fromUnit, out _));
            return value is FactNode && hasExactValues ? null : Converted(value, fromUnit, toUnit);
        }

        // A column of bare numbers may have its unit for a name: "visits for diagnosis" is so many visits.
        private static string? UnitOfColumn(ValueNode value, string wanted) =>
            value is DefinedValueNode defined ? UnitOfColumn(defined.Definition.Value!, wanted)
            : value is TableNode { Unit: null, Column: var name } && Unit.TryParse(name, out Unit? unit) && Unit.TryParse(wanted, out Unit? other) && unit.IsConvertibleTo(other) && !unit.Dimension.IsNone
                ? name
                : null;

        private static bool IsLastWord(string unit, string name) =>
            string.Equals(name, unit, StringComparison.OrdinalIgnoreCase) || name.EndsWith(" " + unit, StringComparison.OrdinalIgnoreCase);

        private static string DimensionOf(string unit) => Unit.TryParse(unit, out Unit? parsed) ? parsed.Dimension.ToString() : unit;

        // The unit of a product of two units; it is compared with anything.
        private const string UnknownUnit = "?";

        // Where all units cancel out, a plain number is left.
        private static string? SymbolOf(Unit unit) => unit == Unit.One ? null : unit.Symbol;

        private static string? UnitOf(ValueNode value) => value switch
        {
            NumberNode number => number.Unit,
            FactNode fact => fact.Fact.Fact.Range?.Unit,
            DefinedValueNode defined => UnitOf(defined.Definition.Value!),
            AggregateNode { Each: { } each } => UnitOf(each),
            ChosenValueNode { Value: { } chosen } => UnitOf(chosen),
            ArithmeticNode { Operation: ArithmeticKind.Multiply } product =>
                UnitOf(product.Left) is not { } left ? UnitOf(product.Right)
                : UnitOf(product.Right) is not { } right ? left
                : Unit.TryParse(left, out Unit? a) && Unit.TryParse(right, out Unit? b) ? SymbolOf(a * b)
                : UnknownUnit,
            ArithmeticNode { Operation: ArithmeticKind.Divide } quotient =>
                UnitOf(quotient.Right) is not { } below ? UnitOf(quotient.Left)
                : Unit.TryParse(UnitOf(quotient.Left) ?? "1", out Unit? above) && Unit.TryParse(below, out Unit? divisor) ? SymbolOf(above / divisor)
                : UnknownUnit,
            ArithmeticNode { Operation: ArithmeticKind.Power, Right: NumberNode exponent } power =>
                UnitOf(power.Left) is not { } unit ? null
                : Unit.TryParse(unit, out Unit? basis) ? SymbolOf(basis.Power((int)exponent.Value))
                : UnknownUnit,
            ArithmeticNode sum => UnitOf(sum.Left) ?? (UnitOf(sum.Right) is { } added && UnitOfColumn(sum.Left, added) is not null ? added : null),
            TableNode table => table.Unit,
            _ => null,
        };
    }
}
