using System;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>Evaluating a case allocates nothing.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("guidelines/mtus/idds.guideline")]
    [InlineData("tests/cases/good/constructs/main.guideline")]
    [InlineData("tests/cases/good/latest-and-first/main.guideline")]
    public void Decide_and_Evaluate_allocate_nothing(string path)
    {
        GuidelinePlan plan = Library.Compile(path).Plan!;
        var guideline = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(path))));
        var random = new Random(7);
        object[] cases = [.. Enumerable.Range(0, 200).Select(_ => guideline.Case(new RandomRecord(plan, random, hasExtremes: false).Next()))];
        var room = new AccountEntry[20_000];
        Assert.Equal(0, guideline.AllocatedByDecide(cases));
        Assert.Equal(0, guideline.AllocatedByDecidePacked(cases));
        Assert.Equal(0, guideline.AllocatedByStatuses(cases));
        Assert.Equal(0, guideline.AllocatedByAccount(cases, new AccountLine[1000]));
        Assert.Equal(0, guideline.AllocatedByEvaluate(cases, room));
    }
}
