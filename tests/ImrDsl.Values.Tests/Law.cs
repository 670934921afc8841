using System;
using FsCheck;
using FsCheck.Fluent;

namespace ImrDsl.Values.Tests;

/// <summary>Checks that something holds of many random values. The seed is fixed, so that a failure repeats.</summary>
internal static class Law
{
    /// <summary>Whether the thorough counts are asked for (<c>IMR_LONG=1</c>).</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    /// <summary>Checks <paramref name="count"/> values, twenty times as many in a long run.</summary>
    public static void Holds<T>(Gen<T> values, Action<T> check, int count = 1000)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(IsLong ? count * 20 : count).WithReplay(20090718, 20160727);
        Prop.ForAll(values.ToArbitrary(), check).Check(config);
    }
}
