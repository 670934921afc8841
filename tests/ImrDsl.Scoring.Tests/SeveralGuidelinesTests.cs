using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>
/// The cases of <c>tests/cases/catalogue</c>: each is scored by all guidelines whose names begin with the same number, which are editions
/// of one or come one after another in the order of authorities.
/// </summary>
public class SeveralGuidelinesTests
{
    private const string Folder = "tests/cases/catalogue/";

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Select(file => Path.GetFileName(file))
            .Where(name => !Golden.IsGolden(name)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_determination_reads_as_verified(string name)
    {
        string number = name[..(name.IndexOf('-', StringComparison.Ordinal) + 1)];
        IEnumerable<string> guidelines = Repository.Guidelines().Where(path => path.StartsWith(Folder + number, StringComparison.Ordinal));
        var set = new GuidelineSet(guidelines.Select(path => new PlanEdition(Guidelines.OfFile(path))));

        CaseScore score = set.Score(File.ReadAllBytes(Repository.PathOf(Folder + name)), name);

        Assert.Empty(score.Errors);
        string golden = Folder + name.Replace(".json", ".verified", StringComparison.Ordinal);
        Golden.Verify(DeterminationText.Write(score.Determination!), golden + ".txt");
        Golden.Verify(DeterminationJson.Write(score.Determination!), golden + ".json");
    }
}
