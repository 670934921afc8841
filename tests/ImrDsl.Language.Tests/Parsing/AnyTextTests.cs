using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

/// <summary>Any text whatsoever is read, in linear time, and nothing of it is lost.</summary>
public sealed class AnyTextTests
{
    private const int TenMegabytes = 10_000_000;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    // What breaks readers: halves of characters, every kind of quote, space and dash, and the signs lines hang on.
    private static readonly string[] Fragments =
    [
        "\n", "\r\n", "\r", "\n  ", "\n    ", "\n   ", " ", "  ", "\t", "\u00A0", "\u202F", "\uFEFF", "\u200B", "\0", "\v", "\u2028", "\uD800", "\uDC00",
        "\uD83D\uDE00", "\u0301", "e\u0301", "\"", "\u201C", "\u201D", "\u201E", "'", "\u2019", "#", ":", ",", ";", ".", ".*", "*", "(", ")", "[", "]", "|",
        "<", "<=", "\u2264", "!", "!=", "-", "\u2013", "\u2014", "\u2212", "\u2011", "/", "%", "\u00B2", "^", "{", "&", "_", "\u2022", "and", "or", "and/or",
        "pain", "non-malignant", "criteria", "1", "1.", "a.", "C4.", "1)", "(a)", "2.1", "6months", "51-54", "2014-10-30", "2014-10", "2014-", "all of", "\u00BD",
    ];

    public static TheoryData<string> Files() => new(Repository.Guidelines());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_beginning_of_a_file_is_read(string path)
    {
        string text = Repository.Read(path);
        Outlines.ParseAndCheck(text);
        foreach (int length in Places(text.Length, most: 3000))
        {
            Outlines.ParseAndCheck(text.Substring(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_a_word_deleted_doubled_or_swapped_is_read(string path)
    {
        string text = Repository.Read(path);
        IReadOnlyList<Token> tokens = Outlines.Parse(text).Tokens;
        foreach (int i in Places(tokens.Count - 1, most: 1000))
        {
            Token token = tokens[i];
            Token next = tokens[i + 1];
            Outlines.ParseAndCheck(text.Remove(token.Start, token.Length));
            Outlines.ParseAndCheck(text.Insert(token.Start, text.Substring(token.Start, token.Length)));
            Outlines.ParseAndCheck(text.Remove(next.Start, next.Length).Insert(token.Start, text.Substring(next.Start, next.Length)));
        }
    }

    [Fact]
    public void Random_and_mutated_texts_are_read()
    {
        string[] files = Repository.Guidelines().Select(Repository.Read).ToArray();
        int count = IsLong ? 100_000 : 10_000;
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            Outlines.ParseAndCheck(seed % 2 == 0 ? Soup(random, random.Next(60)) : Mutated(random, files[random.Next(files.Length)]));
        }
    }

    [Fact]
    public void Applying_fixes_mends_a_text_and_never_runs_in_circles()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            string text = Soup(new Random(seed), 12);
            for (int steps = 0; ; steps++)
            {
                Assert.True(steps < 100, "Fixes of this text never end: " + System.Text.Json.JsonSerializer.Serialize(text));
                if (Outlines.Parse(text).Diagnostics.FirstOrDefault(found => found.Fix is not null)?.Fix is not { } fix)
                {
                    break;
                }

                text = Outlines.Apply(text, fix);
            }
        }
    }

    [Theory]
    [InlineData("pain ")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("\"")]
    [InlineData("\0")]
    [InlineData("a.")]
    [InlineData("1-")]
    [InlineData("a'")]
    [InlineData(": ")]
    [InlineData("\t")]
    public void A_line_of_ten_megabytes_is_read(string pattern) => Outlines.ParseAndCheck(Outlines.Repeat(pattern, TenMegabytes));

    [Fact]
    public void Ten_megabytes_of_halves_of_characters_are_read()
    {
        Outlines.ParseAndCheck(new string('\uD800', TenMegabytes));
        Outlines.ParseAndCheck(Outlines.Repeat("\uDC00 ", TenMegabytes));
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Parser.Parse(new SourceText("test.guideline", "a"), source.Token));
    }

    [Fact]
    public void What_was_read_before_leaves_nothing_behind()
    {
        string[] texts = [.. Repository.Guidelines().Select(Repository.Read)];
        string[] alone = [.. texts.Select(text => OnThreadOfItsOwn(() => Printed(Outlines.Parse(text))))];
        using var source = new CancellationTokenSource();
        source.Cancel();
        for (int i = 0; i < texts.Length; i++)
        {
            Outlines.Parse(i % 2 == 0 ? Outlines.Repeat("pain\n", 200_000) : string.Empty);
            Assert.Throws<OperationCanceledException>(() => Parser.Parse(new SourceText("test.guideline", texts[0]), source.Token));
            Assert.Equal(alone[i], Printed(Outlines.Parse(texts[i])));
        }
    }

    private static string OnThreadOfItsOwn(Func<string> read)
    {
        string found = string.Empty;
        var thread = new Thread(() => found = read());
        thread.Start();
        thread.Join();
        return found;
    }

    private static string Printed(SyntaxTree tree) => string.Join(
        '\n', tree.Tokens.Select(token => token.Kind + " " + token.Span).Concat(tree.Walk().Select(at => at.Depth + " " + at.Line.FullSpan + " " + at.Line.Head?.Span + " " + at.Line.Phrase.Span)));

    // As many of 0 … count - 1 as fit the run: all of them, of a text that is not too long. The time grows with the square of the length.
    private static IEnumerable<int> Places(int count, int most)
    {
        int step = Math.Max(1, count / (IsLong ? 4 * most : most));
        for (int i = 0; i < count; i += step)
        {
            yield return i;
        }
    }

    private static string Soup(Random random, int length)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            builder.Append(Fragments[random.Next(Fragments.Length)]);
        }

        return builder.ToString();
    }

    private static string Mutated(Random random, string text)
    {
        int start = random.Next(text.Length);
        var builder = new StringBuilder(text, start, Math.Min(text.Length - start, 1500), 4000);
        for (int changes = random.Next(1, 8); changes > 0 && builder.Length > 0; changes--)
        {
            int at = random.Next(builder.Length);
            switch (random.Next(3))
            {
                case 0:
                    builder.Remove(at, Math.Min(random.Next(1, 20), builder.Length - at));
                    break;
                case 1:
                    builder.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                default:
                    builder[at] = (char)random.Next(0x10000);
                    break;
            }
        }

        return builder.ToString();
    }

}
