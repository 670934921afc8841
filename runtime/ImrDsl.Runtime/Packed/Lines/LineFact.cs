using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Runtime.Lines;

/// <summary>How the values of a fact, or of a field of an entry, are read from a line.</summary>
internal sealed class LineFact
{
    /// <summary>No effect: nothing is read, or a word stands for nothing that is known.</summary>
    public static readonly Vector128<ulong> Nothing = default;

    private const int MostScale = 10_000;

    // Fields of an entry are told apart by so many bits of one word.
    private const int BitsOfYesNo = 2;
    private const int BitsOfWord = 10;
    private const int BitsOfFields = 38;
    private const decimal Least = -1_000_000_000_000m;

    private readonly long low;
    private readonly long high = long.MaxValue;
    private readonly long from;
    private readonly long step = 1;

    /// <summary>A fact.</summary>
    /// <param name="description">What the guideline says of it.</param>
    public LineFact(FactDescription description)
    {
        Description = description;
        Type = description.Type;
        if (Type == FactType.Number)
        {
            decimal[] bounds = [description.Low ?? Least, description.High ?? -Least, description.Step ?? 0, description.Low ?? 0];
            IsCareful = !bounds.All(bound => decimal.Truncate(bound * MostScale) == bound * MostScale && Math.Abs(bound) <= -Least);
            if (!IsCareful)
            {
                (low, high) = ((long)(bounds[0] * MostScale), (long)(bounds[1] * MostScale));
                (step, from) = (Math.Max((long)(bounds[2] * MostScale), 1), (long)(bounds[3] * MostScale));
            }
        }
    }

    /// <summary>What the guideline says of it.</summary>
    public FactDescription Description { get; }

    /// <summary>Its type.</summary>
    public FactType Type { get; }

    /// <summary>Whether a line that states it is read carefully.</summary>
    public bool IsCareful { get; set; }

    /// <summary>The record or list of which it is a field; null for a fact of the case.</summary>
    public LineFact? Owner { get; init; }

    /// <summary>Whether bits are read of it.</summary>
    public bool HasBits { get; set; }

    /// <summary>Whether its evidence is compared with dates that are not known when it is read.</summary>
    public bool IsDated { get; set; }

    /// <summary>Whether nothing but bits is read of it.</summary>
    public bool IsBitsOnly => Type is not (FactType.Number or FactType.Date)
        && Array.TrueForAll(Fields, part => part.Numbers.Length + part.Dates.Length == 0 && part.Type != FactType.List);

    /// <summary>Whether its entries hold nothing where their evidence does not count: no default of a field stands there.</summary>
    public bool CanBeBlank { get; set; }

    /// <summary>Words that were met, by their places in <see cref="OfWords"/>.</summary>
    public WordTable Words { get; } = new([]);

    /// <summary>What each word changes of the readings.</summary>
    public List<Vector128<ulong>> OfWords { get; } = [];

    /// <summary>What an entry, or a value with evidence, changes of the readings, by all that tells it apart.</summary>
    public Dictionary<ulong, Vector128<ulong>> OfEntries { get; } = [];

    /// <summary>Those of <see cref="OfEntries"/> that were met last: most often it is one of them.</summary>
    public RecentEntries Recent { get; } = new();

    /// <summary>Where its quantity is kept, and in which scale.</summary>
    public (int Place, int Scale)[] Numbers { get; set; } = [];

    /// <summary>Where its date is kept, if it is a field.</summary>
    public int[] Dates { get; set; } = [];

    /// <summary>Where it is kept as a list, or −1.</summary>
    public int List { get; set; } = -1;

    /// <summary>How the period, or quantity, of the entries of a list is read, by the number of the field; −1 if it is not.</summary>
    public (int Period, int Quantity, int Scale) OfList { get; set; } = (-1, -1, 1);

    /// <summary>The keys of an entry: its fields, then the words of evidence that are no fields.</summary>
    public KeyTable? Keys { get; private set; }

    /// <summary>The keys of an entry where its evidence stands elsewhere, or nowhere.</summary>
    public KeyTable? FieldKeys { get; private set; }

    /// <summary>The fields of an entry.</summary>
    public LineFact[] Fields { get; private set; } = [];

    /// <summary>The place of a field in the word that tells entries apart; its width in bits.</summary>
    public (int Shift, int Width) InKey { get; private set; }

    /// <summary>The quantities of an entry of a record before any field is read.</summary>
    public (int Place, int Value)[] EntryNumbers { get; set; } = [];

    /// <summary>The places of the lists of an entry of a record.</summary>
    public int[] EntryLists { get; set; } = [];

    /// <summary>What a field changes of the readings of an entry of a list, and those of an entry of which nothing is said.</summary>
    public uint[] EntryYesNo { get; } = new uint[3];

    /// <summary>See <see cref="OfWords"/>; of an entry of a list.</summary>
    public List<uint> EntryOfWords { get; } = [];

    /// <summary>An entry of a list of which nothing is said.</summary>
    public PackedEntry EntryBase { get; set; }

    /// <summary>Sets what its entries hold. Where a field has the name of a key that stands around entries, they are read carefully.</summary>
    public void SetFields()
    {
        EntryKindDescription kind = Description.Entries!;
        string[] words = ["value", "at", "incomplete", "entries"];
        Fields = [.. kind.Fields.Select(field => new LineFact(field) { Owner = this })];
        IsCareful |= Description.CodeSystem is not null || words.Any(word => kind.FieldNames.IndexOf(word) >= 0);
        FieldKeys = new KeyTable(kind.Fields.Select((field, place) => (field.Name, place)));
        Keys = new KeyTable([.. kind.Fields.Select((field, place) => (field.Name, place)), .. LineEvidence.Words.Select((word, i) => (word, Fields.Length + i))]);
        int shift = 0;
        foreach (LineFact field in Fields)
        {
            int width = field.Type == FactType.YesNo ? BitsOfYesNo : field.Type is FactType.Choice or FactType.Code ? BitsOfWord : 1;
            field.InKey = (shift, width);
            shift += width;

            // A list in an entry of a record is read, what lies deeper is not.
            if (field.Description.HasEntries && Owner is null && Type == FactType.Record)
            {
                field.SetFields();
            }
        }

        IsCareful |= shift > BitsOfFields;
    }

    /// <summary>Whether a quantity is in the range of its declaration and on its step.</summary>
    /// <param name="value">The quantity, in ten thousandths.</param>
    public bool Allows(long value) => value >= low && value <= high && (step == 1 || (value - from) % step == 0);

    /// <summary>A quantity as a packed case holds it; false if it does not fit.</summary>
    /// <param name="value">The quantity, in ten thousandths.</param>
    /// <param name="scale">How many of the whole number make 1.</param>
    /// <param name="scaled">The whole number.</param>
    public static bool TryScale(long value, int scale, out int scaled)
    {
        const long TooLarge = 100_000L * MostScale;
        int coarser = MostScale / scale;
        scaled = (int)(coarser == 1 ? value : value / coarser);
        return value is < TooLarge and > -TooLarge && (coarser == 1 || value % coarser == 0);
    }
}

/// <summary>What entries change of the readings, for the last ones that were met, found without a look-up in a dictionary.</summary>
internal sealed class RecentEntries
{
    private const int Bits = 6;

    // No entry has every bit: where there is none, there is no evidence.
    private const ulong Nobody = ulong.MaxValue;

    private readonly (ulong Key, Vector128<ulong> Change)[] slots = new (ulong, Vector128<ulong>)[1 << Bits];

    /// <summary>None yet.</summary>
    public RecentEntries() => Array.Fill(slots, (Nobody, default));

    /// <summary>What an entry changes, if it is one of them.</summary>
    /// <param name="key">What tells it apart.</param>
    /// <param name="change">What it changes of the readings.</param>
    public bool TryFind(ulong key, out Vector128<ulong> change)
    {
        ref readonly (ulong Key, Vector128<ulong> Change) slot = ref slots[SlotOf(key)];
        change = slot.Change;
        return slot.Key == key;
    }

    /// <summary>Adds an entry in place of another.</summary>
    public void Add(ulong key, Vector128<ulong> change) => slots[SlotOf(key)] = (key, change);

    // The multiplier has no meaning: odd, with well-mixed bits.
    private static int SlotOf(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> (64 - Bits));
}
