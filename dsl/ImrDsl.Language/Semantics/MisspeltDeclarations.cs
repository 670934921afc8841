using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Where a name is used several times, spelt alike, and only its declaration differs, the slip is in the declaration: one finding there
    /// instead of one at each use.
    /// </summary>
    internal static class MisspeltDeclarations
    {
        private const string Code = "GL0208";

        // Each is looked for in the whole text; whoever has misspelt more mends these and asks again.
        private const int MostNames = 20;

        private const string CodeOfLists = "GL0508";

        private static readonly char[] Parentheses = { '(', ')' };

        private const string Requested = "requested ";

        // What stands before a name that is declared, if it does not open the line: the word of a section, or a list of values.
        private static readonly Regex DeclarationBefore = new Regex(
            @"^\s*(define|service|table|codes|score|entry|criteria for)\s+$|\b(one of|scale)\b|,\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        // The findings of misspelt names: what was typed is their first argument, the name that was meant their last.
        private static readonly string[] CodesOfMisspeltNames = { "GL0201", "GL0256", "GL0508", "GL0605" };

        /// <summary>The findings, with those of one misspelt declaration replaced by one at that declaration.</summary>
        public static IEnumerable<Diagnostic> Join(SourceText text, IReadOnlyList<Diagnostic> findings)
        {
            var joined = findings.ToList();
            foreach (IGrouping<string, Diagnostic> uses in findings
                .Where(finding => Array.IndexOf(CodesOfMisspeltNames, finding.Code) >= 0)
                .GroupBy(finding => Name(finding.Arguments[finding.Arguments.Count - 1]))
                .Take(MostNames))
            {
                string[] typed = uses.Select(use => Name(use.Arguments[0])).OrderByDescending(name => name.Length).ToArray();
                bool isSpeltAlike = typed.All(name => Binder.Singular(name).Equals(Binder.Singular(typed[0]), StringComparison.OrdinalIgnoreCase));
                bool isShorter = (" " + uses.Key + " ").IndexOf(" " + typed[0] + " ", StringComparison.OrdinalIgnoreCase) >= 0;

                // A sign that is missing or too much is no spelling: "(less movement)" without its first half.
                bool isOfWords = uses.Key.IndexOfAny(Parentheses) < 0 && typed[0].IndexOfAny(Parentheses) < 0;
                if (isSpeltAlike && !isShorter && isOfWords && Occurrences(text, typed[0]) is { Count: > 0 } found && ((found.Count > 1 && IsUsedAsSuch(text, found, uses.First().Code)) || IsOddWord(text, typed[0], uses.Key))
                    && Occurrences(text, uses.Key) is { Count: 1 } declared && IsDeclaration(text, declared[0]))
                {
                    var declaration = new SourceSpan(text, new TextSpan(declared[0].Index, declared[0].Length));
                    joined.RemoveAll(uses.Contains);
                    string count = found.Count.ToString(CultureInfo.InvariantCulture);
                    joined.Add(new Diagnostic(Code, declaration, declaration.ToString(), count, typed[0])
                    {
                        Fix = new TextFix("Write “" + typed[0] + "”", declaration.Span, typed[0]),
                    });
                }
            }

            return joined;
        }

        // Whether the one word in which two names differ stands nowhere else as it is declared, but several times as it is used: in questions, notes and titles too.
        private static bool IsOddWord(SourceText text, string used, string declared)
        {
            string[] usedWords = used.Split(' ');
            string[] declaredWords = declared.Split(' ');
            int[] other = usedWords.Length == declaredWords.Length
                ? Enumerable.Range(0, usedWords.Length).Where(i => !usedWords[i].Equals(declaredWords[i], StringComparison.OrdinalIgnoreCase)).ToArray()
                : Array.Empty<int>();
            return other.Length == 1 && Binder.Singular(usedWords[other[0]]) != Binder.Singular(declaredWords[other[0]]) && CountOf(declaredWords[other[0]]) == 1 && CountOf(usedWords[other[0]]) > 1;

            int CountOf(string word) => Regex.Matches(text.Content, @"(?<![\w-])" + Regex.Escape(word) + @"(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Count;
        }

        // "pain is not malignant" uses the name "pain is malignant", "requested visits" the field "visits" of the request.
        private static string Name(string words) =>
            words.StartsWith(Requested, StringComparison.OrdinalIgnoreCase) ? words.Substring(Requested.Length) : words.Replace(" not ", " ");

        // The name of a list of criteria may be that of a service too: only references to lists count.
        private static bool IsUsedAsSuch(SourceText text, IEnumerable<Match> uses, string code) =>
            code != CodeOfLists || uses.Count(use => Before(text, use).TrimEnd().EndsWith(" for", StringComparison.OrdinalIgnoreCase)) > 1;

        // "pain onset: date", "define pain duration: …", or one of the values of a fact.
        private static bool IsDeclaration(SourceText text, Match name)
        {
            string before = Before(text, name);
            bool isBeforeColon = text.Content.Substring(name.Index + name.Length).TrimStart(' ').StartsWith(":", StringComparison.Ordinal);
            bool isListed = text.Content.Substring(0, name.Index).TrimEnd().EndsWith(",", StringComparison.Ordinal);
            return string.IsNullOrWhiteSpace(before) ? isBeforeColon || isListed : DeclarationBefore.IsMatch(before);
        }

        private static string Before(SourceText text, Match name)
        {
            int line = text.PositionOf(name.Index).Line;
            int start = text.SpanOfLines(line, line).Start;
            return text.Content.Substring(start, name.Index - start);
        }

        /// <summary>Where a name stands in a text, but for titles, notes and other prose in quotes.</summary>
        internal static List<Match> Occurrences(SourceText text, string name) => Regex.Matches(
            text.Content, @"(?<![\w-])" + Regex.Escape(name).Replace(@"\ ", @"\s+") + @"(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            .Cast<Match>().Where(match => Before(text, match).Count(c => c == '"') % 2 == 0).ToList();
    }
}
