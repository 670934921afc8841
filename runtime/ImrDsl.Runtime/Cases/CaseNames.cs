using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// Names that a case file may use, each with its number. Names are the same when they differ only in case, in white space
/// or in how accented letters are encoded.
/// </summary>
public sealed class CaseNames
{
    // Of shorter words more than one thing may be meant.
    private const int MinBegun = 5;

    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names, numbered in order. Of two that are the same the first counts.</summary>
    public CaseNames(params IReadOnlyList<string> names)
    {
        All = names;
        for (int i = 0; i < names.Count; i++)
        {
            numbers.TryAdd(Fold(names[i]), i);
        }
    }

    /// <summary>The names as declared.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The number of a name, or −1.</summary>
    public int IndexOf(string name) =>
        numbers.TryGetValue(name, out int number) || numbers.TryGetValue(Fold(name), out number) ? number : -1;

    /// <summary>A suggestion for a name that is not among these: <c> Did you mean “sepsis”?</c> with a space before it, or nothing.</summary>
    public string DidYouMean(string name) =>
        (Spelling.Nearest(Fold(name), All) ?? OnlyOneThatGoesOn(name)) is { } nearest ? " Did you mean “" + nearest + "”?" : string.Empty;

    // "condition treated with the toxin", where somebody stopped after "condition treated".
    private string? OnlyOneThatGoesOn(string name)
    {
        string begun = Fold(name) + " ";
        List<string> longer = [.. All.Where(known => begun.Length > MinBegun && Fold(known).StartsWith(begun, StringComparison.Ordinal))];
        return longer.Count == 1 ? longer[0] : null;
    }

    /// <summary>A name in the form in which names are compared: composed, white space folded, lower case.</summary>
    internal static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (char c in Composition.Compose(name))
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
