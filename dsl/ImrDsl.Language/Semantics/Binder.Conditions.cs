using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Conditions: blocks, lines with <i>and</i> and <i>or</i>, modifiers, and the single conditions that start with a name.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] ConditionWords =
        {
            "all", "any", "none", "at", "exactly", "some", "every", "for", "not", "no", "criteria", "time", "reduction", "increase", "number", "total",
            "unless", "excused", "applies", "note", "source", "verified", "more", "less", "between", "before", "after", "documented",
        };

        private static readonly string[] AfterConditionWords =
        {
            "and", "or", "with", "where", "unless", "excused", "before", "after", "by", "between", "within", "is", "documented", "than", "least", "most", "to",
        };

        // Lines below lines, phrases inside phrases, parts of sums and definitions inside definitions all count towards the limit.
        private const int MaximalDepth = 400;

        // The entries at hand, innermost last.
        private readonly List<EntryNames> entries = new List<EntryNames>();

        // The lists that "criteria … for X" may name; set while services are bound.
        private IReadOnlyList<CriteriaListPlan>? referable;

        /// <summary>A line with everything below it, as one condition. Null if it could not be understood; that has been reported.</summary>
        private ConditionNode? BindLine(LineSyntax line, int from = 0)
        {
            cancellation.ThrowIfCancellationRequested();
            PhraseSyntax syntax = line.Phrase;
            string title = string.Empty;
            if (line.Head is not null && from == 0)
            {
                var head = new PhraseCursor(Text, line.Head);
                if (line.Phrase.IsEmpty && TryTakeHeader(head, out _, out _) && head.AtEnd)
                {
                    syntax = line.Head;
                }
                else
                {
                    title = BindTitle(line);
                }
            }

            var phrase = new PhraseCursor(Text, syntax) { Position = from };
            ConditionNode? node = BindWithModifiers(phrase, line);
            if (node is not null && line.Label is { } label)
            {
                node.Label = new SourceSpan(Text, label).ToString();
            }

            if (node is not null && title.Length > 0)
            {
                node.Title = title;
            }

            return node;
        }

        private string BindTitle(LineSyntax line)
        {
            var head = new PhraseCursor(Text, line.Head!);
            SourceSpan at = head.Span(0, head.Count);
            if (line.Label is null)
            {
                Report("GL0240", at, at.ToString());
            }
            else if (head.IsWord("unless") || head.IsWord("excused") || head.IsWord("applies") || head.IsWord("note"))
            {
                Report("GL0241", head.SpanAt(0), head.TextAt(0));
            }

            return head.Words(0, head.Count);
        }

        private ConditionNode? BindWithModifiers(PhraseCursor phrase, LineSyntax line)
        {
            if (!Deepen(phrase.Here))
            {
                return null;
            }

            ConditionNode? node = BindModified(phrase, line);
            plan.Depth--;
            return node;
        }

        private ConditionNode? BindModified(PhraseCursor phrase, LineSyntax line)
        {
            var parts = new List<LineSyntax>();
            var modifiers = new List<LineSyntax>();
            foreach (LineSyntax child in line.Lines)
            {
                (IsModifier(child) ? modifiers : parts).Add(child);
            }

            ConditionNode? node = BindBlockOrLeaf(phrase, line, parts);
            foreach (LineSyntax modifier in modifiers)
            {
                node = BindModifier(node, modifier);
            }

            return node;
        }

        private bool IsModifier(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
            return line.Label is null
                && (phrase.WordAt(0) is "unless" or "note" or "source" or "verified"
                    || (phrase.IsWord("excused") && phrase.IsWordAt(1, "when"))
                    || (phrase.IsWord("applies") && phrase.IsWordAt(1, "only")))
                && FindName(phrase, 0, out _, out _, out _) is null;
        }

        private ConditionNode? BindModifier(ConditionNode? node, LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            var notes = new List<string>();
            if (phrase.Take("note"))
            {
                BindNote(phrase, notes);
                if (node is not null)
                {
                    node.Notes = node.Notes.Concat(notes).ToList();
                }

                return node;
            }

            if (phrase.Take("source"))
            {
                string citation = TakeCitation(phrase);
                if (node is not null)
                {
                    node.Citation = citation;
                }

                return node;
            }

            if (phrase.Take("verified"))
            {
                string mark = phrase.Words(phrase.Position, phrase.Count).ToLowerInvariant();
                if (mark is not ("yes" or "no" or "in part"))
                {
                    Report("GL0164", phrase.Span(phrase.Position, phrase.Count), mark);
                }

                if (node is not null && mark != "yes")
                {
                    node.Notes = node.Notes.Concat(new[] { mark == "no" ? "not verified against the source" : "verified in part against the source" }).ToList();
                }

                return node;
            }

            bool isUnless = phrase.Take("unless");
            bool isExcuse = !isUnless && phrase.Take("excused", "when");
            if (!isUnless && !isExcuse && !phrase.Take("applies", "only", "when"))
            {
                ReportFix("GL0242", phrase.Span(0, Math.Min(3, phrase.Count)), "applies only when");
                return node;
            }

            ConditionNode? other = BindException(phrase, line);
            return node is null || other is null ? node : Modified(node, other, isUnless, isExcuse);
        }

        // The node keeps its place as the line people see: label, title, notes move to the whole.
        private static ConditionNode Modified(ConditionNode node, ConditionNode other, bool isUnless, bool isExcuse)
        {
            ConditionNode whole = isUnless ? new ExceptionNode(node.Source, node, other) : new GuardNode(node.Source, node, other, isExcuse);
            whole.Notes = node.Notes;
            whole.Citation = node.Citation;
            node.Notes = new List<string>();
            node.Citation = null;
            return whole;
        }

        // "E but not when F" is E and not F.
        private ConditionNode? BindException(PhraseCursor phrase, LineSyntax line)
        {
            for (int i = phrase.Position; i + 2 < phrase.Count; i++)
            {
                if (phrase.IsWordAt(i, "but") && phrase.IsWordAt(i + 1, "not") && phrase.IsWordAt(i + 2, "when"))
                {
                    PhraseCursor first = phrase.Slice(phrase.Position, i);
                    ConditionNode? exception = BindLeaf(first, new List<LineSyntax>());
                    PhraseCursor second = phrase.Slice(i + 3, phrase.Count);
                    ConditionNode? but = BindWithModifiers(second, line);
                    return exception is null || but is null
                        ? null
                        : new GroupNode(phrase.Span(phrase.Position, phrase.Count), GroupKind.AllOf, 0, new[] { exception, new NotNode(but.Source, but) });
                }
            }

            return BindWithModifiers(phrase, line);
        }

        private ConditionNode? BindBlockOrLeaf(PhraseCursor phrase, LineSyntax line, List<LineSyntax> parts)
        {
            int start = phrase.Position;
            if (phrase.AtEnd)
            {
                SourceSpan at = line.Label is { } label ? new SourceSpan(Text, label) : phrase.SpanAt(0);
                if (parts.Count > 0)
                {
                    return BindParts(line.Head is null ? at : new PhraseCursor(Text, line.Head).SpanAt(0), GroupKind.AllOf, 0, parts);
                }

                Report("GL0243", line.Head is null ? at : new SourceSpan(Text, line.Head.Span), string.Empty);
                return null;
            }

            if (TryTakeHeader(phrase, out GroupKind kind, out int count) && phrase.AtEnd)
            {
                if (parts.Count > 0)
                {
                    return BindParts(phrase.Span(start, phrase.Count), kind, count, parts);
                }

                Report("GL0243", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count));
                return null;
            }

            phrase.Position = start;
            if (parts.Count > 0 && ReportMisspeltHeader(phrase))
            {
                return null;
            }

            return BindLeaf(phrase, parts);
        }

        // A few words that mean nothing, with lines below them, were meant as a block.
        private bool ReportMisspeltHeader(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.Count - start > 4 || FindName(phrase, start, out _, out _, out _) is not null || StartsWithMeasure(phrase))
            {
                return false;
            }

            string typed = NameTable.Canonical(phrase.Words(start, phrase.Count));
            string? meant = typed switch
            {
                "some of" or "any" or "or" => "any of",
                "each of" or "every of" or "both of" or "all" or "and" or "all of the following" => "all of",
                "any of the following" or "one or more of" => "any of",
                "none" or "neither of" or "not any of" => "none of",
                _ => Spelling.Nearest(typed, new[] { "all of", "any of", "none of" }),
            };
            if (meant is null)
            {
                return false;
            }

            ReportFix("GL0270", phrase.Span(start, phrase.Count), meant, phrase.Words(start, phrase.Count), meant);
            return true;
        }

        /// <summary>"all of", "at least 2 of" and the like.</summary>
        private static bool TryTakeHeader(PhraseCursor phrase, out GroupKind kind, out int count)
        {
            int start = phrase.Position;
            kind = GroupKind.AllOf;
            count = 0;
            if (phrase.Take("all", "of"))
            {
                return true;
            }

            if (phrase.Take("any", "of") || phrase.Take("one", "of") || phrase.Take("either", "of"))
            {
                kind = GroupKind.AnyOf;
                return true;
            }

            if (phrase.Take("none", "of"))
            {
                kind = GroupKind.NoneOf;
                return true;
            }

            kind = phrase.Take("at", "least") ? GroupKind.AtLeast : phrase.Take("at", "most") ? GroupKind.AtMost : GroupKind.Exactly;
            if (kind == GroupKind.Exactly && !phrase.Take("exactly"))
            {
                return false;
            }

            if (phrase.Kind == TokenKind.Number && int.TryParse(phrase.TextAt(phrase.Position), out count))
            {
                phrase.Position++;
                if (phrase.Take("of"))
                {
                    return true;
                }
            }

            phrase.Position = start;
            return false;
        }

        private ConditionNode? BindParts(SourceSpan source, GroupKind kind, int count, List<LineSyntax> lines)
        {
            var parts = new List<ConditionNode>();
            var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            bool failed = false;
            foreach (LineSyntax line in lines)
            {
                CheckLabel(line, labels);
                ConditionNode? part = BindLine(line);
                failed |= part is null;
                if (part is not null)
                {
                    parts.Add(part);
                }
            }

            if (failed)
            {
                return null;
            }

            if (kind is GroupKind.AtLeast or GroupKind.Exactly && count > parts.Count)
            {
                Report("GL0244", source, count.ToString(System.Globalization.CultureInfo.InvariantCulture), parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            // A block of one required part is that part.
            return kind == GroupKind.AllOf && parts.Count == 1 && parts[0].Label.Length == 0 && parts[0].Title.Length == 0
                ? parts[0]
                : new GroupNode(source, kind, count, parts);
        }

        private void CheckLabel(LineSyntax line, HashSet<string> labels)
        {
            if (line.Label is { } label && !labels.Add(new SourceSpan(Text, label).ToString()))
            {
                Report("GL0245", new SourceSpan(Text, label), new SourceSpan(Text, label).ToString());
            }
        }

        /// <summary>A line that is not a block of its own: conditions joined by <i>and</i> or by <i>or</i>.</summary>
        private ConditionNode? BindLeaf(PhraseCursor phrase, List<LineSyntax> below)
        {
            if (!Deepen(phrase.Here))
            {
                return null;
            }

            ConditionNode? node = BindLeafInside(phrase, below);
            plan.Depth--;
            return node;
        }

        private ConditionNode? BindLeafInside(PhraseCursor phrase, List<LineSyntax> below)
        {
            int start = phrase.Position;
            if (ReportOddSigns(phrase))
            {
                return null;
            }

            var parts = new List<ConditionNode>();
            string? connective = null;
            bool usedBelow = false;
            while (true)
            {
                ConditionNode? part = BindSimple(phrase, below, ref usedBelow);
                if (part is null)
                {
                    return null;
                }

                parts.Add(part);
                int at = phrase.Position;
                string? next = phrase.TakeAny("and", "or");
                if (next is null)
                {
                    break;
                }

                if (connective is not null && next != connective)
                {
                    Report("GL0246", phrase.SpanAt(at), next, connective);
                    return null;
                }

                connective = next;
                if (phrase.AtEnd)
                {
                    Report("GL0247", phrase.SpanAt(at), next);
                    return null;
                }
            }

            ConditionNode node = parts.Count == 1
                ? parts[0]
                : new GroupNode(phrase.SpanFrom(start), connective == "and" ? GroupKind.AllOf : GroupKind.AnyOf, 0, parts);
            node = BindInlineModifiers(node, phrase) ?? node;
            if (!ExpectEnd(phrase))
            {
                return null;
            }

            if (below.Count > 0 && !usedBelow)
            {
                LineSyntax first = below[0];
                Report("GL0248", new SourceSpan(Text, first.Span), phrase.Words(start, phrase.Count), node is DocumentedNode ? ", with all of" : "all of");
                return null;
            }

            return node;
        }

        private ConditionNode? BindInlineModifiers(ConditionNode node, PhraseCursor phrase)
        {
            bool isUnless = phrase.Take("unless");
            bool isExcuse = !isUnless && phrase.Take("excused", "when");
            if (!isUnless && !isExcuse && !phrase.Take("applies", "only", "when"))
            {
                return null;
            }

            ConditionNode? other = BindLeaf(phrase, new List<LineSyntax>());
            return other is null ? null : Modified(node, other, isUnless, isExcuse);
        }

        // "and/or" says two things at once; "=>" and "=<" are not comparisons.
        private bool ReportOddSigns(PhraseCursor phrase)
        {
            for (int i = phrase.Position; i + 1 < phrase.Count; i++)
            {
                if (phrase.IsWordAt(i, "and") && phrase.KindAt(i + 1) == TokenKind.Slash && phrase.IsWordAt(i + 2, "or"))
                {
                    ReportFix("GL0249", phrase.Span(i, i + 3), "or");
                    return true;
                }

                if (phrase.KindAt(i) == TokenKind.Equal && phrase.IsJoined(i + 1) && phrase.KindAt(i + 1) is TokenKind.More or TokenKind.Less)
                {
                    string right = phrase.KindAt(i + 1) == TokenKind.More ? "≥" : "≤";
                    ReportFix("GL0272", phrase.Span(i, i + 2), right, phrase.Words(i, i + 2), right);
                    return true;
                }
            }

            return false;
        }

        private ConditionNode? BindSimple(PhraseCursor phrase, List<LineSyntax> below, ref bool usedBelow)
        {
            int start = phrase.Position;
            Symbol? symbol = FindName(phrase, start, out int length, out bool isNegated, out EntryScope? scope);
            if (symbol is null && !StartsWithMeasure(phrase) && phrase.TakeAny("not", "no") is not null)
            {
                if (phrase.IsWord("not") || phrase.IsWord("no"))
                {
                    Report("GL0250", phrase.Span(start, phrase.Position + 1));
                    return null;
                }

                int at = phrase.Position;
                Symbol? negated = FindName(phrase, at, out _, out bool isTwice, out _);
                if (negated is not null && isTwice)
                {
                    Report("GL0250", phrase.Span(start, at + 1));
                    return null;
                }

                ConditionNode? part = BindSimple(phrase, below, ref usedBelow);
                return part is null ? null : new NotNode(phrase.SpanFrom(start), part);
            }

            if (symbol is null)
            {
                if (phrase.Take("for", "every"))
                {
                    return BindForEvery(phrase, start);
                }

                if (phrase.TakeAny("some", "every") is { } quantifier)
                {
                    return BindQuantifier(phrase, start, quantifier == "some" ? Quantifier.Some : Quantifier.Every, below, ref usedBelow);
                }

                if (IsCriteriaReference(phrase))
                {
                    return BindCriteriaReference(phrase);
                }

                if (StartsWithMeasure(phrase))
                {
                    return BindMeasureFirst(phrase);
                }
            }
            else if (symbol is FailedSymbol)
            {
                return null;
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

            return BindComparison(phrase);
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
                    return new YesNoNode(phrase.SpanFrom(start), fact);
                case FactKind.Choice:
                    return BindMembership(phrase, start, fact);
                case FactKind.Record:
                    Report("GL0252", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
                case FactKind.List:
                    Report("GL0251", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
                default:
                    Report("GL0253", phrase.SpanFrom(start), fact.Fact.Name);
                    return null;
            }
        }

        private static bool TakeIsDocumented(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.TakeAny("is", "are", "was", "were") is not null && phrase.Take("documented"))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private static bool TakeIsRuledOut(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.TakeAny("is", "are", "was", "were") is not null && phrase.Take("ruled", "out"))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private ConditionNode? BindMembership(PhraseCursor phrase, int start, FactReference fact)
        {
            ChoicePlan choice = fact.Fact.Choice!;
            if (phrase.TakeAny("is", "are", "was", "were") is null && !phrase.Take(TokenKind.Equal))
            {
                Report("GL0254", phrase.Here, fact.Fact.Name, string.Join(", ", choice.Values));
                return null;
            }

            bool isNot = phrase.Take("not");
            var members = new List<int>();
            do
            {
                if (!TryTakeValue(phrase, choice, out int value))
                {
                    ReportUnknownValue(phrase, fact.Fact.Name, choice);
                    return null;
                }

                int at = phrase.Position;
                if (phrase.Take("or", "higher") || phrase.Take("or", "more") || phrase.Take("or", "above"))
                {
                    if (!RequireScale(choice, phrase.Span(at, phrase.Position), fact.Fact.Name))
                    {
                        return null;
                    }

                    members.AddRange(Enumerable.Range(value, choice.Values.Count - value));
                }
                else if (phrase.Take("or", "lower") || phrase.Take("or", "less") || phrase.Take("or", "below"))
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
            while (TakeSetSeparator(phrase, next => FindValue(next, next.Position, choice, out _) is not null));

            var node = new MembershipNode(phrase.SpanFrom(start), fact, members.Distinct().OrderBy(member => member).ToList());
            return isNot ? new NotNode(node.Source, node) : node;
        }

        private bool RequireScale(ChoicePlan choice, SourceSpan at, string name)
        {
            if (!choice.IsScale)
            {
                Report("GL0255", at, name);
            }

            return choice.IsScale;
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
            int? found = null;
            length = 0;
            for (int i = 0; i < choice.Values.Count; i++)
            {
                string canonical = NameTable.Canonical(choice.Values[i]);
                for (int to = at + 1; to <= phrase.Count && to - at <= 12; to++)
                {
                    if (to - at > length && NameTable.Canonical(phrase.Words(at, to)) == canonical)
                    {
                        (found, length) = (i, to - at);
                    }
                }
            }

            return found;
        }

        private void ReportUnknownValue(PhraseCursor phrase, string name, ChoicePlan choice)
        {
            int at = phrase.Position;
            int to = at;
            while (to < phrase.Count && phrase.KindAt(to) is TokenKind.Word or TokenKind.Number && !phrase.IsWordAt(to, "or"))
            {
                to++;
            }

            string typed = phrase.Words(at, to);
            string? meant = Spelling.Nearest(typed, choice.Values);
            if (meant is not null)
            {
                ReportFix("GL0256", phrase.Span(at, to), meant, typed, name, meant);
            }
            else
            {
                Report("GL0257", phrase.Span(at, Math.Max(to, at + 1)), typed, name, string.Join(", ", choice.Values));
            }
        }

        // After "F is documented": by whom or what, when, with what.
        private ConditionNode? BindDocumented(PhraseCursor phrase, int start, FactReference fact, List<LineSyntax> below, ref bool usedBelow)
        {
            if (fact.Fact.IsJudgement)
            {
                Report("GL0258", phrase.SpanFrom(start), fact.Fact.Name);
                return null;
            }

            var persons = new List<string>();
            var kinds = new List<string>();
            var dates = new List<DateQualifier>();
            while (true)
            {
                if (phrase.Take("by"))
                {
                    if (!BindStandard(phrase, persons, kinds))
                    {
                        return null;
                    }
                }
                else if (TryTakeDateComparison(phrase, out Comparison comparison))
                {
                    ValueNode? date = BindValue(phrase);
                    if (date is null)
                    {
                        return null;
                    }

                    if (date.Kind != ValueKind.Date)
                    {
                        Report("GL0303", date.Source, date.Source.ToString());
                        return null;
                    }

                    dates.Add(new DateQualifier(comparison, date));
                }
                else
                {
                    break;
                }
            }

            SourceSpan source = phrase.SpanFrom(start);
            var qualifier = new EvidenceQualifier { Persons = persons, Kinds = kinds, Dates = dates };
            if (!TryTakeWith(phrase))
            {
                return new DocumentedNode(source, fact, qualifier, fact.Fact.EntryKind is null ? null : new EntryScope(fact), null);
            }

            if (fact.Fact.EntryKind is not { } kind)
            {
                Report("GL0259", phrase.SpanAt(phrase.Position - 1), fact.Fact.Name);
                return null;
            }

            var scope = new EntryScope(fact);
            ConditionNode? with = BindWith(phrase, kind, scope, below, ref usedBelow);
            return with is null ? null : new DocumentedNode(phrase.SpanFrom(start), fact, qualifier, scope, with);
        }

        private static bool TryTakeWith(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take(TokenKind.Comma);
            if (phrase.Take("with"))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        // "with all of" and lines below, or a condition on the same line; the fields of the entry are visible.
        private ConditionNode? BindWith(PhraseCursor phrase, EntryKindPlan kind, EntryScope scope, List<LineSyntax> below, ref bool usedBelow)
        {
            entries.Add(new EntryNames(kind, scope));
            try
            {
                int start = phrase.Position;
                if (TryTakeHeader(phrase, out GroupKind group, out int count) && phrase.AtEnd)
                {
                    usedBelow = true;
                    if (below.Count == 0)
                    {
                        Report("GL0243", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count));
                        return null;
                    }

                    return BindParts(phrase.Span(start, phrase.Count), group, count, below);
                }

                phrase.Position = start;
                if (phrase.AtEnd)
                {
                    Report("GL0247", phrase.SpanAt(start - 1), "with");
                    return null;
                }

                usedBelow = true;
                return BindLeaf(phrase, below);
            }
            finally
            {
                entries.RemoveAt(entries.Count - 1);
            }
        }

        private bool BindStandard(PhraseCursor phrase, List<string> persons, List<string> kinds)
        {
            do
            {
                phrase.SkipArticle();
                if (!TryFindTerm(phrase, plan.Evidence, out string? person, out string? kind, out int length))
                {
                    int to = phrase.Position;
                    while (to < phrase.Count && phrase.KindAt(to) == TokenKind.Word && !IsStandardEnd(phrase.WordAt(to)))
                    {
                        to++;
                    }

                    ReportUnknownTerm(
                        phrase.Span(phrase.Position, to), phrase.Words(phrase.Position, to), plan.Evidence.Persons.Concat(plan.Evidence.Kinds).ToList());
                    return false;
                }

                phrase.Position += length;
                if (person is not null)
                {
                    persons.AddRange(plan.Evidence.PersonsThatAre(person));
                }

                if (kind is not null)
                {
                    kinds.AddRange(plan.Evidence.KindsThatAre(kind));
                }
            }
            while (TakeSetSeparator(phrase, next => !next.IsWord("with")));
            return true;
        }

        private static bool IsStandardEnd(string word) => word is "or" or "and" or "with" or "before" or "after" or "on" or "within" or "where" or "unless";

        private static bool TryFindTerm(PhraseCursor phrase, EvidenceVocabulary vocabulary, out string? person, out string? kind, out int length)
        {
            person = kind = null;
            length = 0;
            for (int to = Math.Min(phrase.Count, phrase.Position + 6); to > phrase.Position && length == 0; to--)
            {
                string words = phrase.Words(phrase.Position, to);
                person = vocabulary.FindPerson(words) ?? vocabulary.FindPerson(Singular(words));
                kind = vocabulary.FindKind(words) ?? vocabulary.FindKind(Singular(words));
                length = person is null && kind is null ? 0 : to - phrase.Position;
            }

            return length > 0;
        }

        private void ReportUnknownTerm(SourceSpan at, string typed, IReadOnlyCollection<string> terms)
        {
            string? meant = Spelling.Nearest(typed, terms);
            if (meant is not null)
            {
                ReportFix("GL0260", at, meant, typed, meant);
            }
            else
            {
                Report("GL0261", at, typed);
            }
        }

        private ConditionNode? BindQuantifier(PhraseCursor phrase, int start, Quantifier quantifier, List<LineSyntax> below, ref bool usedBelow)
        {
            ListNode? list = BindList(phrase);
            if (list is null)
            {
                return null;
            }

            ConditionNode? test = null;
            if (TryTakeWith(phrase))
            {
                test = BindWith(phrase, list.Fact.Fact.EntryKind!, list.Entry, below, ref usedBelow);
                if (test is null)
                {
                    return null;
                }
            }

            // "every treatment where is contraindicated" asks it of every treatment.
            if (test is null && quantifier == Quantifier.Every && list.Filters.Count > 0)
            {
                test = list.Filters[list.Filters.Count - 1];
                list = new ListNode(list.Source, list.Fact, list.Entry, list.Filters.Take(list.Filters.Count - 1).ToList());
            }

            return new QuantifierNode(phrase.SpanFrom(start), quantifier, list, test);
        }

        // "for every kind of conservative care, some entry where is contraindicated": for each value of the field, some entry with that value.
        private ConditionNode? BindForEvery(PhraseCursor phrase, int start)
        {
            int fieldAt = phrase.Position;
            int of = fieldAt;
            while (of < phrase.Count && !phrase.IsWordAt(of, "of"))
            {
                of++;
            }

            phrase.Position = of + 1;
            int listAt = phrase.Position;
            FactReference? fact = TakeListFact(phrase);
            if (fact is null)
            {
                return null;
            }

            string field = NameTable.Canonical(phrase.Words(fieldAt, of));
            FactPlan? choiceField = fact.Fact.EntryKind!.Fields.FirstOrDefault(f => NameTable.Canonical(f.Name) == field && f.Kind == FactKind.Choice);
            if (choiceField is null)
            {
                Report("GL0262", phrase.Span(fieldAt, of), phrase.Words(fieldAt, of), fact.Fact.Name);
                return null;
            }

            phrase.Take(TokenKind.Comma);
            if (!phrase.Take("some", "entry", "where"))
            {
                Report("GL0263", phrase.Here, field, phrase.Words(listAt, phrase.Position));
                return null;
            }

            int conditionAt = phrase.Position;
            var parts = new List<ConditionNode>();
            for (int value = 0; value < choiceField.Choice!.Values.Count; value++)
            {
                phrase.Position = conditionAt;
                var scope = new EntryScope(fact);
                bool usedBelow = false;
                ConditionNode? where = BindWith(phrase, fact.Fact.EntryKind, scope, new List<LineSyntax>(), ref usedBelow);
                if (where is null)
                {
                    return null;
                }

                var hasValue = new MembershipNode(phrase.Span(fieldAt, of), new FactReference(choiceField, scope), new[] { value });
                var list = new ListNode(phrase.Span(listAt, phrase.Count), fact, scope, new[] { hasValue, where });
                parts.Add(new QuantifierNode(phrase.Span(conditionAt, phrase.Count), Quantifier.Some, list, null) { Title = choiceField.Choice.Values[value] });
            }

            return new GroupNode(phrase.SpanFrom(start), GroupKind.AllOf, 0, parts);
        }

        private bool Deepen(SourceSpan at)
        {
            if (plan.Depth < MaximalDepth)
            {
                plan.Depth++;
                return true;
            }

            Report("GL0108", at, MaximalDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return false;
        }

        /// <summary>The longest name at a place: of the entry at hand, of entries further out, of the file. Innermost wins a draw.</summary>
        private Symbol? FindName(PhraseCursor phrase, int at, out int length, out bool isNegated, out EntryScope? scope)
        {
            Symbol? found = names.Find(phrase, at, out length, out isNegated);
            scope = null;
            foreach (EntryNames entry in entries)
            {
                Symbol? field = entry.Names.Find(phrase, at, out int fieldLength, out bool fieldNegated);
                if (field is not null && fieldLength >= length)
                {
                    (found, length, isNegated, scope) = (field, fieldLength, fieldNegated, entry.Scope);
                }
            }

            return found;
        }
    }
}
