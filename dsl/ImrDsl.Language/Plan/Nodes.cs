using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>A part of a guideline that can be evaluated. It knows its source, and the words by which results show it.</summary>
    public abstract class PlanNode
    {
        private PlanNode[]? children;

        private protected PlanNode(SourceSpan source) => Source = source;

        /// <summary>Its place in <see cref="GuidelinePlan.Nodes"/>.</summary>
        public int Number { get; internal set; } = -1;

        /// <summary>The words it came from.</summary>
        public SourceSpan Source { get; }

        /// <summary>The nodes directly below it, in printed order, conditions and values alike.</summary>
        public NodeList Children => new NodeList(children ??= ArrayOf(Below));

        /// <summary>The nodes directly below it, asked for once.</summary>
        private protected abstract IEnumerable<PlanNode> Below { get; }

        private static PlanNode[] ArrayOf(IEnumerable<PlanNode> nodes) => nodes as PlanNode[] ?? nodes.ToArray();
    }

    /// <summary>The entries of a list (or record) that pass every filter.</summary>
    public sealed class ListNode : PlanNode
    {
        /// <summary>A filtered list.</summary>
        public ListNode(SourceSpan source, FactReference fact, EntryScope entry, IReadOnlyList<ConditionNode> filters)
            : base(source)
        {
            Fact = fact;
            Entry = entry;
            Filters = filters;
        }

        /// <summary>The list.</summary>
        public FactReference Fact { get; }

        /// <summary>The entry at hand, to whose fields the filters and whatever uses the list refer.</summary>
        public EntryScope Entry { get; }

        /// <summary>The filters; an entry for which one is open may or may not be in the list.</summary>
        public IReadOnlyList<ConditionNode> Filters { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Filters;
    }

    /// <summary>Stands for the entry of a record or list that a construct has at hand while it evaluates what is inside it.</summary>
    public sealed class EntryScope
    {
        /// <summary>An entry of this fact.</summary>
        public EntryScope(FactReference fact) => Fact = fact;

        /// <summary>The record or list whose entry it is.</summary>
        public FactReference Fact { get; }
    }

    /// <summary>A fact as it is named at some place: of the case, or a field of an entry at hand.</summary>
    public sealed record FactReference(FactPlan Fact, EntryScope? Entry);
}
