using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Declarations that have a word less, a word more, or two words in another order than what speaks of them.</summary>
    internal sealed partial class DeclarationSearch
    {
        private const string LeftOver = "GL0204";
        private const string OtherWords = "GL0203";
        private const int MostWordsOfName = 10;
        private const int LongestRow = 400;

        // What stands behind a name where it is declared.
        private static readonly Regex EndOfName = new Regex(@"\G(?=[ ]*(?::|""|of\b|\r?$))", RegexOptions.CultureInvariant | RegexOptions.Multiline);

        private static readonly Regex PlainWord = new Regex(@"^[\p{L}][\p{L}'’-]*$", RegexOptions.CultureInvariant);

        /// <summary>The finding at a declaration, with the change that gives it the name by which this line speaks of it: likeliest first, none tried.</summary>
        public IEnumerable<Diagnostic> Otherwise(Diagnostic finding) => finding.Code switch
        {
            _ when finding.Span.Text != tree.Text => Array.Empty<Diagnostic>(),
            LeftOver => Continued(finding),
            Resembling when Twin(finding) is { } twin => new[] { twin },
            NotDeclared or Resembling or OtherWords => idle.Concat(fields).SelectMany(one => Variants(one.Name, tree.Text.LineAt(finding.Span.Start.Line)).Select(used => (one, Used: used, Uses: Uses(used, one))))
                .Where(found => found.Uses.Any(use => tree.Text.PositionOf(use.Index).Line == finding.Span.Start.Line) && Uses(found.one.Name, found.one).All(alone => found.Uses.Any(use => use.Index <= alone.Index && use.Index + use.Length >= alone.Index + alone.Length)))
                .OrderByDescending(found => found.Uses.Count).Take(MostFacts).Select(found => Named(found.one, found.Used, found.Uses.Count)).OfType<Diagnostic>(),
            _ => Array.Empty<Diagnostic>(),
        };

        /// <summary>
        /// The finding at a declaration that nothing speaks of, and that ends in the same word as the name that is not declared, where the one it resembles does
        /// not: "conservative therapy" is "nonsurgical therapy" rather than "conservative care". None is tried.
        /// </summary>
        public Diagnostic? Twin(Diagnostic finding)
        {
            if (finding.Code != Resembling || finding.Span.Text != tree.Text || LastWord(finding.Arguments[1]) == LastWord(finding.Arguments[0]))
            {
                return null;
            }

            string typed = finding.Arguments[0];
            List<(string Name, SourceSpan Source)> alike = idle.Where(one => one.Name.IndexOf(' ') > 0 && LastWord(one.Name) == LastWord(typed)).Take(2).ToList();
            return alike.Count == 1 ? Named(alike[0], typed, MisspeltDeclarations.Occurrences(tree.Text, typed).Count) : null;
        }

        private static string LastWord(string name) => NameTable.WordsOf(name).LastOrDefault() ?? string.Empty;

        // "weight of body measurement", where the record is declared as "body".
        private IEnumerable<Diagnostic> Continued(Diagnostic finding)
        {
            string next = finding.Span.ToString();
            string[] before = finding.Arguments[1].Split(' ');
            if (!PlainWord.IsMatch(next) || next == before[before.Length - 1])
            {
                yield break;
            }

            for (int length = Math.Min(before.Length, MostWordsOfName); length > 0; length--)
            {
                string name = string.Join(" ", before.Skip(before.Length - length));
                List<Match> declared = MisspeltDeclarations.Occurrences(tree.Text, name)
                    .Where(match => EndOfName.IsMatch(tree.Text.Content, match.Index + match.Length) && MisspeltDeclarations.IsDeclaration(tree.Text, match)).Take(2).ToList();
                if (declared.Count == 1)
                {
                    string used = name + " " + next;
                    var at = new SourceSpan(tree.Text, new TextSpan(declared[0].Index, declared[0].Length));
                    yield return DeclaredAs(at, used, MisspeltDeclarations.Occurrences(tree.Text, used).Count);
                }
            }
        }

        private Diagnostic? Named((string Name, SourceSpan Source) declared, string used, int uses)
        {
            int at = tree.Text.Content.IndexOf(declared.Name, declared.Source.Span.Start, StringComparison.Ordinal);
            return at < 0 || at > declared.Source.Span.End ? null : DeclaredAs(new SourceSpan(tree.Text, new TextSpan(at, declared.Name.Length)), used, uses);
        }

        private static Diagnostic DeclaredAs(SourceSpan declaration, string used, int uses) =>
            new Diagnostic(DeclaredOtherwise, declaration, declaration.ToString(), uses.ToString(CultureInfo.InvariantCulture), used) { Fix = TextFix.Offer(declaration.Span, used) };

        // What a row has that differs from a name in one word, or in the order of two.
        private static IEnumerable<string> Variants(string name, string row)
        {
            string[] words = name.Split(' ');
            if (words.Length > MostWordsOfName || row.Length > LongestRow)
            {
                return Array.Empty<string>();
            }

            IEnumerable<string> shorter = words.Length < 3 ? Array.Empty<string>() : words.Select((_, at) => string.Join(" ", words.Where((_, i) => i != at)));
            IEnumerable<string> exchanged = Enumerable.Range(0, words.Length - 1).Select(at => string.Join(" ", words.Select((word, i) => i == at ? words[at + 1] : i == at + 1 ? words[at] : word)));
            IEnumerable<string> longer = words.Length < 2 ? Array.Empty<string>() : Enumerable.Range(0, words.Length).SelectMany(at => WithWord(words, at, row)).Distinct();
            return longer.Concat(exchanged.Concat(shorter).Where(used => row.IndexOf(used, StringComparison.OrdinalIgnoreCase) >= 0));
        }

        // A word before the name or within it, as it stands in the row.
        private static IEnumerable<string> WithWord(string[] words, int at, string row) => words.Any(word => row.IndexOf(word, StringComparison.OrdinalIgnoreCase) < 0) ? Array.Empty<string>()
            : Regex.Matches(row, @"(?<![\w-])" + string.Join(@"\s+", words.Take(at).Select(Regex.Escape).Append(@"(?<word>[\p{L}][\p{L}'’-]*)").Concat(words.Skip(at).Select(Regex.Escape))) + @"(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
                .Cast<Match>().Select(match => match.Groups["word"].Value).Where(word => !Binder.IsOfLanguage(NameTable.Canonical(word)) || at > 0)
                .Select(word => string.Join(" ", words.Take(at).Append(word).Concat(words.Skip(at))));

        private List<Match> Uses(string used, (string Name, SourceSpan Source) declared) =>
            MisspeltDeclarations.Occurrences(tree.Text, used).Where(use => use.Index < declared.Source.Span.Start || use.Index > declared.Source.Span.End).ToList();
    }
}
