using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The entry of a record or list that a piece of generated code has at hand.</summary>
    /// <param name="Scope">What refers to it in the plan.</param>
    /// <param name="Variable">The variable that holds it.</param>
    /// <param name="Held">What stands for it as the holder of its fields.</param>
    internal sealed record EntryInScope(EntryScope Scope, string Variable, string Held);

    /// <summary>The entries at hand, the innermost last.</summary>
    internal sealed class EntriesInScope
    {
        private readonly IReadOnlyList<EntryInScope> entries;

        private EntriesInScope(IReadOnlyList<EntryInScope> entries) => this.entries = entries;

        /// <summary>No entry at hand.</summary>
        public static EntriesInScope None { get; } = new EntriesInScope(new List<EntryInScope>());

        /// <summary>The entries, the innermost last.</summary>
        public IReadOnlyList<EntryInScope> All => entries;

        /// <summary>One entry more.</summary>
        public EntriesInScope With(EntryInScope entry) => new EntriesInScope(new List<EntryInScope>(entries) { entry });

        /// <summary>The entry that a fact is a field of; null for a fact of the case.</summary>
        public EntryInScope? HolderOf(FactReference fact)
        {
            foreach (EntryInScope entry in entries)
            {
                if (ReferenceEquals(entry.Scope, fact.Entry))
                {
                    return entry;
                }
            }

            return null;
        }
    }
}
