using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Words, numbers and dates in the forms that the language does not have, each by itself.</summary>
    internal static class WordForms
    {
        private static readonly string[] Months = "january february march april may june july august september october november december".Split(' ');

        private static readonly string[] Roman = { string.Empty, "I", "II", "III", "IV", "V", "VI" };

        private static readonly string[] NoUnits = { "and", "or", "since", "before", "after", "unless", "when", "over", "counting", "where", "within", "on", "between", "than" };

        private static readonly Regex Range = new Regex(@"^(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)$", RegexOptions.CultureInvariant);

        private static readonly Regex Measure = new Regex(@"^(\d+)-(day|week|month|year|hour|visit|session|level)s?$", RegexOptions.CultureInvariant);

        private static readonly Regex Code = new Regex(@"^([a-z]?)\d{4,5}t?$", RegexOptions.CultureInvariant);

        private static readonly Regex SlashDate = new Regex(@"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$", RegexOptions.CultureInvariant);

        // "6-8wks", "8wks".
        private static readonly Regex JoinedUnit = new Regex(@"^(\d+[-–])?(\d+)([a-wyz]|[a-z]{2,})$", RegexOptions.CultureInvariant);

        private static readonly Regex IsoDate = new Regex(@"^(\d{4})-(\d{1,2})-(\d{1,2})$", RegexOptions.CultureInvariant);

        private static readonly string[] SingleSigns = { "(", ")", "#", ":", ";", ".", "-", "–", "•", "*", "!", "?", "“", "”", "'", "_" };

        private const double CostOfForm = 0.8;
        private const double CostOfSign = 1.4;
        private const double CostOfTwoSigns = 1.6;
        private const int ShortestDenied = 4;

        /// <summary>Every such word of a line in the form of the language.</summary>
        public static IEnumerable<Rewrite> Of(LinePieces line)
        {
            for (int i = 0; i < line.Count; i++)
            {
                string word = line.WordAt(i);
                if (RewordingRules.NumberOf(word) is { } number && number != word)
                {
                    yield return new Rewrite(i, i + 1, number, CostOfForm);
                }

                if (word.Length > 2 && word[0] == '"')
                {
                    yield return new Rewrite(i, i + 1, line.Words(i, i + 1).Trim('"'), CostOfForm);
                }

                bool isBetweenDigits = word == "," && line.SpaceBefore(i).Length == 0 && i + 1 < line.Count && line.SpaceBefore(i + 1).Length == 0 && char.IsDigit(line.WordAt(i + 1)[0]) && i > 0 && char.IsDigit(line.WordAt(i - 1)[0]);
                if (isBetweenDigits)
                {
                    yield return new Rewrite(i - 1, i + 2, line.Words(i - 1, i) + "." + line.Words(i + 1, i + 2), CostOfForm);
                }

                if (Code.Match(word) is { Success: true } code && line.WordAt(i - 1) is "codes" or "code")
                {
                    yield return new Rewrite(i, i, code.Groups[1].Length > 0 ? "HCPCS" : "CPT", CostOfForm);
                }

                if (Range.Match(word) is { Success: true } range)
                {
                    yield return new Rewrite(i, i + 1, range.Groups[1].Value + " to " + range.Groups[2].Value, CostOfForm);
                }

                if (JoinedUnit.Match(word) is { Success: true } joined)
                {
                    string first = joined.Groups[1].Value;
                    yield return new Rewrite(i, i + 1, (first.Length > 0 ? first.TrimEnd('-', '–') + " to " : string.Empty) + joined.Groups[2].Value + " " + joined.Groups[3].Value, CostOfForm);
                }

                if (IsoDate.IsMatch(word) && line.WordAt(i - 1) is not ("on" or "date" or "to" or "from" or "by"))
                {
                    yield return new Rewrite(i, i, "date", CostOfSign);
                }

                if (Measure.Match(word) is { Success: true } measure)
                {
                    yield return new Rewrite(i, i + 1, measure.Groups[1].Value + " " + measure.Groups[2].Value + (measure.Groups[1].Value == "1" ? string.Empty : "s"), CostOfForm);
                }

                foreach (string prefix in new[] { "non-", "non" })
                {
                    if (word.StartsWith(prefix, StringComparison.Ordinal) && word.Length >= prefix.Length + ShortestDenied)
                    {
                        yield return new Rewrite(i, i + 1, "not " + line.Words(i, i + 1).Substring(prefix.Length), CostOfForm);
                    }
                }

                if (int.TryParse(RewordingRules.NumberOf(word), NumberStyles.None, CultureInfo.InvariantCulture, out int small) && small > 0 && small < Roman.Length)
                {
                    yield return new Rewrite(i, i + 1, Roman[small], CostOfSign);
                }

                if (i > 0 && line.SpaceBefore(i).Length > 1 && line.SpaceBefore(i).Trim(' ').Length == 0)
                {
                    yield return new Rewrite(i, i, "|", CostOfSign);
                }

                if (DateAt(line, i, out int to) is { } date)
                {
                    yield return new Rewrite(i, to, date, CostOfForm);
                }

                if (Array.IndexOf(SingleSigns, line.Words(i, i + 1)) >= 0)
                {
                    yield return new Rewrite(i, i + 1, string.Empty, CostOfSign);
                }

                bool isDash = word is "-" or "–" && i > 0 && i + 1 < line.Count && line.SpaceBefore(i).Length > 0 && line.SpaceBefore(i + 1).Length > 0;
                if (isDash)
                {
                    yield return new Rewrite(i, i + 1, ":", CostOfForm);
                }

                int close = word == "(" ? Enumerable.Range(i, line.Count - i).FirstOrDefault(at => line.WordAt(at) == ")") : 0;
                if (close > i + 1)
                {
                    yield return new Rewrite(i, close + 1, line.Words(i + 1, close), CostOfTwoSigns);
                }
            }
        }

        /// <summary>Every unit that is a part of one of the file's, or has one for a part, as that one: "32 g" for "32 g/day".</summary>
        /// <param name="line">The line.</param>
        /// <param name="units">The units of the file.</param>
        public static IEnumerable<Rewrite> WithUnits(LinePieces line, IReadOnlyCollection<string> units)
        {
            for (int i = 0; i < line.Count; i++)
            {
                int end = EndOfUnit(line, i + 1);
                bool isMeasured = end > i + 1 && char.IsDigit(line.WordAt(i)[0]) && RewordingRules.NumberOf(line.WordAt(i)) is not null;
                string typed = isMeasured ? NameTable.Canonical(line.Words(i + 1, end)) : string.Empty;
                foreach (string unit in units.Where(_ => isMeasured))
                {
                    string right = NameTable.Canonical(unit);
                    int slash = typed.IndexOf('/');
                    bool isRate = slash >= 0 && right.EndsWith(typed.Substring(slash), StringComparison.Ordinal);
                    if (right != typed && (isRate || right.StartsWith(typed, StringComparison.Ordinal) || typed.StartsWith(right, StringComparison.Ordinal)))
                    {
                        yield return new Rewrite(i, end, line.Words(i, i + 1) + (unit == "%" ? string.Empty : " ") + unit, CostOfForm);
                        yield return new Rewrite(i + 1, end, string.Empty, CostOfTwoSigns);
                    }
                }
            }
        }

        // "g/day", "%", "kg/m²": as far as words and signs are joined.
        private static int EndOfUnit(LinePieces line, int at)
        {
            string word = line.WordAt(at);
            bool isWord = word.Length > 0 && (char.IsLetter(word[0]) || word == "%") && OtherWording.IsContent(word) && Array.IndexOf(NoUnits, word) < 0;
            if (word == "/" && line.SpaceBefore(at).Length == 0 && at + 1 < line.Count)
            {
                return at + 2;
            }

            return !isWord ? at : line.WordAt(at + 1) == "/" ? Math.Min(line.Count, at + 3) : at + 1;
        }

        // "7/18/2009", "July 18, 2009", "18 July 2009", "Mar 2020".
        private static string? DateAt(LinePieces line, int at, out int to)
        {
            to = at + 1;
            if (SlashDate.Match(line.WordAt(at)) is { Success: true } slashed)
            {
                int month = Number(slashed.Groups[1].Value);
                int day = Number(slashed.Groups[2].Value);
                int year = Number(slashed.Groups[3].Value);
                return month > 12 ? Date(year, day, month) : Date(year, month, day);
            }

            // "2014-15-06": the day and the month are in the other order.
            if (IsoDate.Match(line.WordAt(at)) is { Success: true } swapped && Number(swapped.Groups[2].Value) > 12)
            {
                return Date(Number(swapped.Groups[1].Value), Number(swapped.Groups[3].Value), Number(swapped.Groups[2].Value));
            }

            int monthAt = MonthOf(line.WordAt(at)) > 0 ? at : MonthOf(line.WordAt(at + 1)) > 0 ? at + 1 : -1;
            if (monthAt < 0)
            {
                return null;
            }

            int monthOfYear = MonthOf(line.WordAt(monthAt));
            int next = monthAt + 1 + (line.WordAt(monthAt + 1) == "." ? 1 : 0);
            if (monthAt == at && IsNumber(line.WordAt(next), 4))
            {
                to = next + 1;
                return Date(Number(line.WordAt(next)), monthOfYear, null);
            }

            int dayAt = monthAt == at ? next : at;
            int yearAt = monthAt == at ? dayAt + 1 : next;
            yearAt += line.WordAt(yearAt) == "," ? 1 : 0;
            if (!IsNumber(line.WordAt(dayAt), 2) || !IsNumber(line.WordAt(yearAt), 4))
            {
                return null;
            }

            to = yearAt + 1;
            return Date(Number(line.WordAt(yearAt)), monthOfYear, Number(line.WordAt(dayAt)));
        }

        private static string? Date(int year, int month, int? day)
        {
            int century = year < 100 ? 2000 : 0;
            if (month is < 1 or > 12 || day is < 1 or > 31)
            {
                return null;
            }

            string text = (year + century).ToString("0000", CultureInfo.InvariantCulture) + "-" + month.ToString("00", CultureInfo.InvariantCulture);
            return day is { } known ? text + "-" + known.ToString("00", CultureInfo.InvariantCulture) : text;
        }

        private static int MonthOf(string word) => word.Length < 3 ? 0 : 1 + Array.FindIndex(Months, month => month.StartsWith(word, StringComparison.Ordinal));

        private static bool IsNumber(string word, int most) => word.Length > 0 && word.Length <= most && word.All(c => c is >= '0' and <= '9') && (most < 4 || word.Length == 4);

        private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
