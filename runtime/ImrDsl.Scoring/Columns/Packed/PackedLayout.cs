using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>
/// What a guideline reads of a case, as docs/decisions/0013-packed-cases.md has it: bits, quantities, dates and lists, each with what reads it of a flat case. Grows
/// while the guideline is compiled; then it is only read.
/// </summary>
internal sealed class PackedLayout
{
    private const int MostBits = 64;

    private readonly Dictionary<string, int> known = [];
    private readonly List<PackedBit> bits = [];
    private readonly List<PackedQuantity> numbers = [];
    private readonly List<PackedDay> dates = [];
    private readonly List<PackedListReading> lists = [];
    private readonly PackedReading reading = new();

    /// <summary>Nothing is read yet.</summary>
    /// <param name="form">How the guideline's cases are written.</param>
    public PackedLayout(FlatForm form)
    {
        Form = form;
        Asking = new FlatCompiler(form);
    }

    /// <summary>How the guideline's cases are written.</summary>
    public FlatForm Form { get; }

    /// <summary>Makes what reads flat cases.</summary>
    public FlatCompiler Asking { get; }

    /// <summary>The bits.</summary>
    public IReadOnlyList<PackedBit> Bits => bits;

    /// <summary>The quantities.</summary>
    public IReadOnlyList<PackedQuantity> Numbers => numbers;

    /// <summary>The lists.</summary>
    public IReadOnlyList<PackedListReading> Lists => lists;

    /// <summary>The bit of a test of one fact; null if it has none.</summary>
    public ulong? Bit(ConditionNode node)
    {
        if (!PackedLeaf.IsLeaf(node) || !TryRecord(PackedLeaf.FactOf(node), out EntryScope? record) || PackedKeys.Of(node) is not { } key)
        {
            return null;
        }

        key = Prefix(record) + key;
        if (!known.TryGetValue(key, out int place))
        {
            if (bits.Count == MostBits)
            {
                return null;
            }

            place = bits.Count;
            known.Add(key, place);
            bits.Add(new PackedBit(Asking.Condition(node), record?.Fact.Fact, ScopeOf(record)));
            reading.Add(node, record?.Fact.Fact);
        }

        return 1UL << place;
    }

    /// <summary>The place of the quantity that a fact states; null if it has none.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="isPercent">Whether it is a percentage that a record gives for a change.</param>
    /// <param name="digits">With how many digits behind the point it is kept.</param>
    public int? Number(FactNode fact, bool isPercent, out byte digits)
    {
        digits = isPercent ? PackedReading.MostDigits : PackedReading.DigitsOf(fact.Fact.Fact);
        if (!TryRecord(fact.Fact, out EntryScope? record))
        {
            return null;
        }

        string key = $"{Prefix(record)}N{fact.Fact.Fact.Number}@{digits}";
        if (!known.TryGetValue(key, out int place))
        {
            place = numbers.Count;
            known.Add(key, place);
            numbers.Add(new PackedQuantity(
                new PackedNumber(record?.Fact.Fact.Number ?? fact.Fact.Fact.Number, record is null ? -1 : fact.Fact.Fact.Ordinal, PackedReading.ScaleOf(digits)),
                Asking.Number(fact), record?.Fact.Fact, ScopeOf(record)));
            reading.Add(fact.Fact.Fact, record?.Fact.Fact);
        }

        return place;
    }

    /// <summary>The place of the date that a fact states; null if it has none.</summary>
    public int? Date(FactNode fact)
    {
        if (!TryRecord(fact.Fact, out EntryScope? record))
        {
            return null;
        }

        string key = $"{Prefix(record)}T{fact.Fact.Fact.Number}";
        if (!known.TryGetValue(key, out int place))
        {
            place = dates.Count;
            known.Add(key, place);
            FactPlan stated = fact.Fact.Fact;
            dates.Add(record is null
                ? new PackedDay(stated.Number, -1, [.. PackedReading.StandIns(stated).Select(other => other.Number)])
                : new PackedDay(record.Fact.Fact.Number, stated.Ordinal, []));
            reading.Add(stated, record?.Fact.Fact);
        }

        return place;
    }

    /// <summary>A list of the case, or of a record of the case; null if it cannot be packed.</summary>
    public PackedListReading? List(ListNode list)
    {
        if (list.Fact.Fact.Kind != FactKind.List || list.Fact.Fact.IsJudgement || !TryRecord(list.Fact, out EntryScope? record))
        {
            return null;
        }

        string key = $"{Prefix(record)}L{list.Fact.Fact.Number}";
        if (!known.TryGetValue(key, out int place))
        {
            place = lists.Count;
            known.Add(key, place);
            lists.Add(new PackedListReading(this, place, list.Fact.Fact, record?.Fact.Fact));
        }

        return lists[place];
    }

    /// <summary>What lines are read into.</summary>
    public PackedForm ToForm()
    {
        lists.ForEach(list => list.AddTo(reading));

        return new PackedForm
        {
            Bits = [.. reading.OfBits],
            Involved = [.. reading.Involved],
            Dated = [.. reading.Dated],
            Numbers = [.. numbers.Select(number => number.Form)],
            Dates = [.. dates.Select(date => new PackedDate(date.Fact, date.Field, date.Instead))],
            Lists = [.. lists.Select(list => list.ToForm())],
        };
    }

    // A fact of the case, or a field of the entry of one of its records.
    private static bool TryRecord(FactReference fact, out EntryScope? record)
    {
        record = fact.Entry;
        return record is null || record.Fact is { Entry: null, Fact.Kind: FactKind.Record };
    }

    private static string Prefix(EntryScope? record) => record is null ? string.Empty : $"{record.Fact.Fact.Number}/";

    private int ScopeOf(EntryScope? record) => record is null ? -1 : Asking.ScopeOf(record);

    private sealed record PackedDay(int Fact, int Field, int[] Instead);
}

/// <summary>A test that a bit answers.</summary>
/// <param name="Condition">The test, of a flat case.</param>
/// <param name="Record">The record of whose entry it is asked, or null.</param>
/// <param name="Scope">The construct that has that entry at hand, or −1.</param>
internal sealed record PackedBit(FlatCondition Condition, FactPlan? Record, int Scope);

/// <summary>A quantity that is kept.</summary>
/// <param name="Form">Where it stands in a line.</param>
/// <param name="Number">What reads it of a flat case.</param>
/// <param name="Record">The record of whose entry it is read, or null.</param>
/// <param name="Scope">The construct that has that entry at hand, or −1.</param>
internal sealed record PackedQuantity(PackedNumber Form, FlatNumber Number, FactPlan? Record, int Scope);
