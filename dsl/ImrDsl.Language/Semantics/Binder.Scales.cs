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
            int value = 0;
            bool isValue = isComparison && TryTakeValue(phrase, choice, out value);
            value += comparison switch { Comparison.More => 1, Comparison.Less => -1, _ => 0 };
            isValue &= comparison is not Comparison.Equal && value >= 0 && value < choice.Values.Count;
            int end = phrase.Position;
            phrase.Position = start;
            if (!isValue)
            {
                return false;
            }

            string right = (phrase.WordAt(start - 1) is "is" or "are" or "was" ? string.Empty : "is ") + choice.Values[value] + (comparison is Comparison.AtLeast or Comparison.More ? " or higher" : " or lower");
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
