using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Tables of cases: the results of the same cases as case files, and errors in the row and column where they stand.</summary>
public sealed class CsvTests
{
    private static readonly PlanEdition Idds = new(Guidelines.OfLibrary("mtus.idds"));
    private static readonly GuidelineDescription[] Descriptions = [Idds.Guideline];

    private const string Treatments = """
        kind,period,result,id
        medication,2011-01 to 2011-07,failed,A 1
        "physical","since 2011-02-15",stopped for side effects,A 1

        surgery,2010-05-02,helped,C
        """;

    [Fact]
    public void A_table_gives_the_results_of_the_same_case_files()
    {
        string table = "ID,Decision date,service,request date,purpose of the pump,pain is malignant,pathology,pathology: kind,pathology: by,life expectancy,"
            + "psychological evaluation: benefit is expected,psychological evaluation: by,other treatment is likely to help,conservative care,description\r\n"
            + "A 1,2012-06-01,permanent implantation,2012-05-20,pain,FALSE,true,MRI,\"Roe, Jane, radiologist\",\"at least 4 months\",true,psychologist,no,,\"He said \"\"no\"\",\r\nand again\"\r\n"
            + "\r\n"
            + "B,2012-06-01, permanent implantation ,2012-05-20,pain,true,,,,14.4,,,,none,\n"
            + "C,2012-06-01,permanent implantation,,,,,,,,,,,,";
        string[] lines =
        [
            """
            {"schema":1,"case":{"id":"A 1","decision date":"2012-06-01","description":"He said \"no\",\r\nand again"},"items":[{"service":"permanent implantation","request date":"2012-05-20"}],
            "facts":{"purpose of the pump":"pain","pain is malignant":false,"pathology":{"value":true,"kind":"MRI","by":"Roe, Jane, radiologist"},"life expectancy":"at least 4 months",
            "psychological evaluation":{"benefit is expected":true,"by":"psychologist"},
            "conservative care":[{"kind":"medication","period":"2011-01 to 2011-07","result":"failed"},{"kind":"physical","period":"since 2011-02-15","result":"stopped for side effects"}]},
            "reviewer":{"other treatment is likely to help":"no"}}
            """,
            """
            {"schema":1,"case":{"id":"B","decision date":"2012-06-01"},"items":[{"service":"permanent implantation","request date":"2012-05-20"}],
            "facts":{"purpose of the pump":"pain","pain is malignant":true,"life expectancy":14.4,"conservative care":"none"}}
            """,
            """
            {"schema":1,"case":{"id":"C","decision date":"2012-06-01"},"items":[{"service":"permanent implantation"}],
            "facts":{"conservative care":[{"kind":"surgery","period":"2010-05-02","result":"helped"}]}}
            """,
        ];

        Kept expected = Run(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.ReplaceLineEndings(" "))))), isTable: false);
        Kept kept = Run(Open(table, ("conservative care", Treatments)), isTable: true);

        Assert.Equal(string.Empty, kept.Rejects);
        Assert.Equal(3, kept.Counts.Cases);
        Assert.Equal([2, 5, 6], Lines(kept.Results).Select(line => line.GetProperty("line").GetInt32()));
        foreach ((JsonElement one, JsonElement other) in Lines(expected.Results).Zip(Lines(kept.Results)))
        {
            Assert.All(one.EnumerateObject().Where(member => member.Name != "line"), member => Assert.True(
                JsonElement.DeepEquals(member.Value, other.GetProperty(member.Name)), member.Name + ": " + member.Value + "\n" + other.GetProperty(member.Name)));
        }
    }

    [Theory]
    [InlineData("2012-06-01,permanent implantation,perhaps,,", 35, "GL0720")]
    [InlineData("\"2012-06-01\",\"permanent implantation\",\"no\",oil,", 44, "GL0730")]
    [InlineData("2012-06-01,permanent implantation,\"no\",\"pain\",minus 3", 47, "GL0721")]
    [InlineData("2012-06-01,permanent implantation,no,pain,5000", 43, "GL0723")]
    [InlineData("2012-06-01,permanent implantation,no,pain,3,too many", 45, "GL0709")]
    public void An_error_is_told_where_it_stands_in_the_table(string row, int column, string code)
    {
        string table = "decision date,service,pain is malignant,purpose of the pump,life expectancy\n2012-06-01,permanent implantation,no,pain,3\n" + row + "\n";

        foreach (ResultForm? form in (ResultForm?[])[ResultForm.Ndjson, null])
        {
            Kept kept = Run(Open(table), isTable: true, form);

            Assert.Equal(1, kept.Counts.Cases);
            CaseError error = Assert.Single(kept.Errors);
            Assert.Equal((3, column, code), (error.Line, error.Column, error.Code));
        }
    }

    [Fact]
    public void Rows_give_the_same_wherever_pieces_of_the_file_end_and_whether_they_are_plain_or_not()
    {
        var random = new Random(7);
        string[] dates = ["2012-05-20", "2012-02", " 2011-12-31", "", "2012-13-01", "unknown"];
        string[] answers = ["true", "FALSE", "", "no", "perhaps", " yes "];
        string[] numbers = ["14.4", "3", "-1", "007", "at least 4 months", "", "12.", "1200"];
        string[] kinds = ["MRI", "CT", "", "physical examination", "rumour"];
        string[] periods = ["2011-01-04 to 2011-07-30", "since 2011-02-15", "2010", "2011-07-30 to 2011-01-04", ""];
        var rows = new StringBuilder();
        var entries = new StringBuilder("id,kind,period,result,is contraindicated\n");
        for (int i = 0; i < 1500; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"C{i},2012-06-01,permanent implantation,{Pick(dates)},pain,{Pick(answers)},{Pick(answers)},{Pick(kinds)},{Pick(numbers)},{Pick(answers)},ä{i}")
                .Append(Pick(["", ",more", ",,", ","])).Append(Pick(["\n", "\r\n", "\n\n"]));
            for (int entry = random.Next(4); entry > 0; entry--)
            {
                entries.Append(CultureInfo.InvariantCulture, $"C{i},{Pick(["medication", "physical", "magic"])},{Pick(periods)},{Pick(["failed", "helped", ""])},{Pick(answers)}\n");
            }
        }

        const string Head = "id,decision date,service,request date,purpose of the pump,pain is malignant,pathology,pathology: kind,life expectancy,sepsis,description\n";
        string plain = Head + rows.ToString().Replace("ä", "a", StringComparison.Ordinal);
        Kept expected = Run(Open(plain, entries.ToString(), size: int.MaxValue), isTable: true);
        Assert.True(expected.Counts is { Cases: > 100, Rejected: > 100 });
        Kept counted = Run(Open(plain, entries.ToString(), size: 977), isTable: true, form: null);
        Assert.Equal((expected.Rejects, expected.Counts.Lines, expected.Counts.EmptyLines), (counted.Rejects, counted.Counts.Lines, counted.Counts.EmptyLines));
        Assert.Equal(expected.Counts.Services.Single().Value.Findings, counted.Counts.Services.Single().Value.Findings);
        foreach (int size in (int[])[61, 5003])
        {
            Kept inPieces = Run(Open(plain, entries.ToString(), size), isTable: true);
            Assert.Equal(expected.Results, inPieces.Results);
            Assert.Equal(expected.Rejects, inPieces.Rejects);
        }

        // A tab at the end of a cell is none of it.
        string tabs = plain.Replace(",a", "\t,a", StringComparison.Ordinal);
        string entriesWithTabs = entries.ToString().Replace("\n", "\t\n", StringComparison.Ordinal);
        Kept careful = Run(Open(tabs, entriesWithTabs, size: 7001), isTable: true);
        Assert.Equal(expected.Results, careful.Results);
        Assert.Equal(Codes(expected), Codes(careful));

        // With letters beyond ASCII every row takes the other way, and its columns stay.
        Kept letters = Run(Open(Head + rows, entriesWithTabs, size: 977), isTable: true);
        Assert.Equal(expected.Errors, letters.Errors);

        // The first is the usual one.
        string Pick(string[] words) => words[random.Next(4) == 0 ? random.Next(words.Length) : 0];
        static IEnumerable<(int, string)> Codes(Kept kept) => kept.Errors.Select(error => (error.Line, error.Code));
        static CsvCases Open(string table, string entries, int size) => new(
            new Pieces(Encoding.UTF8.GetBytes(table), size), "cases.csv", [("conservative care", new Pieces(Encoding.UTF8.GetBytes(entries), size), "entries.csv")], Descriptions, mostOfRow: 50_000);
    }

    [Theory]
    [InlineData("id,decision date,sepsiss", "The column “sepsiss” is nothing a case has. Did you mean “sepsis”?")]
    [InlineData("id,sepsis,Sepsis", "There are two columns “Sepsis”.")]
    [InlineData("id,pathology: knd", "“pathology” has no “knd”. Did you mean “kind”?")]
    [InlineData("", "It is empty; its first row has to name its columns.")]
    public void A_head_that_means_nothing_is_refused(string head, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Open(head)).Message);

    [Theory]
    [InlineData(ResultForm.Ndjson)]
    [InlineData(null)]
    public void Entries_of_a_case_that_does_not_follow_stop_the_run(ResultForm? form)
    {
        string table = "id,decision date,service\nC,2012-06-01,permanent implantation\nA 1,2012-06-01,permanent implantation\n";
        IOException failure = Assert.Throws<IOException>(() => Run(Open(table, ("conservative care", Treatments)), isTable: true, form));
        Assert.Equal("conservative care.csv, line 5: no case “C” follows in the batch; the entries have to stand in the order of the cases.", failure.Message);
    }

    [Theory]
    [InlineData(ResultForm.Ndjson)]
    [InlineData(null)]
    public void A_quotation_mark_that_is_not_closed_stops_the_run(ResultForm? form)
    {
        string table = "id,decision date,service\nC,2012-06-01,permanent implantation\n\"A 1,2012-06-01,permanent implantation\n" + new string('x', 100_000);
        IOException failure = Assert.Throws<IOException>(() => Run(Open(table), isTable: true, form));
        Assert.Equal("cases.csv, line 3: the row that begins here is too long, or a quotation mark of it is not closed.", failure.Message);
    }

    private static CsvCases Open(string table, params (string List, string Table)[] lists) => new(
        new MemoryStream(Encoding.UTF8.GetBytes(table)),
        "cases.csv",
        [.. lists.Select(list => (list.List, (Stream)new MemoryStream(Encoding.UTF8.GetBytes(list.Table)), list.List + ".csv"))],
        Descriptions,
        mostOfRow: 50_000);

    [Fact]
    public void What_stands_before_a_mistake_of_the_table_is_counted()
    {
        var rows = new StringBuilder("id,decision date,service\n");
        for (int i = 0; i < 5000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"C{i},2012-06-01,permanent implantation\n");
        }

        var kept = new Kept();
        Assert.Throws<IOException>(() => Run(Open(rows + "\"", ("conservative care", Treatments)), isTable: true, form: null, kept));
        Assert.Equal((5000, 5001), (kept.Counts.Cases, kept.Counts.Lines));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_stop_the_run_at_their_line()
    {
        byte[] rows = Encoding.UTF8.GetBytes("id,decision date,service,description\n1,2012-06-01,permanent implantation,ä\n2,2012-06-01,permanent implantation,a\n3,2012-06-01,permanent implantation,");
        byte[] table = [.. rows, 0xC3, .. "\n4,2012-06-01,permanent implantation,a\n"u8];
        foreach (int size in (int[])[7, 1000])
        {
            var kept = new Kept();
            IOException failure = Assert.Throws<IOException>(() => Run(new CsvCases(new Pieces(table, size), "cases.csv", [], Descriptions, 50_000), isTable: true, form: null, kept));
            Assert.Equal(("cases.csv, line 4: the file is not UTF-8.", 2), (failure.Message, kept.Counts.Cases));
        }
    }

    [Fact]
    public void Rows_longer_than_what_is_read_at_once_and_with_more_cells_than_bits_are_read_and_a_byte_order_mark_is_none_of_them()
    {
        string noise = new('x', 200_000);
        string cells = new(',', 80);
        string table = "\uFEFFid,decision date,service,sepsis,description\n"
            + $"1,2012-06-01,permanent implantation,true,{noise}\n2,2012-06-01,permanent implantation,TRUE,\n\uFEFF3,2012-06-01,permanent implantation,,\n"
            + $"4,2012-06-01,permanent implantation\n5,2012-06-01,permanent implantation,true{cells}\n6,2012-06-01,permanent implantation,true,\n";
        foreach (ResultForm? form in (ResultForm?[])[ResultForm.Ndjson, null])
        {
            foreach (int size in (int[])[1000, int.MaxValue])
            {
                var input = new CsvCases(new Pieces(Encoding.UTF8.GetBytes(table), size), "cases.csv", [], Descriptions, int.MaxValue);
                Kept kept = Run(input, isTable: true, form);
                Assert.Equal((5, 1), (kept.Counts.Cases, kept.Counts.Rejected));
                Assert.All(kept.Errors, error => Assert.Equal((6, "GL0709"), (error.Line, error.Code)));
            }
        }
    }

    private static Kept Run(Stream input, bool isTable, ResultForm? form = ResultForm.Ndjson, Kept? into = null)
    {
        Kept kept = into ?? new Kept();
        BatchRun.Go(input, new BatchOptions(new GuidelineSet([Idds])) { IsTable = isTable, Form = form, IsResumable = form is not null }, kept, BatchProgress.Start, CancellationToken.None, out _);
        return kept;
    }

    private static IEnumerable<JsonElement> Lines(string results) => results.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    // A stream that gives at most so many bytes at a time.
    private sealed class Pieces(byte[] bytes, int size) : ForwardStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }

    private sealed class Kept : IBatchOutput
    {
        public string Results { get; private set; } = string.Empty;

        public string Rejects { get; private set; } = string.Empty;

        public List<CaseError> Errors { get; } = [];

        public BatchCounts Counts { get; private set; } = new();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
        {
            Results += Encoding.UTF8.GetString(results);
            Rejects += Encoding.UTF8.GetString(rejects);
            Errors.AddRange(errors);
            Counts = progress.Counts;
        }
    }
}
