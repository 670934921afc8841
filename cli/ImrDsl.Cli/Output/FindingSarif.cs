using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>Findings as SARIF 2.1.0, the format that code hosts and editors read.</summary>
internal static class FindingSarif
{
    /// <summary>The document of <c>imr check --format sarif</c>.</summary>
    public static string Of(IReadOnlyList<Diagnostic> findings, string version) => Json.Of(json =>
    {
        string[] codes = [.. findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "imr");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (string code in codes)
        {
            WriteRule(json, Catalogue.Find(code));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (Diagnostic finding in findings)
        {
            WriteResult(json, finding, Array.IndexOf(codes, finding.Code));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteRule(Utf8JsonWriter json, CatalogueEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Code);
        WriteText(json, "shortDescription", entry.Title);
        WriteText(json, "fullDescription", entry.Why);
        json.WriteStartObject("help");
        json.WriteString("text", entry.Fix);
        json.WriteString("markdown", Help(entry));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(entry.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // What an editor or a code host shows beside a finding: why, how to fix it, and the example of the page.
    private static string Help(CatalogueEntry entry)
    {
        string text = $"{entry.Why}\n\n{entry.Fix}\n";
        foreach (string heading in new[] { "Avoid", "Prefer" })
        {
            string lines = string.Join('\n', FindingPage.Lines(entry.Code, heading));
            text += lines.Length > 0 ? $"\n{heading}:\n\n```\n{lines}\n```\n" : string.Empty;
        }

        return text;
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, finding.Span.Path);
        WriteRegion(json, "region", finding.Span);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Fix is { } fix)
        {
            WriteFix(json, finding.Span.Text, fix);
        }

        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, SourceText text, TextFix fix)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", fix.Title);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, text.Path);
        json.WriteStartArray("replacements");
        json.WriteStartObject();
        WriteRegion(json, "deletedRegion", new SourceSpan(text, fix.Span));
        WriteText(json, "insertedContent", fix.Replacement);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Path.IsPathRooted(path)
            ? new Uri(path).AbsoluteUri
            : string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, SourceSpan span)
    {
        json.WriteStartObject(name);
        FindingJson.WriteRegion(json, span, "startLine", "startColumn", "endLine", "endColumn");
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };
}
