using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Files of batches: packed, cut off, from standard input; runs that are killed; disks that are full.</summary>
public sealed class BatchFileTests
{
    private const string Command = "score mtus.idds --batch cases.ndjson --out results.ndjson --quiet";

    [Fact]
    public void A_packed_batch_gives_the_results_of_the_plain_one()
    {
        using var session = new Session();
        string batch = Batch(50);
        session.Write("cases.ndjson", batch);
        session.Write("cases.ndjson.gz", Packed(batch));
        Assert.Equal(ExitCode.Done, session.Run(Command.Split(' ')).Code);
        Outcome packed = session.Run("score mtus.idds --batch cases.ndjson.gz".Split(' '));
        Assert.Equal((ExitCode.Done, session.Read("results.ndjson")), (packed.Code, packed.Out));
        Outcome input = session.Run("score mtus.idds --batch -".Split(' '), batch);
        Assert.Equal((ExitCode.Done, session.Read("results.ndjson")), (input.Code, input.Out));
    }

    [Fact]
    public void Of_a_packed_file_that_is_cut_off_every_whole_line_is_scored_and_the_whole_file_is_gone_on_with()
    {
        using var session = new Session();
        string batch = Batch(400);
        session.Write("cases.ndjson", batch);
        session.Run("score mtus.idds --batch cases.ndjson --out expected.ndjson".Split(' '));
        byte[] packed = Packed(batch);
        session.Write("cases.gz", packed[..(packed.Length * 3 / 4)]);
        string[] command = "score mtus.idds --batch cases.gz --out results.ndjson --quiet --resume".Split(' ');
        Outcome cut = session.Run(command);
        Assert.Equal(ExitCode.BadUse, cut.Code);
        Assert.Contains("It is packed with gzip and damaged, or not whole.", cut.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(session.Folder, "results.ndjson")));
        string[] part = session.Read("results.ndjson.part").Split('\n');
        Assert.InRange(part.Length, 200, 400);
        Assert.Equal(session.Read("expected.ndjson").Split('\n').Take(part.Length - 1), part.SkipLast(1));

        session.Write("cases.gz", packed);
        Assert.Equal(ExitCode.Done, session.Run(command).Code);
        Assert.Equal(session.Read("expected.ndjson"), session.Read("results.ndjson"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public void A_run_that_ended_before_its_first_result_is_gone_on_with(string form)
    {
        using var session = new Session();
        string batch = Batch(20);
        session.Write("cases.ndjson", batch);
        session.Run($"score mtus.idds --batch cases.ndjson --out expected.{form}".Split(' '));
        byte[] packed = Packed(batch);
        session.Write("cases.gz", packed[..5]);
        string[] command = $"score mtus.idds --batch cases.gz --out results.{form} --quiet --resume".Split(' ');
        Assert.Equal(ExitCode.BadUse, session.Run(command).Code);
        Assert.True(File.Exists(Path.Combine(session.Folder, $"results.{form}.journal")));

        session.Write("cases.gz", packed);
        Assert.Equal(ExitCode.Done, session.Run(command).Code);
        Assert.Equal(session.Read($"expected.{form}"), session.Read($"results.{form}"));
    }

    [Fact]
    public void A_complete_run_leaves_nothing_but_results_and_rejects()
    {
        using var session = new Session();
        session.Write("cases.ndjson", Batch(5) + "{}\n");
        Assert.Equal(ExitCode.Rejects, session.Run(Command.Split(' ')).Code);
        Assert.Equal(["cases.ndjson", "results.ndjson", "results.ndjson.rejects"], Directory.GetFiles(session.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_that_was_stopped_while_the_files_got_their_names_is_ended()
    {
        using var session = new Session();
        session.Write("cases.ndjson", Batch(5));
        Assert.Equal(ExitCode.BadUse, session.Run([.. Command.Split(' '), "--max-rejects", "-1"]).Code);
        session.Write("cases.ndjson", Batch(5) + "{}\n");
        Assert.Equal(ExitCode.BadUse, session.Run([.. Command.Split(' '), "--max-rejects", "0"]).Code);
        string journal = session.Read("results.ndjson.journal");
        Assert.Equal(ExitCode.Rejects, session.Run([.. Command.Split(' '), "--resume"]).Code);
        string results = session.Read("results.ndjson");

        // As it is just after the rejects were named.
        File.Move(Path.Combine(session.Folder, "results.ndjson"), Path.Combine(session.Folder, "results.ndjson.part"));
        session.Write("results.ndjson.journal", journal.Replace("\"IsComplete\":false", "\"IsComplete\":true", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Rejects, session.Run([.. Command.Split(' '), "--resume"]).Code);
        Assert.Equal(results, session.Read("results.ndjson"));
        Assert.False(File.Exists(Path.Combine(session.Folder, "results.ndjson.journal")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Run\":")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_damaged_journal_is_told(string journal)
    {
        using var session = new Session();
        session.Write("cases.ndjson", Batch(5));
        session.Write("results.ndjson.journal", journal);
        Outcome outcome = session.Run([.. Command.Split(' '), "--resume"]);
        Assert.Equal((ExitCode.BadUse, "imr: results.ndjson.journal is damaged, so the run cannot be gone on with. Begin again with --force.\n"), (outcome.Code, outcome.Error));
        Assert.Equal(ExitCode.Done, session.Run([.. Command.Split(' '), "--force"]).Code);
    }

    [Fact]
    public void A_full_disk_is_told_and_nothing_is_lost()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using var session = new Session();
        session.Write("cases.ndjson", Batch(100));
        File.CreateSymbolicLink(Path.Combine(session.Folder, "results.ndjson.part"), "/dev/full");
        Outcome outcome = session.Run(Command.Split(' '));
        Assert.Equal(ExitCode.BadUse, outcome.Code);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("No space left on device", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(session.Folder, "results.ndjson")));
    }

    [Fact]
    public void A_run_that_is_killed_at_any_moment_is_gone_on_with_to_the_same_bytes()
    {
        bool isLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
        using var session = new Session();
        session.Write("cases.ndjson", Batch(isLong ? 40_000 : 1_500) + "{}\n");
        session.Run("score mtus.idds --batch cases.ndjson --out expected.ndjson --quiet".Split(' '));
        var random = new Random(20140630);
        int killed = 0;
        for (int attempt = 0; ; attempt++)
        {
            Assert.True(attempt < 200, "the run does not come to its end");
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [Tool, .. Command.Split(' '), "--resume"])
            {
                WorkingDirectory = session.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;

            // Each time it comes further: the journal is written anew every two seconds.
            if (!WaitForJournal(process, Path.Combine(session.Folder, "results.ndjson.journal")) && !process.WaitForExit(TimeSpan.FromSeconds(random.NextDouble() * 1.5)))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
                continue;
            }

            Assert.Equal(ExitCode.Rejects, process.ExitCode);
            break;
        }

        Assert.True(killed > 0 || !isLong, "the run was never killed");
        Assert.Equal(session.Read("expected.ndjson"), session.Read("results.ndjson"));
        Assert.Equal(session.Read("expected.ndjson.rejects"), session.Read("results.ndjson.rejects"));
    }

    // Whether the process ended before it wrote a journal that was not there yet.
    private static bool WaitForJournal(Process process, string path)
    {
        string before = Journal();
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50)))
        {
            string now = Journal();
            if (before.Length > 0 && now.Length > 0 && now != before)
            {
                return false;
            }

            before = before.Length > 0 ? before : now;
        }

        return true;

        string Journal() => File.Exists(path) ? File.ReadAllText(path) : string.Empty;
    }

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "ImrDsl.Cli.dll");

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Batch(int count)
    {
        string[] letters = [.. new[] { "seed-000", "seed-001" }.Select(name =>
            File.ReadAllText(Repository.PathOf($"tests/cases/letters/{name}.json")).ReplaceLineEndings(" "))];
        return string.Concat(Enumerable.Range(1, count).Select(number => letters[number % 2].Replace(
            "\"id\": \"", "\"id\": \"" + number.ToString(CultureInfo.InvariantCulture) + " ", StringComparison.Ordinal) + "\n"));
    }
}
