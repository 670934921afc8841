using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>Any text whatsoever can be compiled: findings or a plan, never an exception, in bounded time.</summary>
public sealed class AnyTextTests
{
    private const string Signs = "\t\n .,:;()\"≥<%/#\u2013\u00A0é";

    private static readonly Lazy<IReadOnlyDictionary<string, SourceText>> Library = new(ReadLibrary);

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
    private static readonly int Count = IsLong ? 5_000 : 1_000;

    [Fact]
    public void Mutated_guidelines_compile_or_are_reported()
    {
        var random = new Random(20121029);
        string[] texts = Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal)).Select(Repository.Read).ToArray();
        string[] words = texts.SelectMany(text => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Distinct().ToArray();
        for (int i = 0; i < Count; i++)
        {
            CompileAndEvaluate(Mutate(texts[random.Next(texts.Length)], words, random));
        }
    }

    [Fact]
    public void Every_prefix_of_a_guideline_compiles_or_is_reported()
    {
        string text = Repository.Read("guidelines/mtus/idds.guideline");
        int step = IsLong ? 13 : 61;
        for (int length = 0; length < text.Length; length += step)
        {
            CompileAndEvaluate(text[..length]);
        }
    }

    public static TheoryData<string> Monsters() => new(Build().Keys);

    [Theory]
    [MemberData(nameof(Monsters))]
    public void Monstrous_texts_are_answered_in_bounded_time(string name)
    {
        string text = Build()[name];
        var watch = Stopwatch.StartNew();
        CompileAndEvaluate(text);

        // Not a benchmark: a walk that takes more than linear time takes hours on these texts.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), name + " took " + watch.Elapsed);
    }

    [Fact]
    public void A_chain_of_used_files_has_an_end()
    {
        SourceText? Find(string id) => id.StartsWith("test.v", StringComparison.Ordinal) && int.TryParse(id[6..], out int number)
            ? new SourceText(id, $"language 1\nvocabulary {id}\n\nuse test.v{number + 1}\n")
            : null;

        Compilation compilation = Compilation.Create(new SourceText("main", "language 1\nvocabulary test.main\n\nuse test.v1\n"), Find);
        Assert.Equal("GL0162", Assert.Single(compilation.Diagnostics).Code);
    }

    private static Dictionary<string, string> Build() => new()
    {
        ["a line of ten million characters"] = Guideline("  1. " + string.Concat(Enumerable.Repeat("sepsis and ", 900_000)) + "sepsis\n"),
        ["a hundred thousand parentheses"] = Guideline("  1. dose > " + new string('(', 100_000) + "1" + new string(')', 100_000) + "\n"),
        ["a hundred thousand sums"] = Guideline("  1. dose > " + string.Concat(Enumerable.Repeat("1 + ", 100_000)) + "1\n"),
        ["a hundred thousand nots"] = Guideline("  1. " + string.Concat(Enumerable.Repeat("not ", 100_000)) + "sepsis\n"),
        ["a hundred thousand exceptions"] = Guideline("  1. sepsis" + string.Concat(Enumerable.Repeat(" unless sepsis", 100_000)) + "\n"),
        ["a hundred thousand levels"] = Guideline(string.Concat(Enumerable.Range(1, 3_000).Select(level => new string(' ', level) + "all of\n"))),
        ["a chain of definitions, last first"] = "language 1\nguideline test.deep \"Deep\"\n\nfacts\n  sepsis: yes/no\n\n"
            + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"define d{i}: d{i + 1}\n")) + "define d20000: sepsis\n\nservice s\n  medically necessary when d0\n",
        ["a chain of definitions, first first"] = "language 1\nguideline test.deep \"Deep\"\n\nfacts\n  sepsis: yes/no\n\ndefine d0: sepsis\n"
            + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"define d{i}: not d{i - 1}\n")) + "\nservice s\n  medically necessary when d20000\n",
        ["fifty thousand facts"] = "language 1\nguideline test.wide \"Wide\"\n\nfacts\n"
            + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"  fact number {i}: yes/no\n")) + "\nservice s\n  medically necessary when fact number 5\n",
        ["fifty thousand unknown names"] = Guideline("  1. all of\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"       nothing{i}\n"))),
        ["a name of a million words"] = Guideline("  1. " + string.Concat(Enumerable.Repeat("very ", 1_000_000)) + "\n"),
        ["lone surrogates"] = Guideline("  1. sep\uD800sis and \uDC00\n"),
    };

    private static string Guideline(string criteria) =>
        "language 1\nguideline test.monster \"Monster\"\n\nfacts\n  sepsis: yes/no\n  dose: number 0 to 10\n\ncriteria for pain\n" + criteria
        + "\nservice s \"S\"\n  medically necessary when all criteria for pain\n";

    private static void CompileAndEvaluate(string text)
    {
        Compilation compilation = Compilation.Create(
            new SourceText("any.guideline", text), id => Library.Value.TryGetValue(id, out SourceText? file) ? file : null);
        foreach (Language.Diagnostics.Diagnostic diagnostic in compilation.Diagnostics)
        {
            Assert.NotEmpty(diagnostic.Message);
        }

        if (compilation.Plan is { } plan)
        {
            Assert.NotEmpty(PlanDump.Write(plan));
            foreach (ExamplePlan example in plan.Examples)
            {
                ReferenceEvaluator.Evaluate(plan, example.Service, example.Case);
            }
        }
        else if (compilation.Vocabulary is null)
        {
            Assert.NotEmpty(compilation.Diagnostics);
        }
    }

    private static string Mutate(string text, string[] words, Random random)
    {
        var builder = new StringBuilder(text);
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(builder.Length);
            switch (random.Next(5))
            {
                case 0:
                    builder.Remove(at, Math.Min(random.Next(1, 12), builder.Length - at));
                    break;
                case 1:
                    builder.Insert(at, words[random.Next(words.Length)] + " ");
                    break;
                case 2:
                    builder[at] = Signs[random.Next(Signs.Length)];
                    break;
                case 3:
                    int length = Math.Min(random.Next(1, 200), builder.Length - at);
                    builder.Insert(random.Next(builder.Length), builder.ToString(at, length));
                    break;
                default:
                    int next = Math.Min(at + random.Next(1, 40), builder.Length - 1);
                    (builder[at], builder[next]) = (builder[next], builder[at]);
                    break;
            }
        }

        return builder.ToString();
    }

    private static Dictionary<string, SourceText> ReadLibrary()
    {
        var files = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (string path in Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal)))
        {
            var file = new SourceText(path, Repository.Read(path));
            if (Compilation.DeclaredId(file, out bool isVocabulary) is { } id && isVocabulary)
            {
                files[id] = file;
            }
        }

        return files;
    }
}
