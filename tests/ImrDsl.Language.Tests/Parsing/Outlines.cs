using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

/// <summary>Shorthands for the tests of this folder.</summary>
internal static class Outlines
{
    internal static SyntaxTree Parse(string text) => Parser.Parse(new SourceText("test.guideline", text));

    /// <summary>The codes of what is found, each with the place: <c>GL0101 1:3</c>.</summary>
    internal static string Findings(SyntaxTree tree) => string.Join(", ", tree.Diagnostics.Select(found => found.Code + " " + found.Span.Start));

    internal static string Apply(string text, TextFix fix) =>
        string.Concat(text.AsSpan(0, fix.Span.Start), fix.Replacement, text.AsSpan(fix.Span.End));

    internal static string Repeat(string pattern, int length) => new StringBuilder().Insert(0, pattern, length / pattern.Length).ToString();

    /// <summary>What holds of the tree of any text whatsoever.</summary>
    internal static SyntaxTree ParseAndCheck(string text)
    {
        SyntaxTree tree = Parse(text);
        int end = 0;
        foreach (Token token in tree.Tokens)
        {
            True(token.Start == end && token.Length >= (token.Kind == TokenKind.EndOfFile ? 0 : 1), "tokens follow each other", text);
            end = token.End;
        }

        True(end == text.Length && tree.Tokens[^1].Kind == TokenKind.EndOfFile, "the tokens are the text", text);
        True(tree.ToString() == text, "the tree is the text", text);
        CheckLines(tree, text);

        int last = 0;
        foreach (Diagnostic found in tree.Diagnostics)
        {
            True(found.Span.Span.Start >= last && found.Span.Span.End <= text.Length, "findings stand in the text, in its order", text);
            True(!found.Message.Contains('{') || text.Contains('{'), "messages are complete", text);
            True(found.Fix is null || found.Fix.Span.End <= text.Length, "fixes stand in the text", text);
            last = found.Span.Span.Start;
        }

        return tree;
    }

    private static void CheckLines(SyntaxTree tree, string text)
    {
        int end = 0;
        foreach ((LineSyntax line, int depth) in tree.Walk())
        {
            True(line.FullSpan.Start == end && depth < 200, "lines follow each other, nested at most 200 deep", text);
            end = line.FullSpan.End;
            var parts = new List<TextSpan>();
            if (line.Label is { } label)
            {
                True(label.Length is >= 1 and <= 12, "labels are short", text);
                parts.Add(label);
            }

            if (line.Head is { } head)
            {
                parts.Add(CheckPhrase(head, text));
            }

            parts.Add(CheckPhrase(line.Phrase, text));
            int start = line.FullSpan.Start;
            foreach (TextSpan part in parts)
            {
                True(part.Start >= start && part.End <= line.FullSpan.End, "parts of a line stand in it, in order", text);
                start = part.End;
            }

            True(line.Span.Start >= line.FullSpan.Start && line.Span.End <= line.FullSpan.End, "a line stands in its full span", text);
        }

        True(tree.EndTrivia.Start == end && tree.EndTrivia.End == text.Length, "what is left is after the last line", text);
    }

    private static TextSpan CheckPhrase(PhraseSyntax phrase, string text)
    {
        int start = phrase.Span.Start;
        foreach (Token token in phrase.Tokens)
        {
            True(!token.IsTrivia && token.Start >= start && token.End <= phrase.Span.End, "words of a phrase stand in it, in order", text);
            start = token.End;
        }

        return phrase.Span;
    }

    // The message is made only on failure; these checks run some hundred million times.
    private static void True(bool condition, string rule, string text)
    {
        if (!condition)
        {
            Assert.Fail("Not so: " + rule + ". Text: " + JsonSerializer.Serialize(text.Length > 2000 ? text[..2000] : text));
        }
    }
}
