using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What other texts say and the language says in words of its own. The rules are data: <c>rewordings.txt</c> beside this file.</summary>
    internal sealed class RewordingRules
    {
        private static readonly Lazy<RewordingRules> Loaded = new Lazy<RewordingRules>(Load);

        private static readonly string[] NumberWords = "zero one two three four five six seven eight nine ten eleven twelve".Split(' ');

        private const int MostMatches = 6;

        // What a rule leaves out of the words it caught is lost.
        private const double CostOfLoss = 1.5;

        private readonly List<Rule> rules = new List<Rule>();

        /// <summary>The rules as they are shipped.</summary>
        public static RewordingRules All => Loaded.Value;

        /// <summary>Every way to apply a rule to a line: the pieces it replaces, and the words in their place.</summary>
        /// <param name="line">The line.</param>
        public IEnumerable<Rewrite> Apply(LinePieces line)
        {
            foreach (Rule rule in rules)
            {
                for (int from = 0; from < line.Count; from++)
                {
                    foreach ((int to, Run[] captures) in Matches(rule.Pattern, 0, line, from, Array.Empty<Run>()).Take(MostMatches))
                    {
                        bool isInNumber = to == from + 1 && line.WordAt(from) is "," or "." && line.SpaceBefore(from).Length == 0 && char.IsDigit(line.WordAt(from - 1).LastOrDefault()) && to < line.Count && line.SpaceBefore(to).Length == 0;
                        for (int i = 0; i < rule.Replacements.Count && to > from && !isInNumber; i++)
                        {
                            yield return new Rewrite(from, to, Fill(rule.Replacements[i], line, captures), rule.Cost + (i * Rewrite.CostOfNext) + (CostOfLoss * captures.Where((_, at) => !rule.Replacements[i].Contains("\\" + (char)('1' + at)) && !rule.Replacements[i].Contains("\\-" + (char)('1' + at))).Count()));
                        }
                    }
                }
            }
        }

        /// <summary>The number that a word says, in digits, "31st" too; null if it says none.</summary>
        public static string? NumberOf(string word) =>
            word.Length > 0 && char.IsDigit(word[0]) && word.All(c => char.IsDigit(c) || c == '.') ? word
            : word.Length > 2 && word.Take(word.Length - 2).All(char.IsDigit) && word.Substring(word.Length - 2) is "st" or "nd" or "rd" or "th" ? word.Substring(0, word.Length - 2)
            : Array.IndexOf(NumberWords, word) is >= 0 and var number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;

        private static RewordingRules Load()
        {
            using Stream stream = typeof(RewordingRules).GetTypeInfo().Assembly.GetManifestResourceStream("ImrDsl.Language.Semantics.rewordings.txt")!;
            using var reader = new StreamReader(stream);
            var all = new RewordingRules();
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal))
                {
                    int arrow = line.IndexOf("=>", StringComparison.Ordinal);
                    string[] pattern = Words(line.Substring(0, arrow));
                    string[] right = line.Substring(arrow + 2).Split(new[] { " | " }, StringSplitOptions.None);
                    all.rules.Add(new Rule(pattern.Select(word => new Element(word)).ToArray(), right.Select(words => words.Trim()).ToArray()));
                }
            }

            return all;
        }

        private static string[] Words(string text) => text.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);

        // The places behind what the rest of a pattern takes; the shortest run that fits is taken for "…" first.
        private static IEnumerable<(int To, Run[] Captures)> Matches(Element[] pattern, int at, LinePieces line, int from, Run[] captures)
        {
            if (at == pattern.Length)
            {
                return new[] { (from, captures) };
            }

            Element element = pattern[at];
            switch (element.Kind)
            {
                case ElementKind.Begin:
                    return line.BeginsClause(from) ? Matches(pattern, at + 1, line, from, captures) : None;
                case ElementKind.End:
                    return line.EndsClause(from) ? Matches(pattern, at + 1, line, from, captures) : None;
                case ElementKind.Run:
                    // At the end of a pattern, all that is left of the clause.
                    return Enumerable.Range(from + 1, Math.Max(0, line.Count - from))
                        .Where(to => to == line.Count || at + 1 < pattern.Length || line.EndsClause(to))
                        .SelectMany(to => Matches(pattern, at + 1, line, to, With(captures, from, to)));
            }

            IEnumerable<(int, Run[])> taken = from < line.Count && element.Fits(line.WordAt(from))
                ? Matches(pattern, at + 1, line, from + 1, element.Kind == ElementKind.Words ? captures : With(captures, from, from + 1))
                : None;
            return element.IsOptional ? taken.Concat(Matches(pattern, at + 1, line, from, captures)) : taken;
        }

        private static IEnumerable<(int To, Run[] Captures)> None => Array.Empty<(int, Run[])>();

        private static Run[] With(Run[] captures, int from, int to) => captures.Concat(new[] { new Run(from, to) }).ToArray();

        private static string Fill(string replacement, LinePieces line, Run[] captures)
        {
            string text = replacement;
            for (int i = 0; i < captures.Length; i++)
            {
                (int from, int to) = captures[i];
                string words = to == from + 1 && NumberOf(line.WordAt(from)) is { } number ? number : line.Words(from, to);
                text = text.Replace("\\-" + (char)('1' + i), SingularOf(words)).Replace("\\" + (char)('1' + i), words);
            }

            return text.Replace(" ,", ",").Replace(" :", ":").Replace(" %", "%");
        }

        private static string SingularOf(string words)
        {
            int last = words.LastIndexOf(' ') + 1;
            return words.Substring(0, last) + Binder.Singular(words.Substring(last));
        }

        // What a sign of a pattern stands for.
        private readonly record struct Run(int From, int To);

        private enum ElementKind
        {
            Words,
            AnyWord,
            Number,
            Run,
            Begin,
            End,
        }

        private sealed class Rule
        {
            private const double CostOfOneWord = 1.2;
            private const double CostOfNoWord = 1.6;

            public Rule(Element[] pattern, IReadOnlyList<string> replacements)
            {
                Pattern = pattern;
                Replacements = replacements;

                // The more a rule asks of a line, the likelier is what it says.
                int words = pattern.Count(element => element.Kind == ElementKind.Words && !element.IsOptional);
                Cost = words > 1 ? 1 : words == 1 ? CostOfOneWord : CostOfNoWord;
            }

            public Element[] Pattern { get; }

            public IReadOnlyList<string> Replacements { get; }

            public double Cost { get; }
        }

        private sealed class Element
        {
            private readonly string[] words;

            public Element(string text)
            {
                Kind = text switch
                {
                    "^" => ElementKind.Begin,
                    "$" => ElementKind.End,
                    "…" => ElementKind.Run,
                    "%" => ElementKind.AnyWord,
                    "#" => ElementKind.Number,
                    _ => ElementKind.Words,
                };
                text = text == "%%" ? "%" : text;
                IsOptional = Kind == ElementKind.Words && text.Length > 1 && text[text.Length - 1] == '?';
                words = (IsOptional ? text.Substring(0, text.Length - 1) : text).Split('|');
            }

            public ElementKind Kind { get; }

            public bool IsOptional { get; }

            public bool Fits(string word) => Kind switch
            {
                ElementKind.AnyWord => char.IsLetterOrDigit(word[0]) || word == "%",
                ElementKind.Number => NumberOf(word) is not null,
                _ => Array.IndexOf(words, word) >= 0,
            };
        }
    }

    /// <summary>A change of a line that may say what was meant.</summary>
    /// <param name="From">The first piece it replaces.</param>
    /// <param name="To">One past the last.</param>
    /// <param name="Words">What stands in their place; nothing, if they are left out.</param>
    /// <param name="Cost">How unlikely it is, from 0.</param>
    internal sealed record Rewrite(int From, int To, string Words, double Cost)
    {
        /// <summary>By how much the second meaning of words is less likely than the first.</summary>
        public const double CostOfNext = 0.2;
    }
}
