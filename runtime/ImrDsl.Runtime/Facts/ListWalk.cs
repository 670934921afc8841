using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Goes through the entries of a list, in their order; what every use of a list has in common.</summary>
internal struct ListWalk<T>
    where T : RecordEntry
{
    private readonly Entries<T> entries;
    private readonly Held holder;
    private readonly int list;
    private readonly int fact;
    private int index = -1;
    private int outer;
    private int start;

    /// <summary>Begins.</summary>
    public ListWalk(in Entries<T> entries, Held holder)
    {
        this.entries = entries;
        this.holder = holder;
    }

    /// <summary>Begins; notes what there is to say of the list as a whole.</summary>
    public ListWalk(ref AccountWriter account, int list, int fact, in Entries<T> entries, Held holder, bool isNoneIfNotMentioned)
    {
        this.list = list;
        this.fact = fact;
        this.holder = holder;
        this.entries = entries.IsMentioned || !isNoneIfNotMentioned ? entries : Fact.None;
        if (!entries.IsMentioned && isNoneIfNotMentioned)
        {
            account.Note(AccountKind.DefaultUsed, list, fact, holder.Index);
        }
        else if (IsOpen)
        {
            NoteMissing(ref account);
        }
        else if (entries.IsNone)
        {
            account.Note(AccountKind.FactUsed, list, fact, holder.Index);
        }
    }

    /// <summary>Whether the record says nothing of the list, or that it is not known.</summary>
    public readonly bool IsOpen => entries.Knowledge is Knowledge.NotMentioned or Knowledge.Unknown;

    /// <summary>Whether there may be further entries.</summary>
    public readonly bool IsIncomplete => entries.Knowledge == Knowledge.Incomplete;

    /// <summary>Whether the record says that there is no entry.</summary>
    public readonly bool IsNone => entries.IsNone;

    /// <summary>The place of the entry at hand, from 0.</summary>
    public readonly int Index => index;

    /// <summary>How many entries there are.</summary>
    public readonly int Count => entries.Count;

    /// <summary>The entry at hand, as the holder of its fields.</summary>
    public readonly Held Held => new(entries[index].Evidence ?? holder.Evidence, index);

    /// <summary>The next entry, or null.</summary>
    public T? Next() => index + 1 < entries.Count ? entries[++index] : null;

    /// <summary>The next entry, or null; its account begins here.</summary>
    public T? Next(ref AccountWriter account)
    {
        if (index >= 0)
        {
            account.Return(outer);
        }

        T? next = Next();
        if (next is not null)
        {
            outer = account.Enter(index);
            start = account.Needed;
        }

        return next;
    }

    /// <summary>The next entry, or null; after the last it is noted if there may be further entries.</summary>
    public T? NextOrMissing(ref AccountWriter account)
    {
        T? next = Next(ref account);
        if (next is null && IsIncomplete)
        {
            NoteMissing(ref account);
        }

        return next;
    }

    /// <summary>Goes back to an entry.</summary>
    public T GoTo(int place) => entries[index = place];

    /// <summary>Notes whether the entry at hand is in the list, and forgets its filters if it is not.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList)
    {
        if (isInList.IsNotMet)
        {
            account.Rewind(start);
        }

        account.Note(isInList.IsNotMet ? AccountKind.EntrySetAside : AccountKind.EntryChosen, list, fact, index, isInList.IsNotMet ? default : isInList);
        return isInList;
    }

    /// <summary>Notes that the record may not hold the whole list.</summary>
    public readonly void NoteMissing(ref AccountWriter account) => NoteMissing(ref account, list);

    /// <summary>Notes for a node that uses the list that what it asks is missing.</summary>
    public readonly void NoteMissing(ref AccountWriter account, int node) => account.Note(AccountKind.FactMissing, node, fact, holder.Index);

    /// <summary>Notes for a node that uses the list what became of the entry at a place.</summary>
    public readonly void Note(ref AccountWriter account, AccountKind kind, int node, int place, Truth value = default) =>
        account.Note(kind, node, fact, place, value);
}
