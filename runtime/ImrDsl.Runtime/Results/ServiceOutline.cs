using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>Which lines the results of a service show, whatever the case is.</summary>
/// <param name="guideline">The guideline.</param>
/// <param name="service">The service, one of the guideline's.</param>
public sealed class ServiceOutline(GuidelineDescription guideline, ServiceDescription service)
{
    /// <summary>The conditions of necessity that are not just references to criteria; amounts and their lines among them.</summary>
    public IEnumerable<NodeDescription> OwnNodes => OwnNodesOf(service.Necessary);

    /// <summary>The node of the recommendation against the service that has a line of its own, or −1: where it only refers to a list of criteria, these say it.</summary>
    public int AgainstNode => service.Against >= 0 && RefersOnly(service.Against) && guideline.Lists.Any(IsAgainst) ? -1 : service.Against;

    /// <summary>Whether only the recommendation against the service refers to a list.</summary>
    public bool IsAgainst(ListDescription list) => Refers(service.Against, list) && !Refers(service.Necessary, list);

    private bool Refers(int number, ListDescription list) => number >= 0
        && (guideline.Nodes[number] is { Kind: NodeKind.Criteria, Words: var words }
            ? words.EndsWith(" for " + list.Name, StringComparison.OrdinalIgnoreCase)
            : guideline.PartsOf(guideline.Nodes[number]).Any(part => Refers(part.Number, list)));

    // "Any criterion for advising against".
    private bool RefersOnly(int number) => guideline.Nodes[number].Kind == NodeKind.Criteria
        || (guideline.Nodes[number].Kind == NodeKind.AnyOf && guideline.PartsOf(guideline.Nodes[number]).All(part => RefersOnly(part.Number)));

    private IEnumerable<NodeDescription> OwnNodesOf(int number)
    {
        if (number < 0)
        {
            return [];
        }

        NodeDescription node = guideline.Nodes[number];
        return node.Kind switch
        {
            NodeKind.Criteria => [],
            NodeKind.Quantity => [node, .. guideline.PartsOf(node).Where(part => part.Kind == NodeKind.QuantityLine)],
            NodeKind.AllOf when node.Label.Length == 0 => guideline.PartsOf(node).SelectMany(part => OwnNodesOf(part.Number)),
            NodeKind.AnyOf when guideline.PartsOf(node).All(part => part.Kind == NodeKind.Criteria) => [],
            _ => [node],
        };
    }
}
