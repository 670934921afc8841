using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Testing;

namespace ImrDsl.Language.Tests.Diagnostics;

/// <summary>The pages of docs/diagnostics: one a code, and the index. All they say stands in the catalogue and in the cases it names.</summary>
internal static class DiagnosticPages
{
    public const string Folder = "docs/diagnostics/";

    // The subjects of the index, each with the first code of its range.
    private static readonly (string First, string Subject)[] Subjects =
    [
        ("GL0100", "The text and its outline"),
        ("GL0150", "The head and the sections of a file"),
        ("GL0200", "Names and words"),
        ("GL0210", "Facts and definitions"),
        ("GL0240", "Criteria and conditions"),
        ("GL0280", "Entries of lists"),
        ("GL0300", "Numbers, units, dates, tables and scores"),
        ("GL0370", "Which days count"),
        ("GL0380", "References and readings"),
        ("GL0390", "Codes"),
        ("GL0400", "What can be proved of a guideline"),
        ("GL0500", "Lists of criteria and services"),
        ("GL0530", "Amounts that are requested"),
        ("GL0540", "Editions and authorities"),
        ("GL0600", "Examples"),
        ("GL0700", "Case files"),
        ("GL9000", "The compiler"),
    ];

    /// <summary>The index: every code with its title, by subject.</summary>
    public static string Index()
    {
        var page = new StringBuilder();
        page.Append("# Findings\n\n");
        page.Append("What `imr check` and `imr score` say, one page a code. `imr explain GL0101` prints a page, `imr explain --list` this list.\n");
        page.Append("Errors leave a guideline or a case without a meaning; a warning can be allowed with a reason: `allow GL0401 \"reason\"`.\n");
        for (int i = 0; i < Subjects.Length; i++)
        {
            CatalogueEntry[] entries = [.. Catalogue.Entries.Where(entry =>
                string.CompareOrdinal(entry.Code, Subjects[i].First) >= 0
                && (i + 1 == Subjects.Length || string.CompareOrdinal(entry.Code, Subjects[i + 1].First) < 0))];
            page.Append("\n## ").Append(Subjects[i].Subject).Append("\n\n");
            foreach (CatalogueEntry entry in entries)
            {
                string warning = entry.Severity == Severity.Error ? string.Empty : " (" + Word(entry.Severity) + ")";
                page.Append("- [").Append(entry.Code).Append("](").Append(entry.Code).Append(".md) ").Append(entry.Title).Append(warning).Append('\n');
            }
        }

        return page.ToString();
    }

    /// <summary>The page of a code.</summary>
    public static string Of(CatalogueEntry entry)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(entry.Code).Append(": ").Append(entry.Title).Append("\n\n");
        page.Append("**").Append(char.ToUpperInvariant(Word(entry.Severity)[0])).Append(Word(entry.Severity), 1, Word(entry.Severity).Length - 1).Append(".** ");
        page.Append(entry.GeneralMessage).Append("\n\n");
        page.Append("**Why.** ").Append(entry.Why).Append("\n\n");
        page.Append("**How to fix.** ").Append(entry.Fix).Append('\n');
        if (DiagnosticExample.Of(entry) is { } example)
        {
            Append(page, "guideline", [.. example.Excerpts()], example.Finding!.Message);
            page.Append(example.IsFixed && example.Finding!.Fix!.IsCertain ? "\n`imr check --fix` writes it so.\n" : string.Empty);
            page.Append("\nThe whole file: [with the mistake](../../").Append(example.Folder).Append('/').Append(example.Finding.Span.Path).Append(')');
            page.Append(example.IsFixed ? ".\n" : ", [mended](../../" + example.Folder + "/mended/" + example.Finding.Span.Path + ").\n");
        }
        else if (entry.Example.Length > 0)
        {
            AppendCase(page, entry);
        }

        return page.Append("\n[All findings](README.md)\n").ToString();
    }

    private static void AppendCase(StringBuilder page, CatalogueEntry entry)
    {
        string path = "tests/cases/" + entry.Example + ".json";
        string mended = path.Insert(path.LastIndexOf('/') + 1, "mended/");
        string[] before = Repository.Read(path).TrimEnd().Split('\n');
        string[] after = Repository.Read(mended).TrimEnd().Split('\n');
        string finding = Repository.Read("tests/cases/" + entry.Example + ".verified.txt");
        string message = finding[(finding.IndexOf(entry.Code + ": ", StringComparison.Ordinal) + entry.Code.Length + 2)..].Split('\n')[0];
        Append(page, "json", [(string.Empty, Different(before, after), Different(after, before))], message);
        page.Append("\nThe whole case: [with the mistake](../../").Append(path).Append("), [mended](../../").Append(mended).Append(").\n");
    }

    // From the first line that differs to the last.
    private static string Different(string[] lines, string[] others)
    {
        int first = lines.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
        int last = lines.Reverse().Zip(others.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        last = Math.Min(last, Math.Min(lines.Length, others.Length) - first);
        return string.Join('\n', lines[first..^last]);
    }

    private static void Append(StringBuilder page, string language, IReadOnlyList<(string Name, string Avoid, string Prefer)> excerpts, string message)
    {
        page.Append("\n## Avoid\n");
        foreach ((string name, string avoid, _) in excerpts)
        {
            Append(page, language, excerpts.Count > 1 ? name : string.Empty, avoid);
        }

        page.Append("\n> ").Append(message).Append("\n\n## Prefer\n");
        foreach ((string name, _, string prefer) in excerpts)
        {
            Append(page, language, excerpts.Count > 1 ? name : string.Empty, prefer);
        }
    }

    private static void Append(StringBuilder page, string language, string name, string text)
    {
        page.Append(name.Length > 0 ? "\nIn `" + name + "`:\n" : string.Empty);
        page.Append("\n```").Append(language).Append('\n').Append(text).Append("\n```\n");
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
