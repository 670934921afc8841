using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>The short account of a packed case holds the values that were read. That its answers are those of the whole account, the random cases test.</summary>
public class ShortAccountTests
{
    [Fact]
    public void Quantities_are_in_units_of_their_last_digit()
    {
        const string Path = "guidelines/mtus/idds.guideline";
        GuidelinePlan plan = Library.Compile(Path).Plan!;
        var guideline = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(Path))));
        ExamplePlan example = plan.Examples.Single(example => example.Title == "every criterion met for implantation");
        (Finding finding, AccountLine[] lines) = guideline.Account(guideline.Case(example.Case), example.Service)!.Value;

        Dictionary<string, decimal> read = lines.Where(line => line.Kind == AccountLineKind.Quantity)
            .ToDictionary(line => ((FactNode)plan.Nodes[line.Node]).Fact.Fact.Name, line => (decimal)line.Low / line.Scale);
        Assert.Equal(Finding.Necessary, finding);
        Assert.Equal((8, 3), (read["pain before"], read["pain after"]));
        Assert.Contains(lines, line => line.Kind == AccountLineKind.NotKnown && ((FactNode)plan.Nodes[line.Node]).Fact.Fact.Name == "relief");
    }
}
