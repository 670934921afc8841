using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// "medically necessary up to 6 visits when …", one line or several: how much of what is requested is necessary. The condition of
    /// necessity of a service as a whole; met if all of what is requested is necessary.
    /// </summary>
    public sealed class QuantityNode : ConditionNode
    {
        /// <summary>The quantity lines of a service.</summary>
        public QuantityNode(SourceSpan source, FactNode requested, IReadOnlyList<QuantityLineNode> lines)
            : base(source)
        {
            Requested = requested;
            Lines = lines;
        }

        /// <summary>The amount requested: a field of the request.</summary>
        public FactNode Requested { get; }

        /// <summary>The lines, in printed order; at least one.</summary>
        public IReadOnlyList<QuantityLineNode> Lines { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Requested }.Concat(Lines);

        /// <inheritdoc/>
        public override bool HasGuard => Lines.All(line => line.HasGuard);
    }

    /// <summary>
    /// "up to 6 visits over 2 weeks, counting visits already given, when …": met if its condition is and anything is left of its amount.
    /// </summary>
    public sealed class QuantityLineNode : ConditionNode
    {
        /// <summary>A line.</summary>
        public QuantityLineNode(SourceSpan source, ValueNode amount, ValueNode? given, ConditionNode condition)
            : base(source)
        {
            Amount = amount;
            Given = given;
            Condition = condition;
        }

        /// <summary>The most it allows, in the unit of the request.</summary>
        public ValueNode Amount { get; }

        /// <summary>What was given already and counts towards the amount, in the unit of the request; or null.</summary>
        public ValueNode? Given { get; }

        /// <summary>Under which condition.</summary>
        public ConditionNode Condition { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below =>
            Given is null ? new PlanNode[] { Amount, Condition } : new PlanNode[] { Amount, Given, Condition };

        /// <inheritdoc/>
        public override bool HasGuard => Condition.HasGuard;
    }
}
