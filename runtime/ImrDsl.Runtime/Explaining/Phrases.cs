using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Small pieces of sentences.</summary>
internal static class Phrases
{
    /// <summary>"more than 6 months", "before 2014-10-01".</summary>
    public static string Compared(Comparison comparison, bool isOfDates, string with) => comparison switch
    {
        Comparison.Less => isOfDates ? "before " : "less than ",
        Comparison.AtMost => isOfDates ? "on or before " : "at most ",
        Comparison.AtLeast => isOfDates ? "on or after " : "at least ",
        Comparison.More => isOfDates ? "after " : "more than ",
        Comparison.Equal => isOfDates ? "the same day as " : "exactly ",
        _ => isOfDates ? "another day than " : "other than ",
    } + with;

    /// <summary>The comparison that holds where another does not.</summary>
    public static Comparison Opposite(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.AtLeast,
        Comparison.AtMost => Comparison.More,
        Comparison.AtLeast => Comparison.Less,
        Comparison.More => Comparison.AtMost,
        Comparison.Equal => Comparison.NotEqual,
        _ => Comparison.Equal,
    };

    /// <summary>"… is required", or that it must not be so.</summary>
    public static string Required(string what, bool wanted) => wanted ? what + " is required" : "it must not be " + what;

    /// <summary>A measured time from an account: "24 months and 1 day", "at least 3 months", "6 months to 7 months"; null if it may be anything.</summary>
    public static string? Time(in AccountEntry measured)
    {
        if (measured is { Low: <= 0, High: < 0 })
        {
            return null;
        }

        string? low = measured.Low < 0 ? null : Time(measured.Low);
        string? high = measured.High < 0 ? null : Time(measured.High);
        return low == high ? low ?? "unknown" : high is null ? "at least " + low : low is null ? "at most " + high : low + " to " + high;
    }

    /// <summary>A computed quantity from an account, with its unit.</summary>
    public static string Quantity(in AccountEntry computed, string? unit)
    {
        string? low = computed.Low == long.MinValue ? null : Quantity(computed.Low);
        string? high = computed.High == long.MaxValue ? null : Quantity(computed.High);
        string words = low == high ? low ?? "unknown" : high is null ? "at least " + low : low is null ? "at most " + high : low + " to " + high;
        return WithUnit(words, unit);
    }

    /// <summary>A quantity with its unit; a percent sign stands without a space.</summary>
    public static string WithUnit(string quantity, string? unit) => unit is null ? quantity : unit == "%" ? quantity + "%" : quantity + " " + unit;

    /// <summary>"3 facts", "1 fact".</summary>
    public static string Count(int count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? string.Empty : "s");

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> items) => Joined(items, " and ");

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Or(IReadOnlyList<string> items) => Joined(items, " or ");

    /// <summary>Words with a capital first letter, as a sentence begins.</summary>
    public static string Capital(string words) => words.Length == 0 || !char.IsLower(words[0]) ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>"criterion 1", "criteria 1, 2 and 5", "criteria T and C for the limit of visits and criterion 1 for care", "criterion 1 and “home exercise”".</summary>
    public static string Names(IReadOnlyList<string> criteria)
    {
        const string Prefix = "criterion ";
        List<string> lists = [.. criteria.Select(ListOf).Distinct()];
        if (criteria.Count > lists.Count && lists.Exists(list => list.Length > 0))
        {
            return And([.. lists.Select(list => Names([.. criteria.Where(name => ListOf(name) == list).Select(name => name[..^list.Length])]) + list)]);
        }

        return criteria.Count > 1 && criteria.All(name => name.StartsWith(Prefix, System.StringComparison.Ordinal))
            ? "criteria " + Runs([.. criteria.Select(name => name[Prefix.Length..])])
            : And(criteria);
    }

    /// <summary>"1, 3 to 5 and 8" of 1, 3, 4, 5 and 8; what is no whole number stands as it is.</summary>
    public static string Runs(IReadOnlyList<string> numbers)
    {
        const int Shortest = 3;
        var runs = new List<string>();
        for (int i = 0, next; i < numbers.Count; i = next)
        {
            next = i + 1;
            while (next < numbers.Count && int.TryParse(numbers[next - 1], CultureInfo.InvariantCulture, out int number)
                && numbers[next] == (number + 1).ToString(CultureInfo.InvariantCulture))
            {
                next++;
            }

            next = next - i < Shortest ? i + 1 : next;
            runs.Add(next - i < Shortest ? numbers[i] : numbers[i] + " to " + numbers[next - 1]);
        }

        return And(runs);
    }

    // " for the limit of visits" of "criterion T for the limit of visits"; empty for other names, whose words may hold a "for" of their own.
    private static string ListOf(string name)
    {
        string[] words = name.Split(' ', 4);
        return words is ["criterion", _, "for", _] ? name[(words[0].Length + words[1].Length + 1)..] : string.Empty;
    }

    /// <summary>A rule of the language in words, or null if it needs none here.</summary>
    public static string? Rule(AccountRule rule) => rule switch
    {
        AccountRule.MonthEndClamped => "counted in calendar months: n months after the end of a month is the end of a month",
        AccountRule.LeftOverDays => "days left over from several periods were added, 30 to a month",
        AccountRule.BaselineOfZero => "the recorded baseline may be zero, of which no percentage can be taken: an error of the record",
        AccountRule.Overflow => "a quantity is too large to be computed exactly: an error of the record",
        AccountRule.DivisorOfZero => "the divisor is recorded as zero, by which nothing can be divided: an error of the record",
        AccountRule.PercentageDisagrees => "the recorded percentage is another than the recorded values make; the values count",
        AccountRule.InsideBand => "it lies inside the band the guideline names",
        AccountRule.AboveBand => "it lies above the band the guideline names",
        _ => null,
    };

    /// <summary>Where a fact stands in the record: "by Jane Roe, psychologist; formal evaluation; 2014-08-02; report, p. 3".</summary>
    public static string? Evidence(Evidence? evidence)
    {
        if (evidence is null)
        {
            return null;
        }

        var parts = new List<string>();
        if (evidence.By is { } by)
        {
            parts.Add(by);
        }

        if (evidence.Kind is { } kind)
        {
            parts.Add(kind);
        }

        if (evidence.Date.IsKnown)
        {
            parts.Add(evidence.Date.ToString());
        }

        if (evidence.At is { } at)
        {
            parts.Add(at);
        }

        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    /// <summary>What silence says of a fact: "not mentioned", "said to be unknown".</summary>
    public static string Silence(Knowledge knowledge) => knowledge == Knowledge.Unknown ? "said to be unknown" : "not mentioned";

    /// <summary>That something of the case is only understood by other guidelines: for this one it is not mentioned.</summary>
    public static string PassedOver(string fact) =>
        "What the case says of " + fact + " only another guideline understands; here it counts as not mentioned.";

    /// <summary>"pain onset is not mentioned"; names that are statements themselves take a colon: "pain is intractable: not mentioned".</summary>
    public static string Of(FactDescription fact, string problem) => fact.Name + (fact.Type == FactType.YesNo ? ": " : " is ") + problem;

    /// <summary>The values of a choice by their numbers: "failed or stopped for side effects".</summary>
    public static string Members(FactDescription choice, IReadOnlyList<int> members)
    {
        var words = new List<string>();
        foreach (int member in members)
        {
            words.Add(member < choice.Choices.Count ? choice.Choices[member] : "?");
        }

        return Or(words);
    }

    // A sum of periods without a month is "3 days"; nothing at all is "no time".
    private static string Time(long packed)
    {
        (int months, int days) = AccountEntry.Unpack(packed);
        return months == 0 && days == 0 ? "no time" : new Elapsed(months, days, 0).ToString();
    }

    private static string Quantity(long packed) => (packed / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Joined(IReadOnlyList<string> items, string last)
    {
        if (items.Count < 2)
        {
            return items.Count == 0 ? string.Empty : items[0];
        }

        var head = new List<string>(items);
        head.RemoveAt(head.Count - 1);
        return string.Join(", ", head) + last + items[^1];
    }
}
