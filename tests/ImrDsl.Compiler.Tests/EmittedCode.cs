using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ImrDsl.Compiler.Tests;

/// <summary>Compiles generated code and loads it.</summary>
internal static class EmittedCode
{
    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("ImrDsl.", StringComparison.Ordinal)
            || Path.GetFileName(path) is "ImrDsl.Runtime.dll" or "ImrDsl.Values.dll")
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A compilation of generated files; warnings are errors.</summary>
    public static CSharpCompilation Compile(IEnumerable<CSharpFile> files, LanguageVersion version = LanguageVersion.CSharp12, bool isOptimised = true)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), options, file.HintName)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: isOptimised ? OptimizationLevel.Release : OptimizationLevel.Debug,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 9999));
    }

    /// <summary>Loads a compilation.</summary>
    public static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(image, symbols, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }

        image.Position = 0;
        symbols.Position = 0;
        // Not collectible: where thousands of collectible assemblies come and go, the runtime (10.0.12) crashes now and then.
        return new AssemblyLoadContext("generated").LoadFromStream(image, symbols);
    }
}
