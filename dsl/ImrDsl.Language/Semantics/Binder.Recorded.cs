using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What an example records of a fact: values, entries, evidence.</summary>
    internal sealed partial class Binder
    {
        // After "NAME:": a value with evidence, the state of a list, or entries below.
        private FactRecord? BindFactRecord(PhraseCursor phrase, IReadOnlyList<LineSyntax> below, FactPlan fact)
        {
            if (phrase.Count - phrase.Position == 1 && phrase.IsWord("unknown"))
            {
                ReportLinesBelow(phrase.SpanAt(phrase.Position), below, null);
                return new FactRecord { Knowledge = Knowledge.Unknown };
            }

            if (fact.EntryKind is { } kind)
            {
                return BindEntries(phrase, below, fact, kind);
            }

            if (below.Count > 0 && !phrase.AtEnd)
            {
                ReportLinesBelow(phrase.Span(phrase.Position, phrase.Count), below, null);
                return null;
            }

            if (below.Count > 0)
            {
                // Several statements of one fact, one a line.
                var entriesOfFact = new List<EntryRecord>();
                foreach (LineSyntax line in below)
                {
                    var stated = new PhraseCursor(Text, line.Phrase);
                    if (BindEntry(stated, fact) is { } statement)
                    {
                        entriesOfFact.Add(statement);
                    }
                }

                return new FactRecord { Knowledge = Knowledge.Given, Entries = entriesOfFact };
            }

            return BindEntry(phrase, fact) is { } entry ? Given(entry) : null;
        }

        private FactRecord? BindEntries(PhraseCursor phrase, IReadOnlyList<LineSyntax> below, FactPlan fact, EntryKindPlan kind)
        {
            if (phrase.Count - phrase.Position == 1 && phrase.IsWord("none"))
            {
                ReportLinesBelow(phrase.SpanAt(phrase.Position), below, null);
                return new FactRecord { Knowledge = Knowledge.None };
            }

            if (fact.CodeSystem is not null && !phrase.AtEnd && !phrase.IsWord("incomplete") && below.Count == 0)
            {
                return BindRecordedCodes(phrase, fact) is { } codes ? new FactRecord { Knowledge = Knowledge.Given, Entries = codes } : null;
            }

            var entriesOfFact = new List<EntryRecord>();
            bool isIncomplete = phrase.Count - phrase.Position == 1 && phrase.Take("incomplete");
            List<LineSyntax> entryLines = below.Where(IsEntryLine).ToList();
            if (entryLines.Count > 0 && entryLines.Count == below.Count)
            {
                ExpectEnd(phrase);
                foreach (LineSyntax line in entryLines)
                {
                    PhraseCursor inline = line.Head is null ? new PhraseCursor(Text, line.Phrase) { Position = 1 } : new PhraseCursor(Text, line.Phrase);
                    if (fact.CodeSystem is not null && line.Lines.Count == 0)
                    {
                        entriesOfFact.AddRange(BindRecordedCodes(inline, fact) ?? new List<EntryRecord>());
                        continue;
                    }

                    if (BindFields(inline, line.Lines, kind) is { } entry)
                    {
                        entriesOfFact.Add(entry);
                    }
                }
            }
            else if (!phrase.AtEnd || below.Count > 0)
            {
                if (BindFields(phrase, below, kind) is { } entry)
                {
                    entriesOfFact.Add(entry);
                }
            }
            else
            {
                Report("GL0609", phrase.Here, fact.Name);
                return null;
            }

            return new FactRecord { Knowledge = isIncomplete ? Knowledge.Incomplete : Knowledge.Given, Entries = entriesOfFact };
        }

        private bool IsEntryLine(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
            return phrase.IsWord("entry") && (line.Head is null || phrase.Count == 1);
        }

        // "kind medication, result failed, by physician, on 2014-01" and lines "field: value" below.
        private EntryRecord? BindFields(PhraseCursor phrase, IReadOnlyList<LineSyntax> below, EntryKindPlan kind)
        {
            var fields = new FactRecord[kind.Fields.Count];
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = FactRecord.NotMentioned;
            }

            var scope = new EntryNames(kind, new EntryScope(new FactReference(new FactPlan { EntryKind = kind }, null)));
            var evidence = new EvidenceParts();
            if (!BindFieldsOfLine(phrase, scope, fields, evidence))
            {
                return null;
            }

            foreach (LineSyntax line in below)
            {
                var name = new PhraseCursor(Text, line.Head ?? line.Phrase);
                Symbol? field = scope.Names.Find(name, 0, out int length, out _);
                bool isHeadOfFields = line.Head is null && line.Lines.Count > 0 && field is FactSymbol && length == name.Count;
                if (line.Head is null && line.Lines.Count == 0)
                {
                    // "by physician, on 2014-03-01", "pain before 8": as on the line above.
                    if (!BindFieldsOfLine(name, scope, fields, evidence))
                    {
                        return null;
                    }

                    continue;
                }

                if ((line.Head is null && !isHeadOfFields) || field is not FactSymbol { Fact: var fact } || length != name.Count)
                {
                    string typed = name.Words(0, name.Count);
                    string? meant = Nearest(typed, kind.Fields.Select(f => f.Name));
                    if (meant is not null && line.Head is not null)
                    {
                        ReportFix("GL0201", name.Span(0, name.Count), meant, typed, meant);
                    }
                    else
                    {
                        Report("GL0610", name.Span(0, name.Count), typed, FieldWords(kind));
                    }

                    return null;
                }

                PhraseCursor value = isHeadOfFields ? name.Slice(name.Count, name.Count) : new PhraseCursor(Text, line.Phrase);
                if (BindFactRecord(value, line.Lines, fact) is not { } record)
                {
                    return null;
                }

                fields[fact.Ordinal] = record;
            }

            return new EntryRecord { Fields = fields, Evidence = evidence.ToEvidence() };
        }

        // "kind medication, result failed, by physician, on 2014-01"
        private bool BindFieldsOfLine(PhraseCursor phrase, EntryNames scope, FactRecord[] fields, EvidenceParts evidence)
        {
            while (!phrase.AtEnd)
            {
                Symbol? field = scope.Names.Find(phrase, phrase.Position, out int length, out _);
                int end = phrase.Position;
                while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma)
                {
                    end++;
                }

                if (field is FactSymbol { Fact: var fact } && length < end - phrase.Position && phrase.KindAt(phrase.Position + length) != TokenKind.Colon)
                {
                    PhraseCursor value = phrase.Slice(phrase.Position + length, end);
                    if (BindFactRecord(value, Array.Empty<LineSyntax>(), fact) is not { } record)
                    {
                        return false;
                    }

                    fields[fact.Ordinal] = record;
                    phrase.Position = end;
                }
                else if (field is FactSymbol { Fact: var colonned } && phrase.KindAt(phrase.Position + length) == TokenKind.Colon)
                {
                    SourceSpan colon = phrase.SpanAt(phrase.Position + length);
                    Report(new Diagnostic("GL0610", colon, ":", "write “" + colonned.Name + "” and its value") { Fix = new TextFix("Remove the colon", colon.Span, string.Empty) });
                    return false;
                }
                else if (!TakeEvidence(phrase, evidence))
                {
                    ReportUnknownField(phrase.Span(phrase.Position, end), scope.Kind);
                    return false;
                }

                phrase.Take(TokenKind.Comma);
            }

            return true;
        }

        private static string FieldWords(EntryKindPlan kind) =>
            kind.Fields.Count == 0 ? "there are no fields" : "the fields are " + Quoted(kind.Fields.Select(field => field.Name));

        // "yes, imaging, by physician, on 2014-03-02"
        private EntryRecord? BindEntry(PhraseCursor phrase, FactPlan fact)
        {
            if (fact.IsJudgement && EndsByReviewer(phrase, out int last))
            {
                phrase = phrase.Slice(phrase.Position, last);
            }

            int end = phrase.Position;
            while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma)
            {
                end++;
            }

            PhraseCursor value = phrase.Slice(phrase.Position, end);
            EntryRecord? entry = BindRecordedValue(value, fact);
            if (entry is null || ReportEvidenceWithoutComma(value) || !ExpectEnd(value))
            {
                return null;
            }

            phrase.Position = end;
            var evidence = new EvidenceParts();
            while (phrase.Take(TokenKind.Comma))
            {
                if (!TakeEvidence(phrase, evidence))
                {
                    ReportUnknownEvidence(phrase);
                    return null;
                }
            }

            if (!ExpectEnd(phrase))
            {
                return null;
            }

            if (fact.IsJudgement && end < phrase.Count)
            {
                SourceSpan stated = phrase.Span(end + 1, phrase.Count);
                Report(new Diagnostic("GL0618", stated, fact.Name, stated.ToString(), fact.Name + ": " + value.Words(0, value.Count))
                {
                    Fix = new TextFix("Leave it out", TextSpan.FromBounds(phrase.SpanAt(end).Span.Start, stated.Span.End), string.Empty),
                });
                return null;
            }

            return new EntryRecord
            {
                YesNo = entry.YesNo,
                Number = entry.Number,
                Date = entry.Date,
                Period = entry.Period,
                Choice = entry.Choice,
                Text = entry.Text,
                Evidence = evidence.ToEvidence(),
            };
        }

        private EntryRecord? BindRecordedValue(PhraseCursor phrase, FactPlan fact)
        {
            int start = phrase.Position;
            switch (fact.Kind)
            {
                case FactKind.YesNo:
                    if (phrase.TakeAny("yes", "no") is { } answer)
                    {
                        return new EntryRecord { YesNo = answer == "yes" };
                    }

                    if (AnswerMeant(phrase) is { } meant)
                    {
                        SourceSpan typed = phrase.Span(start, phrase.Count);
                        ReportFix("GL0611", typed, meant, typed.ToString(), fact.Name, ExpectedValue(fact));
                        return null;
                    }

                    break;
                case FactKind.Date:
                    PartialDate date = TakeDate(phrase);
                    return date.IsKnown ? new EntryRecord { Date = date } : null;
                case FactKind.Period:
                    return BindRecordedPeriod(phrase);
                case FactKind.Choice:
                    if (TryTakeValue(phrase, fact.Choice!, out int value))
                    {
                        return new EntryRecord { Choice = value };
                    }

                    ReportUnknownValue(phrase, fact.Name, fact.Choice!);
                    return null;
                case FactKind.Code:
                    if (IsCodeSystem(phrase, start) && CanonicalSystem(phrase.TextAt(start)) == fact.CodeSystem)
                    {
                        phrase.Position++;
                    }

                    string code = TakeCode(phrase);
                    if (HasDigit(code) && !code.EndsWith("*", StringComparison.Ordinal))
                    {
                        return new EntryRecord { Text = code };
                    }

                    break;
                case FactKind.Text:
                    if (phrase.TryTakeString(out string text))
                    {
                        return new EntryRecord { Text = text };
                    }

                    break;
                case FactKind.Number:
                    return BindRecordedNumber(phrase, fact);
                default:
                    break;
            }

            Report("GL0611", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count), fact.Name, ExpectedValue(fact));
            return null;
        }

        private static string ExpectedValue(FactPlan fact) => fact.Kind switch
        {
            FactKind.YesNo => "yes, no or unknown",
            FactKind.Text => "words in quotes",
            FactKind.Code => "one " + fact.CodeSystem + " code",
            FactKind.Number => "a number" + (fact.Range?.Unit is { } unit ? " in " + unit : string.Empty),
            _ => "a value",
        };

        private EntryRecord? BindRecordedPeriod(PhraseCursor phrase)
        {
            if (phrase.Take("since"))
            {
                PartialDate since = TakeDate(phrase);
                return since.IsKnown ? new EntryRecord { Period = new Period(since, default, isOngoing: true) } : null;
            }

            int start = phrase.Position;
            int dash = phrase.TextAt(start).IndexOf('\u2013');
            if (dash > 0)
            {
                ReportFix("GL0612", phrase.SpanAt(start), phrase.TextAt(start).Substring(0, dash) + " to " + phrase.TextAt(start).Substring(dash + 1));
                return null;
            }

            PartialDate from = phrase.Take("unknown") ? default : TakeDate(phrase);
            if (phrase.Take(TokenKind.Minus) && phrase.Kind == TokenKind.Date)
            {
                string right = phrase.TextAt(start) + " to " + phrase.TextAt(phrase.Position);
                ReportFix("GL0612", phrase.Span(start, phrase.Position + 1), right);
                return null;
            }

            if (!phrase.Take("to"))
            {
                Report("GL0612", phrase.Here);
                return null;
            }

            PartialDate to = phrase.Take("unknown") ? default : TakeDate(phrase);
            var period = new Period(from, to);
            if (period.IsReversed)
            {
                Report("GL0613", phrase.SpanFrom(start));
                return null;
            }

            return new EntryRecord { Period = period };
        }

        private EntryRecord? BindRecordedNumber(PhraseCursor phrase, FactPlan fact) =>
            BindRecordedRange(phrase, new Plan.FactNode(phrase.Here, new FactReference(fact, null)), isInRange: true) is { } number ? new EntryRecord { Number = number } : null;

        /// <summary>"5", "5 mg/day", "5 to 6 mg/day", in the unit of a fact; within its range, or in its unit only.</summary>
        private Number? BindRecordedRange(PhraseCursor phrase, Plan.FactNode target, bool isInRange)
        {
            NumberNode? low = BindRecordedConstant(phrase, target, out Number least);
            NumberNode? high = low;
            Number most = least;
            if (low is not null && phrase.Take("to"))
            {
                high = BindRecordedConstant(phrase, target, out most);
            }

            if (low is null || high is null)
            {
                return null;
            }

            if ((least > most).IsMet)
            {
                ReportUpsideDown(low.Source, high.Source);
                return null;
            }

            if (isInRange)
            {
                CheckRange(target, low);
                CheckRange(target, high);
            }

            return Number.Either(least, most);
        }

        // A recorded number may leave out the unit that the declaration names. In another one it is converted exactly, as a quotient where no decimal
        // holds it; the node has that rounded, which is enough to check its range.
        private NumberNode? BindRecordedConstant(PhraseCursor phrase, Plan.FactNode target, out Number exact)
        {
            string? unit = target.Fact.Fact.Range?.Unit;
            ValueNode? value = BindConstant(phrase, out _);
            if (value is NumberNode { Unit: { } given } stated && unit is not null && Unit.TryParse(given, out Unit? from) && Unit.TryParse(unit, out Unit? to)
                && from.TryConvert(Number.Exactly(stated.Value), to, out exact))
            {
                return new NumberNode(stated.Source, exact.Low, unit);
            }

            var fitting = (value is NumberNode { Unit: null } bare ? new NumberNode(bare.Source, bare.Value, unit) : value is null ? null : Fit(value, target)) as NumberNode;
            exact = fitting?.Value ?? 0;
            return fitting;
        }

        // "by PERSON", a kind of evidence, "on DATE", "at "place"".
        private bool TakeEvidence(PhraseCursor phrase, EvidenceParts evidence)
        {
            if (phrase.Take("on"))
            {
                evidence.Date = TakeDate(phrase);
                return true;
            }

            if (phrase.Take("at"))
            {
                bool hasPlace = phrase.TryTakeString(out string place);
                evidence.At = place;
                return hasPlace;
            }

            bool isBy = phrase.Take("by");
            phrase.SkipArticle();
            if (!TryFindTerm(phrase, plan.Evidence, out string? person, out string? kind, out int length) || (isBy && person is null))
            {
                return false;
            }

            phrase.Position += length;
            if (isBy || kind is null)
            {
                evidence.Person = person;
            }
            else
            {
                evidence.Kind = kind;
            }

            return true;
        }

        private sealed class EvidenceParts
        {
            public string? Person { get; set; }

            public string? Kind { get; set; }

            public PartialDate Date { get; set; }

            public string? At { get; set; }

            public Evidence? ToEvidence() => Person is null && Kind is null && !Date.IsKnown && At is null
                ? null
                : new Evidence { By = Person, Person = Person, Kind = Kind, Date = Date, At = At };
        }
    }
}
