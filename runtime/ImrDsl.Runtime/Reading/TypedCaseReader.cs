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
    private readonly Dictionary<int, CaseDraft<TCase>> requests = [];
    private CaseDraft<TCase>? facts;

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
        facts = Begin();
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

            items.Add(new TypedItem<TCase, TService>(i, item, TypedFacts.Member<TService>(item.Service), WithUsed(guideline, item, facts).ToCase(item, requests.GetValueOrDefault(i, facts))));
        }

        return new TypedCaseFile<TCase, TService>(frame.Info, items, errors.ToList()) { AllItems = frame.Items };
    }

    // What the item says was used already is one more fact of its case, read like any other.
    private static CaseDraft<TCase> WithUsed(GuidelineDescription guideline, DisputedItem item, CaseDraft<TCase> facts)
    {
        if (item is not { UnitsUsed: { } used, UnitsUsedFact: >= 0 })
        {
            return facts;
        }

        CaseDraft<TCase> ofItem = facts.Copy();
        byte[] number = Encoding.UTF8.GetBytes(used.ToString(CultureInfo.InvariantCulture));
        if (CaseJson.TryOpen(number, guideline.Evidence, new CaseErrors(string.Empty, number), out CaseJson json))
        {
            ofItem.Read(ref json, guideline.Facts[item.UnitsUsedFact]);
        }

        return ofItem;
    }

    /// <inheritdoc/>
    void ICaseFactReader.ReadFact(ref CaseJson json, FactDescription fact) => facts!.Read(ref json, fact);

    /// <inheritdoc/>
    void ICaseFactReader.ReadRequestFact(ref CaseJson json, int item, FactDescription fact)
    {
        if (!requests.TryGetValue(item, out CaseDraft<TCase>? request))
        {
            requests.Add(item, request = Begin());
        }

        request.Read(ref json, fact);
    }

    /// <summary>A case of which nothing is read yet.</summary>
    protected abstract CaseDraft<TCase> Begin();
}
