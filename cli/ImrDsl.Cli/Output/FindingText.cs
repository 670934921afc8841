using System.Collections.Generic;
using System.Globalization;
using System.IO;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>Findings for people: place and message, the line underlined, the heading it stands under, what to write instead.</summary>
internal sealed class FindingText(TextWriter writer, Colour colour)
{
    private readonly Dictionary<SourceText, Outline> outlines = [];

    /// <summary>Prints a finding, with an empty line after it.</summary>
    public void Write(Diagnostic finding)
    {
        string severity = finding.Severity.ToString().ToLowerInvariant();
        string head = severity + " " + finding.Code;
        writer.WriteLine($"{finding.Span.Path}:{finding.Span.Start}: {Paint(finding.Severity, head)}: {finding.Message}");

        string number = (finding.Span.Start.Line + 1).ToString(CultureInfo.InvariantCulture).PadLeft(5);
        (string line, string marks) = Excerpt.Of(finding.Span);
        writer.WriteLine($"{colour.Quiet(number + " |")} {line}");
        writer.WriteLine($"{colour.Quiet("      |")} {Paint(finding.Severity, marks)}");
        if (HeadingOf(finding) is { } heading)
        {
            writer.WriteLine($"      in {heading}");
        }

        writer.WriteLine($"      fix: {HowToFix(finding)}");
        writer.WriteLine();
    }

    /// <summary>The heading that a finding stands under, or null at the margin.</summary>
    public string? HeadingOf(Diagnostic finding)
    {
        SourceText text = finding.Span.Text;
        if (!outlines.TryGetValue(text, out Outline? outline))
        {
            outlines.Add(text, outline = new Outline(text));
        }

        return outline.HeadingOf(finding.Span.Start.Line);
    }

    /// <summary>What to write instead: the change at hand where there is one, else what helps in general.</summary>
    public static string HowToFix(Diagnostic finding) => finding.Fix is { } fix ? fix.Title.TrimEnd('.') + "." : Catalogue.Find(finding.Code).Fix;

    private string Paint(Severity severity, string text) =>
        severity switch
        {
            Severity.Error => colour.Error(text),
            Severity.Warning => colour.Warning(text),
            _ => colour.Quiet(text),
        };
}
