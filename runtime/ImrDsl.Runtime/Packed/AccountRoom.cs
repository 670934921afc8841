using System;
using System.Buffers;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Borrowed room for the whole account of a case that does not fit a packed one.</summary>
/// <param name="length">How many entries it has.</param>
public readonly ref struct AccountRoom(int length)
{
    private readonly AccountEntry[] rented = ArrayPool<AccountEntry>.Shared.Rent(length);
    private readonly int length = length;

    /// <summary>The room.</summary>
    public Span<AccountEntry> Entries => rented.AsSpan(0, length);

    /// <summary>Gives it back.</summary>
    public void Dispose() => ArrayPool<AccountEntry>.Shared.Return(rented);
}
