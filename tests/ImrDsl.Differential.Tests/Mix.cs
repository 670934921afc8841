using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>Counts what came out, to see that a comparison compared something.</summary>
internal sealed class Mix
{
    private readonly Dictionary<Finding, int> findings = [];
    private readonly SortedDictionary<string, int> seen = new(StringComparer.Ordinal);
    private int cases;
    private int casesWithAmounts;

    public void Add(GuidelinePlan plan, ServicePlan service, ServiceResult result)
    {
        cases++;
        casesWithAmounts += service.Necessary is QuantityNode ? 1 : 0;
        findings[result.Finding] = findings.GetValueOrDefault(result.Finding) + 1;
        foreach (AccountEntry entry in result.Account)
        {
            string kind = entry.Kind switch
            {
                AccountKind.Answer => plan.Nodes[entry.Node].GetType().Name + " " + new Answer(entry.Applies, entry.Value),
                AccountKind.RuleApplied => ((AccountRule)entry.Low).ToString(),
                _ => entry.Kind.ToString(),
            };
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }
    }

    public void Add(Mix other)
    {
        cases += other.cases;
        casesWithAmounts += other.casesWithAmounts;
        foreach ((Finding finding, int count) in other.findings)
        {
            findings[finding] = findings.GetValueOrDefault(finding) + count;
        }

        foreach ((string kind, int count) in other.seen)
        {
            seen[kind] = seen.GetValueOrDefault(kind) + count;
        }
    }

    /// <summary>Each finding comes out in a fair share of the cases, every rule and kind of entry at least once.</summary>
    public void AssertBalanced(int percentEach)
    {
        foreach (Finding finding in Enum.GetValues<Finding>())
        {
            // Only services with amounts can be necessary in part.
            int all = finding == Finding.NecessaryInPart ? casesWithAmounts : cases;
            Assert.True(findings.GetValueOrDefault(finding) * 100L >= percentEach * all, Findings.Words(finding) + " comes out too rarely");
        }

        IEnumerable<string> wanted = Enum.GetNames<AccountRule>().Concat(Enum.GetNames<AccountKind>().Where(kind => kind is not ("Answer" or "RuleApplied")));
        Assert.DoesNotContain(wanted, kind => !seen.ContainsKey(kind));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(cases).Append(" cases, ").Append(casesWithAmounts).Append(" with amounts: ").AppendJoin(
            ", ", findings.OrderBy(finding => finding.Key).Select(finding => $"{Findings.Words(finding.Key)} {100.0 * finding.Value / cases:0.0}%")).Append('\n');
        foreach ((string kind, int count) in seen)
        {
            text.Append(kind).Append(": ").Append(count).Append('\n');
        }

        return text.ToString();
    }
}
