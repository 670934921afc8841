using System.Linq;
using ImrDsl.Compiler;
using ImrDsl.Language.Text;
using ImrDsl.Values;
using Microsoft.CodeAnalysis;
using Xunit;
using Compilation = ImrDsl.Language.Semantics.Compilation;

namespace ImrDsl.Generator.Tests;

/// <summary>What the generator makes of the guidelines of a project, and what it says about them.</summary>
public class GenerationTests
{
    private static readonly string First = Texts.Brace.Replace("effective from 2009-07-18", "effective from 2009-07-18 to 2016-07-27", System.StringComparison.Ordinal);
    private static readonly string Second = Texts.Brace.Replace("2009-07-18", "2016-07-28", System.StringComparison.Ordinal);

    [Fact]
    public void Guidelines_of_a_project_become_code_that_compiles()
    {
        var project = new Project(("/p/care.guideline", Texts.Care), ("/p/pump.guideline", Texts.Pump), ("/p/brace.guideline", Texts.Brace));

        Assert.Empty(project.Findings);
        Assert.Equal(
            [
                "Common.Care.Fields.g.cs", "Common.Care.g.cs",
                .. new[] { "Mtus.Brace", "Mtus.Pump" }.SelectMany(name => new[] { ".Account", ".Case", ".Description", ".Explanation", ".Reader", string.Empty }.Select(part => name + part + ".g.cs")),
            ],
            project.Sources.Keys.Order(System.StringComparer.Ordinal).ToArray());
        Assert.Contains("namespace Example.Mtus;", project.Sources["Mtus.Pump.g.cs"], System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_given_as_a_guideline_counts_whatever_it_is_called()
    {
        var project = new Project(("/p/guideline.txt", Texts.Brace), ("/p/readme.txt", Texts.Pump));

        Assert.Equal(6, project.Sources.Count);
        Assert.Empty(project.Findings);
    }

    [Fact]
    public void A_mistake_is_an_error_at_its_place_in_the_guideline()
    {
        string text = Texts.Brace.Replace("when pain >= 5", "when pian >= 5", System.StringComparison.Ordinal);
        var project = new Project(("/p/brace.guideline", text));

        Diagnostic found = Assert.Single(project.Result.Diagnostics);
        var expected = Assert.Single(Compilation.Create(new SourceText("/p/brace.guideline", text), _ => null).Diagnostics);
        Assert.Equal(expected.Code, found.Id);
        Assert.Equal(expected.Message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(LocationKind.ExternalFile, found.Location.Kind);
        FileLinePositionSpan place = found.Location.GetLineSpan();
        Assert.Equal(
            (expected.Span.Path, expected.Span.Start.Line, expected.Span.Start.Column), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
    }

    [Fact]
    public void A_guideline_with_a_mistake_still_has_its_types()
    {
        var project = new Project(("/p/brace.guideline", Texts.Brace.Replace("when pain >= 5", "when pian >= 5", System.StringComparison.Ordinal)));
        project.EditCode("""
            class C
            {
                ImrDsl.Values.Finding F() => Example.Mtus.Brace.Decide(
                    new Example.Mtus.BraceCase { DecisionDate = default, Pain = ImrDsl.Runtime.Fact.Of(5) }, Example.Mtus.Brace.Service.Brace);
            }
            """);

        // The mistake is in the guideline alone.
        Assert.Empty(project.Findings.Where(found => found.Id.StartsWith("CS", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mistake_in_a_used_file_is_reported_there()
    {
        var project = new Project(("/p/care.guideline", Texts.Care.Replace("yes/no", "yes/on", System.StringComparison.Ordinal)), ("/p/pump.guideline", Texts.Pump));

        Assert.Contains(project.Result.Diagnostics, found => found.Location.GetLineSpan().Path == "/p/care.guideline");
        Assert.Contains(project.Result.Diagnostics, found => found.Id == "GL0162" && found.Location.GetLineSpan().Path == "/p/pump.guideline");
    }

    [Fact]
    public void Of_two_files_with_one_id_the_nearer_is_used()
    {
        var project = new Project(
            ("/p/a/care.guideline", Texts.Care.Replace("failed: yes/no", "failed: number", System.StringComparison.Ordinal)),
            ("/p/b/care.guideline", Texts.Care),
            ("/p/b/pump.guideline", Texts.Pump));

        Assert.Empty(project.Result.Diagnostics.Where(found => found.Location.GetLineSpan().Path == "/p/b/pump.guideline"));
    }

    [Fact]
    public void Two_editions_of_a_guideline_are_two_classes()
    {
        var project = new Project(
            ("/p/a.guideline", First), ("/p/b.guideline", Second));

        Assert.Empty(project.Findings);
        Assert.Contains("class BraceFrom20160728", project.Sources["Mtus.Brace.From20160728.g.cs"], System.StringComparison.Ordinal);
        Assert.Contains("new([Brace.Edition, BraceFrom20160728.Edition])", project.Sources["Mtus.Brace.Editions.g.cs"], System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_edition_renames_nothing()
    {
        var project = new Project(("/p/b.guideline", First));
        string[] before = [.. project.Sources.Keys];

        project.Add("/p/a.guideline", Second);

        Assert.Empty(before.Except(project.Sources.Keys));
        Assert.Empty(project.Findings);
        Assert.Empty(project.Result.Diagnostics);
    }

    [Theory]
    [InlineData("effective from 2009-07-18 to 2016-07-27", "effective from 2016-07-20", "GL0541")]
    [InlineData("effective from 2009-07-18 to 2016-07-27", "effective from 2009-07-18", "GL0541")]
    [InlineData("effective from 2009-07-18 to 2016-07-27", "effective from 2016-07-29", "GL0542")]
    public void Editions_that_do_not_fit_together_are_found(string first, string second, string code)
    {
        var project = new Project(
            ("/p/a.guideline", Texts.Brace.Replace("effective from 2009-07-18", first, System.StringComparison.Ordinal)),
            ("/p/b.guideline", Texts.Brace.Replace("effective from 2009-07-18", second, System.StringComparison.Ordinal)));

        Diagnostic found = Assert.Single(project.Result.Diagnostics);
        Assert.Equal((code, "/p/b.guideline"), (found.Id, found.Location.GetLineSpan().Path));
        Assert.Empty(project.Findings.Where(finding => finding.Id.StartsWith("CS", System.StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cases_are_packed_where_the_project_asks_for_it(bool hasPackedCases)
    {
        var project = new Project(hasPackedCases, ("/p/brace.guideline", Texts.Brace));

        Assert.Empty(project.Findings);
        Assert.Equal(hasPackedCases, project.Sources.Keys.Any(name => name.EndsWith(".Packed.g.cs", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void An_internal_error_is_reported_at_the_guideline()
    {
        var input = new CompileInput(
            new GuidelineFile("/p/x.guideline", null!), new EquatableArray<NamedFile>([]), new EquatableArray<PartialDate>([]), false, new ProjectOptions(string.Empty));

        Finding finding = Assert.Single(GuidelineCompiler.Compile(input, default).Findings);
        Assert.Equal(("GL9999", "/p/x.guideline"), (finding.Code, finding.Path));
    }

    [Fact]
    public void The_generator_moves_the_text_of_the_emitter_unchanged()
    {
        var project = new Project(("/p/brace.guideline", Texts.Brace));
        var plan = Compilation.Create(new SourceText("/p/brace.guideline", Texts.Brace), _ => null).Plan!;

        foreach (CSharpFile file in CSharpEmitter.Emit(plan, new EmitOptions { RootNamespace = "Example" }))
        {
            Assert.Equal(file.Text, project.Sources[file.HintName]);
        }
    }
}
