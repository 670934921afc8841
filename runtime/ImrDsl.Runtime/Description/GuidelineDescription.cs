using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Description;

/// <summary>
/// What there is to say of a guideline: the words from which results and explanations are made, and the names by which case files are
/// read. Constant data: made from a plan, or written out by generated code.
/// </summary>
public sealed class GuidelineDescription
{
    private List<NodeDescription>?[]? parts;
    private CaseNames? factNames;
    private CaseNames? requestNames;
    private CaseNames? serviceNames;
    private List<FactDescription>? factsOfCase;
    private List<FactDescription>? factsOfRequest;

    /// <summary>What stands for the guideline of an item of which the case says that no guideline at hand decides it (<c>"guideline": "none"</c>).</summary>
    public static GuidelineDescription None { get; } = new() { Id = "none", Title = "No guideline at hand" };

    /// <summary>The id as written: <c>mtus.idds</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The title as written.</summary>
    public required string Title { get; init; }

    /// <summary>Where the guideline was published: publication and pages.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>How far the text was checked against its source: <c>yes</c>, <c>in part</c>, <c>no</c>; empty if not said.</summary>
    public string Verified { get; init; } = string.Empty;

    /// <summary>The first day this edition is in force; unknown if not said.</summary>
    public PartialDate EffectiveFrom { get; init; }

    /// <summary>The last day this edition is in force; unknown while it still is.</summary>
    public PartialDate EffectiveTo { get; init; }

    /// <summary>When this edition is in force.</summary>
    public EffectivePeriod InForce => new(EffectiveFrom, EffectiveTo);

    /// <summary>Which date of a case chooses among the editions.</summary>
    public EditionRule EditionRule { get; init; }

    /// <summary>Who made it.</summary>
    public Authority Authority { get; init; }

    /// <summary>Notes on the guideline as a whole.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Every fact there is, fields included, by <see cref="FactDescription.Number"/>.</summary>
    public IReadOnlyList<FactDescription> Facts { get; init; } = [];

    /// <summary>Every node there is, by <see cref="NodeDescription.Number"/>.</summary>
    public IReadOnlyList<NodeDescription> Nodes { get; init; } = [];

    /// <summary>The lists of criteria, in order.</summary>
    public IReadOnlyList<ListDescription> Lists { get; init; } = [];

    /// <summary>The services it decides, in order.</summary>
    public IReadOnlyList<ServiceDescription> Services { get; init; } = [];

    /// <summary>The vocabularies of evidence with the extensions of the guideline and what it uses.</summary>
    public EvidenceVocabulary Evidence { get; init; } = EvidenceVocabulary.BuiltIn;

    /// <summary>The parts of a node, in printed order.</summary>
    internal IReadOnlyList<NodeDescription> PartsOf(NodeDescription node)
    {
        if (parts is null)
        {
            var lists = new List<NodeDescription>[Nodes.Count];
            foreach (NodeDescription part in Nodes)
            {
                if (part.Parent >= 0)
                {
                    (lists[part.Parent] ??= []).Add(part);
                }
            }

            parts = lists;
        }

        return parts[node.Number] ?? [];
    }

    /// <summary>The facts that are no fields of entries, in order.</summary>
    internal IReadOnlyList<FactDescription> FactsOfCase => factsOfCase ??= Where(fact => fact.Holder != FactHolder.Entry);

    /// <summary>The fields of <c>request</c>, in order.</summary>
    internal IReadOnlyList<FactDescription> FactsOfRequest => factsOfRequest ??= Where(fact => fact.Holder == FactHolder.Request);

    /// <summary>The names of <see cref="FactsOfCase"/>.</summary>
    internal CaseNames FactNames => factNames ??= new CaseNames([.. FactsOfCase.Select(fact => fact.Name)]);

    /// <summary>The names of <see cref="FactsOfRequest"/>, without the word <i>requested</i> that the guideline puts before them.</summary>
    internal CaseNames RequestNames => requestNames ??= new CaseNames([.. FactsOfRequest.Select(fact => RequestName(fact.Name))]);

    /// <summary>The names of <see cref="Services"/>.</summary>
    internal CaseNames ServiceNames => serviceNames ??= new CaseNames([.. Services.Select(service => service.Name)]);

    /// <summary>The name of a field of <c>request</c> as a case gives it: <c>region</c> for <c>requested region</c>.</summary>
    public static string RequestName(string name)
    {
        const string Prefix = "requested ";
        return name.StartsWith(Prefix, System.StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
    }

    private List<FactDescription> Where(System.Func<FactDescription, bool> condition) => [.. Facts.Where(condition)];
}
