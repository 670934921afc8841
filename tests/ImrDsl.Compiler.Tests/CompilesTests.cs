using System.Linq;
using Microsoft.CodeAnalysis;
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
            var diagnostics = EmittedCode.Compile(files, version).GetDiagnostics().RemoveAll(found => found.Severity == DiagnosticSeverity.Hidden);
            Assert.True(diagnostics.IsEmpty, string.Join('\n', diagnostics.Take(20)));
        }
    }
}
