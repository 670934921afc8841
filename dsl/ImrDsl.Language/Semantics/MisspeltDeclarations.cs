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
        private const string CodeOfNearValues = "GL0256";
        private const string CodeOfValues = "GL0257";

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
            JoinRunTogether(text, joined);
            foreach (IGrouping<string, Diagnostic> uses in findings
                .Where(finding => Array.IndexOf(CodesOfMisspeltNames, finding.Code) >= 0)
                .GroupBy(finding => Name(finding.Arguments[finding.Arguments.Count - 1]))
                .Take(MostNames))
            {
                string[] typed = uses.Select(use => Name(use.Arguments[0])).OrderByDescending(name => name.Length).ToArray();
                if (Binder.Singular(typed[0]).Equals(Binder.Singular(uses.Key), StringComparison.OrdinalIgnoreCase))
                {
                    // One is a name of the other: what is wrong is what the declaration says.
                    joined.RemoveAll(finding => joined.Count > uses.Count() && uses.Contains(finding));
                    continue;
                }

                bool isSpeltAlike = typed.All(name => Binder.Singular(name).Equals(Binder.Singular(typed[0]), StringComparison.OrdinalIgnoreCase));
                bool isShorter = (" " + uses.Key + " ").IndexOf(" " + typed[0] + " ", StringComparison.OrdinalIgnoreCase) >= 0 && !IsLongerByAccident(typed[0], uses.Key);

                // "replacement is" for "replacement after is due" is only a part of the name that is used.
                bool isPart = NameTable.WordsOf(typed[0]) is { Length: > 0 } used && NameTable.WordsOf(uses.Key) is { } declaredWords && used.Length < declaredWords.Length && used[used.Length - 1] != declaredWords[declaredWords.Length - 1];

                // A sign that is missing or too much is no spelling: "(less movement)" without its first half.
                bool isOfWords = uses.Key.IndexOfAny(Parentheses) < 0 && typed[0].IndexOfAny(Parentheses) < 0;
                if (isSpeltAlike && !isShorter && !isPart && isOfWords && Occurrences(text, typed[0]) is { Count: > 0 } found && ((found.Count > 1 && IsUsedAsSuch(text, found, uses.First().Code)) || IsOddWord(text, typed[0], uses.Key))
                    && Apart(Occurrences(text, uses.Key), found) is { Count: 1 } declared && IsDeclaration(text, declared[0]))
                {
                    var declaration = new SourceSpan(text, new TextSpan(declared[0].Index, declared[0].Length));
                    joined.RemoveAll(uses.Contains);
                    string count = found.Count.ToString(CultureInfo.InvariantCulture);
                    joined.Add(new Diagnostic(Code, declaration, declaration.ToString(), count, typed[0])
                    {
                        Fix = TextFix.Write(declaration.Span, typed[0]),
                    });
                }
            }

            return joined;
        }

        // Two values without a comma between them are one: what uses either of them is not understood.
        private static void JoinRunTogether(SourceText text, List<Diagnostic> joined)
        {
            List<Diagnostic> values = joined.Where(finding => finding.Code is CodeOfNearValues or CodeOfValues).ToList();
            foreach (IGrouping<string, Diagnostic> uses in values.Where(finding => finding.Code == CodeOfNearValues).GroupBy(finding => finding.Arguments[2]).Take(MostNames).ToList())
            {
                string[] words = NameTable.WordsOf(uses.Key);
                List<Diagnostic> same = values.Where(finding => finding.Arguments[1] == uses.First().Arguments[1]).ToList();
                var typed = new HashSet<string>(same.Select(finding => NameTable.Canonical(finding.Arguments[0])), StringComparer.Ordinal);
                int at = Enumerable.Range(1, Math.Max(0, words.Length - 1)).FirstOrDefault(i => typed.Contains(First(i)) && typed.Contains(Last(i)));
                if (at == 0 || Occurrences(text, uses.Key) is not { Count: > 0 } found || found.FirstOrDefault(name => IsDeclaration(text, name)) is not { } declared)
                {
                    continue;
                }

                int gap = declared.Index;
                for (int i = 0; i < at; i++)
                {
                    gap = text.Content.IndexOf(' ', gap + 1);
                }

                if (gap < 0)
                {
                    continue;
                }

                var span = new SourceSpan(text, new TextSpan(declared.Index, declared.Length));
                joined.RemoveAll(finding => same.Contains(finding) && NameTable.Canonical(finding.Arguments[0]) is var name && (name == First(at) || name == Last(at)));
                joined.Add(new Diagnostic("GL0203", span, span.ToString(), First(at) + ", " + Last(at)) { Fix = new TextFix("Write a comma", new TextSpan(gap, 0), ",") { IsCertain = false } });

                string First(int count) => string.Join(" ", words.Take(count));

                string Last(int from) => string.Join(" ", words.Skip(from));
            }
        }

        // What is used may hold what is declared: "the limit of visits" and "limit of visits".
        private static List<Match> Apart(List<Match> declared, List<Match> used) =>
            declared.Where(name => !used.Any(use => use.Length > name.Length && use.Index <= name.Index && use.Index + use.Length >= name.Index + name.Length)).ToList();

        // "define define pain duration", "criteria for for managing opioids": no name begins with a word of the language.
        private static bool IsLongerByAccident(string used, string declared) =>
            declared.EndsWith(" " + used, StringComparison.OrdinalIgnoreCase) && NameTable.WordsOf(declared.Substring(0, declared.Length - used.Length)).All(word => Binder.IsOfLanguage(word) && word is not ("a" or "an" or "the"));

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
            code != CodeOfLists || uses.Count(use => Before(text, use.Index).TrimEnd().EndsWith(" for", StringComparison.OrdinalIgnoreCase)) > 1;

        /// <summary>Whether a name is declared at a place: "pain onset: date", "define pain duration: …", or one of the values of a fact.</summary>
        internal static bool IsDeclaration(SourceText text, Match name)
        {
            string before = Before(text, name.Index);
            bool isBeforeColon = text.Content.Substring(name.Index + name.Length).TrimStart(' ').StartsWith(":", StringComparison.Ordinal);
            bool isListed = text.Content.Substring(0, name.Index).TrimEnd().EndsWith(",", StringComparison.Ordinal);
            return string.IsNullOrWhiteSpace(before) ? isBeforeColon || isListed : DeclarationBefore.IsMatch(before);
        }

        private static string Before(SourceText text, int at)
        {
            int line = text.PositionOf(at).Line;
            int start = text.SpanOfLines(line, line).Start;
            return text.Content.Substring(start, at - start);
        }

        /// <summary>Where a name stands in a text, but for titles, notes and other prose in quotes.</summary>
        internal static List<Match> Occurrences(SourceText text, string name) => Regex.Matches(
            text.Content, @"(?<![\w-])" + Regex.Escape(name).Replace(@"\ ", @"\s+") + @"(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            .Cast<Match>().Where(match => !IsInQuotes(text, match.Index)).ToList();

        /// <summary>Whether a place is within prose in quotes.</summary>
        internal static bool IsInQuotes(SourceText text, int at) => Before(text, at).Count(c => c == '"') % 2 != 0;
    }
}
