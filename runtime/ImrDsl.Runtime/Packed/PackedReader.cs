using System;
using System.Collections.Generic;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// Reads case files straight into packed cases, for deciding many of them: a usual line of a file of cases takes a small part of the time that the reader of
/// cases needs, and allocates nothing. Whatever is wrong or unusual is read by that reader, so that findings and errors are the same. For one thread;
/// generated code derives it.
/// </summary>
/// <remarks>
/// Usual is a case with one disputed item, named by its service, whose values stand as they are or in an object with their evidence, dates of evidence to the day.
/// What a value means the reader learns from the reader of cases when it meets the value for the first time. Every order of keys is read fast that does not change
/// from line to line.
/// </remarks>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
/// <typeparam name="TService">The guideline's services, numbered as in its description.</typeparam>
/// <typeparam name="TPacked">The guideline's packed cases.</typeparam>
public abstract class PackedReader<TCase, TService, TPacked>
    where TCase : GuidelineCase
    where TService : struct, Enum
    where TPacked : struct
{
    // Words are found by the eight bytes before their end.
    private const int Before = 8;

    private readonly LineReader line;
    private readonly PackedImage image;
    private byte[] room = new byte[4096];
    private ReadOnlyMemory<byte> utf8;
    private TPacked[] cases = new TPacked[1];
    private TService[] services = new TService[1];
    private TCase? caseOfLine;

    /// <summary>A reader.</summary>
    /// <param name="guideline">The description of the guideline.</param>
    /// <param name="form">What its packed cases hold.</param>
    protected PackedReader(GuidelineDescription guideline, PackedForm form)
    {
        image = new PackedImage(form);
        line = new LineReader(guideline, form, Probe);
    }

    /// <summary>How many disputed items the file holds that the guideline decides; none if there are errors.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the file that was read last was usual, so that it was read fast.</summary>
    public bool IsUsual { get; private set; }

    /// <summary>What is wrong with the file that was read last.</summary>
    public IReadOnlyList<CaseError> Errors { get; private set; } = [];

    /// <summary>An item of the file that was read last, packed. It is there until the next one is read.</summary>
    /// <param name="item">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public ref readonly TPacked this[int item] => ref cases.AsSpan(0, Count)[item];

    /// <summary>The case of the line, read carefully: for what a packed case has no short form for.</summary>
    protected TCase CaseOfLine => caseOfLine ??= ReadCarefully(utf8, string.Empty).Items[0].Case;

    /// <summary>The date as of which the case is decided.</summary>
    protected CalendarDate DecisionDate => line.DecisionDate;

    /// <summary>What is read of facts, as bits.</summary>
    protected Readings Readings => line.Readings;

    /// <summary>The service of an item.</summary>
    /// <param name="item">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public TService ServiceOf(int item) => services.AsSpan(0, Count)[item];

    /// <summary>Reads a case file, most often a line of a file of cases. Never throws; false if anything is wrong with it, which <see cref="Errors"/> tells.</summary>
    /// <param name="utf8">The whole file, in UTF-8.</param>
    /// <param name="path">The file, as messages name it.</param>
    public bool Read(ReadOnlySpan<byte> utf8, string path = "case")
    {
        int needed = Before + utf8.Length + 1 + LineText.Slack;
        if (room.Length < needed)
        {
            room = new byte[2 * needed];
        }

        utf8.CopyTo(room.AsSpan(Before));
        room[Before + utf8.Length] = (byte)'\n';
        return Read(room, Before, utf8.Length, path);
    }

    /// <summary>Reads a line of a buffer, where it stands if there is room behind it. See <see cref="Read(ReadOnlySpan{byte}, string)"/>.</summary>
    /// <param name="buffer">What holds the line; it must not change while the packed case is used.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length, without the line feed.</param>
    /// <param name="path">The file, as messages name it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The line does not lie in the buffer.</exception>
    public bool Read(byte[] buffer, int start, int length, string path = "case")
    {
        ArgumentNullException.ThrowIfNull(buffer);
        utf8 = buffer.AsMemory(start, length);
        if (start < Before || buffer.Length - start - length <= LineText.Slack || buffer[start + length] != '\n')
        {
            return Read(utf8.Span, path);
        }

        caseOfLine = null;
        Errors = [];
        IsUsual = line.TryRead(buffer, start, length);
        if (!IsUsual)
        {
            return ReadCarefully(path);
        }

        cases[0] = Pack();
        services[0] = TypedFacts.Member<TService>(line.Service);
        Count = 1;
        return true;
    }

    /// <summary>A quantity, by its place in the form.</summary>
    protected int Number(int place) => line.Number(place);

    /// <summary>A date, by its place in the form.</summary>
    protected PartialDate Date(int place) => line.Date(place);

    /// <summary>A list, by its place in the form.</summary>
    protected PackedList List(int place) => line.List(place);

    /// <summary>Reads a case file by the reader of cases.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    protected abstract TypedCaseFile<TCase, TService> ReadCarefully(ReadOnlyMemory<byte> file, string path);

    /// <summary>Packs what was read.</summary>
    protected abstract TPacked Pack();

    /// <summary>Packs a case.</summary>
    /// <param name="c">The case.</param>
    protected abstract TPacked Pack(TCase c);

    /// <summary>Shows what a packed case holds.</summary>
    /// <param name="packed">The packed case.</param>
    /// <param name="shown">Where it is shown.</param>
    protected abstract void Show(in TPacked packed, PackedImage shown);

    private bool ReadCarefully(string path)
    {
        TypedCaseFile<TCase, TService> file = ReadCarefully(utf8, path);
        (Errors, Count) = (file.Errors, file.Items.Count);
        if (cases.Length < Count)
        {
            (cases, services) = (new TPacked[Count], new TService[Count]);
        }

        for (int i = 0; i < Count; i++)
        {
            (cases[i], services[i]) = (Pack(file.Items[i].Case), file.Items[i].Service);
        }

        return Errors.Count == 0;
    }

    private PackedImage? Probe(byte[] file)
    {
        TypedCaseFile<TCase, TService> read = ReadCarefully(file, string.Empty);
        if (read.Errors.Count > 0 || read.Items.Count != 1)
        {
            return null;
        }

        TPacked packed = Pack(read.Items[0].Case);
        Show(packed, image);
        return image;
    }
}
