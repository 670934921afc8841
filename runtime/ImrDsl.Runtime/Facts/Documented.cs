using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// Goes through the entries of a record or list that may be the one that counts, and holds on to the answer on which they agree.
/// </summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct Documented<T>
    where T : RecordEntry
{
    private readonly Entries<T> entries;
    private readonly Candidates<Entries<T>> candidates;
    private readonly Held holder;
    private readonly int node;
    private readonly int fact;
    private Agreement agreement;
    private int index = -1;
    private int outer;

    internal Documented(int node, int fact, in Entries<T> entries, in EvidenceStandard standard, Held holder, CalendarDate decisionDate)
    {
        this.node = node;
        this.fact = fact;
        this.entries = entries;
        this.holder = holder;
        candidates = new Candidates<Entries<T>>(entries, standard, holder.Evidence, decisionDate);
    }

    /// <summary>The candidate at hand, as the holder of its fields.</summary>
    public readonly Held Held => new(entries[index].Evidence ?? holder.Evidence, index);

    /// <summary>The answer. Complete once there is no further candidate.</summary>
    public readonly Truth Answer => entries.IsNone ? Truth.NotMet : candidates.IsCertain ? agreement.Answer : Truth.NotDocumented;

    /// <summary>The next candidate, or null.</summary>
    public T? Next() => Move(out _) ? entries[index] : null;

    /// <summary>The next candidate, or null; noted.</summary>
    public T? Next(ref AccountWriter account)
    {
        if (index >= 0)
        {
            account.Return(outer);
        }

        if (!Move(out Truth qualifies))
        {
            NoteTheRest(ref account);
            return null;
        }

        account.Note(AccountKind.EntryChosen, node, fact, index, qualifies);
        outer = account.Enter(index);
        return entries[index];
    }

    /// <summary>What the candidate at hand answers.</summary>
    public void Ask(Truth answer) => agreement.Add(answer);

    private bool Move(out Truth qualifies)
    {
        while (++index < entries.Count)
        {
            qualifies = candidates[index];
            if (!qualifies.IsNotMet)
            {
                return true;
            }
        }

        qualifies = Truth.NotMet;
        return false;
    }

    private readonly void NoteTheRest(ref AccountWriter account)
    {
        if (entries.IsNone)
        {
            account.Note(AccountKind.FactUsed, node, fact, holder.Index);
            return;
        }

        for (int i = 0; i < entries.Count; i++)
        {
            if (candidates[i].IsNotMet)
            {
                account.Note(AccountKind.EntrySetAside, node, fact, i);
            }
        }

        if (!candidates.IsCertain || agreement.IsContradictory)
        {
            account.Note(AccountKind.FactMissing, node, fact, holder.Index);
        }
    }
}
