using System;
using System.Collections.Generic;
using System.Text.Json;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>What an item of a case names, and where: what it takes to find the guidelines that decide it.</summary>
public sealed record ItemOutline
{
    /// <summary>The byte of the file at which the item stands.</summary>
    public int Offset { get; init; }

    /// <summary>The service, or null.</summary>
    public string? Service { get; init; }

    /// <summary>Where it stands.</summary>
    public int ServiceOffset { get; init; }

    /// <summary>The code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Where it stands.</summary>
    public int CodeOffset { get; init; }

    /// <summary>The ids of the guidelines that are to decide it, with their places; empty if the item names none.</summary>
    public IReadOnlyList<(string Id, int Offset)> Guidelines { get; init; } = [];
}

/// <summary>The items of a case file, before it is known which guidelines they belong to.</summary>
/// <param name="Items">The items, in order.</param>
/// <param name="ReviewerOffset">The byte at which the section on the reviewer stands; 0 if there is none.</param>
public sealed record CaseOutline(IReadOnlyList<ItemOutline> Items, int ReviewerOffset)
{
    private static readonly CaseNames FileKeys = new("items", "reviewer");
    private static readonly CaseNames ItemKeys = new("service", "code", "guideline");

    /// <summary>
    /// Reads the outline of a case file. What has another form than it should is passed over: whoever reads the file for a guideline reports it.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="errors">Where it is reported that the file is no JSON at all.</param>
    public static CaseOutline Read(ReadOnlySpan<byte> utf8, CaseErrors errors)
    {
        var items = new List<ItemOutline>();
        int reviewer = 0;
        if (!CaseJson.TryOpen(utf8, EvidenceVocabulary.BuiltIn, errors, out CaseJson json) || json.Token != JsonTokenType.StartObject)
        {
            return new CaseOutline(items, reviewer);
        }

        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            int offset = json.Offset;
            int key = FileKeys.IndexOf(json.Text());
            json.Read();
            reviewer = key == 1 ? offset : reviewer;
            if (key != 0 || json.Token != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.Token != JsonTokenType.EndArray)
            {
                if (json.Token == JsonTokenType.StartObject)
                {
                    items.Add(Item(ref json));
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new CaseOutline(items, reviewer);
    }

    private static ItemOutline Item(ref CaseJson json)
    {
        var item = new ItemOutline { Offset = json.Offset };
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            int key = ItemKeys.IndexOf(json.Text());
            json.Read();
            string? text = json.Token == JsonTokenType.String && json.Text().Trim() is { Length: > 0 } words ? words : null;
            switch (key)
            {
                case 0:
                    item = item with { Service = text, ServiceOffset = json.Offset };
                    break;
                case 1:
                    item = item with { Code = text, CodeOffset = json.Offset };
                    break;
                case 2:
                    item = item with { Guidelines = text is null ? Ids(json) : [(text, json.Offset)] };
                    break;
            }

            json.Skip();
        }

        return item;
    }

    // Walks ahead on a copy of the reader.
    private static List<(string Id, int Offset)> Ids(CaseJson json)
    {
        var ids = new List<(string Id, int Offset)>();
        while (json.Token == JsonTokenType.StartArray ? json.Read() : ids.Count > 0 && json.Read())
        {
            if (json.Token != JsonTokenType.String)
            {
                break;
            }

            ids.Add((json.Text().Trim(), json.Offset));
        }

        return ids;
    }
}
