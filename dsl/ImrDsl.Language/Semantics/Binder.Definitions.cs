using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Definitions and lists by name.</summary>
    internal sealed partial class Binder
    {
        // The list that a definition "X of a list of …" is about, while it is bound for one use.
        private FactReference? parameter;

        private ValueNode? BindFunction(PhraseCursor phrase, int start, DefinitionSymbol function)
        {
            Bind(function);
            int listAt = phrase.Position;
            FactReference? list = TakeListFact(phrase);
            if (list is null || function.Form != DefinitionForm.Value)
            {
                return null;
            }

            if (!ReferenceEquals(list.Fact.EntryKind, function.Parameter))
            {
                Report("GL0321", phrase.SpanFrom(listAt), function.Name, list.Fact.Name, function.Parameter!.Name + "s");
                return null;
            }

            ValueNode? value = function.Owner.BindFunctionBody(function, list);
            if (value is AggregateNode aggregate)
            {
                aggregate.Called = function.Name + (function.Name.EndsWith(" of", StringComparison.OrdinalIgnoreCase) ? " " : " of ") + list.Fact.Name;
            }

            return value;
        }

        private ValueNode? BindFunctionBody(DefinitionSymbol function, FactReference list)
        {
            bag.Mute();
            ValueNode? value = WithParameter(function, list);
            bag.Unmute();
            return value;
        }

        private ValueNode? WithParameter(DefinitionSymbol function, FactReference list)
        {
            FactReference? outer = parameter;
            List<EntryNames> outerEntries = entries.ToList();
            parameter = list;
            entries.Clear();
            var phrase = new PhraseCursor(Text, function.Line.Phrase);
            ValueNode? value = BindValue(phrase);
            bool isWhole = value is not null && ExpectEnd(phrase);
            parameter = outer;
            entries.AddRange(outerEntries);
            return isWhole ? value : null;
        }

        private bool IsListNext(PhraseCursor phrase)
        {
            Symbol? symbol = FindName(phrase, phrase.Position, out _, out _, out _);
            if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                return definition.Form == DefinitionForm.List;
            }

            return symbol is FactSymbol { Fact.Kind: FactKind.List or FactKind.Record };
        }

        /// <summary>A list by name, with "for K", a window and "where …" as they follow.</summary>
        /// <param name="phrase">The phrase, at the name.</param>
        /// <param name="takesWindow">Whether a window is one on the date of the entries; else it is left to the caller.</param>
        private ListNode? BindList(PhraseCursor phrase, bool takesWindow = true)
        {
            int start = phrase.Position;
            ListNode? list = Narrow(phrase, start, BindListName(phrase), takesWindow);
            return list is not null && phrase.Take("where") ? BindWhere(phrase, start, list) : list;
        }

        private ListNode? BindListName(PhraseCursor phrase)
        {
            int start = phrase.Position;
            Symbol? symbol = FindName(phrase, start, out int length, out _, out _);
            if (symbol is not DefinitionSymbol { Parameter: null } definition)
            {
                return TakeListFact(phrase) is { } fact ? new ListNode(phrase.SpanFrom(start), fact, new EntryScope(fact), Array.Empty<ConditionNode>()) : null;
            }

            Bind(definition);
            symbol.IsUsed = true;
            phrase.Position += length;
            if (definition.Form is DefinitionForm.Condition or DefinitionForm.Value)
            {
                Report("GL0322", phrase.SpanFrom(start), definition.Name);
            }

            return definition.Form == DefinitionForm.List ? definition.Owner.BindListAgain(definition) : null;
        }

        private ListNode? BindWhere(PhraseCursor phrase, int start, ListNode list)
        {
            if (phrase.AtEnd)
            {
                Report("GL0247", phrase.SpanAt(phrase.Position - 1), "where");
                return null;
            }

            entries.Add(new EntryNames(list.Fact.Fact.EntryKind!, list.Entry));
            ConditionNode? where = BindWhereCondition(phrase);
            entries.RemoveAt(entries.Count - 1);
            return where is null ? null : Filtered(phrase.SpanFrom(start), list, new[] { where });
        }

        // Up to ", with", ", counting" or the end: "where" is otherwise last on its line.
        private ConditionNode? BindWhereCondition(PhraseCursor phrase)
        {
            int end = phrase.Position;
            while (end < phrase.Count && !(phrase.KindAt(end) == TokenKind.Comma && (phrase.IsWordAt(end + 1, "with") || phrase.IsWordAt(end + 1, "counting"))))
            {
                end++;
            }

            PhraseCursor condition = phrase.Slice(phrase.Position, end);
            phrase.Position = end;
            return TryBindWhereBlock(condition, out ConditionNode? block) ? block : BindLeaf(condition, new List<LineSyntax>());
        }

        private FactReference? TakeListFact(PhraseCursor phrase)
        {
            int start = phrase.Position;
            Symbol? symbol = FindName(phrase, start, out int length, out _, out EntryScope? scope);
            if (symbol is null)
            {
                ReportUnknownName(phrase);
                return null;
            }

            phrase.Position += length;
            symbol.IsUsed = true;
            if (symbol is FactSymbol { Fact: { Kind: FactKind.List or FactKind.Record } fact })
            {
                return new FactReference(fact, scope);
            }

            if (symbol is not FailedSymbol)
            {
                Report("GL0322", phrase.SpanFrom(start), symbol.Name);
            }

            return null;
        }

        /// <summary>Binds a definition or table where it is declared, once. Afterwards its form tells what it is.</summary>
        private void Bind(Symbol symbol)
        {
            if (symbol is CodeSetSymbol)
            {
                return;
            }

            if (symbol is TableSymbol table)
            {
                if (!table.IsChecked)
                {
                    table.IsChecked = true;
                    table.IsSound = table.Owner.CheckTable(table);
                }

                return;
            }

            if (symbol is not DefinitionSymbol definition)
            {
                return;
            }

            if (definition.Form == DefinitionForm.NotBound)
            {
                definition.Form = DefinitionForm.Binding;
                definition.Form = definition.Owner.BindNested(definition);
            }
            else if (definition.Form == DefinitionForm.Binding)
            {
                Report("GL0264", definition.Source!, definition.Name);
            }
        }

        private DefinitionForm BindNested(DefinitionSymbol symbol)
        {
            if (!Deepen(symbol.Source!))
            {
                return DefinitionForm.Failed;
            }

            // What is bound where it is needed is bound as it stands, whatever is being read where it is needed.
            (HashSet<object>? mentions, NameReading? reading) = (plan.Mentions, plan.Reading);
            plan.Mentions = symbol.Mentions;
            plan.Reading = symbol.IsReading ? reading : null;
            DefinitionForm form = BindDefinition(symbol);
            (plan.Mentions, plan.Reading) = (mentions, reading);
            plan.Depth--;
            return form;
        }

        private DefinitionForm BindDefinition(DefinitionSymbol symbol)
        {
            List<EntryNames> outer = entries.ToList();
            entries.Clear();
            try
            {
                return symbol.IsScore ? BindScore(symbol) : symbol.Parameter is null ? BindPlainDefinition(symbol) : BindFunctionDefinition(symbol);
            }
            finally
            {
                entries.AddRange(outer);
            }
        }

        private DefinitionForm BindFunctionDefinition(DefinitionSymbol symbol)
        {
            var stand = new FactPlan { Name = symbol.Parameter!.Name + "s", Kind = FactKind.List, EntryKind = symbol.Parameter };
            return WithParameter(symbol, new FactReference(stand, null)) is null ? DefinitionForm.Failed : DefinitionForm.Value;
        }

        private DefinitionForm BindPlainDefinition(DefinitionSymbol symbol)
        {
            var phrase = new PhraseCursor(Text, symbol.Line.Phrase);
            if (!phrase.AtEnd && IsListDefinition(phrase))
            {
                return BindListOf(symbol, phrase) is not null && ExpectEnd(phrase) ? DefinitionForm.List : DefinitionForm.Failed;
            }

            if (symbol.Line.Lines.All(IsModifier) && !phrase.AtEnd)
            {
                if (StartsAsValue(phrase))
                {
                    ValueNode? value = BindValue(phrase);
                    if (value is DurationLookUp)
                    {
                        Report("GL0355", value.Source, value.Source.ToString());
                    }

                    if (value is null or DurationLookUp)
                    {
                        return DefinitionForm.Failed;
                    }

                    if (phrase.AtEnd)
                    {
                        return Define(symbol, new DefinitionPlan { Name = symbol.Name, Value = value, Source = symbol.Source! }, DefinitionForm.Value);
                    }

                    phrase.Position = 0;
                }
            }

            ConditionNode? condition = BindWithModifiers(phrase, symbol.Line);
            if (condition is null)
            {
                return DefinitionForm.Failed;
            }

            return Define(symbol, new DefinitionPlan { Name = symbol.Name, Condition = condition, Source = symbol.Source! }, DefinitionForm.Condition);
        }

        // Definitions may lead to definitions, but not without end: what evaluates them goes as deep.
        private DefinitionForm Define(DefinitionSymbol symbol, DefinitionPlan definition, DefinitionForm form)
        {
            definition.Height = Height((PlanNode?)definition.Condition ?? definition.Value!);
            if (definition.Height > MaximalDepth)
            {
                Report("GL0108", symbol.Source!, MaximalDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return DefinitionForm.Failed;
            }

            symbol.Plan = definition;
            plan.Definitions.Add(definition);
            return form;
        }

        private static int Height(PlanNode node)
        {
            int height = node switch
            {
                DefinedConditionNode defined => defined.Definition.Height,
                DefinedValueNode defined => defined.Definition.Height,
                _ => 0,
            };
            foreach (PlanNode child in node.Children)
            {
                height = Math.Max(height, Height(child));
            }

            return height + 1;
        }

        private bool IsListDefinition(PhraseCursor phrase)
        {
            if (!IsListNext(phrase))
            {
                return false;
            }

            FindName(phrase, phrase.Position, out int length, out _, out _);
            int next = phrase.Position + length;
            if (next < phrase.Count && !phrase.IsWordAt(next, "where"))
            {
                next = EndOfList(phrase) ?? next;
            }

            return next == phrase.Count || phrase.IsWordAt(next, "where");
        }

        private bool StartsAsValue(PhraseCursor phrase)
        {
            if (FindFieldOf(phrase) is { } field)
            {
                return field.IsValue;
            }

            Symbol? symbol = FindName(phrase, 0, out _, out _, out _);
            if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                return definition.Form == DefinitionForm.Value;
            }

            return FindColumn(phrase, 0, out _) is not null || symbol is FactSymbol { Fact.Kind: FactKind.Number or FactKind.Date } or TableSymbol or DefinitionSymbol
                || (symbol is null && (phrase.WordAt(0) is "time" or "reduction" or "increase" or "measured" or "number" or "total" or "highest" or "lowest"
                    || phrase.Kind is TokenKind.OpenParenthesis or TokenKind.Number));
        }

        private ListNode? BindListAgain(DefinitionSymbol symbol)
        {
            List<EntryNames> outer = entries.ToList();
            entries.Clear();
            bag.Mute();
            ListNode? list = BindListOf(symbol, new PhraseCursor(Text, symbol.Line.Phrase));
            bag.Unmute();
            entries.AddRange(outer);
            return list;
        }

        // The list that a definition defines, "where" with a block below it included.
        private ListNode? BindListOf(DefinitionSymbol symbol, PhraseCursor phrase)
        {
            List<LineSyntax> outer = linesBelow;
            linesBelow = symbol.Line.Lines.ToList();
            ListNode? list = BindList(phrase);
            if (list is not null && linesBelow.Count > 0)
            {
                Report("GL0248", new SourceSpan(Text, linesBelow[0].Span), phrase.Words(0, phrase.Count), "where all of");
                list = null;
            }

            linesBelow = outer;
            return list;
        }
    }
}
