using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The entry of a record or list that a piece of generated code has at hand.</summary>
    /// <param name="Scope">What refers to it in the plan.</param>
    /// <param name="Variable">The variable that holds it.</param>
    /// <param name="Held">What stands for it as the holder of its fields.</param>
    internal sealed record EntryInScope(EntryScope Scope, string Variable, string Held)
    {
        /// <summary>Whether something else than the entry itself stands for it as the holder of its fields.</summary>
        public bool IsHeldApart => Held != Variable;

        /// <summary>The arguments that pass it to a method.</summary>
        public string Arguments => ", " + Variable + (IsHeldApart ? ", " + Held : string.Empty);

        /// <summary>Whether the record or list it is in is itself a field of an entry.</summary>
        public bool IsNested => Scope.Fact.Entry is not null;

        /// <summary>The entry as a method gets it passed.</summary>
        public EntryInScope AsParameter() => IsHeldApart ? this with { Held = MethodNames.Holder(Variable) } : this;
    }

    /// <summary>The entries at hand, the innermost last.</summary>
    internal sealed class EntriesInScope
    {
        private readonly EntryInScope[] entries;

        private EntriesInScope(EntryInScope[] entries) => this.entries = entries;

        /// <summary>No entry at hand.</summary>
        public static EntriesInScope None { get; } = new EntriesInScope(Array.Empty<EntryInScope>());

        /// <summary>The entries, the innermost last.</summary>
        public IReadOnlyList<EntryInScope> All => entries;

        /// <summary>The arguments that pass them to a method.</summary>
        public string Arguments => entries.Length == 0 ? string.Empty : string.Concat(entries.Select(entry => entry.Arguments));

        /// <summary>One entry more.</summary>
        public EntriesInScope With(EntryInScope entry)
        {
            var more = new EntryInScope[entries.Length + 1];
            entries.CopyTo(more, 0);
            more[entries.Length] = entry;
            return new EntriesInScope(more);
        }

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
