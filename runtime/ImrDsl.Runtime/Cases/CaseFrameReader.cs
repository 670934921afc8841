using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// Takes the facts of a case file as they are met. Each method is called with the value at hand and reads it by
/// <see cref="CaseJson.ReadFact"/> or <see cref="CaseJson.ReadEntries"/>.
/// </summary>
public interface ICaseFactReader
{
    /// <summary>Reads a fact of the case, or a reviewer's answer.</summary>
    void ReadFact(ref CaseJson json, FactDescription fact);

    /// <summary>Reads a field of the <c>request</c> of an item; items count from 0.</summary>
    void ReadRequestFact(ref CaseJson json, int item, FactDescription fact);
}

/// <summary>
/// Reads a case file of schema 1: its frame itself, its facts through an <see cref="ICaseFactReader"/>. Reports everything that is
/// wrong, and never throws.
/// </summary>
public sealed partial class CaseFrameReader
{
    private const int Schema = 1;

    private static readonly CaseNames FileKeys = new("schema", "case", "items", "facts", "reviewer");
    private static readonly CaseNames CaseKeys = new(
        "id", "decision date", "utilization review date", "description", "edition date", "application date", "assignment date");
    private static readonly CaseNames ItemKeys = new(
        "service", "code", "description", "quantity", "request date", "service date", "request", "guideline", "body part", "stage", "frequency", "units already used");

    private readonly GuidelineDescription guideline;
    private readonly IReadOnlyList<GuidelineDescription> others;
    private readonly ICaseFactReader facts;
    private readonly List<(DisputedItem Item, int Offset)> items = [];
    private readonly List<int> usedOffsets = [];
    private readonly HashSet<int> stated = [];
    private readonly List<string> passedOver = [];
    private readonly List<string> requestPassedOver = [];
    private CaseInfo info = new();
    private readonly HashSet<int> requestStated = [];
    private int decisionDateOffset;

    private CaseFrameReader(GuidelineDescription guideline, IReadOnlyList<GuidelineDescription> others, ICaseFactReader facts)
    {
        this.guideline = guideline;
        this.others = others;
        this.facts = facts;
    }

    /// <summary>Reads a case file. What it returns is of use only if nothing was reported.</summary>
    /// <param name="guideline">The guideline whose facts and services the case names.</param>
    /// <param name="others">Guidelines that the same file is read for too: what only they know is passed over in silence.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="errors">Where errors are reported.</param>
    /// <param name="facts">Takes the facts.</param>
    public static CaseFrame Read(
        GuidelineDescription guideline, IReadOnlyList<GuidelineDescription> others, ReadOnlySpan<byte> utf8, CaseErrors errors, ICaseFactReader facts)
    {
        var reader = new CaseFrameReader(guideline, others, facts);
        if (CaseJson.TryOpen(utf8, guideline.Evidence, errors, out CaseJson json) && json.IsObject("A case file"))
        {
            reader.ReadFile(ref json);
        }

        return new CaseFrame(reader.info, [.. reader.items.Select(item => item.Item with { PassedOver = [.. reader.passedOver.Concat(item.Item.PassedOver).Distinct()] })]);
    }

    private void ReadFile(ref CaseJson json)
    {
        int offset = json.Offset;
        bool hasSchema = false;
        bool hasItems = false;
        var keys = new CaseObject(json, FileKeys);
        while (keys.Next(ref json, out int key))
        {
            switch (key)
            {
                case 0:
                    hasSchema = true;
                    if (json.Token != JsonTokenType.Number || json.RawNumber() != Schema.ToString(CultureInfo.InvariantCulture))
                    {
                        json.Report(CaseMessages.WrongSchema, json.Quote());
                        json.Skip();
                    }

                    break;
                case 1 when json.IsObject("“case”"):
                    ReadCase(ref json);
                    break;
                case 2:
                    hasItems = true;
                    ReadItems(ref json);
                    break;
                case 3 when json.IsObject("“facts”"):
                    ReadFacts(ref json, isReviewer: false);
                    break;
                case 4 when json.IsObject("“reviewer”"):
                    ReadFacts(ref json, isReviewer: true);
                    break;
                case -1:
                    // A misspelt key is one mistake, not also a missing part.
                    string? meant = Spelling.Nearest(CaseNames.Fold(keys.Key), FileKeys.All);
                    hasItems |= meant == "items";
                    hasSchema |= meant == "schema";
                    ReportUnknown(ref json, keys, "A case file", FileKeys);
                    break;
            }
        }

        if (!hasSchema)
        {
            json.Errors.Report(CaseMessages.MissingPart, offset, "“schema”", "\"schema\": 1");
        }

        if (!hasItems)
        {
            json.Errors.Report(CaseMessages.NoItems, offset);
        }

        for (int i = 0; i < items.Count; i++)
        {
            DisputedItem item = WithUsed(json.Errors, items[i].Item, usedOffsets[i]);
            items[i] = (WithDecisionDate(json.Errors, item, items[i].Offset), items[i].Offset);
        }
    }

    private void ReadCase(ref CaseJson json)
    {
        var keys = new CaseObject(json, CaseKeys);
        while (keys.Next(ref json, out int key))
        {
            switch (key)
            {
                case 0 when CaseValues.TryText(ref json, "id", out string? id):
                    info = info with { Id = id ?? string.Empty };
                    break;
                case 1:
                    decisionDateOffset = json.Offset;
                    info = CaseValues.TryDate(ref json, "decision date", out PartialDate decision) ? info with { DecisionDate = decision } : info;
                    break;
                case 2 when CaseValues.TryDate(ref json, "utilization review date", out PartialDate review):
                    info = info with { UtilizationReviewDate = review };
                    break;
                case 3 when CaseValues.TryText(ref json, "description", out string? description):
                    info = info with { Description = description };
                    break;
                case 4 when CaseValues.TryDate(ref json, "edition date", out PartialDate edition):
                    info = info with { EditionDate = edition };
                    break;
                case 5 when CaseValues.TryDate(ref json, "application date", out PartialDate received):
                    info = info with { ApplicationDate = received };
                    break;
                case 6 when CaseValues.TryDate(ref json, "assignment date", out PartialDate assigned):
                    info = info with { AssignmentDate = assigned };
                    break;
                case -1:
                    ReportUnknown(ref json, keys, "“case”", CaseKeys);
                    break;
            }
        }
    }

    private void ReadItems(ref CaseJson json)
    {
        if (!json.IsArray("“items”"))
        {
            return;
        }

        int offset = json.Offset;
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (json.IsObject("An item"))
            {
                int itemOffset = json.Offset;
                items.Add((ReadItem(ref json), itemOffset));
            }
        }

        if (items.Count == 0)
        {
            json.Errors.Report(CaseMessages.NoItems, offset);
        }
    }

    private DisputedItem ReadItem(ref CaseJson json)
    {
        int offset = json.Offset;
        var item = new DisputedItem();
        (string? service, int serviceOffset, string? code, int codeOffset) = (null, 0, null, 0);
        (int quantityOffset, int usedOffset) = (0, 0);
        bool isRequest = !json.HasKey("request") && MayBeMine(json);
        requestStated.Clear();
        requestPassedOver.Clear();
        var keys = new CaseObject(json, ItemKeys);
        while (keys.Next(ref json, out int key))
        {
            switch (key)
            {
                case 0:
                    serviceOffset = json.Offset;
                    CaseValues.TryText(ref json, "service", out service);
                    break;
                case 1:
                    codeOffset = json.Offset;
                    CaseValues.TryText(ref json, "code", out code);
                    break;
                case 2 when CaseValues.TryText(ref json, "description", out string? description):
                    item = item with { Description = description };
                    break;
                case 3:
                    quantityOffset = json.Offset;
                    item = item with { Quantity = ReadQuantity(ref json) };
                    break;
                case 4 when CaseValues.TryDate(ref json, "request date", out PartialDate requested):
                    item = item with { RequestDate = requested };
                    break;
                case 5 when CaseValues.TryDate(ref json, "service date", out PartialDate served):
                    item = item with { ServiceDate = served };
                    break;
                case 6 when json.Token != JsonTokenType.Null && json.IsObject("“request”"):
                    ReadRequest(ref json);
                    break;
                case 7:
                    item = item with { Guidelines = ReadGuidelines(ref json) };
                    break;
                case 8:
                    item = item with { BodyPart = ReadWords(ref json, "body part", isRequest, "body part", "region") };
                    break;
                case 9:
                    item = item with { Stage = ReadWords(ref json, "stage", isRequest, "stage") };
                    break;
                case 10:
                    item = item with { Frequency = ReadWords(ref json, "frequency", isRequest, "frequency") };
                    break;
                case 11:
                    usedOffset = json.Offset;
                    item = item with { UnitsUsed = ReadUsed(ref json) };
                    break;
                case -1:
                    ReportUnknown(ref json, keys, "An item", ItemKeys);
                    break;
            }
        }

        bool isForOthers = item.Guidelines.Count > 0 && !item.Guidelines.Contains(guideline.Id, StringComparer.OrdinalIgnoreCase);
        int number = isForOthers ? -1
            : service is not null && IsOfAnother(service) && code is not null ? FindCodeOf(code)
            : service is not null ? FindService(json.Errors, service, serviceOffset)
            : code is not null ? FindCode(json.Errors, code, codeOffset)
            : -1;
        if (service is null && code is null && !item.Guidelines.Contains(GuidelineDescription.None.Id, StringComparer.OrdinalIgnoreCase))
        {
            json.Errors.Report(CaseMessages.NoService, offset, ServicesInWords());
        }

        if (item.Quantity is { } quantity && number >= 0 && guideline.Services[number].Requested is >= 0 and int amount)
        {
            CheckQuantity(json.Errors, quantity, guideline.Facts[amount], quantityOffset);
        }

        usedOffsets.Add(usedOffset);
        return item with { Service = number, ServiceName = service, Code = code, PassedOver = [.. requestPassedOver] };
    }

    private void ReadRequest(ref CaseJson json)
    {
        var keys = new CaseObject(json, guideline.RequestNames);
        while (keys.Next(ref json, out int key))
        {
            key = key >= 0 ? key : guideline.RequestNames.IndexOf(GuidelineDescription.RequestName(keys.Key));
            if (key >= 0)
            {
                if (json.Token != JsonTokenType.Null)
                {
                    requestStated.Add(guideline.FactsOfRequest[key].Number);
                }

                CaseJson start = json;
                int before = json.Errors.Count;
                facts.ReadRequestFact(ref json, items.Count, guideline.FactsOfRequest[key]);
                PassOverWhatOthersMean(start, before, guideline.FactsOfRequest[key], isOfRequest: true);
            }
            else if (others.Any(other => other.RequestNames.IndexOf(GuidelineDescription.RequestName(CaseNames.Fold(keys.Key))) >= 0))
            {
                json.Skip();
            }
            else
            {
                ReportUnknown(ref json, keys, "The “request” of an item", guideline.RequestNames);
            }
        }
    }

    private void ReadFacts(ref CaseJson json, bool isReviewer)
    {
        var keys = new CaseObject(json, guideline.FactNames);
        while (keys.Next(ref json, out int key))
        {
            if (isReviewer && key < 0 && ReviewerKeys.IndexOf(keys.Key) is >= 0 and int quality)
            {
                ReadQuality(ref json, quality);
                continue;
            }

            FactHolder holder = isReviewer ? FactHolder.Reviewer : FactHolder.Case;
            FactDescription? fact = key < 0 ? null : guideline.FactsOfCase[key];

            // What the reviewer decides only at times has two places: what the record says, and the reviewer's answer.
            fact = fact is null || fact.Holder == holder ? fact
                : guideline.FactsOfCase.FirstOrDefault(other => other.Holder == holder && other.Name == fact.Name) ?? fact;
            if (fact?.Holder == holder)
            {
                if (json.Token != JsonTokenType.Null)
                {
                    stated.Add(fact.Number);
                }

                CaseJson start = json;
                int before = json.Errors.Count;
                facts.ReadFact(ref json, fact);
                PassOverWhatOthersMean(start, before, fact, isOfRequest: false);
                continue;
            }

            string name = CaseErrors.Quote(keys.Key);
            switch (fact?.Holder)
            {
                case null when others.Any(other => other.FactNames.IndexOf(keys.Key) >= 0):
                    break;
                case null:
                    json.Errors.Report(CaseMessages.UnknownFact, keys.Offset, name, DidYouMean(keys.Key, isReviewer));
                    break;
                case FactHolder.Reviewer:
                    json.Errors.Report(CaseMessages.BelongsToReviewer, keys.Offset, name);
                    break;
                case FactHolder.Case:
                    json.Errors.Report(CaseMessages.BelongsToFacts, keys.Offset, name);
                    break;
                case FactHolder.DecisionDate:
                    json.Errors.Report(CaseMessages.BelongsElsewhere, keys.Offset, name, "in “case”");
                    break;
                case FactHolder.Request:
                    json.Errors.Report(CaseMessages.BelongsElsewhere, keys.Offset, name, "as “" + GuidelineDescription.RequestName(fact.Name) + "” in the “request” of an item");
                    break;
                default:
                    json.Errors.Report(CaseMessages.BelongsElsewhere, keys.Offset, name, "in an item");
                    break;
            }

            json.Skip();
        }
    }

    // A value or field of a fact that only another guideline has is not mentioned here. Editions of one guideline are not others.
    private void PassOverWhatOthersMean(CaseJson start, int before, FactDescription fact, bool isOfRequest)
    {
        if (start.Errors.Count == before)
        {
            return;
        }

        foreach (GuidelineDescription other in others.Where(other => other.Id != guideline.Id))
        {
            CaseNames names = isOfRequest ? other.RequestNames : other.FactNames;
            int index = names.IndexOf(isOfRequest ? GuidelineDescription.RequestName(fact.Name) : fact.Name);
            if (index >= 0 && FactTrial.Fits(start, (isOfRequest ? other.FactsOfRequest : other.FactsOfCase)[index]))
            {
                start.Errors.TakeBack(before);
                (isOfRequest ? requestPassedOver : passedOver).Add(fact.Name + " (" + fact.TypeWords + ")");
                return;
            }
        }
    }

    private static decimal? ReadQuantity(ref CaseJson json)
    {
        if (json.Token == JsonTokenType.Null)
        {
            return null;
        }

        var quantity = new FactDescription(-1, "quantity", FactType.Number);
        if (!CaseValues.Number(ref json, quantity, out Number number))
        {
            return null;
        }

        if (!number.IsExact || number.Low <= 0)
        {
            json.Report(CaseMessages.NotPositive, json.Quote());
            return null;
        }

        return number.Low;
    }

    // The quantity of an item is how much of the service is requested, unless the field of the request says it.
    private void CheckQuantity(CaseErrors errors, decimal quantity, FactDescription requested, int offset)
    {
        if (requestStated.Contains(requested.Number))
        {
            errors.Report(CaseMessages.AmountTwice, offset, CaseErrors.Quote(GuidelineDescription.RequestName(requested.Name)));
        }
        else if (QuantityText.Read(quantity.ToString(CultureInfo.InvariantCulture), requested, out _) is { } problem)
        {
            errors.Report(problem.Code, offset, problem.Arguments);
        }
    }

    private int FindService(CaseErrors errors, string service, int offset)
    {
        int number = guideline.ServiceNames.IndexOf(service);
        if (number < 0 && !others.Any(other => other.ServiceNames.IndexOf(service) >= 0))
        {
            errors.Report(CaseMessages.UnknownService, offset, CaseErrors.Quote(service), guideline.ServiceNames.DidYouMean(service), ServicesInWords());
        }

        return number;
    }

    // Guidelines call one service by different names: where another knows the name, the code tells which is meant here.
    private bool IsOfAnother(string service) =>
        guideline.ServiceNames.IndexOf(service) < 0 && others.Any(other => other.ServiceNames.IndexOf(service) >= 0);

    private int FindCodeOf(string code)
    {
        List<int> found = [.. Enumerable.Range(0, guideline.Services.Count).Where(i => guideline.Services[i].HasCode(code))];
        return found.Count == 1 ? found[0] : -1;
    }

    private int FindCode(CaseErrors errors, string code, int offset)
    {
        var found = Enumerable.Range(0, guideline.Services.Count).Where(i => guideline.Services[i].HasCode(code)).ToList();
        if (found.Count > 1)
        {
            errors.Report(CaseMessages.AmbiguousCode, offset, CaseErrors.Quote(code), InWords(found.Select(i => guideline.Services[i])));
        }
        else if (found.Count == 0 && !others.Any(other => other.Services.Any(service => service.HasCode(code))))
        {
            errors.Report(CaseMessages.UnknownCode, offset, CaseErrors.Quote(code), ServicesInWords());
        }

        return found.Count == 1 ? found[0] : -1;
    }

    private string ServicesInWords() => InWords(guideline.Services);

    private static string InWords(IEnumerable<ServiceDescription> services) => string.Join(", ", services.Select(service => "“" + service.Name + "”"));

    private DisputedItem WithDecisionDate(CaseErrors errors, DisputedItem item, int itemOffset)
    {
        (PartialDate date, DecisionDateSource source, string words) = info.DecisionDate.IsKnown
            ? (info.DecisionDate, DecisionDateSource.DecisionDate, "decision date")
            : info.UtilizationReviewDate.IsKnown
                ? (info.UtilizationReviewDate, DecisionDateSource.UtilizationReviewDate, "utilization review date")
                : (item.RequestDate, DecisionDateSource.RequestDate, "request date");
        if (!date.IsKnown)
        {
            errors.Report(CaseMessages.NoDecisionDate, itemOffset);
        }
        else if (!date.IsExact)
        {
            errors.Report(CaseMessages.InexactDecisionDate, source == DecisionDateSource.DecisionDate ? decisionDateOffset : itemOffset, words, date.ToString());
        }

        return item with { DecisionDate = date.Earliest, DecisionDateSource = source };
    }

    private static void ReportUnknown(ref CaseJson json, in CaseObject keys, string where, CaseNames names)
    {
        json.Errors.Report(CaseMessages.UnknownPart, keys.Offset, where, CaseErrors.Quote(keys.Key), names.DidYouMean(keys.Key));
        json.Skip();
    }
}
