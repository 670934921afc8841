using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>What no case comes to: rows of tables, bands of scores, criteria that no service asks for.</summary>
    internal sealed partial class Walk
    {
        private void ReportUnreached()
        {
            foreach (PlanNode node in plan.Nodes)
            {
                switch (node)
                {
                    case TableNode table when table.Rows.Count > 0 && visited.Add(table.Rows):
                        ReportRows(table);
                        break;
                    case ScoreNode score:
                        ReportBands(score);
                        break;
                }
            }

            ReportCriteria();
        }

        private void ReportRows(TableNode table)
        {
            IReadOnlyList<int> fits = Translation.RowsOf(table);
            for (int i = 0; i < fits.Count; i++)
            {
                if (questions.AreImpossible(fits[i]))
                {
                    TableRow row = table.Rows[i];
                    string why = row.IsOtherwise ? "the other rows fit every case there can be"
                        : Findings.Join(table.Keys.Where((key, index) => row.Cells[index].Members is null && key.Fact.Range is not null).Select(Declared).ToList(), "and");
                    Report(Claim.NeverReached, "GL0409", row.Source, why);
                }
            }
        }

        private static string Declared(FactReference key) => "“" + key.Fact.Name + "” is declared as " + Words(DeclaredRange.Of(new FactNode(key.Fact.Source!, key)));

        private static string Words(Number range) => range.ToString();

        // A band holds the totals from one end to the other.
        private void ReportBands(ScoreNode score)
        {
            foreach (ScoreBand band in score.Bands)
            {
                LinearForm total = Translation.TotalOf(score);
                int isFrom = band.Low is { } low ? questions.Statements.Compare(total.Plus(-(Rational)low), Comparison.AtLeast) : Solver.True;
                int isTo = band.High is { } high ? questions.Statements.Compare(total.Plus(-(Rational)high), Comparison.AtMost) : Solver.True;
                if (questions.AreImpossible(isFrom, isTo))
                {
                    Report(Claim.NeverReached, "GL0410", score.Source, band.Name, Words(band));
                }
            }
        }

        private static string Words(ScoreBand band)
        {
            string? low = band.Low?.ToString(CultureInfo.InvariantCulture);
            string? high = band.High?.ToString(CultureInfo.InvariantCulture);
            return low is null ? high + " or less" : high is null ? low + " or more" : low + " to " + high;
        }

        // A list that is read in several ways is asked for if one of them is.
        private void ReportCriteria()
        {
            var used = new HashSet<TextSpan>(plan.Services.SelectMany(service => CriteriaUse.Of(plan, service)).SelectMany(use => use.Criteria)
                .Where(criterion => findings.IsOwn(criterion.Condition.Source)).Select(criterion => criterion.Condition.Source.Span));
            foreach (CriteriaListPlan list in plan.Lists)
            {
                List<CriterionPlan> unused = list.Criteria.Where(criterion => !used.Contains(criterion.Condition.Source.Span)).ToList();
                if (unused.Count == list.Criteria.Count)
                {
                    Report(Claim.NeverReached, "GL0411", list.Source, "criteria for " + list.Name);
                    continue;
                }

                foreach (CriterionPlan criterion in unused)
                {
                    string name = criterion.Label.Length > 0 ? "criterion " + criterion.Label : "this criterion";
                    Report(Claim.NeverReached, "GL0411", criterion.Condition.Source, name + " for " + list.Name);
                }
            }
        }

        private void Report(Claim claim, string code, SourceSpan place, params string[] arguments) =>
            findings.Add(new ProvenFinding(claim, new Diagnostic(code, place, arguments), null, new List<Ground>(), new List<Witness>()));
    }
}
