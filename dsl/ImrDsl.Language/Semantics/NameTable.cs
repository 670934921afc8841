using System;
using System.Collections.Generic;
using System.Text;
using ImrDsl.Language.Syntax;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// The declared names that are visible at a place. Names are several words long and are compared without regard to case, white space
    /// and Unicode form; at each word the longest name wins.
    /// </summary>
    internal sealed class NameTable
    {
        private static readonly char[] Spaces = { ' ' };

        private readonly Node root = new Node();

        /// <summary>The names as declared, in canonical form, with what they mean; negated forms left out.</summary>
        public Dictionary<string, Symbol> Declared { get; } = new Dictionary<string, Symbol>(StringComparer.Ordinal);

        /// <summary>The canonical form of a word: lower case, composed characters, plain hyphens and apostrophes.</summary>
        public static string Canonical(string text)
        {
            // Most words are in that form as they are typed.
            if (IsCanonical(text))
            {
                return text;
            }

            if (IsAscii(text))
            {
                return text.ToLowerInvariant();
            }

            var builder = new StringBuilder(text.Length);
            foreach (char c in Composition.Compose(text).ToLowerInvariant())
            {
                builder.Append(c switch
                {
                    '\u2010' or '\u2011' or '\u2013' => '-',
                    '\u2019' => '\'',
                    _ => c,
                });
            }

            return builder.ToString();
        }

        private static bool IsCanonical(string text)
        {
            foreach (char c in text)
            {
                if (c >= 0x80 || c is >= 'A' and <= 'Z')
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsAscii(string text)
        {
            foreach (char c in text)
            {
                if (c >= 0x80)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a token can be part of a name.</summary>
        public static bool IsNamePart(TokenKind kind) => kind is TokenKind.Word or TokenKind.Number or TokenKind.Slash;

        /// <summary>The words of a name in canonical form, as they are read where it is used: "ice/heat" is three.</summary>
        public static string[] WordsOf(string name) => WordsOfCanonical(Canonical(name));

        /// <summary>Adds a name.</summary>
        public void Add(string name, Symbol symbol)
        {
            string canonical = Canonical(name);
            Declared[canonical] = symbol;
            string[] words = WordsOfCanonical(canonical);
            Insert(words, symbol, isNegated: false);
            if (symbol.IsCondition && NegationPlace(words) is { } place)
            {
                var negated = new List<string>(words);
                negated.Insert(place, "not");
                Insert(negated.ToArray(), symbol, isNegated: true);
            }
        }

        /// <summary>Adds another form of a name, unless it is a name already. Not a declared name: no suggestion, no duplicate.</summary>
        public void AddForm(string form, Symbol symbol)
        {
            string canonical = Canonical(form);
            if (!Declared.ContainsKey(canonical))
            {
                Insert(WordsOfCanonical(canonical), symbol, isNegated: false);
            }
        }

        /// <summary>The longest name that starts at a token, and how many tokens it takes.</summary>
        public Symbol? Find(PhraseCursor phrase, int at, out int length, out bool isNegated)
        {
            Symbol? found = null;
            length = 0;
            isNegated = false;
            Node node = root;
            for (int i = at; i < phrase.Count && IsNamePart(phrase.KindAt(i)); i++)
            {
                if (node.After(phrase.WordAt(i)) is not { } next)
                {
                    break;
                }

                node = next;
                if (node.Symbol is not null)
                {
                    found = node.Symbol;
                    length = i - at + 1;
                    isNegated = node.IsNegated;
                }
            }

            return found;
        }

        private static string[] WordsOfCanonical(string name) =>
            (name.IndexOf('/') < 0 ? name : name.Replace("/", " / ")).Split(Spaces, StringSplitOptions.RemoveEmptyEntries);

        // "pain is malignant" is negated after its first verb: "pain is not malignant".
        private static int? NegationPlace(string[] words)
        {
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] is "is" or "are" or "was" or "were" or "has" or "have" or "can" or "will")
                {
                    return i + 1;
                }
            }

            return null;
        }

        private void Insert(string[] words, Symbol symbol, bool isNegated)
        {
            Node node = root;
            foreach (string word in words)
            {
                node = node.After(word) ?? node.Add(word);
            }

            node.Symbol = symbol;
            node.IsNegated = isNegated;
        }

        private sealed class Node
        {
            // Inside of most names one word alone may follow, after the last one none.
            private string? onlyWord;
            private Node? only;
            private Dictionary<string, Node>? next;

            public Symbol? Symbol { get; set; }

            public bool IsNegated { get; set; }

            // What follows with a word, or null.
            public Node? After(string word) => next is not null
                ? (next.TryGetValue(word, out Node? found) ? found : null)
                : word == onlyWord ? only : null;

            // Lets a word follow that did not.
            public Node Add(string word)
            {
                var added = new Node();
                if (only is null)
                {
                    (onlyWord, only) = (word, added);
                    return added;
                }

                next ??= new Dictionary<string, Node>(StringComparer.Ordinal) { [onlyWord!] = only };
                next.Add(word, added);
                return added;
            }
        }
    }
}
