using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Columns.Asking;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>The parts of a block: those that are bits are asked all at once, with those of the blocks within it that are of its kind.</summary>
/// <param name="compiler">Makes the others.</param>
/// <param name="layout">What is read.</param>
/// <param name="isAll">Whether all of them are asked, or any.</param>
internal sealed class PackedParts(PackedCompiler compiler, PackedLayout layout, bool isAll)
{
    private readonly List<FlatCondition> others = [];
    private ulong so;
    private ulong notSo;
    private ulong judged;

    /// <summary>Adds a part, or its negation; false if it has no packed form.</summary>
    public bool TryAdd(ConditionNode node, bool isNegated)
    {
        if (!node.HasGuard)
        {
            switch (node)
            {
                case NotNode not:
                    return TryAdd(not.Part, !isNegated);
                case DefinedConditionNode defined:
                    return TryAdd(defined.Definition.Condition!, isNegated);
                case GroupNode group when IsOfKind(group.Kind, isNegated) && !group.Parts.Any(part => part.HasGuard):
                    return group.Parts.All(part => TryAdd(part, isNegated != (group.Kind == GroupKind.NoneOf)));
                default:
                    if (layout.Bit(node) is { } bit)
                    {
                        (isNegated ? ref notSo : ref so) |= bit;
                        judged |= PackedLeaf.IsJudged(node) ? bit : 0;
                        return true;
                    }

                    break;
            }
        }

        if (compiler.Condition(node) is not { } other)
        {
            return false;
        }

        others.Add(isNegated ? new FlatNot(other) : other);
        return true;
    }

    /// <summary>The parts: what is bits as one.</summary>
    public FlatCondition[] ToParts() => (so | notSo) == 0 ? [.. others] : [new PackedBits(isAll, so, notSo, judged), .. others];

    /// <summary>The block.</summary>
    public FlatCondition ToCondition() => others.Count == 0 ? new PackedBits(isAll, so, notSo, judged) : new FlatGroup(isAll ? GroupKind.AllOf : GroupKind.AnyOf, 0, ToParts());

    // "All of" and "none of" are conjunctions; "any of", and a negated conjunction, are not.
    private bool IsOfKind(GroupKind kind, bool isNegated) => kind switch
    {
        GroupKind.AllOf or GroupKind.NoneOf => isAll != isNegated,
        GroupKind.AnyOf => isAll == isNegated,
        _ => false,
    };
}
