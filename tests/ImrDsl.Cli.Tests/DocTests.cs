using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>The pages of the whole library.</summary>
public sealed partial class DocTests
{
    private static readonly string[] WithoutEnd = ["meta"];

    [Fact]
    public void The_whole_library_has_pages_that_are_sound_and_lead_to_one_another()
    {
        using var session = new Session();
        Assert.Equal(0, session.Run(["doc", "--out", "site", "--quiet"]).Code);
        Dictionary<string, string> pages = Directory.EnumerateFiles(Path.Combine(session.Folder, "site")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.True(pages.Count > 25, $"only {pages.Count} pages");
        foreach ((string name, string page) in pages)
        {
            Assert.Equal([], Unclosed(page));
            Assert.All(Link().Matches(page).Select(link => link.Groups[1].Value), target => Assert.True(pages.ContainsKey(target), $"{name} leads to {target}"));
        }

        Assert.Equal(pages.Keys.Where(name => name != "index.html").Order(), Link().Matches(pages["index.html"]).Select(link => link.Groups[1].Value).Order());
    }

    [Fact]
    public void A_page_says_what_its_guideline_says()
    {
        using var session = new Session();
        session.Write("shoulder.guideline", """
            language 1
            guideline test.shoulder "Shoulder <surgery>"
              source "a test", page 3
              verified no

            facts
              pain: number 0 to 10
                ask "How much does it hurt & when?"
              cancer: yes/no, no if not mentioned

            criteria for surgery
              1. Severity: any of
                   pain ≥ 7
                   cancer
                   note "As printed, <sic>."

            service repair "Repair"
              medically necessary when all criteria for surgery
            """);
        Assert.Equal(0, session.Run(["doc", "shoulder.guideline", "--out", "site", "--quiet"]).Code);
        string page = File.ReadAllText(Path.Combine(session.Folder, "site", "test.shoulder.html"));
        foreach (string words in new[]
        {
            "<h1>Shoulder &lt;surgery&gt;</h1>", "<span class=\"label\">1.</span> Severity: any of", "<li>pain ≥ 7</li>", "Note: As printed, &lt;sic&gt;.",
            "<span class=\"label\">pain</span> (number 0 to 10): How much does it hurt &amp; when?", "(yes/no, no if not mentioned)", "a test",
        })
        {
            Assert.Contains(words, page, StringComparison.Ordinal);
        }
    }

    private static List<string> Unclosed(string page)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(page))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length == 0)
            {
                if (!WithoutEnd.Contains(name))
                {
                    open.Push(name);
                }
            }
            else if (open.Count == 0 || open.Pop() != name)
            {
                return [$"</{name}> at {tag.Index}"];
            }
        }

        return [.. open];
    }

    [GeneratedRegex("<(/?)([a-z][a-z0-9]*)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("href=\"([^#\"]+)\"")]
    private static partial Regex Link();
}
