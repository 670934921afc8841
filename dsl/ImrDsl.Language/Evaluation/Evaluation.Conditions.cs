using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Conditions: "Answers" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        /// <summary>The answer of a condition.</summary>
        public Answer AnswerOf(ConditionNode node)
        {
            Answer answer = supposed is not null && supposed.TryGetValue(node, out Truth value) ? value : node switch
            {
                GroupNode group => Group(group),
                NotNode not => !AnswerOf(not.Part),
                ExceptionNode exception => Exception(exception),
                GuardNode guard => Guard(guard),
                CriteriaNode reference => Criteria(reference),
                DefinedConditionNode defined => Defined(defined),
                YesNoNode yesNo => ReadYesNo(yesNo, yesNo.Fact),
                MembershipNode membership => ReadChoice(membership, membership.Fact, membership.Members),
                ComparisonNode comparison => Compare(comparison),
                BandNode band => Band(band),
                DocumentedNode documented => Documented(documented),
                QuantifierNode quantifier => Quantified(quantifier),
                SameChoiceNode same => SameChoice(same),
                ChosenNode chosen => Chosen(chosen),
                ConfirmationNode confirmation => Confirmation(confirmation),
                QuantityNode quantity => Quantity(quantity),
                CodeNode code => ReadCode(code),
                JudgedWhenNode judged => JudgedWhen(judged),
                FrequencyNode frequency => Frequency(frequency),
                _ => Truth.NotDocumented,
            };
            NoteAnswer(node, answer);
            return answer;
        }

        private Answer Group(GroupNode group)
        {
            Truth applies = Truth.NotMet;
            Truth all = Truth.Met;
            Truth any = Truth.NotMet;
            Truth none = Truth.Met;
            var counted = new List<Truth>();
            foreach (ConditionNode part in group.Parts)
            {
                Answer answer = AnswerOf(part);
                applies |= answer.Applies;
                all &= answer.WhereAllAreRequired;
                any |= answer.WhereAnySuffices;
                none &= (!answer).WhereAllAreRequired;
                counted.Add(answer.WhereAnySuffices);
            }

            Truth value = group.Kind switch
            {
                GroupKind.AllOf => all,
                GroupKind.AnyOf => any,
                GroupKind.NoneOf => none,
                GroupKind.AtLeast => AtLeast(group.Count, counted),
                GroupKind.Exactly => AtLeast(group.Count, counted) & !AtLeast(group.Count + 1, counted),
                _ => !AtLeast(group.Count + 1, counted),
            };
            return new Answer(applies, value);
        }

        private static Truth AtLeast(int count, List<Truth> parts)
        {
            int met = 0;
            int open = 0;
            bool isFactMissing = false;
            foreach (Truth part in parts)
            {
                met += part.IsMet ? 1 : 0;
                open += part.IsOpen ? 1 : 0;
                isFactMissing |= part == Truth.NotDocumented;
            }

            return met >= count ? Truth.Met
                : met + open < count ? Truth.NotMet
                : isFactMissing ? Truth.NotDocumented
                : Truth.NeedsJudgement;
        }

        private Answer Exception(ExceptionNode node)
        {
            Answer condition = AnswerOf(node.Condition);
            Answer exception = AnswerOf(node.Exception);
            return new Answer(condition.Applies, condition.Value | exception.WhereAnySuffices);
        }

        private Answer Guard(GuardNode node)
        {
            Answer condition = AnswerOf(node.Condition);
            Truth guard = AnswerOf(node.Guard).WhereAnySuffices;
            return condition.When(node.IsExcuse ? !guard : guard);
        }

        private Answer Criteria(CriteriaNode reference)
        {
            Truth applies = Truth.NotMet;
            Truth value = Truth.Met;
            Truth scope = ScopeOf(reference.List);
            foreach (CriterionPlan criterion in reference.Criteria)
            {
                Answer answer = AnswerOf(criterion);
                applies |= answer.Applies;
                value &= answer.WhereAllAreRequired;
            }

            return new Answer(applies & scope, value);
        }

        private Answer Defined(DefinedConditionNode node)
        {
            int outer = entryAtHand;
            entryAtHand = -1;
            Answer answer = AnswerOf(node.Definition.Condition!);
            entryAtHand = outer;
            return answer;
        }

        private Truth Compare(ComparisonNode node)
        {
            Truth answer;
            switch (node.Left.Kind)
            {
                case ValueKind.Date:
                    PartialDate earlier = DateOf(node.Left);
                    return Compare(earlier, node.Comparison, DateOf(node.Right));

                case ValueKind.Elapsed:
                    ElapsedRange length = ElapsedOf(node.Left);
                    return length.Compare(node.Comparison, DurationOf(node.Right));

                case ValueKind.PercentChange:
                    PercentChange change = PercentChangeOf(node.Left);
                    Number percent = NumberOf(node.Right);
                    answer = percent.IsExact ? change.Compare(node.Comparison, percent.Low) : Truth.NotDocumented;
                    NoteErrors(node, answer, change);
                    return answer;

                default:
                    Number left = NumberOf(node.Left);
                    Number right = NumberOf(node.Right);
                    answer = left.Compare(node.Comparison, right);
                    NoteErrors(node, answer, left.Error != default ? left.Error : right.Error);
                    return answer;
            }
        }

        public static Truth Compare(PartialDate left, Comparison comparison, PartialDate right) => comparison switch
        {
            Comparison.Less => left < right,
            Comparison.AtMost => left <= right,
            Comparison.AtLeast => left >= right,
            Comparison.More => left > right,
            Comparison.Equal => left.SameDayAs(right),
            _ => !left.SameDayAs(right),
        };

        private Truth Band(BandNode node)
        {
            Truth atLeastLow;
            Truth atMostHigh;
            bool isExact;
            switch (node.Value.Kind)
            {
                case ValueKind.Elapsed:
                    ElapsedRange length = ElapsedOf(node.Value);
                    atLeastLow = length >= DurationOf(node.Low);
                    atMostHigh = length <= DurationOf(node.High);
                    isExact = length.IsExact;
                    break;

                case ValueKind.PercentChange:
                    PercentChange change = PercentChangeOf(node.Value);
                    atLeastLow = change >= NumberOf(node.Low).Low;
                    atMostHigh = change <= NumberOf(node.High).Low;
                    isExact = change.IsExact;
                    NoteErrors(node, BandAnswer(node.Kind, atLeastLow, atMostHigh), change);
                    break;

                default:
                    Number number = NumberOf(node.Value);
                    atLeastLow = number >= NumberOf(node.Low);
                    atMostHigh = number <= NumberOf(node.High);
                    isExact = number.IsExact;
                    NoteErrors(node, BandAnswer(node.Kind, atLeastLow, atMostHigh), number.Error);
                    break;
            }

            if (node.Kind == BandKind.AtLeast && isExact && atLeastLow.IsMet)
            {
                NoteRule(node, atMostHigh.IsMet ? AccountRule.InsideBand : AccountRule.AboveBand);
            }

            return BandAnswer(node.Kind, atLeastLow, atMostHigh);
        }

        private static Truth BandAnswer(BandKind kind, Truth atLeastLow, Truth atMostHigh) => kind switch
        {
            BandKind.AtLeast => atLeastLow,
            BandKind.AtMost => atMostHigh,
            _ => atLeastLow & atMostHigh,
        };

        private void NoteErrors(ConditionNode node, Truth answer, PercentChange change)
        {
            if (answer.IsOpen && change.HasNoBase)
            {
                NoteRule(node, AccountRule.BaselineOfZero);
            }

            NoteErrors(node, answer, change.Error);
        }

        private void NoteErrors(ConditionNode node, Truth answer, AccountRule error)
        {
            if (answer.IsOpen && error != default)
            {
                NoteRule(node, error);
            }
        }
    }
}
