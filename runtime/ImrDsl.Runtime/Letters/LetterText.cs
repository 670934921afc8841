using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>Writes a letter as plain text.</summary>
public sealed class LetterText
{
    private const int StatusWidth = 17;

    private readonly TextPage page;

    private LetterText(int width) => page = new TextPage(width, null);

    /// <summary>A letter as text, lines ended by <c>\n</c>.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="width">The greatest width of a line, in characters; at least 60.</param>
    public static string Write(Letter letter, int width = 96)
    {
        var text = new LetterText(System.Math.Max(width, 60));
        text.WriteHead(letter);
        foreach (LetterItem item in letter.Items)
        {
            text.WriteItem(item);
        }

        text.WriteRecord(letter.Record);
        return text.page.ToString();
    }

    private void WriteHead(Letter letter)
    {
        page.Write(0, string.Empty, LetterWords.Title(letter).ToUpperInvariant());
        page.Gap();
        WriteRows(letter.Heading, 0);
        Section("How the final determination was made");
        foreach (LetterSentence sentence in letter.HowMade)
        {
            page.Write(0, string.Empty, sentence.Text);
        }

        Section("Issues, decisions and rationales");
        foreach (LetterItem item in letter.Items.Where(_ => letter.Items.Count > 1))
        {
            page.Write(0, Number(item.Number) + ". ", item.Title + ": " + LetterWords.Decision(item) + " (" + item.Finding + ")");
        }
    }

    private void WriteItem(LetterItem item)
    {
        page.Gap();
        page.Write(0, Number(item.Number) + ". ", item.Title + ": " + LetterWords.Decision(item).ToUpperInvariant());
        page.Gap();
        WriteRows(item.Request, 3);
        page.Write(3, "Guideline".PadRight(StatusWidth), item.Guideline.Text);
        page.Write(3, string.Empty.PadRight(StatusWidth), string.Join(' ', item.Why.Select(why => why.Text)));
        foreach (LetterSentence warning in item.Warnings)
        {
            page.Write(3, "Note".PadRight(StatusWidth), warning.Text);
        }

        page.Gap();
        page.Write(3, string.Empty, string.Join(' ', item.Conclusion.Select(sentence => sentence.Text)));
        foreach (LetterGroup group in LetterWords.InOrder(item))
        {
            WriteGroup(group, item);
        }

        WriteList("Lists that do not apply", LetterWords.NotApplying(item));

        WriteList(LetterWords.AgainstHeading(item), LetterWords.NotToldYet(item));
        WriteQuestions(LetterWords.SubmitHeading(item), item.ToSubmit);
        WriteQuestions("For the reviewer to decide", item.ForReviewer);
        WriteList(LetterWords.SettleHeading(item), [.. item.WouldSettle.Select(sentence => sentence.Text)]);
        WriteList("Other guidelines", [.. item.Others.Select(LetterWords.Compared)]);
        WriteList("Notes of the guideline", item.Notes);
    }

    private void WriteGroup(LetterGroup group, LetterItem item)
    {
        Heading(group.Name);
        foreach (LetterLine line in LetterWords.Shown(group, item))
        {
            string why = LetterWords.Why(line, item);
            page.Write(3, line.Status.PadRight(StatusWidth), LetterWords.Stopped(LetterWords.Told(line, why)));
        }

        if (LetterWords.NotHolding(group) is { } idle)
        {
            page.Write(3, "does not hold".PadRight(StatusWidth), idle.Text);
        }

        foreach (LetterSentence left in LetterWords.NotAsked(group))
        {
            page.Write(3, "not applicable".PadRight(StatusWidth), left.Text);
        }
    }

    private void WriteList(string heading, IReadOnlyList<string> entries)
    {
        if (entries.Count > 0)
        {
            Heading(heading);
        }

        foreach (string entry in entries)
        {
            page.Write(3, "- ", entry);
        }
    }

    private void WriteQuestions(string heading, IReadOnlyList<LetterQuestion> questions)
    {
        if (questions.Count > 0)
        {
            Heading(heading);
        }

        foreach (LetterQuestion question in questions)
        {
            page.Write(3, Number(question.Number).PadLeft(2) + ". ", question.Sentence.Text);
            if (question.Wanted is { } wanted)
            {
                page.Write(7, "wanted: ", wanted);
            }
        }
    }

    private void WriteRows(IReadOnlyList<LetterRow> rows, int indent)
    {
        int width = System.Math.Max(StatusWidth, rows.Select(row => row.Name.Length + 2).DefaultIfEmpty().Max());
        foreach (LetterRow row in rows)
        {
            page.Write(indent, row.Name.PadRight(width), row.Value);
        }
    }

    private void WriteRecord(LetterRecord? record)
    {
        if (record is not null)
        {
            page.Gap();
            page.Write(0, string.Empty, LetterWords.Record(record));
        }
    }

    private void Section(string heading)
    {
        page.Gap();
        page.Write(0, string.Empty, heading.ToUpperInvariant());
    }

    private void Heading(string heading)
    {
        page.Gap();
        page.Write(3, string.Empty, heading);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
