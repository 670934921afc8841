using System;
using System.Runtime.Intrinsics.X86;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>
/// Fetches the columns of a block that is decided soon into the cache, a portion at a time between the steps of the present one: memory then works while the processor
/// does. All at once, the processor would wait for it. On machines without such instructions nothing happens.
/// </summary>
/// <param name="lines">How many lines of the cache a block's columns take.</param>
/// <param name="steps">How many steps a block takes.</param>
internal sealed class Ahead(int lines, int steps)
{
    /// <summary>How many portions are fetched before each step. Long steps fetch some more, so all is fetched some time before the last one.</summary>
    public const int BeforeStep = 4;

    private const int BytesOfALine = 64;
    private const double ShareBeforeSteps = 0.75;

    private readonly int portion = Math.Max((int)(lines * ShareBeforeSteps / (BeforeStep * Math.Max(steps, 1))), 1) * BytesOfALine;
    private nint next;
    private nint end;

    /// <summary>Begins with a block; null if there is none.</summary>
    public void Begin(ColumnBlock? block)
    {
        next = block?.Address ?? 0;
        end = next + (block is null ? 0 : (nint)lines * BytesOfALine);
    }

    /// <summary>Fetches so many portions, until all of the block is fetched.</summary>
    public unsafe void Fetch(int portions)
    {
        if (Sse.IsSupported)
        {
            nint line = next;
            for (nint last = nint.Min(line + ((nint)portions * portion), end); line < last; line += BytesOfALine)
            {
                Sse.Prefetch1((void*)line);
            }

            next = line;
        }
    }
}
