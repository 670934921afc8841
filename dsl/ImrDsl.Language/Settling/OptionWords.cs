using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;

namespace ImrDsl.Language.Settling
{
    /// <summary>What the options of a variable have in common, in words: <c>yes</c>, <c>at least 50 %</c>, <c>on or before 2014-01-31</c>.</summary>
    internal static class OptionWords
    {
        private const int MostRanges = 3;

        /// <summary>The words; empty where nothing short can be said.</summary>
        public static string Of(Variable variable, ulong chosen)
        {
            List<int> all = Enumerable.Range(variable.IsKnown ? 1 : 0, variable.Options.Count - (variable.IsKnown ? 1 : 0)).ToList();
            List<int> some = all.Where(option => (chosen & (1UL << option)) != 0).ToList();
            if (some.Count == 0 || some.Count == all.Count)
            {
                return string.Empty;
            }

            return variable.Fact.Kind is FactKind.Number or FactKind.Date
                ? OfRange(variable, all, some)
                : string.Join(" or ", some.Select(option => Show(variable, option)));
        }

        // "at most 2 levels", "at most 1 or at least 6"
        private static string OfRange(Variable variable, List<int> all, List<int> some)
        {
            var ranges = new List<string>();
            for (int first = 0, last; first < some.Count; first = last + 1)
            {
                last = first;
                while (last + 1 < some.Count && some[last + 1] == some[last] + 1)
                {
                    last++;
                }

                ranges.Add(OfRange(variable, all, some[first], some[last]));
            }

            return ranges.Count > MostRanges ? string.Empty : string.Join(" or ", ranges);
        }

        private static string OfRange(Variable variable, List<int> all, int first, int last)
        {
            bool isDate = variable.Fact.Kind == FactKind.Date;
            return first == last && !isDate && IsJustAbove(variable, first) ? "just over " + Show(variable, first - 1)
                : first == last && !isDate && IsJustBelow(variable, first) ? "just under " + Show(variable, first + 1)
                : first == last ? Show(variable, first)
                : last == all[all.Count - 1] ? (isDate ? "on or after " : IsJustAbove(variable, first) ? "more than " : "at least ")
                    + Show(variable, !isDate && IsJustAbove(variable, first) ? first - 1 : first)
                : first == all[0] ? (isDate ? "on or before " : IsJustBelow(variable, last) ? "less than " : "at most ")
                    + Show(variable, !isDate && IsJustBelow(variable, last) ? last + 1 : last)
                : (isDate ? Show(variable, first) : variable.Options[first].Entries[0].Number.ToString()) + " to " + Show(variable, last);
        }

        // Without a declared step, the option next to a boundary stands for everything beyond it.
        private static bool IsJustAbove(Variable variable, int option) =>
            option > (variable.IsKnown ? 1 : 0) && ValueOf(variable, option) - ValueOf(variable, option - 1) == Options.LeastStep && IsRound(variable, option - 1);

        private static bool IsJustBelow(Variable variable, int option) =>
            option + 1 < variable.Options.Count && ValueOf(variable, option + 1) - ValueOf(variable, option) == Options.LeastStep && IsRound(variable, option + 1);

        private static bool IsRound(Variable variable, int option) => variable.Fact.Range?.Step is null && decimal.Round(ValueOf(variable, option), 3) == ValueOf(variable, option);

        private static decimal ValueOf(Variable variable, int option) => variable.Options[option].Entries[0].Number.Low;

        private static string Show(Variable variable, int option)
        {
            EntryRecord entry = variable.Options[option].Entries[0];
            string? unit = variable.Fact.Range?.Unit;
            return variable.Fact.Kind switch
            {
                FactKind.YesNo => entry.YesNo == true ? "yes" : "no",
                FactKind.Choice => variable.Fact.Choice!.Values[entry.Choice!.Value],
                FactKind.Date => entry.Date.ToString(),
                _ => entry.Number + (unit is null ? string.Empty : unit == "%" ? unit : " " + Counted(entry.Number.ToString(), unit)),
            };
        }

        // "1 visit"
        private static string Counted(string number, string unit) => number == "1" && unit.Length > 2 && unit.All(char.IsLetter) ? Binder.Singular(unit) : unit;
    }
}
