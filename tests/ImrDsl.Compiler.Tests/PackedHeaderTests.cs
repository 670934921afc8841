using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>What stands before the facts of a line is compared with that of the line before: what differs is seen, and days are read.</summary>
public sealed class PackedHeaderTests
{
    private const string Usual =
        """{"schema":1,"case":{"decision date":"2014-11-07"},"items":[{"service":"permanent implantation","request date":"2014-10-23","service date":"2014-10-30"}],"facts":{"pain onset":"2014-06-10","pain is malignant":false,"pathology":{"value":true,"kind":"MRI","date":"2014-11-01"}}}""";

    [Fact]
    public void A_line_is_read_as_without_the_line_before_it()
    {
        const string Path = "guidelines/mtus/idds.guideline";
        GuidelinePlan plan = Library.Compile(Path).Plan!;
        IPackedReading reading = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(Path)))).PackedReading;
        foreach (string line in Lines())
        {
            Check(reading, Usual);
            Check(reading, line);
            Check(reading, line);
        }

        // Enough other headers in a row that none is looked for any more.
        for (int i = 0; i < 200; i++)
        {
            Check(reading, Usual.Replace("\"case\":{", $"\"case\":{{\"id\":\"{i}\",", StringComparison.Ordinal));
        }

        Check(reading, Usual);
    }

    private static IEnumerable<string> Lines()
    {
        (string Part, string Other)[] others =
        [
            ("2014-11-07", "2014-05-09"), ("2014-11-07", "2014-10-31"), ("2014-11-07", "2014-13-07"), ("2014-11-07", "2014-11-3"), ("2014-11-07", "2014-11"),
            ("2014-11-07", "2014-1\"-07"), ("2014-10-23", "2014-11-02"), ("2014-10-23", "2014-02-30"), ("\"2014-10-23\"", "null"), ("2014-10-30", "2014-11-30"),
            ("2014-10-30", "3014/10/30"), ("\"2014-10-30\"", "null"), (",\"service date\":\"2014-10-30\"", string.Empty), ("permanent implantation", "temporary trial"),
            ("permanent implantation", "pump replacement"), ("permanent implantation", "permanent implantatiom"), ("\"schema\":1", "\"schema\":2"),
            ("\"schema\":1,", "\"schema\": 1,"), ("}],", "} ] ,"), ("\"case\"", "\"cases\""), ("\"facts\":{", "\"schema\":1,\"facts\":{"), ("\"facts\":{", "\"items\":[],\"facts\":{"),
        ];
        foreach ((string part, string other) in others)
        {
            Assert.Contains(part, Usual, StringComparison.Ordinal);
            yield return Usual.Replace(part, other, StringComparison.Ordinal);
        }

        foreach (int length in Enumerable.Range(0, Usual.IndexOf("pain", StringComparison.Ordinal)))
        {
            yield return Usual[..length];
        }

        yield return "  " + Usual;
        yield return "{\"facts\":{\"sepsis\":true}," + Usual[1..];
    }

    private static void Check(IPackedReading reading, string line)
    {
        string? difference = reading.Difference(Encoding.UTF8.GetBytes(line));
        Assert.True(difference is null, difference + "\n" + line);
    }
}
