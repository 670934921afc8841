using System.IO;
using System.Linq;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

/// <summary>Every folder in tests/cases: the tokens and the outline of its guideline are as verified.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases() => new(Repository.Cases("good").Concat(Repository.Cases("bad")));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tokens_are_as_verified(string folder) =>
        Golden.Verify(TreeDump.WriteTokens(Read(folder)), folder + "/main.tokens.verified.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outline_is_as_verified(string folder) =>
        Golden.Verify(TreeDump.Write(Read(folder)), folder + "/main.tree.verified.txt");

    [Fact]
    public void Good_guidelines_are_well_formed()
    {
        foreach (string path in Repository.Guidelines().Where(path => !path.StartsWith("tests/cases/bad/", System.StringComparison.Ordinal)))
        {
            SyntaxTree tree = Parser.Parse(new SourceText(path, File.ReadAllText(Repository.PathOf(path))));
            Assert.Empty(tree.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }
    }

    private static SyntaxTree Read(string folder) =>
        Parser.Parse(new SourceText("main.guideline", File.ReadAllText(Repository.PathOf(folder + "/main.guideline"))));
}
