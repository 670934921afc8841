using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using ImrDsl.RandomGuidelines;
using ImrDsl.Runtime.Description;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;

namespace ImrDsl.Differential.Tests;

/// <summary>Random cases of a guideline as tables: of statements of one fact the first, of records their cells, and the entries of lists in tables of their own.</summary>
internal sealed class RandomTable
{
    private readonly GuidelineDescription guideline;
    private readonly List<string> head = ["id", "decision date", "service"];
    private readonly List<Dictionary<string, string>> rows = [];
    private readonly Dictionary<string, (List<string> Head, List<Dictionary<string, string>> Rows)> lists = [];
    private readonly Random random;

    /// <summary>A table of a guideline.</summary>
    /// <param name="specimen">The guideline.</param>
    /// <param name="cases">How many cases.</param>
    /// <param name="seed">Which.</param>
    public RandomTable(RandomSpecimen specimen, int cases, int seed)
    {
        guideline = PlanDescription.Of(specimen.Plan);
        random = new Random(seed);
        for (int i = 0; i < cases; i++)
        {
            Add("C" + i.ToString(CultureInfo.InvariantCulture), JsonNode.Parse(RandomCase.CreateWithItems(specimen.Plan, 1, (seed * 1000) + i))!);
        }
    }

    /// <summary>Changes some cells: one letter in so many is another, or twice there, or is not.</summary>
    public void Mutate()
    {
        foreach (Dictionary<string, string> row in rows.Concat(lists.Values.SelectMany(list => list.Rows)))
        {
            foreach (string column in row.Keys.Where(column => column != "id" && random.Next(30) == 0).ToArray())
            {
                row[column] = Mutated(row[column]);
            }
        }
    }

    /// <summary>Opens the tables.</summary>
    /// <param name="size">How many bytes are read at a time.</param>
    public CsvCases Open(int size)
    {
        random.Shuffle(CollectionsMarshal.AsSpan(head));
        return new CsvCases(
            new Pieces(Text(head, rows), size), "cases.csv", [.. lists.Select(list => (list.Key, (Stream)new Pieces(Text(list.Value.Head, list.Value.Rows), size), list.Key))], [guideline],
            mostOfRow: 100_000);
    }

    private void Add(string id, JsonNode file)
    {
        var row = new Dictionary<string, string> { ["id"] = id };
        rows.Add(row);
        JsonNode item = file["items"]![0]!;
        Set(row, head, "decision date", file["case"]!["decision date"]);
        foreach ((string key, JsonNode? value) in item.AsObject().Where(member => member.Key != "request"))
        {
            Set(row, head, key, value);
        }

        foreach (string part in (string[])["facts", "reviewer", "request"])
        {
            foreach ((string name, JsonNode? value) in (part == "request" ? item : file)[part]?.AsObject() ?? [])
            {
                AddFact(id, row, name, value);
            }
        }
    }

    private void AddFact(string id, Dictionary<string, string> row, string name, JsonNode? value)
    {
        // A table cannot say that a list is incomplete.
        value = (value as JsonObject)?["entries"] ?? value;
        if (value is JsonArray entries && guideline.Facts.Any(fact => fact.Name == name && fact.HasEntries && fact.Holder == FactHolder.Case) && random.Next(5) > 0)
        {
            if (!lists.TryGetValue(name, out (List<string> Head, List<Dictionary<string, string>> Rows) list))
            {
                lists.Add(name, list = (["id"], []));
            }

            foreach (JsonObject entry in entries.OfType<JsonObject>())
            {
                var cells = new Dictionary<string, string> { ["id"] = id };
                list.Rows.Add(cells);
                AddCells(cells, list.Head, string.Empty, entry);
            }
        }
        else if ((value is JsonArray statements ? statements.FirstOrDefault() : value) is JsonObject whole)
        {
            AddCells(row, head, name + ": ", whole);
            if (row.Remove(name + ": value", out string? alone))
            {
                Set(row, head, name, alone);
            }
        }
        else
        {
            Set(row, head, name, value is JsonArray some ? some.FirstOrDefault() : value);
        }
    }

    private void AddCells(Dictionary<string, string> row, List<string> head, string before, JsonObject entry)
    {
        foreach ((string key, JsonNode? value) in entry)
        {
            JsonNode? first = value is JsonArray statements ? statements.FirstOrDefault() : value;
            first = first is JsonObject whole ? whole["value"] : first;
            if (first is null or JsonValue)
            {
                Set(row, head, before + key, first);
            }
        }
    }

    // A person without a name needs no quotation marks around the cell.
    private void Set(Dictionary<string, string> row, List<string> head, string column, JsonNode? value)
    {
        if (!head.Contains(column) && !column.EndsWith(": value", StringComparison.Ordinal))
        {
            head.Add(column);
        }

        string cell = value?.ToString() ?? string.Empty;
        row[column] = random.Next(50) > 0 ? cell[(cell.LastIndexOf(',') + 1)..] : cell;
    }

    private string Mutated(string cell)
    {
        const string Others = "\"\\,; 0129-.aeu\u00e4\t\n";
        int at = random.Next(cell.Length + 1);
        return random.Next(8) switch
        {
            0 => cell + Others[random.Next(Others.Length)],
            1 => cell[..at] + Others[random.Next(Others.Length)] + cell[at..],
            2 => cell[..at],
            3 => cell + cell,
            4 => " " + cell + "  ",
            5 => cell.ToUpperInvariant(),
            6 => (string[])["unknown", "none", "null", "true", "FALSE", "yes", "0", "12", "2012-05-17", "2012-05", "2012-02-30", "since 2012-01-02", "2012-01-02 to 2012-01-01", ""] is var words
                ? words[random.Next(words.Length)]
                : cell,
            _ => cell.Length > 0 ? cell[..(at / 2)] + cell[((at / 2) + 1)..] : "x",
        };
    }

    private byte[] Text(List<string> columns, List<Dictionary<string, string>> table)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(Quoted)).Append('\n');
        foreach (Dictionary<string, string> row in table)
        {
            text.AppendJoin(',', columns.Select(column => Quoted(row.GetValueOrDefault(column, string.Empty)))).Append(random.Next(30) switch
            {
                0 => ",\n",
                1 => ",more\n",
                2 => "\r\n",
                3 => "\n\n",
                _ => "\n",
            });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\n") || random.Next(1000) == 0 ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;

    // A stream that gives at most so many bytes at a time.
    private sealed class Pieces(byte[] bytes, int size) : ForwardStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
