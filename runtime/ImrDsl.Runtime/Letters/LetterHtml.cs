using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>
/// Writes a letter as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere. It can be read by keyboard and by
/// screen readers, in light and dark, and prints whole. What comes from the case is escaped. Sentences carry what they rest on in
/// <c>data-criteria</c> and <c>data-facts</c>.
/// </summary>
public sealed partial class LetterHtml
{
    private readonly StringBuilder html = new();

    private LetterHtml()
    {
    }

    /// <summary>A letter as a page of HTML, lines ended by <c>\n</c>.</summary>
    public static string Write(Letter letter)
    {
        var page = new LetterHtml();
        page.WritePage(letter);
        return page.html.ToString();
    }

    private void WritePage(Letter letter)
    {
        string title = LetterWords.Title(letter);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<title>").Append(Escape(letter.Case.Id.Length > 0 ? title + ", case " + letter.Case.Id : title)).Append("</title>\n<style>\n").Append(Style)
            .Append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#issues\">Skip to the decisions</a>\n").Append(Icons);
        html.Append("<header>\n");
        Heading(1, title);
        WriteRows(letter.Heading);
        html.Append("</header>\n<main>\n<section aria-labelledby=\"how\">\n<h2 id=\"how\">How the final determination was made</h2>\n");
        foreach (LetterSentence sentence in letter.HowMade)
        {
            html.Append("<p").Append(Trace(sentence)).Append('>').Append(Escape(sentence.Text)).Append("</p>\n");
        }

        html.Append("</section>\n<section aria-labelledby=\"issues\">\n<h2 id=\"issues\" tabindex=\"-1\">Issues, decisions and rationales</h2>\n");
        WriteSummary(letter.Items);
        html.Append("</section>\n");
        foreach (LetterItem item in letter.Items)
        {
            WriteItem(item);
        }

        html.Append("</main>\n");
        if (letter.Record is { } record)
        {
            html.Append("<footer>\n<p>").Append(Escape(LetterWords.Record(record))).Append("</p>\n</footer>\n");
        }

        html.Append("</body>\n</html>\n");
    }

    private void WriteSummary(IReadOnlyList<LetterItem> items)
    {
        html.Append("<table>\n<thead><tr><th scope=\"col\">Disputed item</th><th scope=\"col\">Decision</th><th scope=\"col\">Finding</th></tr></thead>\n<tbody>\n");
        foreach (LetterItem item in items)
        {
            html.Append("<tr><th scope=\"row\"><a href=\"#item-").Append(Number(item.Number)).Append("\">").Append(Number(item.Number)).Append(". ").Append(Escape(item.Title))
                .Append("</a></th><td>").Append(LetterWords.Decision(item)).Append("</td><td>").Append(Escape(item.Finding)).Append("</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private void WriteItem(LetterItem item)
    {
        string id = "item-" + Number(item.Number);
        html.Append("<article aria-labelledby=\"").Append(id).Append("\">\n<h2 id=\"").Append(id).Append("\">").Append(Number(item.Number)).Append(". ").Append(Escape(item.Title))
            .Append(": <span class=\"decision ").Append(ClassOf(item.Result.Decision)).Append("\">").Append(LetterWords.Decision(item)).Append("</span></h2>\n");
        html.Append("<p class=\"conclusion\">");
        Spans(item.Conclusion);
        html.Append("</p>\n");
        WriteRows(item.Request);
        html.Append("<p><strong>Guideline:</strong> ");
        Spans([item.Guideline, .. item.Why]);
        html.Append("</p>\n");
        foreach (LetterSentence warning in item.Warnings)
        {
            html.Append("<p class=\"warning\"").Append(Trace(warning)).Append("><strong>Note:</strong> ").Append(Escape(warning.Text)).Append("</p>\n");
        }

        foreach (LetterGroup group in LetterWords.InOrder(item).Concat(item.Groups.Where(group => group.IsOut)))
        {
            WriteGroup(group);
        }

        WriteList("Evidence against the request", item.Contrary);
        WriteQuestions(LetterWords.SubmitHeading(item), item.ToSubmit);
        WriteQuestions("For the reviewer to decide", item.ForReviewer);
        WriteList(LetterWords.SettleHeading(item), item.WouldSettle);
        WriteOthers(item.Others);
        if (item.Notes.Count > 0)
        {
            Heading(3, "Notes of the guideline");
            html.Append("<ul>\n").Append(string.Concat(item.Notes.Select(note => "<li>" + Escape(note) + "</li>\n"))).Append("</ul>\n");
        }

        html.Append("</article>\n");
    }

    private void WriteGroup(LetterGroup group)
    {
        Heading(3, group.Name);
        html.Append("<ul class=\"tree\">\n");
        foreach (LetterLine line in group.Scope is { } scope ? group.Lines.Prepend(scope) : group.Lines)
        {
            WriteLine(line);
        }

        html.Append("</ul>\n");
    }

    // What says more than its head can be folded; it is open at first, so that nothing is missing in print.
    private void WriteLine(LetterLine line)
    {
        LineResult result = line.Result;
        html.Append("<li id=\"").Append(line.Id).Append('"');
        Attribute("data-criterion", result.Id);
        Attribute("data-facts", string.Join("; ", line.Facts));
        html.Append('>');
        bool isFoldable = line.Asks.Length > 0 || line.Sentences.Count > 0 || line.Parts.Count > 0 || result.Notes.Count > 0;
        html.Append(isFoldable ? "<details open><summary>" : "<span class=\"leaf\">");
        WriteStatus(line);
        html.Append("<span class=\"head\">").Append(Escape(line.Head)).Append("</span>").Append(isFoldable ? "</summary>\n<div class=\"body\">\n" : "</span>");
        if (line.Asks.Length > 0)
        {
            html.Append("<p class=\"asks\">").Append(Escape(line.Asks)).Append("</p>\n");
        }

        if (line.Sentences.Count > 0)
        {
            html.Append("<ul class=\"why\">\n");
            foreach (LetterSentence sentence in line.Sentences)
            {
                html.Append("<li").Append(Trace(sentence)).Append('>').Append(Escape(sentence.Text)).Append("</li>\n");
            }

            html.Append("</ul>\n");
        }

        if (line.Parts.Count > 0)
        {
            html.Append("<ul class=\"tree\">\n");
            foreach (LetterLine part in line.Parts)
            {
                WriteLine(part);
            }

            html.Append("</ul>\n");
        }

        foreach (string note in result.Notes)
        {
            html.Append("<p class=\"note\">Note: ").Append(Escape(note)).Append("</p>\n");
        }

        html.Append(isFoldable ? "</div>\n</details>" : string.Empty).Append("</li>\n");
    }

    private void WriteStatus(LetterLine line)
    {
        string kind = ClassOf(line.Result);
        html.Append("<span class=\"status ").Append(kind).Append("\"><svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-").Append(kind).Append("\"/></svg>")
            .Append(Phrases.Capital(line.Status)).Append("</span> ");
    }

    private void WriteQuestions(string heading, IReadOnlyList<LetterQuestion> questions)
    {
        if (questions.Count == 0)
        {
            return;
        }

        Heading(3, heading);
        html.Append("<ol>\n");
        foreach (LetterQuestion question in questions)
        {
            html.Append("<li").Append(Trace(question.Sentence)).Append('>').Append(Escape(LetterWords.WithCriteria(question)))
                .Append(question.Wanted is { } wanted ? "<br><span class=\"note\">Wanted: " + Escape(wanted) + "</span>" : string.Empty).Append("</li>\n");
        }

        html.Append("</ol>\n");
    }

    private void WriteList(string heading, IReadOnlyList<LetterSentence> sentences)
    {
        if (sentences.Count == 0)
        {
            return;
        }

        Heading(3, heading);
        html.Append("<ul>\n");
        foreach (LetterSentence sentence in sentences)
        {
            html.Append("<li").Append(Trace(sentence)).Append('>').Append(Escape(sentence.Text)).Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private void WriteOthers(IReadOnlyList<LetterComparison> others)
    {
        if (others.Count == 0)
        {
            return;
        }

        Heading(3, "Other guidelines");
        html.Append("<table>\n<thead><tr><th scope=\"col\">Guideline</th><th scope=\"col\">Finding</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n");
        foreach (LetterComparison other in others)
        {
            html.Append("<tr><th scope=\"row\">").Append(Escape(other.Result.Guideline.Title + " (" + other.Result.Guideline.Id + ")")).Append("</th><td>")
                .Append(Escape(other.Finding)).Append("</td><td").Append(Trace(other.Sentence)).Append('>').Append(Escape(LetterWords.WhyOf(other))).Append("</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private void WriteRows(IReadOnlyList<LetterRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        html.Append("<dl>\n");
        foreach (LetterRow row in rows)
        {
            html.Append("<div><dt>").Append(Escape(row.Name)).Append("</dt><dd>").Append(Escape(row.Value)).Append("</dd></div>\n");
        }

        html.Append("</dl>\n");
    }

    private void Spans(IEnumerable<LetterSentence> sentences) =>
        html.AppendJoin(' ', sentences.Select(sentence => "<span" + Trace(sentence) + ">" + Escape(sentence.Text) + "</span>"));

    private void Heading(int level, string heading)
    {
        string tag = "h" + Number(level);
        html.Append('<').Append(tag).Append('>').Append(Escape(heading)).Append("</").Append(tag).Append(">\n");
    }

    private void Attribute(string name, string value)
    {
        if (value.Length > 0)
        {
            html.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');
        }
    }

    private static string Trace(LetterSentence sentence) => " id=\"" + sentence.Id + "\""
        + (sentence.Criteria.Count > 0 ? " data-criteria=\"" + Escape(string.Join("; ", sentence.Criteria)) + "\"" : string.Empty)
        + (sentence.Facts.Count > 0 ? " data-facts=\"" + Escape(string.Join("; ", sentence.Facts)) + "\"" : string.Empty);

    private static string ClassOf(LineResult line) => line.Status switch
    {
        Status.Met => line.IsAgainst ? "not-met" : "met",
        Status.NotMet => line.Lead.Length == 0 ? "not-met" : "not-applicable",
        Status.NotDocumented => "not-documented",
        Status.NeedsJudgement => "needs-judgement",
        _ => "not-applicable",
    };

    private static string ClassOf(Decision decision) => decision switch
    {
        Decision.Upheld => "upheld",
        Decision.Overturned => "overturned",
        Decision.OverturnedInPart => "in-part",
        _ => "pending",
    };

    // Control characters are not allowed in a page at all.
    private static string Escape(string words) => WebUtility.HtmlEncode(string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
