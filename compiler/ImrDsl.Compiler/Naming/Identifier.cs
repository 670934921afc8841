using System;
using System.Collections.Generic;
using ImrDsl.Compiler.Emission;
using ImrDsl.Language.Text;

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
            TextBuffer letters = TextBuffer.Take();
            foreach (char c in phrase)
            {
                if (IsLetterOrDigit(c))
                {
                    letters.Add(c);
                }
                else if (c >= '\u0080' && Plain.TryGetValue(c, out string? plain))
                {
                    letters.Add(plain);
                }
                else if (letters.Length > 0 && c is not ('\'' or '\u2019'))
                {
                    words.Add(letters.ToString());
                    letters.Cut(0);
                }
            }

            if (letters.Length > 0)
            {
                words.Add(letters.ToString());
            }

            letters.Give();
            return words;
        }

        private static bool IsLetterOrDigit(char c) => c < '\u0080'
            ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            : char.IsLetter(c) && !Plain.ContainsKey(c);

        /// <summary>The phrase as the name of a type or member, a long one cut; <paramref name="otherwise"/> if it holds no letter or digit.</summary>
        public static string Pascal(string phrase, string otherwise) => Pascal(phrase, 0, phrase.Length, otherwise);

        /// <summary>Words of a guideline in the same way.</summary>
        public static string Pascal(SourceSpan words, string otherwise) => Pascal(words.Text.Content, words.Span.Start, words.Span.Length, otherwise);

        private static string Pascal(string text, int start, int length, string otherwise)
        {
            TextBuffer name = TextBuffer.Take();
            int words = 0;
            bool isInWord = false;
            for (int i = start; i < start + length; i++)
            {
                char c = text[i];
                string? plain = null;
                if (IsLetterOrDigit(c) || (c >= '\u0080' && Plain.TryGetValue(c, out plain)))
                {
                    if (!isInWord)
                    {
                        if (words == MostWords)
                        {
                            break;
                        }

                        words++;
                        Begin(name, plain is null ? c : plain[0]);
                    }
                    else
                    {
                        name.Add(plain is null ? c : plain[0]);
                    }

                    if (plain?.Length > 1)
                    {
                        name.Add(plain, 1, plain.Length - 1);
                    }

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
            TextBuffer name = TextBuffer.Take();
            for (int i = 0; i < words.Count && i < MostWords; i++)
            {
                Begin(name, words[i][0]);
                name.Add(words[i], 1, words[i].Length - 1);
            }

            return NameOf(name, otherwise);
        }

        // A name begins with no digit.
        private static void Begin(TextBuffer name, char first)
        {
            if (name.Length == 0 && first is >= '0' and <= '9')
            {
                name.Add('_');
            }

            name.Add(first is >= 'a' and <= 'z' ? (char)(first & ~0x20) : char.ToUpperInvariant(first));
        }

        private static string NameOf(TextBuffer name, string otherwise)
        {
            string taken = name.Taken();
            return taken.Length == 0 ? otherwise : taken;
        }

        /// <summary>The name of a type or member as the name of a variable: <c>BMI</c> is <c>bmi</c>.</summary>
        public static string Camel(string pascal)
        {
            int capitals = 0;
            while (capitals < pascal.Length && char.IsUpper(pascal[capitals]))
            {
                capitals++;
            }

            if (capitals == 0)
            {
                return Escape(pascal);
            }

            // Of "MRIFinding" the last capital begins the next word.
            int lowered = capitals == 1 || capitals == pascal.Length ? capitals : capitals - 1;
            TextBuffer name = TextBuffer.Take();
            for (int i = 0; i < pascal.Length; i++)
            {
                name.Add(i < lowered ? char.ToLowerInvariant(pascal[i]) : pascal[i]);
            }

            return Escape(name.Taken());
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
