using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The entry of a record or list that holds a field: the field has its evidence unless it has its own. The default is no entry, for facts
/// of the case itself.
/// </summary>
public readonly struct Held
{
    // One more than the index, so that the default value is no entry.
    private readonly int place;

    internal Held(Evidence? evidence, int index)
    {
        Evidence = evidence;
        place = index + 1;
    }

    /// <summary>Its evidence, or that of the entry that holds it in turn.</summary>
    internal Evidence? Evidence { get; }

    /// <summary>Its place among the entries, from 0; −1 without an entry.</summary>
    internal int Index => place - 1;

    /// <summary>A field of an entry.</summary>
    public static implicit operator Held(RecordEntry entry) => new(entry.Evidence, 0);

    /// <summary>What an account says for a statement of the fact: for a field, the entry that holds it.</summary>
    internal int EntryFor(int index) => place == 0 ? index : Index;
}
