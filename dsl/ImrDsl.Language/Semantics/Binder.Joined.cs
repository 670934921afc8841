using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Conditions joined by <i>and</i> or <i>or</i> whose words could be meant for more of them than they are read with.</summary>
    internal sealed partial class Binder
    {
        // "not" or "no" before a condition; "no more than 3" is a measure, and a name may begin with either.
        private bool IsNegationNext(PhraseCursor phrase) =>
            (phrase.IsWord("not") || phrase.IsWord("no")) && FindName(phrase, phrase.Position, out _, out _, out _) is null && !StartsWithMeasure(phrase);

        // "no A or B" is said of both, "A and B are documented" too; read by the letter, only the name beside the words would be meant.
        private bool ReportUnclearReach(PhraseCursor phrase, JoinedParts joined, string? connective)
        {
            IReadOnlyList<JoinedPart> parts = joined.Parts;
            int negation = joined.IndexOf(part => part.IsNegated);
            JoinedPart? bare = negation < 0 ? null : parts.Skip(negation + 1).FirstOrDefault(part => part.IsBareName);
            if (bare is not null)
            {
                ReportReachOfNot(phrase, parts, parts[negation], bare, connective!);
                return true;
            }

            JoinedPart? name = parts.FirstOrDefault(part => part.IsBareName);
            JoinedPart? documented = name is null ? null : parts.FirstOrDefault(part => part.From > name.From && part.IsDocumented);
            if (documented is null)
            {
                return false;
            }

            int verb = documented.From;
            while (verb < documented.To && !(phrase.WordAt(verb) is "is" or "are" or "was" or "were" && phrase.WordAt(verb + 1) is "documented" or "ruled"))
            {
                verb++;
            }

            string first = phrase.Words(name!.From, name.To);
            Report(
                "GL0274",
                phrase.Span(name.From, documented.To),
                phrase.Words(verb, documented.To),
                phrase.Words(documented.From, verb),
                first,
                first + " " + (phrase.WordAt(verb) is "are" or "is" ? "is" : "was") + " " + phrase.Words(verb + 1, documented.To),
                connective == "and" ? "all of" : "any of");
            return true;
        }

        private void ReportReachOfNot(PhraseCursor phrase, IReadOnlyList<JoinedPart> parts, JoinedPart negated, JoinedPart bare, string connective)
        {
            string not = phrase.TextAt(negated.From);
            string other = phrase.Words(bare.From, bare.To);
            string own = phrase.Words(negated.From, negated.To);
            bool isListOfNames = connective == "or" && parts[0] == negated && negated.IsNegatedName && parts.Skip(1).All(part => part.IsBareName);
            if (!isListOfNames)
            {
                Report("GL0273", phrase.Span(negated.From, bare.To), not, other, own);
                return;
            }

            string neither = "neither " + phrase.Words(negated.From + 1, negated.To)
                + string.Concat(parts.Skip(1).Select(part => " nor " + phrase.Words(part.From, part.To)));
            ReportFix("GL0275", phrase.Span(negated.From, parts[parts.Count - 1].To), neither, not, other, neither, own);
        }

        /// <summary>The parts of a line, each with its words.</summary>
        private sealed class JoinedParts
        {
            private readonly PhraseCursor phrase;
            private readonly List<JoinedPart> parts = new List<JoinedPart>();
            private int from;
            private bool isNegated;

            public JoinedParts(PhraseCursor phrase) => this.phrase = phrase;

            public IReadOnlyList<JoinedPart> Parts => parts;

            public void Begin(bool hasNegation)
            {
                from = phrase.Position;
                isNegated = hasNegation;
            }

            public void End(ConditionNode condition) => parts.Add(new JoinedPart(from, phrase.Position, isNegated, condition));

            public int IndexOf(System.Predicate<JoinedPart> match) => parts.FindIndex(match);
        }

        /// <summary>One of several conditions of a line.</summary>
        private sealed class JoinedPart
        {
            private readonly ConditionNode condition;

            public JoinedPart(int from, int to, bool isNegated, ConditionNode condition)
            {
                From = from;
                To = to;
                IsNegated = isNegated;
                this.condition = condition;
            }

            /// <summary>Where its first word stands.</summary>
            public int From { get; }

            /// <summary>Where the words after it begin.</summary>
            public int To { get; }

            /// <summary>Whether it begins with <i>not</i> or <i>no</i>.</summary>
            public bool IsNegated { get; }

            /// <summary>Whether it is the name of a yes/no fact or of a defined condition, and no more.</summary>
            public bool IsBareName => IsName(condition);

            /// <summary>Whether it is such a name after <i>not</i> or <i>no</i>.</summary>
            public bool IsNegatedName => IsNegated && condition is NotNode { Part: var part } && IsName(part);

            /// <summary>Whether it is said to be documented, or ruled out.</summary>
            public bool IsDocumented => !IsNegated && (condition as NotNode)?.Part is DocumentedNode || condition is DocumentedNode;

            private static bool IsName(ConditionNode node) => node is YesNoNode or DefinedConditionNode or JudgedWhenNode;
        }
    }
}
