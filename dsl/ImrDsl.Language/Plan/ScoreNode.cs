using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>The points of a score whose conditions are met. An open condition may or may not bring its points.</summary>
    public sealed class ScoreNode : ValueNode
    {
        /// <summary>A score.</summary>
        public ScoreNode(SourceSpan source, IReadOnlyList<ScorePart> parts, IReadOnlyList<ScoreBand> bands)
            : base(source)
        {
            Parts = parts;
            Bands = bands;
        }

        /// <summary>What brings points, in printed order; at least one.</summary>
        public IReadOnlyList<ScorePart> Parts { get; }

        /// <summary>The named bands, from the lowest; every total there can be lies in exactly one, if there are any.</summary>
        public IReadOnlyList<ScoreBand> Bands { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Parts.Select(part => part.Condition);
    }

    /// <summary>"3 points: smoker".</summary>
    public sealed record ScorePart(ConditionNode Condition, decimal Points);

    /// <summary>"moderate: 4 to 7", both ends included; an end that is null is open.</summary>
    public sealed record ScoreBand(string Name, decimal? Low, decimal? High);
}
