using System;
using System.Collections.Generic;
using System.Text;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Reads a phrase from left to right.</summary>
    internal sealed class PhraseCursor
    {
        private readonly Token[] tokens;
        private readonly int first;
        private readonly string?[] words;
        private readonly int emptyAt;

        public PhraseCursor(SourceText text, PhraseSyntax phrase)
            : this(text, phrase.All, phrase.First, phrase.Words, 0, phrase.Count, phrase.Span.Start)
        {
        }

        private PhraseCursor(SourceText text, Token[] tokens, int first, string?[] words, int start, int count, int emptyAt)
        {
            Text = text;
            this.tokens = tokens;
            this.first = first;
            this.words = words;
            this.emptyAt = emptyAt;
            Position = start;
            Count = count;
        }

        public SourceText Text { get; }

        public int Position { get; set; }

        /// <summary>One past the last token that belongs to the phrase.</summary>
        public int Count { get; }

        public bool AtEnd => Position >= Count;

        public TokenKind Kind => KindAt(Position);

        /// <summary>The place where reading stands.</summary>
        public SourceSpan Here => SpanAt(Position);

        /// <summary>The tokens from one position to another as a phrase of their own, read from its start.</summary>
        public PhraseCursor Slice(int from, int to) => new PhraseCursor(Text, tokens, first, words, from, to, emptyAt);

        public TokenKind KindAt(int index) => index >= 0 && index < Count ? tokens[first + index].Kind : TokenKind.EndOfFile;

        /// <summary>The canonical form of a token.</summary>
        public string WordAt(int index) => index >= 0 && index < Count ? words[index] ??= NameTable.Canonical(TextAt(index)) : string.Empty;

        /// <summary>A token as typed.</summary>
        public string TextAt(int index) =>
            index >= 0 && index < Count ? Text.Content.Substring(tokens[first + index].Start, tokens[first + index].Length) : string.Empty;

        /// <summary>How many characters a token has as typed.</summary>
        public int LengthAt(int index) => index >= 0 && index < Count ? tokens[first + index].Length : 0;

        public bool IsWord(string word) => IsWordAt(Position, word);

        public bool IsWordAt(int index, string word) => KindAt(index) == TokenKind.Word && WordAt(index) == word;

        /// <summary>Whether no space stands between a token and the one before.</summary>
        public bool IsJoined(int index) => index > 0 && index < Count && tokens[first + index].Start == tokens[first + index - 1].End;

        /// <summary>Takes a token of this kind.</summary>
        public bool Take(TokenKind kind)
        {
            if (Kind != kind)
            {
                return false;
            }

            Position++;
            return true;
        }

        /// <summary>Takes this word if it comes next.</summary>
        public bool Take(string word)
        {
            if (!IsWord(word))
            {
                return false;
            }

            Position++;
            return true;
        }

        /// <summary>Takes these two words if both of them come next.</summary>
        public bool Take(string first, string second)
        {
            if (!IsWord(first) || !IsWordAt(Position + 1, second))
            {
                return false;
            }

            Position += 2;
            return true;
        }

        /// <summary>Takes these words if all of them come next.</summary>
        public bool Take(params string[] expected)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                if (!IsWordAt(Position + i, expected[i]))
                {
                    return false;
                }
            }

            Position += expected.Length;
            return true;
        }

        /// <summary>Takes whichever of these words comes next.</summary>
        public string? TakeAny(params string[] expected)
        {
            foreach (string word in expected)
            {
                if (IsWord(word))
                {
                    Position++;
                    return word;
                }
            }

            return null;
        }

        public void SkipArticle()
        {
            if (Kind == TokenKind.Word && WordAt(Position) is "a" or "an" or "the")
            {
                Position++;
            }
        }

        /// <summary>The place of a token; after the last one, the end of the phrase.</summary>
        public SourceSpan SpanAt(int index) => index >= 0 && index < Count
            ? new SourceSpan(Text, tokens[first + index].Span)
            : new SourceSpan(Text, new TextSpan(Count > 0 ? tokens[first + Count - 1].End : emptyAt, 0));

        /// <summary>The stretch from one token to before another, as far as the phrase goes.</summary>
        public SourceSpan Span(int from, int to)
        {
            to = Math.Min(to, Count);
            return to <= from ? SpanAt(from) : new SourceSpan(Text, TextSpan.FromBounds(tokens[first + from].Start, tokens[first + to - 1].End));
        }

        /// <summary>The stretch from a token to the place where reading stands.</summary>
        public SourceSpan SpanFrom(int from) => Span(from, Position);

        /// <summary>The tokens from one position to another as typed, with single spaces.</summary>
        public string Words(int from, int to)
        {
            if (to <= Count && from >= 0 && from < to && AreTypedSo(from, to))
            {
                return Text.Content.Substring(tokens[first + from].Start, tokens[first + to - 1].End - tokens[first + from].Start);
            }

            var builder = new StringBuilder();
            for (int i = from; i < Math.Min(to, Count); i++)
            {
                if (i > from && tokens[first + i].Start > tokens[first + i - 1].End)
                {
                    builder.Append(' ');
                }

                builder.Append(TextAt(i));
            }

            return builder.ToString();
        }

        // With at most one blank between them.
        private bool AreTypedSo(int from, int to)
        {
            for (int i = from + 1; i < to; i++)
            {
                int gap = tokens[first + i].Start - tokens[first + i - 1].End;
                if (gap > 1 || (gap == 1 && Text.Content[tokens[first + i].Start - 1] != ' '))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The next text in quotes, without them.</summary>
        public bool TryTakeString(out string value)
        {
            value = string.Empty;
            if (Kind != TokenKind.String)
            {
                return false;
            }

            string quoted = TextAt(Position++);
            value = quoted.Length >= 2 ? quoted.Substring(1, quoted.Length - 2).Trim() : string.Empty;
            return true;
        }
    }
}
