using System.Collections.Generic;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>How a condition is taken.</summary>
    public enum GroundKind : byte
    {
        /// <summary>It applies and is met.</summary>
        Met,

        /// <summary>It is met, or does not apply.</summary>
        NotFailed,

        /// <summary>It is not met, or does not apply.</summary>
        NotMet,
    }

    /// <summary>A condition on which a claim rests.</summary>
    public sealed record Ground(ConditionNode Condition, GroundKind Kind)
    {
        /// <summary>Whether a condition with this answer is certainly as it is taken.</summary>
        public bool Holds(Answer answer) => Kind switch
        {
            GroundKind.Met => answer.WhereAnySuffices.IsMet,
            GroundKind.NotFailed => answer.WhereAllAreRequired.IsMet,
            _ => answer.WhereAnySuffices.IsNotMet,
        };
    }

    /// <summary>What a finding says of a condition.</summary>
    public enum Claim : byte
    {
        /// <summary>No case meets it.</summary>
        NeverMet,

        /// <summary>No case fails it.</summary>
        AlwaysMet,

        /// <summary>No case that meets the others fails it.</summary>
        Implied,

        /// <summary>No case meets it and none of the others.</summary>
        Shadowed,

        /// <summary>A case meets none of several conditions on one value, which lies between them.</summary>
        Gap,

        /// <summary>A case meets two conditions on one value, neither of which holds the other.</summary>
        Overlap,

        /// <summary>No case comes to it: a row, a band, a criterion that nothing asks for.</summary>
        NeverReached,
    }

    /// <summary>A finding of the prover.</summary>
    public sealed class ProvenFinding
    {
        internal ProvenFinding(Claim claim, Diagnostic diagnostic, ConditionNode? condition, IReadOnlyList<Ground> grounds, IReadOnlyList<Witness> witnesses)
        {
            Claim = claim;
            Diagnostic = diagnostic;
            Condition = condition;
            Grounds = grounds;
            Witnesses = witnesses;
        }

        /// <summary>What is claimed.</summary>
        public Claim Claim { get; }

        /// <summary>The same in words.</summary>
        public Diagnostic Diagnostic { get; }

        /// <summary>The condition that the claim is about; null for a row, a band or a list.</summary>
        public ConditionNode? Condition { get; }

        /// <summary>The other conditions that the claim rests on: it holds of every case in which they are as they are taken.</summary>
        public IReadOnlyList<Ground> Grounds { get; }

        /// <summary>Cases that show it. A claim that no case can be has none, or cases that meet one side each.</summary>
        public IReadOnlyList<Witness> Witnesses { get; }
    }
}
