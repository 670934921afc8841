using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Frequencies of days: "Time" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>On how many days an entry of a list passes: goes through its entries. See <see cref="Some"/>.</summary>
    public Frequency<T> Frequency<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), decisionDate);

    /// <summary>Notes the answer of a frequency, after the days that were counted.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="least">The fewest days that count.</param>
    /// <param name="most">The most days that may count; −1 if none were looked at.</param>
    public Truth Counted(int node, Truth answer, int least, int most)
    {
        if (most >= 0)
        {
            Note(AccountKind.NumberComputed, node, AccountEntry.Pack((decimal)least), AccountEntry.Pack((decimal)most));
        }

        return Answer(node, answer);
    }
}
