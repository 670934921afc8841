using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using ImrDsl.Runtime;
using ImrDsl.Runtime.Cases;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Tests;

/// <summary>Compares what the reader of packed cases makes of a file with what the reader of cases does.</summary>
internal interface IPackedReading
{
    /// <summary>How many files were read, and how many of them fast.</summary>
    (int Files, int Usual) Counted { get; }

    /// <summary>What differs; null if nothing does.</summary>
    /// <param name="utf8">The file.</param>
    string? Difference(byte[] utf8);

    /// <summary>How many bytes are allocated by reading files.</summary>
    /// <param name="files">The files.</param>
    long Allocated(byte[][] files);
}

/// <inheritdoc/>
internal sealed class PackedReading<TCase, TService, TPacked> : IPackedReading
    where TCase : GuidelineCase
    where TService : struct, Enum
    where TPacked : struct
{
    private readonly PackedReader<TCase, TService, TPacked> reader;
    private readonly Func<ReadOnlyMemory<byte>, string, TypedCaseFile<TCase, TService>> read;
    private readonly Func<TCase, TPacked> pack;
    private readonly DecideMethod decide;
    private readonly StatusesMethod? statuses;
    private readonly AccountMethod? account;

    public PackedReading(MethodInfo read, Type reader, Type packed)
    {
        this.reader = (PackedReader<TCase, TService, TPacked>)Activator.CreateInstance(reader)!;
        this.read = read.CreateDelegate<Func<ReadOnlyMemory<byte>, string, TypedCaseFile<TCase, TService>>>();
        pack = packed.GetMethod("Of")!.CreateDelegate<Func<TCase, TPacked>>();
        decide = packed.GetMethod("Decide")!.CreateDelegate<DecideMethod>();
        statuses = packed.GetMethod("Statuses")?.CreateDelegate<StatusesMethod>();
        account = packed.GetMethod("Account")?.CreateDelegate<AccountMethod>();
    }

    private delegate Finding DecideMethod(ref TPacked packed, TService service);

    private delegate CriterionStatuses StatusesMethod(ref TPacked packed, TService service);

    private delegate Finding AccountMethod(ref TPacked packed, TService service, Span<AccountLine> lines, out int needed);

    /// <inheritdoc/>
    public (int Files, int Usual) Counted { get; private set; }

    /// <inheritdoc/>
    public string? Difference(byte[] utf8)
    {
        TypedCaseFile<TCase, TService> expected = read(utf8, "case.json");
        bool isRight = reader.Read(utf8, "case.json");
        Counted = (Counted.Files + 1, Counted.Usual + (reader.IsUsual ? 1 : 0));
        if (isRight != (expected.Errors.Count == 0) || !expected.Errors.SequenceEqual(reader.Errors))
        {
            return "errors: expected " + string.Join("; ", expected.Errors) + ", not " + string.Join("; ", reader.Errors);
        }

        if (expected.Items.Count != reader.Count)
        {
            return "items: expected " + expected.Items.Count + ", not " + reader.Count;
        }

        for (int i = 0; i < reader.Count; i++)
        {
            TPacked left = pack(expected.Items[i].Case);
            TPacked right = reader[i];
            string? difference = EqualityComparer<TService>.Default.Equals(expected.Items[i].Service, reader.ServiceOf(i))
                ? Enum.GetValues<TService>().Select(service => Difference(left, right, service)).FirstOrDefault(found => found is not null)
                : "service " + reader.ServiceOf(i);
            if (difference is not null)
            {
                return "item " + i + ": " + difference;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public long Allocated(byte[][] files)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] file in files)
        {
            reader.Read(file);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private string? Difference(TPacked expected, TPacked actual, TService service)
    {
        if (decide(ref expected, service) is var finding && decide(ref actual, service) is var found && finding != found)
        {
            return $"{service}: expected {finding}, not {found}";
        }

        if (statuses is null || account is null)
        {
            return null;
        }

        if (statuses(ref expected, service) is var all && statuses(ref actual, service) is var others && !all.Equals(others))
        {
            return $"{service}: expected {all}, not {others}";
        }

        string lines = Lines(ref expected, service);
        string otherLines = Lines(ref actual, service);
        return lines == otherLines ? null : $"{service}: expected {lines}, not {otherLines}";
    }

    private string Lines(ref TPacked packed, TService service)
    {
        account!(ref packed, service, [], out int needed);
        var lines = new AccountLine[needed];
        account(ref packed, service, lines, out _);
        return string.Join("\n", lines);
    }
}
