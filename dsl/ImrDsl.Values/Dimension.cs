using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Values
{
    /// <summary>
    /// What kind of quantity a unit measures: a product of powers of base dimensions (mass, length, time, visits). Two quantities can be
    /// compared and added only if their dimensions are equal.
    /// </summary>
    public sealed class Dimension : IEquatable<Dimension>
    {
        private const string Mass = "mass";
        private const string MorphineEquivalent = "morphine equivalent";

        // Products that have a name of their own, by the text of their powers.
        private static readonly Dictionary<string, string> Named = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [string.Empty] = "plain number",
            ["length 2"] = "area",
            ["length 3"] = "volume",
            ["length -1, mass 1, time -2"] = "pressure",
            ["length 2, mass 1, time -2"] = "energy",
            ["length 2, mass 1, time -3"] = "power",
            ["electric current -1, length 2, mass 1, time -3"] = "voltage",
            ["calendar months 1, cigarettes 1, time -1"] = "pack-years",
        };

        // Sorted by name, no exponent 0: equal dimensions have equal powers.
        private readonly KeyValuePair<string, int>[] powers;

        private Dimension(params KeyValuePair<string, int>[] powers) => this.powers = powers;

        /// <summary>The dimension of plain numbers and percentages.</summary>
        public static Dimension None { get; } = new Dimension();

        /// <summary>Whether it is that of plain numbers and percentages.</summary>
        public bool IsNone => powers.Length == 0;

        /// <summary>Whether two dimensions are the same.</summary>
        public static bool operator ==(Dimension? left, Dimension? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether two dimensions differ.</summary>
        public static bool operator !=(Dimension? left, Dimension? right) => !(left == right);

        /// <summary>The dimension of a product.</summary>
        public static Dimension operator *(Dimension left, Dimension right) => Combine(left, right, 1);

        /// <summary>The dimension of a quotient.</summary>
        public static Dimension operator /(Dimension left, Dimension right) => Combine(left, right, -1);

        /// <summary>The dimension of a power.</summary>
        public Dimension Power(int exponent) => exponent == 0 ? None : new Dimension(Raised(powers, exponent));

        /// <inheritdoc/>
        public bool Equals(Dimension? other)
        {
            if (other is null || powers.Length != other.powers.Length)
            {
                return false;
            }

            for (int i = 0; i < powers.Length; i++)
            {
                if (powers[i].Value != other.powers[i].Value || powers[i].Key != other.powers[i].Key)
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Dimension);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            int hash = 17;
            foreach (KeyValuePair<string, int> power in powers)
            {
                hash = (hash * 31) + (power.Key.Length * 7) + power.Key[0] + power.Value;
            }

            return hash;
        }

        /// <summary>In words, for messages: "mass per time", "mass per area", "visits per time", "plain number".</summary>
        public override string ToString()
        {
            if (Named.TryGetValue(string.Join(", ", powers.Select(power => power.Key + " " + power.Value)), out string? name))
            {
                return name;
            }

            List<string> above = powers.Where(power => power.Value > 0).Select(power => InWords(power.Key, power.Value)).ToList();
            List<string> below = powers.Where(power => power.Value < 0).Select(power => InWords(power.Key, -power.Value)).ToList();
            if (above.Contains(Mass) && above.Remove(MorphineEquivalent))
            {
                above[above.IndexOf(Mass)] = "mass of morphine equivalent";
            }

            string numerator = string.Join(" times ", above);
            return below.Count == 0 ? numerator : (numerator + " per " + string.Join(" per ", below)).TrimStart();
        }

        internal static Dimension Base(string name) => new Dimension(new KeyValuePair<string, int>(name, 1));

        /// <summary>Names with their exponents multiplied.</summary>
        internal static KeyValuePair<string, int>[] Raised(IReadOnlyList<KeyValuePair<string, int>> powers, int exponent)
        {
            var raised = new KeyValuePair<string, int>[powers.Count];
            for (int i = 0; i < raised.Length; i++)
            {
                raised[i] = new KeyValuePair<string, int>(powers[i].Key, powers[i].Value * exponent);
            }

            return raised;
        }

        // Both are sorted, and so is what is made of them.
        private static Dimension Combine(Dimension left, Dimension right, int sign)
        {
            var combined = new List<KeyValuePair<string, int>>(left.powers.Length + right.powers.Length);
            int l = 0;
            int r = 0;
            while (l < left.powers.Length || r < right.powers.Length)
            {
                int order = r == right.powers.Length ? -1 : l == left.powers.Length ? 1 : string.CompareOrdinal(left.powers[l].Key, right.powers[r].Key);
                string name = order <= 0 ? left.powers[l].Key : right.powers[r].Key;
                int exponent = (order <= 0 ? left.powers[l++].Value : 0) + (order >= 0 ? sign * right.powers[r++].Value : 0);
                if (exponent != 0)
                {
                    combined.Add(new KeyValuePair<string, int>(name, exponent));
                }
            }

            return new Dimension(combined.ToArray());
        }

        private static string InWords(string name, int exponent) =>
            exponent == 1 ? name
            : Named.TryGetValue(name + " " + exponent, out string? named) ? named
            : exponent == 2 ? name + " squared"
            : exponent == 3 ? name + " cubed"
            : name + " to the power " + exponent;
    }
}
