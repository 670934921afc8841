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
    /// <summary>Conditions: blocks, lines with <i>and</i> and <i>or</i>, modifiers, and the single conditions that start with a name.</summary>
    internal sealed partial class Binder
    {
        // The entries at hand, innermost last.
        private readonly List<EntryNames> entries = new List<EntryNames>();

        private ConditionNode? BindSimple(PhraseCursor phrase, List<LineSyntax> below, ref bool usedBelow)
        {
            int start = phrase.Position;
            if (FindFieldOf(phrase) is { IsValue: false } field)
            {
                bool isBelowUsed = usedBelow;
                ConditionNode? node = BindMeasurement(phrase, condition => BindConditionOnFieldOf(condition, field, below, ref isBelowUsed));
                usedBelow = isBelowUsed;
                return node;
            }

            Symbol? symbol = FindName(phrase, start, out int length, out bool isNegated, out EntryScope? scope);
            if (symbol is null && !StartsWithMeasure(phrase) && phrase.TakeAny("not", "no") is { } negation)
            {
                if (negation == "no" && IsListAsked(phrase))
                {
                    ConditionNode? some = BindQuantifier(phrase, start, Quantifier.Some, below, ref usedBelow);
                    return some is null ? null : new NotNode(some.Source, some);
                }

                if (phrase.IsWord("not") || phrase.IsWord("no"))
                {
                    Report(new Diagnostic("GL0250", phrase.Span(start, phrase.Position + 1)) { Fix = WithOne(phrase, start) });
                    return null;
                }

                int at = phrase.Position;
                if (phrase.IsWordAt(start, "no") && IsListNext(phrase))
                {
                    ListNode? none = BindList(phrase);
                    return none is null ? null : new NotNode(phrase.SpanFrom(start), new QuantifierNode(phrase.SpanFrom(at), Quantifier.Some, none, null));
                }

                Symbol? negated = FindName(phrase, at, out _, out bool isTwice, out _);
                if (negated is not null && isTwice)
                {
                    int second = at;
                    while (second + 1 < phrase.Count && !phrase.IsWordAt(second, "not"))
                    {
                        second++;
                    }

                    Report("GL0250", phrase.Span(start, second + 1));
                    return null;
                }

                ConditionNode? part = BindSimple(phrase, below, ref usedBelow);
                if (part is NotNode { Part: MembershipNode or SameChoiceNode or ComparisonNode or BandNode or CodeNode })
                {
                    Report("GL0250", phrase.SpanAt(start));
                    return null;
                }

                return part is null ? null : new NotNode(phrase.SpanFrom(start), part);
            }

            if (symbol is null)
            {
                if (phrase.Take("for", "every"))
                {
                    return BindForEvery(phrase, start);
                }

                if (ReportEveryForAtLeast(phrase))
                {
                    return null;
                }

                if (phrase.TakeAny("some", "every") is { } quantifier)
                {
                    return BindQuantifier(phrase, start, quantifier == "some" ? Quantifier.Some : Quantifier.Every, below, ref usedBelow);
                }

                if (phrase.Take("neither"))
                {
                    return BindNeither(phrase, start);
                }

                if (IsChosenNext(phrase))
                {
                    return BindChosen(phrase, below, ref usedBelow);
                }

                if (TryTakeCounted(phrase, out GroupKind kind, out int count))
                {
                    return BindCountedCriteria(phrase, start, kind, count);
                }

                if (IsCriteriaReference(phrase))
                {
                    return BindCriteriaReference(phrase);
                }

                if (IsSinceNext(phrase))
                {
                    return BindSince(phrase);
                }

                if (IsFrequencyNext(phrase))
                {
                    return BindFrequency(phrase, start);
                }

                if (StartsWithMeasure(phrase))
                {
                    return BindMeasurement(phrase, measure =>
                    {
                        ConditionNode? measured = BindMeasureFirst(measure);
                        TakeMeasured(measure, measured);
                        return measured is null ? null : InClosedTables(measured);
                    });
                }
            }
            else if (symbol is FailedSymbol)
            {
                return null;
            }
            else if (symbol is FactSymbol { Fact: { CodeSystem: not null, Kind: FactKind.List } several } && IsCodesCondition(phrase, start + length))
            {
                phrase.Position += length;
                symbol.IsUsed = true;
                return BindCodeCondition(phrase, start, new FactReference(several, scope));
            }
            else if (IsListComparison(phrase, length))
            {
                return BindListFirst(phrase);
            }
            else if (symbol is FactSymbol { Fact: { Kind: not (FactKind.Number or FactKind.Date) } fact })
            {
                phrase.Position += length;
                symbol.IsUsed = true;
                var reference = new FactReference(fact, scope);
                ConditionNode? node = BindFactCondition(phrase, start, reference, below, ref usedBelow);
                return node is not null && isNegated ? new NotNode(node.Source, node) : node;
            }
            else if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                symbol.IsUsed = true;
                if (definition.Form == DefinitionForm.Condition)
                {
                    phrase.Position += length;
                    var node = new DefinedConditionNode(phrase.SpanFrom(start), definition.Plan!);
                    return isNegated ? new NotNode(node.Source, node) : node;
                }

                if (definition.Form is DefinitionForm.Failed or DefinitionForm.Binding)
                {
                    return null;
                }

                if (definition.Form == DefinitionForm.List)
                {
                    Report("GL0251", phrase.Span(start, start + length), definition.Name);
                    return null;
                }
            }

            return BindMeasurement(phrase, BindComparison);
        }

        private ConditionNode? BindFactCondition(
            PhraseCursor phrase, int start, FactReference fact, List<LineSyntax> below, ref bool usedBelow)
        {
            if (TakeIsDocumented(phrase))
            {
                return BindDocumented(phrase, start, fact, below, ref usedBelow);
            }

            if (fact.Fact.Kind == FactKind.YesNo && TakeIsRuledOut(phrase))
            {
                // Ruled out by a standard: an entry "no" of that standard; "yes" of that standard says the opposite.
                ConditionNode? documented = BindDocumented(phrase, start, fact, below, ref usedBelow);
                return documented is null ? null : new NotNode(documented.Source, documented);
            }

            if (phrase.IsWord("documented"))
            {
                ReportFix("GL0271", phrase.Here, "is documented");
                return null;
            }

            switch (fact.Fact.Kind)
            {
                case FactKind.YesNo:
                    return BindYesNo(phrase.SpanFrom(start), fact);
                case FactKind.Code:
                    return BindCodeCondition(phrase, start, fact);
                case FactKind.Choice:
                    return BindMembership(phrase, start, fact);
                case FactKind.Record:
                    Report("GL0252", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
                case FactKind.List:
                    if (phrase.WordAt(phrase.Position) is "when" or "if")
                    {
                        ReportFix("GL0203", phrase.Here, "where", phrase.TextAt(phrase.Position), "where");
                        return null;
                    }

                    Report("GL0251", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
                default:
                    Report("GL0253", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
            }
        }

        private ConditionNode? BindMembership(PhraseCursor phrase, int start, FactReference fact)
        {
            ChoicePlan choice = fact.Fact.Choice!;
            if (phrase.TakeAny("is", "are", "was", "were") is null && !phrase.Take(TokenKind.Equal) && phrase.Kind != TokenKind.NotEqual)
            {
                if (!ReportScaleComparison(phrase, choice) && !ReportOtherWords(phrase, goesBefore: false))
                {
                    var verb = TextFix.Write(new TextSpan(phrase.Here.Span.Start, 0), "is ");
                    Report(new Diagnostic("GL0254", phrase.AtEnd ? phrase.SpanFrom(start) : phrase.Here, fact.Fact.Name, string.Join(", ", choice.Values.Take(MostNamesListed)))
                    {
                        Fix = FindValue(phrase, phrase.Position, choice, out _) is null ? null : verb,
                    });
                }

                return null;
            }

            if (ReportScaleComparison(phrase, choice))
            {
                return null;
            }

            if (ReportOtherThan(phrase) || ReportWordBeforeValue(phrase, choice))
            {
                return null;
            }

            bool isNeither = phrase.Take("neither");
            bool isNot = isNeither || phrase.Take("not") || phrase.Take(TokenKind.NotEqual);
            if (isNot && ReportWordBeforeValue(phrase, choice))
            {
                return null;
            }

            if (TakeOtherChoice(phrase, choice) is { } other)
            {
                SameChoiceNode? same = BindSameChoice(phrase.SpanFrom(start), fact, other);
                return same is not null && isNot ? new NotNode(same.Source, same) : same;
            }

            var members = new List<int>();
            do
            {
                if (!TryTakeValue(phrase, choice, out int value))
                {
                    ReportUnknownValue(phrase, fact.Fact.Name, choice);
                    return null;
                }

                int at = phrase.Position;

                // "or more discomfort", "or lower back"
                bool namesNext = phrase.IsWord("or") && (FindValue(phrase, at + 1, choice, out _) is not null
                    || (!choice.IsScale && phrase.KindAt(at + 2) == TokenKind.Word && Array.IndexOf(AfterConditionWords, phrase.WordAt(at + 2)) < 0));
                if (!namesNext && (phrase.Take("or", "higher") || phrase.Take("or", "more") || phrase.Take("or", "above")))
                {
                    if (!RequireScale(choice, phrase.Span(at, phrase.Position), fact.Fact.Name))
                    {
                        return null;
                    }

                    members.AddRange(Enumerable.Range(value, choice.Values.Count - value));
                }
                else if (!namesNext && (phrase.Take("or", "lower") || phrase.Take("or", "less") || phrase.Take("or", "below")))
                {
                    if (!RequireScale(choice, phrase.Span(at, phrase.Position), fact.Fact.Name))
                    {
                        return null;
                    }

                    members.AddRange(Enumerable.Range(0, value + 1));
                }
                else
                {
                    members.Add(value);
                }
            }
            while (TakeSetSeparator(phrase, next => IsValueNext(next, choice)) || (isNeither && phrase.Take("nor")));

            if (ReportNextValue(phrase, fact.Fact.Name, choice))
            {
                return null;
            }

            var node = new MembershipNode(phrase.SpanFrom(start), fact, members.Distinct().OrderBy(member => member).ToList());
            return isNot ? new NotNode(node.Source, node) : node;
        }

        // ", B" or "or B" goes on with the set if a member follows.
        private static bool TakeSetSeparator(PhraseCursor phrase, Func<PhraseCursor, bool> isMember)
        {
            int start = phrase.Position;
            bool hasSeparator = phrase.Take(TokenKind.Comma);
            hasSeparator |= phrase.Take("or");
            if (hasSeparator && isMember(phrase))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private static bool TryTakeValue(PhraseCursor phrase, ChoicePlan choice, out int value)
        {
            int? found = FindValue(phrase, phrase.Position, choice, out int length);
            value = found ?? 0;
            phrase.Position += length;
            return found is not null;
        }

        private static int? FindValue(PhraseCursor phrase, int at, ChoicePlan choice, out int length)
        {
            // The longest value that fits.
            for (int to = Math.Min(phrase.Count, at + 12); to > at; to--)
            {
                if (IndexOf(choice, phrase.Words(at, to)) is { } found)
                {
                    length = to - at;
                    return found;
                }
            }

            length = 0;
            return null;
        }

        private void ReportUnknownValue(PhraseCursor phrase, string name, ChoicePlan choice)
        {
            int at = phrase.Position;
            string quoted = phrase.Kind == TokenKind.String ? phrase.TextAt(at).Trim('"', '\u201C', '\u201D', '\u201E') : string.Empty;
            if (quoted.Length > 0 && IndexOf(choice, quoted) is { } inQuotes)
            {
                ReportFix("GL0256", phrase.SpanAt(at), choice.Values[inQuotes], phrase.TextAt(at), name, choice.Values[inQuotes]);
                return;
            }

            int to = at;
            while (to < phrase.Count && (phrase.KindAt(to) is TokenKind.Word or TokenKind.Number || (phrase.KindAt(to) == TokenKind.Slash && phrase.IsJoined(to))) && !phrase.IsWordAt(to, "or"))
            {
                to++;
            }

            string typed = phrase.Words(at, to);
            string? whole = ValueWithMoreWords(typed, choice);
            string? near = whole is null ? Nearest(typed, choice.Values) : null;
            bool isOpposite = near is not null && OtherWording.IsOpposite(NameTable.Canonical(typed), NameTable.Canonical(near));
            string? meant = isOpposite ? null : whole ?? near ?? ValueInOtherWords(typed, choice);
            if (meant is not null)
            {
                (SourceSpan span, _, string right) = Difference(phrase, at, to - at, NameTable.Canonical(meant));
                if (near is not null)
                {
                    ReportFix("GL0256", span, AsIn(meant, right), typed, name, meant);
                }
                else
                {
                    ReportGuess("GL0256", span, AsIn(meant, right), typed, name, meant);
                }
            }
            else
            {
                Report("GL0257", (IsStudied ? OneOtherWord(phrase, at, to, choice) : null) ?? phrase.Span(at, Math.Max(to, at + 1)), typed, name, string.Join(", ", choice.Values.Take(MostNamesListed)));
            }
        }

        private ConditionNode? BindQuantifier(PhraseCursor phrase, int start, Quantifier quantifier, List<LineSyntax> below, ref bool usedBelow)
        {
            int listAt = phrase.Position;
            ListNode? named = BindListName(phrase);
            ListNode? narrowed = Narrow(phrase, listAt, named, takesWindow: true);
            ListNode? list = narrowed is not null && phrase.Take("where") ? BindWhere(phrase, listAt, narrowed) : narrowed;
            if (list is null)
            {
                return null;
            }

            int documentedAt = phrase.Position;
            if (TakeIsDocumented(phrase))
            {
                string name = list.Fact.Fact.Name;
                Report("GL0289", phrase.SpanFrom(documentedAt), name);
                return null;
            }

            bool isAsked = false;
            ConditionNode? test = BindPredicate(phrase, list, ref isAsked);
            if (!isAsked && TryTakeWith(phrase))
            {
                isAsked = true;
                test = BindWith(phrase, list.Fact.Fact.EntryKind!, list.Entry, below, ref usedBelow);
            }

            if (isAsked && test is null)
            {
                return null;
            }

            // "every treatment where is contraindicated" asks it of every treatment; a window or "for K" only says of which.
            if (test is null && quantifier == Quantifier.Every && list == narrowed && narrowed != named)
            {
                Report("GL0286", list.Source, list.Source.ToString());
                return null;
            }

            if (test is null && quantifier == Quantifier.Every && list.Filters.Count > 0)
            {
                test = list.Filters[list.Filters.Count - 1];
                list = new ListNode(list.Source, list.Fact, list.Entry, list.Filters.Take(list.Filters.Count - 1).ToList());
            }

            return new QuantifierNode(phrase.SpanFrom(start), quantifier, list, test);
        }

        /// <summary>The longest name at a place: of the entry at hand, of entries further out, of the file. Innermost wins a draw.</summary>
        private Symbol? FindName(PhraseCursor phrase, int at, out int length, out bool isNegated, out EntryScope? scope)
        {
            Symbol? found = names.Find(phrase, at, out length, out isNegated);
            scope = null;
            foreach (EntryNames entry in entries)
            {
                Symbol? field = FindField(entry, phrase, at, out int fieldLength, out bool fieldNegated);
                if (field is not null && fieldLength >= length)
                {
                    (found, length, isNegated, scope) = (field, fieldLength, fieldNegated, entry.Scope);
                }
            }

            return found is null || scope is not null ? found : Mentioned(found);
        }

        private Symbol? FindField(EntryNames entry, PhraseCursor phrase, int at, out int length, out bool isNegated) =>
            plan.Reading is { } reading && reading.IsReadInstead(entry)
                ? reading.FieldOf(entry, phrase, at, out length, out isNegated)
                : entry.Names.Find(phrase, at, out length, out isNegated);

        // A name that was met counts as mentioned, and may mean something else under a reading.
        private Symbol Mentioned(Symbol symbol)
        {
            if (symbol is FactSymbol { Fact: var fact })
            {
                plan.Mentions?.Add(fact);
            }
            else if (symbol is DefinitionSymbol definition)
            {
                plan.Mentions?.Add(definition);
                if (plan.Reading is not null && definition.Form == DefinitionForm.NotBound)
                {
                    Bind(definition);
                }
            }

            return plan.Reading?.Of(symbol) ?? symbol;
        }
    }
}
