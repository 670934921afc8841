using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ImrDsl.Language.Syntax
{
    /// <summary>Writes tokens and trees as text for people to compare.</summary>
    public static class TreeDump
    {
        /// <summary>
        /// The outline, one line each: <c>[label] {title or name} words of the phrase</c>, the words set apart by single spaces.
        /// What is nested is indented.
        /// </summary>
        public static string Write(SyntaxTree tree)
        {
            var builder = new StringBuilder();
            foreach ((LineSyntax line, int depth) in tree.Walk())
            {
                builder.Append(' ', 2 * depth);
                if (line.Label is { } label)
                {
                    builder.Append('[').Append(tree.Text.Content, label.Start, label.Length).Append("] ");
                }

                if (line.Head is not null)
                {
                    builder.Append('{');
                    AppendWords(builder, tree, line.Head.Tokens);
                    builder.Append("} ");
                }

                AppendWords(builder, tree, line.Phrase.Tokens);
                while (builder[builder.Length - 1] == ' ')
                {
                    builder.Length--;
                }

                builder.Append('\n');
            }

            return builder.ToString();
        }

        /// <summary>The tokens, one line of the text each: its number, then <c>Kind:text</c> of every token; of spaces only how many, and single
        /// ones not at all.</summary>
        public static string WriteTokens(SyntaxTree tree)
        {
            var builder = new StringBuilder();
            int line = 0;
            bool atStart = true;
            foreach (Token token in tree.Tokens)
            {
                if (atStart)
                {
                    line++;
                    builder.Append(line.ToString(CultureInfo.InvariantCulture)).Append(':');
                    atStart = false;
                }

                AppendToken(builder, tree, token);

                if (token.Kind is TokenKind.NewLine or TokenKind.EndOfFile)
                {
                    builder.Append('\n');
                    atStart = true;
                }
            }

            return builder.ToString();
        }

        private static void AppendToken(StringBuilder builder, SyntaxTree tree, Token token)
        {
            bool isPlainSpace = token.Kind == TokenKind.Space
                && tree.Text.Content.Substring(token.Start, token.Length).Trim(' ').Length == 0;
            if (isPlainSpace && token.Length == 1)
            {
                return;
            }

            builder.Append("  ").Append(token.Kind.ToString());
            if (isPlainSpace)
            {
                builder.Append('(').Append(token.Length.ToString(CultureInfo.InvariantCulture)).Append(')');
            }
            else if (token.Kind != TokenKind.EndOfFile)
            {
                AppendText(builder.Append(':'), tree, token);
            }
        }

        private static void AppendWords(StringBuilder builder, SyntaxTree tree, IReadOnlyList<Token> words)
        {
            for (int i = 0; i < words.Count; i++)
            {
                AppendText(i == 0 ? builder : builder.Append(' '), tree, words[i]);
            }
        }

        // Whatever cannot be told from a plain space or cannot be seen is written as \u with its number.
        private static void AppendText(StringBuilder builder, SyntaxTree tree, Token token)
        {
            for (int i = token.Start; i < token.End; i++)
            {
                char c = tree.Text.Content[i];
                UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
                bool isShown = c == ' ' || category < UnicodeCategory.SpaceSeparator || category > UnicodeCategory.PrivateUse;
                if (c is '\n' or '\r')
                {
                    builder.Append(c == '\n' ? "\\n" : "\\r");
                }
                else if (isShown)
                {
                    builder.Append(c);
                }
                else
                {
                    builder.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
