using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ImrDsl.House.Tests;

/// <summary>What holds for the repository as a whole.</summary>
public partial class RepositoryTests
{
    private static readonly string[] Texts =
        [".cs", ".md", ".guideline", ".txt", ".json", ".props", ".targets", ".csproj", ".sln", ".editorconfig", ".globalconfig", ""];

    // Cases hold whatever bytes a test needs; everything else is text that people read.
    private static IEnumerable<string> TextFiles =>
        Repository.Files.Where(file => Texts.Contains(Path.GetExtension(file)) && !file.StartsWith("tests/cases/", StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("ImrDsl.sln").Replace('\\', '/');
        Check.None(Repository.Files.Where(file =>
            file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains('"' + file + '"', StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        Check.None(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/') + "/packages.lock.json").Except(Repository.Files));
    }

    [Fact]
    public void No_file_names_a_machine_or_where_packages_come_from()
    {
        Check.None(TextFiles.SelectMany(file => PlacesOfMachines().Matches(Repository.Read(file)).Select(match => file + ": " + match.Value)));
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        Check.None(TextFiles.SelectMany(file => LeftForLater().Matches(Repository.Read(file)).Select(match => file + ": " + match.Value)));
    }

    [Fact]
    public void Every_file_of_code_can_be_read_in_one_go()
    {
        const int MostLines = 500;
        Check.None(from file in Repository.Files
                   where file.EndsWith(".cs", StringComparison.Ordinal)
                   let lines = Repository.Read(file).Count(character => character == '\n')
                   where lines > MostLines
                   select $"{file}: {lines} lines; split it by subject");
    }

    [Fact]
    public void No_golden_data_wait_to_be_looked_at()
    {
        Check.None(Repository.Files.Where(file => file.Contains(".received.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (string file in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (Match match in Link().Matches(Fence().Replace(Repository.Read(file), string.Empty)))
            {
                string[] target = match.Groups[1].Value.Split('#');
                if (target[0].Contains("://", StringComparison.Ordinal))
                {
                    continue;
                }

                string page = target[0].Length == 0
                    ? Path.Combine(Repository.Root, file)
                    : Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target[0]);
                bool leads = target.Length == 1 ? Path.Exists(page) : File.Exists(page) && Anchors(File.ReadAllText(page)).Contains(target[1]);
                if (!leads)
                {
                    broken.Add(file + ": " + match.Groups[1].Value);
                }
            }
        }

        Check.None(broken);
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        string[] decisions = [.. Repository.Files.Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(file => Path.GetFileName(file))];
        Assert.Equal(Enumerable.Range(1, decisions.Length).Select(number => number.ToString("0000", null)), decisions.Select(name => name[..4]));
    }

    // As web views of a repository make them: lower case, spaces to hyphens, punctuation dropped.
    private static HashSet<string> Anchors(string page) =>
        [.. Heading().Matches(page).Select(match => NotInAnchors().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

    [GeneratedRegex(@"(?<![\w.])/(work|home|root|Users)/\w+|[A-Z]:\\Users\\|\bnuget\.(?:org|cdn)|\bnpmjs\.|\bpypi\.org")]
    private static partial Regex PlacesOfMachines();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
