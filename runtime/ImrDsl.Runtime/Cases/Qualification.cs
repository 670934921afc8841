using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// What a case may say of the reviewer: a specialty in words, a state of the United States, an amount of years or hours. A letter repeats it, so what
/// says nothing, or cannot be, is refused.
/// </summary>
internal static class Qualification
{
    /// <summary>The most years that anybody has practised.</summary>
    private const decimal MostYears = 80;

    /// <summary>The hours of a week.</summary>
    private const decimal MostHours = 168;

    private static readonly string[] SaysNothing =
    [
        "unknown", "not known", "not stated", "not applicable", "none", "n/a", "tbd", "tba", "to be determined", "to be assigned", "to be named", "pending",
        "null", "yes", "no", "true", "false",
    ];

    private static readonly string[] Before = ["more than", "over", "at least", "about", "almost", "nearly", "approximately", ">=", ">", "≥"];

    private static readonly string[] After = ["or more", "+"];

    private static readonly string[] Small =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    // The states, the District of Columbia and the territories that license physicians, each after its two letters.
    private static readonly string[] Abbreviated =
    [
        "AL Alabama", "AK Alaska", "AZ Arizona", "AR Arkansas", "CA California", "CO Colorado", "CT Connecticut", "DE Delaware", "DC District of Columbia",
        "FL Florida", "GA Georgia", "HI Hawaii", "ID Idaho", "IL Illinois", "IN Indiana", "IA Iowa", "KS Kansas", "KY Kentucky", "LA Louisiana", "ME Maine",
        "MD Maryland", "MA Massachusetts", "MI Michigan", "MN Minnesota", "MS Mississippi", "MO Missouri", "MT Montana", "NE Nebraska", "NV Nevada",
        "NH New Hampshire", "NJ New Jersey", "NM New Mexico", "NY New York", "NC North Carolina", "ND North Dakota", "OH Ohio", "OK Oklahoma", "OR Oregon",
        "PA Pennsylvania", "RI Rhode Island", "SC South Carolina", "SD South Dakota", "TN Tennessee", "TX Texas", "UT Utah", "VT Vermont", "VA Virginia",
        "WA Washington", "WV West Virginia", "WI Wisconsin", "WY Wyoming", "AS American Samoa", "GU Guam", "MP Northern Mariana Islands", "PR Puerto Rico",
        "VI Virgin Islands",
    ];

    private static readonly CaseNames States = new([.. Abbreviated.Select(state => state[3..])]);

    private static readonly CaseNames Letters = new([.. Abbreviated.Select(state => state[..2])]);

    /// <summary>What to write for a specialty, after "cannot be …".</summary>
    public const string SpecialtyWanted = "write the field of medicine, as in \"Pain Medicine\"";

    /// <summary>What to write for a state.</summary>
    public const string StateWanted = "write a state of the United States by its name or its two letters, several with commas, as in \"California\"";

    /// <summary>What to write where the state is given under both spellings of its key.</summary>
    public const string StateTwice = "“licence state” and “license state” are one: write all states in one of them, with commas";

    /// <summary>What to write for the years of practice.</summary>
    public const string YearsWanted = "write a number of years above 0 and up to 80, as in 12 or \"more than five\"";

    /// <summary>What to write for the hours a week.</summary>
    public const string HoursWanted = "write a number of hours above 0 and up to the 168 of a week, as in 30 or \"at least 24\"";

    /// <summary>Whether words can be a specialty: they hold letters, no digit, and say something.</summary>
    public static bool IsSpecialty(string words) =>
        words.Count(char.IsLetter) >= 2 && !words.Any(char.IsAsciiDigit) && !SaysNothing.Contains(CaseNames.Fold(words));

    /// <summary>The states that words name, in full: "California and Iowa" of "CA, Iowa"; null if one of them is none.</summary>
    /// <param name="words">The words of the case.</param>
    /// <param name="suggestion"> Did you mean “Iowa”? with a space before it, or nothing.</param>
    public static string? StatesIn(string words, out string suggestion)
    {
        suggestion = string.Empty;
        var names = new List<string>();
        foreach (string part in words.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase).Split([',', ';', '/', '&']))
        {
            string name = part.Trim().TrimEnd('.');
            int number = Math.Max(States.IndexOf(name), Letters.IndexOf(name));
            if (number < 0)
            {
                suggestion = States.DidYouMean(name);
                return null;
            }

            names.Add(States.All[number]);
        }

        return names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1];
    }

    /// <summary>The years that words say, without the unit: <c>12</c>, <c>more than five</c> of "more than five years"; null if nobody can have practised so long.</summary>
    public static string? YearsIn(string words) => AmountIn(words, MostYears, "years", "year", "yrs");

    /// <summary>The hours a week that words say, without the unit: <c>at least 24</c> of "at least 24 hours"; null if no week has so many.</summary>
    public static string? HoursIn(string words) =>
        AmountIn(words, MostHours, "hours a week", "hours per week", "hours/week", "hours weekly", "hours", "h");

    // A number, in digits or in words, with or without a word of degree before or behind it.
    private static string? AmountIn(string words, decimal most, params string[] units)
    {
        string amount = Without(words, units);
        string rest = Without(CaseNames.Fold(amount), After);
        rest = Before.FirstOrDefault(degree => rest.StartsWith(degree, StringComparison.Ordinal)) is { } found ? rest[found.Length..].TrimStart() : rest;
        decimal? number = decimal.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal digits) ? digits : InWords(rest);
        return number > 0 && number <= most ? amount : null;
    }

    private static string Without(string words, string[] ends) =>
        ends.FirstOrDefault(end => words.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is { } found ? words[..^found.Length].TrimEnd() : words;

    // "twenty-five"
    private static decimal? InWords(string words)
    {
        string[] parts = words.Split(['-', ' ']);
        int tens = Array.IndexOf(Tens, parts[0]);
        int ones = Array.IndexOf(Small, parts[^1]);
        return (parts.Length, tens, ones) switch
        {
            (1, >= 0, _) => 10 * (tens + 2),
            (1, _, >= 0) => ones + 1,
            (2, >= 0, >= 0 and < 9) => (10 * (tens + 2)) + ones + 1,
            _ => null,
        };
    }
}
