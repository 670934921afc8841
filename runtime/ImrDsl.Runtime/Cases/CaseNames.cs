using System;
using System.Buffers.Binary;
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

    // Nearly every file spells a name as it is declared; so spelt it is found without making a string of it.
    private readonly Dictionary<byte[], (string Name, int Number)>.AlternateLookup<ReadOnlySpan<byte>> asDeclared;

    /// <summary>Names, numbered in order. Of two that are the same the first counts.</summary>
    public CaseNames(params IReadOnlyList<string> names)
    {
        All = names;
        var spelt = new Dictionary<byte[], (string, int)>(Utf8Comparer.Instance);
        for (int i = 0; i < names.Count; i++)
        {
            numbers.TryAdd(Fold(names[i]), i);
            spelt.TryAdd(Encoding.UTF8.GetBytes(names[i]), (names[i], IndexOf(names[i])));
        }

        asDeclared = spelt.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The names as declared.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The number of a name, or −1.</summary>
    public int IndexOf(string name) =>
        numbers.TryGetValue(name, out int number) || numbers.TryGetValue(Fold(name), out number) ? number : -1;

    /// <summary>Finds a name that is spelt to the letter as it is declared.</summary>
    /// <param name="utf8">What may be the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="number">Its number.</param>
    internal bool TryFindAsDeclared(ReadOnlySpan<byte> utf8, out string name, out int number)
    {
        bool isFound = asDeclared.TryGetValue(utf8, out (string Name, int Number) found);
        (name, number) = isFound ? found : (string.Empty, -1);
        return isFound;
    }

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

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] name) => GetHashCode(name.AsSpan());

        // The names of a guideline differ in length, beginning or end; those that do not are told apart by comparing them.
        public int GetHashCode(ReadOnlySpan<byte> name)
        {
            const int Edge = sizeof(ulong);
            ulong head = name.Length >= Edge ? BinaryPrimitives.ReadUInt64LittleEndian(name) : 0;
            ulong tail = name.Length >= Edge ? BinaryPrimitives.ReadUInt64LittleEndian(name[^Edge..]) : 0;
            if (name.Length < Edge)
            {
                foreach (byte b in name)
                {
                    head = (head << 8) | b;
                }
            }

            return HashCode.Combine(head, tail, name.Length);
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
