using System;
using System.Linq;
using ImrDsl.Scoring.Columns.Reading;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>How lines are read into packed readings for a set of guidelines. Each edition is made when it is asked for; used by several threads at once.</summary>
internal sealed class PackedRules
{
    /// <summary>So many lines of an edition a thread reads flat first: to make ready for packed readings takes as long in a program that has just been started.</summary>
    public const int UsuallyFlat = 8192;

    private readonly Lazy<PackedEdition?>[] editions;

    /// <summary>Rules.</summary>
    /// <param name="lines">How lines are read flat.</param>
    /// <param name="firstTried">How many lines of an edition a thread reads flat first.</param>
    public PackedRules(LineRules lines, int firstTried)
    {
        Lines = lines;
        FirstTried = firstTried;
        editions = [.. lines.Editions.Select(edition => new Lazy<PackedEdition?>(() => PackedEdition.Of(edition.Form)))];
    }

    /// <summary>How lines are read flat.</summary>
    public LineRules Lines { get; }

    /// <summary>How many lines of an edition a thread reads flat first.</summary>
    public int FirstTried { get; }

    /// <summary>An edition; null if none of its services has a packed form.</summary>
    /// <param name="number">Its place.</param>
    public PackedEdition? Of(int number) => editions[number].Value;
}
