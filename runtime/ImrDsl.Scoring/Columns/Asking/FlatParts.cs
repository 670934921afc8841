using System.Linq;
using System.Threading;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>
/// Parts of a condition of which one may settle the whole, so that the others need not be asked. Of the first cases all are asked; from then on those first that
/// settled it most often for what they cost. The answer does not hang on the order. Used by several threads at once.
/// </summary>
/// <param name="parts">The parts.</param>
internal sealed class FlatParts(FlatCondition[] parts)
{
    private const int Enough = 256;

    // By part how often it was not met, and met. Two threads may count one case as one; nothing but the order follows from it.
    private readonly int[] notMet = new int[parts.Length];
    private readonly int[] met = new int[parts.Length];
    private FlatCondition[] refuting = [.. parts.OrderBy(part => part.Cost)];
    private FlatCondition[] confirming = [.. parts.OrderBy(part => part.Cost)];
    private int seen;

    /// <summary>What it costs to ask all of them.</summary>
    public int Cost { get; } = parts.Sum(part => part.Cost);

    /// <summary>Every part, or with <paramref name="isNegated"/> the negation of every part.</summary>
    public Answer AllOf(AtHand at, bool isNegated)
    {
        Learn(at);
        Truth applies = Truth.NotMet;
        Truth value = Truth.Met;
        foreach (FlatCondition part in isNegated ? confirming : refuting)
        {
            Answer answer = part.Of(at);
            applies |= answer.Applies;
            value &= (isNegated ? !answer : answer).WhereAllAreRequired;
            if (value.IsNotMet && applies.IsMet)
            {
                break;
            }
        }

        return new Answer(applies, value);
    }

    /// <summary>Any part.</summary>
    public Answer AnyOf(AtHand at)
    {
        Learn(at);
        Truth applies = Truth.NotMet;
        Truth value = Truth.NotMet;
        foreach (FlatCondition part in confirming)
        {
            Answer answer = part.Of(at);
            applies |= answer.Applies;
            value |= answer.WhereAnySuffices;
            if (value.IsMet)
            {
                break;
            }
        }

        return new Answer(applies, value);
    }

    private void Learn(AtHand at)
    {
        if (seen < Enough)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                Answer answer = parts[i].Of(at);
                notMet[i] += answer.WhereAllAreRequired.IsNotMet ? 1 : 0;
                met[i] += answer.WhereAnySuffices.IsMet ? 1 : 0;
            }

            if (Interlocked.Increment(ref seen) == Enough)
            {
                refuting = Ordered(notMet);
                confirming = Ordered(met);
            }
        }
    }

    private FlatCondition[] Ordered(int[] settled) => [.. parts.Select((part, i) => (Part: part, Price: part.Cost / (settled[i] + 0.5))).OrderBy(one => one.Price).Select(one => one.Part)];
}
