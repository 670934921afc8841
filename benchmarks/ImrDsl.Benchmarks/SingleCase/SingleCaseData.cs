using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Peers;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;

namespace ImrDsl.Benchmarks.SingleCase;

/// <summary>Made-up cases in the types of each contestant. The generated code and the reference evaluator get them from case files.</summary>
internal sealed class SingleCaseData
{
    public SingleCaseData(CaseMix mix, int count)
    {
        Plan = Samples.Plan;
        IReadOnlyList<DrawnCase> drawn = mix.Draw(count);
        Typed = new IddsCase[count];
        Items = new CaseItem[count];
        for (int i = 0; i < count; i++)
        {
            byte[] text = CaseText.Of(drawn[i]);
            Typed[i] = Idds.ReadCase(text).Items.Single().Case;
            CaseReading reading = CaseReader.Read(Plan, text, "case.json");
            Items[i] = reading.File?.Items.Single() ?? throw new InvalidOperationException("A made-up case cannot be read: " + reading.Errors[0]);
        }

        Packed = [.. Typed.Select(Idds.Packed.Of)];
        if (mix.PartialShare == 0)
        {
            ByHand = [.. drawn.Select(HandWrittenCase.Of)];
            Dictionaries = [.. drawn.Select(DictionaryIdds.CaseOf)];
        }
    }

    /// <summary>The guideline.</summary>
    public GuidelinePlan Plan { get; }

    /// <summary>The cases in the generated types.</summary>
    public IddsCase[] Typed { get; }

    /// <summary>The cases packed.</summary>
    public Idds.Packed[] Packed { get; }

    /// <summary>The cases as the reference evaluator takes them.</summary>
    public CaseItem[] Items { get; }

    /// <summary>The cases for hand-written code; none where dates are partial.</summary>
    public HandWrittenCase[] ByHand { get; } = [];

    /// <summary>The cases as dictionaries; none where dates are partial.</summary>
    public Dictionary<string, object>[] Dictionaries { get; } = [];
}
