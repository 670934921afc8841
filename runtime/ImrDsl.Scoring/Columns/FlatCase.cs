using System;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>What a case holds of one fact, or an entry of one of its fields. The default is a fact that is not mentioned.</summary>
internal struct FlatFact
{
    /// <summary>What is known of it as a whole.</summary>
    public Knowledge Knowledge;

    /// <summary>How many entries it has.</summary>
    public int Entries;

    /// <summary>Its first entry, among <see cref="FlatCase.Entries"/>; the others follow by <see cref="FlatEntry.Next"/>. Meaningless without entries.</summary>
    public int FirstEntry;

    /// <summary>Its last entry. Meaningless without entries.</summary>
    public int LastEntry;
}

/// <summary>One entry of a fact: a value or fields, and its evidence.</summary>
internal struct FlatEntry
{
    /// <summary>A day that is not known, and no place in an array.</summary>
    public const int None = -1;

    /// <summary>Evidence that names a person or kind of which the vocabulary of the guideline knows nothing.</summary>
    public const short OtherTerm = -2;

    /// <summary>
    /// Whether the value is known: an answer, a value of a choice, an exact number, a date, a period with both ends or ongoing, words, a code. Always so for an
    /// entry of a record or list.
    /// </summary>
    public bool IsKnown;

    /// <summary>Whether a period still goes on.</summary>
    public bool IsOngoing;

    /// <summary>Whether the entry has evidence of its own.</summary>
    public bool HasEvidence;

    /// <summary>The number of the term for the person in the vocabulary; <see cref="None"/> if the evidence does not say.</summary>
    public short Person;

    /// <summary>The number of the term for the kind of evidence; <see cref="None"/> if the evidence does not say.</summary>
    public short Kind;

    /// <summary>
    /// Yes is 1, no is 0; a choice is the number of its value; a number is so many of the smallest digit of its fact (<see cref="FlatForm.ScaleOf"/>); of a code it
    /// is which sets hold it (<see cref="FlatForm.SetsWith"/>).
    /// </summary>
    public long Value;

    /// <summary>The first day that a date, or the beginning of a period, may be: a <see cref="CalendarDate.DayNumber"/>, or <see cref="None"/>.</summary>
    public int FromFirst;

    /// <summary>The last day that a date, or the beginning of a period, may be.</summary>
    public int FromLast;

    /// <summary>The first day that the end of a period may be; <see cref="None"/> if it is ongoing or not known.</summary>
    public int ToFirst;

    /// <summary>The last day that the end of a period may be.</summary>
    public int ToLast;

    /// <summary>The first day that the evidence may be of, or <see cref="None"/>.</summary>
    public int DateFirst;

    /// <summary>The last day that the evidence may be of.</summary>
    public int DateLast;

    /// <summary>Where the fields of an entry of a record or list begin among <see cref="FlatCase.Facts"/>, by their ordinals; else <see cref="None"/>.</summary>
    public int FirstField;

    /// <summary>The next entry of the same fact, or <see cref="None"/>.</summary>
    public int Next;

    /// <summary>The date, or the beginning of a period.</summary>
    public readonly PartialDate From => LineDates.Between(FromFirst, FromLast);

    /// <summary>The period.</summary>
    public readonly Period Period => new(From, LineDates.Between(ToFirst, ToLast), IsOngoing);

    /// <summary>Sets the period.</summary>
    public void SetPeriod(in DaysOfPeriod period)
    {
        (FromFirst, FromLast, ToFirst, ToLast) = (period.FromFirst, period.FromLast, period.ToFirst, period.ToLast);
        IsOngoing = period.IsOngoing;
    }

    /// <summary>The date of the evidence.</summary>
    public readonly PartialDate Date => LineDates.Between(DateFirst, DateLast);

    /// <summary>An entry that says nothing.</summary>
    public static FlatEntry Empty { get; } = new()
    {
        Person = None,
        Kind = None,
        FromFirst = None,
        FromLast = None,
        ToFirst = None,
        ToLast = None,
        DateFirst = None,
        DateLast = None,
        FirstField = None,
        Next = None,
    };
}

/// <summary>
/// One disputed item of a case, with the facts of the case, in two arrays that are used again for the next: nothing is allocated for a case. Says what a
/// <see cref="Language.Evaluation.CaseRecord"/> says, as far as the guideline reads it. <see cref="FlatForm"/> tells how a guideline's values are written.
/// </summary>
internal sealed class FlatCase
{
    // Fewer are not worth a call.
    private const int MostCleared = 12;

    /// <summary>The facts: first those of <c>GuidelinePlan.AllFacts</c> by their numbers (fields stay empty there), then the fields of entries, a run for each entry.</summary>
    public FlatFact[] Facts = new FlatFact[64];

    /// <summary>How many of <see cref="Facts"/> are in use.</summary>
    public int FactCount;

    /// <summary>The entries of all facts.</summary>
    public FlatEntry[] Entries = new FlatEntry[64];

    /// <summary>How many of <see cref="Entries"/> are in use.</summary>
    public int EntryCount;

    /// <summary>The date as of which the item is decided, as a <see cref="CalendarDate.DayNumber"/>.</summary>
    public int DecisionDay;

    /// <summary>Begins a new case, in which no fact is mentioned.</summary>
    /// <param name="facts">How many facts there are, fields included.</param>
    public void Clear(int facts)
    {
        EntryCount = 0;
        FactCount = 0;
        Grow(facts);
    }

    /// <summary>Adds an entry that says nothing to a fact. The reference holds until the next entry is added.</summary>
    /// <param name="fact">The place of the fact among <see cref="Facts"/>.</param>
    public ref FlatEntry AddEntry(int fact)
    {
        if (EntryCount == Entries.Length)
        {
            Array.Resize(ref Entries, 2 * EntryCount);
        }

        int place = EntryCount++;
        ref FlatFact holder = ref Facts[fact];
        if (holder.Entries++ == 0)
        {
            holder.FirstEntry = place;
        }
        else
        {
            Entries[holder.LastEntry].Next = place;
        }

        holder.LastEntry = place;
        Entries[place] = FlatEntry.Empty;
        return ref Entries[place];
    }

    /// <summary>Makes room for entries, so that some can be written without looking for it.</summary>
    public void Reserve(int entries)
    {
        if (EntryCount + entries > Entries.Length)
        {
            Array.Resize(ref Entries, Math.Max(EntryCount + entries, 2 * Entries.Length));
        }
    }

    /// <summary>Adds the fields of an entry of a record or list, none of them mentioned. Returns the place of the first among <see cref="Facts"/>.</summary>
    /// <param name="entry">The place of the entry among <see cref="Entries"/>.</param>
    /// <param name="fields">How many fields it has.</param>
    public int AddFields(int entry, int fields)
    {
        int first = FactCount;
        Entries[entry].FirstField = first;
        Grow(fields);
        return first;
    }

    private void Grow(int by)
    {
        if (FactCount + by > Facts.Length)
        {
            Array.Resize(ref Facts, Math.Max(FactCount + by, 2 * Facts.Length));
        }

        Span<FlatFact> grown = Facts.AsSpan(FactCount, by);
        FactCount += by;
        if (by > MostCleared)
        {
            grown.Clear();
            return;
        }

        foreach (ref FlatFact fact in grown)
        {
            fact = default;
        }
    }
}
