using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Letters;
using ImrDsl.Scoring.Coverage;

namespace ImrDsl.Cli.Output;

/// <summary>
/// What examples show of guidelines, as one page that needs nothing else: a table for each guideline, and its text with the lines of
/// services and criteria marked, in colour and in words.
/// </summary>
internal static class CoverageHtml
{
    private const string Style = PageStyle.Base + """
        :root { --ok: #176c2f; --okBack: #e7f5ea; --part: #7a5200; --partBack: #fff4d9; --none: #a3151f; --noneBack: #fdeaea; }
        @media (prefers-color-scheme: dark) { :root { --ok: #7fd89a; --okBack: #12301b; --part: #f0c060; --partBack: #392b08; --none: #ff9c9c; --noneBack: #3d1416; } }
        body { max-width: 75rem; }
        caption { text-align: left; font-weight: bold; padding: .3rem 0; }
        td.number { text-align: right; }
        thead th, td.number { overflow-wrap: normal; }
        .ok { color: var(--ok); background: var(--okBack); }
        .part { color: var(--part); background: var(--partBack); }
        .none { color: var(--none); background: var(--noneBack); }
        ol.text { font-family: ui-monospace, monospace; font-size: .9rem; padding-left: 4rem; border: 1px solid var(--line); overflow-x: auto; }
        ol.text li { white-space: pre; padding-left: .5rem; }
        ol.text li.ok { color: inherit; border-left: .4rem solid var(--ok); }
        ol.text li.part { color: inherit; border-left: .4rem solid var(--part); }
        ol.text li.none { color: inherit; border-left: .4rem solid var(--none); }
        .badge { font-family: system-ui, sans-serif; font-size: .8rem; border: 1px solid; border-radius: .3rem; padding: 0 .4rem; margin-left: 1.5rem; }
        a { color: inherit; }
        @media print { ol.text { overflow: visible; } ol.text li { white-space: pre-wrap; } }
        """;

    private static readonly CoverageOutcome[] Outcomes = Enum.GetValues<CoverageOutcome>();

    /// <summary>The page of <c>imr test --html</c>.</summary>
    public static string Of(IReadOnlyList<GuidelineCoverage> covered)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<title>What the examples show</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>What the examples show</h1>\n");
        page.Append("<p>A service or criterion is shown when an example makes it met, not met and not documented, and a criterion also when the finding hangs on it alone.</p>\n");
        WriteTotals(page, covered);
        for (int i = 0; i < covered.Count; i++)
        {
            Write(page, covered[i], i);
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteTotals(StringBuilder page, IReadOnlyList<GuidelineCoverage> covered)
    {
        page.Append("<table>\n<caption>Guidelines</caption>\n<thead><tr><th scope=\"col\">guideline</th><th scope=\"col\">outcomes shown</th><th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < covered.Count; i++)
        {
            GuidelineCoverage one = covered[i];
            WriteTotal(page, $"<a href=\"#g{i}\">{Encode(one.Plan.Id)}</a> {Encode(one.Plan.Title + Edition(one.Plan))}", one.Seen, one.Wanted);
        }

        if (covered.Count > 1)
        {
            WriteTotal(page, "all", covered.Sum(one => one.Seen), covered.Sum(one => one.Wanted));
        }

        page.Append("</tbody>\n</table>\n");
    }

    // What tells the editions of one guideline apart.
    private static string Edition(GuidelinePlan plan) => plan.InForce.ToString() is { Length: > 0 } inForce ? ", in force " + inForce : string.Empty;

    private static void WriteTotal(StringBuilder page, string name, int seen, int wanted) => page.Append(
        CultureInfo.InvariantCulture,
        $"<tr><th scope=\"row\">{name}</th><td class=\"number\">{seen} of {wanted}</td><td class=\"number {Kind(seen, wanted)}\">{GuidelineCoverage.PercentOf(seen, wanted)} %</td></tr>\n");

    private static void Write(StringBuilder page, GuidelineCoverage guideline, int number)
    {
        CoveredLine[] lines = [.. guideline.Services, .. guideline.Lines];
        page.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"g{number}\">\n<h2 id=\"g{number}\">{Encode(guideline.Plan.Title + Edition(guideline.Plan))}</h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(guideline.Plan.Id)}, {Encode(guideline.Plan.File.Path)}: {CoverageText.Share(guideline.Seen, guideline.Wanted)}.</p>\n");
        page.Append("<table>\n<caption>Services and criteria</caption>\n<thead><tr><th scope=\"col\">line</th><th scope=\"col\">service or criterion</th>");
        page.Append(string.Concat(Outcomes.Select(outcome => $"<th scope=\"col\">{CoveredLine.Words(outcome)}</th>"))).Append("</tr></thead>\n<tbody>\n");
        foreach (CoveredLine line in lines)
        {
            int at = LineOf(line);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"number\"><a href=\"#g{number}l{at + 1}\">{at + 1}</a></td><th scope=\"row\">{Encode(NameOf(line))}</th>");
            page.Append(string.Concat(Outcomes.Select(outcome => Cell(line, outcome)))).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n<h3>The guideline</h3>\n<ol class=\"text\" tabindex=\"0\" aria-label=\"Text of the guideline\">\n");
        ILookup<int, CoveredLine> marks = lines.ToLookup(LineOf);
        SourceText text = guideline.Plan.File;
        for (int i = 0; i < text.LineCount; i++)
        {
            WriteLine(page, text.LineAt(i), [.. marks[i]], $"g{number}l{i + 1}");
        }

        page.Append("</ol>\n</section>\n");
    }

    private static string Cell(CoveredLine line, CoverageOutcome outcome) =>
        !line.Wanted.Contains(outcome) ? "<td>not asked for</td>"
        : line.SeenIn(outcome) is { } example ? $"<td class=\"ok\"><span aria-hidden=\"true\">✓ </span>shown: {Encode(example.Title)}</td>"
        : "<td class=\"none\"><span aria-hidden=\"true\">✗ </span>missing</td>";

    private static void WriteLine(StringBuilder page, string text, IReadOnlyList<CoveredLine> marks, string id)
    {
        if (marks.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li id=\"{id}\">{Encode(text)}</li>\n");
            return;
        }

        string kind = Kind(marks.Sum(line => line.SeenCount), marks.Sum(line => line.Wanted.Count));
        string[] missing = [.. marks.SelectMany(line => line.Missing).Distinct().Select(CoveredLine.Words)];
        string badge = kind switch
        {
            "ok" => "<span aria-hidden=\"true\">✓ </span>all shown",
            "none" => "<span aria-hidden=\"true\">✗ </span>nothing shown",
            _ => "<span aria-hidden=\"true\">◐ </span>missing: " + string.Join(", ", missing),
        };
        page.Append(CultureInfo.InvariantCulture, $"<li id=\"{id}\" class=\"{kind}\">{Encode(text)}<span class=\"badge {kind}\">{badge}</span></li>\n");
    }

    // The words of a criterion may stand below its label.
    private static int LineOf(CoveredLine line)
    {
        int at = line.Source.Start.Line;
        for (int above = at; line.Label.Length > 0 && above >= Math.Max(0, at - 3); above--)
        {
            if (line.Source.Text.LineAt(above).TrimStart().StartsWith(line.Label, StringComparison.OrdinalIgnoreCase))
            {
                return above;
            }
        }

        return at;
    }

    private static string NameOf(CoveredLine line) =>
        line.Condition is null ? "service " + line.Name : (line.Label.Length > 0 ? line.Label + ". " : string.Empty) + line.Name
            + (line.Criterion is { } criterion ? " (criteria for " + criterion.List.Name + ")" : " (" + line.Service!.Name + ")");

    private static string Kind(int seen, int wanted) => seen == wanted ? "ok" : seen == 0 ? "none" : "part";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
