using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>Something that has a number in every case: a quantity, a day (by its number), how many entries a list has.</summary>
    internal sealed class Measure
    {
        public Measure(int number, string key)
        {
            Number = number;
            Key = key;
        }

        public int Number { get; }

        /// <summary>The same for the same thing, wherever it is named.</summary>
        public string Key { get; }

        /// <summary>The least value, or null.</summary>
        public Rational? Low { get; init; }

        /// <summary>The greatest value, or null.</summary>
        public Rational? High { get; init; }

        /// <summary>The distance of neighbouring values, or null: then there is one between any two.</summary>
        public Rational? Step { get; init; }

        /// <summary>One of the values, from which steps are counted.</summary>
        public Rational Base { get; init; }

        /// <summary>A value that a reader finds natural.</summary>
        public Rational Natural { get; init; }

        /// <summary>What it measures, or null for what stands in no guideline.</summary>
        public ValueNode? Node { get; init; }

        /// <summary>The entry to which it belongs, or null for the case.</summary>
        public EntryModel? Entry { get; init; }

        /// <summary>The fact that holds it, or null if it is computed.</summary>
        public FactPlan? Fact { get; init; }
    }
}
