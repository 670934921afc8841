using System;
using System.Collections.Generic;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring;

namespace ImrDsl.Differential.Tests;

/// <summary>A random guideline, with random cases.</summary>
internal sealed class RandomSpecimen
{
    public RandomSpecimen(int seed)
    {
        // Every other guideline uses a vocabulary.
        Seed = seed;
        (string guideline, string? vocabulary) = seed % 2 == 0 ? (RandomGuideline.Create(seed, recordsPercentages: true), null) : RandomGuideline.CreateWithVocabulary(seed);
        Text = guideline + vocabulary;
        Compilation compilation = Compilation.Create(
            new SourceText("random.guideline", guideline), _ => vocabulary is null ? null : new SourceText("used.guideline", vocabulary));
        Plan = compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics) + "\n" + Text);
    }

    public int Seed { get; }

    /// <summary>The text of the guideline and of the vocabulary it uses.</summary>
    public string Text { get; }

    public GuidelinePlan Plan { get; }

    /// <summary>A case file, as text and as read: its disputed items, each with its service.</summary>
    public (string Json, IReadOnlyList<CaseItem> Items) File(int number, int items)
    {
        string json = RandomCase.CreateWithItems(Plan, items, (Seed * 1000) + number);
        CaseReading reading = CaseReader.Read(Plan, Encoding.UTF8.GetBytes(json), "case.json");
        return (json, reading.File?.Items ?? throw new InvalidOperationException(string.Join("\n", reading.Errors) + "\n" + json));
    }
}
