using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>
    /// A unit of measure: the grammar of UCUM (prefixes, products, quotients, powers, brackets) with the words and abbreviations that
    /// policies use, and units of policy (visits, levels, pack-years, mg MED/day), each a dimension of its own. Case-sensitive.
    /// The units there are stand in <see cref="UnitTable"/>.
    /// </summary>
    /// <remarks>
    /// Units are equal when they measure the same: <c>mg/d</c> and <c>mg/day</c>. Months and years count calendar months; they are
    /// never turned into days.
    /// </remarks>
    public sealed class Unit : IEquatable<Unit>
    {
        // Guidelines name the same few units again and again.
        private const int MostKnown = 1000;

        private static readonly ConcurrentDictionary<string, Unit> Known = new ConcurrentDictionary<string, Unit>(StringComparer.Ordinal);

        private readonly BigInteger numerator;
        private readonly BigInteger denominator;

        // The words it is made of, each once, none with exponent 0: products and quotients are written anew from them.
        private readonly IReadOnlyList<KeyValuePair<string, int>> words;

        internal Unit(string symbol, Dimension dimension, BigInteger numerator, BigInteger denominator)
            : this(symbol, new[] { new KeyValuePair<string, int>(symbol, 1) }, dimension, numerator, denominator)
        {
        }

        private Unit(string symbol, IReadOnlyList<KeyValuePair<string, int>> words, Dimension dimension, BigInteger numerator, BigInteger denominator)
        {
            this.words = words;
            BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator);
            Symbol = symbol;
            Dimension = dimension;
            this.numerator = numerator / common;
            this.denominator = denominator / common;
        }

        /// <summary>The unit of plain numbers.</summary>
        public static Unit One { get; } = new Unit("1", Array.Empty<KeyValuePair<string, int>>(), Dimension.None, 1, 1);

        /// <summary>The unit as it was written, blanks trimmed.</summary>
        public string Symbol { get; }

        /// <summary>What it measures.</summary>
        public Dimension Dimension { get; }

        /// <summary>How many base units it is, as an exact quotient: this over <see cref="FactorDenominator"/>. Without common factors.</summary>
        public BigInteger FactorNumerator => numerator;

        /// <summary>See <see cref="FactorNumerator"/>; at least 1.</summary>
        public BigInteger FactorDenominator => denominator;

        /// <summary>Whether two units measure the same.</summary>
        public static bool operator ==(Unit? left, Unit? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether two units measure different things.</summary>
        public static bool operator !=(Unit? left, Unit? right) => !(left == right);

        /// <summary>The unit of a product of quantities.</summary>
        public static Unit operator *(Unit left, Unit right) => Of(
            left.words,
            right.words,
            left.Dimension * right.Dimension,
            left.numerator * right.numerator,
            left.denominator * right.denominator);

        /// <summary>The unit of a quotient of quantities.</summary>
        public static Unit operator /(Unit left, Unit right) => Of(
            left.words,
            ImrDsl.Values.Dimension.Raised(right.words, -1),
            left.Dimension / right.Dimension,
            left.numerator * right.denominator,
            left.denominator * right.numerator);

        /// <summary>Reads a unit: <c>mg/day</c>, <c>kg/m²</c>, <c>mm[Hg]</c>, <c>visits per week</c>. False for anything else.</summary>
        public static bool TryParse(string? text, out Unit unit)
        {
            Unit? read = text is null ? null : Read(text);
            unit = read ?? One;
            return read is not null;
        }

        /// <summary>The unit somebody meant who wrote <paramref name="text"/>, or null: <c>mg/day</c> for <c>mg/dya</c>.</summary>
        public static string? Suggest(string text)
        {
            string suggestion = UnitParser.Replace(text, word => UnitTable.Find(word) is null ? Spelling.Nearest(word, UnitTable.Spellings) : word);
            return suggestion != text && TryParse(suggestion, out _) ? suggestion : null;
        }

        /// <summary>The unit raised to a power.</summary>
        public Unit Power(int exponent)
        {
            BigInteger above = BigInteger.Pow(numerator, Math.Abs(exponent));
            BigInteger below = BigInteger.Pow(denominator, Math.Abs(exponent));
            KeyValuePair<string, int>[] raised = ImrDsl.Values.Dimension.Raised(words, exponent);
            return Of(raised, Array.Empty<KeyValuePair<string, int>>(), Dimension.Power(exponent), exponent < 0 ? below : above, exponent < 0 ? above : below);
        }

        /// <summary>Whether quantities in both units can be compared.</summary>
        public bool IsConvertibleTo(Unit other) => Dimension == other.Dimension;

        /// <summary>
        /// The same quantity in another unit, exactly. False if the units measure different things, or if no decimal of at most
        /// 28 digits holds the result exactly: it is never rounded.
        /// </summary>
        public bool TryConvert(decimal value, Unit to, out decimal result)
        {
            result = 0;
            return IsConvertibleTo(to)
                && ExactDecimal.TryMultiplyByQuotient(value, numerator * to.denominator, denominator * to.numerator, out result);
        }

        /// <summary>
        /// The same quantity in another unit, exactly, as a quotient where no decimal holds it: 250 min are 25/6 h. False if the units measure
        /// different things, or if the quotient is too large to be held.
        /// </summary>
        public bool TryConvert(Number value, Unit to, out Number result)
        {
            result = Number.Unknown;
            return IsConvertibleTo(to) && value.TryScale(numerator * to.denominator, denominator * to.numerator, out result);
        }

        /// <inheritdoc/>
        public bool Equals(Unit? other) =>
            other is not null && Dimension == other.Dimension && numerator == other.numerator && denominator == other.denominator;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Unit);

        /// <inheritdoc/>
        public override int GetHashCode() => (Dimension.GetHashCode() * 397) ^ numerator.GetHashCode() ^ denominator.GetHashCode();

        /// <summary>The unit as it was written.</summary>
        public override string ToString() => Symbol;

        /// <summary>The unit by another spelling of the whole.</summary>
        internal Unit Spelt(string symbol) => new Unit(symbol, words, Dimension, numerator, denominator);

        /// <summary>The unit by a word of its own.</summary>
        internal Unit Named(string word) => new Unit(word, Dimension, numerator, denominator);

        internal Unit Times(BigInteger above, BigInteger below) => new Unit(Symbol, words, Dimension, numerator * above, denominator * below);

        private static Unit? Read(string text)
        {
            if (Known.TryGetValue(text, out Unit? known))
            {
                return known;
            }

            Unit? read = UnitParser.Parse(text, UnitTable.Find);
            if (read is not null && Known.Count < MostKnown)
            {
                Known[text] = read;
            }

            return read;
        }

        // Products before quotients: "years.packs/day" can be read in one way only, from left to right or not.
        private static Unit Of(IReadOnlyList<KeyValuePair<string, int>> left, IReadOnlyList<KeyValuePair<string, int>> right, Dimension dimension, BigInteger numerator, BigInteger denominator)
        {
            var words = new List<KeyValuePair<string, int>>(left.Count + right.Count);
            Add(words, left);
            Add(words, right);
            words.RemoveAll(word => word.Value == 0);
            string above = string.Empty;
            string below = string.Empty;
            foreach (KeyValuePair<string, int> word in words)
            {
                above += word.Value < 0 ? string.Empty : (above.Length == 0 ? string.Empty : ".") + Spell(word.Key, word.Value);
                below += word.Value < 0 ? "/" + Spell(word.Key, -word.Value) : string.Empty;
            }

            return new Unit(above.Length == 0 ? "1" + below : above + below, words, dimension, numerator, denominator);
        }

        private static void Add(List<KeyValuePair<string, int>> words, IReadOnlyList<KeyValuePair<string, int>> more)
        {
            for (int i = 0; i < more.Count; i++)
            {
                int same = words.FindIndex(word => word.Key == more[i].Key);
                if (same < 0)
                {
                    words.Add(more[i]);
                }
                else
                {
                    words[same] = new KeyValuePair<string, int>(more[i].Key, words[same].Value + more[i].Value);
                }
            }
        }

        private static string Spell(string word, int exponent) =>
            exponent == 1 ? word : (word.IndexOf(' ') < 0 ? word : "(" + word + ")") + exponent.ToString(CultureInfo.InvariantCulture);
    }
}
