using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>How lines are read for a set of guidelines. Made once; may be used by several threads at once.</summary>
internal sealed class LineRules
{
    /// <summary>The rules for these editions; null if one of them has no flat form.</summary>
    /// <param name="plans">Every edition that reads the lines.</param>
    public static LineRules? Of(IReadOnlyList<GuidelinePlan> plans)
    {
        GuidelineDescription[] descriptions = [.. plans.Select(PlanDescription.Of)];
        FlatForm?[] forms = [.. plans.Select(FlatForm.Of)];
        return forms.Any(form => form is null)
            ? null
            : new LineRules { Plans = plans, Editions = [.. forms.Select((form, i) => new EditionRules(form!, [.. descriptions.Where((_, other) => other != i)]))] };
    }

    /// <summary>Every edition that reads the lines.</summary>
    public required IReadOnlyList<GuidelinePlan> Plans { get; init; }

    /// <summary>The rules of each.</summary>
    public required EditionRules[] Editions { get; init; }
}

/// <summary>
/// A line of a batch, read into a flat case: the same as the careful reader (<see cref="CaseReader"/>) makes of it, or a refusal. It is refused when anything in it
/// is wrong or unusual; the careful reader then tells which. Nothing is allocated for a line. For one thread.
/// </summary>
internal sealed partial class CaseLine
{
    private readonly LineRules lineRules;
    private readonly Routes routes;
    private readonly FactReader facts;

    // For each fact the line in which it was met last, so that one that stands twice is seen.
    private readonly int[] met;
    private int line;

    private byte[] bytes = [];
    private byte[] copy = new byte[4096];
    private Item[] items = new Item[4];
    private int itemCount;
    private int selected;
    private int edition;

    // What all items have in common: the parts of the file that were passed over, where they stand (−1: nowhere), and how far the case is filled with facts.
    private int factsAt;
    private int answersAt;
    private (int First, int Last) decisionDate;
    private (int First, int Last) reviewDate;
    private (int First, int Last) editionDate;
    private int commonEntries;
    private int commonFacts;

    /// <summary>A reader of lines.</summary>
    /// <param name="rules">How they are read.</param>
    public CaseLine(LineRules rules)
    {
        lineRules = rules;
        routes = new Routes(rules.Plans);
        facts = new FactReader(Flat);
        met = new int[rules.Editions.Max(edition => edition.Names)];
    }

    /// <summary>The case with the item that was selected last; the first, after a line is read.</summary>
    public FlatCase Flat { get; } = new();

    /// <summary>How many disputed items the line holds.</summary>
    public int Items => itemCount;

    /// <summary>The place of the edition that decides all items.</summary>
    public int Edition => edition;

    /// <summary>The number of the selected item's service in that edition.</summary>
    public int Service => items[selected].Service;

    /// <summary>Reads a line. False if it needs the careful reader.</summary>
    /// <param name="buffer">What holds it.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length, without the line end.</param>
    public bool TryRead(byte[] buffer, int start, int length)
    {
        bytes = buffer;
        if (start + length + LineText.Slack >= buffer.Length || buffer[start + length] is not ((byte)'\n' or (byte)'\r'))
        {
            start = Copy(buffer.AsSpan(start, length));
        }

        int end = ReadFrom(start);
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        return end >= 0 && end <= start + length && LineText.Blanks(ref text, end) >= start + length && TryFinish(ref text) && Utf8.IsValid(bytes.AsSpan(start, length));
    }

    /// <summary>Reads a line whose end is not known yet. Gives the place of its <c>\n</c>, or <see cref="LineText.Careful"/> if it needs the careful reader.</summary>
    /// <param name="buffer">What holds it and, behind its line end, another <see cref="LineText.Slack"/> bytes.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="isAscii">Whether it is known to hold nothing but ASCII.</param>
    public int Read(byte[] buffer, int start, bool isAscii)
    {
        bytes = buffer;
        int end = ReadFrom(start);
        if (end < 0)
        {
            return LineText.Careful;
        }

        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        end = LineText.Blanks(ref text, end);
        return LineText.At(ref text, end) == '\n' && TryFinish(ref text) && (isAscii || Utf8.IsValid(bytes.AsSpan(start, end - start))) ? end : LineText.Careful;
    }

    private void BeginLine()
    {
        (itemCount, edition, requestCells) = (0, -1, []);
        if (++line == int.MaxValue)
        {
            Array.Clear(met);
            line = 1;
        }
    }

    // To the end of the object.
    private int ReadFrom(int start)
    {
        BeginLine();
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        return ReadFile(ref text, LineText.Blanks(ref text, start));
    }

    /// <summary>Fills the case with another item of the line.</summary>
    /// <param name="item">Its place, from 0.</param>
    public void Select(int item)
    {
        if (item != selected)
        {
            TrySelect(ref MemoryMarshal.GetArrayDataReference(bytes), item);
        }
    }

    // Behind a line that does not end with a line end, or at the end of the buffer, methods could read on.
    private int Copy(ReadOnlySpan<byte> text)
    {
        if (copy.Length < text.Length + LineText.Slack + 1)
        {
            copy = new byte[(2 * text.Length) + LineText.Slack + 1];
        }

        text.CopyTo(copy);
        copy[text.Length] = (byte)'\n';
        bytes = copy;
        return 0;
    }

    private int ReadFile(ref byte text, int at)
    {
        (factsAt, answersAt) = (-1, -1);
        decisionDate = reviewDate = editionDate = (FlatEntry.None, FlatEntry.None);
        uint seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            int before = at;
            at = FrameWords.OfFile.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                const uint Needed = (1u << FrameWords.Schema) | (1u << FrameWords.Items);
                return (seen & Needed) == Needed ? at : LineText.Careful;
            }

            bool isComment = word < 0 && at >= 0 && IsComment(ref text, before);
            if (at < 0 || (word < 0 && !isComment) || (!isComment && (seen & (1u << word)) != 0))
            {
                return LineText.Careful;
            }

            seen |= isComment ? 0 : 1u << word;
            at = word switch
            {
                < 0 => LineText.Skip(ref text, at),
                FrameWords.Schema => LineText.At(ref text, at) == '1' && LineText.Number(ref text, at, isJson: true, out long schema, out int decimals) is var end && schema == 1 && decimals == 0
                    ? end
                    : LineText.Careful,
                FrameWords.Case => ReadCase(ref text, at),
                FrameWords.Items => ReadItems(ref text, at),
                _ => ReadPart(ref text, at, isAnswers: word == FrameWords.Reviewer, isRouted: (seen & 6) == 6),
            };
            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    // Behind the brace or comma.
    private static bool IsComment(ref byte text, int at)
    {
        at = LineText.Blanks(ref text, LineText.Blanks(ref text, at) + 1) + 1;
        return LineText.At(ref text, at) == '/' && LineText.At(ref text, at + 1) == '/';
    }

    // Facts are read when it is known whose they are; else they are passed over, and read behind the rest.
    private int ReadPart(ref byte text, int at, bool isAnswers, bool isRouted)
    {
        if (edition < 0 && (lineRules.Editions.Length == 1 || isRouted) && !TryBegin())
        {
            return LineText.Careful;
        }

        if (edition >= 0)
        {
            return ReadFacts(ref text, at, isAnswers);
        }

        (isAnswers ? ref answersAt : ref factsAt) = at;
        return LineText.Skip(ref text, at);
    }

    private bool TryBegin()
    {
        if (lineRules.Editions.Length == 1)
        {
            edition = 0;
        }
        else if (!TryRoute())
        {
            return false;
        }

        EditionRules rules = lineRules.Editions[edition];
        facts.Use(rules);
        Flat.Clear(rules.Rules.Length);
        return true;
    }

    private int ReadFacts(ref byte text, int at, bool isAnswers)
    {
        EditionRules rules = lineRules.Editions[edition];
        return facts.ReadFacts(ref text, at, isAnswers ? rules.Answers : rules.Facts, met, line);
    }

    private int ReadFact(ref byte text, int at, EditionRules rules, int number)
    {
        if (number < 0 || met[number] == line)
        {
            return LineText.Careful;
        }

        met[number] = line;
        if (number >= rules.Rules.Length)
        {
            return LineText.Skip(ref text, at);
        }

        FactRule rule = rules.Rules[number];
        at = facts.Read(ref text, at, rule, number);
        facts.Forget(rule, number);
        return at;
    }

    // All of the file is read but for the items' own facts, and perhaps the others.
    private bool TryFinish(ref byte text)
    {
        if ((edition < 0 && !TryBegin())
            || (factsAt >= 0 && ReadFacts(ref text, factsAt, isAnswers: false) < 0) || (answersAt >= 0 && ReadFacts(ref text, answersAt, isAnswers: true) < 0))
        {
            return false;
        }

        if (!TryRoute())
        {
            return false;
        }

        (commonEntries, commonFacts) = (Flat.EntryCount, Flat.FactCount);
        for (int i = itemCount - 1; i >= 0; i--)
        {
            if (!TrySelect(ref text, i))
            {
                return false;
            }
        }

        return true;
    }
}
