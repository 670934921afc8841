using System;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>Spellings that mean the same give the same plan.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("≥6 months conservative care")]
    [InlineData("≥ 6 months conservative care")]
    [InlineData("≥6 months of conservative care")]
    [InlineData(">=6 months conservative care")]
    [InlineData(">= 6 months of conservative care")]
    [InlineData("at least 6 months conservative care")]
    [InlineData("at least 6 months of conservative care")]
    [InlineData("At least 6 months of Conservative Care")]
    [InlineData("6 months or more of conservative care")]
    [InlineData("6 months or more conservative care")]
    [InlineData("no less than 6 months of conservative care")]
    [InlineData("a minimum of 6 months of conservative care")]
    [InlineData("conservative care ≥ 6 months")]
    [InlineData("conservative care for at least 6 months")]
    [InlineData("conservative care is at least 6 months")]
    [InlineData("≥\u00A06\u00A0months  conservative\u00A0care")]
    [InlineData("≥6months conservative care")]
    public void Six_months_of_conservative_care(string line) => Assert.Equal(PlanOf("≥6 months conservative care"), PlanOf(line));

    [Theory]
    [InlineData("pain duration > 6 months")]
    [InlineData("pain duration is more than 6 months")]
    [InlineData("pain duration is greater than 6 months")]
    [InlineData("pain duration is longer than 6 months")]
    [InlineData("more than 6 months of pain duration")]
    [InlineData("Pain Duration exceeds 6 months")]
    public void More_than_six_months_in_pain(string line) => Assert.Equal(PlanOf("pain duration > 6 months"), PlanOf(line));

    [Theory]
    [InlineData("pain is not malignant")]
    [InlineData("not pain is malignant")]
    [InlineData("no pain is malignant")]
    public void Negation(string line) => Assert.Equal(PlanOf("pain is not malignant"), PlanOf(line));

    [Theory]
    [InlineData("score is 5 to 14")]
    [InlineData("score is between 5 and 14")]
    [InlineData("score between 5 and 14")]
    public void Ranges(string line) => Assert.Equal(PlanOf("score is 5 to 14"), PlanOf(line));

    [Fact]
    public void Composed_and_decomposed_letters_are_one_name()
    {
        Assert.Equal(PlanOf("Ménière's disease"), PlanOf("Me\u0301nie\u0300re\u2019s Disease"));
    }

    [Fact]
    public void Line_ends_and_byte_order_marks_change_nothing()
    {
        string text = Text("pain is malignant");
        Assert.Equal(Dump(text), Dump("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    private static string PlanOf(string line) => Dump(Text(line));

    private static string Text(string line) => $"""
        language 1
        guideline test.spelling "Spelling"

        use common.conservative-care

        facts
          pain is malignant: yes/no
          Ménière's disease: yes/no
          pain onset: date
          score: number 0 to 20

        define pain duration: time from pain onset to decision date

        allow GL0401 "one fact at a time"

        service s "S"
          medically necessary when all of
            {line}
            pain onset is before decision date
        """;

    private static string Dump(string text)
    {
        var shared = new SourceText("shared", Repository.Read("guidelines/common/conservative-care.guideline"));
        Compilation compilation = Compilation.Create(new SourceText("main", text), _ => shared);
        Assert.Empty(compilation.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return PlanDump.Write(compilation.Plan!);
    }
}
