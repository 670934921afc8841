using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

public sealed class OutlineTests
{
    [Theory]
    [InlineData("D. Duration: pain duration > 6 months", "[D] {Duration} pain duration > 6 months")]
    [InlineData("C4. pain", "[C4] pain")]
    [InlineData("2.1. pain", "[2.1] pain")]
    [InlineData("2.1.3. pain", "[2.1.3] pain")]
    [InlineData("1.a. pain", "[1.a] pain")]
    [InlineData("1a. pain", "[1a] pain")]
    [InlineData("a.\u00A0pain", "[a] pain")]
    [InlineData("1.", "[1]")]
    [InlineData("1. # later", "[1]")]
    [InlineData("1. Title:", "[1] {Title}")]
    [InlineData("1) pain", "[1] pain")]
    [InlineData("(iii) pain", "[iii] pain")]
    [InlineData("- pain", "pain")]
    [InlineData("\u2013 1. pain", "[1] pain")]
    [InlineData("* pain", "pain")]
    [InlineData("\u2022 a) pain", "[a] pain")]
    public void Labels_and_bullets_stand_before_the_words(string text, string expected) => Shows(text, expected);

    [Theory]
    [InlineData("mtus.idds is used", "mtus.idds is used")]
    [InlineData("1.5 is less", "1.5 is less")]
    [InlineData("1 . pain", "1 . pain")]
    [InlineData("abcdefghijklm. pain", "abcdefghijklm . pain")]
    [InlineData("L4-5. pain", "L4-5 . pain")]
    [InlineData("(severe) pain", "( severe ) pain")]
    [InlineData("- | 5 | 6", "- | 5 | 6")]
    [InlineData("-5 to 5", "- 5 to 5")]
    [InlineData("\u2265 6 months", "\u2265 6 months")]
    public void Other_beginnings_are_words_of_the_line(string text, string expected) => Shows(text, expected);

    [Theory]
    [InlineData("a: b: c", "{a} b : c")]
    [InlineData("a (b: c): d", "{a ( b : c )} d")]
    [InlineData("a (b: c)", "a ( b : c )")]
    [InlineData("note \"a: b\"", "note \"a: b\"")]
    [InlineData(": a", "{} a")]
    public void The_title_ends_at_the_first_colon_outside_parentheses(string text, string expected) => Shows(text, expected);

    [Theory]
    [InlineData("a,\n  b or # and so on\n\n  c\nd", "a , b or c\nd")]
    [InlineData("a AND\r\n b\r\n  c", "a AND b\n  c")]
    [InlineData("a (b\n  c\n   d) e\n  f", "a ( b c d ) e\n  f")]
    [InlineData("x: (a\n  - b\n  a) c", "{x} ( a - b a ) c")]
    public void Lines_go_on_after_a_comma_and_or_inside_parentheses(string text, string expected) => Shows(text, expected);

    [Theory]
    [InlineData("a,\nb", "a ,\nb", "GL0105 1:2")]
    [InlineData("a and", "a and", "GL0105 1:3")]
    [InlineData("a or\n  1. b", "a or\n  [1] b", "GL0105 1:3")]
    [InlineData("a (b,\nc", "a ( b ,\nc", "GL0105 1:5")]
    [InlineData("a (b\n  c\n  d", "a ( b\n  c\n  d", "GL0106 1:3")]
    [InlineData("1. Pain (severe: a\nb c)", "[1] {Pain ( severe} a\nb c )", "GL0106 1:9, GL0107 2:4")]
    [InlineData("a) b) c", "[a] b ) c", "GL0107 1:5")]
    public void Unfinished_lines_are_reported_once_and_the_rest_is_read(string text, string expected, string findings)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(expected, TreeDump.Write(tree).TrimEnd('\n'));
        Assert.Equal(findings, Outlines.Findings(tree));
    }

    [Theory]
    [InlineData("a\n  b\n    c\n  d\ne", "a\n  b\n    c\n  d\ne")]
    [InlineData("a\n     b\n     c\n  d\n", "a\n  b\n  c\n  d", "GL0104 4:3", "a\n     b\n     c\n     d\n")]
    [InlineData("a\n    b\n   c\n    d\n   e\n      f\ng\n  h", "a\n  b\n  c\n  d\n  e\n    f\ng\n  h", "GL0104 3:4, GL0104 5:4", "a\n    b\n    c\n    d\n   e\n      f\ng\n  h")]
    [InlineData("a\n  b\n      c\n   d\n   e\n  f\n   g", "a\n  b\n    c\n  d\n  e\n  f\n    g", "GL0104 4:4", "a\n  b\n      c\n  d\n   e\n  f\n   g")]
    [InlineData(" a\nb\n c", "a\nb\n  c", "GL0104 1:2", "a\nb\n c")]
    [InlineData("  a\n    b\n  c", "a\n  b\nc")]
    [InlineData("\uFEFFa\n\u00A0\u00A0b\n  c", "a\n  b\n  c")]
    [InlineData("a\n\tb\n  c\n\t\td", "a\n  b\n  c\n    d", "GL0101 2:1", "a\n  b\n  c\n\t\td")]
    public void Indentation_nests(string text, string expected, string findings = "", string? mended = null)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(expected, TreeDump.Write(tree).TrimEnd('\n'));
        Assert.Equal(findings, Outlines.Findings(tree));
        Assert.Equal(mended, tree.Diagnostics.Count > 0 ? Outlines.Apply(text, tree.Diagnostics[0].Fix!) : null);
    }

    [Fact]
    public void Blank_lines_and_comments_belong_to_the_next_line()
    {
        const string Text = "# top\n\na\n  # below a\n\n  b\n# end\n";
        SyntaxTree tree = Outlines.ParseAndCheck(Text);
        string[] lines = tree.Walk().Select(walked => Text.Substring(walked.Line.FullSpan.Start, walked.Line.FullSpan.Length)).ToArray();
        Assert.Equal(["# top\n\na\n", "  # below a\n\n  b\n"], lines);
        Assert.Equal("# end\n", Text.Substring(tree.EndTrivia.Start, tree.EndTrivia.Length));
    }

    [Fact]
    public void Nesting_too_deep_is_reported_once_and_flattened()
    {
        string text = string.Concat(Enumerable.Range(0, 4000).Select(level => new string(' ', level) + "a\n")) + "b\n c";
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal("GL0108 201:201", Outlines.Findings(tree));
        Assert.Equal(199, tree.Walk().Max(walked => walked.Depth));
        Assert.Equal(["a", "b"], tree.Lines.Select(line => text.Substring(line.Span.Start, line.Span.Length)));
    }

    [Fact]
    public void Deep_parentheses_are_reported_once()
    {
        Assert.Equal("GL0108 1:201", Outlines.Findings(Outlines.ParseAndCheck(new string('(', 100_000) + "a" + new string(')', 100_000))));
    }

    [Fact]
    public void Messages_say_what_to_write()
    {
        Diagnostic found = Assert.Single(Outlines.Parse("a\n    b\n   c").Diagnostics);
        Assert.Equal("test.guideline:3:4: error GL0104: This line is indented by 3, which is no level of the outline here; indent it by 0 or 4.", found.ToString());
    }

    private static void Shows(string text, string expected)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(expected, TreeDump.Write(tree).TrimEnd('\n'));
        Assert.Empty(tree.Diagnostics);
    }
}
