using System;
using System.Collections.Generic;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Runtime.Editions;

/// <summary>An edition of a guideline that can read and decide case files, whoever executes it. A guideline without editions is one edition.</summary>
public interface IGuidelineEdition
{
    /// <summary>Its words, and when it is in force.</summary>
    GuidelineDescription Guideline { get; }

    /// <summary>Reads a case file. Reports everything that is wrong with it, and never throws.</summary>
    /// <param name="others">The other editions and guidelines that the file is read for: what only they know is passed over in silence.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    ICaseInEdition Read(IReadOnlyList<GuidelineDescription> others, ReadOnlyMemory<byte> utf8, string path);
}

/// <summary>A case file as one edition sees it.</summary>
public interface ICaseInEdition
{
    /// <summary>What it says of the case itself.</summary>
    CaseInfo Info { get; }

    /// <summary>Every item of the file, in order; of those that this edition does not decide, the service is −1.</summary>
    IReadOnlyList<DisputedItem> Items { get; }

    /// <summary>What is wrong with the file.</summary>
    IReadOnlyList<CaseError> Errors { get; }

    /// <summary>What the edition says of an item. Only for an item whose service it knows, of a file without errors.</summary>
    /// <param name="item">The place of the item, from 0.</param>
    ItemResult Explain(int item);
}

/// <summary>An edition in generated code.</summary>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
/// <typeparam name="TService">The guideline's services.</typeparam>
/// <param name="guideline">Its description.</param>
/// <param name="reader">Makes a reader of case files.</param>
/// <param name="explain">Explains an item.</param>
public sealed class TypedEdition<TCase, TService>(
    GuidelineDescription guideline, Func<TypedCaseReader<TCase, TService>> reader, Func<TypedItem<TCase, TService>, ItemResult> explain) : IGuidelineEdition
    where TCase : GuidelineCase
    where TService : struct, Enum
{
    /// <inheritdoc/>
    public GuidelineDescription Guideline => guideline;

    /// <inheritdoc/>
    public ICaseInEdition Read(IReadOnlyList<GuidelineDescription> others, ReadOnlyMemory<byte> utf8, string path) =>
        new TypedCase(reader().Read(guideline, others, utf8, path), explain);

    private sealed class TypedCase(TypedCaseFile<TCase, TService> file, Func<TypedItem<TCase, TService>, ItemResult> explain) : ICaseInEdition
    {
        public CaseInfo Info => file.Info;

        public IReadOnlyList<DisputedItem> Items => file.AllItems;

        public IReadOnlyList<CaseError> Errors => file.Errors;

        public ItemResult Explain(int item)
        {
            foreach (TypedItem<TCase, TService> typed in file.Items)
            {
                if (typed.Number == item)
                {
                    return explain(typed);
                }
            }

            throw new ArgumentOutOfRangeException(nameof(item));
        }
    }
}
