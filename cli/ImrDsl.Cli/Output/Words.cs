using System.Globalization;

namespace ImrDsl.Cli.Output;

/// <summary>Small pieces of sentences.</summary>
internal static class Words
{
    /// <summary>"1 file", "2 files", "0 files".</summary>
    public static string Count(int count, string one) => count.ToString(CultureInfo.InvariantCulture) + " " + one + (count == 1 ? string.Empty : "s");
}
