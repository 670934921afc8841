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
    /// <summary>Documentation: by whom, on what grounds, when, and with what.</summary>
    internal sealed partial class Binder
    {
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
                else if (TakeDateStandings(phrase) is { } standings)
                {
                    if (standings.Count == 0)
                    {
                        return null;
                    }

                    dates.AddRange(standings);
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
                return below.Count > 0 && ReportMisspeltHeader(phrase) ? null : BindLeaf(phrase, below);
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
                        phrase.Span(phrase.Position, to), phrase.Words(phrase.Position, to), "person or kind of evidence", PersonWords.Concat(KindWords).ToList());
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

        private const int MostLettersOfASlip = 2;

        private IEnumerable<string> PersonWords => plan.Evidence.Persons.Concat(EvidenceVocabulary.OtherWordsForPersons.Keys);

        private IEnumerable<string> KindWords => plan.Evidence.Kinds.Concat(EvidenceVocabulary.OtherWordsForKinds.Keys);

        private void ReportUnknownTerm(SourceSpan at, string typed, string sought, IReadOnlyCollection<string> terms)
        {
            string? meant = Spelling.Nearest(typed, terms);
            if (meant is not null)
            {
                // Words that are only near may be the beginning of others: "neurological examination".
                if (Spelling.Distance(typed, meant, MostLettersOfASlip) <= MostLettersOfASlip)
                {
                    ReportFix("GL0260", at, meant, typed, meant);
                }
                else
                {
                    ReportGuess("GL0260", at, meant, typed, meant);
                }
            }
            else
            {
                Report(new Diagnostic("GL0261", at, typed, sought) { Fix = OfSameKind(at, typed, terms) });
            }
        }
    }
}
