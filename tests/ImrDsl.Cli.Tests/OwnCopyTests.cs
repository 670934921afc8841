using System;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Somebody who edits a guideline that comes with the tool is told when the edited text did not decide.</summary>
public class OwnCopyTests
{
    private const string Path = "mtus/esi.guideline";

    private const string Case = """
        {
          "schema": 1,
          "case": { "id": "A", "decision date": "2014-06-15" },
          "items": [ { "service": "first ESI", "guideline": "mtus.esi", "request date": "2014-06-01" } ],
          "facts": {}
        }
        """;

    private static readonly string Text = Repository.Read("guidelines/mtus/esi.guideline");

    private static readonly string Edited = Text.Replace("is at most 2 levels", "is at most 3 levels", StringComparison.Ordinal);

    [Theory]
    [InlineData("--guidelines .", "determine", "e.json", "--draft")]
    [InlineData("imr score " + Path, "score", "mtus.esi", "--case", "e.json")]
    [InlineData("imr why " + Path, "why", "mtus.esi", "--case", "e.json")]
    public void An_edited_copy_that_was_not_used_is_named(string instead, params string[] command)
    {
        using var session = new Session();
        session.Write("e.json", Case);
        session.Write(Path, Edited);

        Outcome outcome = session.Run(command);

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.Equal($"imr: This folder holds another mtus.esi ({Path}); the one that comes with the tool was used. To use yours: {instead}\n", outcome.Error);
    }

    [Fact]
    public void A_copy_that_is_the_same_or_that_decides_is_not_named()
    {
        using var session = new Session();
        session.Write(".git/HEAD", string.Empty);
        session.Write("e.json", Case);
        session.Write(Path, Text.ReplaceLineEndings("\r\n"));
        session.Write("drafts/another.guideline", Edited);
        Assert.Empty(session.Run(["determine", "e.json", "--draft"]).Error);

        session.Write(Path, Edited);
        Assert.Empty(session.Run(["score", Path, "--case", "e.json"]).Error);
    }
}
