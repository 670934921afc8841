using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Fuzz.Tests;

/// <summary>Random command lines: commands and options that there are, files that are there or not, and nonsense.</summary>
internal static class CommandLines
{
    private static readonly string[] Commands = ["check", "format", "score", "test", "examples", "list", "new", "generate", "explain", "new case", "chekc", ""];

    private static readonly string[] Sensible =
    [
        "check a.guideline", "check folder", "check -", "check --format json a.guideline", "check --format sarif", "check --fix --dry-run a.guideline", "check --fix folder", "format a.guideline",
        "format --check", "format --stdin", "test a.guideline", "test --coverage a.guideline", "test --format json --html out/page.html a.guideline", "test --require 100", "examples folder/b.guideline",
        "score a.guideline --case c.json", "score mtus.idds --case c.json", "list", "list --format json", "new fresh --force", "new case a.guideline", "generate a.guideline -o out", "explain GL0201",
    ];

    private static readonly string[] Options =
    [
        "--format", "--quiet", "-q", "--warnings-as-errors", "--fix", "--dry-run", "--check", "--stdin", "--coverage", "--html", "--require", "--out", "-o", "--case", "--force",
        "--help", "--version", "--namespace", "--colour", "--", "-x", "@response",
    ];

    private static readonly string[] Values =
    [
        "a.guideline", "folder", "folder/*.guideline", "**/*.guideline", "c.json", "-", ".", "text", "json", "sarif", "out", "out/page.html", "mtus.idds", "GL0201", "GL0000", "gl0301", "0", "100", "-1", "1e9",
        "nothing.guideline", "no.such.id", "a\0b", "", " ", "\uD800", "*", "[", "a/../a.guideline", "new name", "x.guideline",
    ];

    /// <summary>The words behind <c>imr</c>. Nothing that waits for a person: <c>--watch</c> is tested by itself.</summary>
    public static string[] Random(Random random)
    {
        bool isSensible = random.Next(2) == 0;
        var words = new List<string>(Pick(isSensible ? Sensible : Commands, random).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        for (int more = random.Next(isSensible ? 2 : 5); more > 0; more--)
        {
            words.Add(random.Next(5) < 2 ? Pick(Options, random) : random.Next(12) == 0 ? Nonsense(random) : Pick(Values, random));
        }

        return [.. words];
    }

    private static string Nonsense(Random random) => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(1, 0x3000))]);

    private static string Pick(string[] items, Random random) => items[random.Next(items.Length)];
}
