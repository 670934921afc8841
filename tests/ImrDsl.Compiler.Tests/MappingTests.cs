using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>What happens in generated code is seen in the guideline: compiler errors, stack traces, breakpoints.</summary>
public class MappingTests
{
    private const string Path = "tests/cases/good/idds/main.guideline";

    [Fact]
    public void A_compiler_error_lands_on_the_words_of_the_guideline()
    {
        IEnumerable<CSharpFile> broken = Library.Emit(Path).Select(file => file with { Text = file.Text.Replace("!c.Sepsis.IsYes(c)", "!c.Sepsis.IsSo(c)", StringComparison.Ordinal) });

        var error = Assert.Single(EmittedCode.Compile(broken).GetDiagnostics().Where(found => found.Id == "CS1061"));
        var place = error.Location.GetMappedLineSpan();
        Assert.Equal(Path, place.Path);
        Assert.Equal((54, 7, 54, 13), (place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Line, place.EndLinePosition.Character));
        Assert.Equal("sepsis", WordsAt(place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Character));
    }

    [Fact]
    public void A_stack_trace_names_the_line_of_the_guideline()
    {
        GuidelinePlan plan = Library.Compile(Path).Plan!;
        Assembly assembly = EmittedCode.Load(EmittedCode.Compile(Library.Emit(Path), isOptimised: false));

        // Without a case, the first fact that is read fails.
        var failure = Assert.Throws<NullReferenceException>(() => new TypedGuideline(plan, assembly).Decide(null!, plan.Services[0]));
        StackFrame frame = new StackTrace(failure, fNeedFileInfo: true).GetFrame(0)!;
        Assert.Equal(Path, frame.GetFileName());
        Assert.Contains("scope: pain is not malignant", Line(frame.GetFileLineNumber() - 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_breakpoint_can_be_set_on_each_criterion()
    {
        CSharpCompilation compilation = EmittedCode.Compile(Library.Emit(Path), isOptimised: false);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        Assert.True(compilation.Emit(image, symbols, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.PortablePdb)).Success);
        symbols.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        var stops = new HashSet<int>();
        foreach (MethodDebugInformationHandle handle in reader.MethodDebugInformation)
        {
            foreach (SequencePoint point in reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden))
            {
                if (reader.GetString(reader.GetDocument(point.Document).Name) == Path)
                {
                    stops.Add(point.StartLine);
                    Assert.True(point.EndLine > point.StartLine || (point.EndLine == point.StartLine && point.EndColumn > point.StartColumn));
                }
            }
        }

        GuidelinePlan plan = Library.Compile(Path).Plan!;
        foreach (ConditionNode criterion in plan.Lists.SelectMany(list => list.Criteria).Select(criterion => criterion.Condition))
        {
            // A block is stopped at with its first part.
            int first = criterion.Source.Start.Line + 1;
            Assert.True(stops.Any(line => line >= first && line <= criterion.Source.End.Line + 1), "No stop in " + criterion.Source);
        }
    }

    [Theory]
    [InlineData("odd \"name\".guideline")]
    [InlineData("two\nlines.guideline")]
    [InlineData("")]
    public void A_path_that_cannot_stand_in_a_directive_is_not_mapped(string path)
    {
        const string Text = "language 1\nguideline test.it \"It\"\n\nfacts\n  pain: number 0 to 10\n\nservice it \"It\"\n  medically necessary when pain >= 5\n";
        GuidelinePlan plan = Compilation.Create(new SourceText(path, Text), _ => null).Plan!;
        IReadOnlyList<CSharpFile> files = CSharpEmitter.Emit(plan, new EmitOptions());

        Assert.DoesNotContain(files, file => file.Text.Contains("#line", StringComparison.Ordinal));
        Assert.Empty(EmittedCode.Compile(files).GetDiagnostics().RemoveAll(found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
    }

    private static string Line(int line) => Testing.Repository.Read(Path).Split('\n')[line];

    private static string WordsAt(int line, int start, int end) => Line(line)[start..end];
}
