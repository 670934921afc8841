using System;
using System.Collections.Generic;
using System.Text;

namespace ImrDsl.Values
{
    /// <summary>
    /// The grammar of units. <c>unit = ["/"] factor {("." | "/") factor}</c>, read from left to right as UCUM does;
    /// <c>factor = ("1" | word | "(" unit ")") [power] ["MED" | "MME"]</c>. Beside UCUM: <c>·</c>, <c>*</c> for the dot, <c>per</c> for the slash,
    /// <c>mg MED</c>, <c>mm Hg</c>, <c>cm H2O</c>, powers as <c>^2</c> or <c>²</c>, blanks round operators. UCUM's annotations in braces are not read: they
    /// would make <c>{visits}</c> and <c>{sessions}</c> the same plain number.
    /// </summary>
    internal sealed class UnitParser
    {
        /// <summary>The unit that MED or MME behind a mass multiplies it by.</summary>
        public const string OfMorphineEquivalent = "[MED]";

        private const int LargestPower = 9;
        private const int DeepestNesting = 20;
        private const string Water = "H2O";
        private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

        private readonly string text;
        private readonly Func<string, Unit?> find;
        private int at;
        private int depth;

        private UnitParser(string text, Func<string, Unit?> find)
        {
            this.text = text;
            this.find = find;
        }

        /// <summary>The unit that a text stands for, or null.</summary>
        public static Unit? Parse(string text, Func<string, Unit?> find)
        {
            string trimmed = text.Trim();
            var parser = new UnitParser(trimmed, find);
            Unit? unit = parser.Product();
            return unit is not null && parser.at == trimmed.Length ? unit.Spelt(trimmed) : null;
        }

        /// <summary>The text with each of its words replaced; words for which there is no replacement stay.</summary>
        public static string Replace(string text, Func<string, string?> replace)
        {
            var parser = new UnitParser(text, _ => null);
            var result = new StringBuilder();
            while (parser.at < text.Length)
            {
                string word = parser.Word();
                if (word.Length == 0)
                {
                    result.Append(text[parser.at++]);
                }
                else
                {
                    result.Append(word == "per" ? word : replace(word) ?? word);
                }
            }

            return result.ToString();
        }

        private Unit? Product()
        {
            bool divides = Accept('/');
            Unit? result = divides ? Unit.One : Factor();
            while (result is not null && (divides || AcceptsOperator(out divides)))
            {
                Unit? factor = Factor();
                result = factor is null ? null : divides ? result / factor : result * factor;
                divides = false;
            }

            return result;
        }

        private bool AcceptsOperator(out bool divides)
        {
            divides = Accept('/') || AcceptWord("per");
            return divides || Accept('.') || Accept('·') || Accept('*');
        }

        private Unit? Factor()
        {
            SkipBlanks();
            Unit? unit;
            if (Accept('('))
            {
                if (++depth > DeepestNesting)
                {
                    return null;
                }

                unit = Product();
                depth--;
                if (!Accept(')'))
                {
                    return null;
                }
            }
            else if (Accept('1'))
            {
                unit = Unit.One;
            }
            else
            {
                string word = Word();
                string column = AcceptWord("Hg") ? "[Hg]" : AcceptWord(Water) ? "[H2O]" : string.Empty;
                unit = word.Length == 0 ? null : find(word + column);
            }

            unit = unit is not null && TryPower(out int power) ? unit.Power(power) : null;
            if (unit is null || !(AcceptWord("MED") || AcceptWord("MME")) || find(OfMorphineEquivalent) is not { } equivalent)
            {
                return unit;
            }

            bool isWord = unit.Symbol.IndexOfAny(new[] { '/', '.' }) < 0;
            return isWord ? (unit * equivalent).Named(unit.Symbol + " MED") : unit * equivalent;
        }

        // A unit's word has letters, signs and hyphens between letters, and in square brackets anything: "mm[Hg]", "[lb_av]", "pack-years". The only
        // digit is that of water.
        private string Word()
        {
            int start = at;
            while (at < text.Length)
            {
                char c = text[at];
                if (c == '[')
                {
                    int end = text.IndexOf(']', at);
                    at = end < 0 ? text.Length : end + 1;
                }
                else if (string.CompareOrdinal(text, at, Water, 0, Water.Length) == 0)
                {
                    at += Water.Length;
                }
                else if (char.IsLetter(c) || c is '%' or '°' || (c == '-' && at > start && at + 1 < text.Length && char.IsLetter(text[at + 1])))
                {
                    at++;
                }
                else
                {
                    break;
                }
            }

            return text.Substring(start, at - start);
        }

        private bool TryPower(out int power)
        {
            bool isMarked = at < text.Length && text[at] == '^';
            at += isMarked ? 1 : 0;
            bool isNegative = at < text.Length && text[at] is '-' or '⁻';
            at += isNegative ? 1 : 0;
            int start = at;
            power = 0;
            while (at < text.Length && power <= LargestPower && Digit(text[at]) is var digit && digit >= 0)
            {
                power = (power * 10) + digit;
                at++;
            }

            bool isGiven = at > start;
            power = !isGiven ? 1 : isNegative ? -power : power;
            return isGiven ? power != 0 && Math.Abs(power) <= LargestPower : !isMarked && !isNegative;
        }

        private static int Digit(char c) => c is >= '0' and <= '9' ? c - '0' : Superscripts.IndexOf(c);

        private void SkipBlanks()
        {
            while (at < text.Length && text[at] is ' ' or '\u00A0')
            {
                at++;
            }
        }

        private bool Accept(char c)
        {
            int start = at;
            SkipBlanks();
            if (at < text.Length && text[at] == c)
            {
                at++;
                return true;
            }

            at = start;
            return false;
        }

        private bool AcceptWord(string word)
        {
            bool isNext = NextIs(word);
            if (isNext)
            {
                SkipBlanks();
                at += word.Length;
            }

            return isNext;
        }

        // Whether a whole word comes next, after at least one blank.
        private bool NextIs(string word)
        {
            int start = at;
            SkipBlanks();
            bool isNext = at > start && Word() == word;
            at = start;
            return isNext;
        }
    }
}
