using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Formatting;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Formatting;

/// <summary>The formatter has one layout for every text that means the same, and never changes what a text means.</summary>
public sealed class FormatterTests
{
    private const string Untidy = """
        language 1
        guideline  pain.tens   "TENS unit"   # one month at home
          source MTUS "Chronic  Pain",  page 116
          effective from 2009-07-18
          # checked twice

          note "the trial"
        use common.conservative-care   # treatments
        use common.morphine-equivalent# doses


        facts
            pain onset:date, date of injury   if not mentioned
              ask   “When did the pain begin?”
            dose: number 0 to 500 mg/day
        table  factor
          drug|daily dose|factor in mg MED/mg
          codeine  |any | 0.15   # weak
          methadone|over 20 up to 40 mg/day|8
        define pain duration:time from pain onset to decision date
        criteria for TENS
           1) Chronic pain: pain duration>=3 months
              # a note on the side

              unless dose<=120mg/day and dose != 5 mg/day
           10) at least  2 of
               a. dose * 2 > 40 mg/day
               b. >=6months failed conservative care
                   # belongs to the block
        service trial "One-month home trial of a unit"
          medically necessary when all criteria for TENS
        # the end
        """;

    private const string Tidy = """
        language 1
        guideline pain.tens "TENS unit"  # one month at home
          source     MTUS "Chronic  Pain", page 116
          effective  from 2009-07-18
          # checked twice

          note "the trial"

        use common.conservative-care    # treatments
        use common.morphine-equivalent  # doses

        facts
          pain onset: date, date of injury if not mentioned
            ask "When did the pain begin?"
          dose: number 0 to 500 mg/day

        table factor
          drug      | daily dose              | factor in mg MED/mg
          codeine   | any                     | 0.15  # weak
          methadone | over 20 up to 40 mg/day | 8

        define pain duration: time from pain onset to decision date

        criteria for TENS
          1.  Chronic pain: pain duration ≥ 3 months
                # a note on the side

                unless dose ≤ 120 mg/day and dose ≠ 5 mg/day
          10. at least 2 of
                a. dose × 2 > 40 mg/day
                b. ≥6 months failed conservative care
                # belongs to the block

        service trial "One-month home trial of a unit"
          medically necessary when all criteria for TENS
        # the end

        """;

    public static TheoryData<string> Files() => new(Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal)));

    [Fact]
    public void An_untidy_text_is_laid_out() => Assert.Equal(Tidy, Format(Untidy.ReplaceLineEndings("\n")));

    [Fact]
    public void A_long_line_is_broken_after_a_comma_and_goes_on_further_in()
    {
        string values = string.Join(", ", Enumerable.Range(1, 40).Select(number => "value " + number));
        string[] lines = Format($"facts\n  stage: one of {values}\n").Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Formatter.Width));
        Assert.StartsWith("      value ", lines[2], StringComparison.Ordinal);
        Assert.Equal(values, string.Join(' ', lines[1..^1].Select(line => line.Trim())).Replace("stage: one of ", string.Empty, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("note \"no end")]
    [InlineData("1. all of (a")]
    [InlineData("facts\n    a: date\n  b: date\n c: date")]
    public void A_text_of_broken_form_is_left_alone(string text) => Assert.Null(Formatter.Format(Parse(text)));

    [Theory]
    [InlineData("vocabulary a.b:\n\n# why\n\nfacts\n  a: date\n")]
    [InlineData("criteria for pain\n  1. Care:\n       # why\n       sepsis\n")]
    [InlineData("criteria for pain\n  1. Care:  # why\n       sepsis\n")]
    public void A_comment_behind_a_colon_is_kept(string text) => Assert.Equal(text, Format(text));

    [Theory]
    [InlineData("criteria for pain\n  1. != B: sepsis\n")]
    [InlineData("criteria for pain\n  1. Patient\u2019s dose 3\u20134>=5: sepsis\n")]
    public void The_title_of_a_criterion_stays_as_it_was_typed(string text) => Assert.Equal(text, Format(text));

    [Theory]
    [InlineData("criteria for pain\n  1. none of\n       **sepsis**\n")]
    [InlineData("define exposure: packs\u2212years\n")]
    [InlineData("criteria for pain\n  3.>= 20 packs\n")]
    public void A_strange_line_is_laid_out_once_for_all(string text) => Assert.Equal(Format(text), Format(Format(text)!));

    [Fact]
    public void The_line_ends_of_the_text_are_kept() => Assert.Equal("facts\r\n  a: date\r\n", Format("facts\r\n    a:date"));

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_laid_out_stays_as_it_is_and_means_the_same(string path)
    {
        string text = Repository.Read(path);
        if (Formatter.Format(Parse(text)) is not { } formatted)
        {
            return;
        }

        Assert.Equal(formatted, Format(formatted));
        Assert.Equal(Skeleton(text), Skeleton(formatted));
        Assert.Equal(Comments(text), Comments(formatted));
        Assert.Equal(Meaning(path, text), Meaning(path, formatted));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_layout_of_a_text_becomes_the_same(string path)
    {
        string text = Repository.Read(path);
        if (Formatter.Format(Parse(text)) is not { } formatted)
        {
            return;
        }

        for (int seed = 0; seed < 20; seed++)
        {
            Assert.Equal(formatted, Format(Shaken(formatted, new Random(seed))));
        }
    }

    private static SyntaxTree Parse(string text) => Parser.Parse(new SourceText("x.guideline", text));

    private static string Format(string text) => Formatter.Format(Parse(text)) ?? throw new InvalidOperationException(string.Join("\n", Parse(text).Diagnostics) + "\n" + text);

    // Spaces between words, indentation and the spelling of signs are different; what says something is the same.
    private static string Shaken(string text, Random random)
    {
        SyntaxTree tree = Parse(text);
        var shaken = new StringBuilder();
        int perLevel = random.Next(1, 5);
        foreach (Token token in tree.Tokens)
        {
            bool isIndent = token.Kind == TokenKind.Space && (token.Start == 0 || text[token.Start - 1] == '\n');
            string words = text.Substring(token.Start, token.Length);
            shaken.Append(isIndent ? new string(' ', token.Length * perLevel)
                : token.Kind == TokenKind.Space ? new string(' ', random.Next(1, 4))
                : token.Kind == TokenKind.AtLeast && random.Next(2) == 0 ? ">="
                : token.Kind == TokenKind.AtMost && random.Next(2) == 0 ? "<="
                : token.Kind == TokenKind.Times && random.Next(2) == 0 ? "*"
                : token.Kind == TokenKind.NewLine && random.Next(8) == 0 ? "  " + words
                : words);
        }

        return shaken.ToString();
    }

    private static string Skeleton(string text)
    {
        var skeleton = new StringBuilder();
        foreach ((LineSyntax line, int depth) in Parse(text).Walk())
        {
            string Words(PhraseSyntax? phrase) => phrase is null ? "-" : string.Join(' ', phrase.Tokens.Select(token =>
                token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Date or TokenKind.Bad ? Plain(text.Substring(token.Start, token.Length)) : token.Kind.ToString()));
            skeleton.Append(depth).Append('[').Append(line.Label is { } label ? text.Substring(label.Start, label.Length) : "-").Append("] ")
                .Append(Words(line.Head)).Append(": ").Append(Words(line.Phrase)).Append('\n');
        }

        return skeleton.ToString();
    }

    private static string Plain(string word) => word.Replace('\u2010', '-').Replace('\u2011', '-').Replace('\u2013', '-').Replace('\u2019', '\'');

    private static List<string> Comments(string text) =>
        [.. Parse(text).Tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => text.Substring(token.Start, token.Length).TrimEnd())];

    private static string Meaning(string path, string text)
    {
        string folder = path[..path.LastIndexOf('/')];
        Compilation compilation = Compilation.Create(new SourceText(path, text), id => Used(folder, id));
        return compilation.Plan is { } plan ? PlanDump.Write(plan) : "none: " + string.Join(' ', compilation.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    private static SourceText? Used(string folder, string id)
    {
        string name = id[(id.LastIndexOf('.') + 1)..] + ".guideline";
        string[] places = [folder + "/" + name, "guidelines/" + id.Replace('.', '/') + ".guideline"];
        string? place = places.FirstOrDefault(at => System.IO.File.Exists(Repository.PathOf(at)));
        return place is null ? null : new SourceText(place, Repository.Read(place));
    }
}
