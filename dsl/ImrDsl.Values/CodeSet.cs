using System;
using System.Collections.Generic;

namespace ImrDsl.Values
{
    /// <summary>
    /// Codes of one medical code system (ICD-10-CM, CPT), as guidelines list them: single codes (<c>M96.1</c>), a code with all below it
    /// (<c>M54.*</c>: M54 itself, M54.5, M54.50), and runs (<c>62360 to 62362</c>, both ends and all below the last included). Case, dots and spaces do
    /// not count, so that <c>m545</c> is <c>M54.5</c>.
    /// </summary>
    public sealed class CodeSet
    {
        private readonly Run[] runs;

        /// <summary>A set of codes.</summary>
        /// <param name="codes">Codes, codes that end in <c>.*</c>, and runs written with <c>to</c>.</param>
        public CodeSet(params string[] codes)
        {
            runs = Array.ConvertAll(codes, Run.Parse);
        }

        /// <summary>Whether a code is one of these.</summary>
        public bool Contains(string code)
        {
            foreach (Run run in runs)
            {
                if (run.Holds(code))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The letters and digits of a code, in upper case; two codes are the same if these are.</summary>
        public static string Normal(string code)
        {
            var letters = new List<char>(code.Length);
            foreach (char c in code)
            {
                if (Counts(c))
                {
                    letters.Add(char.ToUpperInvariant(c));
                }
            }

            return new string(letters.ToArray());
        }

        private static bool Counts(char c) => c is not ('.' or ' ' or '*');

        private readonly struct Run
        {
            private readonly string first;
            private readonly string last;
            private readonly bool withAllBelow;

            private Run(string first, string last, bool withAllBelow)
            {
                this.first = Normal(first);
                this.last = Normal(last);
                this.withAllBelow = withAllBelow;
            }

            public static Run Parse(string codes)
            {
                int to = codes.IndexOf(" to ", StringComparison.Ordinal);
                return to < 0
                    ? new Run(codes, codes, codes.EndsWith("*", StringComparison.Ordinal))
                    : new Run(codes.Substring(0, to), codes.Substring(to + 4), withAllBelow: true);
            }

            public bool Holds(string code)
            {
                int order = Order(code, last, out bool isBelow);
                return (order <= 0 || (withAllBelow && isBelow)) && Order(code, first, out _) >= 0;
            }

            // Compares without making the code's normal form: deciding allocates nothing.
            private static int Order(string code, string normal, out bool isBelow)
            {
                int at = 0;
                isBelow = false;
                foreach (char c in code)
                {
                    if (!Counts(c))
                    {
                        continue;
                    }

                    if (at == normal.Length)
                    {
                        isBelow = true;
                        return 1;
                    }

                    int order = char.ToUpperInvariant(c).CompareTo(normal[at++]);
                    if (order != 0)
                    {
                        return order;
                    }
                }

                return at - normal.Length;
            }
        }
    }
}
