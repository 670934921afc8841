using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ImrDsl.Generator.Tests;

/// <summary>What a project and its guidelines say about warnings counts in a build: a warning that is allowed is not told, one that is to be an error is one.</summary>
public sealed class SeverityTests
{
    // A fact that nothing reads, which the generator finds, and a criterion that adds nothing, which the analyzer proves.
    private const string Guideline = """
        language 1
        guideline test.pain "Pain"

        facts
          pain: number 0 to 10
          fever: yes/no

        criteria for it
          1. pain > 3
          2. pain > 5

        service it "It"
          medically necessary when all criteria for it
        """;

    [Fact]
    public void Warnings_are_told() => Assert.Equal(["GL0401 Warning", "GL0404 Warning"], Findings(new Project(("/p/pain.guideline", Guideline))));

    [Fact]
    public void A_warning_that_is_allowed_is_not_told()
    {
        Assert.Equal(["GL0404 Warning"], Findings(new Project(("/p/pain.guideline", Allowing("allow GL0401 \"asked for by the form\"")))));
        Assert.Equal(["GL0401 Warning"], Findings(new Project(("/p/pain.guideline", Allowing("allow GL0404 \"as printed\"")))));
        Assert.Empty(Findings(new Project(("/p/pain.guideline", Allowing("allow GL0401 \"asked for by the form\"\nallow GL0404 \"as printed\"")))));
    }

    [Fact]
    public void A_line_that_allows_what_is_not_there_is_told_once()
    {
        string clean = Allowing("allow GL0401 \"asked for by the form\"\nallow GL0404 \"as printed\"")
            .Replace("  fever: yes/no\n", string.Empty, StringComparison.Ordinal).Replace("  1. pain > 3\n", string.Empty, StringComparison.Ordinal);
        Assert.Equal(["GL0177 Warning", "GL0177 Warning"], Findings(new Project(("/p/pain.guideline", clean))));
    }

    [Fact]
    public void Warnings_are_errors_where_the_project_says_so()
    {
        var project = new Project(("/p/pain.guideline", Guideline));
        project.Change(options => options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.Equal(["GL0401 Error", "GL0404 Error"], Findings(project));

        var allowing = new Project(("/p/pain.guideline", Allowing("allow GL0401 \"asked for by the form\"")));
        allowing.Change(options => options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.Equal(["GL0404 Error"], Findings(allowing));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Error, "GL0401 Warning", "GL0404 Error")]
    [InlineData(ReportDiagnostic.Suppress, "GL0401 Warning")]
    public void One_code_is_an_error_or_no_warning_where_the_project_says_so(ReportDiagnostic instead, params string[] expected)
    {
        var project = new Project(("/p/pain.guideline", Guideline));
        project.Change(options => options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["GL0404"] = instead }));
        Assert.Equal(expected, Findings(project));
    }

    private static string Allowing(string lines) => Guideline.Replace("\nfacts\n", "\n" + lines + "\n\nfacts\n", StringComparison.Ordinal);

    private static string[] Findings(Project project) =>
        [.. project.Result.Diagnostics.Concat(project.Proven).Select(found => found.Id + " " + found.Severity).Order(StringComparer.Ordinal)];
}
