using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ImrDsl.Generator.Tests;

/// <summary>What an edit costs: only what depends on it is compiled again.</summary>
public class IncrementalTests
{
    private readonly Project project = new(("/p/care.guideline", Texts.Care), ("/p/pump.guideline", Texts.Pump), ("/p/brace.guideline", Texts.Brace));

    [Fact]
    public void An_edit_of_code_compiles_no_guideline()
    {
        project.EditCode("class C { int i; }");

        Assert.Equal("Cached, Cached, Cached", project.Reasons(StepNames.Declaration));
        Assert.Equal("Cached, Cached, Cached", project.Reasons(StepNames.Output));
        AssertAll("Cached", project.Reasons(StepNames.Source));
    }

    [Fact]
    public void An_edit_of_a_guideline_compiles_it_alone()
    {
        Dictionary<string, string> before = project.Sources;
        project.Edit("/p/brace.guideline", text => text.Replace(">= 5", ">= 6", StringComparison.Ordinal));

        Assert.Equal("Unchanged, Unchanged, Modified", project.Reasons(StepNames.Input));
        Assert.Equal("Cached, Cached, Modified", project.Reasons(StepNames.Output));
        Assert.Equal(["Mtus.Brace.Account.g.cs", "Mtus.Brace.Description.g.cs", "Mtus.Brace.g.cs"], Changed(before, project.Sources));
    }

    [Fact]
    public void An_edit_of_a_used_file_compiles_its_users_too()
    {
        Dictionary<string, string> before = project.Sources;
        project.Edit("/p/care.guideline", text => text.Replace("medication, physical", "medication, physical, surgery", StringComparison.Ordinal));

        Assert.Equal("Modified, Modified, Unchanged", project.Reasons(StepNames.Input));
        Assert.Equal("Modified, Modified, Cached", project.Reasons(StepNames.Output));
        Assert.Equal(["Common.Care.g.cs", "Mtus.Pump.Description.g.cs"], Changed(before, project.Sources));
    }

    [Fact]
    public void An_edit_of_a_comment_changes_nothing()
    {
        project.Edit("/p/brace.guideline", text => text + "\n# The end");

        Assert.Equal("Cached, Cached, Unchanged", project.Reasons(StepNames.Output));
        AssertAll("Cached", project.Reasons(StepNames.Source));
    }

    [Fact]
    public void A_new_file_compiles_those_that_missed_it()
    {
        var lacking = new Project(("/p/pump.guideline", Texts.Pump), ("/p/brace.guideline", Texts.Brace));
        Assert.NotEmpty(lacking.Result.Diagnostics);
        lacking.Add("/p/care.guideline", Texts.Care);

        Assert.Empty(lacking.Result.Diagnostics);
        Assert.Equal("Modified, Cached, New", lacking.Reasons(StepNames.Output));
    }

    [Fact]
    public void An_edit_that_keeps_the_days_leaves_other_editions_alone()
    {
        var editions = new Project(
            ("/p/a.guideline", Texts.Brace.Replace("2009-07-18", "2009-07-18 to 2016-07-27", StringComparison.Ordinal)),
            ("/p/b.guideline", Texts.Brace.Replace("2009-07-18", "2016-07-28", StringComparison.Ordinal)));

        editions.Edit("/p/b.guideline", text => text.Replace(">= 5", ">= 6", StringComparison.Ordinal));
        Assert.Equal("Cached, Modified", editions.Reasons(StepNames.Output));

        editions.Edit("/p/b.guideline", text => text.Replace("2016-07-28", "2016-08-01", StringComparison.Ordinal));
        Assert.Equal("Modified, Modified", editions.Reasons(StepNames.Output));
        Assert.Equal("GL0542", Assert.Single(editions.Result.Diagnostics).Id);
    }

    [Fact]
    public void No_step_holds_on_to_the_compiler()
    {
        string[] own = [StepNames.File, StepNames.Declaration, StepNames.Input, StepNames.Output, StepNames.Source, StepNames.Finding];
        project.Edit("/p/brace.guideline", text => text.Replace(">= 5", ">= five", StringComparison.Ordinal));
        foreach (string step in own)
        {
            foreach ((object value, _) in project.Result.TrackedSteps[step].SelectMany(run => run.Outputs))
            {
                AssertPlain(value, step, new HashSet<object>(ReferenceEqualityComparer.Instance));
            }
        }
    }

    private static void AssertPlain(object? value, string step, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            string home = type.Assembly.GetName().Name!;
            Assert.False(home.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || home == "ImrDsl.Language", $"{step} holds a {type}.");
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertPlain(field.GetValue(value), step, seen);
            }
        }

        if (value is System.Collections.IEnumerable items)
        {
            foreach (object? item in items)
            {
                AssertPlain(item, step, seen);
            }
        }
    }

    private static void AssertAll(string reason, string reasons) => Assert.All(reasons.Split(", "), found => Assert.Equal(reason, found));

    private static string[] Changed(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. after.Where(file => before[file.Key] != file.Value).Select(file => file.Key).Order()];
}
