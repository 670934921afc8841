using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>References to criteria: which of a list are meant. Only lists that are complete can be referred to, so that no reference leads back to itself.</summary>
    internal sealed partial class Binder
    {
        // Every list, those bound again under a reading included, and those that "criteria … for X" may name: the ones bound so far.
        private readonly List<CriteriaListPlan> lists = new List<CriteriaListPlan>();
        private readonly List<CriteriaListPlan> referable = new List<CriteriaListPlan>();
        private readonly List<string> listNames = new List<string>();
        private readonly Dictionary<CriteriaListPlan, ListSection> listSections = new Dictionary<CriteriaListPlan, ListSection>();
        private readonly Dictionary<CriterionPlan, LineSyntax> criterionLines = new Dictionary<CriterionPlan, LineSyntax>();
        private readonly Dictionary<string, CriteriaListPlan> readLists = new Dictionary<string, CriteriaListPlan>(StringComparer.Ordinal);
        private readonly Dictionary<string, NameReading> readings = new Dictionary<string, NameReading>(StringComparer.Ordinal);
        private string listAtHand = string.Empty;
        private string edition = string.Empty;

        private static bool IsCriteriaReference(PhraseCursor phrase) =>
            phrase.WordAt(phrase.Position) is "criteria" or "criterion"
            || (phrase.IsWord("all") && phrase.WordAt(phrase.Position + 1) is "criteria" or "criterion");

        // "any criterion for X", "at least 2 of the criteria for X", "none of criteria 1 to 3 for X".
        private static bool TryTakeCounted(PhraseCursor phrase, out GroupKind kind, out int count)
        {
            int start = phrase.Position;
            if (phrase.IsWord("any") && phrase.IsWordAt(start + 1, "criterion"))
            {
                (kind, count) = (GroupKind.AnyOf, 0);
                phrase.Position++;
                return true;
            }

            if (TryTakeHeader(phrase, out kind, out count) && (phrase.IsWord("criteria") || (phrase.Take("the") && phrase.IsWord("criteria"))))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private ConditionNode? BindCountedCriteria(PhraseCursor phrase, int start, GroupKind kind, int count)
        {
            if (BindCriteriaReference(phrase, isWholeList: phrase.IsWordAt(phrase.Position + 1, "for")) is not CriteriaNode reference)
            {
                return null;
            }

            SourceSpan source = phrase.SpanFrom(start);
            List<CriteriaNode> each = reference.Criteria.Select(criterion => new CriteriaNode(source, reference.List, new[] { criterion })).ToList();
            if (kind is GroupKind.AtLeast or GroupKind.Exactly && count > each.Count)
            {
                Report("GL0244", source, count.ToString(CultureInfo.InvariantCulture), each.Count.ToString(CultureInfo.InvariantCulture));
            }

            return new GroupNode(source, kind, count, each);
        }

        /// <summary>"criteria D and 1 to 5 for X", "all criteria for X except 6".</summary>
        private ConditionNode? BindCriteriaReference(PhraseCursor phrase, bool isWholeList = false)
        {
            int start = phrase.Position;
            if (listNames.Count == 0)
            {
                Report("GL0505", phrase.Here);
                return null;
            }

            bool isAll = phrase.Take("all") || isWholeList;
            phrase.Position++;
            int labelsFrom = phrase.Position;
            int forAt = labelsFrom;
            while (forAt < phrase.Count && !phrase.IsWordAt(forAt, "for"))
            {
                forAt++;
            }

            if (forAt == phrase.Count)
            {
                ReportReferenceWithoutFor(phrase, start, labelsFrom);
                return null;
            }

            phrase.Position = forAt + 1;
            CriteriaListPlan? list = TakeListName(phrase, referable);
            if (list is null)
            {
                return null;
            }

            List<CriterionPlan>? chosen = isAll && labelsFrom == forAt
                ? list.Criteria.ToList()
                : TakeLabels(phrase.Slice(labelsFrom, forAt), list);
            if (chosen is not null && phrase.Take("except"))
            {
                int end = phrase.Position;
                while (end < phrase.Count && (phrase.KindAt(end) is TokenKind.Number or TokenKind.Dot
                    || (phrase.KindAt(end) == TokenKind.Comma && !phrase.IsWordAt(end + 1, "reading"))
                    || phrase.IsWordAt(end, "to") || FindCriterion(list, phrase.TextAt(end)) is not null
                    || (phrase.IsWordAt(end, "and") && FindCriterion(list, phrase.TextAt(end + 1)) is not null)))
                {
                    end++;
                }

                List<CriterionPlan>? except = TakeLabels(phrase.Slice(phrase.Position, end), list);
                phrase.Position = end;
                chosen = except is null ? null : chosen.Except(except).ToList();
            }

            if (chosen is null)
            {
                return null;
            }

            if (chosen.Count == 0)
            {
                Report("GL0507", phrase.SpanFrom(start));
                return null;
            }

            chosen = chosen.OrderBy(criterion => criterion.Ordinal).Distinct().ToList();
            int readingFrom = phrase.Position;
            if (!TryTakeReadings(phrase, out List<(FactPlan From, FactPlan To)> pairs))
            {
                return null;
            }

            HashSet<object> mentions = listSections[list].Mentions;
            plan.Mentions?.UnionWith(mentions);
            SourceSpan source = phrase.SpanFrom(start);
            return pairs.Count == 0 && plan.Reading?.Concerns(mentions) != true
                ? new CriteriaNode(source, list, chosen)
                : BindRead(list, chosen, pairs, source, phrase.Span(readingFrom, phrase.Position));
        }

        private CriteriaListPlan? TakeListName(PhraseCursor phrase, IReadOnlyList<CriteriaListPlan> lists)
        {
            int start = phrase.Position;
            CriteriaListPlan? found = null;
            int length = 0;
            foreach (CriteriaListPlan list in lists)
            {
                string canonical = NameTable.Canonical(list.Name);
                for (int to = start + 1; to <= phrase.Count && to <= start + canonical.Length; to++)
                {
                    if (to - start > length && NameTable.Canonical(phrase.Words(start, to)) == canonical)
                    {
                        (found, length) = (list, to - start);
                    }
                }
            }

            if (found is null)
            {
                string typed = phrase.Words(start, phrase.Count);
                string? meant = Nearest(typed, lists.Select(list => list.Name));
                string? below = listNames.FirstOrDefault(name => (NameTable.Canonical(typed) + " ").StartsWith(NameTable.Canonical(name) + " ", StringComparison.Ordinal));
                meant = lists.Select(list => list.Name).FirstOrDefault(name => WithoutArticle(name) == WithoutArticle(typed)) ?? meant ?? wording.Find(NameTable.Canonical(typed), lists.Select(list => NameTable.Canonical(list.Name)));
                if (below is not null && below == listAtHand)
                {
                    Report("GL0515", phrase.Span(start, phrase.Count), below);
                }
                else if (below is not null)
                {
                    Report("GL0385", phrase.Span(start, phrase.Count), below);
                }
                else if (meant is not null)
                {
                    ReportDifference("GL0508", phrase, start, phrase.Count, meant);
                }
                else
                {
                    Report("GL0509", phrase.Span(start, Math.Max(phrase.Count, start + 1)), typed, Quoted(lists.Select(list => list.Name)));
                }
            }

            phrase.Position = start + length;
            return found;
        }

        // "D and 1 to 5", "1, 3 to 5".
        private List<CriterionPlan>? TakeLabels(PhraseCursor phrase, CriteriaListPlan list)
        {
            var chosen = new List<CriterionPlan>();
            if (phrase.AtEnd)
            {
                Report("GL0510", phrase.Here, LabelsOf(list));
                return null;
            }

            while (true)
            {
                CriterionPlan? first = TakeLabel(phrase, list);
                if (first is null)
                {
                    return null;
                }

                CriterionPlan last = first;
                int at = phrase.Position;
                if (phrase.Kind == TokenKind.Dot && phrase.IsJoined(at))
                {
                    phrase.Position--;
                    string path = TakePathLabel(phrase);
                    Report("GL0514", phrase.SpanFrom(at - 1), path, first.Label);
                    return null;
                }

                if (phrase.Take("to") || phrase.Take(TokenKind.Minus))
                {
                    if (TakeLabel(phrase, list, isEnd: true) is not { } end)
                    {
                        return null;
                    }

                    last = end;
                    if (last.Ordinal < first.Ordinal)
                    {
                        Report("GL0511", phrase.Span(at - 1, phrase.Position), last.Label, first.Label);
                        return null;
                    }
                }

                chosen.AddRange(list.Criteria.Where(criterion => criterion.Ordinal >= first.Ordinal && criterion.Ordinal <= last.Ordinal));
                bool goesOn = phrase.Take(TokenKind.Comma);
                goesOn |= phrase.Take("and");
                if (!goesOn)
                {
                    break;
                }
            }

            if (phrase.WordAt(phrase.Position) is "plus" or "or" && phrase.Position + 1 < phrase.Count)
            {
                bool isSum = phrase.WordAt(phrase.Position) == "plus";
                Report(new Diagnostic("GL0203", phrase.Here, phrase.TextAt(phrase.Position), "and") { Fix = TextFix.Write(phrase.Here.Span, "and") with { IsCertain = isSum } });
                return null;
            }

            return ExpectEnd(phrase) ? chosen : null;
        }

        // "criteria 1 to 4 of malignant pain", "criteria 1 to 4".
        private void ReportReferenceWithoutFor(PhraseCursor phrase, int start, int labelsFrom)
        {
            int of = labelsFrom;
            while (of < phrase.Count && !(phrase.WordAt(of) is "of" or "from" or "in" || Spelling.Distance(phrase.WordAt(of), "for", 1) <= 1))
            {
                of++;
            }

            bool isList = of < phrase.Count && referable.Any(list => NameTable.Canonical(list.Name) == NameTable.Canonical(phrase.Words(of + 1, phrase.Count)));
            if (isList)
            {
                ReportFix("GL0506", phrase.SpanAt(of), "for");
            }
            else
            {
                Report("GL0506", phrase.Span(start, phrase.Count));
            }
        }

        private static bool TryNumber(string label, out int number) => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out number);

        private CriterionPlan? TakeLabel(PhraseCursor phrase, CriteriaListPlan list, bool isEnd = false)
        {
            SourceSpan at = phrase.Here;
            string label = phrase.TextAt(phrase.Position);
            CriterionPlan? criterion = FindCriterion(list, label);
            if (criterion is null)
            {
                // "1-5" is one word to the reader of characters.
                int hyphen = label.IndexOfAny(new[] { '-', '\u2013' });
                string? range = hyphen > 0 && FindCriterion(list, label.Substring(0, hyphen)) is not null ? label.Substring(0, hyphen) + " to " + label.Substring(hyphen + 1) : null;
                if (range is not null)
                {
                    ReportFix("GL0512", at, range, label, range);
                }
                else if (label.IndexOf('.') is > 0 and var dot && FindCriterion(list, label.Substring(0, dot)) is { } above)
                {
                    Report("GL0514", at, label, above.Label);
                }
                else if (!flawedLists.Contains(list))
                {
                    // A run of criteria that goes too far was most likely to go to the last one there is up to it; so was one label behind the last.
                    string? meant = LastBefore(list, label) is { } last && (isEnd || LabelBefore(label) == last) ? last : LabelBeginningWith(list, label) ?? LabelLike(list, label);
                    if (meant is not null)
                    {
                        ReportGuess("GL0513", at, meant, label, list.Name, LabelsOf(list));
                    }
                    else
                    {
                        Report("GL0513", at, label, list.Name, LabelsOf(list));
                    }
                }

                return null;
            }

            phrase.Position++;
            return criterion;
        }

        /// <summary>", reading R as S", as often as it stands there.</summary>
        private bool TryTakeReadings(PhraseCursor phrase, out List<(FactPlan From, FactPlan To)> pairs)
        {
            pairs = new List<(FactPlan From, FactPlan To)>();
            while (phrase.IsWord("reading") || (phrase.Kind == TokenKind.Comma && phrase.IsWordAt(phrase.Position + 1, "reading")))
            {
                phrase.Take(TokenKind.Comma);
                phrase.Position++;
                if (TakeReadName(phrase, isMeant: false) is not { } from)
                {
                    return false;
                }

                if (!phrase.Take("as"))
                {
                    bool isOther = phrase.Kind == TokenKind.Equal || phrase.WordAt(phrase.Position) is "for" or "by" or "with" or "to" or "is";
                    Report(new Diagnostic("GL0384", phrase.Here, from.Name) { Fix = isOther ? TextFix.Write(phrase.Here.Span, "as") : null });
                    return false;
                }

                if (TakeReadName(phrase, isMeant: true) is not { } to)
                {
                    return false;
                }

                pairs.Add((from, to));
            }

            return true;
        }

        // What stands after "as" means what the reading around makes of it; the name before it is that of the criteria.
        private FactPlan? TakeReadName(PhraseCursor phrase, bool isMeant)
        {
            int start = phrase.Position;
            Symbol? symbol = isMeant ? FindName(phrase, start, out int length, out _, out _) : names.Find(phrase, start, out length, out _);
            if (symbol is null)
            {
                ReportUnknownName(phrase);
                return null;
            }

            phrase.Position += length;
            if (symbol is FactSymbol { Fact: { EntryKind: not null } fact })
            {
                symbol.IsUsed = true;
                return fact;
            }

            if (symbol is not FailedSymbol)
            {
                Report("GL0380", phrase.SpanFrom(start), symbol.Name);
            }

            return null;
        }

        // The criteria chosen, bound again with other names, as a list of their own.
        private ConditionNode? BindRead(
            CriteriaListPlan list, List<CriterionPlan> chosen, List<(FactPlan From, FactPlan To)> pairs, SourceSpan source, SourceSpan at)
        {
            IEnumerable<(FactPlan From, FactPlan To)> around = plan.Reading?.Pairs ?? Array.Empty<(FactPlan, FactPlan)>();
            List<(FactPlan From, FactPlan To)> all = pairs.Concat(around.Where(outer => pairs.All(inner => !ReferenceEquals(inner.From, outer.From)))).ToList();
            string words = string.Join(", ", all.Select(pair => "reading " + pair.From.Name + " as " + pair.To.Name));
            string name = list.Name + ", " + words;
            string key = name + ": " + string.Join(", ", chosen.Select(criterion => criterion.Ordinal));
            if (!readLists.TryGetValue(key, out CriteriaListPlan? read))
            {
                if (!readings.TryGetValue(words, out NameReading? reading))
                {
                    reading = new NameReading(all);
                    readings.Add(words, reading);
                }

                if (flawedLists.Contains(list) || (read = ReadAgain(list, chosen, name, reading, pairs, at)) is null)
                {
                    return null;
                }

                readLists.Add(key, read);
                AddList(read);
            }

            return new CriteriaNode(source, read, read.Criteria);
        }

        private CriteriaListPlan? ReadAgain(
            CriteriaListPlan list, List<CriterionPlan> chosen, string name, NameReading reading, List<(FactPlan From, FactPlan To)> pairs, SourceSpan at)
        {
            reading.Met.Clear();
            reading.Missing.Clear();
            (HashSet<object>? mentions, NameReading? outer) = (plan.Mentions, plan.Reading);
            var asked = new HashSet<object>();
            (plan.Mentions, plan.Reading) = (asked, reading);
            List<EntryNames> outerEntries = entries.ToList();
            entries.Clear();
            int findings = bag.Count;
            ListSection section = listSections[list];
            CriteriaListPlan read = BindCriteriaList(section.Line, name, section.At, chosen);
            string? problem = bag.Items.Skip(findings).Select(item => item.Message).FirstOrDefault();
            bag.Rewind(findings);
            entries.AddRange(outerEntries);
            (plan.Mentions, plan.Reading) = (mentions, outer);

            if (reading.Missing.Count > 0)
            {
                FactPlan from = reading.Missing.First().From;
                FactPlan to = reading.Pairs.First(pair => ReferenceEquals(pair.From, from)).To;
                IEnumerable<string> fields = reading.Missing.Where(missing => ReferenceEquals(missing.From, from)).Select(missing => missing.Field);
                Report("GL0381", at, to.Name, Quoted(fields), list.Name, from.Name);
                return null;
            }

            if (pairs.FirstOrDefault(pair => !reading.Met.Contains(pair.From)) is { From: not null } unasked)
            {
                ReportUnaskedReading(at, list.Name, unasked, isTurned: pairs.Count == 1 && new NameReading(new[] { (unasked.To, unasked.From) }).Concerns(asked));
                return null;
            }

            if (problem is not null || read.Criteria.Any(criterion => criterion.Condition is GroupNode { Parts.Count: 0 }))
            {
                Report("GL0383", at, list.Name, problem ?? string.Empty);
                return null;
            }

            return read;
        }

        private void AddList(CriteriaListPlan list)
        {
            for (int i = 0; i < list.Criteria.Count; i++)
            {
                list.Criteria[i].List = list;
                list.Criteria[i].Ordinal = i;
            }

            list.Ordinal = lists.Count;
            lists.Add(list);
        }

        /// <summary>
        /// The definitions that no reference to criteria can be needed for. The others are bound when the lists they refer to are complete: where
        /// a list needs them, or after all lists.
        /// </summary>
        private List<Symbol> DefinitionsApartFromCriteria()
        {
            var leading = new HashSet<Symbol>(ownDefinitions.OfType<DefinitionSymbol>().Where(definition => AnyPhrase(definition.Line, IsReferenceIn)));
            for (int before = -1; before != leading.Count;)
            {
                before = leading.Count;
                leading.UnionWith(ownDefinitions.OfType<DefinitionSymbol>().Where(definition =>
                    AnyPhrase(definition.Line, (phrase, at) => FindName(phrase, at, out _, out _, out _) is { } symbol && leading.Contains(symbol))));
            }

            return ownDefinitions.Where(definition => !leading.Contains(definition)).ToList();
        }

        private static bool IsReferenceIn(PhraseCursor phrase, int at) => phrase.WordAt(at) is "criteria" or "criterion";

        private bool AnyPhrase(LineSyntax line, Func<PhraseCursor, int, bool> test)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            return Enumerable.Range(0, phrase.Count).Any(at => test(phrase, at)) || line.Lines.Any(below => AnyPhrase(below, test));
        }

        // Where a list stands, and the facts and definitions that its lines name.
        private sealed class ListSection
        {
            public ListSection(LineSyntax line, SourceSpan at)
            {
                Line = line;
                At = at;
            }

            public LineSyntax Line { get; }

            public SourceSpan At { get; }

            public HashSet<object> Mentions { get; } = new HashSet<object>();
        }
    }
}
