using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Files that are not what they should be: one clear line, exit code 2, nothing written.</summary>
public class FileTests
{
    private const string Guideline = "language 1\nguideline a.b \"A\"\n";

    [Fact]
    public void A_file_that_is_not_UTF_8_is_named_with_the_line()
    {
        using var session = new Session();
        session.Write("latin.guideline", Encoding.Latin1.GetBytes(Guideline + "# für\n"));
        Fails(session, "latin.guideline is not UTF-8 text (line 3). Save it as UTF-8 and try again.", "check", "latin.guideline");
    }

    [Fact]
    public void A_folder_in_place_of_a_guideline_is_refused()
    {
        using var session = new Session();
        Directory.CreateDirectory(Path.Combine(session.Folder, "mtus"));
        Fails(session, "mtus is a folder; a file is needed here.", "new", "case", "mtus");
    }

    [Fact]
    public void A_folder_without_guidelines_is_said_to_hold_none()
    {
        using var session = new Session();
        Directory.CreateDirectory(Path.Combine(session.Folder, "mtus"));
        Fails(session, "The folder mtus holds no .guideline file.", "check", "mtus");
    }

    [Fact]
    public void A_path_that_cannot_be_a_path_is_refused()
    {
        using var session = new Session();
        Fails(session, "“a\0b” is not the name of a file.", "check", "a\0b");
    }

    [Fact]
    public void A_file_is_not_written_where_a_folder_lies()
    {
        using var session = new Session();
        Directory.CreateDirectory(Path.Combine(session.Folder, "a.guideline"));
        Fails(session, "a.guideline is a folder; a file is needed here.", "new", "a");
        Assert.Empty(Directory.EnumerateFiles(session.Folder));
    }

    [Fact]
    public void A_file_that_may_only_be_read_is_not_fixed()
    {
        using var session = new Session();
        string untouched = Guideline.Replace("guideline", "guidline", StringComparison.Ordinal);
        session.Write("a.guideline", untouched);
        File.SetAttributes(Path.Combine(session.Folder, "a.guideline"), FileAttributes.ReadOnly);
        Fails(session, "a.guideline may only be read; nothing was written to it.", "check", "--fix");
        Assert.Equal(untouched, session.Read("a.guideline"));
        File.SetAttributes(Path.Combine(session.Folder, "a.guideline"), FileAttributes.Normal);
        Assert.Single(Directory.EnumerateFiles(session.Folder));
    }

    [Fact]
    public void A_fix_keeps_line_ends_byte_order_mark_rights_and_the_link()
    {
        using var session = new Session();
        string typed = "\uFEFF" + Guideline.Replace("guideline", "guidline", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        session.Write("a.txt", Encoding.UTF8.GetBytes(typed));
        string target = Path.Combine(session.Folder, "a.txt");
        string link = Path.Combine(session.Folder, "a.guideline");
        File.CreateSymbolicLink(link, target);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        Assert.Equal(1, session.Run(["check", "--fix"]).Code);
        Assert.Equal(typed.Replace("guidline", "guideline", StringComparison.Ordinal), Encoding.UTF8.GetString(File.ReadAllBytes(target)));
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(target));
        }
    }

    [Fact]
    public void Changes_are_coloured_for_people_only()
    {
        using var plain = new Session();
        using var coloured = new Session { UsesColour = true };
        Assert.DoesNotContain('\e', plain.Run(["check", "--fix", "--dry-run", "-"], "guidline").Out);
        Assert.Contains("\e[32m+ ", coloured.Run(["check", "--fix", "--dry-run", "-"], "guidline").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_file_stands_in_the_way_of_a_folder_nothing_is_written()
    {
        using var session = new Session();
        session.Write("taken", "x");
        Outcome outcome = session.Run(["new", "taken/a.guideline"]);
        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("imr: taken/a.guideline cannot be written: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("x", session.Read("taken"));
    }

    [Fact]
    public void Standard_input_is_checked_like_a_file()
    {
        using var session = new Session();
        Outcome outcome = session.Run(["check", "-"], Guideline);
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("-:2:1: error GL", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_finds_files_in_order_and_each_once()
    {
        using var session = new Session();
        foreach (string path in new[] { "b/two.guideline", "a/one.guideline", "a/deep/three.guideline", "a/other.txt", "a/bin/built.guideline", ".hidden/four.guideline" })
        {
            session.Write(path, Guideline);
        }

        string[] Checked(params string[] paths) =>
            [.. System.Text.Json.JsonDocument.Parse(session.Run(["check", "--format", "json", .. paths]).Out).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];

        Assert.Equal(["a/deep/three.guideline", "a/one.guideline", "b/two.guideline"], Checked());
        Assert.Equal(["a/deep/three.guideline", "a/one.guideline"], Checked("a"));
        Assert.Equal(["a/one.guideline", "b/two.guideline"], Checked("*/*.guideline"));
        Assert.Equal(["b/two.guideline", "a/deep/three.guideline", "a/one.guideline"], Checked("b/two.guideline", "a", "b"));
    }

    [Fact]
    public void A_folder_that_is_a_link_to_itself_does_no_harm()
    {
        using var session = new Session();
        session.Write("a/one.guideline", Guideline + "use b.c\n");
        Directory.CreateSymbolicLink(Path.Combine(session.Folder, "a", "round"), session.Folder);
        Assert.EndsWith("1 file checked: 2 errors, 0 warnings.\n", session.Run(["check"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_million_characters_is_shown_in_part()
    {
        using var session = new Session();
        session.Write("long.guideline", Guideline + "facts\n  x: yes/no, " + new string('y', 1_000_000) + "\n");
        Outcome outcome = session.Run(["check", "long.guideline"]);
        Assert.Equal(1, outcome.Code);
        Assert.All(outcome.Out.Split('\n').Where(line => line.Contains(" | ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 130));
    }

    [Fact]
    public void Control_characters_of_a_file_do_not_reach_the_terminal()
    {
        using var session = new Session();
        session.Write("escape.guideline", Guideline + "facts\n  x\e[31m: yes/no, \u202Enonsense\n");
        string shown = string.Concat(session.Run(["check", "escape.guideline"]).Out.Split('\n').Where(line => line.Contains(" | ", StringComparison.Ordinal)));
        Assert.DoesNotContain('\e', shown);
        Assert.DoesNotContain('\u202E', shown);
    }

    [Fact]
    public void Colours_are_for_people_only()
    {
        using var plain = new Session();
        using var coloured = new Session { UsesColour = true };
        Assert.DoesNotContain('\e', plain.Run(["check", "-"], "x").Out);
        Assert.Contains("\e[31;1m", coloured.Run(["check", "-"], "x").Out, StringComparison.Ordinal);
    }

    private static void Fails(Session session, string message, params string[] arguments) =>
        Assert.Equal(new Outcome(2, string.Empty, "imr: " + message + "\n"), session.Run(arguments));
}
