using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>What is wrong with the editions of a guideline shows only side by side.</summary>
public sealed class EditionTests
{
    [Theory]
    [InlineData("effective from 2009-07-18 to 2016-07-27", "effective from 2016-07-28", "")]
    [InlineData("effective to 2016-07", "effective from 2016-08", "")]
    [InlineData(
        "effective from 2009-07-18 to 2016-07-28",
        "effective from 2016-07-28",
        "b.guideline:3:3: error GL0541: Two editions of mtus.brace are in force on 2016-07-28: this one (from 2016-07-28 on) and the one at a.guideline:3:3 (from 2009-07-18 to 2016-07-28).")]
    [InlineData(
        "note \"No dates.\"",
        "note \"No dates.\"",
        "b.guideline:2:1: error GL0541: Two editions of mtus.brace are in force always: this one (always) and the one at a.guideline:2:1 (always).")]
    [InlineData(
        "effective from 2009 to 2015",
        "effective from 2016-07-28",
        "b.guideline:3:3: warning GL0542: No edition of mtus.brace is in force from 2016-01-01 to 2016-07-27, between the one at a.guideline:3:3 and this one.")]
    [InlineData("effective from 2009 to 2015", "effective from 2016-07-28\nallow GL0542 \"The guideline was suspended.\"", "")]
    [InlineData(
        "effective to 2015\n  edition by service date",
        "effective from 2016",
        "b.guideline:3:3: error GL0543: This edition of mtus.brace is chosen by the decision date, the one at a.guideline:3:3 by the service date.")]
    public void Editions_are_compared(string first, string second, string expected)
    {
        FileHead[] heads = [Head("b.guideline", second), Head("a.guideline", first)];

        Assert.Equal(expected, string.Join("\n", Editions.Check(heads).Select(finding => finding.ToString())));
    }

    [Fact]
    public void A_long_edition_overlaps_every_later_one()
    {
        FileHead[] heads = [Head("a", "effective from 2009"), Head("b", "effective from 2010 to 2011"), Head("c", "effective from 2012")];

        Assert.Equal(["b", "c"], Editions.Check(heads).Select(finding => finding.Span.Path));
        Assert.All(Editions.Check(heads), finding => Assert.Equal("GL0541", finding.Code));
    }

    [Fact]
    public void Other_guidelines_and_vocabularies_are_not_compared()
    {
        FileHead[] heads =
        [
            Head("a", "effective from 2009"), Compilation.HeadOf(new SourceText("b", "language 1\nguideline mtus.other \"Other\""))!,
            Compilation.HeadOf(new SourceText("c", "language 1\nvocabulary common.x"))!, Compilation.HeadOf(new SourceText("d", "language 1\nvocabulary common.x"))!,
        ];

        Assert.Empty(Editions.Check(heads));
    }

    [Theory]
    [InlineData("2016-07-27", "met")]
    [InlineData("2016-07-28", "not met")]
    [InlineData("2009-07-18", "met")]
    [InlineData("2009-07-17", "not met")]
    [InlineData("2016-07", "not documented")]
    [InlineData("2016-06", "met")]
    [InlineData("2016-08", "not met")]
    public void Both_ends_of_an_edition_count(string date, string expected)
    {
        Assert.True(PartialDate.TryParse(date, out PartialDate day));

        Assert.Equal(expected, new Answer(Truth.Met, Head("a", "effective from 2009-07-18 to 2016-07-27").InForce.Holds(day)).ToString());
    }

    [Theory]
    [InlineData("mtus.brace", "", Authority.Mtus)]
    [InlineData("odg.brace", "source ACOEM, page 3", Authority.Odg)]
    [InlineData("my.brace", "source ACOEM, page 3", Authority.Acoem)]
    [InlineData("my.brace", "source Medicare NCD 160.27", Authority.Other)]
    [InlineData("mtus.brace", "authority other", Authority.Other)]
    [InlineData("my.brace", "authority odg", Authority.Odg)]
    public void A_guideline_has_an_authority(string id, string line, Authority expected)
    {
        var file = new SourceText("a", "language 1\nguideline " + id + " \"A brace\"\n  " + line + "\nfacts\n  pain: yes/no\nservice brace\n  medically necessary when pain\n");

        Assert.Equal(expected, Compilation.Create(file, _ => null).Plan!.Authority);
    }

    private static FileHead Head(string path, string lines) =>
        Compilation.HeadOf(new SourceText(path, "language 1\nguideline mtus.brace \"A brace\"\n  " + lines + "\n"))!;
}
