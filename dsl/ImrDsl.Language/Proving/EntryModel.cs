using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>An entry of a record or list that conditions speak of: the one that counts, or any at all.</summary>
    internal sealed class EntryModel
    {
        public EntryModel(string key, FactReference fact, EntryModel? holder, int exists)
        {
            Key = key;
            Fact = fact;
            Holder = holder;
            Exists = exists;
        }

        /// <summary>The same for the same entry, wherever it is spoken of.</summary>
        public string Key { get; }

        /// <summary>The record or list.</summary>
        public FactReference Fact { get; }

        /// <summary>The entry that holds the record or list, or null: the case does.</summary>
        public EntryModel? Holder { get; }

        /// <summary>The statement that there is such an entry.</summary>
        public int Exists { get; }

        /// <summary>What documents the entry must have, if it is chosen by them.</summary>
        public EvidenceQualifier? Qualifier { get; init; }
    }

    /// <summary>A list whose entries are counted: those that meet a condition.</summary>
    internal sealed record CountedEntries(Measure Count, EntryModel Entry, int Condition);

    /// <summary>What a node says of a case, as statements: whether it applies, and whether it is met, given that it applies.</summary>
    internal readonly struct AnswerStatements
    {
        public AnswerStatements(int applies, int value)
        {
            Applies = applies;
            Value = value;
        }

        public int Applies { get; }

        public int Value { get; }
    }
}
