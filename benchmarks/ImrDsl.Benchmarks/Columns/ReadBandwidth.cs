using System;
using System.Numerics;
using System.Runtime.InteropServices;
using ImrDsl.Benchmarks.Measuring;

namespace ImrDsl.Benchmarks.Columns;

/// <summary>How fast one core of this machine reads memory that is in no cache: the bound of everything that goes over columns.</summary>
internal sealed class ReadBandwidth
{
    private const int Bytes = 256 * 1024 * 1024;
    private const int Streams = 4;

    private readonly ulong[] memory = new ulong[Bytes / sizeof(ulong)];

    /// <summary>Some memory, touched once.</summary>
    public ReadBandwidth() => Array.Fill(memory, 1UL);

    /// <summary>Bytes a nanosecond, that is GB/s.</summary>
    public double Measure(RoundRobin measure) =>
        1 / measure.Measure([new Contestant("read", () => new Tally((int)(Sum() >> 32), 0, 0, 0))], Bytes)[0].Nanoseconds;

    private ulong Sum()
    {
        ReadOnlySpan<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(memory.AsSpan());
        Vector<ulong> one = default;
        Vector<ulong> two = default;
        Vector<ulong> three = default;
        Vector<ulong> four = default;
        for (int i = 0; i <= vectors.Length - Streams; i += Streams)
        {
            one += vectors[i];
            two += vectors[i + 1];
            three += vectors[i + 2];
            four += vectors[i + 3];
        }

        return Vector.Sum(one + two + three + four);
    }
}
