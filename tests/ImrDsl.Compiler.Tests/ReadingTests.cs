using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>Generated readers read case files as the reader that follows the plan does: the same facts, the same errors.</summary>
public class ReadingTests
{
    private const string Broken = "tests/cases/broken/";

    private static readonly Lazy<(GuidelinePlan Plan, TypedGuideline Guideline)> OfBroken = new(() => Load(Broken + "main.guideline"));

    public static TheoryData<string> BrokenCases => [.. Directory
        .EnumerateFiles(Repository.PathOf(Broken), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> GoodCases => new()
    {
        { "tests/cases/letters/seed-000.json", "guidelines/mtus/idds.guideline" },
        { "tests/cases/letters/seed-001.json", "guidelines/mtus/idds.guideline" },
        { "tests/cases/scored/constructs.json", "tests/cases/scored/constructs.guideline" },
        { "tests/cases/scored/implantation-trial-not-successful.json", "guidelines/mtus/idds.guideline" },
        { "tests/cases/scored/trial-nothing-documented.json", "guidelines/mtus/idds.guideline" },
    };

    [Theory]
    [MemberData(nameof(BrokenCases))]
    public void A_broken_case_has_the_same_errors(string name)
    {
        byte[] utf8 = File.ReadAllBytes(Repository.PathOf(Broken + name));
        IReadOnlyList<CaseError> expected = CaseReader.Read(OfBroken.Value.Plan, utf8, name).Errors;

        Assert.NotEmpty(expected);
        Assert.Equal(expected, OfBroken.Value.Guideline.Read(utf8, name).Errors);
    }

    [Theory]
    [MemberData(nameof(GoodCases))]
    public void A_case_has_the_same_facts(string file, string path)
    {
        (GuidelinePlan plan, TypedGuideline guideline) = Load(path);
        byte[] utf8 = File.ReadAllBytes(Repository.PathOf(file));
        CaseFile expected = CaseReader.Read(plan, utf8, file).File!;
        (IReadOnlyList<CaseError> errors, IReadOnlyList<object> cases) = guideline.Read(utf8, file);

        Assert.Empty(errors);
        Assert.Equal(expected.Items.Count, cases.Count);
        foreach ((CaseItem item, object read) in expected.Items.Zip(cases))
        {
            Assert.Equal(guideline.Case(item.Record), read);
            Check.Same(plan, guideline, item.Record, read);
        }
    }

    [Theory]
    [MemberData(nameof(GoodCases))]
    public void A_case_is_explained_in_the_same_words(string file, string path)
    {
        (GuidelinePlan plan, TypedGuideline guideline) = Load(path);
        byte[] utf8 = File.ReadAllBytes(Repository.PathOf(file));
        CaseFile read = CaseReader.Read(plan, utf8, file).File!;

        // Numbers of lines are the same; the files that the guideline uses are named without their folders.
        string Words(IEnumerable<ItemResult> items) => DeterminationText.Write(new Determination(read.Info, items)) + DeterminationJson.Write(new Determination(read.Info, items));
        Assert.Equal(Words(CaseScorer.Score(plan, read)), Words(guideline.Explain(utf8, file)));
    }

    private static (GuidelinePlan Plan, TypedGuideline Guideline) Load(string path)
    {
        GuidelinePlan plan = Library.Compile(path).Plan!;
        return (plan, new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(path)))));
    }
}
