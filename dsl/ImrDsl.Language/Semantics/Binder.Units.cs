using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What is said about units and ranges that were written as other texts write them.</summary>
    internal sealed partial class Binder
    {
        // How policies write what is computed; the first that measures the same is shown.
        private static readonly string[] CustomaryUnits =
        {
            "kg/m²", "mg/day", "mg MED/day", "mL/min", "mg/dL", "events/h", "visits/week", "sessions/week", "pack-years", "mm[Hg]", "h/night", "cm²", "mL",
        };

        // "Six weeks", "2 years".
        private static readonly Regex TimeInWords = new Regex(@"\b(\w+) (?:day|week|month|year)s?\b", RegexOptions.CultureInvariant);

        private static readonly Regex SimpleRate = new Regex(@"^\p{L}+/(?:h|day|week|month)$", RegexOptions.CultureInvariant);

        // Nobody asks for less than this part of the most that there can be.
        private const decimal ScaleOfASlip = 1000;

        // The units of length of time that do not convert into one another.
        private static readonly Unit Month = Parsed("month");
        private static readonly Unit Day = Parsed("day");

        // In which units values are written that are too large in others: "120 hours" of at most 24.
        private static readonly string[] SmallerUnits = { "minutes", "hours", "mcg", "mg", "g", "mm", "cm", "mg/day", "mcg/day" };

        // "30 packs" of pack-years: the unit was cut short.
        private static TextFix? InCustomaryUnit(SourceSpan written, string? from, string? to)
        {
            Unit wanted = Parsed(to ?? string.Empty);
            string? whole = CustomaryUnits.FirstOrDefault(unit => from is { Length: > 1 } && unit.StartsWith(Singular(from) + "-", StringComparison.Ordinal) && Parsed(unit).IsConvertibleTo(wanted));
            return whole is null ? null : InUnit(written, whole);
        }

        // The one unit of the same kind in which the number is one of the values.
        private static TextFix? InSmallerUnit(NumberPlan range, SourceSpan written)
        {
            decimal number = ParseDecimal(written.ToString().Split(' ')[0]);
            Unit unit = Parsed(range.Unit ?? string.Empty);
            List<string> able = SmallerUnits.Where(smaller => !Parsed(smaller).Equals(unit) && Parsed(smaller).IsConvertibleTo(unit) && Parsed(smaller).TryConvert(number, unit, out decimal value) && value >= range.Low && value <= range.High).Take(2).ToList();
            return range.Unit is null || able.Count != 1 ? null : InUnit(written, able[0]);
        }

        private static Unit Parsed(string symbol) => Unit.TryParse(symbol, out Unit unit) ? unit : Unit.One;

        // A unit that no declaration names: that of a product, a quotient or a power.
        private static bool IsComputed(ValueNode value) => value switch
        {
            DefinedValueNode defined => IsComputed(defined.Definition.Value!),
            AggregateNode { Each: { } each } => IsComputed(each),
            ArithmeticNode { Operation: ArithmeticKind.Power } => true,
            ArithmeticNode { Operation: ArithmeticKind.Multiply } product =>
                (UnitOf(product.Left) is not null && UnitOf(product.Right) is not null) || IsComputed(product.Left) || IsComputed(product.Right),
            ArithmeticNode { Operation: ArithmeticKind.Divide } quotient => UnitOf(quotient.Right) is not null || IsComputed(quotient.Left),
            ArithmeticNode sum => IsComputed(sum.Left),
            _ => false,
        };

        // "35 of what?", for a value whose unit follows from how it is computed: the threshold's is not known, so nothing is put in its place.
        private void ReportUnitOfComputed(ValueNode value, ValueNode other, string symbol)
        {
            string number = value.Source.ToString();
            Unit unit = Parsed(symbol);
            string? customary = CustomaryUnits.FirstOrDefault(known => Parsed(known).IsConvertibleTo(unit));
            FactPlan? counted = NumbersWithoutUnit(other).FirstOrDefault();
            if (customary is null && counted is not null && symbol.StartsWith("1/", StringComparison.Ordinal))
            {
                string name = CountedUnitOf(counted)?.Symbol ?? "events";
                Report("GL0366", value.Source, number, other.Source.ToString(), unit.Dimension.ToString(), counted.Name, name, name + symbol.Substring(1));
            }
            else
            {
                ReportGuess("GL0362", value.Source, number + " " + (customary ?? symbol), number, other.Source.ToString(), unit.Dimension.ToString(), customary ?? symbol);
            }
        }

        // "120 mg", or "120 mcg/h", where doses are in mg a day: the unit that is usual for the value, or in which it is declared.
        private void ReportUnitOfAnotherKind(ValueNode value, string from, ValueNode other, string to)
        {
            string[] arguments = { value.Source.ToString(), DimensionOf(from), other.Source.ToString(), DimensionOf(to) };
            string? whole = CustomaryUnits.FirstOrDefault(known => Unit.TryParse(to, out Unit? unit) && Parsed(known).IsConvertibleTo(unit));
            int rate = from.IndexOf('/');
            bool isPart = whole is not null && (whole.StartsWith(from, StringComparison.Ordinal)
                || (rate > 0 && whole.StartsWith(from.Substring(0, rate) + " ", StringComparison.Ordinal) && whole.EndsWith(from.Substring(rate), StringComparison.Ordinal)));
            bool areDoses = IsPerTime(from) && IsPerTime(to);
            string? meant = RateLike(from, to) ?? (isPart ? whole : areDoses ? (SimpleRate.IsMatch(to) ? to : whole) : null) ?? ((other is FactNode && to.All(char.IsLetter)) || (IsCountable(from) && IsCountable(to)) ? to : null);
            Report(new Diagnostic("GL0332", value.Source, arguments) { Fix = meant is not null && value is NumberNode ? InUnit(value.Source, meant) : null });
        }

        // The number of an amount, such as "120 mcg/h", in another unit; nothing where that is how it is written.
        private static TextFix? InUnit(SourceSpan amount, string unit)
        {
            string words = amount.ToString();
            string number = words.Substring(0, Math.Max(words.IndexOf(' '), 0));
            string right = number + " " + (number == "1" ? Singular(unit) : unit);
            return number.Length > 0 && right != words ? TextFix.Offer(amount.Span, right) : null;
        }

        // "g/day" for "g", where amounts are in mg a day.
        private static string? RateLike(string from, string to)
        {
            string rate = IsPerTime(to) ? from + to.Substring(to.IndexOf('/')) : string.Empty;
            return rate.Length > 0 && Unit.TryParse(rate, out Unit meant) && meant.IsConvertibleTo(Parsed(to)) ? rate : null;
        }

        private static bool IsPerTime(string unit) => unit.IndexOf('/') is > 0 and var slash && unit.Substring(slash + 1) is "h" or "hour" or "day" or "week" or "month" or "year";

        private string? usualUnitOfTime;

        // Each looks through the whole text.
        private const int MostUnitsSought = 8;

        private int unitsSought;

        // The unit in which the file most often asks for a time; a number of days would say so.
        private string UsualUnitOfTime(SourceSpan at)
        {
            string number = at.ToString();
            if (TimeInTitle(at) is { } said)
            {
                return said.Substring(said.IndexOf(' ') + 1);
            }

            if (unitsSought++ < MostUnitsSought && UnitElsewhere(number) is { } unit)
            {
                return number == "1" ? unit : unit + "s";
            }

            usualUnitOfTime ??= Regex.Matches(Text.Content, @"(?:[≥≤<>]=?|\b(?:least|most|than)) \d+ (day|week|month|year)s?\b", RegexOptions.CultureInvariant).Cast<Match>()
                .GroupBy(match => match.Groups[1].Value).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key == "month").FirstOrDefault()?.Key ?? "month";
            return number == "1" ? usualUnitOfTime : usualUnitOfTime + "s";
        }

        // The unit that the same number has most often in other places, in notes too.
        private string? UnitElsewhere(string number) =>
            Regex.Matches(Text.Content, @"(?<![\w.,-])" + Regex.Escape(number) + @"[ -](day|week|month|year)s?\b", RegexOptions.CultureInvariant).Cast<Match>()
                .GroupBy(match => match.Groups[1].Value).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;

        // "Six weeks" before the colon of a line that asks for six of something.
        private string? TimeInTitle(SourceSpan number)
        {
            string before = Text.LineAt(number.Start.Line).Substring(0, number.Start.Column);
            return TimeInWords.Matches(before).Cast<Match>()
                .Where(match => match.Groups[1].Value is var said && (said == number.ToString() || Array.IndexOf(NumberWords, said.ToLowerInvariant()).ToString(CultureInfo.InvariantCulture) == number.ToString()))
                .Select(match => match.Value).LastOrDefault();
        }

        // "Six weeks of failed care: at least 6 of failed care".
        private void CheckAgainstTitle(PhraseCursor phrase)
        {
            for (int at = 0; at + 2 < phrase.Count; at++)
            {
                if (phrase.KindAt(at) == TokenKind.Number && phrase.IsWordAt(at + 1, "of") && TimeInTitle(phrase.SpanAt(at)) is { } time)
                {
                    string unit = time.Substring(time.IndexOf(' ') + 1);
                    SourceSpan number = phrase.SpanAt(at);
                    Report(new Diagnostic("GL0378", number, time, unit, number.ToString()) { Fix = TextFix.Offer(number.Span, number + " " + unit) });
                }
            }
        }

        // "32 mcg/h" of an amount in g a day. Of a total, what it is the total of says how much is usual.
        private void CheckScale(ValueNode value, ValueNode threshold)
        {
            Number range = DeclaredRange.Of(value is AggregateNode { Each: { } each } ? each : value);
            if (!IsComputed(value) && range.HasHigh && threshold is NumberNode { Unit: { } typed, Value: not 0 and var amount } && UnitOf(value) is { } unit && typed != unit
                && Unit.TryParse(typed, out Unit from) && Unit.TryParse(unit, out Unit to) && from.TryConvert(amount, to, out decimal converted) && Math.Abs(converted) < Math.Abs(range.High) / ScaleOfASlip)
            {
                string written = threshold.Source.ToString();
                Report(new Diagnostic("GL0377", threshold.Source, written, Rounded(converted) + " " + unit, value.Source.ToString(), Rounded(range.High) + " " + unit) { Fix = InUnit(threshold.Source, unit) });
            }
        }

        // "AHI ≥ 15 events/hour", where AHI is a number called events over hours: the number says what it counts.
        private static NumberNode? CountedThreshold(ValueNode value, string from, ValueNode other, string? to)
        {
            if (value is NumberNode number && Unit.TryParse(from, out Unit unit))
            {
                foreach (Unit counted in NumbersWithoutUnit(other).Select(CountedUnitOf).Where(counted => counted is not null).Select(counted => counted!))
                {
                    if ((unit / counted).TryConvert(number.Value, to is null ? Unit.One : Parsed(to), out decimal converted))
                    {
                        return new NumberNode(number.Source, converted, to);
                    }
                }
            }

            return null;
        }

        private static Unit? CountedUnitOf(FactPlan fact)
        {
            string last = fact.Name.Substring(fact.Name.LastIndexOf(' ') + 1);
            return IsCountable(last) && Unit.TryParse(last, out Unit unit) ? unit : null;
        }

        private static IEnumerable<FactPlan> NumbersWithoutUnit(ValueNode value) => value switch
        {
            FactNode { Fact: { Fact: { Kind: FactKind.Number, Range: { Unit: null } } fact } } => new[] { fact },
            DefinedValueNode defined => NumbersWithoutUnit(defined.Definition.Value!),
            ArithmeticNode arithmetic => NumbersWithoutUnit(arithmetic.Left).Concat(NumbersWithoutUnit(arithmetic.Right)),
            _ => Enumerable.Empty<FactPlan>(),
        };

        // "50 gm", where mg are meant: the word right behind a number, if nothing else can stand there.
        private SourceSpan? WordBehind(SourceSpan number)
        {
            int start = number.Span.End;
            while (start < Text.Content.Length && Text.Content[start] == ' ')
            {
                start++;
            }

            int end = start;
            while (end < Text.Content.Length && (char.IsLetter(Text.Content[end]) || (end > start && Text.Content[end] is '/' or '²')))
            {
                end++;
            }

            var span = new SourceSpan(Text, TextSpan.FromBounds(start, end));
            return end == start || number.Text != Text || Array.IndexOf(OperatorWords, NameTable.Canonical(span.ToString())) >= 0 ? null : span;
        }

        // Whether two units differ in that one speaks of months or years where the other speaks of days, weeks or hours.
        private static bool IsMonthsAgainstDays(string one, string other) =>
            Unit.TryParse(one, out Unit left) && Unit.TryParse(other, out Unit right)
            && ((left / right).IsConvertibleTo(Month / Day) || (left / right).IsConvertibleTo(Day / Month));

        /// <summary>"6-8 weeks", "50%-70%", "number 0 - 10": a range is written with "to". True if it was one; it is taken.</summary>
        /// <param name="phrase">The phrase, at the first number or behind it.</param>
        /// <param name="start">Where the first number stands.</param>
        private bool ReportHyphenatedRange(PhraseCursor phrase, int start)
        {
            bool isWord = phrase.Position == start && phrase.Kind == TokenKind.Word;
            string[] ends = isWord ? phrase.TextAt(start).Split('-', '\u2010', '\u2011', '\u2013') : Array.Empty<string>();
            int end = start + 1;
            if (phrase.Position > start && phrase.Kind == TokenKind.Minus && phrase.KindAt(phrase.Position + 1) == TokenKind.Number
                && phrase.KindAt(start - 1) is not (TokenKind.Plus or TokenKind.Minus or TokenKind.Times or TokenKind.Slash))
            {
                ends = new[] { phrase.TextAt(start), phrase.TextAt(phrase.Position + 1) };
                end = phrase.Position + 2;
            }

            // "3-months": the number and its unit.
            if (isWord && ends.Length == 2 && TryParse(ends[0], out _) && (ReportedUnits.Contains(ends[1].ToLowerInvariant()) || (ends[1].Length > 0 && char.IsLetter(ends[1][0]) && Unit.TryParse(ends[1], out _))))
            {
                ReportFix("GL0368", phrase.SpanAt(start), ends[0] + " " + ends[1], phrase.TextAt(start), ends[0] + " " + ends[1]);
                phrase.Position = start + 1;
                return true;
            }

            if (ends.Length != 2 || !TryParse(ends[0], out decimal low) || !TryParse(ends[1], out decimal high) || low >= high)
            {
                return false;
            }

            bool isPercent = phrase.KindAt(end) == TokenKind.Percent;
            string percent = isPercent || (!isWord && phrase.KindAt(phrase.Position - 1) == TokenKind.Percent) ? "%" : string.Empty;
            end += isPercent ? 1 : 0;
            bool isBetween = phrase.IsWordAt(start - 1, "between");
            bool isDeclared = phrase.IsWordAt(start - 1, "number");
            string right = ends[0] + (isDeclared ? string.Empty : percent) + (isBetween ? " and " : " to ") + ends[1] + (isPercent ? percent : string.Empty);
            ReportFix("GL0368", phrase.Span(start, end), right, phrase.Words(start, end), right);
            phrase.Position = end;
            return true;

            static bool TryParse(string text, out decimal value) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        }

        /// <summary>Whether a word is a unit of time: a day, a week, a month or a year.</summary>
        internal static bool IsTime(string word) => ReportedUnits.Contains(word);

        private static readonly HashSet<string> ReportedUnits = new HashSet<string>(CalendarUnits.SelectMany(unit => new[] { unit.Singular, unit.Singular + "s" }), StringComparer.Ordinal);

        // "at most 4 blocks per year", "a year", "per 12 months": a cap says in which stretch of time it counts.
        private bool ReportRate(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.TakeAny("per", "a", "an", "each", "every") is null)
            {
                return false;
            }

            bool isAmount = TryTakeDecimal(phrase, out decimal amount);
            string word = phrase.WordAt(phrase.Position);
            (string Singular, CalendarUnit Unit) unit = CalendarUnits.FirstOrDefault(known => word == known.Singular || word == known.Singular + "s");
            bool isRate = unit.Singular is not null;
            phrase.Position = isRate ? phrase.Position + 1 : start;
            if (!isRate)
            {
                return false;
            }

            amount = isAmount ? amount : 1;
            (amount, string stretch) = !isAmount && unit.Unit == CalendarUnit.Years ? (12, "month") : (amount, unit.Singular!);
            string right = "in " + amount.ToString(CultureInfo.InvariantCulture) + " " + stretch + (amount == 1 ? string.Empty : "s");
            SourceSpan source = phrase.SpanFrom(start);
            if (phrase.KindAt(start - 1) == TokenKind.Number)
            {
                // "treatments a week is at most 3 per week" says it twice.
                bool isTwice = Enumerable.Range(0, start).Any(at => phrase.WordAt(at) == unit.Singular);
                SourceSpan number = phrase.SpanAt(start - 1);
                Report(new Diagnostic("GL0364", source, source.ToString(), right) { Fix = isTwice ? TextFix.Offer(TextSpan.FromBounds(number.Span.End, source.Span.End), string.Empty) : null });
            }
            else
            {
                ReportFix("GL0364", source, right, source.ToString(), right);
            }

            phrase.Position = phrase.Count;
            return true;
        }

        // A threshold that no values in the declared ranges reach, or that none miss.
        private void CheckReach(ValueNode computed, NumberNode threshold)
        {
            Number range = DeclaredRange.Of(computed);
            if ((range.HasLow && threshold.Value < range.Low) || (range.HasHigh && threshold.Value > range.High))
            {
                string unit = threshold.Unit is null or "%" ? threshold.Unit ?? string.Empty : " " + threshold.Unit;
                string shown = range.IsKnown ? Rounded(range.Low) + " to " + Rounded(range.High)
                    : range.HasLow ? Rounded(range.Low) + " or more"
                    : Rounded(range.High) + " or less";
                Report("GL0365", threshold.Source, threshold.Source.ToString(), computed.Source.ToString(), shown + unit);
            }
        }

        // To three figures and more, as a reader would say it.
        private static string Rounded(decimal value)
        {
            int places = 0;
            for (decimal size = Math.Abs(value); size > 0 && size < 100 && places < 20; size *= 10)
            {
                places++;
            }

            return decimal.Round(value, places).ToString("0.####################", CultureInfo.InvariantCulture);
        }
    }
}
