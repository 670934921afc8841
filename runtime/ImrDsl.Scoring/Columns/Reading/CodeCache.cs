using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>Which sets of a guideline hold the codes that were met last, so that a code that comes again need not be looked at again.</summary>
internal sealed class CodeCache
{
    private const int Size = 1024;
    private const int LongestCode = 2 * sizeof(ulong);

    private readonly Held[] held = new Held[Size];

    /// <summary>Forgets all codes.</summary>
    public void Clear() => Array.Clear(held);

    /// <summary>Which sets hold a code, with or without its system before it. False for what is no code, or needs a closer look.</summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="system">The code system of the fact.</param>
    /// <param name="form">The form of the guideline's cases.</param>
    /// <param name="sets">The sets, as <see cref="FlatForm.SetsWith"/> gives them.</param>
    public bool TrySets(ref byte text, int at, int length, string system, FlatForm form, out long sets)
    {
        sets = 0;
        if (length is 0 or > LongestCode)
        {
            return false;
        }

        Span<byte> padded = stackalloc byte[LongestCode];
        padded.Clear();
        ReadOnlySpan<byte> code = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at), length);
        code.CopyTo(padded);
        ulong head = MemoryMarshal.Read<ulong>(padded);
        ulong tail = MemoryMarshal.Read<ulong>(padded[sizeof(ulong)..]);
        ref Held place = ref held[(int)(((head ^ (tail * 31)) * 0x9E37_79B9_7F4A_7C15) >> 54)];
        if (place.Head == head && place.Tail == tail && ReferenceEquals(place.System, system))
        {
            sets = place.Sets;
            return true;
        }

        if (!Ascii.IsValid(code) || code.ContainsAnyInRange((byte)0, (byte)0x1F) || code.Contains((byte)'\\') || TryPlain(Encoding.ASCII.GetString(code), system) is not { } plain)
        {
            return false;
        }

        sets = form.SetsWith(plain);
        place = new Held(head, tail, system, sets);
        return true;
    }

    private static string? TryPlain(string text, string system)
    {
        text = text.Trim();
        text = text.StartsWith(system + " ", StringComparison.OrdinalIgnoreCase) ? text[(system.Length + 1)..].TrimStart() : text;
        return text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAny(" ,;*") ? text : null;
    }

    private readonly record struct Held(ulong Head, ulong Tail, string? System, long Sets);
}
