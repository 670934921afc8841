using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Defaults, and what names may be.</summary>
    internal sealed partial class Binder
    {
        // A name with one of these in it could be read as a condition on a shorter name.
        private static readonly string[] RefusedInNames = { "not", "no", "unless", "when" };

        private static readonly string[] OperatorWords =
        {
            "is", "are", "was", "were", "and", "or", "by", "with", "where", "before", "after", "at", "in", "on", "within", "between", "to", "from", "of", "than",
        };

        private readonly List<(FactPlan Fact, PhraseCursor Phrase, int From, int To)> defaults = new List<(FactPlan, PhraseCursor, int, int)>();

        // A declared name: words in lower case unless they hold capitals inside (BMI, NYHA).
        private static string TakeDeclaredName(PhraseCursor phrase)
        {
            int start = phrase.Position;
            while (!phrase.AtEnd && NameTable.IsNamePart(phrase.Kind))
            {
                phrase.Position++;
            }

            return phrase.Position == phrase.Count ? NameOf(phrase, start) : string.Empty;
        }

        // A number and the word behind it are two words, as they are where the name is used: "24h dose" is the name "24 h dose".
        private static string NameOf(PhraseCursor phrase, int start)
        {
            string name = phrase.Words(start, phrase.Count);
            for (int i = phrase.Count - 1; i > start; i--)
            {
                if (phrase.KindAt(i) == TokenKind.Word && phrase.KindAt(i - 1) == TokenKind.Number && phrase.IsJoined(i))
                {
                    name = name.Insert(phrase.Words(start, i).Length, " ");
                }
            }

            return name;
        }

        // Takes the name of a declaration; null if there is none or it is taken, which has been reported.
        private string? TakeNewName(PhraseCursor head, SourceSpan at, string example)
        {
            string name = TakeDeclaredName(head);
            if (name.Length == 0)
            {
                Report("GL0210", at, example);
                return null;
            }

            return IsTaken(name, at) ? null : name;
        }

        private bool IsTaken(string name, SourceSpan at)
        {
            if (names.Declared.TryGetValue(NameTable.Canonical(name), out Symbol? other))
            {
                ReportDuplicate(at, name, other);
                return true;
            }

            return false;
        }

        private void Declare(Symbol definition)
        {
            ownDefinitions.Add(definition);
            names.Add(definition.Name, definition);
        }

        private void BindDefaults()
        {
            foreach ((FactPlan fact, PhraseCursor phrase, int from, int to) in defaults)
            {
                SourceSpan at = phrase.Span(from, to);
                string words = phrase.Words(from, to);
                string lower = words.ToLowerInvariant();
                DefaultPlan? value = null;
                Symbol? symbol = names.Find(phrase, from, out int length, out _);
                if (symbol is FactSymbol other && from + length == to && !ReferenceEquals(other.Fact, fact))
                {
                    other.IsUsed = true;
                    value = other.Fact.Kind == fact.Kind && fact.Kind is FactKind.Date or FactKind.Number or FactKind.YesNo && !LeadsTo(other.Fact, fact)
                        ? new DefaultPlan { Fact = other.Fact, Words = words }
                        : null;
                }
                else if (fact.Kind == FactKind.YesNo && lower is "yes" or "no")
                {
                    value = new DefaultPlan { YesNo = lower == "yes", Words = lower };
                }
                else if (fact.Kind == FactKind.List && lower == "none")
                {
                    value = new DefaultPlan { IsNone = true, Words = lower };
                }
                else if (fact.Kind == FactKind.Choice && IndexOf(fact.Choice!, words) is { } index)
                {
                    value = new DefaultPlan { ChoiceValue = index, Words = words };
                }
                else if (fact.Kind == FactKind.Number && to == from + 1 && phrase.KindAt(from) == TokenKind.Number)
                {
                    value = new DefaultPlan { Number = ParseDecimal(words), Words = words };
                }

                if (value is null)
                {
                    Report("GL0228", at, words, fact.Name);
                }
                else if (fact.IsJudgement)
                {
                    Report("GL0229", phrase.IsWordAt(to, "if") ? phrase.Span(from, to + 3) : at);
                }

                fact.Default = value;
            }
        }

        private static bool LeadsTo(FactPlan from, FactPlan to)
        {
            for (FactPlan? fact = from; fact is not null; fact = fact.Default?.Fact)
            {
                if (ReferenceEquals(fact, to))
                {
                    return true;
                }
            }

            return false;
        }

        private static int? IndexOf(ChoicePlan choice, string words) => choice.Find(NameTable.Canonical(words));

        // Names that could be read as a condition on a shorter name are refused where they are declared.
        private void CheckNames()
        {
            foreach (Symbol symbol in ownFacts.Concat<Symbol>(ownFacts.SelectMany(fact => Fields(fact.Fact))).Concat(ownDefinitions))
            {
                string[] words = NameTable.WordsOf(symbol.Name);
                string? refused = Array.Find(words, word => Array.IndexOf(RefusedInNames, word) >= 0);
                if (refused is not null)
                {
                    Report("GL0230", WordIn(symbol.Source!, refused), symbol.Name, refused);
                    isMissingNames = true;
                    continue;
                }

                string last = words[words.Length - 1];
                if (Array.IndexOf(OperatorWords, last) >= 0
                    && names.Declared.TryGetValue(string.Join(" ", words.Take(words.Length - 1)), out Symbol? shorter))
                {
                    Report("GL0231", symbol.Source!, symbol.Name, shorter.Name, last);
                    isMissingNames = true;
                }
            }
        }

        private static IEnumerable<FactSymbol> Fields(FactPlan fact) =>
            (fact.EntryKind?.Fields ?? Array.Empty<FactPlan>()).Where(field => field.Source is not null).Select(field => new FactSymbol(field));
    }
}
