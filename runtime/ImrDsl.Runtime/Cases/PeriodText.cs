using System;

namespace ImrDsl.Runtime.Cases;

/// <summary>Takes the words of a period apart.</summary>
internal static class PeriodText
{
    // Dates hold hyphens themselves, so a hyphen between two dates needs its spaces.
    private static readonly string[] Between = [" to ", " until ", " – ", "–", " - "];
    private static readonly string[] Ongoing = ["since ", "ongoing since "];
    private static readonly string[] Until = ["until ", "to "];

    /// <summary>
    /// The words of the first and of the last day (empty if not said), and whether the period goes on. Returns false for words that
    /// are no period.
    /// </summary>
    public static bool TrySplit(string text, out string from, out string to, out bool isOngoing)
    {
        text = text.Trim();
        (from, to, isOngoing) = (string.Empty, string.Empty, false);
        foreach (string word in Ongoing)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                from = text[word.Length..].Trim();
                isOngoing = true;
                return from.Length > 0;
            }
        }

        foreach (string word in Until)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                to = text[word.Length..].Trim();
                return to.Length > 0;
            }
        }

        foreach (string word in Between)
        {
            int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                from = text[..at].Trim();
                to = text[(at + word.Length)..].Trim();
                isOngoing = to.Equals("ongoing", StringComparison.OrdinalIgnoreCase) || to.Equals("present", StringComparison.OrdinalIgnoreCase);
                to = isOngoing ? string.Empty : to;
                return true;
            }
        }

        // A single date: the treatment began and ended then.
        (from, to) = (text, text);
        return text.Length > 0;
    }

    /// <summary>Whether words have the form of a date, so that only the calendar can be at fault.</summary>
    public static bool LooksLikeDate(string text)
    {
        if (text.Length is not (4 or 7 or 10))
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (i is 4 or 7 ? text[i] != '-' : !char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
