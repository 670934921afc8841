using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>
/// Which edition of which guideline decides an item, as <see cref="Runtime.Editions.GuidelineSet"/> chooses it, where one alone does and its date leaves no
/// doubt. What a service and code lead to is learned from the careful reader, and kept. For one thread.
/// </summary>
internal sealed class Routes
{
    private const int Size = 256;

    private readonly GuidelinePlan[] plans;
    private readonly GuidelineDescription[] descriptions;
    private readonly int[] groupOf;
    private readonly Route?[] known = new Route?[Size];

    /// <summary>Routes, none of them known yet.</summary>
    /// <param name="plans">Every edition; those of one guideline have one id.</param>
    public Routes(IReadOnlyList<GuidelinePlan> plans)
    {
        this.plans = [.. plans];
        descriptions = [.. plans.Select(PlanDescription.Of)];
        string[] ids = [.. plans.Select(plan => plan.Id).Distinct(StringComparer.Ordinal)];
        groupOf = [.. plans.Select(plan => Array.IndexOf(ids, plan.Id))];
    }

    /// <summary>What is known of a service and code.</summary>
    /// <param name="service">The service as the line has it, without its quotation marks; empty if it names none.</param>
    /// <param name="code">The code likewise.</param>
    public Route Of(ReadOnlySpan<byte> service, ReadOnlySpan<byte> code)
    {
        ref Route? place = ref known[SlotOf(service) ^ SlotOf(code)];
        if (place is null || !service.SequenceEqual(place.Service) || !code.SequenceEqual(place.Code))
        {
            place = Learn(service.ToArray(), code.ToArray());
        }

        return place;
    }

    /// <summary>The place of the edition that decides; −1 if that needs a closer look.</summary>
    /// <param name="route">Where the item leads.</param>
    /// <param name="editionDate">The date by which the case chooses editions; unknown if it gives none.</param>
    /// <param name="serviceDate">The date of the service.</param>
    /// <param name="decisionDay">The day as of which the item is decided.</param>
    public int EditionOf(Route route, (int First, int Last) editionDate, (int First, int Last) serviceDate, int decisionDay)
    {
        if (route.Editions.Length == 0)
        {
            return -1;
        }

        bool isByService = descriptions[route.Editions[^1]].EditionRule == EditionRule.ServiceDate;
        (int first, int last) = editionDate.First >= 0 ? editionDate : isByService ? serviceDate : (decisionDay, decisionDay);
        foreach (int edition in route.Editions)
        {
            // Which day it is does not matter where there is one edition only.
            bool holds = first < 0 ? route.Editions.Length == 1 : route.FirstDays[edition] <= first && last <= route.LastDays[edition];
            if (holds)
            {
                return route.Services[edition] >= 0 ? edition : -1;
            }
        }

        return -1;
    }

    private static int SlotOf(ReadOnlySpan<byte> word)
    {
        uint hash = (uint)word.Length;
        hash = word.Length >= 4 ? (hash * 31) + MemoryMarshal.Read<uint>(word) + (MemoryMarshal.Read<uint>(word[^4..]) * 7) : hash;
        return (int)((hash * 0x9E37_79B1) >> 24);
    }

    // The careful reader is asked by a case that says nothing else.
    private Route Learn(byte[] service, byte[] code)
    {
        var json = new StringBuilder("{\"schema\":1,\"case\":{\"decision date\":\"2000-01-01\"},\"items\":[{");
        json.Append(service.Length > 0 ? "\"service\":\"" + Encoding.UTF8.GetString(service) + "\"" : string.Empty).Append(service.Length > 0 && code.Length > 0 ? "," : string.Empty);
        json.Append(code.Length > 0 ? "\"code\":\"" + Encoding.UTF8.GetString(code) + "\"" : string.Empty).Append("}]}");
        byte[] asked = Encoding.UTF8.GetBytes(json.ToString());
        CaseReading[] readings = [.. plans.Select((plan, i) => CaseReader.Read(plan, [.. descriptions.Where((_, other) => other != i)], asked, "case"))];
        int[] services = [.. readings.Select(reading => reading.Frame.Items.Count == 1 ? reading.Frame.Items[0].Service : -1)];
        int[] groups = [.. Enumerable.Range(0, plans.Length).Where(i => services[i] >= 0).Select(i => groupOf[i]).Distinct()];
        int[] editions = groups.Length == 1 ? [.. Enumerable.Range(0, plans.Length).Where(i => groupOf[i] == groups[0]).OrderBy(i => descriptions[i].InForce.First.DayNumber)] : [];
        return new Route
        {
            Service = service,
            Code = code,
            Services = services,
            Editions = editions.Any(edition => readings[edition].Errors.Count > 0) ? [] : editions,
            FirstDays = [.. descriptions.Select(description => description.InForce.First.DayNumber)],
            LastDays = [.. descriptions.Select(description => description.InForce.Last.DayNumber)],
        };
    }

    /// <summary>Where a service and code lead.</summary>
    internal sealed class Route
    {
        /// <summary>The service, as lines have it.</summary>
        public required byte[] Service { get; init; }

        /// <summary>The code, as lines have it.</summary>
        public required byte[] Code { get; init; }

        /// <summary>The number of the service in each edition, −1 in those that do not know it.</summary>
        public required int[] Services { get; init; }

        /// <summary>The editions of the one guideline that knows it, the earliest first; empty if several do, or none, or a closer look is needed.</summary>
        public required int[] Editions { get; init; }

        /// <summary>The first day on which each edition is in force.</summary>
        public required int[] FirstDays { get; init; }

        /// <summary>The last day on which each edition is in force.</summary>
        public required int[] LastDays { get; init; }
    }
}
