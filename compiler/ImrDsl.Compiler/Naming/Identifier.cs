using System;
using System.Collections.Generic;
using System.Text;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>Turns phrases of a guideline into C# identifiers: <c>stopped for side effects</c> is <c>StoppedForSideEffects</c>.</summary>
    internal static class Identifier
    {
        private const int MostWords = 12;

        // Letters of European languages, each with what English spells instead.
        private static readonly Dictionary<char, string> Plain = PlainLetters(
            "ÀÁÂÃÅĀĂĄ", "A", "àáâãåāăą", "a", "ÇĆĈĊČ", "C", "çćĉċč", "c", "ĎĐÐ", "D", "ďđð", "d", "ÈÉÊËĒĔĖĘĚ", "E", "èéêëēĕėęě", "e",
            "ÌÍÎÏĨĪĬĮİ", "I", "ìíîïĩīĭįı", "i", "ŁĹĻĽ", "L", "łĺļľ", "l", "ÑŃŅŇ", "N", "ñńņň", "n", "ÒÓÔÕØŌŎŐ", "O", "òóôõøōŏő", "o",
            "ŔŖŘ", "R", "ŕŗř", "r", "ŚŜŞŠ", "S", "śŝşš", "s", "ŢŤ", "T", "ţť", "t", "ÙÚÛŨŪŬŮŰŲ", "U", "ùúûũūŭůűųµμ", "u", "ÝŸ", "Y", "ýÿ", "y",
            "ŹŻŽ", "Z", "źżž", "z", "ÄÆ", "Ae", "äæ", "ae", "ÖŒ", "Oe", "öœ", "oe", "Ü", "Ue", "ü", "ue", "ß", "ss");

        private static readonly HashSet<string> Keywords = new HashSet<string>(StringComparer.Ordinal)
        {
            "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
            "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
            "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
            "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
            "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
            "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        };

        /// <summary>The words of a phrase, letters and digits only; an apostrophe does not part a word.</summary>
        public static List<string> Words(string phrase)
        {
            var words = new List<string>();
            var letters = new StringBuilder(phrase.Length);
            int start = 0;
            foreach (char c in phrase)
            {
                if (IsLetterOrDigit(c))
                {
                    letters.Append(c);
                }
                else if (c >= '\u0080' && Plain.TryGetValue(c, out string? plain))
                {
                    letters.Append(plain);
                }
                else if (letters.Length > start && c is not ('\'' or '\u2019'))
                {
                    words.Add(letters.ToString(start, letters.Length - start));
                    start = letters.Length;
                }
            }

            if (letters.Length > start)
            {
                words.Add(letters.ToString(start, letters.Length - start));
            }

            return words;
        }

        private static bool IsLetterOrDigit(char c) => c < '\u0080'
            ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            : char.IsLetter(c) && !Plain.ContainsKey(c);

        private static string NameOf(StringBuilder letters, string otherwise) =>
            letters.Length == 0 ? otherwise : letters[0] is >= '0' and <= '9' ? letters.Insert(0, '_').ToString() : letters.ToString();

        /// <summary>The phrase as the name of a type or member; <paramref name="otherwise"/> if it holds no letter or digit.</summary>
        public static string Pascal(string phrase, string otherwise)
        {
            var name = new StringBuilder(phrase.Length);
            int words = 0;
            bool isInWord = false;
            foreach (char c in phrase)
            {
                string? plain = null;
                if (IsLetterOrDigit(c) || (c >= '\u0080' && Plain.TryGetValue(c, out plain)))
                {
                    if (!isInWord && words == MostWords)
                    {
                        break;
                    }

                    char first = plain is null ? c : plain[0];
                    name.Append(isInWord ? first : char.ToUpperInvariant(first));
                    if (plain?.Length > 1)
                    {
                        name.Append(plain, 1, plain.Length - 1);
                    }

                    words += isInWord ? 0 : 1;
                    isInWord = true;
                }
                else if (c is not ('\'' or '\u2019'))
                {
                    isInWord = false;
                }
            }

            return NameOf(name, otherwise);
        }

        /// <summary>The words as the name of a type or member, a long phrase cut.</summary>
        public static string Pascal(IReadOnlyList<string> words, string otherwise)
        {
            var name = new StringBuilder();
            for (int i = 0; i < words.Count && i < MostWords; i++)
            {
                name.Append(char.ToUpperInvariant(words[i][0])).Append(words[i], 1, words[i].Length - 1);
            }

            return NameOf(name, otherwise);
        }

        /// <summary>The name of a type or member as the name of a variable: <c>BMI</c> is <c>bmi</c>.</summary>
        public static string Camel(string pascal)
        {
            int capitals = 0;
            while (capitals < pascal.Length && char.IsUpper(pascal[capitals]))
            {
                capitals++;
            }

            // Of "MRIFinding" the last capital begins the next word.
            int lowered = capitals <= 1 || capitals == pascal.Length ? capitals : capitals - 1;
            return Escape(pascal.Substring(0, lowered).ToLowerInvariant() + pascal.Substring(lowered));
        }

        /// <summary>An identifier that is no keyword.</summary>
        public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

        private static Dictionary<char, string> PlainLetters(params string[] lettersAndSpelling)
        {
            var plain = new Dictionary<char, string>();
            for (int i = 0; i < lettersAndSpelling.Length; i += 2)
            {
                foreach (char letter in lettersAndSpelling[i])
                {
                    plain.Add(letter, lettersAndSpelling[i + 1]);
                }
            }

            return plain;
        }
    }
}
