using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Columns;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>Flat cases say what the records say that they are written from.</summary>
public sealed class FlatCaseTests
{
    private const int Guidelines = 60;
    private const int FilesEach = 6;
    private const int ItemsAFile = 4;

    [Fact]
    public void A_record_written_flat_and_read_back_is_decided_and_accounted_for_alike()
    {
        int items = 0;
        int flatItems = 0;
        // One flat case for everything, as a run uses it: nothing of an item may stay behind for the next.
        var flat = new FlatCase();
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            FlatForm form = Assert.IsType<FlatForm>(FlatForm.Of(specimen.Plan));
            foreach (CaseItem item in Enumerable.Range(0, FilesEach).SelectMany(number => specimen.File(number, ItemsAFile).Items))
            {
                items++;
                if (FlatRecord.TryWrite(form, item.Record, flat))
                {
                    flatItems++;
                    CaseRecord read = new FlatReading(form, flat, item.Record).Read();
                    ServiceResult expected = ReferenceEvaluator.Evaluate(specimen.Plan, item.Service, item.Record);
                    ServiceResult actual = ReferenceEvaluator.Evaluate(specimen.Plan, item.Service, read);
                    Assert.True(expected.Account.SequenceEqual(actual.Account), $"guideline {seed}\n{specimen.Text}");
                    Assert.Equal(expected.Finding, actual.Finding);
                }
            }
        }

        // A case that holds a range has no flat form; random cases often do.
        Assert.InRange(flatItems, items / 4, items - 1);
    }

    [Theory]
    [InlineData("5.5", true, 55L)]
    [InlineData("5.50", true, 55L)]
    [InlineData("5.55", false, 0L)]
    [InlineData("99999999999999.9", true, 999_999_999_999_999L)]
    [InlineData("100000000000000", false, 0L)]
    public void A_number_with_more_digits_than_its_declaration_has_no_flat_form(string value, bool fits, long expected)
    {
        FactPlan pain = new() { Name = "pain", Kind = FactKind.Number, Range = new NumberPlan { Low = 0, High = 10, Step = 0.5m } };
        FlatForm form = Assert.IsType<FlatForm>(FlatForm.Of(new GuidelinePlan { Facts = [pain], AllFacts = [pain] }));

        Assert.Equal(fits, form.TryScale(pain, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), out long scaled));
        Assert.Equal(expected, fits ? scaled : 0);
    }

    /// <summary>Reads a flat case back. Codes are not kept, only which sets hold them: of those with the same, the first of the record serves.</summary>
    private sealed class FlatReading
    {
        private readonly FlatForm form;
        private readonly FlatCase flat;
        private readonly CaseRecord record;
        private readonly Dictionary<long, string> codes = [];
        private readonly string[] persons;
        private readonly string[] kinds;

        public FlatReading(FlatForm form, FlatCase flat, CaseRecord record)
        {
            this.form = form;
            this.flat = flat;
            this.record = record;
            persons = [.. form.Plan.Evidence.Persons];
            kinds = [.. form.Plan.Evidence.Kinds];
            foreach (string code in record.Facts.SelectMany(pair => Codes(pair.Key, pair.Value)))
            {
                codes.TryAdd(form.SetsWith(code), code);
            }
        }

        public CaseRecord Read() => new()
        {
            Id = record.Id,
            DecisionDate = CalendarDate.FromDayNumber(flat.DecisionDay),
            Facts = form.Plan.Facts.ToDictionary(fact => fact, fact => Read(fact, flat.Facts[fact.Number])),
        };

        private static IEnumerable<string> Codes(FactPlan fact, FactRecord held) => held.Entries.SelectMany(entry =>
            fact.Kind == FactKind.Code ? entry.Text is null ? [] : [entry.Text]
            : fact.EntryKind is null ? []
            : entry.Fields.SelectMany((field, i) => Codes(fact.EntryKind.Fields[i], field)));

        private FactRecord Read(FactPlan fact, FlatFact held)
        {
            var entries = new List<EntryRecord>();
            for (int i = 0, place = held.FirstEntry; i < held.Entries; i++, place = flat.Entries[place].Next)
            {
                entries.Add(Read(fact, flat.Entries[place]));
            }

            return new FactRecord { Knowledge = held.Knowledge, Entries = entries };
        }

        private EntryRecord Read(FactPlan fact, FlatEntry entry)
        {
            Evidence? evidence = !entry.HasEvidence ? null : new Evidence
            {
                Person = entry.Person < 0 ? null : persons[entry.Person],
                Kind = entry.Kind < 0 ? null : kinds[entry.Kind],
                Date = entry.Date,
            };
            decimal scale = (decimal)Math.Pow(10, form.ScaleOf(fact));
            return new EntryRecord
            {
                Evidence = evidence,
                YesNo = entry.IsKnown && fact.Kind == FactKind.YesNo ? entry.Value == 1 : null,
                Choice = entry.IsKnown && fact.Kind == FactKind.Choice ? (int)entry.Value : null,
                Number = entry.IsKnown && fact.Kind == FactKind.Number ? entry.Value / scale : Number.Unknown,
                Date = fact.Kind == FactKind.Date ? entry.From : default,
                Period = fact.Kind == FactKind.Period ? entry.Period : default,
                Text = !entry.IsKnown ? null : fact.Kind == FactKind.Code ? codes[entry.Value] : string.Empty,
                Fields = fact.EntryKind is null ? [] : [.. fact.EntryKind.Fields.Select((field, i) => Read(field, flat.Facts[entry.FirstField + i]))],
            };
        }
    }
}
