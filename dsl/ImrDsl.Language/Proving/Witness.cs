using System.Collections.Generic;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>A case that shows what a finding says, and what the reference evaluator answers in it.</summary>
    /// <param name="Record">The case; what it does not hold does not matter.</param>
    /// <param name="Expectations">What conditions come to.</param>
    public sealed record Witness(CaseRecord Record, IReadOnlyList<Expectation> Expectations)
    {
        /// <summary>Whether the reference evaluator agrees.</summary>
        public bool Holds()
        {
            foreach (Expectation expectation in Expectations)
            {
                Values.Answer answer = ReferenceEvaluator.Evaluate(expectation.Root, expectation.Condition, Record);
                if (!(expectation.IsMet ? answer.WhereAnySuffices.IsMet : answer.WhereAnySuffices.IsNotMet))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>That a condition applies and is met in a case, or that it certainly is not.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Root">The same, or the condition outside of entries within which it stands.</param>
    /// <param name="IsMet">Whether it is met.</param>
    public sealed record Expectation(ConditionNode Condition, ConditionNode Root, bool IsMet);

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
        internal ProvenFinding(Claim claim, Diagnostic diagnostic, ConditionNode? condition, IReadOnlyList<ConditionNode> others, IReadOnlyList<Witness> witnesses)
        {
            Claim = claim;
            Diagnostic = diagnostic;
            Condition = condition;
            Others = others;
            Witnesses = witnesses;
        }

        /// <summary>What is claimed.</summary>
        public Claim Claim { get; }

        /// <summary>The same in words.</summary>
        public Diagnostic Diagnostic { get; }

        /// <summary>The condition that the claim is about; null for a row, a band or a service.</summary>
        public ConditionNode? Condition { get; }

        /// <summary>The other conditions that the claim rests on.</summary>
        public IReadOnlyList<ConditionNode> Others { get; }

        /// <summary>Cases that show it. A claim that no case can be has none, or cases that meet one side each.</summary>
        public IReadOnlyList<Witness> Witnesses { get; }
    }
}
