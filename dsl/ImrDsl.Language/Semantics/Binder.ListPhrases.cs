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
    /// <summary>What follows the name of a list: "for K", a window on the date of its entries, "where …".</summary>
    internal sealed partial class Binder
    {
        // "in 12 months", "in the last 12 months", "in a rolling 12 months".
        private static readonly string[] WindowAdjectives = { "last", "past", "previous", "prior", "preceding", "rolling", "first" };

        // "at most 1 injection", "every treatment": lists are declared in the plural.
        private void DeclareSingulars()
        {
            foreach (KeyValuePair<string, Symbol> name in names.Declared.ToList())
            {
                bool isList = name.Value is FactSymbol { Fact.Kind: FactKind.List }
                    || (name.Value is DefinitionSymbol { Parameter: null } definition && definition.Owner.IsListDefinition(new PhraseCursor(definition.Owner.Text, definition.Line.Phrase)));
                if (isList)
                {
                    names.AddForm(Singular(name.Key), name.Value);
                }
            }
        }

        /// <summary>Narrows a list by the "for K" and the windows that follow its name. Null if something was reported.</summary>
        /// <param name="phrase">The phrase, after the name.</param>
        /// <param name="start">Where the name begins.</param>
        /// <param name="list">The list by its name.</param>
        /// <param name="takesWindow">Whether a window is one on the date of the entries; else it is left to the caller.</param>
        private ListNode? Narrow(PhraseCursor phrase, int start, ListNode? list, bool takesWindow)
        {
            while (list is not null)
            {
                if (IsKeyNext(phrase))
                {
                    list = BindKey(phrase, start, list);
                }
                else if (takesWindow && IsWindowNext(phrase))
                {
                    list = BindWindow(phrase, start, list);
                }
                else
                {
                    break;
                }
            }

            return list;
        }

        // Where a list and what narrows it end ("where …" left out); null if they cannot be understood.
        private int? EndOfList(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bag.Mute();
            int? end = Narrow(phrase, start, BindListName(phrase), takesWindow: true) is null ? null : phrase.Position;
            bag.Unmute();
            phrase.Position = start;
            return end;
        }

        private static ListNode Filtered(SourceSpan source, ListNode list, IEnumerable<ConditionNode> filters) =>
            new ListNode(source, list.Fact, list.Entry, list.Filters.Concat(filters).ToList());

        // "for requested region", but not "for at least 6 months".
        private static bool IsKeyNext(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool isKey = phrase.Take("for") && !StartsWithMeasure(phrase);
            phrase.Position = start;
            return isKey;
        }

        private ListNode? BindKey(PhraseCursor phrase, int start, ListNode list)
        {
            phrase.Position++;
            if (phrase.AtEnd)
            {
                Report("GL0247", phrase.SpanAt(phrase.Position - 1), "for");
                return null;
            }

            phrase.SkipArticle();
            int keyAt = phrase.Position;
            Symbol? symbol = FindName(phrase, keyAt, out int length, out _, out EntryScope? scope);
            IReadOnlyList<FactPlan> fields = list.Fact.Fact.EntryKind!.Fields;
            bool isKey = symbol is FactSymbol { Fact.Kind: FactKind.Choice or FactKind.Number };
            int shortest = isKey ? length + 1 : Math.Max(length, 1);
            List<FactPlan> holders = fields.Where(field => field.Kind == FactKind.Choice && ValueLength(phrase, keyAt, field.Choice!) >= shortest).ToList();
            ConditionNode? filter = null;
            if (holders.Count > 0)
            {
                filter = BindValueKey(phrase, list, holders);
            }
            else if (symbol is FactSymbol { Fact: { Kind: FactKind.Choice or FactKind.Number } key })
            {
                symbol.IsUsed = true;
                phrase.Position += length;
                filter = BindFactKey(phrase.SpanFrom(keyAt), new FactReference(key, scope), list);
            }
            else if (symbol is FactSymbol or DefinitionSymbol or TableSymbol)
            {
                Report("GL0280", phrase.Span(keyAt, keyAt + length), symbol.Name, list.Fact.Fact.Name);
            }
            else if (symbol is null)
            {
                ReportUnknownKey(phrase, list.Fact.Fact.Name, fields);
            }

            return filter is null ? null : Filtered(phrase.SpanFrom(start), list, new[] { filter });
        }

        private static int ValueLength(PhraseCursor phrase, int at, ChoicePlan choice)
        {
            FindValue(phrase, at, choice, out int length);
            return length;
        }

        // "for lumbar", "for lumbar or thoracic": the field that can have the value.
        private ConditionNode? BindValueKey(PhraseCursor phrase, ListNode list, List<FactPlan> holders)
        {
            int start = phrase.Position;
            if (holders.Count > 1)
            {
                int length = ValueLength(phrase, start, holders[0].Choice!);
                ReportAmbiguousKey(phrase.Span(start, start + length), list, holders);
                return null;
            }

            var members = new List<int>();
            do
            {
                if (!TryTakeValue(phrase, holders[0].Choice!, out int value))
                {
                    ReportUnknownValue(phrase, holders[0].Name, holders[0].Choice!);
                    return null;
                }

                members.Add(value);
            }
            while (TakeSetSeparator(phrase, next => FindValue(next, next.Position, holders[0].Choice!, out _) is not null));
            return new MembershipNode(phrase.SpanFrom(start), new FactReference(holders[0], list.Entry), members.Distinct().OrderBy(member => member).ToList());
        }

        // "for requested region": the field that has the same closed list of values; a number is compared with the field of its name.
        private ConditionNode? BindFactKey(SourceSpan source, FactReference key, ListNode list)
        {
            IReadOnlyList<FactPlan> fields = list.Fact.Fact.EntryKind!.Fields;
            string name = NameTable.Canonical(key.Fact.Name);
            if (key.Fact.Kind == FactKind.Number)
            {
                FactPlan? number = fields.FirstOrDefault(field => field.Kind == FactKind.Number && NameTable.Canonical(field.Name) == name);
                if (number is null)
                {
                    Report("GL0281", source, source.ToString(), list.Fact.Fact.Name, key.Fact.Name);
                    return null;
                }

                var left = new FactNode(source, new FactReference(number, list.Entry));
                return Fit(new FactNode(source, key), left) is { } right ? new ComparisonNode(source, left, Comparison.Equal, right) : null;
            }

            List<FactPlan> same = fields.Where(field => field.Kind == FactKind.Choice && HasSameValues(field.Choice!, key.Fact.Choice!)).ToList();
            FactPlan? namesake = fields.FirstOrDefault(field => field.Kind == FactKind.Choice && NameTable.Canonical(field.Name) == name);
            if (same.Count > 1 && (namesake is null || !same.Contains(namesake)))
            {
                ReportAmbiguousKey(source, list, same);
                return null;
            }

            FactPlan? held = same.Count == 1 ? same[0] : namesake ?? MostAlike(fields, key.Fact.Choice!);
            if (held is null)
            {
                Report("GL0281", source, source.ToString(), list.Fact.Fact.Name, key.Fact.Name);
                return null;
            }

            return BindSameChoice(source, new FactReference(held, list.Entry), key);
        }

        // The choice after "is", where a name stands there rather than a value.
        private FactReference? TakeOtherChoice(PhraseCursor phrase, ChoicePlan choice)
        {
            int start = phrase.Position;
            phrase.Take("the", "same", "as");
            Symbol? symbol = FindName(phrase, phrase.Position, out int length, out _, out EntryScope? scope);
            if (symbol is not FactSymbol { Fact: { Kind: FactKind.Choice } fact } || ValueLength(phrase, phrase.Position, choice) > length)
            {
                phrase.Position = start;
                return null;
            }

            symbol.IsUsed = true;
            phrase.Position += length;
            return new FactReference(fact, scope);
        }

        // "region is requested region": both must have the same values, else which of them are the same would be a guess.
        private SameChoiceNode? BindSameChoice(SourceSpan source, FactReference left, FactReference right)
        {
            if (HasSameValues(left.Fact.Choice!, right.Fact.Choice!))
            {
                return new SameChoiceNode(source, left, right);
            }

            if (MisspeltValue(left.Fact, right.Fact) is { } misspelt)
            {
                if (toldValues.Add(misspelt.At.Span.Start))
                {
                    Report(OfOtherValues(misspelt.At, TextFix.Offer(misspelt.At.Span, misspelt.Right)));
                }
            }
            else
            {
                Report(OfOtherValues(source, null));
            }

            return null;

            Diagnostic OfOtherValues(SourceSpan at, TextFix? fix) =>
                new Diagnostic("GL0282", at, left.Fact.Name, NameOf(right.Fact), Difference(left.Fact.Choice!, right.Fact.Choice!, left.Fact.Name, NameOf(right.Fact))) { Fix = fix };
        }

        // Values for which it was told where they are declared that they differ from those they are compared with.
        private readonly HashSet<int> toldValues = new HashSet<int>();

        // The one value in which two lists differ, where it stands in this file: that which fewer facts have, or else the shorter one.
        private (SourceSpan At, string Right)? MisspeltValue(FactPlan left, FactPlan right)
        {
            string[] onlyLeft = left.Choice!.Values.Where(value => IndexOf(right.Choice!, value) is null).ToArray();
            string[] onlyRight = right.Choice!.Values.Where(value => IndexOf(left.Choice!, value) is null).ToArray();
            bool areAlike = onlyLeft.Length == 1 && onlyRight.Length == 1 && (OtherWording.AreAlike(onlyLeft[0], onlyRight[0]) || NameTable.WordsOf(onlyLeft[0]).Intersect(NameTable.WordsOf(onlyRight[0])).Any());
            if (!areAlike || left.Choice.Values.Count != right.Choice.Values.Count)
            {
                return null;
            }

            // A word is left out more often than put in.
            int difference = IsPartOf(onlyLeft[0], onlyRight[0]) ? -1 : IsPartOf(onlyRight[0], onlyLeft[0]) ? 1 : CountOf(onlyLeft[0]).CompareTo(CountOf(onlyRight[0]));
            bool isLeft = difference < 0 || (difference == 0 && onlyLeft[0].Length < onlyRight[0].Length);
            (FactPlan fact, string wrong, string meant) = isLeft ? (left, onlyLeft[0], onlyRight[0]) : (right, onlyRight[0], onlyLeft[0]);
            int at = fact.Source is { } source && source.Text == Text ? Text.Content.IndexOf(wrong, source.Span.End, StringComparison.Ordinal) : -1;
            return at < 0 ? null : (new SourceSpan(Text, new TextSpan(at, wrong.Length)), meant);

            bool IsPartOf(string value, string other) => NameTable.WordsOf(value) is { } words && NameTable.WordsOf(other) is { } all && words.Length < all.Length && words.All(all.Contains);

            int CountOf(string value) => plan.Facts.Concat(plan.EntryKinds.SelectMany(kind => kind.Fields)).Count(other => other.Choice is { } choice && IndexOf(choice, value) is not null);
        }

        private static string NameOf(FactPlan fact) => fact.IsOfRequest ? "requested " + fact.Name : fact.Name;

        private static bool HasSameValues(ChoicePlan left, ChoicePlan right) =>
            left.Values.Select(NameTable.Canonical).SequenceEqual(right.Values.Select(NameTable.Canonical));

        private static string Difference(ChoicePlan left, ChoicePlan right, string leftName, string rightName)
        {
            string? onlyLeft = left.Values.FirstOrDefault(value => IndexOf(right, value) is null);
            string? onlyRight = right.Values.FirstOrDefault(value => IndexOf(left, value) is null);
            return onlyLeft is not null ? "“" + onlyLeft + "” is a value of “" + leftName + "” only"
                : onlyRight is not null ? "“" + onlyRight + "” is a value of “" + rightName + "” only"
                : "their order differs";
        }

        private static FactPlan? MostAlike(IEnumerable<FactPlan> fields, ChoicePlan choice) => fields
            .Where(field => field.Kind == FactKind.Choice && field.Choice!.Values.Any(value => IndexOf(choice, value) is not null))
            .OrderByDescending(field => field.Choice!.Values.Count(value => IndexOf(choice, value) is not null))
            .FirstOrDefault();

        private void ReportAmbiguousKey(SourceSpan at, ListNode list, List<FactPlan> fields) =>
            Report("GL0283", at, at.ToString(), list.Fact.Fact.Name, string.Join(" and ", fields.Select(field => "“" + field.Name + "”")), fields[0].Name);

        private void ReportUnknownKey(PhraseCursor phrase, string list, IEnumerable<FactPlan> fields)
        {
            int at = phrase.Position;
            int to = at + 1;
            while (to < phrase.Count && phrase.KindAt(to) is TokenKind.Word or TokenKind.Number && !(phrase.WordAt(to) is "in" or "within" or "before" or "after" or "where" or "is"))
            {
                to++;
            }

            List<FactPlan> choices = fields.Where(field => field.Kind == FactKind.Choice).ToList();
            List<string> values = choices.SelectMany(field => field.Choice!.Values).ToList();
            string typed = phrase.Words(at, to);
            string? meant = Nearest(typed, values);
            if (meant is not null)
            {
                ReportFix("GL0256", phrase.Span(at, to), meant, typed, choices.First(field => field.Choice!.Values.Contains(meant)).Name, meant);
            }
            else if (NearestName(phrase, at).Name is not null || values.Count == 0)
            {
                ReportUnknownName(phrase);
            }
            else
            {
                Report("GL0284", phrase.Span(at, to), typed, list, string.Join(", ", values));
            }
        }

        private bool IsWindowNext(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool isWindow = TryTakeRollingLength(phrase, out _)
                || phrase.WordAt(start) is "before" or "after" or "since" or "within"
                || phrase.Take("on", "or") || phrase.Take("between", "day") || phrase.Take("between", "days")
                || (phrase.Take("on") && (phrase.Kind == TokenKind.Date || IsDateName(phrase)))
                || IsDistance(phrase);
            phrase.Position = start;
            return isWindow;
        }

        private bool IsDateName(PhraseCursor phrase) => FindName(phrase, phrase.Position, out _, out _, out _) is FactSymbol { Fact.Kind: FactKind.Date };

        // "at least 2 months before …", but not "at least 2 months".
        private static bool IsDistance(PhraseCursor phrase)
        {
            if (!TryTakeComparison(phrase, out _) || phrase.Kind != TokenKind.Number || !IsCalendarUnit(phrase, phrase.Position + 1))
            {
                return false;
            }

            return phrase.WordAt(phrase.Position + 2) is "before" or "after";
        }

        private ListNode? BindWindow(PhraseCursor phrase, int start, ListNode list)
        {
            int from = phrase.Position;
            List<DateQualifier> standings = TakeWindow(phrase);
            if (standings.Count == 0)
            {
                return null;
            }

            SourceSpan source = phrase.SpanFrom(from);
            EntryKindPlan kind = list.Fact.Fact.EntryKind!;
            if (kind.DateField is null && kind.Fields.FirstOrDefault(field => field.Kind == FactKind.Period) is { } period)
            {
                Report("GL0285", source, list.Fact.Fact.Name, period.Name);
                return null;
            }

            return Filtered(
                phrase.SpanFrom(start),
                list,
                standings.Select(standing => new ComparisonNode(source, new EntryDateNode(source, list.Entry), standing.Comparison, standing.Date)));
        }

        // All of the comparisons are required of the date of an entry. Empty if something was reported.
        private List<DateQualifier> TakeWindow(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (TryTakeRollingLength(phrase, out int numberAt))
            {
                return TakeRollingWindow(phrase, start, numberAt);
            }

            phrase.Position = start;
            Comparison? comparison = phrase.Take("since") ? Comparison.AtLeast : phrase.IsWord("on") && !phrase.IsWordAt(start + 1, "or") ? Comparison.Equal : null;
            if (comparison is null)
            {
                return TakeDateStandings(phrase) ?? new List<DateQualifier>();
            }

            phrase.Position = start + 1;
            return TakeDateValue(phrase) is { } date ? new List<DateQualifier> { new DateQualifier(comparison.Value, date) } : new List<DateQualifier>();
        }

        // "in 12 months", "in the last 12 months", "within the past 12 months"; "within 12 months before D" is a distance.
        private static bool TryTakeRollingLength(PhraseCursor phrase, out int numberAt)
        {
            bool isWithin = phrase.IsWord("within");
            numberAt = 0;
            if (phrase.TakeAny("in", "during", "within") is null)
            {
                return false;
            }

            phrase.TakeAny("the", "a", "any");
            bool hasAdjective = phrase.TakeAny(WindowAdjectives) is not null;
            numberAt = phrase.Position;
            return (hasAdjective || !isWithin) && phrase.Kind == TokenKind.Number && IsCalendarUnit(phrase, numberAt + 1);
        }

        // A rolling window: "in 12 months before D" is (D - 12 months, D]; "in 12 months after D" is (D, D + 12 months].
        private List<DateQualifier> TakeRollingWindow(PhraseCursor phrase, int start, int numberAt)
        {
            var none = new List<DateQualifier>();
            phrase.Position = numberAt;
            if (BindConstant(phrase, out _) is not DurationNode length)
            {
                return none;
            }

            if (phrase.IsWordAt(start + 1, "any"))
            {
                ReportFix("GL0288", phrase.SpanFrom(start), "in " + length.Source, phrase.Words(start, phrase.Position), "in " + length.Source, length.Source.ToString());
            }

            bool isAfter = phrase.Take("after");
            if (!isAfter && phrase.IsWordAt(numberAt - 1, "first"))
            {
                Report("GL0340", phrase.SpanFrom(start));
                return none;
            }

            bool isNamed = isAfter || phrase.Take("before") || phrase.Take("up", "to");
            int dateAt = phrase.Position;
            ValueNode? Date()
            {
                phrase.Position = dateAt;
                return isNamed ? TakeDateValue(phrase) : RequestDate(phrase.SpanFrom(start));
            }

            if (Date() is not { } near || Date() is not { } far)
            {
                return none;
            }

            var shifted = new DateShiftNode(phrase.SpanFrom(start), far, length.Value, isBack: !isAfter);
            return isAfter
                ? new List<DateQualifier> { new DateQualifier(Comparison.More, near), new DateQualifier(Comparison.AtMost, shifted) }
                : new List<DateQualifier> { new DateQualifier(Comparison.More, shifted), new DateQualifier(Comparison.AtMost, near) };
        }

        private FactNode RequestDate(SourceSpan source) =>
            new FactNode(source, new FactReference(plan.Facts.First(fact => fact.BuiltIn == BuiltInFact.RequestDate), null));
    }
}
