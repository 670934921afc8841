using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Diagnostics;

/// <summary>Fixes: one that is applied removes its finding and adds none; those that overlap wait for the next round; line ends stay.</summary>
public sealed class FixTests
{
    private const string Head = "language 1\nguideline test.fixes \"Fixes\"\n";
    private const string Tail = "\nservice care \"Care\"\n  medically necessary when pain is chronic\n";

    // Enough of each kind to meet every sort of line; the seed makes a failure come again.
    private const int MutationsOfAFile = 12;
    private const int Seed = 20141030;

    public static TheoryData<string> Guidelines() =>
        new(Repository.Guidelines().Where(path => !path.StartsWith("tests/cases/bad/", StringComparison.Ordinal)
            && !path.StartsWith("tests/cases/broken/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Guidelines))]
    public void The_fix_of_a_slip_removes_its_finding_and_adds_none(string path)
    {
        var random = new Random(Seed);
        string text = Repository.Read(path);
        for (int i = 0; i < MutationsOfAFile; i++)
        {
            var file = new SourceText(path, Slip(text, random));
            Compilation compilation = Compile(file);
            foreach (Diagnostic finding in compilation.Diagnostics.Where(finding => finding.Fix is not null))
            {
                IReadOnlyList<Diagnostic> after = Compile(new SourceText(path, Fixes.Apply(file, [finding], out _))).Diagnostics;
                bool isGone = !after.Any(other => other.Code == finding.Code && other.Span.Start == finding.Span.Start);
                Assert.True(
                    isGone && (after.Count < compilation.Diagnostics.Count || HidesOthers(finding)),
                    $"{finding}\n{finding.Span.Text.LineAt(finding.Span.Start.Line)}\nfix: {finding.Fix}\nafter the fix:\n{string.Join("\n", after)}");
            }
        }
    }

    [Fact]
    public void Several_fixes_of_one_text_are_applied_together()
    {
        var file = new SourceText("a", Head + "facts\n  pain is chronic: yess/no\n  age of onset: numbr 0 to 120\n" + Tail.Replace("chronic", "chornic", StringComparison.Ordinal));
        string mended = Fixes.Apply(file, Compile(file).Diagnostics, out IReadOnlyList<FixedLines> changes);
        Assert.Contains("pain is chronic: yes/no\n  age of onset: number 0 to 120\n", mended, StringComparison.Ordinal);
        Assert.Contains("when pain is chronic\n", mended, StringComparison.Ordinal);
        Assert.Equal([3, 4, 7], changes.Select(change => change.Line));
        Assert.Equal(["  pain is chronic: yess/no"], changes[0].Before);
        Assert.Equal(["  pain is chronic: yes/no"], changes[0].After);
    }

    [Fact]
    public void Of_two_fixes_that_overlap_the_first_is_applied()
    {
        var file = new SourceText("a", "one two three");
        Diagnostic[] findings = [Finding(file, 0, 7, "1 2"), Finding(file, 4, 9, "2 3"), Finding(file, 8, 5, "3")];
        Assert.Equal("1 2 3", Fixes.Apply(file, findings, out IReadOnlyList<FixedLines> changes));
        Assert.Equal([findings[0], findings[2]], changes.Single().Findings);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Line_ends_and_a_byte_order_mark_stay(string lineEnd)
    {
        string right = "\uFEFF" + (Head + "facts\n  pain is chronic: yes/no\n" + Tail).Replace("\n", lineEnd, StringComparison.Ordinal);
        var file = new SourceText("a", right.Replace("language 1" + lineEnd, string.Empty, StringComparison.Ordinal));
        Assert.Equal(right, Fixes.Apply(file, Compile(file).Diagnostics, out IReadOnlyList<FixedLines> changes));
        Assert.Equal(["language 1"], changes.Single().After);
        Assert.Empty(changes.Single().Before);
    }

    [Fact]
    public void Nothing_to_fix_changes_nothing()
    {
        var file = new SourceText("a", Head);
        Assert.Equal(Head, Fixes.Apply(file, Compile(file).Diagnostics, out IReadOnlyList<FixedLines> changes));
        Assert.Empty(changes);
    }

    // A mistake of form hides what its section means, and a missing or misspelt section what is declared in it: once it is mended, that shows.
    private static bool HidesOthers(Diagnostic finding) => string.CompareOrdinal(finding.Code, "GL0154") < 0;

    // What fingers do: a letter too few, one too many, two exchanged, a neighbour struck, a space lost, a capital.
    private static string Slip(string text, Random random)
    {
        int at = random.Next(text.Length - 1);
        while (!char.IsLetter(text[at]) || !char.IsLetter(text[at + 1]))
        {
            at = (at + 1) % (text.Length - 1);
        }

        return random.Next(5) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            3 => text[..at] + (char)('a' + random.Next(26)) + text[(at + 1)..],
            _ => text[..(at + 1)] + " " + text[(at + 1)..],
        };
    }

    private static Diagnostic Finding(SourceText file, int start, int length, string replacement)
    {
        var span = new TextSpan(start, length);
        return new Diagnostic("GL0203", new SourceSpan(file, span)) { Fix = new TextFix("Write “" + replacement + "”", span, replacement) };
    }

    private static Compilation Compile(SourceText file) => Compilation.Create(file, id =>
    {
        string path = "guidelines/" + id.Replace('.', '/') + ".guideline";
        return Repository.Guidelines().Contains(path) ? new SourceText(path, Repository.Read(path)) : null;
    });
}
