using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;

namespace ImrDsl.Language.Tests.Diagnostics;

/// <summary>
/// The example of a code: the files of a case with one mistake, and the same files mended. They are mended by what stands in the folder
/// <c>mended</c> of the case, or else by the fix that the finding carries.
/// </summary>
internal sealed partial class DiagnosticExample
{
    private const string Main = "main.guideline";

    // Whether the compiler has nothing to say, and the prover has.
    private readonly bool isProven;

    private DiagnosticExample(string folder)
    {
        Folder = folder;
        Before = Files(folder);
        IReadOnlyList<Diagnostic> found = Findings(Before);
        isProven = found.Count == 0;
        Finding = (isProven ? Proven(Before) : found) is [var only] ? only : null;
        bool isMended = Directory.Exists(Repository.PathOf(folder + "/mended"));
        IsFixed = !isMended && Finding?.Fix is not null;
        After = new Dictionary<string, SourceText>(Before, StringComparer.Ordinal);
        foreach ((string name, SourceText file) in isMended ? Files(folder + "/mended") : [])
        {
            After[name] = file;
        }

        if (IsFixed)
        {
            After[Main] = new SourceText(Main, Fixes.Apply(Before[Main], [Finding!], out _));
        }
    }

    /// <summary>The folder of the case, from the root of the repository.</summary>
    public string Folder { get; }

    /// <summary>The files with the mistake, by name.</summary>
    public Dictionary<string, SourceText> Before { get; }

    /// <summary>The files without it.</summary>
    public Dictionary<string, SourceText> After { get; }

    /// <summary>The one finding; null if there is not exactly one.</summary>
    public Diagnostic? Finding { get; }

    /// <summary>Whether the fix that the finding carries mends it.</summary>
    public bool IsFixed { get; }

    /// <summary>What is wrong with the mended files: nothing, if the example is right.</summary>
    public IReadOnlyList<Diagnostic> FindingsAfter => isProven && Findings(After) is [] ? Proven(After) : Findings(After);

    /// <summary>The example of a code, or null if its case does not exist.</summary>
    public static DiagnosticExample? Of(CatalogueEntry entry)
    {
        string folder = "tests/cases/" + entry.Example;
        return entry.Example.Length > 0 && Directory.Exists(Repository.PathOf(folder)) ? new DiagnosticExample(folder) : null;
    }

    /// <summary>The lines that matter, before and after, of each file that differs: what to avoid, and what to prefer.</summary>
    public IEnumerable<(string Name, string Avoid, string Prefer)> Excerpts()
    {
        foreach ((string name, SourceText before) in Before.OrderBy(file => file.Key != Main).ThenBy(file => file.Key, StringComparer.Ordinal))
        {
            int? faulty = name == Finding!.Span.Path ? Finding.Span.Start.Line : null;
            if (before.Content != After[name].Content || faulty is not null)
            {
                (string avoid, string prefer) = Excerpt.Compare(before.Content, After[name].Content, faulty);
                yield return (name, avoid, prefer);
            }
        }
    }

    private static Dictionary<string, SourceText> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.guideline").Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), path => new SourceText(Path.GetFileName(path), Repository.Read(Repository.RelativePath(path))), StringComparer.Ordinal);

    // Of a case with a main file, what is wrong with that one; of editions, what is wrong with them side by side.
    private static IReadOnlyList<Diagnostic> Findings(Dictionary<string, SourceText> files) =>
        files.ContainsKey(Main)
            ? Compile(files).Diagnostics
            : Editions.Check(files.Values.Select(file => Compilation.HeadOf(file)!));

    private static IReadOnlyList<Diagnostic> Proven(Dictionary<string, SourceText> files) => Prover.Check(Compile(files));

    private static Compilation Compile(Dictionary<string, SourceText> files) =>
        Compilation.Create(files[Main], id => files.Values.FirstOrDefault(file => Compilation.DeclaredId(file, out _) == id), () => files.Values);

    /// <summary>Picks the lines of an outline that show a change.</summary>
    private static partial class Excerpt
    {
        /// <summary>
        /// The lines that differ and the faulty one, what stands below them, the headings they stand under, and the declarations of the names
        /// they speak of.
        /// </summary>
        public static (string Avoid, string Prefer) Compare(string before, string after, int? faulty)
        {
            string[] left = Lines(before);
            string[] right = Lines(after);
            int[] partner = Pair(left, right);
            var shownLeft = new SortedSet<int>(Enumerable.Range(0, left.Length).Where(i => partner[i] < 0 && left[i].Length > 0));
            var shownRight = new SortedSet<int>(Enumerable.Range(0, right.Length).Where(i => !partner.Contains(i) && right[i].Length > 0));
            if (faulty is { } line && line < left.Length && left[line].Length > 0)
            {
                shownLeft.Add(line);
            }

            Widen(left, shownLeft);
            Widen(right, shownRight);
            Declare(left, shownLeft);
            Declare(right, shownRight);
            shownRight.UnionWith(shownLeft.Select(i => partner[i]).Where(i => i >= 0));
            Widen(right, shownRight, withLinesBelow: false);
            shownLeft.UnionWith(shownRight.Select(i => Array.IndexOf(partner, i)).Where(i => i >= 0));
            Widen(left, shownLeft, withLinesBelow: false);
            return (Text(left, shownLeft), Text(right, shownRight));
        }

        private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd())];

        // For each line of the left side the one of the right side that is the same, or -1: the longest common run of lines.
        private static int[] Pair(string[] left, string[] right)
        {
            int[,] common = new int[left.Length + 1, right.Length + 1];
            for (int i = left.Length - 1; i >= 0; i--)
            {
                for (int j = right.Length - 1; j >= 0; j--)
                {
                    common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
                }
            }

            int[] partner = new int[left.Length];
            Array.Fill(partner, -1);
            for (int i = 0, j = 0; i < left.Length && j < right.Length;)
            {
                if (left[i] == right[j])
                {
                    partner[i++] = j++;
                }
                else if (common[i + 1, j] >= common[i, j + 1])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            return partner;
        }

        // Adds what stands below the lines shown (unless they are headings of sections), and the lines they stand below.
        private static void Widen(string[] lines, SortedSet<int> shown, bool withLinesBelow = true)
        {
            foreach (int line in shown.ToArray())
            {
                for (int i = line + 1; withLinesBelow && Indent(lines[line]) > 0 && i < lines.Length && Indent(lines[i]) > Indent(lines[line]); i++)
                {
                    shown.Add(i);
                }

                for (int i = line - 1, indent = Indent(lines[line]); i >= 0 && indent > 0; i--)
                {
                    if (lines[i].Length > 0 && Indent(lines[i]) < indent)
                    {
                        indent = Indent(lines[i]);
                        shown.Add(i);
                    }
                }
            }
        }

        // Adds the lines of facts and definitions that declare a name of which the lines shown speak.
        private static void Declare(string[] lines, SortedSet<int> shown)
        {
            string words = string.Join('\n', shown.Select(i => lines[i]));
            string section = string.Empty;
            for (int i = 0; i < lines.Length; i++)
            {
                section = Indent(lines[i]) == 0 && lines[i].Length > 0 ? lines[i].Split(' ')[0] : section;
                Match declared = Declaration().Match(lines[i]);
                if (section is "facts" or "request" or "entry" or "define" && declared.Success && !shown.Contains(i)
                    && Regex.IsMatch(words, @"(?<![\w-])" + Regex.Escape(declared.Groups[1].Value) + @"s?(?![\w-])", RegexOptions.IgnoreCase))
                {
                    shown.Add(i);
                }
            }

            Widen(lines, shown, withLinesBelow: false);
        }

        private static string Text(string[] lines, SortedSet<int> shown)
        {
            IEnumerable<string> text = shown.Where(i => lines[i].Length > 0).SelectMany((line, i) =>
                i > 0 && Indent(lines[line]) == 0 && !lines[line].StartsWith("guideline ", StringComparison.Ordinal) ? new[] { string.Empty, lines[line] } : [lines[line]]);
            return string.Join('\n', text);
        }

        private static int Indent(string line) => line.Length == 0 ? int.MaxValue : line.Length - line.TrimStart().Length;

        [GeneratedRegex("^(?:define | +)([^:\"]+):")]
        private static partial Regex Declaration();
    }
}
