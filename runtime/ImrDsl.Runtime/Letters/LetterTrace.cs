using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Runtime.Letters;

/// <summary>Tells which facts a line of a guideline reads, definitions followed.</summary>
/// <param name="guideline">The guideline.</param>
internal sealed class LetterTrace(GuidelineDescription guideline)
{
    /// <summary>The names of the facts that a node and what stands below it read, each once, in the order in which they are met.</summary>
    /// <param name="node">The node.</param>
    /// <param name="without">Nodes that are left out, with what stands below them.</param>
    public IReadOnlyList<string> FactsOf(int node, IReadOnlySet<int> without)
    {
        var names = new List<string>();
        var seen = new HashSet<int>();
        Collect(node);
        return [.. names.Distinct(StringComparer.Ordinal)];

        void Collect(int number)
        {
            if (number < 0 || without.Contains(number) || !seen.Add(number))
            {
                return;
            }

            NodeDescription at = guideline.Nodes[number];
            names.AddRange(at.Fact < 0 ? [] : NamesOf(at.Fact));
            Collect(at.Target);
            foreach (NodeDescription part in guideline.PartsOf(at))
            {
                Collect(part.Number);
            }
        }
    }

    /// <summary>The name of a fact, and of the fact that stands in for it.</summary>
    public IReadOnlyList<string> NamesOf(int fact)
    {
        FactDescription described = guideline.Facts[fact];
        return described.DefaultFact < 0 ? [described.Name] : [described.Name, guideline.Facts[described.DefaultFact].Name];
    }
}
