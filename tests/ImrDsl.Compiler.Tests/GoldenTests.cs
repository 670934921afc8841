using System;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>Generated C# as in code review: the files of the guideline for implantable drug-delivery systems.</summary>
public class GoldenTests
{
    [Fact]
    public void Generated_code_is_as_reviewed()
    {
        foreach (CSharpFile file in Library.Emit("tests/cases/good/idds/main.guideline"))
        {
            // Ended as text, so that no compiler takes them for its own.
            Golden.Verify(file.Text, "tests/cases/good/idds/generated/" + file.HintName.Replace(".g.cs", ".verified.txt", StringComparison.Ordinal));
        }
    }
}
