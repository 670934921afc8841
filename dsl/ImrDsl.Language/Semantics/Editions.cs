using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>The editions of guidelines: files that declare the same id. What is wrong with them shows only side by side.</summary>
    public static class Editions
    {
        /// <summary>The order of editions: by their first day, and those of the same day by path.</summary>
        public static IReadOnlyList<FileHead> InOrder(IEnumerable<FileHead> editions) => editions
            .OrderBy(head => head.InForce.First.DayNumber)
            .ThenBy(head => head.Source.Path, StringComparer.Ordinal)
            .ToList();

        /// <summary>
        /// What is wrong with the editions of each guideline: days on which two are in force, days between two on which none is, and
        /// different rules for choosing. Each finding stands at the later edition and names the other.
        /// </summary>
        /// <param name="heads">The heads of files; vocabularies are passed over.</param>
        public static IReadOnlyList<Diagnostic> Check(IEnumerable<FileHead> heads)
        {
            var findings = new List<Diagnostic>();
            foreach (IGrouping<string, FileHead> guideline in heads.Where(head => !head.IsVocabulary).GroupBy(head => head.Id, StringComparer.Ordinal))
            {
                FileHead? last = null;
                foreach (FileHead head in InOrder(guideline))
                {
                    if (last is not null)
                    {
                        findings.AddRange(Compare(last, head).Where(finding => finding.IsError || !head.Allowed.Contains(finding.Code)));
                    }

                    // Of overlapping editions the one that lasts longest is what the next may overlap.
                    last = last is null || head.InForce.Last >= last.InForce.Last ? head : last;
                }
            }

            return findings;
        }

        private static IEnumerable<Diagnostic> Compare(FileHead earlier, FileHead later)
        {
            string place = PlaceOf(earlier.Source);
            if (later.InForce.First <= earlier.InForce.Last)
            {
                PartialDate last = later.InForce.Last < earlier.InForce.Last ? later.InForce.To : earlier.InForce.To;
                var both = new EffectivePeriod(later.InForce.From, last);
                string days = later.InForce.From.IsKnown && both.First == both.Last ? "on " + both.First : Words(both);
                yield return new Diagnostic("GL0541", later.Source, later.Id, days, Words(later.InForce), place, Words(earlier.InForce));
            }
            else if (later.InForce.First > earlier.InForce.Last.AddDays(1))
            {
                CalendarDate first = earlier.InForce.Last.AddDays(1);
                CalendarDate end = later.InForce.First.AddDays(-1);
                yield return new Diagnostic("GL0542", later.Source, later.Id, first == end ? "on " + first : "from " + first + " to " + end, place);
            }

            if (earlier.EditionRule != later.EditionRule)
            {
                yield return new Diagnostic("GL0543", later.Source, later.Id, Words(later.EditionRule), place, Words(earlier.EditionRule));
            }
        }

        private static string PlaceOf(SourceSpan source) => source.Path + ":" + source.Start;

        private static string Words(EffectivePeriod period) => period.ToString() is { Length: > 0 } words ? words : "always";

        private static string Words(EditionRule rule) => rule == EditionRule.ServiceDate ? "service date" : "decision date";
    }
}
