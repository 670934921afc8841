using System;
using System.Collections;
using System.Collections.Generic;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Syntax
{
    /// <summary>
    /// A guideline file as an outline of lines: what an author sees. Lossless: <see cref="ToString"/> gives back the text, whatever it is.
    /// It depends on the file's own text alone; names of other files are the binder's business.
    /// </summary>
    public sealed class SyntaxTree
    {
        internal SyntaxTree(SourceText text, IReadOnlyList<Token> tokens, IReadOnlyList<LineSyntax> lines, Token endTrivia, IReadOnlyList<Diagnostic> diagnostics)
        {
            Text = text;
            Tokens = tokens;
            Lines = lines;
            EndTrivia = endTrivia;
            Diagnostics = diagnostics;
        }

        /// <summary>The text.</summary>
        public SourceText Text { get; }

        /// <summary>Every token of the text in order, trivia included, the end-of-file token last.</summary>
        public IReadOnlyList<Token> Tokens { get; }

        /// <summary>The lines that stand at the margin, each with the lines below it.</summary>
        public IReadOnlyList<LineSyntax> Lines { get; }

        /// <summary>What follows the last line: blank lines and comments, as one stretch (its kind says nothing).</summary>
        public Token EndTrivia { get; }

        /// <summary>What is wrong with the form of the text, in the order of the text.</summary>
        public IReadOnlyList<Diagnostic> Diagnostics { get; }

        /// <summary>All lines in the order of the text, each with how deep it is nested (0 at the margin).</summary>
        public IEnumerable<(LineSyntax Line, int Depth)> Walk()
        {
            var open = new Stack<(IReadOnlyList<LineSyntax> Lines, int Next)>();
            open.Push((Lines, 0));
            while (open.Count > 0)
            {
                (IReadOnlyList<LineSyntax> lines, int next) = open.Pop();
                if (next < lines.Count)
                {
                    yield return (lines[next], open.Count);
                    open.Push((lines, next + 1));
                    open.Push((lines[next].Lines, 0));
                }
            }
        }

        /// <summary>The text, put together again from the lines.</summary>
        public override string ToString()
        {
            var builder = new StringBuilder(Text.Content.Length);
            foreach ((LineSyntax line, _) in Walk())
            {
                builder.Append(Text.Content, line.FullSpan.Start, line.FullSpan.Length);
            }

            return builder.Append(Text.Content, EndTrivia.Start, EndTrivia.Length).ToString();
        }
    }

    /// <summary>
    /// A line of the outline: <c>label title: phrase</c>, each part optional, with the lines indented below it. A line that ends in a
    /// comma, <c>and</c> or <c>or</c> goes on in the next, so it may cover several lines of text.
    /// </summary>
    public sealed class LineSyntax
    {
        private List<LineSyntax>? lines;

        internal LineSyntax(TextSpan full, int indent, TextSpan? label, PhraseSyntax? head, PhraseSyntax phrase)
        {
            FullSpan = full;
            Indent = indent;
            Label = label;
            Head = head;
            Phrase = phrase;
        }

        /// <summary>Everything from the end of the line before to the end of this one: blank lines and comments above, the line, its line end.</summary>
        public TextSpan FullSpan { get; }

        /// <summary>How many columns it is indented.</summary>
        public int Indent { get; }

        /// <summary>The label without its dot: <c>1</c>, <c>C4</c>, <c>a</c>; null where there is none.</summary>
        public TextSpan? Label { get; }

        /// <summary>What stands before the first colon: the title of a labelled line, the name in a declaration; null where there is no colon.</summary>
        public PhraseSyntax? Head { get; }

        /// <summary>What follows the colon, or the whole line where there is none. May be empty.</summary>
        public PhraseSyntax Phrase { get; }

        /// <summary>The lines indented below this one.</summary>
        public IReadOnlyList<LineSyntax> Lines => (IReadOnlyList<LineSyntax>?)lines ?? Array.Empty<LineSyntax>();

        /// <summary>The visible part: from label or first word to the last.</summary>
        public TextSpan Span
        {
            get
            {
                int start = Label?.Start ?? Head?.Span.Start ?? Phrase.Span.Start;
                return TextSpan.FromBounds(start, Math.Max(Phrase.Span.End, Head?.Span.End ?? start));
            }
        }

        // Lines are put below each other while the outline is read, never afterwards.
        internal void Add(LineSyntax line) => (lines ??= new List<LineSyntax>()).Add(line);
    }

    /// <summary>A run of words, numbers and operators, without spaces and comments. What it means is the binder's to say.</summary>
    public sealed class PhraseSyntax : IReadOnlyList<Token>
    {
        private string?[]? words;

        // The place of the first token; the offset where one would stand in an empty phrase.
        private readonly int place;

        internal PhraseSyntax(Token[] all, int place, int count)
        {
            All = all;
            this.place = place;
            Count = count;
        }

        /// <summary>The tokens; none is trivia.</summary>
        public IReadOnlyList<Token> Tokens => this;

        // The tokens of the file that say something; all phrases share them.
        internal Token[] All { get; }

        // The place of the first token among them.
        internal int First => Count == 0 ? 0 : place;

        // The canonical form of each token, found when it is first asked for: a line is read many times.
        internal string?[] Words => words ??= new string?[Count];

        /// <summary>How many tokens there are.</summary>
        public int Count { get; }

        /// <summary>From the first token to the last; for an empty phrase the zero-width place where it would stand.</summary>
        public TextSpan Span => Count == 0 ? new TextSpan(place, 0) : TextSpan.FromBounds(All[place].Start, All[place + Count - 1].End);

        /// <summary>Whether nothing stands there.</summary>
        public bool IsEmpty => Count == 0;

        /// <summary>A token.</summary>
        public Token this[int index] =>
            index >= 0 && index < Count ? All[place + index] : throw new ArgumentOutOfRangeException(nameof(index));

        /// <inheritdoc/>
        public IEnumerator<Token> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return All[place + i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
