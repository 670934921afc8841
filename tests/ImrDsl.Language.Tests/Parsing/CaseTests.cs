using System;
using System.Linq;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

/// <summary>Folders in tests/cases: the tokens and the outline of good guidelines, and of those with a mistake of form, are as verified.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases() => new(Repository.Cases("good").Concat(MistakesOfForm));

    private static readonly string[] MistakesOfForm =
        new[] { "tab", "missing-quotation-mark", "unknown-character", "line-between-levels", "unfinished-line", "open-parenthesis", "stray-parenthesis" }
            .Select(name => "tests/cases/bad/" + name).ToArray();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tokens_are_as_verified(string folder) =>
        Golden.Verify(TreeDump.WriteTokens(Read(folder)), folder + "/main.tokens.verified.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outline_is_as_verified(string folder) =>
        Golden.Verify(TreeDump.Write(Read(folder)), folder + "/main.tree.verified.txt");

    [Theory]
    [InlineData("tab", "GL0101 13:1")]
    [InlineData("missing-quotation-mark", "GL0102 6:9")]
    [InlineData("unknown-character", "GL0103 11:31")]
    [InlineData("line-between-levels", "GL0104 14:7")]
    [InlineData("unfinished-line", "GL0105 11:44")]
    [InlineData("open-parenthesis", "GL0106 11:24")]
    [InlineData("stray-parenthesis", "GL0107 11:53")]
    public void A_mistake_of_form_is_reported_once_and_its_fix_mends_it(string name, string finding)
    {
        SyntaxTree tree = Read("tests/cases/bad/" + name);
        Assert.Equal(finding, Outlines.Findings(tree));
        if (tree.Diagnostics[0].Fix is { } fix && name != "tab")
        {
            Assert.Empty(Outlines.Parse(Outlines.Apply(tree.Text.Content, fix)).Diagnostics);
        }
    }

    [Fact]
    public void Good_guidelines_are_well_formed()
    {
        foreach (string path in Repository.Guidelines().Where(path => !path.StartsWith("tests/cases/bad/", StringComparison.Ordinal)))
        {
            SyntaxTree tree = Parser.Parse(new SourceText(path, Repository.Read(path)));
            Assert.Empty(tree.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }
    }

    private static SyntaxTree Read(string folder) =>
        Parser.Parse(new SourceText("main.guideline", Repository.Read(folder + "/main.guideline")));
}
