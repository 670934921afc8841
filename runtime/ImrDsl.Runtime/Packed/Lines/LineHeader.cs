using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// What stands before the facts of a line, from its first brace on: most often the same in all lines but for the dates. It is kept from the line read last, and
/// compared as a whole with the next one. For one thread.
/// </summary>
internal sealed class LineHeader
{
    private const int Longest = 512;
    private const int DigitsOfDay = 10;

    // Where most lines have another one, it is not looked for any more.
    private const int Attempts = 64;

    // With zeros behind the last byte, and where the days stand.
    private readonly byte[] bytes = new byte[Longest + LineText.Slack];
    private readonly byte[] mask = new byte[Longest + LineText.Slack];
    private int decisionAt;
    private int requestAt;
    private int serviceAt;
    private long found;
    private long missed;

    /// <summary>How many bytes it has; 0 while none is known.</summary>
    public int Length { get; private set; }

    /// <summary>The last key of the file in it.</summary>
    public int LastKey { get; private set; }

    /// <summary>The number of the service in it.</summary>
    public int Service { get; private set; }

    /// <summary>See <see cref="LineReader.IsPlainlyRouted"/>.</summary>
    public bool IsPlainlyRouted { get; private set; }

    /// <summary>Whether it stands at a place, and which days it has there; −1 for one that is not known.</summary>
    /// <param name="length">How many bytes of the line there are.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryRead(ref byte text, int at, int length, out int decision, out int request, out int service)
    {
        (decision, request, service) = (-1, -1, -1);
        if (Length == 0)
        {
            return false;
        }

        ref byte place = ref Unsafe.Add(ref text, at);
        if (length < Length || !Stands(ref place))
        {
            missed++;
            return false;
        }

        found++;
        decision = LineDates.Day(ref Unsafe.Add(ref place, decisionAt));
        request = requestAt < 0 ? -1 : LineDates.Day(ref Unsafe.Add(ref place, requestAt));
        service = serviceAt < 0 ? -1 : LineDates.Day(ref Unsafe.Add(ref place, serviceAt));
        return decision >= 0 && (requestAt < 0 || request >= 0) && (serviceAt < 0 || service >= 0);
    }

    /// <summary>Keeps that of a line which has another one.</summary>
    /// <param name="header">Its bytes.</param>
    /// <param name="lastKey">The last key of the file in it.</param>
    /// <param name="service">The number of the service.</param>
    /// <param name="isPlainlyRouted">See <see cref="LineReader.IsPlainlyRouted"/>.</param>
    /// <param name="daysAt">Where the days stand of the decision, the request and the service; −1 for one that is not known.</param>
    public void Keep(ReadOnlySpan<byte> header, int lastKey, int service, bool isPlainlyRouted, (int Decision, int Request, int Service) daysAt)
    {
        if (header.Length > Longest || missed > found + Attempts)
        {
            Length = 0;
            return;
        }

        (Length, LastKey, Service, IsPlainlyRouted) = (header.Length, lastKey, service, isPlainlyRouted);
        (decisionAt, requestAt, serviceAt) = daysAt;
        bytes.AsSpan().Clear();
        mask.AsSpan().Clear();
        header.CopyTo(bytes);
        mask.AsSpan(0, Length).Fill(byte.MaxValue);
        ReadOnlySpan<int> days = [decisionAt, requestAt, serviceAt];
        foreach (int day in days)
        {
            if (day >= 0)
            {
                mask.AsSpan(day, DigitsOfDay).Clear();
            }
        }
    }

    private bool Stands(ref byte place)
    {
        ref byte expected = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref byte asked = ref MemoryMarshal.GetArrayDataReference(mask);
        for (nuint i = 0; i < (nuint)Length; i += (nuint)Vector256<byte>.Count)
        {
            if (((Vector256.LoadUnsafe(ref place, i) ^ Vector256.LoadUnsafe(ref expected, i)) & Vector256.LoadUnsafe(ref asked, i)) != Vector256<byte>.Zero)
            {
                return false;
            }
        }

        return true;
    }
}
