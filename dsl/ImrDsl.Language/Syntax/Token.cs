using ImrDsl.Language.Text;

namespace ImrDsl.Language.Syntax
{
    /// <summary>The kinds of token. Spaces, comments and line ends are tokens too, so that the tokens of a file are its text.</summary>
    public enum TokenKind : byte
    {
        /// <summary>After the last character; zero width.</summary>
        EndOfFile,

        /// <summary>A line end.</summary>
        NewLine,

        /// <summary>Spaces, non-breaking spaces, tabs (reported), a byte order mark.</summary>
        Space,

        /// <summary>From <c>#</c> to the end of the line.</summary>
        Comment,

        /// <summary>A word: letters, digits, inner hyphens, dots and apostrophes. <c>non-malignant</c>, <c>mtus.idds</c>, <c>L4-5</c>, <c>51-54</c>, <c>M54.*</c></summary>
        Word,

        /// <summary>A number: <c>6</c>, <c>0.5</c>.</summary>
        Number,

        /// <summary>A date or month: <c>2009-07-18</c>, <c>2014-10</c>. A bare year is a number.</summary>
        Date,

        /// <summary>Text in quotes, straight or typographic.</summary>
        String,

        /// <summary><c>:</c></summary>
        Colon,

        /// <summary><c>,</c></summary>
        Comma,

        /// <summary><c>;</c></summary>
        Semicolon,

        /// <summary><c>.</c> that is not inside a word or number: ends a label.</summary>
        Dot,

        /// <summary><c>(</c></summary>
        OpenParenthesis,

        /// <summary><c>)</c></summary>
        CloseParenthesis,

        /// <summary><c>[</c></summary>
        OpenBracket,

        /// <summary><c>]</c></summary>
        CloseBracket,

        /// <summary><c>&lt;</c></summary>
        Less,

        /// <summary><c>≤</c> or <c>&lt;=</c></summary>
        AtMost,

        /// <summary><c>&gt;</c></summary>
        More,

        /// <summary><c>≥</c> or <c>&gt;=</c></summary>
        AtLeast,

        /// <summary><c>=</c></summary>
        Equal,

        /// <summary><c>≠</c> or <c>!=</c></summary>
        NotEqual,

        /// <summary><c>+</c></summary>
        Plus,

        /// <summary><c>-</c>, <c>−</c> or <c>–</c> standing alone.</summary>
        Minus,

        /// <summary><c>×</c> or <c>*</c></summary>
        Times,

        /// <summary><c>/</c> or <c>÷</c></summary>
        Slash,

        /// <summary><c>%</c></summary>
        Percent,

        /// <summary><c>²</c>, <c>³</c> or <c>^</c></summary>
        Power,

        /// <summary><c>|</c></summary>
        Bar,

        /// <summary>A character no guideline has, or a string without its closing quote.</summary>
        Bad,

        /// <summary>The dot of a pasted list, <c>•</c>, at the start of a line. It says nothing, like space.</summary>
        Bullet,
    }

    /// <summary>A token: its kind and the stretch of text it is. A missing token has zero width.</summary>
    public readonly record struct Token(TokenKind Kind, int Start, int Length)
    {
        /// <summary>The offset after its last character.</summary>
        public int End => Start + Length;

        /// <summary>The stretch of text it is.</summary>
        public TextSpan Span => new TextSpan(Start, Length);

        /// <summary>Whether it says nothing: space, a comment, a line end, the dot of a pasted list.</summary>
        public bool IsTrivia => Kind is TokenKind.Space or TokenKind.Comment or TokenKind.NewLine or TokenKind.Bullet;
    }
}
