using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Proving
{
    /// <summary>Collects findings: one for a place, and only for places of the guideline's own file.</summary>
    internal sealed class Findings
    {
        private const int LongestQuote = 60;

        private static readonly string[] NegationWords = { "not", "no", "neither", "nor", "none", "other" };

        private readonly SourceText file;
        private readonly List<ProvenFinding> all = new List<ProvenFinding>();

        public Findings(SourceText file) => this.file = file;

        public IReadOnlyList<ProvenFinding> All => all.OrderBy(finding => finding.Diagnostic.Span.Span.Start).ThenBy(finding => finding.Diagnostic.Code, System.StringComparer.Ordinal).ToList();

        public int Count => all.Count;

        /// <summary>Whether findings about a place are for this file to tell.</summary>
        public bool IsOwn(SourceSpan place) => ReferenceEquals(place.Text, file);

        /// <summary>Adds a finding, unless its place is told of already, or is in another file.</summary>
        public void Add(ProvenFinding finding)
        {
            SourceSpan place = finding.Diagnostic.Span;
            if (IsOwn(place) && !all.Any(other => Overlap(other.Diagnostic.Span.Span, place.Span)))
            {
                all.Add(finding);
            }
        }

        /// <summary>How to speak of a line beside the one that a finding is about: <c>line 12 (“age ≥ 18”)</c>.</summary>
        public string Line(PlanNode node) => LineOf(node.Source) + " (" + Quote(node) + ")";

        /// <summary>Several of them.</summary>
        public string Lines(IEnumerable<PlanNode> nodes, string and = "and") => Join(nodes.OrderBy(node => node.Source.Span.Start).Select(Line).Distinct().ToList(), and);

        /// <summary>Where it stands: <c>line 12</c>.</summary>
        public string LineOf(SourceSpan place) =>
            "line " + (place.Start.Line + 1).ToString(CultureInfo.InvariantCulture) + (IsOwn(place) ? string.Empty : " of " + place.Path);

        /// <summary>The words of a node in quotation marks, cut off where they are long.</summary>
        public static string Quote(PlanNode node)
        {
            string words = WordsOf(node);
            return "“" + (words.Length <= LongestQuote ? words : words.Substring(0, LongestQuote - 1).TrimEnd() + "…") + "”";
        }

        /// <summary>Whether the words of a negation say so: in “unless E but not when F”, those of “F” do not.</summary>
        public static bool SaysNot(PlanNode node) => PlanWords.Of(node.Source).Split(' ').Any(word => NegationWords.Contains(word.ToLowerInvariant()));

        // The head of a block says little without its lines, and a line with an exception says another thing without it.
        private static string WordsOf(PlanNode node) => node switch
        {
            GroupNode group when group.Parts.All(part => part.Source.Span.Start >= node.Source.Span.End) =>
                PlanWords.Of(node.Source) + " " + string.Join(", ", group.Parts.Select(WordsOf)),
            ExceptionNode exception when exception.Exception.Source.Span.Start >= node.Source.Span.End => WordsOf(exception.Condition) + " unless " + WordsOf(exception.Exception),
            GuardNode guard when guard.Guard.Source.Span.Start >= node.Source.Span.End =>
                WordsOf(guard.Condition) + (guard.IsExcuse ? " excused when " : " applies only when ") + WordsOf(guard.Guard),
            _ => PlanWords.Of(node.Source),
        };

        public static string Join(IReadOnlyList<string> words, string and) => words.Count <= 1
            ? string.Concat(words)
            : string.Join(", ", words.Take(words.Count - 1)) + " " + and + " " + words[words.Count - 1];

        private static bool Overlap(TextSpan left, TextSpan right) => left.Start == right.Start || (left.Start < right.End && right.Start < left.End);
    }
}
