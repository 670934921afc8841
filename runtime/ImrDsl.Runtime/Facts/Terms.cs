using System;

namespace ImrDsl.Runtime;

/// <summary>A few terms of a vocabulary. Told apart by their length first, so that a term is found, or not, at the cost of a comparison or two.</summary>
internal sealed class Terms
{
    // By length; none where no term has it.
    private readonly string[][] byLength;

    private Terms(string[][] byLength) => this.byLength = byLength;

    /// <summary>These terms; null if there are none.</summary>
    public static Terms? Of(ReadOnlySpan<string> terms)
    {
        if (terms.IsEmpty)
        {
            return null;
        }

        int longest = 0;
        foreach (string term in terms)
        {
            longest = Math.Max(longest, term.Length);
        }

        var byLength = new string[longest + 1][];
        Array.Fill(byLength, []);
        foreach (string term in terms)
        {
            byLength[term.Length] = [.. byLength[term.Length], term];
        }

        return new Terms(byLength);
    }

    /// <summary>Whether a term is among them.</summary>
    public bool Contains(string term)
    {
        if ((uint)term.Length >= (uint)byLength.Length)
        {
            return false;
        }

        foreach (string known in byLength[term.Length])
        {
            if (string.Equals(known, term))
            {
                return true;
            }
        }

        return false;
    }
}
