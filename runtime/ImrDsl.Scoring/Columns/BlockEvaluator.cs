using System;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>Decides the rows of blocks. One for each thread; allocates nothing once it has begun.</summary>
/// <param name="program">What is to be decided.</param>
internal sealed class BlockEvaluator(ColumnProgram program)
{
    private readonly Frame frame = program.NewFrame();
    private readonly ulong[] findings = new ulong[Enum.GetValues<Finding>().Length * ColumnBlock.Words];
    private readonly ulong[] undecided = new ulong[ColumnBlock.Words];
    private readonly bool isLate = Array.Exists(program.FindingSteps, step => step is LateStep);
    private readonly ulong[] statuses = new ulong[Enum.GetValues<Status>().Length * ColumnBlock.Words];

    /// <summary>Decides a block. <see cref="RowsWith(Finding)"/> and <see cref="RowsWith(int, Status)"/> then tell what came out.</summary>
    /// <param name="block">The block.</param>
    /// <param name="withCriteria">Whether the criteria are asked for.</param>
    public void Evaluate(ColumnBlock block, bool withCriteria)
    {
        frame.Block = block;
        if (withCriteria)
        {
            block.NotAsked(undecided);
            Run(program.FindingSteps, undecided);
            Run(program.CriteriaSteps, undecided);
            Decide(block);
            return;
        }

        Run(program.FindingSteps, default);
        Decide(block);
        if (isLate && Bitmaps.Any(undecided))
        {
            // What is dear is computed for the rows only that hang on it; what follows from it is cheap, and taken again for all.
            foreach (Step step in program.FindingSteps)
            {
                if (step is LateStep late)
                {
                    late.Compute(frame, undecided);
                }
                else if (step.IsLate)
                {
                    step.Run(frame);
                }
            }

            Decide(block);
        }
    }

    private void Run(Step[] steps, ReadOnlySpan<ulong> rows)
    {
        foreach (Step step in steps)
        {
            step.Run(frame);
            if (!rows.IsEmpty && step is LateStep late)
            {
                late.Compute(frame, rows);
            }
        }
    }

    /// <summary>The rows with a finding.</summary>
    public ReadOnlySpan<ulong> RowsWith(Finding finding) => Of(findings, (int)finding);

    /// <summary>The rows in which a criterion has a status. Holds until the next call.</summary>
    /// <param name="criterion">The place of the criterion among those of the program.</param>
    /// <param name="status">The status.</param>
    public ReadOnlySpan<ulong> RowsWith(int criterion, Status status)
    {
        (Signal applies, Signal value) = program.CriterionSignals[criterion];
        Span<ulong> rows = Of(statuses, (int)status);
        for (int word = 0; word < ColumnBlock.Words; word++)
        {
            ulong isAsked = ~frame[applies.NotMet][word];
            rows[word] = frame.Block.Held(word) & ~frame.Block.Asked[word] & (status switch
            {
                Status.NotApplicable => ~isAsked,
                Status.Met => isAsked & frame[value.Met][word],
                Status.NotMet => isAsked & frame[value.NotMet][word],
                Status.NeedsJudgement => isAsked & frame[value.Judgement][word],
                _ => isAsked & ~(frame[value.Met][word] | frame[value.NotMet][word] | frame[value.Judgement][word]),
            });
        }

        frame.Block.AddAsked(criterion, status, rows);
        return rows;
    }

    // As Findings.Of decides, for 64 rows at once.
    private void Decide(ColumnBlock block)
    {
        FindingSignals signals = program.Signals;
        Bits against = new(frame, signals.Against);
        Bits applies = new(frame, signals.Applies);
        Bits part = new(frame, signals.Part);
        Bits wholeLeft = new(frame, signals.WholeUnlessAgainst);
        Bits partLeft = new(frame, signals.PartUnlessAgainst);
        for (int word = 0; word < ColumnBlock.Words; word++)
        {
            ulong left = block.Held(word) & ~block.Asked[word];
            undecided[word] = left & ~against.Met[word] & (against.Later[word]
                | (~applies.NotMet[word] & (applies.Later[word] | (~part.NotMet[word] & (part.Later[word] | wholeLeft.Later[word] | partLeft.Later[word])))));
            Take(Finding.RecommendsAgainst, word, against.Met[word], ref left);

            ulong none = left & applies.NotMet[word];
            left &= ~none;
            Take(Finding.NotAddressed, word, against.NotMet[word], ref none);
            Take(Finding.NeedsJudgement, word, against.Judgement[word], ref none);
            Set(Finding.NotEstablished, word, none);

            Take(Finding.NotNecessary, word, part.NotMet[word], ref left);
            Take(Finding.Necessary, word, wholeLeft.Met[word], ref left);
            Add(Finding.NeedsJudgement, word, wholeLeft.Judgement[word], ref left);
            Take(Finding.NecessaryInPart, word, partLeft.Met[word], ref left);

            // Open as the one or the other is: no fact is missing, but a judgement.
            ulong judgement = (wholeLeft.Judgement[word] | wholeLeft.NotMet[word]) & (partLeft.Judgement[word] | partLeft.NotMet[word]);
            Add(Finding.NeedsJudgement, word, judgement, ref left);
            Add(Finding.NotEstablished, word, left, ref left);
        }

        block.AddAsked(findings);
    }

    private void Take(Finding finding, int word, ulong rows, ref ulong left)
    {
        Set(finding, word, left & rows);
        left &= ~rows;
    }

    private void Add(Finding finding, int word, ulong rows, ref ulong left)
    {
        Of(findings, (int)finding)[word] |= left & rows;
        left &= ~rows;
    }

    private void Set(Finding finding, int word, ulong rows) => Of(findings, (int)finding)[word] = rows;

    private static Span<ulong> Of(ulong[] bitmaps, int place) => bitmaps.AsSpan(place * ColumnBlock.Words, ColumnBlock.Words);

    // The bitmaps of a signal.
    private readonly ref struct Bits(Frame frame, Signal signal)
    {
        public ReadOnlySpan<ulong> Met { get; } = frame[signal.Met];

        public ReadOnlySpan<ulong> NotMet { get; } = frame[signal.NotMet];

        public ReadOnlySpan<ulong> Judgement { get; } = frame[signal.Judgement];

        public ReadOnlySpan<ulong> Later { get; } = frame[signal.Later];
    }
}
