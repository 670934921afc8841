using System.Collections.Generic;

namespace ImrDsl.Runtime;

/// <summary>
/// What a packed case holds of which fact, so that a line can be read straight into it. Constant data; generated code writes it out. Facts are told by their
/// numbers in the description of the guideline, fields by their places among the fields of their entry (−1: the fact itself).
/// </summary>
public sealed class PackedForm
{
    /// <summary>The facts of which bits are read: of a value and its evidence alone.</summary>
    public IReadOnlyList<int> Bits { get; init; } = [];

    /// <summary>The facts whose reading depends on more than themselves, so that a line that states one of them is read carefully.</summary>
    public IReadOnlyList<int> Involved { get; init; } = [];

    /// <summary>The facts whose evidence is compared with other dates than the decision and the request date.</summary>
    public IReadOnlyList<int> Dated { get; init; } = [];

    /// <summary>The quantities.</summary>
    public IReadOnlyList<PackedNumber> Numbers { get; init; } = [];

    /// <summary>The dates.</summary>
    public IReadOnlyList<PackedDate> Dates { get; init; } = [];

    /// <summary>The lists.</summary>
    public IReadOnlyList<PackedListForm> Lists { get; init; } = [];
}

/// <summary>A quantity of a packed case.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Field">The field of its entry, or −1.</param>
/// <param name="Scale">How many of its whole numbers make 1: a power of ten up to 10,000.</param>
public sealed record PackedNumber(int Fact, int Field, int Scale);

/// <summary>A date of a packed case.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Field">The field of its entry, or −1.</param>
/// <param name="Instead">The facts that stand in for it, one after the other, when the record is silent.</param>
public sealed record PackedDate(int Fact, int Field, IReadOnlyList<int> Instead);

/// <summary>A list of a packed case.</summary>
/// <param name="Fact">The list, or the record that holds it.</param>
/// <param name="Field">The field of the record that is the list, or −1.</param>
/// <param name="Period">The field of its entries that is a period to be added up, or −1.</param>
/// <param name="Quantity">The field of its entries that is a quantity to be added up, or −1.</param>
/// <param name="Scale">How many of the quantity's whole numbers make 1.</param>
public sealed record PackedListForm(int Fact, int Field, int Period, int Quantity, int Scale);

/// <summary>What a packed case holds, shown to what learns from it. Generated code fills it.</summary>
public sealed class PackedImage
{
    /// <summary>Room for a packed case.</summary>
    /// <param name="form">What it holds.</param>
    internal PackedImage(PackedForm form)
    {
        Numbers = new int[form.Numbers.Count];
        Lists = new PackedList[form.Lists.Count];
    }

    /// <summary>Whether the case fits.</summary>
    public bool Fits { get; set; }

    /// <summary>What is read of facts, as bits.</summary>
    public Readings Readings { get; set; }

    /// <summary>The quantities, as <see cref="PackedForm.Numbers"/> has them.</summary>
    public int[] Numbers { get; }

    /// <summary>The lists, as <see cref="PackedForm.Lists"/> has them.</summary>
    public PackedList[] Lists { get; }
}
