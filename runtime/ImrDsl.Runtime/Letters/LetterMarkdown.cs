using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>Writes a letter as Markdown (CommonMark with tables). Words of the case are escaped, so that they cannot change the layout.</summary>
public sealed class LetterMarkdown
{
    private readonly StringBuilder text = new();

    private LetterMarkdown()
    {
    }

    /// <summary>A letter as Markdown, lines ended by <c>\n</c>.</summary>
    public static string Write(Letter letter)
    {
        var markdown = new LetterMarkdown();
        markdown.WriteHead(letter);
        foreach (LetterItem item in letter.Items)
        {
            markdown.WriteItem(item);
        }

        if (letter.Record is { } record)
        {
            markdown.text.Append("\n---\n\n").Append(Escape(LetterWords.Record(record))).Append('\n');
        }

        return markdown.text.ToString();
    }

    private void WriteHead(Letter letter)
    {
        text.Append("# ").Append(Escape(LetterWords.Title(letter))).Append('\n');
        WriteTable(letter.Heading);
        Heading(2, "How the final determination was made");
        foreach (LetterSentence sentence in letter.HowMade)
        {
            Paragraph(sentence.Text);
        }

        Heading(2, "Issues, decisions and rationales");
        if (letter.Items.Count == 1)
        {
            return;
        }

        text.Append("\n| | disputed item | decision | finding |\n|---|---|---|---|\n");
        foreach (LetterItem item in letter.Items)
        {
            text.Append("| ").Append(Number(item.Number)).Append(" | ").Append(Escape(item.Title)).Append(" | ").Append(LetterWords.Decision(item))
                .Append(" | ").Append(Escape(item.Finding)).Append(" |\n");
        }
    }

    private void WriteItem(LetterItem item)
    {
        Heading(2, Number(item.Number) + "\\. " + Escape(item.Title) + ": " + LetterWords.Decision(item), isEscaped: true);
        WriteTable(item.Request);
        text.Append("\n**Guideline:** ").Append(Escape(item.Guideline.Text)).Append(' ').Append(Escape(string.Join(' ', item.Why.Select(why => why.Text)))).Append('\n');
        foreach (LetterSentence warning in item.Warnings)
        {
            text.Append("\n**Note:** ").Append(Escape(warning.Text)).Append('\n');
        }

        text.Append("\n**").Append(Escape(string.Join(' ', item.Conclusion.Select(sentence => sentence.Text)))).Append("**\n");
        foreach (LetterGroup group in LetterWords.InOrder(item))
        {
            WriteGroup(group, item);
        }

        WriteList("Lists that do not apply", LetterWords.NotApplying(item));

        WriteList(LetterWords.AgainstHeading(item), LetterWords.NotToldYet(item));
        WriteQuestions(LetterWords.SubmitHeading(item), item.ToSubmit);
        WriteQuestions("For the reviewer to decide", item.ForReviewer);
        WriteList(LetterWords.SettleHeading(item), item.WouldSettle.Select(sentence => sentence.Text));
        WriteOthers(item);
        WriteList("Notes of the guideline", item.Notes);
    }

    private void WriteGroup(LetterGroup group, LetterItem item)
    {
        Heading(3, group.Name);
        text.Append("\n| result | criterion | why |\n|---|---|---|\n");
        foreach (LetterLine line in LetterWords.Shown(group, item))
        {
            text.Append("| **").Append(line.Status).Append("** | ").Append(Escape(line.Head)).Append(" | ").Append(Escape(LetterWords.Why(line, item))).Append(" |\n");
        }

        if (LetterWords.NotHolding(group) is { } idle)
        {
            text.Append("| does not hold | ").Append(Escape(idle.Text)).Append(" | |\n");
        }

        foreach (LetterSentence left in LetterWords.NotAsked(group))
        {
            text.Append("| not applicable | ").Append(Escape(left.Text)).Append(" | |\n");
        }
    }

    private void WriteOthers(LetterItem item)
    {
        if (item.Others.Count == 0)
        {
            return;
        }

        Heading(3, "Other guidelines");
        text.Append("\n| guideline | finding | why |\n|---|---|---|\n");
        foreach (LetterComparison other in item.Others)
        {
            text.Append("| ").Append(Escape(other.Result.Guideline.Title + " (" + other.Result.Guideline.Id + ")")).Append(" | ").Append(Escape(other.Finding))
                .Append(" | ").Append(Escape(LetterWords.WhyOf(other))).Append(" |\n");
        }
    }

    private void WriteQuestions(string heading, IReadOnlyList<LetterQuestion> questions)
    {
        if (questions.Count > 0)
        {
            Heading(3, heading);
            text.Append('\n');
        }

        foreach (LetterQuestion question in questions)
        {
            text.Append(Number(question.Number)).Append(". ").Append(Escape(LetterWords.WithCriteria(question)));
            text.Append(question.Wanted is { } wanted ? " — wanted: " + Escape(wanted) : string.Empty).Append('\n');
        }
    }

    private void WriteList(string heading, IEnumerable<string> entries)
    {
        List<string> all = [.. entries];
        if (all.Count > 0)
        {
            Heading(3, heading);
            text.Append('\n');
        }

        foreach (string entry in all)
        {
            text.Append("- ").Append(Escape(entry)).Append('\n');
        }
    }

    private void WriteTable(IReadOnlyList<LetterRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("\n| | |\n|---|---|\n");
        foreach (LetterRow row in rows)
        {
            text.Append("| ").Append(row.Name).Append(" | ").Append(Escape(row.Value)).Append(" |\n");
        }
    }

    private void Heading(int level, string heading, bool isEscaped = false) =>
        text.Append('\n').Append('#', level).Append(' ').Append(isEscaped ? heading : Escape(heading)).Append('\n');

    private void Paragraph(string words) => text.Append('\n').Append(Escape(words)).Append('\n');

    // Whatever Markdown could take for layout, and line breaks, which would end a row.
    private static string Escape(string words)
    {
        var escaped = new StringBuilder();
        foreach (char c in words)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
