using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// "reading R as S": while criteria are bound under it, the name R means S, and the fields asked of R are those of S. Definitions that
    /// lead to R are bound anew under it, each once.
    /// </summary>
    internal sealed class NameReading
    {
        private readonly List<(FactPlan From, FactPlan To)> pairs;
        private readonly Dictionary<DefinitionSymbol, DefinitionSymbol> definitions = new Dictionary<DefinitionSymbol, DefinitionSymbol>();
        private readonly Dictionary<FactPlan, NameTable> fields = new Dictionary<FactPlan, NameTable>();

        public NameReading(IEnumerable<(FactPlan From, FactPlan To)> pairs) => this.pairs = pairs.ToList();

        /// <summary>What is read as what.</summary>
        public IReadOnlyList<(FactPlan From, FactPlan To)> Pairs => pairs;

        /// <summary>The facts whose names were met.</summary>
        public HashSet<FactPlan> Met { get; } = new HashSet<FactPlan>();

        /// <summary>The fields that were asked for and that what is read instead does not have, with what was to be read.</summary>
        public HashSet<(FactPlan From, string Field)> Missing { get; } = new HashSet<(FactPlan, string)>();

        /// <summary>Whether one of the facts and definitions that were met leads to what is read as something else.</summary>
        public bool Concerns(IEnumerable<object> mentions) => Concerns(mentions, new HashSet<object>());

        /// <summary>What a name means under the reading.</summary>
        public Symbol Of(Symbol symbol)
        {
            switch (symbol)
            {
                case FactSymbol fact when pairs.Any(pair => ReferenceEquals(pair.From, fact.Fact)):
                    Met.Add(fact.Fact);
                    fact.IsUsed = true;
                    return new FactSymbol(pairs.First(pair => ReferenceEquals(pair.From, fact.Fact)).To);
                case DefinitionSymbol { Plan: not null, Parameter: null } definition when !definition.IsReading && Concerns(definition.Mentions):
                    if (!definitions.TryGetValue(definition, out DefinitionSymbol? anew))
                    {
                        anew = new DefinitionSymbol(definition.Name, definition.Source!, definition.Owner, definition.Line, null) { IsScore = definition.IsScore, IsReading = true };
                        definitions.Add(definition, anew);
                    }

                    return anew;
                default:
                    return symbol;
            }
        }

        /// <summary>
        /// The field that a name means for an entry at hand, if the entry is of a fact that is read instead of another: a field is visible if the
        /// other one has it. Null for other entries.
        /// </summary>
        public Symbol? FieldOf(EntryNames entry, PhraseCursor phrase, int at, out int length, out bool isNegated)
        {
            (length, isNegated) = (0, false);
            (FactPlan From, FactPlan To) pair = pairs.FirstOrDefault(pair => ReferenceEquals(pair.To, entry.Scope.Fact.Fact));
            if (pair.From is null || NamesOf(pair.From).Find(phrase, at, out length, out isNegated) is not FactSymbol { Fact: var asked })
            {
                return null;
            }

            FactPlan? field = entry.Kind.Fields.FirstOrDefault(other => NameTable.Canonical(other.Name) == NameTable.Canonical(asked.Name) && other.Kind == asked.Kind);
            if (field is not null)
            {
                return new FactSymbol(field);
            }

            Missing.Add((pair.From, asked.Name));
            return new FailedSymbol(asked.Name, asked.Source!);
        }

        /// <summary>Whether an entry is of a fact that is read instead of another.</summary>
        public bool IsReadInstead(EntryNames entry) => pairs.Any(pair => ReferenceEquals(pair.To, entry.Scope.Fact.Fact));

        private NameTable NamesOf(FactPlan fact)
        {
            if (!fields.TryGetValue(fact, out NameTable? names))
            {
                names = new EntryNames(fact.EntryKind!, new EntryScope(new FactReference(fact, null))).Names;
                fields.Add(fact, names);
            }

            return names;
        }

        private bool Concerns(IEnumerable<object> mentions, HashSet<object> seen) => mentions.Any(mentioned =>
            pairs.Any(pair => ReferenceEquals(pair.From, mentioned))
            || (mentioned is DefinitionSymbol definition && seen.Add(definition) && Concerns(definition.Mentions, seen)));
    }
}
