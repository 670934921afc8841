using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>Which entry of a list counts.</summary>
    public enum Choosing : byte
    {
        /// <summary>The latest on or before the decision date.</summary>
        Latest,

        /// <summary>The first.</summary>
        First,
    }

    /// <summary>"latest injection where …, with …": filter the entries of a list, take the latest (or first) on or before the decision date, test it.</summary>
    public sealed class ChosenNode : ConditionNode
    {
        /// <summary>A condition on one entry.</summary>
        public ChosenNode(SourceSpan source, Choosing choosing, ListNode list, ValueNode date, ConditionNode? with)
            : base(source)
        {
            Choosing = choosing;
            List = list;
            Date = date;
            With = with;
        }

        /// <summary>Which entry counts.</summary>
        public Choosing Choosing { get; }

        /// <summary>The entries.</summary>
        public ListNode List { get; }

        /// <summary>The date of an entry, by which it is chosen.</summary>
        public ValueNode Date { get; }

        /// <summary>What the entry must meet; null: that it is there suffices.</summary>
        public ConditionNode? With { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => With is null ? new PlanNode[] { List, Date } : new PlanNode[] { List, Date, With };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>"pain of latest visit", "date of first injection": a value of the entry that counts.</summary>
    public sealed class ChosenValueNode : ValueNode
    {
        /// <summary>A value of one entry.</summary>
        public ChosenValueNode(SourceSpan source, Choosing choosing, ListNode list, ValueNode date, ValueNode? value)
            : base(source)
        {
            Choosing = choosing;
            List = list;
            Date = date;
            Value = value;
        }

        /// <summary>Which entry counts.</summary>
        public Choosing Choosing { get; }

        /// <summary>The entries.</summary>
        public ListNode List { get; }

        /// <summary>The date of an entry, by which it is chosen.</summary>
        public ValueNode Date { get; }

        /// <summary>Which value of the entry: a number or a date. Null: the date of the entry itself.</summary>
        public ValueNode? Value { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => Value?.Kind ?? ValueKind.Date;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Value is null ? new PlanNode[] { List, Date } : new PlanNode[] { List, Date, Value };
    }

    /// <summary>
    /// A condition that can confirm and cannot refute: met if its part is, and otherwise open. What a measurement after the end of a
    /// time shows cannot tell what was so at its end.
    /// </summary>
    public sealed class ConfirmationNode : ConditionNode
    {
        /// <summary>A confirmation.</summary>
        public ConfirmationNode(SourceSpan source, ConditionNode part)
            : base(source) => Part = part;

        /// <summary>What confirms.</summary>
        public ConditionNode Part { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Part };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }
}
