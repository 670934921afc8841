using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Batches that are tables: by their name, packed, from standard input, with tables of entries.</summary>
public sealed class BatchTableTests
{
    private const string Cases = """
        id,decision date,service,pain is malignant
        A,2012-06-01,permanent implantation,no
        B,2012-06-01,permanent implantation,perhaps

        """;

    private const string Treatments = """
        id,kind,period,result
        A,medication,2011-01 to 2011-07,failed

        """;

    private static readonly string[] Command = ["score", "mtus.idds", "--batch", "cases.csv", "--list", "conservative care=treatments.csv"];

    [Fact]
    public void A_table_is_scored_by_its_name_packed_or_from_standard_input()
    {
        using var session = new Session();
        session.Write("cases.csv", Cases);
        session.Write("treatments.csv", Treatments);
        session.Write("cases.csv.gz", Packed(Cases));
        session.Write("treatments.csv.gz", Packed(Treatments));

        Outcome plain = session.Run(Command);
        Assert.Equal(ExitCode.Rejects, plain.Code);
        Assert.Contains("2011-01 to 2011-07", plain.Out, StringComparison.Ordinal);
        Assert.Contains("cases.csv:3:37: error GL0720", plain.Error, StringComparison.Ordinal);

        Outcome packed = session.Run(["score", "mtus.idds", "--batch", "cases.csv.gz", "--list", "conservative care=treatments.csv.gz"]);
        Assert.Equal((plain.Code, plain.Out), (packed.Code, packed.Out));
        Outcome input = session.Run(["score", "mtus.idds", "--batch", "-", "--csv", "--list", "conservative care=treatments.csv"], Cases);
        Assert.Equal((plain.Code, plain.Out), (input.Code, input.Out));

        Outcome summary = session.Run([.. Command, "--summary", "--quiet"]);
        Assert.StartsWith("1 case scored, 1 line rejected\n", summary.Out, StringComparison.Ordinal);
        Assert.Contains("permanent implantation", summary.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Rejects, summary.Code);
    }

    [Theory]
    [InlineData("id,decision date,sepsiss\n", "conservative care=treatments.csv", "cases.csv cannot be read as a table: The column “sepsiss” is nothing a case has. Did you mean “sepsis”?")]
    [InlineData("decision date,sepsis\n", "conservative care=treatments.csv", "cases.csv cannot be read as a table: Entries of lists are found by the id of their case, and there is no column “id”.")]
    [InlineData("id,sepsis\n", "conservative caring=treatments.csv", "cases.csv cannot be read as a table: There is no list “conservative caring”. Did you mean “conservative care”?")]
    [InlineData("id,sepsis\n", "treatments.csv", "--list is NAME=FILE, such as “conservative care=treatments.csv”; not treatments.csv.")]
    public void A_table_that_cannot_be_read_is_told_before_anything_is_scored(string cases, string list, string message)
    {
        using var session = new Session();
        session.Write("cases.csv", cases);
        session.Write("treatments.csv", Treatments);
        Outcome outcome = session.Run(["score", "mtus.idds", "--batch", "cases.csv", "--list", list]);
        Assert.Equal(ExitCode.BadUse, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_are_for_tables()
    {
        using var session = new Session();
        session.Write("cases.ndjson", "{}\n");
        Outcome outcome = session.Run(["score", "mtus.idds", "--batch", "cases.ndjson", "--list", "conservative care=treatments.csv"]);
        Assert.Equal(ExitCode.BadUse, outcome.Code);
        Assert.Contains("--list is for tables; the batch is none by its name. Say --csv if it is.", outcome.Error, StringComparison.Ordinal);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
