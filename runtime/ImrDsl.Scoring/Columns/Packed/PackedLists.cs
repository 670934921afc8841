using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>What is asked of an entry of a list: that all of some bits are so, all of some others are not, and all of some further tests are met; or the negation of that.</summary>
internal sealed class PackedEntryTest
{
    private readonly ushort so;
    private readonly ushort notSo;
    private readonly PackedEntryTest[] others = [];
    private readonly bool isNegated;

    private PackedEntryTest(ushort so, ushort notSo, PackedEntryTest[] others, bool isNegated)
    {
        this.so = so;
        this.notSo = notSo;
        this.others = others;
        this.isNegated = isNegated;
    }

    /// <summary>Every entry passes.</summary>
    public static PackedEntryTest Always { get; } = new(0, 0, [], false);

    /// <summary>Whether every entry passes.</summary>
    public bool IsAlways => (so | notSo) == 0 && others.Length == 0 && !isNegated;

    /// <summary>The negation.</summary>
    public PackedEntryTest Negated => others.Length > 0 || BitsOf(so) + BitsOf(notSo) != 1 ? new(so, notSo, others, !isNegated) : new(notSo, so, others, isNegated);

    /// <summary>That a bit is so.</summary>
    public static PackedEntryTest Of(ushort bit) => new(bit, 0, [], false);

    /// <summary>All of some tests; null if one of them is.</summary>
    public static PackedEntryTest? AllOf(IEnumerable<PackedEntryTest?> tests)
    {
        (int so, int notSo) = (0, 0);
        var others = new List<PackedEntryTest>();
        foreach (PackedEntryTest? test in tests)
        {
            if (test is null)
            {
                return null;
            }

            if (test.isNegated)
            {
                others.Add(test);
                continue;
            }

            so |= test.so;
            notSo |= test.notSo;
            others.AddRange(test.others);
        }

        return new PackedEntryTest((ushort)so, (ushort)notSo, [.. others], false);
    }

    /// <summary>Whether an entry passes.</summary>
    public Truth Of(EntryReadings entry)
    {
        Truth passes = new Readings(entry.Bits & ushort.MaxValue, entry.Bits >> 16).All(so, notSo);
        foreach (PackedEntryTest other in others)
        {
            passes &= other.Of(entry);
        }

        return isNegated ? !passes : passes;
    }

    private static int BitsOf(ushort bits) => ushort.PopCount(bits);
}

/// <summary>The time that the entries of a list take up, compared with a stated length.</summary>
/// <param name="place">The place of the list.</param>
/// <param name="filter">Which entries count.</param>
/// <param name="comparison">How it is compared.</param>
/// <param name="length">With what.</param>
internal sealed class PackedTotalTime(int place, PackedEntryTest filter, Comparison comparison, CalendarDuration length) : FlatCondition
{
    public override int Cost => 30;

    public override Answer Of(AtHand at)
    {
        PackedList list = at.Line.List(place);
        var time = new PackedTime();
        foreach (ref readonly PackedEntry entry in list.Entries)
        {
            time.Add(entry, filter.Of(entry.Readings));
        }

        return list.CompareTotal(time, at.DecisionDate, comparison, length);
    }
}

/// <summary>Some or every entry of a list.</summary>
/// <param name="quantifier">Which.</param>
/// <param name="place">The place of the list.</param>
/// <param name="filter">Which entries count.</param>
/// <param name="test">What is asked of them.</param>
internal sealed class PackedQuantified(Quantifier quantifier, int place, PackedEntryTest filter, PackedEntryTest test) : FlatCondition
{
    private readonly PackedEntryTest asked = quantifier == Quantifier.Some
        ? PackedEntryTest.AllOf([filter, test])!
        : filter.IsAlways ? test : PackedEntryTest.AllOf([filter, test.Negated])!.Negated;

    public override int Cost => 10;

    public override Answer Of(AtHand at)
    {
        bool isSome = quantifier == Quantifier.Some;
        PackedList list = at.Line.List(place);
        Truth answer = isSome ? Truth.NotMet : Truth.Met;
        foreach (ref readonly PackedEntry entry in list.Entries)
        {
            answer = isSome ? answer | asked.Of(entry.Readings) : answer & asked.Of(entry.Readings);
        }

        return isSome ? list.Some(answer) : list.Every(answer);
    }
}

/// <summary>A row of a table by which the quantity of an entry is multiplied.</summary>
/// <param name="Members">The bits that must be so.</param>
/// <param name="Over">The quantity is more than this.</param>
/// <param name="UpTo">The quantity is at most this.</param>
/// <param name="Value">The factor.</param>
internal readonly record struct PackedRow(ushort[] Members, int Over, int UpTo, int Value)
{
    private readonly ushort so = (ushort)Members.Aggregate(0, (all, bit) => all | bit);

    /// <summary>Whether an entry certainly fits.</summary>
    public bool Fits(in PackedEntry entry) => entry.Readings.Has(so) && entry.Quantity > Over && entry.Quantity <= UpTo;
}

/// <summary>The total of a quantity over a list, each times what a table has for it.</summary>
/// <param name="place">The place of the list.</param>
/// <param name="rows">The rows of the table.</param>
/// <param name="digits">With how many digits behind the point the products are kept.</param>
internal sealed class PackedTotal(int place, PackedRow[] rows, byte digits) : FlatNumber
{
    public override int Cost => 10;

    public override byte Digits => digits;

    public override bool TryWhole(AtHand at, out long value) => TryWhole(at.Line.List(place), out value);

    // What is not known makes it no smaller.
    public override Number Of(AtHand at)
    {
        PackedList list = at.Line.List(place);
        bool isKnown = TryWhole(list, out long sum);
        Number least = new decimal((int)sum, (int)(sum >> 32), 0, false, digits);
        return list.IsOpen ? Number.Unknown : isKnown ? least : least.WithoutUpperBound();
    }

    /// <summary>The same as a whole number of its last digit.</summary>
    public ScaledTotal ScaledOf(AtHand at)
    {
        PackedList list = at.Line.List(place);
        var total = new ScaledTotal(list);
        foreach (ref readonly PackedEntry entry in list.Entries)
        {
            total.Add(ProductOf(entry));
        }

        return total;
    }

    // The sum of what is known; false if that is not all.
    private bool TryWhole(in PackedList list, out long sum)
    {
        sum = 0;
        bool isKnown = !list.IsOpen && !list.IsIncomplete;
        foreach (ref readonly PackedEntry entry in list.Entries)
        {
            long product = ProductOf(entry);
            isKnown &= product != ScaledTotal.Unknown;
            sum += product == ScaledTotal.Unknown ? 0 : product;
        }

        return isKnown;
    }

    private long ProductOf(in PackedEntry entry)
    {
        int row = RowOf(entry);
        return row < 0 ? ScaledTotal.Unknown : (long)entry.Quantity * rows[row].Value;
    }

    private int RowOf(in PackedEntry entry)
    {
        for (int i = 0; i < rows.Length && entry.Quantity != Scaled.Unknown; i++)
        {
            if (rows[i].Fits(entry))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A comparison of two totals that are kept alike.</summary>
/// <param name="left">The first.</param>
/// <param name="comparison">How they are compared.</param>
/// <param name="right">The second.</param>
internal sealed class PackedTotalComparison(PackedTotal left, Comparison comparison, PackedTotal right) : FlatCondition
{
    public override int Cost => left.Cost + right.Cost;

    public override Answer Of(AtHand at) => left.ScaledOf(at).Compare(comparison, right.ScaledOf(at));
}
