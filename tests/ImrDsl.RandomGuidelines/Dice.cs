using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.RandomGuidelines;

/// <summary>A source of choices that repeats: the same seed makes the same choices on every machine.</summary>
public sealed class Dice
{
    private ulong state;

    /// <summary>Dice with a seed.</summary>
    public Dice(int seed)
    {
        // The seed is mixed before it is used: else the choices of one seed would be those of the seed before it without the first.
        state = (uint)seed;
        state = Next();
    }

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Number(int low, int high) => low + (int)(Next() % (ulong)((long)high - low + 1));

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Number(1, 100) <= percent;

    /// <summary>One of some things.</summary>
    public T One<T>(IReadOnlyList<T> things) => things[Number(0, things.Count - 1)];

    /// <summary>One of some things.</summary>
    public T Of<T>(params T[] things) => One(things);

    /// <summary>One of some ways to make a thing, each as likely as its weight.</summary>
    public T Weighted<T>(params (int Weight, Func<T> Make)[] ways)
    {
        int at = Number(1, ways.Sum(way => way.Weight));
        foreach ((int weight, Func<T> make) in ways)
        {
            at -= weight;
            if (at <= 0)
            {
                return make();
            }
        }

        throw new InvalidOperationException("The weights were summed up above.");
    }

    /// <summary>Some of the things, at least one, in their order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> things)
    {
        List<T> chosen = [.. things.Where(_ => Chance(50))];
        return chosen.Count > 0 ? chosen : [One(things)];
    }

    // splitmix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
