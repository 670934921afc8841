using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Guidelines;
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

    private static bool IsVocabulary(SourceText text)
    {
        Assert.NotNull(Compilation.DeclaredId(text, out bool isVocabulary));
        return isVocabulary;
    }
}
