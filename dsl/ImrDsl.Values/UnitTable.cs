using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>
    /// The units there are, as data: a base unit and a dimension of its own a line, or a unit and how many of another it is. Factors are
    /// exact. Sources: UCUM, <i>The Unified Code for Units of Measure</i>, tables 1 to 7; NIST SP 811 (2008), appendix B. Where both give a
    /// factor it is the same, but for mercury columns, where UCUM's is taken. <c>Metric</c> spellings take prefixes, <c>Plain</c> ones do not.
    /// </summary>
    internal static class UnitTable
    {
        private static readonly (string Dimension, string Metric, string Plain)[] BaseUnits =
        {
            // UCUM table 1. Degrees stand for UCUM's radian, so that no factor needs π.
            ("mass", "g", "gram grams"),
            ("length", "m", "meter meters metre metres"),
            ("time", "s", "sec second seconds"),
            ("amount of substance", "mol", ""),
            ("angle", "", "deg ° degree degrees"),

            // Arbitrary and logarithmic units, which convert into nothing.
            ("international units", "", "[iU] IU"),
            ("sound level", "", "dB"),
            ("metabolic equivalents", "", "MET METs"),

            // What policies count. Months of a recorded estimate ("in pain for 8 months") are calendar months, not UCUM's mean month.
            ("calendar time", "", "month months mo"),
            ("morphine equivalent", "", "MED MME"),
            ("nights", "", "night nights"),
            ("visits", "", "visit visits"),
            ("sessions", "", "session sessions"),
            ("treatments", "", "treatment treatments"),
            ("injections", "", "injection injections"),
            ("doses", "", "dose doses"),
            ("tablets", "", "tablet tablets"),
            ("levels", "", "level levels"),
            ("points", "", "point points"),
            ("events", "", "event events"),
            ("beats", "", "beat beats"),
            ("cigarettes", "", "cigarette cigarettes"),
            ("pack-years", "", "pack-year pack-years"),
        };

        private static readonly (decimal Factor, string Unit, string Metric, string Plain)[] DerivedUnits =
        {
            (60, "s", "", "min minute minutes"),
            (60, "min", "", "h hr hrs hour hours"),
            (24, "h", "", "d day days"),
            (7, "d", "", "wk week weeks"),
            (12, "month", "", "year years yr yrs"),
            (0.01m, "1", "", "% percent"),
            (1, "dm3", "L l", "liter liters litre litres"),
            (1, "mol", "eq Eq", ""),
            (1, "kg.m-1.s-2", "Pa", ""),
            (133.322m, "kPa", "m[Hg]", ""),
            (1, "mm[Hg]", "", "mmHg"),
            (2.54m, "cm", "", "[in_i] in inch inches"),
            (12, "in", "", "[ft_i] ft foot feet"),
            (453.59237m, "g", "", "[lb_av] lb lbs pound pounds"),
            (28.349523125m, "g", "", "[oz_av] oz ounce ounces"),
            (1, "beat/min", "", "bpm"),

            // CMS National Coverage Determination 210.14: "1 pack = 20 cigarettes".
            (20, "cigarette", "", "pack packs"),
        };

        // UCUM table 1; "mc" is the micro of prescriptions (ISMP), "µ" and "μ" are two characters for one sign.
        private static readonly (string Prefix, int PowerOfTen)[] Prefixes =
        {
            ("T", 12), ("G", 9), ("M", 6), ("k", 3), ("h", 2), ("da", 1), ("d", -1), ("c", -2), ("m", -3),
            ("u", -6), ("\u00B5", -6), ("\u03BC", -6), ("mc", -6), ("n", -9), ("p", -12), ("f", -15),
        };

        // Prefixed units that are written often enough to be what somebody meant.
        private static readonly string[] CommonPrefixed =
        {
            "kg", "mg", "mcg", "ug", "cm", "mm", "km", "mL", "dL", "ml", "dl", "ms", "mmol", "mEq", "kPa", "mm[Hg]",
        };

        private static readonly Dictionary<string, (Unit Unit, bool TakesPrefixes)> Units = Load();

        /// <summary>Every spelling a misspelt unit may have meant.</summary>
        public static IReadOnlyList<string> Spellings { get; } = Units.Keys.Where(key => key[0] != '[').Concat(CommonPrefixed).ToList();

        /// <summary>The unit that one word names, with or without a prefix; null if there is none.</summary>
        public static Unit? Find(string word) => Find(Units, word);

        private static Unit? Find(Dictionary<string, (Unit Unit, bool TakesPrefixes)> units, string word)
        {
            if (units.TryGetValue(word, out (Unit Unit, bool TakesPrefixes) whole))
            {
                return whole.Unit;
            }

            foreach ((string prefix, int powerOfTen) in Prefixes)
            {
                if (word.StartsWith(prefix, StringComparison.Ordinal)
                    && units.TryGetValue(word.Substring(prefix.Length), out (Unit Unit, bool TakesPrefixes) found) && found.TakesPrefixes)
                {
                    BigInteger power = BigInteger.Pow(10, Math.Abs(powerOfTen));
                    return found.Unit.Times(powerOfTen > 0 ? power : 1, powerOfTen > 0 ? 1 : power).Named(word);
                }
            }

            return null;
        }

        private static Dictionary<string, (Unit Unit, bool TakesPrefixes)> Load()
        {
            var units = new Dictionary<string, (Unit Unit, bool TakesPrefixes)>(StringComparer.Ordinal);
            foreach ((string dimension, string metric, string plain) in BaseUnits)
            {
                Add(units, new Unit(dimension, Dimension.Base(dimension), 1, 1), metric, plain);
            }

            foreach ((decimal factor, string definition, string metric, string plain) in DerivedUnits)
            {
                (BigInteger above, BigInteger below) = ExactDecimal.Quotient(factor);
                Add(units, UnitParser.Parse(definition, word => Find(units, word))!.Times(above, below), metric, plain);
            }

            return units;
        }

        private static void Add(Dictionary<string, (Unit Unit, bool TakesPrefixes)> units, Unit unit, string metric, string plain)
        {
            foreach (string spelling in metric.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries))
            {
                units.Add(spelling, (unit.Named(spelling), true));
            }

            foreach (string spelling in plain.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries))
            {
                units.Add(spelling, (unit.Named(spelling), false));
            }
        }
    }
}
