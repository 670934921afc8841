using System.Collections.Generic;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// The date of the entry at hand: that of its field <c>date</c> (<see cref="EntryKindPlan.DateField"/>), else that of its evidence. Windows
    /// compare it.
    /// </summary>
    public sealed class EntryDateNode : ValueNode
    {
        /// <summary>The date of an entry.</summary>
        public EntryDateNode(SourceSpan source, EntryScope entry)
            : base(source) => Entry = entry;

        /// <summary>The entry.</summary>
        public EntryScope Entry { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Date;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>"region is requested region": whether two choices with the same closed list of values have the same value.</summary>
    public sealed class SameChoiceNode : ConditionNode
    {
        /// <summary>A comparison of two choices.</summary>
        public SameChoiceNode(SourceSpan source, FactReference left, FactReference right)
            : base(source)
        {
            Left = left;
            Right = right;
        }

        /// <summary>The choice that is tested.</summary>
        public FactReference Left { get; }

        /// <summary>The choice it is compared with. Its values are spelt as those of <see cref="Left"/>, and stand in the same order.</summary>
        public FactReference Right { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }
}
