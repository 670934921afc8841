using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Parsing
{
    /// <summary>
    /// Tells sections from lines of a section where the indentation was lost. Only forms that can be nothing else count: where a line could be
    /// either, its indentation decides.
    /// </summary>
    internal sealed class SectionForms
    {
        private static readonly string[] Words = Keywords.Of(KeywordKind.Section).ToArray();

        private static readonly string[] Modifiers = { "unless", "excused", "applies" };

        private static readonly Dictionary<string, string[]> LinesOf = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["guideline"] = new[] { "source", "effective", "verified", "edition", "authority", "jurisdiction", "note" },
            ["facts"] = new[] { "ask", "note" },
            ["request"] = new[] { "ask", "note" },
            ["entry"] = new[] { "ask", "note" },
            ["criteria"] = Modifiers.Concat(new[] { "source", "verified", "note" }).ToArray(),
            ["service"] = new[] { "medically", "not", "note", "source" },
            ["example"] = new[] { "expect", "decided" },
        };

        private static readonly string[] Signatures = { "criteria", "service", "example", "define" };

        private static readonly string[] WordsForDefine = { "definition", "definitions", "defining", "defined", "def" };

        private readonly SourceText text;

        internal SectionForms(SourceText text) => this.text = text;

        /// <summary>The words that open a section, for messages; those of the head left out.</summary>
        internal static string Named => string.Join(", ", Words.Skip(3));

        /// <summary>Whether a line at the margin can only belong to the section above it.</summary>
        internal bool IsLineOf(LineSyntax section, LineSyntax line)
        {
            string opening = FirstWord(section);
            string word = FirstWord(line);
            if (section.Label is not null || Array.IndexOf(Words, opening) < 0)
            {
                return false;
            }

            if (opening == "example" && line.Label is null && (word == "request" || word == "entry"))
            {
                return word == "request" ? line.Head is null && line.Phrase.Tokens.Count > 1 : true;
            }

            if (opening == "service" && word == "codes")
            {
                return line.Head is null;
            }

            if (Array.IndexOf(Words, word) >= 0)
            {
                return false;
            }

            if (line.Label is not null)
            {
                return opening is "criteria" or "service";
            }

            if (line.Head is null)
            {
                return LinesOf.TryGetValue(opening, out string[]? words) && Array.IndexOf(words, word) >= 0;
            }

            bool isNear = (Spelling.Nearest(word, Words) is { } near && (line.Phrase.IsEmpty || near is "define" or "codes")) || IsDefinition(line, word) || IsBareDefinition(line);
            return !isNear && (opening is "facts" or "request" or "entry" or "example" || (opening == "criteria" && word == "scope"));
        }

        /// <summary>Whether a line of criteria qualifies the criterion above it: an exception, or when it applies.</summary>
        internal bool IsModifier(LineSyntax section, LineSyntax line) =>
            FirstWord(section) == "criteria" && line.Label is null && line.Head is null && IsModifier(FirstWord(line));

        /// <summary>Whether a word begins a line that qualifies a criterion.</summary>
        internal static bool IsModifier(string word) => Array.IndexOf(Modifiers, word) >= 0;

        /// <summary>Whether an indented line can only open a section.</summary>
        internal bool OpensSection(LineSyntax section, LineSyntax line)
        {
            PhraseSyntax words = line.Head ?? line.Phrase;
            string signature = line.Label is not null || words.Count < 2 ? string.Empty : SignatureOf(words[0]);
            if (signature.Length == 0 || FirstWord(section) is "define" or "language")
            {
                return false;
            }

            bool endsQuoted = line.Head is null && words[words.Count - 1].Kind == TokenKind.String;
            return signature switch
            {
                "criteria" => line.Head is null && line.Lines.Count == 0 && FirstWord(section) != "service" && section.Lines.Count > 0 && line.Indent <= section.Lines[0].Indent && Word(words[1]) == "for" && words.Count > 2,
                "service" => endsQuoted && words.Count > 2,
                "example" => endsQuoted && words.Count == 2,
                "define" => line.Head is not null && FirstWord(section) is not ("facts" or "request" or "entry"),
                _ => false,
            };
        }

        /// <summary>Whether a line opens a definition in another word than the language's: "definition of symptom or disease: any of".</summary>
        internal static bool IsDefinition(LineSyntax line, string word) =>
            Array.IndexOf(WordsForDefine, word) >= 0 && line.Label is null && line.Head is not null && (line.Head.Tokens.Count > 1 || line.Phrase.Tokens.Any(token => token.Kind == TokenKind.Colon));

        /// <summary>Whether a line names what only a definition is: "symptom or disease: any of".</summary>
        internal bool IsBareDefinition(LineSyntax line) =>
            line.Label is null && line.Head is not null && line.Phrase.Tokens.Count == 2 && Word(line.Phrase.Tokens[0]) is "any" or "all" or "none" && Word(line.Phrase.Tokens[1]) == "of" && Array.IndexOf(Words, FirstWord(line)) < 0;

        /// <summary>What is written at a place.</summary>
        internal string TextOf(TextSpan span) => text.Content.Substring(span.Start, span.Length);

        private string FirstWord(LineSyntax line)
        {
            PhraseSyntax words = line.Head ?? line.Phrase;
            return words.Count == 0 ? string.Empty : Word(words[0]);
        }

        // Of the words by which a section is known wherever it stands, the one at a place.
        private string SignatureOf(Token token)
        {
            char first = (char)(text.Content[token.Start] | 0x20);
            foreach (string word in Signatures)
            {
                if (first == word[0] && token.Kind == TokenKind.Word && token.Length == word.Length && string.Compare(text.Content, token.Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return word;
                }
            }

            return string.Empty;
        }

        private string Word(Token token)
        {
            if (token.Kind != TokenKind.Word)
            {
                return string.Empty;
            }

            foreach (string word in Words)
            {
                if (token.Length == word.Length && string.CompareOrdinal(text.Content, token.Start, word, 0, word.Length) == 0)
                {
                    return word;
                }
            }

            return TextOf(token.Span).ToLowerInvariant();
        }
    }
}
