using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Microsoft.CodeAnalysis;
using Xunit;
using Compilation = ImrDsl.Language.Semantics.Compilation;

namespace ImrDsl.Generator.Tests;

/// <summary>A build (the generator, and the analyzer for what has to be proved) and <c>imr check</c> say the same of every mistake: code, line, column, severity and message.</summary>
public sealed class MistakeTests
{
    public static TheoryData<string> Mistakes() => new(Repository.Cases("bad"));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_build_says_what_a_check_says(string folder)
    {
        (string Path, string Text)[] files = Directory
            .EnumerateFiles(Repository.PathOf(folder), "*.guideline")
            .Order(StringComparer.Ordinal)
            .Select(path => ("/p/" + Path.GetFileName(path), Repository.Read(Repository.RelativePath(path))))
            .ToArray();
        var byId = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach ((string path, string text) in files)
        {
            var file = new SourceText(path, text);
            if (Compilation.DeclaredId(file, out _) is { } id)
            {
                byId[id] = file;
            }
        }

        string[] check = files
            .Select(file => Compilation.Create(new SourceText(file.Path, file.Text), id => byId.GetValueOrDefault(id)))
            .SelectMany(compilation => compilation.Diagnostics.Concat(Prover.Check(compilation)))
            .Select(found => found.ToString())
            .Order(StringComparer.Ordinal)
            .ToArray();
        var project = new Project(files);
        string[] build = project.Result.Diagnostics.Concat(project.Proven).Select(Show).Order(StringComparer.Ordinal).ToArray();

        Assert.NotEmpty(check);
        Assert.Equal(check, build);
        Assert.DoesNotContain(project.Result.Diagnostics, found => Prover.Codes.Contains(found.Id));

        // Where the analyzer runs, whoever types waits for no message.
        project = Project.WithAnalyzer(files);
        Assert.Equal(check, project.Proven.Select(Show).Order(StringComparer.Ordinal));
        Assert.Empty(project.Result.Diagnostics);
    }

    private static string Show(Diagnostic found)
    {
        FileLinePositionSpan place = found.Location.GetLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1}: "
            + $"{found.Severity.ToString().ToLowerInvariant()} {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
