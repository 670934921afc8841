using System.IO;
using System.Linq;
using ImrDsl.Guidelines;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;

namespace ImrDsl.Benchmarks;

/// <summary>What the benchmarks work on: the guideline for implantable drug-delivery systems, and a case that meets all of it.</summary>
internal static class Samples
{
    /// <summary>The guideline.</summary>
    public static SourceText Guideline { get; } = File("mtus/idds.guideline");

    /// <summary>A case file in which every criterion for permanent implantation is met.</summary>
    public static byte[] Case { get; } = ReadCase();

    /// <summary>The guideline, compiled.</summary>
    public static GuidelinePlan Plan => Compilation.Create(Guideline, Find).Plan!;

    /// <summary>A file that the guideline uses.</summary>
    public static SourceText? Find(string id) =>
        GuidelineLibrary.Paths.Select(File).FirstOrDefault(file => Compilation.DeclaredId(file, out _) == id);

    private static SourceText File(string path) => new(path, GuidelineLibrary.Read(path));

    private static byte[] ReadCase()
    {
        using Stream stream = typeof(Samples).Assembly.GetManifestResourceStream("implantation.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
