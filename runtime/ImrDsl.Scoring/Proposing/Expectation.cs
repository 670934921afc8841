using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Coverage;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>Writes what an example expects: the finding, and how some criteria come out.</summary>
/// <param name="plan">The guideline.</param>
/// <param name="service">The service that the example requests.</param>
/// <param name="result">What the guideline says of it.</param>
internal sealed class Expectation(GuidelinePlan plan, ServicePlan service, ServiceResult result)
{
    /// <summary>The lines from <c>expect</c> on.</summary>
    /// <param name="lines">The criteria to speak of; those without a label have no name to be called by.</param>
    public string Write(IEnumerable<CoveredLine> lines)
    {
        string finding = Findings.Words(result.Finding);
        var text = new StringBuilder("  expect " + service.Name + Verb(finding) + "\n");
        foreach (CoveredLine line in lines.Where(line => line.Label.Length > 0 && line.Condition is not null).Distinct())
        {
            string status = ExampleRunner.ShownAnswerOf(plan, service, result, line.Condition!).ToString();
            text.Append("    ").Append(line.Label).Append(IsAmbiguous(line) ? " for " + line.Criterion!.List.Name : string.Empty).Append(Verb(status)).Append('\n');
        }

        return text.ToString();
    }

    private static string Verb(string words) => words.StartsWith("needs ", StringComparison.Ordinal) ? " " + words : " is " + words;

    private bool IsAmbiguous(CoveredLine line) => line.Criterion is not null
        && plan.Lists.SelectMany(list => list.Criteria).Any(other => other != line.Criterion && string.Equals(other.Label, line.Label, StringComparison.OrdinalIgnoreCase));
}
