using System;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>Decides the rows of blocks. One for each thread; allocates nothing once it has begun.</summary>
/// <param name="program">What is to be decided.</param>
internal sealed class BlockEvaluator(ColumnProgram program)
{
    private static readonly Finding[] AllFindings = Enum.GetValues<Finding>();

    private readonly Frame frame = program.NewFrame();
    private readonly ulong[] findings = new ulong[AllFindings.Length * ColumnBlock.Words];
    private readonly bool isLate = Array.Exists(program.FindingSteps, step => step is LateStep);
    private readonly ulong[] statuses = new ulong[Enum.GetValues<Status>().Length * ColumnBlock.Words];
    private bool isAsked;

    /// <summary>Decides a block. <see cref="RowsWith(Finding)"/> and <see cref="RowsWith(int, Status)"/> then tell what came out.</summary>
    /// <param name="block">The block.</param>
    /// <param name="withCriteria">Whether the criteria are asked for.</param>
    /// <param name="soon">A block that is decided soon, best the one after the next: it is fetched from memory meanwhile.</param>
    public void Evaluate(ColumnBlock block, bool withCriteria, ColumnBlock? soon = null)
    {
        frame.Begin(block, soon);
        ReadOnlySpan<ulong> wanted = withCriteria ? frame[Frame.Rows] : default;
        Run(program.FindingSteps, wanted);
        Run(program.Findings.Steps, default);
        if (withCriteria)
        {
            Run(program.CriteriaSteps, wanted);
        }
        else if (isLate && Bitmaps.Any(frame[program.Findings.Undecided]))
        {
            // What is dear is computed for the rows only that hang on it; what follows from it is cheap, and taken again for all.
            foreach (Step step in program.FindingSteps)
            {
                if (step is LateStep late)
                {
                    late.Compute(frame, frame[program.Findings.Undecided]);
                }
                else if (step.IsLate)
                {
                    step.Run(frame);
                }
            }

            Run(program.Findings.Steps, default);
        }

        AddAsked(block);
    }

    private void Run(Step[] steps, ReadOnlySpan<ulong> rows)
    {
        foreach (Step step in steps)
        {
            frame.Ahead.Fetch(Ahead.BeforeStep);
            step.Run(frame);
            if (!rows.IsEmpty && step is LateStep late)
            {
                late.Compute(frame, rows);
            }
        }
    }

    /// <summary>The rows with a finding. Holds until the next block.</summary>
    public ReadOnlySpan<ulong> RowsWith(Finding finding) => isAsked ? Of(findings, (int)finding) : frame[program.Findings[finding]];

    /// <summary>How many rows have a finding.</summary>
    public int Count(Finding finding)
    {
        if (!isAsked && program.Findings[finding] == Frame.Zeros)
        {
            return 0;
        }

        frame.Ahead.Fetch(Ahead.BeforeStep);
        return Bitmaps.Count(RowsWith(finding));
    }

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
            rows[word] = frame[Frame.Rows][word] & (status switch
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

    // Rows that did not fit are decided already.
    private void AddAsked(ColumnBlock block)
    {
        isAsked = block.IsAnyAsked;
        if (!isAsked)
        {
            return;
        }

        foreach (Finding finding in AllFindings)
        {
            frame[program.Findings[finding]].CopyTo(Of(findings, (int)finding));
        }

        block.AddAsked(findings);
    }

    private static Span<ulong> Of(ulong[] bitmaps, int place) => bitmaps.AsSpan(place * ColumnBlock.Words, ColumnBlock.Words);
}
