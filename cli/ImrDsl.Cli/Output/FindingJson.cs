using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>Findings for programs. Lines and columns count from 1, as in messages; columns count UTF-16 units.</summary>
internal static class FindingJson
{
    /// <summary>The document of <c>imr check --format json</c>.</summary>
    public static string Of(IReadOnlyList<string> files, IReadOnlyList<Diagnostic> findings, FindingText words) => Json.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteStartArray("files");
        foreach (string file in files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteNumber("errors", findings.Count(finding => finding.Severity == Severity.Error));
        json.WriteNumber("warnings", findings.Count(finding => finding.Severity == Severity.Warning));
        json.WriteStartArray("findings");
        foreach (Diagnostic finding in findings)
        {
            Write(json, finding, words);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Diagnostic finding, FindingText words)
    {
        json.WriteStartObject();
        json.WriteString("path", finding.Span.Path);
        WriteRegion(json, finding.Span, "line", "column", "endLine", "endColumn");
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", finding.Code);
        json.WriteString("title", Catalogue.Find(finding.Code).Title);
        json.WriteString("message", finding.Message);
        if (words.HeadingOf(finding) is { } heading)
        {
            json.WriteString("heading", heading);
        }

        json.WriteString("howToFix", FindingText.HowToFix(finding));
        json.WriteString("help", FindingPage.Folder + finding.Code + ".md");
        if (finding.Fix is { } fix)
        {
            json.WriteStartObject("fix");
            json.WriteString("title", fix.Title);
            WriteRegion(json, new SourceSpan(finding.Span.Text, fix.Span), "line", "column", "endLine", "endColumn");
            json.WriteString("replacement", fix.Replacement);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Where a stretch starts and ends, under the names that a format has for it.</summary>
    public static void WriteRegion(Utf8JsonWriter json, SourceSpan span, string line, string column, string endLine, string endColumn)
    {
        json.WriteNumber(line, span.Start.Line + 1);
        json.WriteNumber(column, span.Start.Column + 1);
        json.WriteNumber(endLine, span.End.Line + 1);
        json.WriteNumber(endColumn, span.End.Column + 1);
    }
}
