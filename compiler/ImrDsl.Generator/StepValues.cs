using ImrDsl.Compiler;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Values;

namespace ImrDsl.Generator
{
    /// <summary>A guideline file.</summary>
    internal sealed record GuidelineFile(string Path, string Text);

    /// <summary>A file by what it declares and uses.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Id">The id it declares, or null.</param>
    /// <param name="Uses">The ids it uses.</param>
    /// <param name="Edition">When it is in force.</param>
    internal sealed record DeclaredFile(GuidelineFile File, string? Id, EquatableArray<string> Uses, EffectivePeriod Edition);

    /// <summary>A file by its id.</summary>
    internal sealed record NamedFile(string Id, GuidelineFile File);

    /// <summary>All that the code of a file depends on.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Used">The files it uses, directly or not, under the ids by which they are used.</param>
    /// <param name="Editions">The first days of all files with the same id, earliest first; none if it is the only one.</param>
    /// <param name="IsRepeated">Whether a file before it has the same id and first day, and so the same name.</param>
    /// <param name="Project">What the project says.</param>
    internal sealed record CompileInput(
        GuidelineFile File, EquatableArray<NamedFile> Used, EquatableArray<PartialDate> Editions, bool IsRepeated, ProjectOptions Project);

    /// <summary>What a project says of its guidelines.</summary>
    /// <param name="RootNamespace">The namespace above those of guidelines.</param>
    /// <param name="HasPackedCases">Whether cases can be packed: the property <c>ImrDslPackedCases</c>.</param>
    /// <param name="AnalyzerTells">Whether the analyzer runs, and tells all that is wrong with a guideline: the property <c>ImrDslAnalyzerTells</c>.</param>
    internal sealed record ProjectOptions(string RootNamespace, bool HasPackedCases = false, bool AnalyzerTells = false);

    /// <summary>What a file compiles to.</summary>
    internal sealed record CompileOutput(EquatableArray<CSharpFile> Sources, EquatableArray<Finding> Findings);

    /// <summary>A finding, and where it is: offsets, lines and columns from 0.</summary>
    internal sealed record Finding(
        string Code, Severity Severity, string Message, string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);
}
