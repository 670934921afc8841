using System.Linq;
using ImrDsl.Language.Syntax;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

public sealed class LexerTests
{
    [Theory]
    // Words
    [InlineData("non-malignant mtus.idds L4-5", "Word:non-malignant Word:mtus.idds Word:L4-5")]
    [InlineData("patient's patient\u2019s", "Word:patient's Word:patient\u2019s")]
    [InlineData("L4\u20135 non\u2010malignant non\u2011malignant", "Word:L4\u20135 Word:non\u2010malignant Word:non\u2011malignant")]
    [InlineData("Sj\u00F6gren Sjo\u0308gren \u0391\u03B2 \U0001D400x", "Word:Sj\u00F6gren Word:Sjo\u0308gren Word:\u0391\u03B2 Word:\U0001D400x")]
    [InlineData("M54.* 724.* M54.*x", "Word:M54.* Word:724.* Word:M54 Dot:. Times:* Word:x")]
    [InlineData("yes/no and/or x", "Word:yes Slash:/ Word:no Word:and Slash:/ Word:or Word:x")]
    [InlineData("pain. C4.", "Word:pain Dot:. Word:C4 Dot:.")]
    // Numbers and dates
    [InlineData("6 0.5 2.1.3 1.a 6.", "Number:6 Number:0.5 Word:2.1.3 Word:1.a Number:6 Dot:.")]
    [InlineData("6months 0.5mg \u22656 months", "Number:6 Word:months Number:0.5 Word:mg AtLeast:\u2265 Number:6 Word:months")]
    [InlineData("51-54 51\u201354 6-month 9-10", "Word:51-54 Word:51\u201354 Word:6-month Word:9-10")]
    [InlineData("2014-10-30 2014-10 2014\u201310\u201330 2014", "Date:2014-10-30 Date:2014-10 Date:2014\u201310\u201330 Number:2014")]
    [InlineData("2014-1 2014-10-3 2014-10-301 2014-10-30x 12014-10", "Word:2014-1 Word:2014-10-3 Word:2014-10-301 Word:2014-10-30x Word:12014-10")]
    [InlineData("50%-70% 1,000", "Number:50 Percent:% Minus:- Number:70 Percent:% Number:1 Comma:, Number:000")]
    // Signs
    [InlineData("< <= \u2264 > >= \u2265 = \u2260 !=", "Less:< AtMost:<= AtMost:\u2264 More:> AtLeast:>= AtLeast:\u2265 Equal:= NotEqual:\u2260 NotEqual:!=")]
    [InlineData("+ - \u2212 \u2013 \u00D7 * / \u00F7 % \u00B2 \u00B3 ^", "Plus:+ Minus:- Minus:\u2212 Minus:\u2013 Times:\u00D7 Times:* Slash:/ Slash:\u00F7 Percent:% Power:\u00B2 Power:\u00B3 Power:^")]
    [InlineData("| : , ; . ( ) [ ]", "Bar:| Colon:: Comma:, Semicolon:; Dot:. OpenParenthesis:( CloseParenthesis:) OpenBracket:[ CloseBracket:]")]
    [InlineData("height\u00B2", "Word:height Power:\u00B2")]
    // Text in quotes
    [InlineData("\"a # b\" \u201Ca\u201D \u201Ea\u201C \u201Ca\"", "String:\"a # b\" String:\u201Ca\u201D String:\u201Ea\u201C String:\u201Ca\"")]
    public void Text_is_divided_into_words_numbers_and_signs(string text, string expected)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(expected, Words(tree));
        Assert.Equal(string.Empty, Outlines.Findings(tree));
    }

    [Theory]
    [InlineData("a\nb\r\nc\rd", "NewLine NewLine NewLine")]
    [InlineData("a\n\rb", "NewLine NewLine")]
    [InlineData("a \u00A0\u202F\u3000b # c", "Space Space Comment")]
    [InlineData("\uFEFFa", "Space")]
    [InlineData("\u2022 a\n  \u25AA b", "Bullet Space NewLine Space Bullet Space")]
    public void Spaces_line_ends_comments_and_bullets_say_nothing(string text, string expected)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(expected, string.Join(' ', tree.Tokens.Where(token => token.IsTrivia).Select(token => token.Kind)));
        Assert.Empty(tree.Diagnostics);
    }

    [Theory]
    [InlineData("a\tb\t\tc", "GL0101 1:2", "a b  c")]
    [InlineData("ab\t\tc", "GL0101 1:3", "ab    c")]
    [InlineData("\uFEFF\ta", "GL0101 1:1", "\uFEFF  a")]
    [InlineData("ask \"Why?  # x\nb", "GL0102 1:5", "ask \"Why?  # x\"\nb")]
    [InlineData("ask Why?\"  \nb", "GL0102 1:9", "ask \"Why?\"  \nb")]
    [InlineData("note Warum?\u201C", "GL0102 1:12", "note \u201EWarum?\u201C")]
    [InlineData("ask \u201CWhy\" not?\u201D", "GL0102 1:15", null)]
    [InlineData("pain is severe\"", "GL0102 1:15", null)]
    [InlineData("note See page 3\u201D", "GL0102 1:16", "note \u201CSee page 3\u201D")]
    [InlineData("ask \u201CWhy?  \r\nb", "GL0102 1:5", "ask \u201CWhy?\u201D  \r\nb")]
    [InlineData("a & b", "GL0103 1:3", "a and b")]
    [InlineData("pain_onset", "GL0103 1:5", "pain onset")]
    [InlineData("ma\u00ADlig\u200B\u200Bnant", "GL0103 1:3, GL0103 1:7", "malig\u200B\u200Bnant")]
    [InlineData("a \u2022 b", "GL0103 1:3", null)]
    [InlineData("a $$ \uD83D\uDE00!\uD83D\uDE00 b", "GL0103 1:3, GL0103 1:6", null)]
    public void What_no_guideline_has_is_reported_once_where_it_stands(string text, string findings, string? mended)
    {
        SyntaxTree tree = Outlines.ParseAndCheck(text);
        Assert.Equal(findings, Outlines.Findings(tree));
        Assert.Equal(mended, tree.Diagnostics[0].Fix is { } fix ? Outlines.Apply(text, fix) : null);
    }

    // Not a theory: attributes cannot hold half a character.
    [Fact]
    public void Half_a_character_is_reported_as_invisible()
    {
        SyntaxTree tree = Outlines.ParseAndCheck("a \uD83D b \uDE00\0 c");
        Assert.Equal("GL0103 1:3, GL0103 1:7", Outlines.Findings(tree));
        Assert.StartsWith("The invisible character U+D83D means nothing", tree.Diagnostics[0].Message, System.StringComparison.Ordinal);
    }

    private static string Words(SyntaxTree tree) =>
        string.Join(' ', tree.Tokens
            .Where(token => !token.IsTrivia && token.Kind != TokenKind.EndOfFile)
            .Select(token => token.Kind + ":" + tree.Text.Content.Substring(token.Start, token.Length)));
}
