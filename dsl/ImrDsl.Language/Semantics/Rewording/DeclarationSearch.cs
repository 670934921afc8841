using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Where a name is not declared: the fact that was declared under another name, or the declaration that is missing.</summary>
    internal sealed partial class DeclarationSearch
    {
        /// <summary>What is said at a declaration that is written otherwise wherever it is used.</summary>
        public const string DeclaredOtherwise = "GL0208";

        private const string NotDeclared = "GL0202";
        private const string Resembling = "GL0201";
        private const string NoService = "GL0606";
        private const string WithoutType = "GL0215";
        private const string NothingBelow = "GL0243";
        private const string OutOfRange = "GL0309";
        private const string NoCriteria = "GL0523";
        private const string ThroughItself = "GL0264";
        private const string OfAnotherKind = "GL0332";

        // Each costs a compilation.
        private const int MostFacts = 4;

        // What stands behind a name as far as it tells what the name is.
        private const int MostRead = 120;

        private static readonly Regex TimeBehind = new Regex(@"^\s*(?:is\s+)?(?:[≥≤<>=]+|at\s+\w+|\w+\s+than|exactly)\s*\d+\s*(?:day|week|month|year)s?\b", RegexOptions.CultureInvariant);

        private static readonly Regex NumberBehind = new Regex(@"^\s*(?:is\s+)?(?:[≥≤<>=]+|at\s+\w+|\w+\s+than|exactly)\s*\d+(?:\.\d+)?\s*(?<unit>[^\s,]*)", RegexOptions.CultureInvariant);

        private static readonly Regex DayBehind = new Regex(@"^\s*is\s+(?:before|after|within|on|at\s+(?:least|most)\s+\d+\s+\w+\s+(?:before|after))\b", RegexOptions.CultureInvariant);

        private readonly SyntaxTree tree;
        private readonly IReadOnlyList<(string Name, SourceSpan Source)> idle;
        private readonly IReadOnlyList<(string Name, SourceSpan Source)> services;
        private readonly IReadOnlyList<string> dates;
        private readonly IReadOnlyList<(string Name, SourceSpan Source)> fields;

        /// <summary>A search for one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="idle">The facts and definitions it declares that nothing asks about.</param>
        /// <param name="services">The services it declares that nothing requests.</param>
        /// <param name="dates">The names of its dates.</param>
        /// <param name="fields">The fields of its records and lists.</param>
        public DeclarationSearch(SyntaxTree tree, IReadOnlyList<(string Name, SourceSpan Source)> idle, IReadOnlyList<(string Name, SourceSpan Source)> services, IReadOnlyList<string> dates, IReadOnlyList<(string Name, SourceSpan Source)> fields)
        {
            this.tree = tree;
            this.idle = idle;
            this.services = services;
            this.dates = dates;
            this.fields = fields;
        }

        /// <summary>The finding at a declaration, with the change that gives it the name that is used in several places: likeliest first, none tried.</summary>
        public IEnumerable<Diagnostic> Renamed(Diagnostic finding)
        {
            IReadOnlyList<(string Name, SourceSpan Source)> declared = finding.Code switch
            {
                NotDeclared => idle,
                NoService => services,
                _ => Array.Empty<(string Name, SourceSpan Source)>(),
            };
            if (declared.Count == 0)
            {
                yield break;
            }

            string typed = finding.Arguments[0];
            int uses = MisspeltDeclarations.Occurrences(tree.Text, typed).Count;
            if (uses < 2)
            {
                yield break;
            }

            foreach (Diagnostic named in declared.Where(one => Shared(one.Name, typed) > 0 || declared.Count == 1).OrderByDescending(one => Shared(one.Name, typed)).Take(MostFacts).Select(one => Named(one, typed, uses)).OfType<Diagnostic>())
            {
                yield return named;
            }
        }

        /// <summary>The finding at the unit of a declaration, where whatever is compared with the fact is outside its range and in one other unit: none tried.</summary>
        /// <param name="finding">A number outside the range of a fact.</param>
        /// <param name="others">The other findings.</param>
        public IEnumerable<Diagnostic> InOtherUnit(Diagnostic finding, IEnumerable<Diagnostic> others)
        {
            if (finding.Code != OutOfRange)
            {
                yield break;
            }

            string name = finding.Arguments[1];
            string[] written = others.Append(finding).Where(other => other.Code == OutOfRange && other.Arguments[1] == name).Select(other => other.Arguments[0]).ToArray();
            string[] units = written.Select(number => number.Substring(number.IndexOf(' ') + 1)).Distinct().ToArray();
            Match declared = Regex.Match(tree.Text.Content, @"(?m)^[ ]*" + Regex.Escape(name) + @": number \S+ to \S+ (?<unit>\S+?)(?=,|\s|$)", RegexOptions.CultureInvariant);
            if (written.Length > 1 && units.Length == 1 && units[0].Length > 0 && declared.Success && declared.Groups["unit"].Value is var unit && unit != units[0])
            {
                var span = new SourceSpan(tree.Text, new TextSpan(declared.Groups["unit"].Index, unit.Length));
                yield return new Diagnostic(DeclaredOtherwise, span, unit, written.Length.ToString(CultureInfo.InvariantCulture), units[0]) { Fix = TextFix.Offer(span.Span, units[0]) };
            }
        }

        // A service that does not say when it is necessary: the one block of criteria that no other line speaks of.
        private IEnumerable<Diagnostic> WithoutCriteria(Diagnostic finding)
        {
            LineSyntax? service = finding.Code != NoCriteria ? null : tree.Lines.FirstOrDefault(line => IsSection(line, "service") && line.Span.Start <= finding.Span.Span.Start && finding.Span.Span.End <= line.Span.End);
            if (service is null)
            {
                yield break;
            }

            string spoken = string.Concat(tree.Lines.Zip(tree.Lines.Skip(1).Select(next => next.FullSpan.Start).Append(tree.Text.Content.Length), (line, end) =>
                IsSection(line, "example") ? string.Empty : tree.Text.Content.Substring(line.FullSpan.Start, end - line.FullSpan.Start)));
            List<string> free = tree.Lines.Where(line => IsSection(line, "criteria")).Select(line => new PhraseCursor(tree.Text, line.Head ?? line.Phrase)).Where(heading => heading.Count > 2 && heading.IsWordAt(1, "for"))
                .Select(heading => heading.Words(2, heading.Count)).Where(name => Regex.Matches(spoken, @"\bcriteri(?:on|a)\b[^\n]{0,100}?\bfor\s+" + Regex.Escape(name) + @"(?![\w-])", RegexOptions.CultureInvariant).Count == 1).Take(2).ToList();
            if (free.Count == 1)
            {
                LineSyntax last = service.Lines.Count == 0 ? service : service.Lines[service.Lines.Count - 1];
                string line = (last == service ? "\n  " : "\n" + new string(' ', last.Indent)) + "medically necessary when all criteria for " + free[0];
                yield return new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(new TextSpan(last.Span.End, 0), line) };
            }
        }

        // A title that nothing follows: the facts of like names that nothing asks about.
        private IEnumerable<Diagnostic> Unfinished(Diagnostic finding)
        {
            string content = tree.Text.Content;
            int end = finding.Span.Span.End;
            string[] title = finding.Code == NothingBelow && end < content.Length && content[end] == ':' ? NameTable.WordsOf(finding.Span.ToString()) : Array.Empty<string>();
            return title.Length == 0 ? Array.Empty<Diagnostic>()
                : idle.Where(one => Shared(one.Name, string.Join(" ", title)) > 0).OrderByDescending(one => NameTable.WordsOf(one.Name).Take(title.Length).SequenceEqual(title)).Take(MostFacts)
                    .Select(one => new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(new TextSpan(end + 1, 0), " " + one.Name) });
        }

        /// <summary>Whether what is not declared is written alike in several places: then it is not this line that is wrong.</summary>
        public bool IsUsedOften(Diagnostic finding) => IsOfAName(finding) && MisspeltDeclarations.Occurrences(tree.Text, finding.Arguments[0]).Count > 2;

        /// <summary>The finding with a declaration to put in: likeliest first, none tried.</summary>
        public IEnumerable<Diagnostic> Missing(Diagnostic finding)
        {
            if (!IsOfAName(finding) || finding.Span.Text != tree.Text)
            {
                yield break;
            }

            string name = finding.Arguments[0];
            if (NameTable.WordsOf(name) is not { Length: > 0 } words || Binder.IsOfLanguage(words[0]))
            {
                yield break;
            }

            string behind = Behind(finding.Span.Span.End);
            if (TimeBehind.IsMatch(behind))
            {
                foreach (string date in dates.OrderByDescending(date => Shared(date, name)).Take(MostFacts))
                {
                    yield return With(finding, "define " + name + ": time from " + date + " to decision date", isFact: false);
                }
            }
            else
            {
                yield return With(finding, name + ": " + TypeBefore(behind), isFact: true);
            }
        }

        private string Behind(int position) => tree.Text.Content.Substring(position, Math.Min(MostRead, tree.Text.Content.Length - position));

        private static string TypeBefore(string behind)
        {
            if (NumberBehind.Match(behind) is not { Success: true } number)
            {
                return DayBehind.IsMatch(behind) ? "date" : "yes/no";
            }

            string unit = number.Groups["unit"].Value;
            return "number" + (unit.Length > 0 ? " in " + unit : string.Empty);
        }

        /// <summary>The finding with what a line lacks that was begun, from what else the file declares: none tried.</summary>
        public IEnumerable<Diagnostic> Offers(Diagnostic finding) => Typed(finding).Concat(OfItself(finding)).Concat(Squared(finding)).Concat(Unfinished(finding)).Concat(WithoutCriteria(finding));

        // A declaration without a type: the type that its name has where it is used.
        private IEnumerable<Diagnostic> Typed(Diagnostic finding)
        {
            if (finding.Code != WithoutType)
            {
                yield break;
            }

            Match? use = MisspeltDeclarations.Occurrences(tree.Text, finding.Arguments[0]).Find(match => match.Index > finding.Span.Span.End);
            string? type = use is not null ? TypeBefore(Behind(use.Index + use.Length)) : SaysSomething.IsMatch(finding.Arguments[0]) ? "yes/no" : null;
            if (type is not null)
            {
                string declared = finding.Arguments[0] + ": " + type;
                yield return new Diagnostic(WithoutType, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(finding.Span.Span, declared) };
            }
        }

        // "function improved", "patient is tested": what is so or not.
        private static readonly Regex SaysSomething = new Regex(@"\b(?:is|are|was|were|has|have|can|will|\w+ed)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        // "define decision was shared: decision was shared is documented": a fact with words of the name that nothing else asks about.
        private IEnumerable<Diagnostic> OfItself(Diagnostic finding)
        {
            int line = finding.Span.Start.Line;
            Match? inside = finding.Code != ThroughItself ? null : MisspeltDeclarations.Occurrences(tree.Text, finding.Arguments[0]).Find(match => match.Index > finding.Span.Span.Start && tree.Text.PositionOf(match.Index).Line == line);
            return inside is null ? Array.Empty<Diagnostic>()
                : idle.Where(one => one.Name != finding.Arguments[0] && Shared(one.Name, finding.Arguments[0]) > 0).OrderByDescending(one => Shared(one.Name, finding.Arguments[0])).Take(MostFacts)
                    .Select(one => new Diagnostic(ThroughItself, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(new TextSpan(inside.Index, inside.Length), one.Name) });
        }

        // "weight / height" compared in kg/m²: a definition that lost its raised 2.
        private IEnumerable<Diagnostic> Squared(Diagnostic finding) => finding.Code != OfAnotherKind ? Array.Empty<Diagnostic>()
            : Divisor.Matches(tree.Text.Content).Cast<Match>().Take(MostFacts)
                .Select(divisor => new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(new TextSpan(divisor.Index + divisor.Length, 0), "²") });

        private static readonly Regex Divisor = new Regex(@"(?m)(?<=^define [^\n]{1,200}[/×] )[\p{L}][\p{L} ]{0,60}[\p{L}](?=\s*(?:\r?$|[×/+]))", RegexOptions.CultureInvariant);

        private static bool IsOfAName(Diagnostic finding) => finding.Code is NotDeclared or Resembling;

        private static int Shared(string one, string other)
        {
            string[] words = NameTable.WordsOf(other).Where(OtherWording.IsContent).ToArray();
            return NameTable.WordsOf(one).Where(OtherWording.IsContent).Count(word => words.Any(typed => OtherWording.AreAlike(word, typed)));
        }

        private Diagnostic With(Diagnostic finding, string declaration, bool isFact)
        {
            LineSyntax? facts = tree.Lines.FirstOrDefault(line => IsSection(line, "facts") && line.Lines.Count > 0);
            LineSyntax? next = tree.Lines.FirstOrDefault(line => IsSection(line, "define", "criteria", "table", "score", "service"));
            bool isBelowFacts = isFact && facts is not null;
            int at = isBelowFacts ? facts!.Lines[0].FullSpan.Start : next?.FullSpan.Start ?? tree.EndTrivia.Start;
            string text = isBelowFacts ? "  " + declaration + "\n" : (isFact ? "facts\n  " : string.Empty) + declaration + "\n\n";
            return new Diagnostic(NotDeclared, finding.Span, finding.Arguments[0]) { Fix = new TextFix("Write “" + declaration + "” " + (isFact ? "below “facts”" : "above the criteria"), new TextSpan(at, 0), text) { IsCertain = false } };
        }

        private bool IsSection(LineSyntax line, params string[] words) => Array.IndexOf(words, new PhraseCursor(tree.Text, line.Head ?? line.Phrase).WordAt(0)) >= 0;
    }
}
