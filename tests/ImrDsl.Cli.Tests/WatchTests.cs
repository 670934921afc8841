using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ImrDsl.Cli.Watching;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary><c>imr check --watch</c> checks again when something that it checks, or uses, has changed.</summary>
public sealed class WatchTests
{
    private const string Good = """
        language 1
        guideline test.watched "Watched"

        facts
          sepsis: yes/no

        service pump
          not recommended when sepsis

        """;

    private static readonly string Bad = Good.Replace("when sepsis", "when sepsiss", StringComparison.Ordinal);
    private static readonly string Using = Good.Replace("facts\n  sepsis: yes/no", "use test.words", StringComparison.Ordinal);

    private const string Words = "language 1\nvocabulary test.words\n\nfacts\n  sepsis: yes/no\n";

    [Fact]
    public void A_changed_file_is_checked_again()
    {
        using var watch = new Watched("a.guideline", Good);
        watch.Expect("12:00:00  1 file checked: 0 errors, 0 warnings.", "Waiting for changes; Ctrl-C ends.");
        watch.Session.Write("a.guideline", Bad);
        watch.Expect("error GL0201", "1 file checked: 1 error, 0 warnings.");
        watch.Session.Write("a.guideline", Good);
        watch.Expect("1 file checked: 0 errors, 0 warnings.");
        Assert.Equal(ExitCode.Done, watch.End());
    }

    [Fact]
    public void The_exit_code_is_that_of_the_last_check()
    {
        using var watch = new Watched("a.guideline", Good);
        watch.Expect("0 errors");
        watch.Session.Write("a.guideline", Bad);
        watch.Expect("1 error,");
        Assert.Equal(ExitCode.Findings, watch.End());
    }

    [Fact]
    public void A_file_that_is_created_deleted_or_renamed_is_noticed()
    {
        using var watch = new Watched("a.guideline", Good);
        watch.Expect("1 file checked");
        watch.Session.Write("deep/er/b.guideline", Bad.Replace("watched", "other", StringComparison.Ordinal));
        watch.Expect("2 files checked: 1 error");
        File.Move(Path.Combine(watch.Session.Folder, "deep/er/b.guideline"), Path.Combine(watch.Session.Folder, "c.guideline"));
        watch.Expect("c.guideline:8:24", "2 files checked");
        File.Delete(Path.Combine(watch.Session.Folder, "c.guideline"));
        watch.Expect("1 file checked: 0 errors");
    }

    [Fact]
    public void An_editor_that_saves_under_another_name_first_is_noticed()
    {
        using var watch = new Watched("a.guideline", Good, "a.guideline");
        watch.Expect("0 errors");
        watch.Session.Write("a.guideline.swp", Bad);
        File.Move(Path.Combine(watch.Session.Folder, "a.guideline.swp"), Path.Combine(watch.Session.Folder, "a.guideline"), overwrite: true);
        watch.Expect("1 file checked: 1 error");
    }

    [Fact]
    public void A_vocabulary_that_a_guideline_uses_is_watched_wherever_it_lies()
    {
        using var session = new Session("watch");
        session.Write("words/words.guideline", Words);
        using var watch = new Watched("mtus/a.guideline", Using, "mtus", session);
        watch.Expect("1 file checked: 0 errors");
        session.Write("words/words.guideline", Words.Replace("sepsis", "fever", StringComparison.Ordinal));
        watch.Expect("1 file checked: 1 error");
    }

    [Fact]
    public void A_file_that_is_gone_or_half_written_is_said_and_waited_for()
    {
        using var watch = new Watched("a.guideline", Good, "a.guideline");
        watch.Expect("0 errors");
        watch.Session.Write("a.guideline", Encoding.UTF8.GetBytes(Good + "# …")[..^1]);
        watch.Expect("a.guideline is not UTF-8 text (line 9).", "0 files checked");
        File.Delete(Path.Combine(watch.Session.Folder, "a.guideline"));
        watch.Expect("There is no file or folder a.guideline.");
        watch.Session.Write("a.guideline", Bad);
        watch.Expect("1 file checked: 1 error");
        File.Delete(Path.Combine(watch.Session.Folder, "a.guideline"));
        watch.Expect("There is no file or folder a.guideline.");
        Assert.Equal(ExitCode.BadUse, watch.End());
    }

    [Fact]
    public void A_folder_that_vanishes_and_comes_back_is_waited_for()
    {
        using var watch = new Watched("mtus/a.guideline", Good, "mtus");
        watch.Expect("1 file checked");
        Directory.Delete(Path.Combine(watch.Session.Folder, "mtus"), recursive: true);
        watch.Expect("There is no file or folder mtus.");
        watch.Session.Write("mtus/a.guideline", Bad);
        watch.Expect("1 file checked: 1 error");
    }

    [Fact]
    public void The_screen_is_cleared_and_nothing_else_is()
    {
        using var screen = new Watched("a.guideline", Good, isScreen: true);
        screen.Expect("\e[2J");
        using var file = new Watched("a.guideline", Good);
        Assert.DoesNotContain('\e', file.Expect("1 file checked"));
    }

    [Theory]
    [InlineData("--watch needs files: standard input is read once.", "-")]
    [InlineData("--watch goes without --fix: what somebody is writing is not changed under their hands.", "--fix")]
    [InlineData("--watch is for people, --format json for programs: they do not go together.", "--format", "json")]
    public void What_cannot_be_watched_is_refused(string message, params string[] arguments)
    {
        using var session = new Session();
        Assert.Equal(new Outcome(2, string.Empty, "imr: " + message + "\n"), session.Run(["check", "--watch", .. arguments]));
    }

    [Fact]
    public void A_burst_of_changes_is_one()
    {
        using var burst = new Burst(quiet: TimeSpan.FromMilliseconds(1), longest: TimeSpan.FromMinutes(1));
        for (int i = 0; i < 100; i++)
        {
            burst.Add();
        }

        Assert.Equal(100, burst.Wait(CancellationToken.None));
    }

    [Fact]
    public void A_burst_that_never_rests_is_not_waited_for_without_end()
    {
        using var burst = new Burst(quiet: TimeSpan.FromMinutes(1), longest: TimeSpan.FromMilliseconds(50));
        using var over = new CancellationTokenSource();
        var busy = new Thread(() =>
        {
            while (!over.IsCancellationRequested)
            {
                burst.Add();
                Thread.Yield();
            }
        });
        busy.Start();
        Assert.True(burst.Wait(CancellationToken.None) > 0);
        over.Cancel();
        Assert.True(busy.Join(Watched.Guard));
    }

    [Theory]
    [InlineData("a.guideline", true)]
    [InlineData("deep/a.guideline", true)]
    [InlineData("deep", true)]
    [InlineData("notes.txt", true)]
    [InlineData("other.txt", false)]
    [InlineData("a.guideline.swp", false)]
    [InlineData(".git/index", false)]
    [InlineData(".git", false)]
    [InlineData("obj/a.guideline", false)]
    public void Only_what_a_check_would_read_matters(string path, bool matters)
    {
        string folder = Path.GetFullPath("watched");
        string[] files = [Path.Combine(folder, "notes.txt")];
        Assert.Equal(matters, WatchedPlaces.Matters(folder, Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)), files.ToHashSet()));
    }

    /// <summary>A watch at work in a folder of its own.</summary>
    private sealed class Watched : IDisposable
    {
        /// <summary>No test waits this long unless something hangs.</summary>
        public static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

        private readonly BlockingCollection<string> rounds = [];
        private readonly CancellationTokenSource interruption = new();
        private readonly Task<int> run;
        private readonly bool isOwner;

        public Watched(string path, string text, string typed = ".", Session? session = null, bool isScreen = false)
        {
            isOwner = session is null;
            Session = session ?? new Session("watch");
            Session.Write(path, text);
            var terminal = new Terminal
            {
                Out = new RoundWriter(rounds),
                Error = TextWriter.Null,
                In = Stream.Null,
                CurrentFolder = Session.Folder,
                Today = new DateOnly(2026, 3, 2),
                Clock = () => new TimeOnly(12, 0),
                IsScreen = isScreen,
                Interruption = () => interruption.Token,
            };
            run = Task.Factory.StartNew(() => Application.Run(["check", "--watch", typed], terminal), TaskCreationOptions.LongRunning);
        }

        public Session Session { get; }

        /// <summary>Waits for a round that shows all of this. A slow machine may show states between two changes of the test first.</summary>
        public string Expect(params string[] parts)
        {
            string last = "nothing at all";
            while (rounds.TryTake(out string? round, Guard))
            {
                if (parts.All(part => round.Contains(part, StringComparison.Ordinal)))
                {
                    return round;
                }

                last = round;
            }

            throw new TimeoutException("Waited for “" + string.Join("” and “", parts) + "”, and the last round was: " + last);
        }

        /// <summary>Presses Ctrl-C.</summary>
        public int End()
        {
            interruption.Cancel();
            Assert.True(run.Wait(Guard), "Ctrl-C does not end the watch.");
            return run.Result;
        }

        public void Dispose()
        {
            End();
            interruption.Dispose();
            rounds.Dispose();
            if (isOwner)
            {
                Session.Dispose();
            }
        }
    }

    /// <summary>Gives what was written up to each flush.</summary>
    private sealed class RoundWriter(BlockingCollection<string> rounds) : StringWriter
    {
        public override void Flush()
        {
            rounds.Add(ToString());
            GetStringBuilder().Clear();
        }
    }
}
