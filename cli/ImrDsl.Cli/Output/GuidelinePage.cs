using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Letters;
using ImrDsl.Scoring;
using ImrDsl.Values;

namespace ImrDsl.Cli.Output;

/// <summary>
/// A guideline as a page for clinicians that needs nothing else: what can be requested and when it is necessary, the criteria as a tree, tables,
/// the facts wanted as a checklist, source and editions. The words are those of the guideline.
/// </summary>
internal sealed class GuidelinePage
{
    private const string Style = PageStyle.Base + """
        .label { font-weight: 600; }
        ul.facts { list-style: none; padding: 0; } ul.facts > li { margin: .5rem 0; padding-left: 1.8rem; text-indent: -1.8rem; } ul.facts > li::before { content: "\2610\00a0\00a0"; } ul.facts ul { text-indent: 0; }
        @media print { li { break-inside: avoid; } }

        """;

    private readonly StringBuilder html = new();
    private readonly GuidelinePlan plan;
    private readonly GuidelineDescription described;
    private readonly SourceText text;

    private GuidelinePage(GuidelinePlan plan)
    {
        this.plan = plan;
        described = PlanDescription.Of(plan);
        text = plan.File;
    }

    /// <summary>The name of the page of a guideline: its id, and of several editions the day from which this one is in force.</summary>
    public static string FileName(GuidelinePlan plan, IReadOnlyList<GuidelinePlan> all) =>
        plan.Id + (all.Count(other => other.Id == plan.Id) > 1 ? "@" + plan.InForce.First : string.Empty) + ".html";

    /// <summary>The page of a guideline, lines ended by <c>\n</c>.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="all">All guidelines that get a page, this one among them: its other editions are linked.</param>
    public static string Of(GuidelinePlan plan, IReadOnlyList<GuidelinePlan> all)
    {
        var page = new GuidelinePage(plan);
        page.Write(all);
        return page.html.ToString();
    }

    /// <summary>The page that lists the pages.</summary>
    public static string Index(IReadOnlyList<GuidelinePlan> all)
    {
        var html = new StringBuilder();
        Begin(html, "Guidelines");
        html.Append("<main id=\"main\" tabindex=\"-1\">\n<h1>Guidelines</h1>\n<table>\n<thead><tr><th scope=\"col\">Guideline</th><th scope=\"col\">Source</th><th scope=\"col\">In force</th><th scope=\"col\">Services</th></tr></thead>\n<tbody>\n");
        foreach (GuidelinePlan plan in all.OrderBy(plan => plan.Id, System.StringComparer.Ordinal).ThenBy(plan => plan.InForce.First.DayNumber))
        {
            html.Append("<tr><th scope=\"row\"><a href=\"").Append(Escape(FileName(plan, all))).Append("\">").Append(Escape(plan.Title)).Append("</a></th><td>").Append(Escape(plan.Source))
                .Append("</td><td>").Append(Escape(plan.InForce.ToString())).Append("</td><td>").Append(Escape(string.Join("; ", plan.Services.Select(TitleOf)))).Append("</td></tr>\n");
        }

        return html.Append("</tbody>\n</table>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Begin(StringBuilder html, string title) => html
        .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .Append(Escape(title)).Append("</title>\n<style>\n").Append(Style).Append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the criteria</a>\n");

    private void Write(IReadOnlyList<GuidelinePlan> all)
    {
        Begin(html, plan.Title);
        html.Append("<header>\n<h1>").Append(Escape(plan.Title)).Append("</h1>\n");
        WriteHead(all);
        html.Append("</header>\n<main id=\"main\" tabindex=\"-1\">\n");
        IReadOnlyList<LineSyntax> lines = Parser.Parse(text).Lines;
        WriteServices(lines.Where(line => WordOf(line) == "service"));
        WriteSections("Criteria", "criteria", lines);
        WriteSections("Readings of these criteria", "reading", lines);
        IReadOnlyList<(SourceText File, IReadOnlyList<LineSyntax> Lines)> used =
            [(text, lines), .. plan.Vocabularies.Select(vocabulary => (vocabulary.File, Parser.Parse(vocabulary.File).Lines))];
        WriteDeclared("What the words mean", used, "define", "score", "codes");
        WriteTables(used);
        WriteFacts();
        WriteExamples(lines.Where(line => WordOf(line) == "example"));
        html.Append("</main>\n<footer><p>Made from the guideline file of ").Append(Escape(plan.Id)).Append(" by imr. It names no patient and decides nothing.</p></footer>\n</body>\n</html>\n");
    }

    private void WriteHead(IReadOnlyList<GuidelinePlan> all)
    {
        html.Append("<dl>\n");
        Row("Guideline", Escape(plan.Id));
        Row("Source", Escape(plan.Source));
        Row("In force", Escape(plan.InForce.ToString()));
        Row("Compared with its source", Escape(plan.Verified));
        Row("Other editions", string.Join(", ", all.Where(other => other.Id == plan.Id && !ReferenceEquals(other, plan))
            .Select(other => "<a href=\"" + Escape(FileName(other, all)) + "\">in force " + Escape(other.InForce.ToString()) + "</a>")));
        html.Append("</dl>\n");
        foreach (string note in plan.Notes)
        {
            html.Append("<p class=\"note\">").Append(Escape(note)).Append("</p>\n");
        }
    }

    private void Row(string name, string value)
    {
        if (value.Length > 0)
        {
            html.Append("<div><dt>").Append(name).Append("</dt><dd>").Append(value).Append("</dd></div>\n");
        }
    }

    private void WriteServices(IEnumerable<LineSyntax> sections)
    {
        html.Append("<h2>Services</h2>\n");
        foreach ((LineSyntax section, ServicePlan service) in sections.Zip(plan.Services))
        {
            html.Append("<h3>").Append(Escape(TitleOf(service))).Append("</h3>\n");
            WriteTree(text, section.Lines);
        }
    }

    private void WriteSections(string heading, string word, IReadOnlyList<LineSyntax> lines)
    {
        List<LineSyntax> sections = [.. lines.Where(line => WordOf(line) == word)];
        if (sections.Count > 0)
        {
            html.Append("<h2>").Append(heading).Append("</h2>\n");
        }

        foreach (LineSyntax section in sections)
        {
            html.Append("<h3>").Append(Escape(Capital(WordsOf(text, section)))).Append("</h3>\n");
            WriteTree(text, section.Lines);
        }
    }

    private void WriteDeclared(string heading, IReadOnlyList<(SourceText File, IReadOnlyList<LineSyntax> Lines)> used, params string[] words)
    {
        var declared = used.SelectMany(file => file.Lines.Where(line => words.Contains(WordOf(file.File, line))).Select(line => (file.File, Line: line))).ToList();
        if (declared.Count == 0)
        {
            return;
        }

        html.Append("<h2>").Append(heading).Append("</h2>\n<ul class=\"tree\">\n");
        foreach ((SourceText file, LineSyntax line) in declared)
        {
            WriteLine(file, line, dropped: 1);
        }

        html.Append("</ul>\n");
    }

    private void WriteTables(IReadOnlyList<(SourceText File, IReadOnlyList<LineSyntax> Lines)> used)
    {
        foreach ((SourceText file, IReadOnlyList<LineSyntax> lines) in used)
        {
            foreach (LineSyntax table in lines.Where(line => WordOf(file, line) == "table" && line.Lines.Count > 0))
            {
                html.Append("<h2>").Append(Escape(Capital(WordsOf(file, table)))).Append("</h2>\n<table>\n<thead><tr>");
                html.Append(string.Concat(Cells(file, table.Lines[0]).Select(cell => "<th scope=\"col\">" + Escape(cell) + "</th>"))).Append("</tr></thead>\n<tbody>\n");
                foreach (LineSyntax row in table.Lines.Skip(1).Where(row => Cells(file, row).Length > 1))
                {
                    html.Append("<tr>").Append(string.Concat(Cells(file, row).Select(cell => "<td>" + Escape(cell) + "</td>"))).Append("</tr>\n");
                }

                html.Append("</tbody>\n</table>\n");
            }
        }
    }

    private static string[] Cells(SourceText file, LineSyntax row) => WordsOf(file, row).Split('|').Select(cell => cell.Trim()).ToArray();

    // What the record is asked for: the checklist of an intake.
    private void WriteFacts()
    {
        html.Append("<h2>Facts wanted</h2>\n<ul class=\"facts\">\n");
        foreach (FactPlan fact in plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None))
        {
            FactDescription wanted = described.Facts[fact.Number];
            html.Append("<li><span class=\"label\">").Append(Escape(fact.Name)).Append("</span> (").Append(Escape(TypeOf(fact, wanted))).Append(')')
                .Append(wanted.Question is { } question ? ": " + Escape(question) : string.Empty);
            if (fact.EntryKind is { } entry && fact.CodeSystem is null)
            {
                html.Append("\n<ul>\n").Append(string.Concat(entry.Fields.Select(field => "<li>" + Escape(field.Name + ": " + described.Facts[field.Number].TypeWords) + "</li>\n"))).Append("</ul>\n");
            }

            html.Append("</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static string TypeOf(FactPlan fact, FactDescription wanted) =>
        wanted.TypeWords + (fact.IsJudgement ? ", the reviewer decides" : string.Empty)
        + (fact.IsOfRequest ? ", of the request" : string.Empty) + (fact.Default is { } silence ? ", " + silence.Words + " if not mentioned" : string.Empty);

    private void WriteExamples(IEnumerable<LineSyntax> examples)
    {
        html.Append("<h2>Worked examples</h2>\n");
        foreach (LineSyntax example in examples)
        {
            html.Append("<details><summary>").Append(Escape(WordsOf(text, example)["example".Length..].Trim(' ', '"'))).Append("</summary>\n");
            WriteTree(text, example.Lines);
            html.Append("</details>\n");
        }
    }

    private void WriteTree(SourceText file, IReadOnlyList<LineSyntax> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Append("<ul class=\"tree\">\n");
        foreach (LineSyntax line in lines)
        {
            WriteLine(file, line);
        }

        html.Append("</ul>\n");
    }

    private void WriteLine(SourceText file, LineSyntax line, int dropped = 0)
    {
        string words = WordsOf(file, line);
        words = dropped > 0 ? words[(words.IndexOf(' ', System.StringComparison.Ordinal) + 1)..] : words;
        string label = line.Label is { } at ? file.Content.Substring(at.Start, at.Length) : string.Empty;
        string first = label.Length > 0 ? string.Empty : WordOf(file, line);
        bool isNote = first is "note" or "source" or "verified";
        words = first switch
        {
            "note" => "Note: " + words["note".Length..].Trim(' ', '"'),
            "source" => "Source: " + words["source".Length..].TrimStart(),
            "verified" => "Compared with its source: " + words["verified".Length..].TrimStart(),
            _ => words,
        };
        html.Append(isNote ? "<li class=\"note\">" : "<li>");
        if (label.Length > 0)
        {
            html.Append("<span class=\"label\">").Append(Escape(label)).Append(".</span> ");
            words = words[(words.IndexOf(label, System.StringComparison.Ordinal) + label.Length)..].TrimStart('.', ')', ' ');
        }

        html.Append(Escape(words));
        WriteTree(file, line.Lines);
        html.Append("</li>\n");
    }

    private string WordOf(LineSyntax line) => WordOf(text, line);

    private static string WordOf(SourceText file, LineSyntax line)
    {
        PhraseSyntax first = line.Head ?? line.Phrase;
        return first.IsEmpty ? string.Empty : file.Content.Substring(first.Tokens[0].Start, first.Tokens[0].Length).ToLowerInvariant();
    }

    // A line that goes on in the next is one line here.
    private static string WordsOf(SourceText file, LineSyntax line) => PlanWords.Of(new SourceSpan(file, line.Span));

    private static string TitleOf(ServicePlan service) => service.Title.Length > 0 ? service.Title : Capital(service.Name);

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static string Escape(string words) => WebUtility.HtmlEncode(words);
}
