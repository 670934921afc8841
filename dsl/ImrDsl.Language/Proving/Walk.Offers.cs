using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Proving
{
    /// <summary>What to write instead, where that can be told. An offer is never certain: what is wrong is proved, what was meant is not.</summary>
    internal sealed partial class Walk
    {
        // "age > 65 and age < 50": two sides of one value that nothing is on both of; whoever is on either was meant, or the numbers are exchanged.
        private TextFix? EitherOf(ConditionNode first, ConditionNode second)
        {
            // "class is II and class is III": one of the two.
            if (first is MembershipNode { Fact: var choice } of && second is MembershipNode also && also.Fact.Equals(choice)
                && Between(first, second)?.Trim() == "and" && of.Members.Concat(also.Members).Distinct().Count() < choice.Fact.Choice!.Values.Count)
            {
                return TextFix.Offer(TextSpan.FromBounds(first.Source.Span.Start, second.Source.Span.End), first.Source + " or " + second.Source);
            }

            if (Translation.RangeOf(first) is not { } one || Translation.RangeOf(second) is not { } other || one.Measure != other.Measure || Between(first, second) is not { } between
                || between.Trim() != "and")
            {
                return null;
            }

            var whole = TextSpan.FromBounds(first.Source.Span.Start, second.Source.Span.End);
            bool isAll = questions.AreImpossible(Statements.Not(Translation.Met(first)), Statements.Not(Translation.Met(second)));
            bool isGap = (one.Range.Until(other.Range) ?? other.Range.Until(one.Range)) is { } gap && IsOneStep(one.Measure, gap);
            string? right = !isAll && !isGap ? first.Source + between.Replace("and", "or") + second.Source
                : one.Range.WithOtherEnds(other.Range)?.Some(one.Measure) is null ? null
                : Limit.Exchanged(first, second) is var (left, last) ? left + between + last : null;
            return right is null ? null : TextFix.Offer(whole, right);
        }

        // Of two copies the second was to be something else: the one fact that nothing asks about, if there is one.
        private TextFix? WithoutCopy(ConditionNode copy, IReadOnlyList<ConditionNode> others)
        {
            ConditionNode? first = others.Count == 1 && findings.IsOwn(copy.Source) && PlanWords.Of(others[0].Source) == PlanWords.Of(copy.Source) ? others[0] : null;
            if (first is null)
            {
                return null;
            }

            if (copy is YesNoNode { Fact: { Entry: null } } && unread.Count == 1)
            {
                return new TextFix("Write “" + unread[0].Name + "”, which nothing asks about", copy.Source.Span, unread[0].Name) { IsCertain = false };
            }

            TextSpan? removed = Between(first, copy)?.Trim() is "and" or "or" ? TextSpan.FromBounds(first.Source.Span.End, copy.Source.Span.End) : WholeLine(copy);
            return removed is { } span ? new TextFix("Remove the second “" + PlanWords.Of(copy.Source) + "”, or write what was meant", span, string.Empty) { IsCertain = false } : null;
        }

        // What stands between two conditions of one line.
        private static string? Between(ConditionNode first, ConditionNode second) =>
            ReferenceEquals(first.Source.Text, second.Source.Text) && first.Source.Span.End < second.Source.Span.Start && first.Source.End.Line == second.Source.Start.Line
                ? first.Source.Text.Content.Substring(first.Source.Span.End, second.Source.Span.Start - first.Source.Span.End) : null;

        // A line of a block that holds nothing else, has nothing below it, and does not go on from the line above.
        private static TextSpan? WholeLine(ConditionNode node)
        {
            SourceText text = node.Source.Text;
            int number = node.Source.Start.Line;
            string line = text.LineAt(number);
            string above = number == 0 ? string.Empty : text.LineAt(number - 1).TrimEnd();
            string below = number + 1 < text.LineCount ? text.LineAt(number + 1) : string.Empty;
            bool isAlone = node.Source.End.Line == number && line.Trim() == node.Source.ToString();
            bool isJoined = above.Split(' ').Last() is "and" or "or" || above.EndsWith(",", StringComparison.Ordinal);
            bool hasMore = below.Trim().Length > 0 && IndentOf(below) > IndentOf(line);
            return isAlone && !isJoined && !hasMore ? text.SpanOfLines(number, number) : (TextSpan?)null;
        }

        private static int IndentOf(string line) => line.Length - line.TrimStart().Length;
    }
}
