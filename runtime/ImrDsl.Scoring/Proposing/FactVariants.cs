using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>
/// What else a case could hold of one fact: the values at which the guideline turns and those beside them first, then that it is unknown, then
/// nothing. Of a record or a list one thing is changed at a time: a field, the evidence, an entry more or less.
/// </summary>
/// <param name="plan">The guideline.</param>
/// <param name="thresholds">Where it turns.</param>
internal sealed class FactVariants(GuidelinePlan plan, Thresholds thresholds)
{
    private const int MostEntries = 13;
    private const int MostDays = 60;

    private static readonly FactRecord Unknown = new() { Knowledge = Knowledge.Unknown };

    /// <summary>The variants of a fact of a case.</summary>
    public IEnumerable<FactRecord> Of(FactPlan fact, CaseRecord record)
    {
        var values = new ScalarValues(plan, thresholds, record);
        return Of(fact, record.Facts.GetValueOrDefault(fact, FactRecord.NotMentioned), values, depth: 0);
    }

    private IEnumerable<FactRecord> Of(FactPlan fact, FactRecord current, ScalarValues values, int depth)
    {
        IEnumerable<FactRecord> known = fact.EntryKind is { } kind ? OfEntries(fact, kind, current, values, depth) : OfScalar(fact, current, values);
        foreach (FactRecord variant in known)
        {
            yield return variant;
        }

        if (current.Knowledge != Knowledge.Unknown)
        {
            yield return Unknown;
        }

        if (current.Knowledge != Knowledge.NotMentioned)
        {
            yield return FactRecord.NotMentioned;
        }
    }

    private IEnumerable<FactRecord> OfScalar(FactPlan fact, FactRecord current, ScalarValues values)
    {
        Evidence? evidence = current.Entries.Count > 0 ? current.Entries[0].Evidence : null;
        foreach (EntryRecord value in values.Of(fact))
        {
            yield return Given(With(value, evidence));
        }

        if (fact.IsJudgement || current.Entries.Count == 0)
        {
            // What is not there yet comes with its evidence at once.
            foreach (EntryRecord value in fact.IsJudgement ? [] : values.Of(fact).Take(2))
            {
                foreach (Evidence other in values.EvidenceFor(fact))
                {
                    yield return Given(With(value, other));
                }
            }

            yield break;
        }

        foreach (Evidence other in values.EvidenceFor(fact))
        {
            yield return Given(With(current.Entries[0], other));
        }

        if (evidence is not null)
        {
            yield return Given(With(current.Entries[0], null));
        }
    }

    private IEnumerable<FactRecord> OfEntries(FactPlan fact, EntryKindPlan kind, FactRecord current, ScalarValues values, int depth)
    {
        IReadOnlyList<EntryRecord> entries = current.Entries;
        for (int i = 0; i < Math.Min(entries.Count, 4); i++)
        {
            foreach (EntryRecord changed in OfEntry(fact, kind, entries[i], values, depth))
            {
                yield return Replaced(current, i, changed);
            }
        }

        yield return new FactRecord { Knowledge = Knowledge.None };
        if (fact.Kind == FactKind.List)
        {
            foreach (FactRecord variant in OfRuns(fact, kind, values, depth).Concat(OfList(entries, values, kind)))
            {
                yield return variant;
            }
        }

        if (entries.Count == 0 || fact.Kind == FactKind.List)
        {
            foreach (EntryRecord added in NewEntries(fact, kind, values, depth))
            {
                yield return Entries(Knowledge.Given, [.. entries, added]);
            }
        }
    }

    private IEnumerable<FactRecord> OfList(IReadOnlyList<EntryRecord> entries, ScalarValues values, EntryKindPlan kind)
    {
        if (entries.Count == 0)
        {
            yield break;
        }

        for (int i = 0; i < entries.Count && entries.Count > 1; i++)
        {
            yield return Entries(Knowledge.Given, [.. entries.Where((_, at) => at != i)]);
        }

        yield return Entries(Knowledge.Incomplete, entries);

        // As many as the guideline counts, and one more or less: the last entry again, each a week before the other.
        foreach (int count in thresholds.Numbers.Where(number => number is > 0 and < MostEntries && number == decimal.Truncate(number)).SelectMany(number => new[] { (int)number, (int)number + 1, (int)number - 1 }).Distinct())
        {
            if (count > entries.Count)
            {
                yield return Entries(Knowledge.Given, [.. entries, .. Enumerable.Range(1, count - entries.Count).Select(number => values.Earlier(entries[^1], kind, 7 * number))]);
            }
            else if (count > 0 && count < entries.Count)
            {
                yield return Entries(Knowledge.Given, [.. entries.Take(count)]);
            }
        }
    }

    // An entry on each of so many days in a row, where the guideline asks how often something is in a stretch of days.
    private IEnumerable<FactRecord> OfRuns(FactPlan fact, EntryKindPlan kind, ScalarValues values, int depth)
    {
        foreach (FrequencyNode node in thresholds.FrequenciesOf(fact).Where(_ => kind.DateField is not null))
        {
            int days = Math.Max(node.RunDays, 1);
            int enough = (int)Math.Ceiling(node.IsPercent ? days * node.Amount / 100 : node.Amount);
            foreach (CalendarDate start in values.RunStarts)
            {
                foreach (EntryRecord entry in NewEntries(fact, kind, values, depth).Take(8))
                {
                    foreach (int count in new[] { days, enough, enough - 1 }.Where(count => count is > 0 and <= MostDays).Distinct())
                    {
                        yield return Entries(Knowledge.Given, [.. Enumerable.Range(0, count).Select(day => ScalarValues.Dated(entry, kind, start.AddDays(day)))]);
                    }
                }
            }
        }
    }

    private IEnumerable<EntryRecord> OfEntry(FactPlan fact, EntryKindPlan kind, EntryRecord entry, ScalarValues values, int depth)
    {
        foreach (FactPlan field in kind.Fields.Where(field => depth == 0 || field.EntryKind is null))
        {
            foreach (FactRecord changed in Of(field, entry.Fields[field.Ordinal], values, depth + 1))
            {
                yield return new EntryRecord { Fields = [.. entry.Fields.Select((known, ordinal) => ordinal == field.Ordinal ? changed : known)], Evidence = entry.Evidence };
            }
        }

        foreach (Evidence? other in values.EvidenceFor(fact).Append(null))
        {
            if (!Equals(other, entry.Evidence))
            {
                yield return With(entry, other);
            }
        }
    }

    // Entries in which every field has some value: the answers and choices in all combinations, and with each the first of the other values.
    private IEnumerable<EntryRecord> NewEntries(FactPlan fact, EntryKindPlan kind, ScalarValues values, int depth)
    {
        EntryRecord[][] of = [.. kind.Fields.Select(field => field.EntryKind is null ? values.Of(field).Take(24).ToArray() : [])];
        int[] discrete = [.. Enumerable.Range(0, of.Length).Where(i => kind.Fields[i].Kind is FactKind.YesNo or FactKind.Choice)];
        int combinations = (int)Math.Min(discrete.Aggregate(1d, (product, i) => product * of[i].Length), depth == 0 ? 36 : 6);
        int others = Math.Min(of.Where((_, i) => !discrete.Contains(i)).Select(values => values.Length).DefaultIfEmpty(1).Max(), depth == 0 ? 8 : 4);
        IReadOnlyList<Evidence?> evidence = [.. values.EvidenceFor(fact).Cast<Evidence?>().DefaultIfEmpty(null).Take(4)];
        foreach (Evidence? stated in evidence)
        {
            for (int i = 0; i < combinations * Math.Max(others, 1); i++)
            {
                int rest = i / Math.Max(others, 1);
                var fields = new FactRecord[of.Length];
                for (int at = 0; at < of.Length; at++)
                {
                    bool isDiscrete = discrete.Contains(at);
                    fields[at] = of[at].Length == 0 ? FactRecord.NotMentioned : Given(of[at][(isDiscrete ? rest : i) % of[at].Length]);
                    rest = isDiscrete ? rest / of[at].Length : rest;
                }

                yield return new EntryRecord { Evidence = stated, Fields = fields };
            }
        }
    }

    private static FactRecord Given(EntryRecord entry) => new() { Knowledge = Knowledge.Given, Entries = [entry] };

    private static FactRecord Entries(Knowledge knowledge, IReadOnlyList<EntryRecord> entries) => new() { Knowledge = knowledge, Entries = entries };

    private static FactRecord Replaced(FactRecord current, int at, EntryRecord changed) =>
        Entries(current.Knowledge, [.. current.Entries.Select((entry, i) => i == at ? changed : entry)]);

    private static EntryRecord With(EntryRecord entry, Evidence? evidence) => new()
    {
        YesNo = entry.YesNo,
        Number = entry.Number,
        Date = entry.Date,
        Period = entry.Period,
        Choice = entry.Choice,
        Text = entry.Text,
        Fields = entry.Fields,
        Evidence = evidence,
    };
}
