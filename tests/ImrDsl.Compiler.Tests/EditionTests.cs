using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Scoring;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>Several guidelines, or editions of one, in one project.</summary>
public class EditionTests
{
    private const string Folder = "tests/cases/catalogue/";

    [Theory]
    [InlineData("40-", "Example.Catalogue.S40", "Example.Catalogue.S40From20160728")]
    [InlineData("70-", "Example.Catalogue.S70", "Example.Catalogue.S70From20220210")]
    [InlineData("74-", "Example.Catalogue.S74Mtus", "Example.Catalogue.S74Acoem", "Example.Catalogue.S74Odg", "Example.Catalogue.S74Others")]
    public void Generated_guidelines_choose_as_the_reference_does(string number, params string[] classes)
    {
        GuidelinePlan[] plans = [.. Repository.Guidelines().Where(path => path.StartsWith(Folder + number, StringComparison.Ordinal)).Select(path => Library.Compile(path).Plan!)];
        Assembly generated = Generate(plans);
        var ofCode = new GuidelineSet(classes.Select(name => (IGuidelineEdition)generated.GetType(name, throwOnError: true)!.GetProperty("Edition")!.GetValue(null)!));
        var ofPlans = new GuidelineSet(plans.Select(plan => new PlanEdition(plan)));

        foreach (string file in Directory.EnumerateFiles(Repository.PathOf(Folder), number + "*.json").Where(file => !Golden.IsGolden(file)))
        {
            byte[] utf8 = File.ReadAllBytes(file);
            Assert.Equal(
                DeterminationJson.Write(ofPlans.Score(utf8).Determination!), DeterminationJson.Write(ofCode.Score(utf8).Determination!));
        }
    }

    [Fact]
    public void The_editions_of_a_guideline_have_a_chooser()
    {
        Type chooser = Generate([.. Repository.Guidelines().Where(path => path.StartsWith(Folder + "40-", StringComparison.Ordinal)).Select(path => Library.Compile(path).Plan!)])
            .GetType("Example.Catalogue.S40Editions", throwOnError: true)!;

        Assert.Equal(2, ((GuidelineSet)chooser.GetProperty("All")!.GetValue(null)!).Editions.Count);
        Assert.Equal(
            ["none", "2009-07-18", "2009-07-18", "2016-07-28"],
            new[] { (2009, 7, 17), (2009, 7, 18), (2016, 7, 27), (2016, 7, 28) }.Select(day =>
                ((IGuidelineEdition?)chooser.GetMethod("InForceOn")!.Invoke(null, [CalendarDate.Create(day.Item1, day.Item2, day.Item3)]))?.Guideline.EffectiveFrom.ToString() ?? "none"));
    }

    private static Assembly Generate(IReadOnlyList<GuidelinePlan> plans)
    {
        IEnumerable<CSharpFile> files = plans.SelectMany(plan =>
        {
            PartialDate[] days = [.. plans.Where(other => other.Id == plan.Id).OrderBy(other => other.InForce.First.DayNumber).Select(other => other.EffectiveFrom)];
            var options = new EmitOptions { RootNamespace = "Example", Editions = days };
            return plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options)).Concat(CSharpEmitter.Emit(plan, options));
        });
        return EmittedCode.Load(EmittedCode.Compile(files.DistinctBy(file => file.HintName)));
    }
}
