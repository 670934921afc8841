using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Columns;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Batch;

/// <summary>
/// Chooses among results: <c>finding=not established</c>, <c>criterion 5=not documented</c>. Of several conditions on one thing one must hold;
/// conditions on different things must all hold, of one item.
/// </summary>
public sealed class ResultFilter
{
    private const string Criterion = "criterion ";

    private static readonly Dictionary<string, Func<ItemResult, string>> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["finding"] = item => Findings.Words(item.Finding),
        ["decision"] = item => Findings.Words(item.Decision),
        ["service"] = item => item.Service,
        ["guideline"] = item => item.Guideline.Id,
    };

    // What is asked of, and the values of which one must be there.
    private readonly ILookup<string, string> conditions;

    private ResultFilter(IEnumerable<(string Part, string Value)> conditions) =>
        this.conditions = conditions.ToLookup(condition => condition.Part, condition => condition.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads conditions as they were typed.</summary>
    /// <param name="typed">The conditions: <c>PART=VALUE</c>.</param>
    /// <param name="guidelines">The guidelines that decide: their services and criteria are what can be asked of.</param>
    /// <exception cref="FormatException">A condition names nothing there is, or a value that cannot be; the message says what can be written.</exception>
    public static ResultFilter Parse(IReadOnlyList<string> typed, IReadOnlyList<GuidelineDescription> guidelines) =>
        new(typed.Select(condition => Read(condition, guidelines)));

    /// <summary>Whether an item is chosen.</summary>
    public bool Chooses(ItemResult item) => conditions.All(condition => condition.Key.StartsWith(Criterion, StringComparison.OrdinalIgnoreCase)
        ? CriteriaOf(item, condition.Key[Criterion.Length..]).Any(line => condition.Contains(Findings.Words(line.Status)))
        : condition.Contains(Parts[condition.Key](item), StringComparer.OrdinalIgnoreCase));

    /// <summary>The filter for the results of one service of a guideline, where only its finding and statuses are known.</summary>
    /// <param name="guideline">The id of the guideline.</param>
    /// <param name="service">The name of the service.</param>
    /// <param name="lines">The lines that its results show; null if they are not to be had.</param>
    /// <returns>Null if a condition asks of lines that are not to be had.</returns>
    internal ServiceFilter? Of(string guideline, string service, ItemLines? lines)
    {
        bool[] findings = [.. Enum.GetValues<Finding>().Select(finding => conditions.Where(condition => Parts.ContainsKey(condition.Key)).All(condition => condition.Contains(
            condition.Key.ToUpperInvariant() switch
            {
                "FINDING" => Findings.Words(finding),
                "DECISION" => Findings.Words(Findings.DecisionOf(finding)),
                "SERVICE" => service,
                _ => guideline,
            },
            StringComparer.OrdinalIgnoreCase)))];
        IGrouping<string, string>[] ofCriteria = [.. conditions.Where(condition => !Parts.ContainsKey(condition.Key))];
        return ofCriteria.Length == 0 ? new ServiceFilter(findings, [])
            : lines is null ? null
            : new ServiceFilter(findings, [.. ofCriteria.Select(condition => (
                Enumerable.Range(0, lines.Criteria).Where(i => IsNamed(lines.Lines[i].Label, lines.Lines[i].Title, condition.Key[Criterion.Length..])).ToArray(),
                Enum.GetValues<Status>().Where(status => condition.Contains(Findings.Words(status))).Aggregate(0, (bits, status) => bits | (1 << (int)status))))]);
    }

    /// <summary>Whether an item of the case is chosen.</summary>
    public bool Chooses(Determination determination) => determination.Items.Any(Chooses);

    private static (string Part, string Value) Read(string typed, IReadOnlyList<GuidelineDescription> guidelines)
    {
        int equals = typed.IndexOf('=', StringComparison.Ordinal);
        string part = equals < 0 ? typed.Trim() : typed[..equals].Trim();
        string value = equals < 0 ? string.Empty : typed[(equals + 1)..].Trim();
        if (equals < 0)
        {
            throw new FormatException($"“{typed}” is not a condition; write PART=VALUE, such as “finding=not established”.");
        }

        if (part.StartsWith(Criterion, StringComparison.OrdinalIgnoreCase))
        {
            string label = part[Criterion.Length..].Trim();
            string[] labels = [.. guidelines.SelectMany(guideline => guideline.Lists.SelectMany(list => list.Criteria.Select(criterion => guideline.Nodes[criterion.Node])))
                .SelectMany(node => new[] { node.Label, node.Title }).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
            Expect(label, labels, "criterion");
            Expect(value, Enum.GetValues<Status>().Select(Findings.Words), "result of a criterion");
            return (Criterion + label, Canonical(value, Enum.GetValues<Status>().Select(Findings.Words)));
        }

        Expect(part, [.. Parts.Keys, "criterion LABEL"], "part of a result");
        string[] values = part.ToUpperInvariant() switch
        {
            "FINDING" => [.. Enum.GetValues<Finding>().Select(Findings.Words)],
            "DECISION" => [.. Enum.GetValues<Decision>().Select(Findings.Words)],
            "SERVICE" => [.. guidelines.SelectMany(guideline => guideline.Services).Select(service => service.Name)],
            _ => [.. guidelines.Select(guideline => guideline.Id)],
        };
        Expect(value, values, part);
        return (part, value);
    }

    private static void Expect(string typed, IEnumerable<string> known, string what)
    {
        string[] distinct = [.. known.Distinct()];
        if (!distinct.Contains(typed, StringComparer.OrdinalIgnoreCase))
        {
            string hint = Spelling.Nearest(typed, distinct) is { } nearest ? $"did you mean “{nearest}”?" : "there is: " + string.Join(", ", distinct) + ".";
            throw new FormatException($"“{typed}” is no {what}; {hint}");
        }
    }

    private static string Canonical(string typed, IEnumerable<string> known) => known.First(word => string.Equals(word, typed, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<LineResult> CriteriaOf(ItemResult item, string name) => item.Lists.Where(list => !list.IsOutOfScope)
        .SelectMany(list => list.Criteria)
        .Where(line => IsNamed(line.Label, line.Title, name));

    private static bool IsNamed(string label, string title, string name) =>
        string.Equals(label, name, StringComparison.OrdinalIgnoreCase) || string.Equals(title, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A filter for the results of one service.</summary>
/// <param name="findings">By finding whether it is chosen.</param>
/// <param name="criteria">Criteria of which one must have one of some statuses, a bit each.</param>
internal sealed class ServiceFilter(bool[] findings, (int[] Lines, int Statuses)[] criteria)
{
    /// <summary>Whether it asks for statuses of criteria.</summary>
    public bool AsksStatuses => criteria.Length > 0;

    /// <summary>Whether a result is chosen.</summary>
    /// <param name="finding">Its finding.</param>
    /// <param name="statuses">The statuses of its lines, as <see cref="ItemLines.Ask"/> gives them, if they are asked for.</param>
    public bool Chooses(Finding finding, ReadOnlySpan<int> statuses)
    {
        bool isChosen = findings[(int)finding];
        foreach ((int[] lines, int wanted) in criteria)
        {
            bool isAny = false;
            foreach (int line in lines)
            {
                isAny |= isChosen && statuses[line] != ItemLines.OutOfScope && (wanted & (1 << statuses[line])) != 0;
            }

            isChosen &= isAny;
        }

        return isChosen;
    }
}
