using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ImrDsl.House.Tests;

/// <summary>Expectations over many files.</summary>
internal static class Check
{
    /// <summary>Nothing may have been found; the message lists all that was.</summary>
    public static void None(IEnumerable<string> found)
    {
        string[] list = [.. found];
        Assert.True(list.Length == 0, string.Join('\n', list));
    }
}
