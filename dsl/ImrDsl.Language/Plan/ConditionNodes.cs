using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>A node that is met, not met or open, under a guard.</summary>
    public abstract class ConditionNode : PlanNode
    {
        private List<string> notes = new List<string>();

        private protected ConditionNode(SourceSpan source)
            : base(source)
        {
        }

        /// <summary>The label where the line has one, or empty.</summary>
        public string Label { get; internal set; } = string.Empty;

        /// <summary>The title where the line has one, or empty.</summary>
        public string Title { get; internal set; } = string.Empty;

        /// <summary>The source the author cites for this line, or null.</summary>
        public string? Citation { get; internal set; }

        /// <summary>Notes under the line; printed when it decides.</summary>
        public IReadOnlyList<string> Notes => notes;

        /// <summary>Whether it can be not applicable; if not, its guard is met in every case.</summary>
        public abstract bool HasGuard { get; }

        internal void AddNotes(IEnumerable<string> more) => notes.AddRange(more);

        /// <summary>Gives the notes of a line to the node that stands for the whole of it.</summary>
        internal void MoveNotesTo(ConditionNode whole)
        {
            whole.notes = notes;
            notes = new List<string>();
        }
    }

    /// <summary>How the parts of a block make up the block.</summary>
    public enum GroupKind : byte
    {
        /// <summary>Every part: ∧(¬g ∨ v).</summary>
        AllOf,

        /// <summary>At least one part: ∨(g ∧ v).</summary>
        AnyOf,

        /// <summary>No part: all of the negations.</summary>
        NoneOf,

        /// <summary>At least <see cref="GroupNode.Count"/> parts, of those with g ∧ v.</summary>
        AtLeast,

        /// <summary>Exactly <see cref="GroupNode.Count"/> parts.</summary>
        Exactly,

        /// <summary>At most <see cref="GroupNode.Count"/> parts.</summary>
        AtMost,
    }

    /// <summary>A block, or a line with <i>and</i> or <i>or</i>. Its guard is the ∨ of its parts' guards.</summary>
    public sealed class GroupNode : ConditionNode
    {
        /// <summary>A block.</summary>
        public GroupNode(SourceSpan source, GroupKind kind, int count, IReadOnlyList<ConditionNode> parts)
            : base(source)
        {
            Kind = kind;
            Count = count;
            Parts = parts;
        }

        /// <summary>How the parts make it up.</summary>
        public GroupKind Kind { get; }

        /// <summary>The number in "at least 2 of"; 0 otherwise.</summary>
        public int Count { get; }

        /// <summary>The parts, in printed order; at least one.</summary>
        public IReadOnlyList<ConditionNode> Parts { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Parts;

        /// <inheritdoc/>
        public override bool HasGuard
        {
            get
            {
                foreach (ConditionNode part in Parts)
                {
                    if (!part.HasGuard)
                    {
                        return false;
                    }
                }

                return true;
            }
        }
    }

    /// <summary>The negation of a condition; the guard stays.</summary>
    public sealed class NotNode : ConditionNode
    {
        /// <summary>A negation.</summary>
        public NotNode(SourceSpan source, ConditionNode part)
            : base(source) => Part = part;

        /// <summary>What is negated.</summary>
        public ConditionNode Part { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Part };

        /// <inheritdoc/>
        public override bool HasGuard => Part.HasGuard;
    }

    /// <summary>A yes/no fact, read as a condition.</summary>
    public sealed class YesNoNode : ConditionNode
    {
        /// <summary>A yes/no fact.</summary>
        public YesNoNode(SourceSpan source, FactReference fact)
            : base(source) => Fact = fact;

        /// <summary>The fact.</summary>
        public FactReference Fact { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>A comparison of two values of one type.</summary>
    public sealed class ComparisonNode : ConditionNode
    {
        /// <summary>A comparison.</summary>
        public ComparisonNode(SourceSpan source, ValueNode left, Comparison comparison, ValueNode right)
            : base(source)
        {
            Left = left;
            Comparison = comparison;
            Right = right;
        }

        /// <summary>What is measured. Of type number, date, elapsed or percent change.</summary>
        public ValueNode Left { get; }

        /// <summary>How it is compared. Dates: <see cref="Comparison.Less"/> is "before".</summary>
        public Comparison Comparison { get; }

        /// <summary>What it is compared with: of the same type, but a duration for elapsed time and a number constant (in percent) for a percent change.</summary>
        public ValueNode Right { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Left, Right };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>How a band is tested.</summary>
    public enum BandKind : byte
    {
        /// <summary>"at least A to B": tests A, shows the place in the band.</summary>
        AtLeast,

        /// <summary>"at most A to B": tests B.</summary>
        AtMost,

        /// <summary>"is A to B": both ends included.</summary>
        Within,
    }

    /// <summary>A test of a value against a band of two constants.</summary>
    public sealed class BandNode : ConditionNode
    {
        /// <summary>A band.</summary>
        public BandNode(SourceSpan source, ValueNode value, BandKind kind, ValueNode low, ValueNode high)
            : base(source)
        {
            Value = value;
            Kind = kind;
            Low = low;
            High = high;
        }

        /// <summary>What is tested. Of type number, elapsed or percent change.</summary>
        public ValueNode Value { get; }

        /// <summary>How it is tested.</summary>
        public BandKind Kind { get; }

        /// <summary>The lower end: a number or duration constant.</summary>
        public ValueNode Low { get; }

        /// <summary>The upper end.</summary>
        public ValueNode High { get; }

        /// <summary>Why values beside the band may belong to no criterion at all, as the author says; null if nothing is said.</summary>
        public string? GapAllowed { get; internal set; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new[] { Value, Low, High };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>Whether a choice is one of some values: "result is failed or stopped for side effects", "is medium or higher".</summary>
    public sealed class MembershipNode : ConditionNode
    {
        /// <summary>A membership test.</summary>
        public MembershipNode(SourceSpan source, FactReference fact, IReadOnlyList<int> members)
            : base(source)
        {
            Fact = fact;
            Members = members;
        }

        /// <summary>The choice that is tested.</summary>
        public FactReference Fact { get; }

        /// <summary>The numbers of the values that pass.</summary>
        public IReadOnlyList<int> Members { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>
    /// "F is documented by A or B before D, with all of …": filter the entries of a fact by who, what kind and when, take the latest of
    /// them on or before the decision date, test it.
    /// </summary>
    public sealed class DocumentedNode : ConditionNode
    {
        /// <summary>A demand for documentation.</summary>
        public DocumentedNode(SourceSpan source, FactReference fact, EvidenceQualifier qualifier, EntryScope? entry, ConditionNode? with)
            : base(source)
        {
            Fact = fact;
            Qualifier = qualifier;
            Entry = entry;
            With = with;
        }

        /// <summary>The fact whose documentation is asked.</summary>
        public FactReference Fact { get; }

        /// <summary>Which entries count.</summary>
        public EvidenceQualifier Qualifier { get; }

        /// <summary>The chosen entry, to whose fields <see cref="With"/> refers (records and lists only).</summary>
        public EntryScope? Entry { get; }

        /// <summary>What the chosen entry must meet; null: that it is there suffices.</summary>
        public ConditionNode? With { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below
        {
            get
            {
                foreach (DateQualifier date in Qualifier.Dates)
                {
                    yield return date.Date;
                }

                if (With is not null)
                {
                    yield return With;
                }
            }
        }

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>Which entries of a fact count. An entry passes if it passes each part; a part that is empty asks nothing.</summary>
    public sealed class EvidenceQualifier
    {
        /// <summary>No qualification.</summary>
        public static EvidenceQualifier None { get; } = new EvidenceQualifier();

        /// <summary>
        /// Persons and kinds of evidence of which the entry must have one (an <i>or</i> over both vocabularies), each with everything
        /// that is a kind of it. Spelt as the vocabulary spells them.
        /// </summary>
        public IReadOnlyList<string> Persons { get; init; } = new List<string>();

        /// <summary>See <see cref="Persons"/>.</summary>
        public IReadOnlyList<string> Kinds { get; init; } = new List<string>();

        /// <summary>How the date of the entry must stand to other dates.</summary>
        public IReadOnlyList<DateQualifier> Dates { get; init; } = new List<DateQualifier>();

        /// <summary>Whether it asks anything of who or what kind.</summary>
        public bool AsksStandard => Persons.Count + Kinds.Count > 0;
    }

    /// <summary>"before request date": how an entry's date must compare with another date.</summary>
    public sealed record DateQualifier(Comparison Comparison, ValueNode Date);

    /// <summary>How entries of a list are quantified.</summary>
    public enum Quantifier : byte
    {
        /// <summary>At least one entry passes.</summary>
        Some,

        /// <summary>Every entry passes; of an empty list that is so.</summary>
        Every,
    }

    /// <summary>"some conservative care where …", "every X where …, with …".</summary>
    public sealed class QuantifierNode : ConditionNode
    {
        /// <summary>A quantified condition.</summary>
        public QuantifierNode(SourceSpan source, Quantifier quantifier, ListNode list, ConditionNode? test)
            : base(source)
        {
            Quantifier = quantifier;
            List = list;
            Test = test;
        }

        /// <summary>Some or every.</summary>
        public Quantifier Quantifier { get; }

        /// <summary>The entries.</summary>
        public ListNode List { get; }

        /// <summary>What an entry must pass; null: being in the list suffices.</summary>
        public ConditionNode? Test { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Test is null ? new PlanNode[] { List } : new PlanNode[] { List, Test };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>"C unless E": C or E. When E decides, the exception is shown.</summary>
    public sealed class ExceptionNode : ConditionNode
    {
        /// <summary>A condition with an exception.</summary>
        public ExceptionNode(SourceSpan source, ConditionNode condition, ConditionNode exception)
            : base(source)
        {
            Condition = condition;
            Exception = exception;
        }

        /// <summary>What is asked.</summary>
        public ConditionNode Condition { get; }

        /// <summary>What waives it.</summary>
        public ConditionNode Exception { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Condition, Exception };

        /// <inheritdoc/>
        public override bool HasGuard => Condition.HasGuard;
    }

    /// <summary>"applies only when G" (a guard) and "excused when E" (its guard is <i>not</i> E).</summary>
    public sealed class GuardNode : ConditionNode
    {
        /// <summary>A guarded condition.</summary>
        public GuardNode(SourceSpan source, ConditionNode condition, ConditionNode guard, bool isExcuse)
            : base(source)
        {
            Condition = condition;
            Guard = guard;
            IsExcuse = isExcuse;
        }

        /// <summary>What is asked.</summary>
        public ConditionNode Condition { get; }

        /// <summary>When it is asked, or, for an excuse, when it is not.</summary>
        public ConditionNode Guard { get; }

        /// <summary>Whether <see cref="Guard"/> excuses.</summary>
        public bool IsExcuse { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Condition, Guard };

        /// <inheritdoc/>
        public override bool HasGuard => true;
    }

    /// <summary>
    /// A reference to criteria of one list: all of them, under the scope of the list. Each criterion is evaluated once for a request.
    /// </summary>
    public sealed class CriteriaNode : ConditionNode
    {
        /// <summary>A reference.</summary>
        public CriteriaNode(SourceSpan source, CriteriaListPlan list, IReadOnlyList<CriterionPlan> criteria)
            : base(source)
        {
            List = list;
            Criteria = criteria;
        }

        /// <summary>The list.</summary>
        public CriteriaListPlan List { get; }

        /// <summary>The criteria, in printed order; at least one.</summary>
        public IReadOnlyList<CriterionPlan> Criteria { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard
        {
            get
            {
                if (List.Scope is not null)
                {
                    return true;
                }

                foreach (CriterionPlan criterion in Criteria)
                {
                    if (!criterion.Condition.HasGuard)
                    {
                        return false;
                    }
                }

                return true;
            }
        }
    }

    /// <summary>A reference to a defined condition. Evaluated where it stands.</summary>
    public sealed class DefinedConditionNode : ConditionNode
    {
        /// <summary>A reference.</summary>
        public DefinedConditionNode(SourceSpan source, DefinitionPlan definition)
            : base(source) => Definition = definition;

        /// <summary>The definition; its <see cref="DefinitionPlan.Condition"/> is set.</summary>
        public DefinitionPlan Definition { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard => Definition.Condition!.HasGuard;
    }
}
