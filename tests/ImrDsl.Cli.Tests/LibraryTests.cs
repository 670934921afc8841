using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Guidelines;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using Xunit;

namespace ImrDsl.Cli.Tests;

public class LibraryTests
{
    [Fact]
    public void The_library_is_found_by_the_ids_that_its_files_declare_to_the_parser()
    {
        var declared = GuidelineLibrary.Paths.Select(path => Compilation.HeadOf(new SourceText("library:" + path, GuidelineLibrary.Read(path)))!).ToList();

        Assert.Equal(
            declared.Where(head => !IsVocabulary(head.Source.Text)).Select(head => head.Id).Distinct().Order(System.StringComparer.Ordinal), Library.GuidelineIds);
        Assert.Equal(
            declared.Where(head => IsVocabulary(head.Source.Text)).Select(head => head.Source.Path).Order(), Library.Vocabularies.Select(file => file.Path).Order());
        Assert.All(declared.GroupBy(head => head.Id), editions => Assert.Equal(
            Editions.InOrder(editions).Select(head => head.Source.Path), Library.EditionsOf(editions.Key).Select(file => file.Path)));
    }

    [Fact]
    public void The_outlines_of_the_library_are_those_of_its_plans_and_its_editions_go_together()
    {
        SourceText[] files = [.. Library.GuidelineIds.SelectMany(Library.EditionsOf)];

        Assert.All(files, file => Assert.Equal(Show(Compilation.Create(file, Library.Find).Plan!), Show(Compilation.OutlineOf(file)!)));
        Assert.All(Library.Vocabularies, file => Assert.Null(Compilation.OutlineOf(file)));
        Assert.Empty(Editions.Check(files.Select(file => Compilation.HeadOf(file)!)));
    }

    [Fact]
    public void Without_its_examples_a_guideline_of_the_library_asks_the_same()
    {
        Assert.All(Library.GuidelineIds.SelectMany(Library.EditionsOf), file =>
        {
            GuidelinePlan whole = Compilation.Create(file, Library.Find).Plan!;
            Compilation asked = Compilation.Create(Library.WithoutExamples(file), Library.Find);

            Assert.Equal(PlanDump.Write(whole), PlanDump.Write(asked.Plan!));
            Assert.Empty(asked.Plan!.Examples);
            Assert.NotEmpty(whole.Examples);
        });
    }

    private static string Show(GuidelinePlan plan) =>
        string.Join(" | ", plan.Id, plan.Title, plan.Source, plan.Verified, plan.InForce, plan.EditionRule, plan.Authority, plan.File.Path, string.Join("; ", plan.Services.Select(service =>
            $"{service.Ordinal} {service.Name} “{service.Title}” {string.Join(", ", service.Codes)}")));

    private static bool IsVocabulary(SourceText text)
    {
        Assert.NotNull(Compilation.DeclaredId(text, out bool isVocabulary));
        return isVocabulary;
    }
}
