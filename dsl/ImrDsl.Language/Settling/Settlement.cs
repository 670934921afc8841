using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Settling
{
    /// <summary>What would settle an open item, or change the answer on one that is not.</summary>
    public sealed class Settlement
    {
        internal Settlement(SettlingSets toEstablish, SettlingSets toRefute)
        {
            ToEstablish = toEstablish;
            ToRefute = toRefute;
        }

        /// <summary>Nothing to say.</summary>
        public static Settlement None { get; } = new Settlement(SettlingSets.None, SettlingSets.None);

        /// <summary>The smallest sets of facts with which the service would be medically necessary.</summary>
        public SettlingSets ToEstablish { get; }

        /// <summary>The smallest sets of facts with which it would not be.</summary>
        public SettlingSets ToRefute { get; }
    }

    /// <summary>
    /// Sets of facts, none of which holds another one: all of up to three facts, and if there are none, the smallest ones.
    /// </summary>
    public sealed class SettlingSets
    {
        internal SettlingSets(IReadOnlyList<SettlingSet> sets, int more, bool mayBeMore)
        {
            Sets = sets;
            More = more;
            MayBeMore = mayBeMore;
        }

        /// <summary>No set.</summary>
        public static SettlingSets None { get; } = new SettlingSets(new List<SettlingSet>(), 0, false);

        /// <summary>The sets, smallest first.</summary>
        public IReadOnlyList<SettlingSet> Sets { get; }

        /// <summary>How many more, larger sets there are.</summary>
        public int More { get; }

        /// <summary>Whether there may be still more than <see cref="More"/>: there were too many to count.</summary>
        public bool MayBeMore { get; }
    }

    /// <summary>Facts that suffice together, and none of which could be left out.</summary>
    public sealed record SettlingSet(IReadOnlyList<SettlingFact> Facts);

    /// <summary>A fact, and what the record would have to say of it.</summary>
    public sealed class SettlingFact
    {
        /// <summary>The fact, or the field of an entry.</summary>
        public FactPlan Fact { get; init; } = null!;

        /// <summary>The list or record whose entry it is a field of, or null.</summary>
        public FactPlan? Holder { get; init; }

        /// <summary>The place of that entry, from 0; -1 for a fact of the case.</summary>
        public int Entry { get; init; } = -1;

        /// <summary>What it would have to say: <c>yes</c>, <c>at least 50 %</c>; empty where it is not a single value.</summary>
        public string Value { get; init; } = string.Empty;

        /// <summary>Whether a single value settles it; otherwise it is a list, a record or a stretch of time, of which <see cref="Lines"/> say what is asked.</summary>
        public bool IsSingleValue { get; init; }

        /// <summary>What is still missing of an amount that the record holds in part: <c>4 of 6 months documented, 2 more needed</c>; empty otherwise.</summary>
        public string Shortfall { get; init; } = string.Empty;

        /// <summary>The lines that ask for it.</summary>
        public IReadOnlyList<ConditionNode> Lines { get; init; } = new List<ConditionNode>();

        /// <summary>
        /// Of a single value, the demands for documentation that what is added has to satisfy: one of these lists is enough, and none of them asks for what the
        /// record documents already.
        /// </summary>
        public IReadOnlyList<IReadOnlyList<DocumentedNode>> Evidence { get; init; } = new List<IReadOnlyList<DocumentedNode>>();

        /// <summary>Of what is not a single value, those of the lines that must not be met.</summary>
        public IReadOnlyList<ConditionNode> NotMet { get; init; } = new List<ConditionNode>();

        /// <summary>Of lines that are blocks on one entry ("is documented …, with all of"), the parts that are not met yet.</summary>
        public IReadOnlyList<ConditionNode> OpenParts { get; init; } = new List<ConditionNode>();

        /// <summary>Whether the record says something else of it now.</summary>
        public bool IsChange { get; init; }
    }
}
