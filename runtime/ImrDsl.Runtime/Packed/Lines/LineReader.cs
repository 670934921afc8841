using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// Reads a line with one disputed item into what a packed case holds. It refuses every line in which anything is wrong or unusual; that is read carefully. What a
/// value means it does not know: it learns that from the careful reader, once for each value. Nothing is allocated for a line. For one thread.
/// </summary>
internal sealed partial class LineReader
{
    private static readonly string[] FileWords = ["schema", "case", "items", "facts", "reviewer"];
    private static readonly string[] CaseWords = ["decision date", "utilization review date", "edition date", "application date", "assignment date", "id", "description"];
    private static readonly string[] ItemWords = ["request date", "service date", "service", "code", "description"];

    private readonly GuidelineDescription guideline;
    private readonly PackedForm form;
    private readonly LineEvidence evidence;
    private readonly KeyTable fileKeys = KeysOf(FileWords);
    private readonly KeyTable caseKeys = KeysOf(CaseWords);
    private readonly KeyTable itemKeys = KeysOf(ItemWords);
    private readonly KeyTable factKeys;
    private readonly KeyTable answerKeys;
    private readonly WordTable services = new([]);
    private readonly LineHeader header = new();

    // By their numbers in the description; a fact that no key names is never asked for.
    private readonly LineFact[] facts;

    private byte[] bytes = [];
    private int line;

    // Where the days of the decision, the request and the service stand; −1 for one that is not known.
    private (int Decision, int Request, int Service) daysAt;

    /// <summary>A reader for a guideline.</summary>
    /// <param name="guideline">The guideline.</param>
    /// <param name="form">What its packed cases hold.</param>
    /// <param name="probe">Reads a case file carefully and shows the packed case of its only item; null if it is wrong or does not fit.</param>
    public LineReader(GuidelineDescription guideline, PackedForm form, Func<byte[], PackedImage?> probe)
    {
        this.guideline = guideline;
        this.form = form;
        this.probe = probe;
        evidence = new LineEvidence(guideline.Evidence);
        facts = [.. guideline.Facts.Select(fact => new LineFact(fact))];
        factKeys = KeysOf(FactHolder.Case);
        answerKeys = KeysOf(FactHolder.Reviewer);
        dates = new PartialDate[facts.Length];
        datesOfFields = new PartialDate[form.Dates.Count];
        framed = [.. guideline.Facts.Where(fact => fact.Holder is FactHolder.RequestDate or FactHolder.ServiceDate or FactHolder.DecisionDate).Select(fact => (fact.Number, fact.Holder))];
        datesOfCase = [.. form.Dates.Select(date => date.Field >= 0 ? Array.Empty<int>() : [date.Fact, .. date.Instead])];
        numbers = new int[form.Numbers.Count];
        lists = new ListRoom[form.Lists.Count + 1];
        listsOfEntries = new PackedList[form.Lists.Count];
        usual = new Usual[facts.Length];
        first = new PackedImage(form);
        Prepare();
    }

    /// <summary>The date as of which the case is decided.</summary>
    public CalendarDate DecisionDate => CalendarDate.OfDay(decisionDay);

    /// <summary>The number of the service of the item.</summary>
    public int Service { get; private set; }

    /// <summary>The day as of which the case is decided.</summary>
    public int DecisionDay => decisionDay;

    /// <summary>The day of the service; −1 if the item does not state it.</summary>
    public int ServiceDay => serviceDay;

    /// <summary>Whether the line chooses no edition by a date of its own, and names its service by nothing else than its name.</summary>
    public bool IsPlainlyRouted { get; private set; }

    /// <summary>Whether it can read any line at all.</summary>
    public bool IsUsable => isUsable;

    /// <summary>Reads a line. False if it needs the careful reader.</summary>
    /// <param name="buffer">What holds it. Behind the line stands a line feed, and behind that <see cref="LineText.Slack"/> bytes.</param>
    /// <param name="start">Its first byte; at least eight bytes stand before it.</param>
    /// <param name="length">Its length.</param>
    public bool TryRead(byte[] buffer, int start, int length)
    {
        if (!isUsable)
        {
            return false;
        }

        bytes = buffer;
        Begin();
        ref byte text = ref MemoryMarshal.GetArrayDataReference(buffer);
        int end = ReadFile(ref text, LineText.Blanks(ref text, start), start + length);
        return end >= 0 && LineText.Blanks(ref text, end) == start + length && Utf8.IsValid(buffer.AsSpan(start, length));
    }

    /// <summary>Reads a line whose end is not known yet. Gives the place of its line feed, or <see cref="LineText.Careful"/> if it needs the careful reader.</summary>
    /// <param name="buffer">What holds it and, behind its line feed, another <see cref="LineText.Slack"/> bytes.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="isAscii">Whether it is known to hold nothing but ASCII.</param>
    public int Read(byte[] buffer, int start, bool isAscii)
    {
        bytes = buffer;
        Begin();
        ref byte text = ref MemoryMarshal.GetArrayDataReference(buffer);
        int end = ReadFile(ref text, LineText.Blanks(ref text, start), buffer.Length - LineText.Slack);
        if (end < 0)
        {
            return LineText.Careful;
        }

        end = LineText.Blanks(ref text, end);
        return LineText.At(ref text, end) == '\n' && (isAscii || Utf8.IsValid(buffer.AsSpan(start, end - start))) ? end : LineText.Careful;
    }

    private static KeyTable KeysOf(string[] words) => new(words.Select((word, i) => (word, i)));

    private KeyTable KeysOf(FactHolder holder) => new(guideline.Facts.Where(fact => fact.Holder == holder).Select(fact => (fact.Name, fact.Number)));

    private int ReadFile(ref byte text, int at, int lineEnd)
    {
        const int AllNeeded = 7;
        (int factsAt, int factsEnd, int answersAt, int answersEnd) = (-1, -1, -1, -1);
        ulong seen = 0;
        int key = KeyTable.Start;
        int start = at;
        if (header.TryRead(ref text, at, lineEnd - at, out int decision, out int request, out int service))
        {
            (decisionDay, requestDay, serviceDay, Service, IsPlainlyRouted) = (decision, request, service, header.Service, header.IsPlainlyRouted);
            (seen, key, at) = (AllNeeded, header.LastKey, at + header.Length);
            TryBeginFacts();
        }

        while (true)
        {
            at = fileKeys.NextOnce(ref text, at, ref key, ref seen, out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                break;
            }

            bool isFramed = (seen & AllNeeded) == AllNeeded;
            switch (key)
            {
                case 0:
                    at = LineText.At(ref text, at) == '1' ? at + 1 : LineText.Careful;
                    break;
                case 1:
                    at = ReadCase(ref text, at);
                    break;
                case 2:
                    at = ReadItems(ref text, at);
                    break;
                default:
                    // Facts are read when the dates with which those of their evidence are compared are known.
                    int from = at;
                    at = LineText.At(ref text, at) != '{' ? LineText.Careful
                        : isFramed ? ReadFacts(ref text, at, key == 3 ? factKeys : answerKeys)
                        : LineText.Skip(ref text, at);
                    if (!isFramed && key == 3)
                    {
                        (factsAt, factsEnd) = (from, at);
                    }
                    else if (!isFramed)
                    {
                        (answersAt, answersEnd) = (from, at);
                    }

                    break;
            }

            if (at < 0)
            {
                return LineText.Careful;
            }

            if ((seen & AllNeeded) == AllNeeded && !isBegun)
            {
                if (!TryBeginFacts())
                {
                    return LineText.Careful;
                }

                if (seen == AllNeeded)
                {
                    KeepHeader(start, at, key);
                }
            }
        }

        bool isRead = isBegun
            && (factsAt < 0 || ReadFacts(ref text, factsAt, factKeys) == factsEnd)
            && (answersAt < 0 || ReadFacts(ref text, answersAt, answerKeys) == answersEnd);
        return isRead ? at : LineText.Careful;
    }

    private int ReadCase(ref byte text, int at)
    {
        const int EditionDate = 2;
        const int FirstOfWords = 5;
        ulong seen = 0;
        int key = KeyTable.Start;
        while (true)
        {
            at = caseKeys.NextOnce(ref text, at, ref key, ref seen, out bool isEnd);
            if (at < 0 || isEnd)
            {
                return at;
            }

            if (key >= FirstOfWords)
            {
                at = LineText.Plain(ref text, at);
            }
            else
            {
                at = ReadDay(ref text, at, out int day);
                (decisionDay, daysAt.Decision) = key == 0 ? (day, PlaceOf(day, at)) : (decisionDay, daysAt.Decision);
                IsPlainlyRouted &= key != EditionDate || day < 0;
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    // The only item, with a service by its name.
    private int ReadItems(ref byte text, int at)
    {
        const int RequestDate = 0;
        const int ServiceDate = 1;
        const int ServiceName = 2;
        const int Code = 3;

        if (LineText.At(ref text, at) != '[')
        {
            return LineText.Careful;
        }

        ulong seen = 0;
        int key = KeyTable.Start;
        at = LineText.Blanks(ref text, at + 1);
        while (true)
        {
            at = itemKeys.NextOnce(ref text, at, ref key, ref seen, out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                at = LineText.Blanks(ref text, at);
                return LineText.At(ref text, at) == ']' && Service >= 0 ? at + 1 : LineText.Careful;
            }

            switch (key)
            {
                case RequestDate:
                    at = ReadDay(ref text, at, out requestDay);
                    daysAt.Request = PlaceOf(requestDay, at);
                    break;
                case ServiceDate:
                    at = ReadDay(ref text, at, out serviceDay);
                    daysAt.Service = PlaceOf(serviceDay, at);
                    break;
                case ServiceName:
                    at = ReadService(ref text, at);
                    break;
                default:
                    IsPlainlyRouted &= key != Code;
                    at = LineText.Plain(ref text, at);
                    break;
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadService(ref byte text, int at)
    {
        int end = LineText.WordEnd(ref text, at + 1);
        Service = LineText.At(ref text, at) != '"' ? -1 : services.Find(ref bytes[at + 1], end - at - 1);
        return end + 1;
    }

    private void KeepHeader(int start, int end, int lastKey)
    {
        int Behind(int day) => day < 0 ? -1 : day - start;
        header.Keep(bytes.AsSpan(start, end - start), lastKey, Service, IsPlainlyRouted, (Behind(daysAt.Decision), Behind(daysAt.Request), Behind(daysAt.Service)));
    }

    // The first digit of a day that was read; −1 if it was null.
    private static int PlaceOf(int day, int end) => day < 0 ? -1 : end - 11;

    // A day, or null.
    private static int ReadDay(ref byte text, int at, out int day)
    {
        if (LineText.Has(ref text, at, LineText.Null))
        {
            day = -1;
            return at + 4;
        }

        day = LineText.At(ref text, at) == '"' && LineText.At(ref text, at + 11) == '"' ? LineDates.Day(ref Unsafe.Add(ref text, (nint)(uint)at + 1)) : -1;
        return day >= 0 ? at + 12 : LineText.Careful;
    }
}
