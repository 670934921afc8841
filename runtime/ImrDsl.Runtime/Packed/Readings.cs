using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// What is read of up to 64 facts of a case, each a bit: whether a fact is stated, a value chosen, a test documented by the evidence that is asked for. A
/// bit that is set in neither word is open. Generated code makes and asks them.
/// </summary>
/// <param name="isTrue">What is so.</param>
/// <param name="isFalse">What is not so.</param>
public readonly struct Readings(ulong isTrue, ulong isFalse)
{
    /// <summary>What is so.</summary>
    internal ulong IsTrue => isTrue;

    /// <summary>What is not so.</summary>
    internal ulong IsFalse => isFalse;

    /// <summary>What is read of one fact; not documented if it is open.</summary>
    public Truth this[ulong bit] => Truth.Of(isMet: (isTrue & bit) != 0, isNotMet: (isFalse & bit) != 0, isJudgement: false);

    /// <summary>Whether one fact is so.</summary>
    public bool Has(ulong bit) => (isTrue & bit) != 0;

    /// <summary>With one reading more.</summary>
    /// <param name="bit">Its bit.</param>
    /// <param name="reading">What is read.</param>
    public Readings With(ulong bit, Truth reading) => new(isTrue | (reading.IsMet ? bit : 0), isFalse | (reading.IsNotMet ? bit : 0));

    /// <summary>Whether all of some facts are so, and all of some others are not.</summary>
    /// <param name="so">What must be so.</param>
    /// <param name="notSo">What must not be so.</param>
    /// <param name="judged">Which of them the reviewer decides: open ones of these need judgement, others are not documented.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Truth All(ulong so = 0, ulong notSo = 0, ulong judged = 0)
    {
        ulong open = (so & ~isTrue) | (notSo & ~isFalse);
        return Truth.Of(isMet: open == 0, isNotMet: ((so & isFalse) | (notSo & isTrue)) != 0, isJudgement: (open & ~judged) == 0);
    }

    /// <summary>Whether any of some facts is so, or any of some others is not.</summary>
    /// <param name="so">What may be so.</param>
    /// <param name="notSo">What may not be so.</param>
    /// <param name="judged">Which of them the reviewer decides.</param>
    public Truth Any(ulong so = 0, ulong notSo = 0, ulong judged = 0) => !All(notSo, so, judged);
}
