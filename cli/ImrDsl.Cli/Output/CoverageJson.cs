using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ImrDsl.Scoring.Coverage;

namespace ImrDsl.Cli.Output;

/// <summary>What examples show of guidelines, for programs. <c>docs/coverage.md</c> describes the document.</summary>
internal static class CoverageJson
{
    /// <summary>The document of <c>imr test --coverage --format json</c>.</summary>
    public static string Of(IReadOnlyList<GuidelineCoverage> covered) => Json.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteNumber("wanted", covered.Sum(one => one.Wanted));
        json.WriteNumber("shown", covered.Sum(one => one.Seen));
        json.WriteStartArray("guidelines");
        foreach (GuidelineCoverage guideline in covered)
        {
            json.WriteStartObject();
            json.WriteString("id", guideline.Plan.Id);
            json.WriteString("path", guideline.Plan.File.Path);
            json.WriteNumber("wanted", guideline.Wanted);
            json.WriteNumber("shown", guideline.Seen);
            json.WriteNumber("percent", guideline.Percent);
            Write(json, "services", guideline.Services);
            Write(json, "criteria", guideline.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<CoveredLine> lines)
    {
        json.WriteStartArray(name);
        foreach (CoveredLine line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Source.Start.Line + 1);
            if (line.Criterion is { } criterion)
            {
                json.WriteString("list", criterion.List.Name);
            }
            else if (line.Condition is not null)
            {
                json.WriteString("service", line.Service!.Name);
            }

            if (line.Label.Length > 0)
            {
                json.WriteString("label", line.Label);
            }

            json.WriteString("name", line.Name);

            // The first example that shows an outcome, or null where none does.
            json.WriteStartObject("outcomes");
            foreach (CoverageOutcome outcome in line.Wanted)
            {
                json.WriteString(CoveredLine.Words(outcome), line.SeenIn(outcome)?.Title);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
