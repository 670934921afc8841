using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary><c>imr format</c>: what it writes, what it leaves alone, what it tells its caller.</summary>
public class FormatTests
{
    private const string Untidy = "language 1\nguideline a.b \"A\"\nfacts\n   sepsis:yes/no\n";
    private const string Tidy = "language 1\nguideline a.b \"A\"\n\nfacts\n  sepsis: yes/no\n";

    [Fact]
    public void Files_are_laid_out_in_place_and_named()
    {
        using var session = new Session();
        session.Write("one.guideline", Untidy);
        session.Write("two.guideline", Tidy);
        Outcome outcome = session.Run(["format"]);
        Assert.Equal((0, "one.guideline\n", "1 file laid out, 1 as it was.\n"), (outcome.Code, outcome.Out, outcome.Error));
        Assert.Equal(Tidy, session.Read("one.guideline"));
    }

    [Fact]
    public void A_check_changes_nothing_and_fails()
    {
        using var session = new Session();
        session.Write("one.guideline", Untidy);
        Outcome outcome = session.Run(["format", "--check"]);
        Assert.Equal((1, "one.guideline is not laid out.\n"), (outcome.Code, outcome.Out));
        Assert.Equal(Untidy, session.Read("one.guideline"));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("--stdin")]
    public void Standard_input_goes_to_standard_output(string way)
    {
        using var session = new Session();
        Outcome outcome = session.Run(["format", way], Untidy);
        Assert.Equal((0, Tidy, string.Empty), (outcome.Code, outcome.Out, outcome.Error));
    }

    [Fact]
    public void A_text_of_broken_form_is_reported_and_left_alone()
    {
        using var session = new Session();
        string broken = Untidy + "   note \"no end\n";
        session.Write("one.guideline", broken);
        Outcome outcome = session.Run(["format"]);
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("one.guideline:5:9: error GL0102", outcome.Error, System.StringComparison.Ordinal);
        Assert.Equal(broken, session.Read("one.guideline"));
    }
}
