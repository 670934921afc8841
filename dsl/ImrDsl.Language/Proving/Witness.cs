using System.Collections.Generic;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

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
                Answer answer = expectation.Root is { } root ? ReferenceEvaluator.Evaluate(root, expectation.Condition, Record) : Truth.NotDocumented;
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
    /// <param name="Root">The same, or the condition outside of entries within which it stands; null if it cannot be evaluated by itself.</param>
    /// <param name="IsMet">Whether it is met.</param>
    public sealed record Expectation(ConditionNode Condition, ConditionNode? Root, bool IsMet);
}
