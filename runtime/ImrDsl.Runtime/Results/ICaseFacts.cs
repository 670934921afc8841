using System;
using System.Globalization;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>The facts of a case as results show them, by the numbers of a guideline's description.</summary>
public interface ICaseFacts
{
    /// <summary>A fact of the case (no field of an entry).</summary>
    /// <param name="fact">Its number.</param>
    IFactView Of(int fact);
}

/// <summary>What a case holds of one fact, in words. Of an entry that is not there (−1, say) nothing is known.</summary>
public interface IFactView
{
    /// <summary>What is known of it as a whole.</summary>
    Knowledge Knowledge { get; }

    /// <summary>How many entries there are.</summary>
    int Count { get; }

    /// <summary>
    /// The value of an entry in words, with its unit: <c>yes</c>, <c>5 to 6</c>, <c>60 mg/day</c>, <c>2014-09</c>, <c>failed</c>; null if it is not
    /// known or the entry has fields.
    /// </summary>
    string? ValueAt(int entry);

    /// <summary>The evidence of an entry, or null.</summary>
    Evidence? EvidenceAt(int entry);

    /// <summary>The reason of a reviewer's answer, or null.</summary>
    string? ReasonAt(int entry);

    /// <summary>A field of an entry, by its place among the fields of its kind; <see cref="FactView.Silent"/> if it is not mentioned.</summary>
    IFactView FieldAt(int entry, int ordinal);
}

/// <summary>Views of facts.</summary>
public static class FactView
{
    /// <summary>A fact that the record does not mention.</summary>
    public static IFactView Silent { get; } = new SilentFact();

    /// <summary>A quantity that was converted, as the record has it, with the figure it is compared by, to two decimals: "228 lb (103.42 kg)".</summary>
    /// <param name="recorded">What the record says.</param>
    /// <param name="converted">The quantity in the unit of the fact.</param>
    /// <param name="unit">The unit of the fact, or null.</param>
    public static string Converted(string recorded, Number converted, string? unit)
    {
        string low = Rounded(converted.Low);
        string high = Rounded(converted.High);
        string words = converted.HasLow && converted.HasHigh ? (low == high ? low : low + " to " + high)
            : converted.HasLow ? "at least " + low
            : "at most " + high;
        return recorded + " (" + words + (unit is null or "%" ? unit : " " + unit) + ")";

        static string Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private sealed class SilentFact : IFactView
    {
        public Knowledge Knowledge => Knowledge.NotMentioned;

        public int Count => 0;

        public string? ValueAt(int entry) => null;

        public Evidence? EvidenceAt(int entry) => null;

        public string? ReasonAt(int entry) => null;

        public IFactView FieldAt(int entry, int ordinal) => this;
    }
}
