using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>The values at which a guideline turns: the constants that stand in it.</summary>
internal sealed class Thresholds
{
    private readonly Dictionary<FactPlan, List<EvidenceQualifier>> qualifiers = [];
    private readonly ILookup<FactPlan, FrequencyNode> frequencies;

    /// <summary>Collects them.</summary>
    public Thresholds(GuidelinePlan plan)
    {
        Numbers = [.. plan.Nodes.SelectMany(NumbersOf).Where(value => value is > -1_000_000_000 and < 1_000_000_000).Distinct()];
        Dates = [.. plan.Nodes.OfType<DateNode>().SelectMany(node => new[] { node.Value.Earliest, node.Value.Latest }).Distinct()];
        Durations = [.. plan.Nodes.SelectMany(DurationsOf).Where(duration => duration.Amount > 0).Distinct()];
        Codes = plan.Nodes.OfType<CodeNode>().GroupBy(node => node.Fact.Fact.CodeSystem ?? string.Empty)
            .ToDictionary(group => group.Key, group => group.SelectMany(node => node.Codes).Select(First).Distinct().ToArray());
        frequencies = plan.Nodes.OfType<FrequencyNode>().ToLookup(node => node.List.Fact.Fact);
        foreach (DocumentedNode node in plan.Nodes.OfType<DocumentedNode>())
        {
            if (!qualifiers.TryGetValue(node.Fact.Fact, out List<EvidenceQualifier>? known))
            {
                qualifiers.Add(node.Fact.Fact, known = []);
            }

            known.Add(node.Qualifier);
        }
    }

    /// <summary>Numbers, in whatever unit.</summary>
    public IReadOnlyList<decimal> Numbers { get; }

    /// <summary>Dates.</summary>
    public IReadOnlyList<CalendarDate> Dates { get; }

    /// <summary>Lengths of time.</summary>
    public IReadOnlyList<CalendarDuration> Durations { get; }

    /// <summary>One code of each that is asked for, by code system.</summary>
    public IReadOnlyDictionary<string, string[]> Codes { get; }

    /// <summary>What is asked of the evidence for a fact.</summary>
    public IReadOnlyList<EvidenceQualifier> QualifiersOf(FactPlan fact) => qualifiers.GetValueOrDefault(fact, []);

    /// <summary>How often something is asked of the entries of a list.</summary>
    public IEnumerable<FrequencyNode> FrequenciesOf(FactPlan list) => frequencies[list];

    private static string First(string codes) => codes.Split(" to ")[0].Replace(".*", ".9", System.StringComparison.Ordinal);

    private static IEnumerable<decimal> NumbersOf(PlanNode node) => node switch
    {
        NumberNode number => [number.Value],
        TableNode table => table.Rows.SelectMany(row => row.Cells).SelectMany(cell => new[] { cell.Over, cell.UpTo }).OfType<decimal>(),
        ScoreNode score => score.Bands.SelectMany(band => new[] { band.Low, band.High }).OfType<decimal>(),
        FrequencyNode frequency => [frequency.Amount, frequency.RunDays],
        _ => [],
    };

    private static IEnumerable<CalendarDuration> DurationsOf(PlanNode node) => node switch
    {
        DurationNode duration => [duration.Value],
        DateShiftNode shift => [shift.By],
        FrequencyNode frequency => Of(frequency.Window),
        TotalTimeNode total when total.Window is { } window => Of(window),
        _ => [],
    };

    private static IEnumerable<CalendarDuration> Of(WindowPlan window) => new[] { window.From, window.To }.OfType<WindowEnd>().Select(end => end.By);
}
