using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>The latest and the first entry of a list: "latest L, with …", "FIELD of latest L", "at least 2 months since latest L".</summary>
    internal sealed partial class Binder
    {
        /// <summary>"FIELD of latest L": where its parts stand, and what the field is.</summary>
        /// <param name="Field">The field; null for the date of the entry.</param>
        /// <param name="Choosing">Which entry is meant; null if the author does not say.</param>
        /// <param name="ListAt">Where the name of the list begins.</param>
        private sealed record FieldOfEntry(FactPlan? Field, Choosing? Choosing, int ListAt)
        {
            public bool IsValue => Field is null or { Kind: FactKind.Number or FactKind.Date };
        }

        private static Choosing? TakeChoosing(PhraseCursor phrase) => phrase.TakeAny("latest", "first") switch
        {
            "latest" => Choosing.Latest,
            "first" => Choosing.First,
            _ => null,
        };

        // "latest", "the latest", where no name begins.
        private bool IsChosenNext(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take("the");
            bool isChosen = FindName(phrase, start, out _, out _, out _) is null && TakeChoosing(phrase) is not null && !phrase.AtEnd;
            phrase.Position = start;
            return isChosen;
        }

        private ConditionNode? BindChosen(PhraseCursor phrase, List<LineSyntax> below, ref bool usedBelow)
        {
            int start = phrase.Position;
            phrase.Take("the");
            Choosing choosing = TakeChoosing(phrase)!.Value;
            ListNode? list = BindList(phrase);
            if (list is null)
            {
                return null;
            }

            ConditionNode? with = null;
            if (TryTakeWith(phrase) && (with = BindWith(phrase, list.Fact.Fact.EntryKind!, list.Entry, below, ref usedBelow)) is null)
            {
                return null;
            }

            return new ChosenNode(phrase.SpanFrom(start), choosing, list, EntryDate(list), with);
        }

        private static EntryDateNode EntryDate(ListNode list) => new EntryDateNode(list.Source, list.Entry);

        /// <summary>"FIELD of latest L", "FIELD of RECORD", "date of first L", if these words come next. A declared name that is longer wins.</summary>
        private FieldOfEntry? FindFieldOf(PhraseCursor phrase)
        {
            int start = phrase.Position;
            Symbol? named = FindName(phrase, start, out int length, out _, out _);
            for (int of = start + Math.Max(1, length); of < phrase.Count && of - start <= 12 && NameTable.IsNamePart(phrase.KindAt(of)); of++)
            {
                if (phrase.IsWordAt(of, "of") && FieldBefore(phrase, start, of, named) is { } found)
                {
                    phrase.Position = start;
                    return found;
                }
            }

            phrase.Position = start;
            return null;
        }

        private FieldOfEntry? FieldBefore(PhraseCursor phrase, int start, int of, Symbol? named)
        {
            phrase.Position = of + 1;
            phrase.Take("the");
            string words = NameTable.Canonical(phrase.Words(start, of));
            Choosing? choosing = ListKindNext(phrase) is null ? TakeChoosing(phrase) : null;
            bool isWordOfTheLanguage = named is null && words is "number" or "total" or "highest" or "lowest";
            if (ListKindNext(phrase) is not { } kind || (choosing is null && (isWordOfTheLanguage || named is DefinitionSymbol { Parameter: not null })))
            {
                return null;
            }

            FactPlan? field = kind.Fields.FirstOrDefault(candidate => NameTable.Canonical(candidate.Name) == words);
            bool isEntryDate = words == "date" && (field is null || ReferenceEquals(field, kind.DateField));
            return field is null && !isEntryDate ? null : new FieldOfEntry(isEntryDate ? null : field, choosing, phrase.Position);
        }

        // What the entries of the record or list hold that is named here; null if none is.
        private EntryKindPlan? ListKindNext(PhraseCursor phrase) =>
            FindName(phrase, phrase.Position, out _, out _, out _) switch
            {
                FactSymbol { Fact: { Kind: FactKind.List or FactKind.Record } fact } => fact.EntryKind,
                DefinitionSymbol { Parameter: null } definition when IsListDefinition(definition) => definition.Owner.BindListAgain(definition)?.Fact.Fact.EntryKind,
                _ => null,
            };

        private bool IsListDefinition(DefinitionSymbol definition)
        {
            if (definition.Form == DefinitionForm.NotBound)
            {
                Bind(definition);
            }

            return definition.Form == DefinitionForm.List;
        }

        private ValueNode? BindFieldOf(PhraseCursor phrase, FieldOfEntry wanted)
        {
            int start = phrase.Position;
            ListNode? list = BindListOfField(phrase, wanted, out Choosing? choosing);
            if (list is null)
            {
                return null;
            }

            SourceSpan source = phrase.SpanFrom(start);
            ValueNode? value = wanted.Field is null ? null : new FactNode(source, new FactReference(wanted.Field, list.Entry));
            return choosing is null ? value ?? EntryDate(list) : new ChosenValueNode(source, choosing.Value, list, EntryDate(list), value);
        }

        // "region of latest injection is lumbar" asks of the latest injection that its region is lumbar.
        private ConditionNode? BindConditionOnFieldOf(PhraseCursor phrase, FieldOfEntry wanted, List<LineSyntax> below, ref bool usedBelow)
        {
            int start = phrase.Position;
            ListNode? list = BindListOfField(phrase, wanted, out Choosing? choosing);
            if (list is null)
            {
                return null;
            }

            ConditionNode? node = BindFactCondition(phrase, start, new FactReference(wanted.Field!, list.Entry), below, ref usedBelow);
            return node is null || choosing is null ? node : new ChosenNode(phrase.SpanFrom(start), choosing.Value, list, EntryDate(list), node);
        }

        // A record's latest entry is meant where the author does not say which. Of a list, every entry of a time may be: "… throughout …".
        private ListNode? BindListOfField(PhraseCursor phrase, FieldOfEntry wanted, out Choosing? choosing)
        {
            int start = phrase.Position;
            choosing = wanted.Choosing;
            phrase.Position = wanted.ListAt;
            if (choosing is not null)
            {
                return BindList(phrase);
            }

            ListNode? list = BindListName(phrase);
            if (list?.Fact.Fact.Kind == FactKind.Record)
            {
                choosing = Choosing.Latest;
                return list;
            }

            while (list is not null && IsKeyNext(phrase))
            {
                list = BindKey(phrase, wanted.ListAt, list);
            }

            if (list is null)
            {
                return null;
            }

            string words = phrase.Words(start, wanted.ListAt);
            if (!takesMeasured || (measured is not null && !ReferenceEquals(measured.Fact.Fact, list.Fact.Fact)))
            {
                ReportWhichEntry(phrase.SpanFrom(start), words, phrase.Words(wanted.ListAt, phrase.Position));
                return null;
            }

            measuredField ??= words;
            return measured ??= list;
        }

        private void ReportWhichEntry(SourceSpan source, string field, string list) =>
            Report("GL0343", source, list, field + " latest " + Singular(list), field + " first " + Singular(list));

        // "painn of latest visit": the list is known, the field is not.
        private bool ReportUnknownField(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (ReportOtherWordForLatest(phrase))
            {
                return true;
            }

            for (int of = start + 1; of < phrase.Count && of - start <= 6 && NameTable.IsNamePart(phrase.KindAt(of)); of++)
            {
                phrase.Position = of + 1;
                phrase.Take("the");
                bool isChosen = phrase.IsWordAt(of, "of") && ListKindNext(phrase) is null && TakeChoosing(phrase) is not null;
                int listAt = phrase.Position;
                EntryKindPlan? kind = phrase.IsWordAt(of, "of") ? ListKindNext(phrase) : null;
                phrase.Position = start;
                string typed = phrase.Words(start, of);
                List<string> fields = kind is null ? new List<string>() : kind.Fields.Select(field => field.Name).Concat(new[] { "date" }).Distinct().ToList();
                string? meant = Nearest(NameTable.Canonical(typed), fields);
                if (kind is null || (!isChosen && meant is null))
                {
                    continue;
                }

                SourceSpan at = phrase.Span(start, of);
                if (meant is not null)
                {
                    ReportFix("GL0201", at, meant, typed, meant);
                }
                else
                {
                    phrase.Position = listAt;
                    int length = 0;
                    FindName(phrase, listAt, out length, out _, out _);
                    phrase.Position = start;
                    Report("GL0349", at, typed, phrase.Words(listAt, listAt + length), string.Join(", ", fields));
                }

                return true;
            }

            return false;
        }

        // "most recent visit", "last visit".
        private bool ReportOtherWordForLatest(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take("the");
            int at = phrase.Position;
            string? meant = phrase.Take("most", "recent") || phrase.Take("last") ? "latest" : phrase.Take("earliest") ? "first" : null;
            bool isList = meant is not null && ListKindNext(phrase) is not null;
            if (isList)
            {
                ReportFix("GL0203", phrase.SpanFrom(at), meant!, phrase.Words(at, phrase.Position), meant!);
            }

            phrase.Position = start;
            return isList;
        }

        // "at least 2 months since", "within 6 weeks since".
        private bool IsSinceNext(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (!phrase.Take("within"))
            {
                TryTakeComparison(phrase, out _);
            }

            bool isLength = phrase.Kind == TokenKind.Number;
            int low = phrase.Position;
            int to = low + (IsCalendarUnit(phrase, low + 1) ? 2 : 1);
            bool isBand = isLength && phrase.IsWordAt(to, "to");
            phrase.Position = isBand ? to + 1 : low;
            isLength &= phrase.Kind == TokenKind.Number && IsCalendarUnit(phrase, phrase.Position + 1);
            phrase.Position += 2;
            TakePostfix(phrase);
            bool isSince = isLength && phrase.IsWord("since");
            phrase.Position = start;
            return isSince;
        }

        /// <summary>"at least 2 months since latest L": from then to the request date; not applicable if there is no such entry.</summary>
        private ConditionNode? BindSince(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool isWithin = phrase.Take("within");
            bool hasComparison = TryTakeComparison(phrase, out Comparison comparison);
            ValueNode? low = BindConstant(phrase, out _);
            ValueNode? high = low is not null && phrase.Take("to") ? BindConstant(phrase, out _) : low;
            if (low is null || high is not DurationNode last || WithUnitOf(low, last) is not DurationNode length)
            {
                return null;
            }

            bool isBand = low != high;

            Comparison? postfix = hasComparison ? null : TakePostfix(phrase);
            comparison = hasComparison ? comparison : postfix ?? (isWithin ? Comparison.AtMost : Comparison.AtLeast);
            phrase.Take("since");
            int sinceAt = phrase.Position;
            ValueNode? since = BindDateOrEntry(phrase);
            if (since is null)
            {
                return null;
            }

            SourceSpan source = phrase.SpanFrom(start);
            var elapsed = new ElapsedNode(phrase.Span(sinceAt - 1, phrase.Position), since, RequestDate(source));
            if (isBand && comparison is not (Comparison.AtLeast or Comparison.AtMost))
            {
                Report("GL0307", source);
                return null;
            }

            if (isBand && !InOrder(length.Value, last.Value))
            {
                ReportUpsideDown(length.Source, last.Source);
                return null;
            }

            ConditionNode node = isBand
                ? new BandNode(source, elapsed, comparison == Comparison.AtLeast ? BandKind.AtLeast : BandKind.AtMost, length, last)
                : new ComparisonNode(source, elapsed, comparison, length);
            if (since is not ChosenValueNode)
            {
                return node;
            }

            int end = phrase.Position;
            phrase.Position = sinceAt;
            var again = (ChosenValueNode)BindDateOrEntry(phrase)!;
            phrase.Position = end;
            SourceSpan entry = phrase.Span(sinceAt, end);
            return new GuardNode(source, node, new QuantifierNode(entry, Quantifier.Some, again.List, null), isExcuse: false);
        }

        // "since the last session", whether or not there is such a list.
        private bool ReportSinceLast(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take("the");
            int at = phrase.Position;
            bool isLast = FindName(phrase, start, out _, out _, out _) is null && FindName(phrase, at, out _, out _, out _) is null
                && (phrase.Take("most", "recent") || phrase.Take("last")) && phrase.Kind == TokenKind.Word;
            if (isLast)
            {
                ReportFix("GL0203", phrase.SpanFrom(at), "latest", phrase.Words(at, phrase.Position), "latest");
            }

            phrase.Position = start;
            return isLast;
        }

        private ValueNode? BindDateOrEntry(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool isRecord = FindName(phrase, start, out _, out _, out _) is FactSymbol { Fact.Kind: FactKind.Record };
            if (!isRecord && !IsChosenNext(phrase))
            {
                if (ReportSinceLast(phrase))
                {
                    return null;
                }

                return TakeDateValue(phrase);
            }

            // Of a record the latest entry is meant.
            phrase.Take("the");
            Choosing choosing = TakeChoosing(phrase) ?? Choosing.Latest;
            return BindList(phrase) is { } list ? new ChosenValueNode(phrase.SpanFrom(start), choosing, list, EntryDate(list), null) : null;
        }
    }
}
