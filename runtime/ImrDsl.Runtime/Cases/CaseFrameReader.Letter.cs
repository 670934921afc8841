using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>What a letter says of the request and of the reviewer.</summary>
public sealed partial class CaseFrameReader
{
    private static readonly CaseNames RoutingKeys = new("service", "code", "guideline");
    private static readonly CaseNames ReviewerKeys = new(
        "specialty", "subspecialty", "licence state", "license state", "years of practice", "hours a week");

    // One guideline or several, by their ids.
    private static IReadOnlyList<string> ReadGuidelines(ref CaseJson json)
    {
        if (json.Token != JsonTokenType.StartArray)
        {
            return CaseValues.TryText(ref json, "guideline", out string? id) && id is not null ? [id] : [];
        }

        var ids = new List<string>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (CaseValues.TryText(ref json, "guideline", out string? id) && id is not null)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    // Whether the item at hand may be one of this guideline: what it says of a body part is no value of the fields of another one's request.
    private bool MayBeMine(CaseJson item)
    {
        (string? service, string? code) = (null, null);
        IReadOnlyList<string> ids = [];
        while (item.Read() && item.Token == JsonTokenType.PropertyName)
        {
            int key = RoutingKeys.IndexOf(item.Text());
            item.Read();
            string? text = item.Token == JsonTokenType.String ? item.Text().Trim() : null;
            (service, code) = (key == 0 ? text : service, key == 1 ? text : code);
            ids = key == 2 && text is not null ? [text] : ids;
            item.Skip();
        }

        return (ids.Count == 0 || ids.Contains(guideline.Id, System.StringComparer.OrdinalIgnoreCase))
            && ((service is null && code is null) || (service is not null && guideline.ServiceNames.IndexOf(service) >= 0)
                || (code is not null && guideline.Services.Any(known => known.HasCode(code))) || others.Count == 0);
    }

    // Words for the letter. Where the guideline declares a field of the request by one of the names, and the item has no "request" of its own,
    // they are also the value of that field.
    private string? ReadWords(ref CaseJson json, string key, bool isRequest, params string[] fields)
    {
        FactDescription? field = !isRequest ? null
            : guideline.FactsOfRequest.FirstOrDefault(fact => fields.Contains(GuidelineDescription.RequestName(fact.Name), System.StringComparer.OrdinalIgnoreCase));
        if (json.Token == JsonTokenType.String && field is not null)
        {
            string words = json.Text().Trim();
            facts.ReadRequestFact(ref json, items.Count, field);
            return words;
        }

        return CaseValues.TryText(ref json, key, out string? text) ? text : null;
    }

    private static decimal? ReadUsed(ref CaseJson json)
    {
        if (json.Token == JsonTokenType.Null)
        {
            return null;
        }

        var used = new FactDescription(-1, "units already used", FactType.Number) { Low = 0 };
        if (!CaseValues.Number(ref json, used, out Number number))
        {
            return null;
        }

        if (!number.IsExact)
        {
            json.Report(CaseMessages.NotNumber, used.Name, json.Quote());
        }

        return number.Low;
    }

    // What the service counts as given already, if that is a number of the record which the facts leave out.
    private DisputedItem WithUsed(CaseErrors errors, DisputedItem item, int offset)
    {
        if (item.UnitsUsed is null || item.Service < 0 || UsedFactOf(guideline.Services[item.Service]) is not { } fact)
        {
            return item;
        }

        if (stated.Contains(fact.Number))
        {
            errors.Report(CaseMessages.UsedTwice, offset, CaseErrors.Quote(fact.Name));
        }

        return item with { UnitsUsedFact = fact.Number };
    }

    private FactDescription? UsedFactOf(ServiceDescription service)
    {
        if (service.Requested < 0)
        {
            return null;
        }

        // A line is its amount, what was given already if that counts, and its condition.
        return guideline.PartsOf(guideline.Nodes[service.Necessary]).Where(part => part.Kind == NodeKind.QuantityLine)
            .Select(guideline.PartsOf).Where(parts => parts.Count == 3 && parts[1].Kind == NodeKind.Fact)
            .Select(parts => guideline.Facts[parts[1].Fact]).FirstOrDefault(fact => fact.Holder == FactHolder.Case);
    }

    // A null, or no words at all, is what the case does not say; everything else has to say something that can be.
    private void ReadQuality(ref CaseJson json, int quality)
    {
        string? words = json.Token switch
        {
            JsonTokenType.Number => json.RawNumber(),
            JsonTokenType.String => json.Text().Trim(),
            JsonTokenType.Null => string.Empty,
            _ => null,
        };
        if (words is { Length: 0 })
        {
            return;
        }

        string suggestion = string.Empty;
        ReviewerInfo reviewer = info.Reviewer;
        ReviewerInfo? read = words is null ? null : quality switch
        {
            0 => Qualification.IsSpecialty(words) ? reviewer with { Specialty = words } : null,
            1 => Qualification.IsSpecialty(words) ? reviewer with { Subspecialty = words } : null,
            2 or 3 => Qualification.StatesIn(words, out suggestion) is { } states ? reviewer with { LicenceState = states } : null,
            4 => Qualification.YearsIn(words) is { } years ? reviewer with { YearsOfPractice = years } : null,
            _ => Qualification.HoursIn(words) is { } hours ? reviewer with { HoursAWeek = hours } : null,
        };
        bool isTwice = quality is 2 or 3 && reviewer.LicenceState is not null;
        if (read is null || isTwice)
        {
            json.Report(CaseMessages.BadQualification, ReviewerKeys.All[quality], json.Quote(), isTwice ? Qualification.StateTwice : Wanted(quality), suggestion);
            json.Skip();
            return;
        }

        info = info with { Reviewer = read };
    }

    private static string Wanted(int quality) => quality switch
    {
        0 or 1 => Qualification.SpecialtyWanted,
        2 or 3 => Qualification.StateWanted,
        4 => Qualification.YearsWanted,
        _ => Qualification.HoursWanted,
    };

    private string DidYouMean(string key, bool isReviewer) => guideline.FactNames.DidYouMean(key) is { Length: > 0 } fact ? fact
        : isReviewer ? ReviewerKeys.DidYouMean(key)
        : string.Empty;
}
