using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>What the prover says of random guidelines, which use everything the language has, holds in random cases.</summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void No_case_refutes_a_finding()
    {
        int checkedCases = 0;
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int seed = 0; seed < (IsLong ? 2000 : 80); seed++)
        {
            string text = RandomGuideline.Create(seed, recordsPercentages: true);
            Compilation compilation = Compilation.Create(new SourceText("random.guideline", text), _ => null);
            GuidelinePlan plan = compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics) + "\n" + text);
            IReadOnlyList<ProvenFinding> findings = Prover.Prove(plan);
            foreach (ProvenFinding finding in findings)
            {
                found[finding.Diagnostic.Code] = found.GetValueOrDefault(finding.Diagnostic.Code) + 1;
                Assert.All(finding.Witnesses, witness => Assert.True(witness.Holds(), seed + ": " + finding.Diagnostic));
            }

            for (int number = 0; number < (IsLong ? 200 : 60) && findings.Count > 0; number++)
            {
                string json = RandomCase.Create(plan, number % plan.Services.Count, (seed * 1000) + number);
                CaseRecord record = CaseReader.Read(plan, Encoding.UTF8.GetBytes(json), "case.json").File!.Items[0].Record;
                ProvenFinding? refuted = findings.FirstOrDefault(finding => Claims.Refutes(plan, record, finding));
                Assert.True(refuted is null, $"guideline {seed}, case {number}: {refuted?.Diagnostic}\n{json}\n{text}");
                checkedCases += findings.Count;
            }
        }

        output.WriteLine(checkedCases + " claims tried on cases; " + string.Join(", ", found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + " " + pair.Value)));
        Assert.True(checkedCases > 1000);
    }
}
