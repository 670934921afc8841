using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Batch;

/// <summary>How often a service was found what.</summary>
public sealed class ServiceCounts
{
    /// <summary>The requests, by <see cref="Finding"/>.</summary>
    [JsonInclude]
    public long[] Findings { get; internal set; } = new long[Enum.GetValues<Finding>().Length];

    internal void Add(Finding finding, long requests) => Findings[(int)finding] += requests;

    internal void Add(ServiceCounts other) => BatchCounts.Add(Findings, other.Findings);
}

/// <summary>What became of a criterion.</summary>
public sealed class CriterionCounts
{
    /// <summary>The requests for which it was asked, by <see cref="Status"/>.</summary>
    [JsonInclude]
    public long[] Statuses { get; internal set; } = new long[Enum.GetValues<Status>().Length];

    /// <summary>How often the service was not found necessary, and this criterion is among the reasons.</summary>
    [JsonInclude]
    public long Decides { get; internal set; }

    /// <summary>How often it was the only reason.</summary>
    [JsonInclude]
    public long DecidesAlone { get; internal set; }

    internal void Add(Status status, bool decides, bool isAlone)
    {
        Statuses[(int)status]++;
        Decides += decides ? 1 : 0;
        DecidesAlone += decides && isAlone ? 1 : 0;
    }

    internal void Clear()
    {
        Array.Clear(Statuses);
        (Decides, DecidesAlone) = (0, 0);
    }

    internal void Add(CriterionCounts other)
    {
        BatchCounts.Add(Statuses, other.Statuses);
        Decides += other.Decides;
        DecidesAlone += other.DecidesAlone;
    }
}

/// <summary>What a batch came to, in numbers. Counts of parts of a batch add up.</summary>
public sealed class BatchCounts
{
    /// <summary>How many lines were read, empty ones included.</summary>
    [JsonInclude]
    public long Lines { get; internal set; }

    /// <summary>How many lines were empty.</summary>
    [JsonInclude]
    public long EmptyLines { get; internal set; }

    /// <summary>How many cases were scored.</summary>
    [JsonInclude]
    public long Cases { get; internal set; }

    /// <summary>How many lines were rejected.</summary>
    [JsonInclude]
    public long Rejected { get; internal set; }

    /// <summary>How many cases were written: all that were scored, or those a condition chose.</summary>
    [JsonInclude]
    public long Written { get; internal set; }

    /// <summary>The cases, by <see cref="Outcome"/>.</summary>
    [JsonInclude]
    public long[] Outcomes { get; internal set; } = new long[Enum.GetValues<Outcome>().Length];

    /// <summary>What was found of each service, by guideline, edition and name of the service.</summary>
    [JsonInclude]
    public Dictionary<string, ServiceCounts> Services { get; internal set; } = [];

    /// <summary>What became of each criterion, by its stable id, and of each line of a service, by <see cref="KeyOf(string, int)"/>.</summary>
    [JsonInclude]
    public Dictionary<string, CriterionCounts> Criteria { get; internal set; } = [];

    /// <summary>The key of a service: <c>mtus.idds@2009-07-18/trial</c>.</summary>
    /// <param name="guideline">The id of the guideline.</param>
    /// <param name="effectiveFrom">The first day of its edition; unknown if it has none.</param>
    /// <param name="service">The name of the service.</param>
    public static string KeyOf(string guideline, PartialDate effectiveFrom, string service) =>
        guideline + (effectiveFrom.IsKnown ? "@" + effectiveFrom : string.Empty) + "/" + service;

    /// <summary>The key of a line of a service.</summary>
    /// <param name="service">The key of the service.</param>
    /// <param name="node">The number of the line's node in the guideline.</param>
    public static string KeyOf(string service, int node) => service + "#" + node.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds the counts of another part of the batch.</summary>
    public void Add(BatchCounts other)
    {
        Lines += other.Lines;
        EmptyLines += other.EmptyLines;
        Cases += other.Cases;
        Rejected += other.Rejected;
        Written += other.Written;
        Add(Outcomes, other.Outcomes);
        foreach ((string key, ServiceCounts counts) in other.Services)
        {
            Of(Services, key).Add(counts);
        }

        foreach ((string key, CriterionCounts counts) in other.Criteria)
        {
            Of(Criteria, key).Add(counts);
        }
    }

    internal static void Add(long[] into, long[] from)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }

    internal void AddEmptyLine() => AddEmptyLines(1);

    internal void AddEmptyLines(long lines)
    {
        Lines += lines;
        EmptyLines += lines;
    }

    internal void AddRejected()
    {
        Lines++;
        Rejected++;
    }

    // Cases that were scored; their findings, outcomes and criteria are added for themselves.
    internal void AddScored(long cases, long written)
    {
        Lines += cases;
        Cases += cases;
        Written += written;
    }

    internal void AddCriterion(string key, CriterionCounts counted) => Of(Criteria, key).Add(counted);

    internal void AddFindings(string service, Finding finding, long requests)
    {
        if (requests > 0)
        {
            Of(Services, service).Add(finding, requests);
        }
    }

    internal void AddOutcomes(Outcome outcome, long cases) => Outcomes[(int)outcome] += cases;

    internal void Add(Determination determination, bool isWritten, bool withCriteria)
    {
        Lines++;
        Cases++;
        Written += isWritten ? 1 : 0;
        Outcomes[(int)determination.Outcome]++;
        foreach (ItemResult item in determination.Items)
        {
            string service = KeyOf(item.Guideline.Id, item.Guideline.EffectiveFrom, item.Service);
            AddFindings(service, item.Finding, 1);
            if (withCriteria)
            {
                Add(item, service);
            }
        }
    }

    private void Add(ItemResult item, string service)
    {
        // A finding of necessity needs every criterion, so none is singled out.
        IReadOnlyList<LineResult> reasons = item.Finding is Finding.Necessary or Finding.NecessaryInPart ? [] : DecidingLines.ReasonsOf(item);
        foreach (ListResult list in item.Lists.Where(list => !list.IsOutOfScope))
        {
            foreach (LineResult criterion in list.Criteria)
            {
                Of(Criteria, criterion.Id).Add(criterion.Status, reasons.Contains(criterion), reasons.Count == 1);
            }
        }

        foreach (LineResult line in item.Lines)
        {
            Of(Criteria, KeyOf(service, line.Node)).Add(line.Status, reasons.Contains(line), reasons.Count == 1);
        }
    }

    private static T Of<T>(Dictionary<string, T> counts, string key)
        where T : new()
    {
        if (!counts.TryGetValue(key, out T? found))
        {
            counts.Add(key, found = new T());
        }

        return found;
    }
}
