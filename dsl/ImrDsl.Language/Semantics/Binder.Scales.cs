using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Closed lists with an order.</summary>
    internal sealed partial class Binder
    {
        // "job demand ≥ medium", "job demand is at least medium": an order of words.
        private bool ReportScaleComparison(PhraseCursor phrase, ChoicePlan choice)
        {
            int start = phrase.Position;
            bool isComparison = TryTakeComparison(phrase, out Comparison comparison) && choice.IsScale;
            bool isValue = isComparison && TryTakeValue(phrase, choice, out int value) && comparison is Comparison.AtLeast or Comparison.AtMost;
            int end = phrase.Position;
            phrase.Position = start;
            if (!isValue)
            {
                return false;
            }

            int valueAt = start;
            while (FindValue(phrase, valueAt, choice, out _) is null)
            {
                valueAt++;
            }

            string right = (phrase.WordAt(start - 1) is "is" or "are" or "was" ? string.Empty : "is ") + phrase.Words(valueAt, end) + (comparison == Comparison.AtLeast ? " or higher" : " or lower");
            SourceSpan typed = phrase.Span(start, end);
            ReportFix("GL0203", typed, right, typed.ToString(), right);
            return true;
        }

        private bool RequireScale(ChoicePlan choice, SourceSpan at, string name)
        {
            if (!choice.IsScale)
            {
                Report("GL0255", at, name);
            }

            return choice.IsScale;
        }
    }
}
