using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Batch;

/// <summary>The form of the results of a batch.</summary>
public enum ResultForm : byte
{
    /// <summary>A case a line, as JSON with everything in it.</summary>
    Ndjson,

    /// <summary>A disputed item a row, comma-separated (RFC 4180, lines ended by <c>\n</c>), with a head.</summary>
    Csv,
}

/// <summary>Writes results and rejects of a batch, a line each.</summary>
public static class ResultLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Columns =
    [
        "line", "case", "outcome", "item", "service", "guideline", "effective from", "governs", "finding", "decision", "requested", "necessary", "unit", "reason",
    ];

    /// <summary>What stands above the first result.</summary>
    public static string Head(ResultForm? form) => form == ResultForm.Csv ? string.Join(",", Columns) + "\n" : string.Empty;

    /// <summary>A determination as a line of JSON, which begins with the number of the line of the case.</summary>
    internal static void WriteJson(IBufferWriter<byte> output, long line, Determination determination) => WriteLine(output, line, json => DeterminationJson.Write(json, determination));

    /// <summary>The items of a determination as rows.</summary>
    internal static void WriteCsv(IBufferWriter<byte> output, long line, Determination determination, Func<ItemResult, bool> isChosen)
    {
        foreach (ItemResult item in determination.Items)
        {
            if (isChosen(item))
            {
                WriteRow(output,
                [
                    line.ToString(CultureInfo.InvariantCulture), determination.Info.Id ?? string.Empty, Determination.Words(determination.Outcome),
                    (item.Number + 1).ToString(CultureInfo.InvariantCulture), item.Service, item.Guideline.Id,
                    item.Guideline.EffectiveFrom.IsKnown ? item.Guideline.EffectiveFrom.ToString() : string.Empty, item.Governs ? "yes" : "no",
                    Findings.Words(item.Finding), Findings.Words(item.Decision), item.Quantity?.Amounts.Requested.ToString() ?? string.Empty,
                    item.Quantity?.Amounts.Necessary.ToString() ?? string.Empty, item.Quantity?.Unit ?? string.Empty, item.Reason,
                ]);
            }
        }
    }

    /// <summary>Why a line was rejected: its number, and each error with column, code and message. Never the case itself.</summary>
    internal static void WriteReject(IBufferWriter<byte> output, long line, IReadOnlyList<CaseError> errors) => WriteLine(output, line, json =>
    {
        json.WriteStartArray("errors");
        foreach (CaseError error in errors)
        {
            json.WriteStartObject();
            json.WriteNumber("column", error.Column);
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteLine(IBufferWriter<byte> output, long line, Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(output, Compact))
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            members(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteRow(IBufferWriter<byte> output, string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            Encoding.UTF8.GetBytes((i > 0 ? "," : string.Empty) + Quoted(cells[i]), output);
        }

        output.Write("\n"u8);
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
}
