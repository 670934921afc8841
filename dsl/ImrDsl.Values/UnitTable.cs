using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>
    /// The units there are, as data: a base unit and a dimension of its own a line, or a unit and how many of another it is.
    /// <c>Metric</c> spellings take prefixes, <c>Plain</c> ones do not. Factors are exact; their sources:
    /// <list type="bullet">
    /// <item>pound 0.45359237 kg, yard 0.9144 m, and so ounce (1/16 pound), inch (1/36 yard), foot, mile: the international yard and pound
    /// agreement of 1959; NIST SP 811 (2008), appendix B.8;</item>
    /// <item>minute, hour, day, litre: accepted for use with the SI (BIPM, <i>SI Brochure</i>, 9th edition, table 8);</item>
    /// <item>joule, watt, volt, pascal, hertz: derived units of the SI (the same, table 4);</item>
    /// <item>metres of mercury 133.322 kPa and of water 9.80665 kPa, calorie 4.184 J (thermochemical), equivalent 1 mol: UCUM, <i>The Unified
    /// Code for Units of Measure</i>, version 2.1;</item>
    /// <item>pack of 20 cigarettes, pack-year as packs a day times years: CMS, National Coverage Determination 210.14;</item>
    /// <item>MME, the morphine milligram equivalent: CDC Clinical Practice Guideline for Prescribing Opioids (2022), table of factors.</item>
    /// </list>
    /// No factor is offered between months or years and days (a month is 28 to 31 days), between degrees and radians (π has no exact
    /// value), between degrees Celsius and Fahrenheit (the scales begin at different points), nor into units that a laboratory or assay defines (IU).
    /// </summary>
    internal static class UnitTable
    {
        private static readonly (string Dimension, string Metric, string Plain)[] BaseUnits =
        {
            // UCUM table 1. Degrees stand for UCUM's radian, so that no factor needs π.
            ("mass", "g", "gram grams"),
            ("length", "m", "meter meters metre metres"),
            ("time", "s", "sec secs second seconds"),
            ("amount of substance", "mol", ""),
            ("angle", "", "deg ° degree degrees"),

            ("electric current", "A", "amp amps"),
            ("temperature in degrees Celsius", "", "Cel °C degC"),
            ("temperature in degrees Fahrenheit", "", "[degF] °F degF"),

            // Arbitrary and logarithmic units, which convert into nothing.
            ("international units", "", "[iU] [IU] IU"),
            ("sound level", "", "dB"),
            ("metabolic equivalents", "", "MET METs"),

            // What policies count. Months of a recorded estimate ("in pain for 8 months") are calendar months, not UCUM's mean month.
            ("calendar months", "", "month months mo mos"),
            ("morphine equivalent", "", UnitParser.OfMorphineEquivalent),
            ("nights", "", "night nights"),
            ("visits", "", "visit visits"),
            ("sessions", "", "session sessions"),
            ("treatments", "", "treatment treatments"),
            ("injections", "", "injection injections"),
            ("blocks", "", "block blocks"),
            ("procedures", "", "procedure procedures"),
            ("applications", "", "application applications"),
            ("doses", "", "dose doses"),
            ("units", "", "unit units"),
            ("tablets", "", "tablet tablets tab tabs"),
            ("capsules", "", "capsule capsules"),
            ("pills", "", "pill pills"),
            ("patches", "", "patch patches"),
            ("levels", "", "level levels"),
            ("points", "", "point points"),
            ("events", "", "event events"),
            ("episodes", "", "episode episodes"),
            ("beats", "", "beat beats"),
            ("breaths", "", "breath breaths"),
            ("cigarettes", "", "cigarette cigarettes"),
        };

        private static readonly (decimal Factor, string Unit, string Metric, string Plain)[] DerivedUnits =
        {
            (60, "s", "", "min mins minute minutes"),
            (60, "min", "", "h hr hrs hour hours"),
            (24, "h", "", "d day days"),
            (7, "d", "", "wk wks week weeks"),
            (12, "month", "", "year years yr yrs a"),
            (0.01m, "1", "", "% percent"),
            (1, "dm3", "L l", "liter liters litre litres"),
            (1, "cm3", "", "cc"),
            (1, "mol", "eq Eq", ""),
            (1, "s-1", "Hz", ""),
            (1, "kg.m2.s-2", "J", ""),
            (4.184m, "J", "cal", "calorie calories"),
            (1, "J/s", "W", "watt watts"),
            (1, "W/A", "V", "volt volts"),
            (1, "kg.m-1.s-2", "Pa", ""),
            (133.322m, "kPa", "m[Hg]", ""),
            (1, "mm[Hg]", "", "mmHg"),
            (9.80665m, "kPa", "m[H2O]", ""),
            (1, "cm[H2O]", "", "cmH2O"),
            (2.54m, "cm", "", "[in_i] in inch inches"),
            (12, "in", "", "[ft_i] ft foot feet"),
            (3, "ft", "", "[yd_i] yd yard yards"),
            (1760, "yd", "", "[mi_i] mi mile miles"),
            (453.59237m, "g", "", "[lb_av] lb lbs pound pounds"),
            (28.349523125m, "g", "", "[oz_av] oz ounce ounces"),
            (1, "beat/min", "", "bpm"),

            (20, "cigarette", "", "pack packs"),
            (1, "pack/d.year", "", "pack-year pack-years"),

            // Without a mass before it, it is one of milligrams: "50 MME/day" is "50 mg MME/day".
            (1, "mg." + UnitParser.OfMorphineEquivalent, "", "MED MME"),
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
            "kg", "mg", "mcg", "ug", "cm", "mm", "km", "mL", "dL", "ml", "dl", "ms", "mmol", "mEq", "kPa", "mm[Hg]", "kcal", "mA",
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
