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
    /// <summary>Facts that the reviewer decides only at times, and what is shown beside a question.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] WordOfShown = { "shown" };
        private static readonly string[] WordOfWith = { "with" };
        private static readonly string[] WordsForShown = { "show", "shows", "showing", "displayed", "displaying", "presented", "listed", "seen", "viewing", "with", "beside", "alongside", "together" };
        private static readonly string[] WordsForWith = { "with", "along", "alongside", "beside", "together", "by", "next", "to" };

        private readonly List<(FactPlan Fact, PhraseCursor Phrase)> shownWith = new List<(FactPlan, PhraseCursor)>();

        // ", reviewer decides only when C shown with F, G" is last in a declaration; commas inside are its own. Gives where the parts before it end.
        private int SplitJudgement(PhraseCursor phrase, FactParts parts)
        {
            for (int i = 1; i + 2 < phrase.Count; i++)
            {
                if (phrase.KindAt(i - 1) != TokenKind.Comma || !phrase.IsWordAt(i, "reviewer") || !phrase.IsWordAt(i + 1, "decides"))
                {
                    continue;
                }

                int shown = Enumerable.Range(i, phrase.Count - i).FirstOrDefault(at => phrase.IsWordAt(at, "shown") && phrase.IsWordAt(at + 1, "with"));
                bool hasWhen = phrase.IsWordAt(i + 2, "only") && phrase.IsWordAt(i + 3, "when");
                if (shown == 0 && !hasWhen)
                {
                    if (!ReportBehindJudgement(phrase, i + 2))
                    {
                        continue;
                    }

                    parts.IsJudgement = true;
                    parts.JudgementAt = i;
                    return i - 1;
                }

                parts.IsJudgement = true;
                parts.JudgementAt = i;
                parts.ShownFrom = shown == 0 ? -1 : shown + 2;
                if (hasWhen)
                {
                    int end = shown == 0 ? phrase.Count : shown;
                    parts.WhenFrom = i + 4;
                    parts.WhenTo = phrase.KindAt(end - 1) == TokenKind.Comma ? end - 1 : end;
                }

                return i - 1;
            }

            return phrase.Count;
        }

        // "reviewer decides show with opioids", "reviewer decides when …": what follows is one of two things, or nothing.
        private bool ReportBehindJudgement(PhraseCursor phrase, int at)
        {
            int next = phrase.KindAt(at) == TokenKind.Comma ? at + 1 : at;
            string word = phrase.WordAt(next);
            bool isShown = Array.IndexOf(WordsForShown, word) >= 0 || Spelling.Nearest(word, WordOfShown) is not null;
            if (next == phrase.Count || (next > at && !isShown))
            {
                return false;
            }

            int end = next + 1;
            while (isShown && end < phrase.Count && (Array.IndexOf(WordsForWith, phrase.WordAt(end)) >= 0 || Spelling.Nearest(phrase.WordAt(end), WordOfWith) is not null))
            {
                end++;
            }

            bool isWhen = word is "when" or "if" or "where";
            if (isShown || isWhen)
            {
                bool hasWith = isShown && end == next + 2 && phrase.IsWordAt(next + 1, "with");
                SourceSpan typed = hasWith ? phrase.SpanAt(next) : phrase.Span(next, end);
                string right = isWhen ? "only when" : hasWith ? "shown" : "shown with";
                Report(new Diagnostic("GL0203", typed, typed.ToString(), right) { Fix = TextFix.Offer(typed.Span, right) });
            }
            else if (word == "only" && next + 2 < phrase.Count)
            {
                SourceSpan typed = phrase.SpanAt(next + 1);
                Report(new Diagnostic("GL0203", typed, typed.ToString(), "when") { Fix = TextFix.Offer(typed.Span, "when") });
            }
            else
            {
                Report("GL0204", phrase.SpanAt(next), phrase.TextAt(next), "reviewer decides");
            }

            return true;
        }

        private void DeclareJudgement(FactPlan fact, PhraseCursor phrase, FactParts parts)
        {
            if (parts.ShownFrom >= 0)
            {
                shownWith.Add((fact, phrase.Slice(parts.ShownFrom, phrase.Count)));
            }

            if (parts.WhenFrom < 0)
            {
                return;
            }

            if (fact.FieldOf is not null || fact.IsOfRequest)
            {
                Report("GL0387", phrase.Span(parts.JudgementAt, parts.WhenFrom), fact.Name);
                return;
            }

            PhraseCursor when = phrase.Slice(parts.WhenFrom, parts.WhenTo);
            if (when.AtEnd)
            {
                Report("GL0247", phrase.SpanAt(parts.WhenFrom - 1), "when");
            }
            else
            {
                plan.Judged.Add(fact, new JudgedFact(this, when));
            }

            fact.JudgedAs = new FactPlan
            {
                Name = fact.Name,
                Kind = fact.Kind,
                Vocabulary = fact.Vocabulary,
                IsJudgement = true,
                Question = fact.Question,
                Notes = fact.Notes.Concat(new[] { "the reviewer decides only when " + when.Words(parts.WhenFrom, parts.WhenTo) }).ToList(),
                Source = fact.Source,
            };
        }

        // Names can be looked up once all are declared.
        private void BindShownWith()
        {
            foreach ((FactPlan fact, PhraseCursor phrase) in shownWith)
            {
                var shown = new List<FactPlan>();
                do
                {
                    int at = phrase.Position;
                    Symbol? symbol = names.Find(phrase, at, out int length, out _);
                    if (symbol is null)
                    {
                        if (phrase.AtEnd)
                        {
                            Report("GL0247", phrase.SpanAt(at - 1), "with");
                        }
                        else
                        {
                            ReportUnknownName(phrase);
                        }

                        break;
                    }

                    phrase.Position += length;
                    symbol.IsUsed = true;
                    if (symbol is FactSymbol { Fact: var other })
                    {
                        shown.Add(other);
                    }
                    else if (symbol is not FailedSymbol)
                    {
                        Report("GL0388", phrase.SpanFrom(at), symbol.Name);
                    }

                    if (phrase.AtEnd)
                    {
                        break;
                    }
                }
                while (phrase.Take(TokenKind.Comma) | phrase.Take("and") || !ExpectEnd(phrase));

                fact.ShownWith = shown;
                if (fact.JudgedAs is { } judged)
                {
                    judged.ShownWith = shown;
                }
            }
        }

        /// <summary>A yes/no fact as a condition.</summary>
        private ConditionNode? BindYesNo(SourceSpan source, FactReference fact)
        {
            var recorded = new YesNoNode(source, fact);
            if (fact.Fact.JudgedAs is not { } judged)
            {
                return recorded;
            }

            ConditionNode? when = plan.Judged.TryGetValue(fact.Fact, out JudgedFact? how) ? how.Owner.BindWhen(how, fact.Fact) : null;
            return when is null ? null : new JudgedWhenNode(source, when, new YesNoNode(source, new FactReference(judged, null)), recorded);
        }

        // When the reviewer decides: bound anew wherever the fact is read, and reported on once.
        private ConditionNode? BindWhen(JudgedFact judged, FactPlan fact)
        {
            if (judged.IsBinding)
            {
                Report("GL0264", fact.Source!, fact.Name);
                return null;
            }

            List<EntryNames> outer = entries.ToList();
            entries.Clear();
            if (judged.IsBound)
            {
                bag.Mute();
            }

            judged.IsBinding = true;
            PhraseCursor when = judged.When;
            ConditionNode? condition = BindLeaf(when.Slice(when.Position, when.Count), new List<LineSyntax>());
            judged.IsBinding = false;
            if (judged.IsBound)
            {
                bag.Unmute();
            }

            judged.IsBound = true;
            entries.AddRange(outer);
            return condition;
        }

        // What no condition reads is looked at all the same.
        private void BindUnreadJudgements()
        {
            foreach (KeyValuePair<FactPlan, JudgedFact> judged in plan.Judged.Where(pair => ReferenceEquals(pair.Value.Owner, this) && !pair.Value.IsBound))
            {
                BindWhen(judged.Value, judged.Key);
            }
        }
    }

    /// <summary>When the reviewer decides a fact that is otherwise read from the record.</summary>
    internal sealed class JudgedFact
    {
        public JudgedFact(Binder owner, PhraseCursor when)
        {
            Owner = owner;
            When = when;
        }

        /// <summary>The binder of the file that declares the fact.</summary>
        public Binder Owner { get; }

        public PhraseCursor When { get; }

        public bool IsBinding { get; set; }

        public bool IsBound { get; set; }
    }
}
