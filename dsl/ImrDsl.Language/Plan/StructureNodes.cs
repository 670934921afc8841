using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>Whether a code is one of a set: "diagnosis is in ICD-10-CM M96.1, M54.*".</summary>
    public sealed class CodeNode : ConditionNode
    {
        /// <summary>A test of a code.</summary>
        /// <param name="source">The words.</param>
        /// <param name="fact">The code that is tested.</param>
        /// <param name="codes">What passes, each in a form that <see cref="CodeSet"/> takes.</param>
        public CodeNode(SourceSpan source, FactReference fact, IReadOnlyList<string> codes)
            : base(source)
        {
            Fact = fact;
            Codes = codes;
            Set = new CodeSet(new List<string>(codes).ToArray());
        }

        /// <summary>The code that is tested.</summary>
        public FactReference Fact { get; }

        /// <summary>What passes, as written: <c>M96.1</c>, <c>M54.*</c>, <c>62360 to 62362</c>. All of the code system of the fact.</summary>
        public IReadOnlyList<string> Codes { get; }

        /// <summary>The same, for asking.</summary>
        public CodeSet Set { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }

    /// <summary>
    /// A yes/no fact that the reviewer decides only when a condition is met, and that is otherwise read from the record:
    /// (w ∧ judged) ∨ (¬w ∧ recorded), with w the g ∧ v of the condition.
    /// </summary>
    public sealed class JudgedWhenNode : ConditionNode
    {
        /// <summary>A fact that is sometimes the reviewer's.</summary>
        public JudgedWhenNode(SourceSpan source, ConditionNode when, YesNoNode judged, YesNoNode recorded)
            : base(source)
        {
            When = when;
            Judged = judged;
            Recorded = recorded;
        }

        /// <summary>When the reviewer decides.</summary>
        public ConditionNode When { get; }

        /// <summary>The reviewer's answer.</summary>
        public YesNoNode Judged { get; }

        /// <summary>What the record says.</summary>
        public YesNoNode Recorded { get; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { When, Judged, Recorded };

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }
}
