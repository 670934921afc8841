using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>What is generated is C# 12 without a warning.</summary>
public class CompilesTests
{
    public static TheoryData<string> Guidelines => [.. Library.Paths];

    [Theory]
    [MemberData(nameof(Guidelines))]
    public void Generated_code_compiles_without_a_warning(string path)
    {
        var files = Library.Emit(path);
        foreach (LanguageVersion version in new[] { LanguageVersion.CSharp12, LanguageVersion.Preview })
        {
            var diagnostics = EmittedCode.Compile(files, version).GetDiagnostics().RemoveAll(found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden);
            System.IO.Directory.CreateDirectory("/tmp/emitted"); foreach (var f in files) System.IO.File.WriteAllText("/tmp/emitted/" + f.HintName, f.Text);
            Assert.True(diagnostics.IsEmpty, string.Join('\n', diagnostics.Take(20)) + "\n");
        }
    }
}
