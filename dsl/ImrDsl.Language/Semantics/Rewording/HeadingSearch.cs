using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Where the heading of a section is missing, every line below it is wrong where it stands. The heading that makes most of a file's errors go is told in
    /// the place of them all.
    /// </summary>
    internal sealed class HeadingSearch
    {
        private const string Missing = "GL0113";
        private const string UnknownService = "GL0606";
        private const string NoSection = "GL0150";
        private const int LeastErrors = 2;
        private const int MostWordsOfHeading = 4;

        // A heading explains the errors of a file if so many times more are there without it.
        private const int TimesFewer = 3;

        // Each compiles the text.
        private const int MostTrials = 8;
        private const int MostCharactersTried = 1_500_000;

        private static readonly string[] SectionsWithoutName = { "facts", "request" };

        // Names and lines have no more letters than these, so that no line takes long.
        private static readonly Regex Lists = new Regex(@"^[^\S\n][^\n""]{0,200}?\bcriteri(?:a|on)\b[^\n""]{0,100}?\bfor (?<name>[^\n"",]{1,80}?)(?: except\b[^\n]{0,80})?$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
        private static readonly Regex DeclaredLists = new Regex(@"^criteria for (?<name>[^\n]{1,80}?)[^\S\n]{0,20}$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
        private static readonly Regex Requests = new Regex(@"^[^\S\n]{1,20}request (?:\d{1,6} \w{1,40} of )?(?<name>[^\n"",:]{1,80}?)(?: on \d|,|:|$)", RegexOptions.CultureInvariant | RegexOptions.Multiline);
        private static readonly Regex DeclaredServices = new Regex(@"^service (?<name>[^\n""]{1,80}?)\s{0,20}""", RegexOptions.CultureInvariant | RegexOptions.Multiline);

        private readonly SyntaxTree tree;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;

        /// <summary>A search in one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        public HeadingSearch(SyntaxTree tree, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.tree = tree;
            this.compile = compile;
        }

        /// <summary>The finding at the first line that has lost its heading, and what is still wrong with the heading put in; null if none explains the errors.</summary>
        /// <param name="known">All findings of the file.</param>
        public (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? Find(IReadOnlyList<Diagnostic> known)
        {
            List<Diagnostic> errors = known.Where(finding => finding.IsError).ToList();
            if (errors.Count < LeastErrors && errors.All(error => error.Code != UnknownService))
            {
                return null;
            }

            var keys = new HashSet<string>(errors.Select(finding => finding.Saying), StringComparer.Ordinal);
            (LineSyntax Line, string Heading, IReadOnlyList<Diagnostic> After)? best = null;
            int least = (errors.Count / TimesFewer) + 1;
            if (Misworded(errors) is { } worded && OfHeading(worded.Line, worded.Right) is var offer && compile(new SourceText(tree.Text.Path, tree.Text.Content.Remove(worded.Line.Span.Start, worded.Line.Span.Length).Insert(worded.Line.Span.Start, worded.Right))) is var then
                && then.Count(finding => finding.IsError) < least)
            {
                return (offer, then);
            }

            foreach ((LineSyntax line, string heading) in Places(errors).Take(Math.Min(MostTrials, MostCharactersTried / (tree.Text.Content.Length + 1))))
            {
                IReadOnlyList<Diagnostic> after = compile(new SourceText(tree.Text.Path, With(line, heading)));
                List<Diagnostic> left = after.Where(finding => finding.IsError).ToList();
                if (left.Count < least && (left.Count == 0 || left.All(error => keys.Contains(error.Saying))))
                {
                    (best, least) = ((line, heading, after), left.Count);
                }

                if (least == 0)
                {
                    break;
                }
            }

            if (best is not { } found)
            {
                return null;
            }

            var fix = new TextFix("Write “" + found.Heading + "” above the line", new TextSpan(StartOf(found.Line), 0), found.Heading + tree.Text.LineEnd) { IsCertain = false };
            return (new Diagnostic(Missing, new SourceSpan(tree.Text, found.Line.Span), found.Heading) { Fix = fix }, found.After);
        }

        // "requested treatment" for "request", where the file has no such section.
        private (LineSyntax Line, string Right)? Misworded(List<Diagnostic> errors)
        {
            LineSyntax? line = errors.FirstOrDefault(error => error.Code == NoSection && error.Span.Text == tree.Text) is { } finding ? tree.Lines.FirstOrDefault(root => root.Span.Start == finding.Span.Span.Start) : null;
            string[] words = line is null || line.Lines.Count == 0 ? Array.Empty<string>() : NameTable.WordsOf(tree.Text.Content.Substring(line.Span.Start, line.Span.Length));
            string? right = SectionsWithoutName.FirstOrDefault(section => words.Length <= MostWordsOfHeading && words.Any(word => OtherWording.AreAlike(word, section)) && tree.Lines.All(root => FirstWord(root) != section));
            return right is null ? null : (line!, right);
        }

        private Diagnostic OfHeading(LineSyntax line, string right)
        {
            var span = new SourceSpan(tree.Text, line.Span);
            return new Diagnostic("GL0203", span, span.ToString(), right) { Fix = TextFix.Offer(line.Span, right) };
        }

        private string With(LineSyntax line, string heading) => tree.Text.Content.Insert(StartOf(line), heading + tree.Text.LineEnd);

        private int StartOf(LineSyntax line) => tree.Text.SpaceBefore(line.Span.Start).Start;

        // Lines that may have stood below a heading: those behind an empty line, the nearest above the first error first, and that where the errors begin.
        private IEnumerable<(LineSyntax Line, string Heading)> Places(List<Diagnostic> errors)
        {
            List<LineSyntax> apart = tree.Lines.SelectMany(Apart).ToList();
            LineSyntax? first = errors.Where(error => error.Span.Text == tree.Text).OrderBy(error => error.Span.Span.Start).Select(LineOf).FirstOrDefault(line => line is not null);
            LineSyntax? root = first is null ? null : tree.Lines.Last(one => one.FullSpan.Start <= first.FullSpan.Start);
            LineSyntax? above = apart.LastOrDefault(line => root is not null && line.FullSpan.Start >= root.FullSpan.Start && line.FullSpan.Start <= first!.FullSpan.Start);
            return new[] { above, first }.OfType<LineSyntax>().Concat(apart).Distinct().SelectMany(line => Headings(line).Select(heading => (line, heading)));
        }

        // The lines of a section behind an empty line, but those that go on with the labels of the list.
        private IEnumerable<LineSyntax> Apart(LineSyntax root)
        {
            string last = string.Empty;
            foreach (LineSyntax line in root.Lines)
            {
                string label = line.Label is { } span ? tree.Text.Content.Substring(span.Start, span.Length) : string.Empty;
                if (IsApart(line) && FirstWord(line) != FirstWord(root) && !GoesOn(last, label))
                {
                    yield return line;
                }

                last = label.Length > 0 ? label : last;
            }
        }

        private LineSyntax? LineOf(Diagnostic error) =>
            tree.Lines.LastOrDefault(root => root.FullSpan.Start <= error.Span.Span.Start)?.Lines.LastOrDefault(line => line.FullSpan.Start <= error.Span.Span.Start);

        // Behind an empty line, or one with a comment.
        private bool IsApart(LineSyntax line)
        {
            int number = tree.Text.PositionOf(line.Span.Start).Line;
            string above = number == 0 ? string.Empty : tree.Text.LineAt(number - 1).Trim();
            return number > 0 && (above.Length == 0 || above[0] == '#');
        }

        private string FirstWord(LineSyntax line) => new PhraseCursor(tree.Text, line.Head ?? line.Phrase).WordAt(0);

        private IEnumerable<string> Headings(LineSyntax line)
        {
            var head = new PhraseCursor(tree.Text, line.Head ?? line.Phrase);
            var phrase = new PhraseCursor(tree.Text, line.Phrase);
            if (line.Label is not null || (line.Head is not null && head.WordAt(0) == "scope"))
            {
                return Unknown(Lists, DeclaredLists).Select(name => "criteria for " + name);
            }

            if (line.Head is not null)
            {
                bool isDeclaration = phrase.WordAt(0) == "yes" || Keywords.Of(KeywordKind.Type).Any(type => type == phrase.WordAt(0) || type.StartsWith(phrase.WordAt(0) + " ", StringComparison.Ordinal));
                // Each of them stands once.
                return isDeclaration && phrase.Count > 0 ? SectionsWithoutName.Where(heading => tree.Lines.All(root => FirstWord(root) != heading)) : Array.Empty<string>();
            }

            // The first row of a table names its columns.
            if (Enumerable.Range(0, phrase.Count).LastOrDefault(at => phrase.KindAt(at) == TokenKind.Bar) is > 0 and var bar)
            {
                return new[] { "table " + phrase.Words(bar + 1, ColumnEnd(phrase, bar + 1)) };
            }

            return head.WordAt(0) switch
            {
                "medically" or "not" or "codes" => Unknown(Requests, DeclaredServices).Select(name => "service " + name + " \"" + char.ToUpperInvariant(name[0]) + name.Substring(1) + "\""),
                "request" => new[] { "example \"Example\"" },
                _ => Array.Empty<string>(),
            };
        }

        // "daily limit in g/day" is called "daily limit".
        private static int ColumnEnd(PhraseCursor phrase, int start) =>
            Enumerable.Range(start + 1, Math.Max(0, phrase.Count - start - 1)).FirstOrDefault(at => phrase.IsWordAt(at, "in")) is > 0 and var end ? end : phrase.Count;

        // Whether a label is the next one behind another.
        private static bool GoesOn(string last, string label) => int.TryParse(label, out int number) && int.TryParse(last, out int earlier) ? number == earlier + 1
            : label.Length > 0 && last.Length == label.Length && label.Substring(1) == last.Substring(1) && label[0] == last[0] + 1;

        // The names that are used and not declared.
        private IEnumerable<string> Unknown(Regex used, Regex declared)
        {
            var there = new HashSet<string>(NamesOf(declared).Select(NameTable.Canonical), StringComparer.Ordinal);
            string[] names = there.ToArray();

            // A name that is only misspelt has its heading.
            return NamesOf(used).Where(name => there.Add(NameTable.Canonical(name)) && Spelling.Nearest(name, names) is null);
        }

        private IEnumerable<string> NamesOf(Regex form) => form.Matches(tree.Text.Content).Cast<Match>().Select(match => match.Groups["name"].Value);
    }
}
