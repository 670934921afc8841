using System;
using System.Globalization;
using System.Linq;
using System.Text;
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

    [Fact]
    public void The_reader_of_packed_cases_allocates_nothing_for_lines_with_values_that_it_met()
    {
        const string Path = "guidelines/mtus/idds.guideline";
        IPackedReading reading = new TypedGuideline(Library.Compile(Path).Plan!, EmittedCode.Load(EmittedCode.Compile(Library.Emit(Path)))).PackedReading;
        byte[][] lines = [.. Enumerable.Range(0, 50).Select(Line)];
        for (int i = 0; i < 20; i++)
        {
            Assert.All(lines, line => Assert.Null(reading.Difference(line)));
        }

        Assert.Equal(lines.Length * 20, reading.Counted.Usual);
        Assert.Equal(0, reading.Allocated(lines));
    }

    private static byte[] Line(int number)
    {
        const string Treatment = """{"kind":"medication","period":"2012-0MONTH-DAY to 2013-0MONTH-11","result":"failed","is contraindicated":ANSWER}""";
        const string Frame = """
            {"schema":1,"case":{"decision date":"2014-11-DAY"},"items":[{"service":"permanent implantation","request date":"2014-10-DAY"}],
            "facts":{"pain onset":"2010-03-DAY","purpose of the pump":"pain","pain is malignant":ANSWER,"conservative care":[TREATMENTS],
            "pathology":{"value":ANSWER,"kind":"MRI"},"sepsis":null,"life expectancy":NUMBER.5,"spinal opioid trial":{"value":{"pain before":8,
            "pain after":2.5,"oral opioids before":[{"drug":"oxycodone","daily dose":NUMBER}],"oral opioids after":"none"},"by":"physician","date":"2014-09-DAY"}},
            "reviewer":{"other treatment is likely to help":ANSWER}}
            """;
        string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
        string treatments = string.Join(",", Enumerable.Range(1, (number % 5) + 1).Select(month => Treatment.Replace("MONTH", Text(month), StringComparison.Ordinal)));
        string text = Frame.ReplaceLineEndings(string.Empty)
            .Replace("TREATMENTS", treatments, StringComparison.Ordinal)
            .Replace("ANSWER", number % 3 == 0 ? "true" : "false", StringComparison.Ordinal)
            .Replace("NUMBER", Text(number + 1), StringComparison.Ordinal)
            .Replace("DAY", Text((number % 19) + 10), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }
}
