using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

public class CaseReaderTests
{
    private static readonly GuidelinePlan Plan = Guidelines.OfFile("tests/cases/broken/main.guideline");

    [Fact]
    public void A_whole_case_is_read_item_by_item()
    {
        CaseFile file = Read("""
            {
              "schema": 1,
              "// note": "keys that begin with // are comments",
              "case": { "id": "T-1", "utilization review date": "2014-10-30", "description": "neck and shoulder pain" },
              "items": [
                { "service": "Temporary  Trial", "code": "CPT 62322", "quantity": 1, "request date": "2014-10-01", "request": { "region": "cervical" } },
                { "code": "E0786", "service date": "2014-11" }
              ],
              "facts": { "date of injury": "2012-10-29" }
            }
            """);

        Assert.Equal("T-1", file.Info.Id);
        Assert.Equal(["temporary trial", "pump replacement"], file.Items.Select(item => item.Service.Name));
        CaseItem trial = file.Items[0];
        Assert.Equal((DecisionDateSource.UtilizationReviewDate, CalendarDate.Create(2014, 10, 30)), (trial.Item.DecisionDateSource, trial.Item.DecisionDate));
        Assert.Equal("cervical", Assert.Single(Fact(trial, "region").Entries).Text);
        Assert.Equal("2014-10-01", Assert.Single(Fact(trial, "request date").Entries).Date.ToString());
        Assert.Equal("2014-10-30", Assert.Single(Fact(trial, "decision date").Entries).Date.ToString());
        Assert.Equal(Knowledge.NotMentioned, Fact(file.Items[1], "region").Knowledge);
        Assert.Equal("2012-10-29", Assert.Single(Fact(file.Items[1], "date of injury").Entries).Date.ToString());
    }

    [Theory]
    [InlineData("true", Knowledge.Given, true)]
    [InlineData("\"No\"", Knowledge.Given, false)]
    [InlineData("\"unknown\"", Knowledge.Unknown, null)]
    [InlineData("null", Knowledge.NotMentioned, null)]
    [InlineData("{ \"value\": null, \"by\": \"reviewer\" }", Knowledge.NotMentioned, null)]
    [InlineData("{ \"value\": \"unknown\", \"by\": \"reviewer, implied\" }", Knowledge.Given, null)]
    public void Yes_no_and_silence(string json, Knowledge knowledge, bool? value)
    {
        FactRecord fact = ReadFact("sepsis", json);

        Assert.Equal(knowledge, fact.Knowledge);
        Assert.Equal(value, fact.Entries.SingleOrDefault()?.YesNo);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("5.50", "5.5")]
    [InlineData("\"5-6\"", "5 to 6")]
    [InlineData("\"5 – 6\"", "5 to 6")]
    [InlineData("\"5.5 to 6\"", "5.5 to 6")]
    [InlineData("\"at least 4\"", "at least 4")]
    [InlineData("\"≤ 4\"", "at most 4")]
    public void Numbers_and_ranges(string json, string expected)
    {
        FactRecord trial = ReadFact("spinal opioid trial", "{ \"pain before\": " + json + " }");

        Assert.Equal(expected, Assert.Single(Assert.Single(trial.Entries).Fields[0].Entries).Number.ToString());
    }

    [Theory]
    [InlineData("60", "60")]
    [InlineData("\"0.06 g/day\"", "60")]
    [InlineData("\"420 mg per week\"", "60")]
    [InlineData("\"55 to 65 mg/d\"", "55 to 65")]
    public void Quantities_are_converted_exactly_to_the_unit_of_the_fact(string json, string expected)
    {
        FactRecord trial = ReadFact("spinal opioid trial", "{ \"oral opioids before\": { \"drug\": \"morphine\", \"daily dose\": " + json + " } }");

        EntryRecord opioid = Assert.Single(Assert.Single(trial.Entries).Fields[2].Entries);
        Assert.Equal(expected, Assert.Single(opioid.Fields[1].Entries).Number.ToString());
    }

    [Theory]
    [InlineData("\"2013-01 to 2013-08-15\"", "2013-01 to 2013-08-15")]
    [InlineData("\"2013-01 – 2013-08\"", "2013-01 to 2013-08")]
    [InlineData("\"2013-01 to unknown\"", "2013-01 to unknown")]
    [InlineData("\"until 2013-08\"", "unknown to 2013-08")]
    [InlineData("\"since 2013\"", "since 2013")]
    [InlineData("\"2013-01 to present\"", "since 2013-01")]
    [InlineData("\"2013-05-02\"", "2013-05-02 to 2013-05-02")]
    [InlineData("{ \"from\": \"2013-01\", \"ongoing\": true }", "since 2013-01")]
    public void Periods(string json, string expected)
    {
        FactRecord care = ReadFact("conservative care", "{ \"period\": " + json + " }");

        Assert.Equal(expected, Assert.Single(Assert.Single(care.Entries).Fields[1].Entries).Period.ToString());
    }

    [Fact]
    public void Evidence_stands_beside_a_value_and_beside_fields()
    {
        FactRecord record = ReadFact(
            "psychological evaluation",
            "{ \"value\": { \"benefit is expected\": { \"value\": true, \"at\": \"p. 4\" } }, \"by\": \"Jane Roe, Psychologist\", \"date\": \"2014-08-02\" }");
        EntryRecord flat = Assert.Single(ReadFact(
            "conservative care", "{ \"kind\": \"medication\", \"result\": \"failed\", \"by\": \"treating physician\", \"at\": \"progress note, p. 3\" }").Entries);

        EntryRecord evaluation = Assert.Single(record.Entries);
        Assert.Equal(("Jane Roe, Psychologist", "psychologist", "2014-08-02"), (evaluation.Evidence!.By, evaluation.Evidence.Person, evaluation.Evidence.Date.ToString()));
        Assert.Equal("p. 4", Assert.Single(evaluation.Fields[1].Entries).Evidence!.At);
        Assert.Equal((0, 1), (Assert.Single(flat.Fields[0].Entries).Choice, Assert.Single(flat.Fields[2].Entries).Choice));
        Assert.Equal(("treating physician", null, "progress note, p. 3"), (flat.Evidence!.Person, flat.Evidence.Kind, flat.Evidence.At));
    }

    [Theory]
    [InlineData("\"none\"", Knowledge.None, 0)]
    [InlineData("\"unknown\"", Knowledge.Unknown, 0)]
    [InlineData("{ \"incomplete\": true, \"entries\": [ { \"kind\": \"surgery\" } ] }", Knowledge.Incomplete, 1)]
    [InlineData("[ { \"kind\": null, \"period\": null }, {} ]", Knowledge.NotMentioned, 0)]
    [InlineData("[ { \"kind\": \"surgery\" }, { \"kind\": \"physical\" } ]", Knowledge.Given, 2)]
    public void Lists_none_incomplete_and_blank(string json, Knowledge knowledge, int entries)
    {
        FactRecord care = ReadFact("conservative care", json);

        Assert.Equal((knowledge, entries), (care.Knowledge, care.Entries.Count));
    }

    [Fact]
    public void A_reviewer_answers_with_a_reason()
    {
        CaseFile file = Read("""
            {
              "schema": 1, "case": { "decision date": "2014-10-30" }, "items": [ { "service": "temporary trial" } ],
              "reviewer": { "other treatment is likely to help": { "answer": false, "reason": "All were tried." } }
            }
            """);

        EntryRecord answer = Assert.Single(Fact(file.Items[0], "other treatment is likely to help").Entries);
        Assert.Equal((false, "All were tried.", "reviewer"), (answer.YesNo, answer.Text, answer.Evidence!.Person));
    }

    [Fact]
    public void Sources_that_differ_may_disagree()
    {
        FactRecord sepsis = ReadFact(
            "sepsis", "[ { \"value\": true, \"by\": \"patient\", \"date\": \"2014-09-12\" }, { \"value\": false, \"by\": \"surgeon\", \"date\": \"2014-09-12\" } ]");

        Assert.Equal(2, sepsis.Entries.Count);
    }

    [Fact]
    public void Names_compare_without_regard_to_case_and_spaces()
    {
        Assert.Equal(Knowledge.Given, ReadFact("sepsis", "true", key: " SEPSIS ").Knowledge);
        Assert.Equal(Knowledge.Given, ReadFact("pain is malignant", "false", key: "Pain is\\u00a0 malignant").Knowledge);
    }

    [Fact]
    public void What_only_another_guideline_knows_is_passed_over()
    {
        GuidelinePlan other = Guidelines.OfText("language 1\nguideline test.other \"Other\"\nfacts\n  diabetes: yes/no\nservice acupuncture\n  medically necessary when diabetes\n");
        byte[] utf8 = Encoding.UTF8.GetBytes("""
            {
              "schema": 1, "case": { "decision date": "2014-10-30" },
              "items": [ { "service": "acupuncture" }, { "service": "temporary trial" } ], "facts": { "diabetes": true }
            }
            """);

        Assert.Equal(2, CaseReader.Read(Plan, utf8, "case.json").Errors.Count);
        CaseItem item = Assert.Single(CaseReader.Read(Plan, [other], utf8, "case.json").File!.Items);
        Assert.Equal((1, "temporary trial"), (item.Number, item.Service.Name));
    }

    [Theory]
    [InlineData("pain", "relief", Knowledge.NotMentioned, Knowledge.Given)]
    [InlineData("spasticity", "dose", Knowledge.Given, Knowledge.NotMentioned)]
    public void Values_and_fields_that_only_another_guideline_has_are_passed_over(string purpose, string field, Knowledge ofPurpose, Knowledge ofTrial)
    {
        GuidelinePlan one = PumpGuideline("one", "spasticity, cancer", "relief");
        byte[] utf8 = PumpCase(purpose, field);

        CaseReading reading = CaseReader.Read(one, [PumpGuideline("other", "pain, spasticity", "dose")], utf8, "case.json");

        Assert.Empty(reading.Errors);
        CaseRecord record = Assert.Single(reading.File!.Items).Record;
        Assert.Equal(ofPurpose, record.Facts[one.AllFacts.First(fact => fact.Name == "purpose")].Knowledge);
        Assert.Equal(ofTrial, record.Facts[one.AllFacts.First(fact => fact.Name == "trial")].Knowledge);
        Assert.Single(CaseReader.Read(one, utf8, "case.json").Errors);
    }

    [Theory]
    [InlineData("pian", "relief", "GL0730")]
    [InlineData("pain", "releif", "GL0714")]
    public void Values_and_fields_that_no_guideline_has_are_errors(string purpose, string field, string code)
    {
        CaseReading reading = CaseReader.Read(
            PumpGuideline("one", "spasticity, cancer", "relief"), [PumpGuideline("other", "pain, spasticity", "dose")], PumpCase(purpose, field), "case.json");

        Assert.Equal(code, Assert.Single(reading.Errors).Code);
    }

    [Fact]
    public void Nesting_without_end_and_errors_without_end_are_bounded()
    {
        string deep = "{ \"schema\": 1, \"facts\": { \"sepsis\": " + string.Concat(Enumerable.Repeat("{ \"value\": ", 100_000));
        string many = "{ \"schema\": 1, \"facts\": { " + string.Join(", ", Enumerable.Range(0, 5_000).Select(i => "\"x" + i + "\": 1")) + " } }";

        Assert.Equal("GL0704", Assert.Single(CaseReader.Read(Plan, Encoding.UTF8.GetBytes(deep), "deep.json").Errors).Code);
        Assert.Equal(101, CaseReader.Read(Plan, Encoding.UTF8.GetBytes(many), "many.json").Errors.Count);
    }

    private static GuidelinePlan PumpGuideline(string id, string purposes, string field) => Guidelines.OfText(
        "language 1\nguideline test." + id + " \"T\"\nfacts\n  purpose: one of " + purposes + "\n  trial: record\n    " + field
        + ": number 0 to 100\nservice pump\n  medically necessary when purpose is spasticity\n");

    private static byte[] PumpCase(string purpose, string field) => Encoding.UTF8.GetBytes(
        "{ \"schema\": 1, \"case\": { \"decision date\": \"2014-10-30\" }, \"items\": [ { \"service\": \"pump\" } ], \"facts\": { \"purpose\": \"" + purpose
        + "\", \"trial\": { \"" + field + "\": 60 } } }");

    private static FactRecord ReadFact(string name, string json, string? key = null) => Fact(
        Read("{ \"schema\": 1, \"case\": { \"decision date\": \"2014-10-30\" }, \"items\": [ { \"service\": \"temporary trial\" } ], \"facts\": { \""
            + (key ?? name) + "\": " + json + " } }").Items[0],
        name);

    private static CaseFile Read(string json)
    {
        CaseReading reading = CaseReader.Read(Plan, Encoding.UTF8.GetBytes(json), "case.json");
        Assert.Empty(reading.Errors);
        return reading.File!;
    }

    private static FactRecord Fact(CaseItem item, string name) =>
        item.Record.Facts.GetValueOrDefault(Plan.AllFacts.First(fact => fact.Name == name)) ?? FactRecord.NotMentioned;
}
