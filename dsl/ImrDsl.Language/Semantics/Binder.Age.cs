using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// The age of the patient on the decision date, in whole years: "age is 50 to 77" holds until the day before the 78th birthday.
    /// Lowered to the time from the date of birth, so that nothing is rounded.
    /// </summary>
    internal sealed partial class Binder
    {
        private bool IsAge(PhraseCursor phrase) => phrase.IsWord("age") && FindName(phrase, phrase.Position, out _, out _, out _) is null;

        private ConditionNode? BindAge(PhraseCursor phrase)
        {
            int start = phrase.Position++;
            SourceSpan age = phrase.SpanFrom(start);
            bool isNot = phrase.TakeAny("is", "was") is not null && phrase.Take("not");
            bool isBetween = phrase.Take("between");
            bool hasComparison = TryTakeComparison(phrase, out Comparison comparison);
            int lowAt = phrase.Position;
            if (!TryTakeYears(phrase, out int low))
            {
                return null;
            }

            int high = low;
            bool isBand = phrase.Take("to") || (isBetween && phrase.Take("and"));
            int highAt = phrase.Position;
            if (isBand && !TryTakeYears(phrase, out high))
            {
                return null;
            }

            if (isBand && hasComparison)
            {
                Report("GL0307", phrase.SpanFrom(start));
                return null;
            }

            if (isBand && high < low)
            {
                ReportUpsideDown(phrase.SpanAt(lowAt), phrase.SpanAt(highAt));
                return null;
            }

            comparison = hasComparison || isBand ? comparison : TakePostfix(phrase) ?? Comparison.Equal;
            SourceSpan source = phrase.SpanFrom(start);
            ConditionNode node = comparison switch
            {
                Comparison.AtLeast => From(low),
                Comparison.More => From(low + 1),
                Comparison.Less => Before(low),
                Comparison.AtMost => Before(low + 1),
                _ => new GroupNode(source, GroupKind.AllOf, 0, new[] { From(low), Before(high + 1) }),
            };
            return isNot ^ comparison == Comparison.NotEqual ? new NotNode(source, node) : node;

            ConditionNode From(int years) => Compare(Comparison.AtLeast, years);

            ConditionNode Before(int years) => Compare(Comparison.Less, years);

            ConditionNode Compare(Comparison how, int years) => new ComparisonNode(
                source,
                new ElapsedNode(age, Date(BuiltInFact.DateOfBirth), Date(BuiltInFact.DecisionDate)),
                how,
                new DurationNode(source, CalendarDuration.Years(years)));

            ValueNode Date(BuiltInFact which) => new FactNode(age, new FactReference(BuiltIn(which), null));
        }

        // "50", "50 years": an age is in years.
        private bool TryTakeYears(PhraseCursor phrase, out int years)
        {
            int start = phrase.Position;
            years = 0;
            if (ReportHyphenatedRange(phrase, start))
            {
                return false;
            }

            if (NumberWord(phrase) is null && TryTakeDecimal(phrase, out decimal value) && value == decimal.Truncate(value) && value is >= 0 and <= 200)
            {
                years = (int)value;
                phrase.TakeAny("years", "year");
                phrase.Take("old");
                return true;
            }

            phrase.Position = start;
            if (NumberWord(phrase) is not null)
            {
                BindConstant(phrase, out _);
                return false;
            }

            int unit = phrase.KindAt(start) == TokenKind.Number && phrase.KindAt(start + 1) == TokenKind.Word ? 2 : 1;
            Report("GL0342", phrase.Span(start, start + unit));
            return false;
        }
    }
}
