using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>A disputed item of a case file, with the facts of the case in the types of one guideline.</summary>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
/// <typeparam name="TService">The guideline's services.</typeparam>
/// <param name="Number">Its place in the case file, from 0.</param>
/// <param name="Item">What was asked for, and when.</param>
/// <param name="Service">The service that decides it.</param>
/// <param name="Case">The facts.</param>
public sealed record TypedItem<TCase, TService>(int Number, DisputedItem Item, TService Service, TCase Case)
    where TCase : GuidelineCase
    where TService : struct, Enum;

/// <summary>A case file in the types of one guideline; of use only if there are no errors.</summary>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
/// <typeparam name="TService">The guideline's services.</typeparam>
/// <param name="Info">What it says of the case itself.</param>
/// <param name="Items">The disputed items that the guideline decides; none if there are errors.</param>
/// <param name="Errors">What is wrong with the file.</param>
public sealed record TypedCaseFile<TCase, TService>(CaseInfo Info, IReadOnlyList<TypedItem<TCase, TService>> Items, IReadOnlyList<CaseError> Errors)
    where TCase : GuidelineCase
    where TService : struct, Enum
{
    /// <summary>Every item of the file, as far as it could be read; of those that another guideline decides, the service is −1.</summary>
    public IReadOnlyList<DisputedItem> AllItems { get; init; } = [];
}

/// <summary>Reads case files (JSON, schema 1) into the types of one guideline. Generated code says which fact goes where.</summary>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
/// <typeparam name="TService">The guideline's services, numbered as in its description.</typeparam>
public abstract class TypedCaseReader<TCase, TService> : ICaseFactReader
    where TCase : GuidelineCase
    where TService : struct, Enum
{
    private readonly Dictionary<int, TCase> requests = [];
    private TCase? facts;

    /// <summary>A case of which nothing is known.</summary>
    protected abstract TCase Blank { get; }

    /// <summary>Reads a case file. Reports everything that is wrong with it, and never throws.</summary>
    /// <param name="guideline">The description of the guideline.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public TypedCaseFile<TCase, TService> Read(GuidelineDescription guideline, ReadOnlyMemory<byte> utf8, string path) =>
        Read(guideline, [], utf8, path);

    /// <summary>Reads a case file for one of several guidelines: what only the others know is passed over.</summary>
    /// <param name="guideline">The description of the guideline.</param>
    /// <param name="others">The other guidelines that the file is read for.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public TypedCaseFile<TCase, TService> Read(
        GuidelineDescription guideline, IReadOnlyList<GuidelineDescription> others, ReadOnlyMemory<byte> utf8, string path)
    {
        facts = Blank;
        requests.Clear();
        var errors = new CaseErrors(path, utf8);
        CaseFrame frame = CaseFrameReader.Read(guideline, others, utf8.Span, errors, this);
        var items = new List<TypedItem<TCase, TService>>();
        for (int i = 0; i < frame.Items.Count && !errors.Any; i++)
        {
            DisputedItem item = frame.Items[i];
            if (item.Service < 0)
            {
                continue;
            }

            items.Add(new TypedItem<TCase, TService>(i, item, TypedFacts.Member<TService>(item.Service), ForItem(WithUsed(guideline, item, facts), requests.GetValueOrDefault(i, facts), item)));
        }

        return new TypedCaseFile<TCase, TService>(frame.Info, items, errors.ToList()) { AllItems = frame.Items };
    }

    // What the item says was used already is one more fact of its case, read like any other.
    private TCase WithUsed(GuidelineDescription guideline, DisputedItem item, TCase facts)
    {
        if (item is not { UnitsUsed: { } used, UnitsUsedFact: >= 0 })
        {
            return facts;
        }

        byte[] number = Encoding.UTF8.GetBytes(used.ToString(CultureInfo.InvariantCulture));
        return CaseJson.TryOpen(number, guideline.Evidence, new CaseErrors(string.Empty, number), out CaseJson json)
            ? ReadFact(ref json, guideline.Facts[item.UnitsUsedFact], facts)
            : facts;
    }

    /// <inheritdoc/>
    void ICaseFactReader.ReadFact(ref CaseJson json, FactDescription fact) => facts = ReadFact(ref json, fact, facts!);

    /// <inheritdoc/>
    void ICaseFactReader.ReadRequestFact(ref CaseJson json, int item, FactDescription fact) =>
        requests[item] = ReadFact(ref json, fact, requests.GetValueOrDefault(item, Blank));

    /// <summary>The case with one fact more: the value at hand.</summary>
    /// <param name="json">The reader, on the value.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="c">The case so far.</param>
    protected abstract TCase ReadFact(ref CaseJson json, FactDescription fact, TCase c);

    /// <summary>The case as one disputed item has it: with the item's dates and the fields of its request.</summary>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="request">The fields of the item's request.</param>
    /// <param name="item">The item.</param>
    protected abstract TCase ForItem(TCase facts, TCase request, DisputedItem item);

    /// <summary>The amount requested of an item: the field of its request, else its quantity.</summary>
    /// <param name="stated">The field of the request.</param>
    /// <param name="item">The item.</param>
    /// <param name="services">The services of which the field is the amount requested.</param>
    protected static Fact<Number> Requested(Fact<Number> stated, DisputedItem item, ReadOnlySpan<int> services) =>
        stated.Knowledge == Knowledge.NotMentioned && item.Quantity is { } quantity && services.Contains(item.Service) ? (Number)quantity : stated;

    /// <summary>A date that an item may give.</summary>
    protected static Fact<PartialDate> Given(PartialDate date) => date.IsKnown ? date : default(Fact<PartialDate>);
}
