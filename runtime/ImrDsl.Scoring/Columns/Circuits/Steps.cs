using System;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>One step of a circuit: fills the bitmaps of its result from those of others, or from columns.</summary>
internal abstract class Step
{
    /// <summary>Whether its result changes once what is computed late is computed.</summary>
    public bool IsLate { get; protected init; }

    /// <summary>Takes the step.</summary>
    public abstract void Run(Frame frame);
}

/// <summary>Met where all of its parts are: <c>∧</c> of docs/evaluation.md. <c>∨</c> is its negation over negations, which costs nothing.</summary>
internal sealed class AllStep : Step
{
    private readonly Signal[] parts;
    private readonly Signal result;

    public AllStep(Signal[] parts, Signal result)
    {
        this.parts = parts;
        this.result = result;
        IsLate = result.MayBeLater;
    }

    public override void Run(Frame frame)
    {
        Joining.All(frame, parts, result);
        if (result.MayNeedJudgement)
        {
            OnlyJudgementMissing(frame, frame[result.Met], frame[result.Judgement]);
        }

        if (result.MayBeLater)
        {
            Span<ulong> later = frame[result.Later];
            later.Clear();
            foreach (Signal part in parts)
            {
                Bitmaps.Or(later, frame[part.Later]);
            }

            Bitmaps.AndNot(later, frame[result.NotMet]);
        }
    }

    // Open, and no part misses a fact.
    private void OnlyJudgementMissing(Frame frame, ReadOnlySpan<ulong> met, Span<ulong> judgement)
    {
        Span<ulong> one = stackalloc ulong[ColumnBlock.Words];
        judgement.Fill(ulong.MaxValue);
        foreach (Signal part in parts)
        {
            Bitmaps.Or(one, frame[part.Judgement], frame[part.Met]);
            Bitmaps.And(judgement, one);
        }

        Bitmaps.AndNot(judgement, met);
    }
}

/// <summary>Met where at least so many of its parts are.</summary>
internal sealed class AtLeastStep : Step
{
    private readonly Signal[] parts;
    private readonly int count;
    private readonly Signal result;

    public AtLeastStep(Signal[] parts, int count, Signal result)
    {
        this.parts = parts;
        this.count = count;
        this.result = result;
        IsLate = result.MayBeLater;
    }

    public override void Run(Frame frame)
    {
        Span<ulong> certain = stackalloc ulong[count + 1];
        Span<ulong> possible = stackalloc ulong[count + 1];
        Span<ulong> met = frame[result.Met];
        Span<ulong> notMet = frame[result.NotMet];
        Span<ulong> judgement = result.MayNeedJudgement ? frame[result.Judgement] : default;
        Span<ulong> later = result.MayBeLater ? frame[result.Later] : default;
        for (int word = 0; word < ColumnBlock.Words; word++)
        {
            Reset(certain);
            Reset(possible);
            ulong missing = 0;
            ulong notComputed = 0;
            foreach (Signal part in parts)
            {
                ulong isMet = frame[part.Met][word];
                ulong isNotMet = frame[part.NotMet][word];
                Add(certain, isMet);
                Add(possible, ~isNotMet);
                missing |= ~(isMet | isNotMet | frame[part.Judgement][word]);
                notComputed |= frame[part.Later][word];
            }

            met[word] = certain[count];
            notMet[word] = ~possible[count];
            ulong open = possible[count] & ~certain[count];
            if (!judgement.IsEmpty)
            {
                judgement[word] = open & ~missing;
            }

            if (!later.IsEmpty)
            {
                later[word] = open & notComputed;
            }
        }
    }

    // Of the rows counted so far, those with at least 0, 1, 2 … parts.
    private static void Reset(Span<ulong> counted)
    {
        counted.Clear();
        counted[0] = ulong.MaxValue;
    }

    private static void Add(Span<ulong> counted, ulong rows)
    {
        for (int i = counted.Length - 1; i > 0; i--)
        {
            counted[i] |= counted[i - 1] & rows;
        }
    }
}
