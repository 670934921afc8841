using System;
using System.Buffers;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The latest or first entry of a list: "The latest and the first entry" in docs/evaluation.md. First every entry is considered, then those that
/// may be the one that counts are asked. Read exactly one result.
/// </summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct Chosen<T>
    where T : RecordEntry
{
    private readonly CalendarDate decisionDate;
    private readonly bool isLatest;
    private ListWalk<T> walk;

    // The entries that pass the filters, or may; buffers are reused, so that choosing allocates nothing.
    private Considered[] considered;
    private int count;
    private int at;
    private bool isSettled;
    private bool isCertain;

    // Of the latest entry the first day it can be of; of the first entry the last day.
    private CalendarDate bound;
    private Agreement agreement;
    private Number number;
    private PartialDate date;
    private bool hasValue;
    private int outer;

    internal Chosen(ListWalk<T> walk, CalendarDate decisionDate, bool isLatest)
    {
        this.walk = walk;
        this.decisionDate = decisionDate;
        this.isLatest = isLatest;
        considered = walk.Count == 0 ? [] : ArrayPool<Considered>.Shared.Rent(walk.Count);
        at = -1;
    }

    /// <summary>The entry or candidate at hand, as the holder of its fields.</summary>
    public readonly Held Held => walk.Held;

    /// <summary>The next entry, or null.</summary>
    public T? Next() => walk.Next();

    /// <summary>The next entry, or null; noted.</summary>
    public T? Next(ref AccountWriter account) => walk.NextOrMissing(ref account);

    /// <summary>Notes whether the entry at hand is in the list.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList) => walk.Filter(ref account, isInList);

    /// <summary>Considers the entry at hand, as far as it is in the list.</summary>
    /// <param name="dated">Its date.</param>
    /// <param name="isInList">Whether it passes the filters.</param>
    public void Add(PartialDate dated, Truth isInList)
    {
        if (!isInList.IsNotMet)
        {
            considered[count++] = new Considered(walk.Index, isInList & (dated.IsKnown ? dated <= decisionDate : Truth.Met), dated);
        }
    }

    /// <summary>The next entry that may be the one that counts, or null.</summary>
    public T? NextCandidate()
    {
        Settle();
        while (++at < count)
        {
            if (!considered[at].Counts.IsNotMet)
            {
                return walk.GoTo(considered[at].Place);
            }
        }

        return null;
    }

    /// <summary>The next entry that may be the one that counts, or null; noted.</summary>
    public T? NextCandidate(ref AccountWriter account, int node)
    {
        if (at >= 0)
        {
            account.Return(outer);
        }

        T? next = NextCandidate();
        if (next is null)
        {
            NoteTheRest(ref account, node);
            return null;
        }

        walk.Note(ref account, AccountKind.EntryChosen, node, walk.Index, considered[at].Counts);
        outer = account.Enter(walk.Index);
        return next;
    }

    /// <summary>Notes the entries that may be the one that counts, of which nothing is asked.</summary>
    public void NoteCandidates(ref AccountWriter account, int node)
    {
        while (NextCandidate(ref account, node) is not null)
        {
        }
    }

    /// <summary>What the candidate at hand answers.</summary>
    public void Ask(Truth answer) => agreement.Add(answer);

    /// <summary>The value of the candidate at hand.</summary>
    public void Take(Number value)
    {
        number = hasValue ? ImrDsl.Values.Number.Either(number, value) : value;
        hasValue = true;
    }

    /// <summary>The value of the candidate at hand.</summary>
    public void Take(PartialDate value)
    {
        date = hasValue ? PartialDate.Either(date, value) : value;
        hasValue = true;
    }

    /// <summary>The answer of the entry that counts.</summary>
    public Truth Answer()
    {
        Release();
        return walk.IsOpen ? Truth.NotDocumented
            : walk.IsNone ? Truth.NotMet
            : isCertain && !walk.IsIncomplete ? agreement.Answer
            : Truth.NotDocumented;
    }

    /// <summary>Whether there is such an entry.</summary>
    public Truth IsThere()
    {
        Settle();
        Release();
        return walk.IsNone ? Truth.NotMet : isCertain ? Truth.Met : Truth.NotDocumented;
    }

    /// <summary>The quantity that the entry that counts gives.</summary>
    public Number Number()
    {
        Release();
        return isCertain && !walk.IsIncomplete ? number : ImrDsl.Values.Number.Unknown;
    }

    /// <summary>The date that the entry that counts gives.</summary>
    public PartialDate Date()
    {
        Release();
        return isCertain && !walk.IsIncomplete ? date : PartialDate.Unknown;
    }

    /// <summary>The date of the entry that counts: between the bound and the furthest day any candidate can be of.</summary>
    public PartialDate EntryDate()
    {
        Settle();
        bool isDated = isCertain;
        CalendarDate furthest = bound;
        for (int i = 0; i < count; i++)
        {
            if (!considered[i].Counts.IsNotMet)
            {
                PartialDate dated = considered[i].Date;
                isDated &= dated.IsKnown;
                CalendarDate day = isLatest ? dated.Latest : dated.Earliest;
                furthest = (isLatest ? day > furthest : day < furthest) ? day : furthest;
            }
        }

        Release();
        if (!isDated || (walk.IsIncomplete && !isLatest))
        {
            return PartialDate.Unknown;
        }

        return isLatest ? PartialDate.Between(bound, walk.IsIncomplete || furthest > decisionDate ? decisionDate : furthest) : PartialDate.Between(furthest, bound);
    }

    // Leaves as candidates, of those considered, who may be the one that counts.
    private void Settle()
    {
        if (isSettled)
        {
            return;
        }

        isSettled = true;
        Span<Considered> all = considered.AsSpan(0, count);
        int left = 0;
        foreach (Considered one in all)
        {
            left += one.Counts.IsNotMet ? 0 : 1;
        }

        foreach (ref Considered one in all)
        {
            // Of several, an undated one cannot be placed.
            if (left > 1 && !one.Date.IsKnown)
            {
                one = one with { Counts = Truth.NotMet };
            }

            if (one.Counts.IsMet)
            {
                CalendarDate day = isLatest ? one.Date.Earliest : one.Date.Latest;
                bound = !isCertain || (isLatest ? day > bound : day < bound) ? day : bound;
                isCertain = true;
            }
        }

        foreach (ref Considered one in all)
        {
            if (isCertain && one.Date.IsKnown && (isLatest ? one.Date.Latest < bound : one.Date.Earliest > bound))
            {
                one = one with { Counts = Truth.NotMet };
            }
        }
    }

    private readonly void NoteTheRest(ref AccountWriter account, int node)
    {
        for (int i = 0; i < count; i++)
        {
            if (considered[i].Counts.IsNotMet)
            {
                walk.Note(ref account, AccountKind.EntrySetAside, node, considered[i].Place);
            }
        }

        if (!walk.IsOpen && !walk.IsNone && (!isCertain || agreement.IsContradictory))
        {
            walk.NoteMissing(ref account, node);
        }
    }

    private void Release()
    {
        if (considered.Length > 0)
        {
            ArrayPool<Considered>.Shared.Return(considered);
            considered = [];
        }
    }

    /// <summary>An entry that passes the filters, or may.</summary>
    private readonly record struct Considered(int Place, Truth Counts, PartialDate Date);
}
