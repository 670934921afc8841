using System;
using System.IO;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Testing;

/// <summary>The helper that all golden tests lean on.</summary>
public sealed class GoldenTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("golden");

    private string Verified => Path.Combine(folder.FullName, "a.verified.txt");

    private string Received => Path.Combine(folder.FullName, "a.received.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_same_text_passes_and_clears_what_was_left()
    {
        File.WriteAllText(Verified, "one\n");
        File.WriteAllText(Received, "old\n");
        Golden.Verify("one\n", Verified, isUpdate: false, isCI: true);
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void A_difference_fails_shows_the_lines_and_how_to_accept_them()
    {
        File.WriteAllText(Verified, "one\ntwo\nthree\n");
        var failure = Assert.Throws<GoldenException>(() => Golden.Verify("one\n2\nthree\n", Verified, isUpdate: false, isCI: false));
        Assert.Contains("  one\n- two\n+ 2\n  three\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("mv '" + Received + "' '" + Verified + "'", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree\n", File.ReadAllText(Received));
    }

    [Fact]
    public void A_line_end_is_a_difference()
    {
        File.WriteAllText(Verified, "one\n");
        Assert.Throws<GoldenException>(() => Golden.Verify("one\r\n", Verified, isUpdate: false, isCI: false));
    }

    [Fact]
    public void Updating_writes_the_verified_file_but_never_in_continuous_integration()
    {
        Assert.Throws<GoldenException>(() => Golden.Verify("one\n", Verified, isUpdate: true, isCI: true));
        Assert.False(File.Exists(Verified));
        Golden.Verify("one\n", Verified, isUpdate: true, isCI: false);
        Assert.Equal("one\n", File.ReadAllText(Verified));
    }
}
