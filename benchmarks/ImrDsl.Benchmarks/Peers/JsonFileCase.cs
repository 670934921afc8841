using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>
/// Case files read by the serializer of .NET with generated code, as a C# programmer would who knows that values stand plainly: it checks next to
/// nothing, and knows evidence only where the criteria ask for it.
/// </summary>
internal sealed class JsonFileCase
{
    [JsonPropertyName("case")]
    public required JsonCaseInfo Case { get; init; }

    [JsonPropertyName("items")]
    public required List<JsonItem> Items { get; init; }

    [JsonPropertyName("facts")]
    public required JsonFacts Facts { get; init; }

    [JsonPropertyName("reviewer")]
    public required JsonReviewer Reviewer { get; init; }

    /// <summary>Reads one line.</summary>
    public static HandWrittenCase Read(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize(line, JsonFileContext.Default.JsonFileCase)!.ToHandWritten();

    private HandWrittenCase ToHandWritten() => new()
    {
        DecisionDate = Case.DecisionDate,
        RequestDate = Items[0].RequestDate,
        DateOfInjury = Facts.DateOfInjury,
        PainOnset = Facts.PainOnset,
        PurposeOfThePump = Facts.PurposeOfThePump,
        PainIsMalignant = Facts.PainIsMalignant,
        ConservativeCare = Facts.ConservativeCare?.Select(treatment => treatment.ToHandWritten()).ToList(),
        PainIsIntractable = Facts.PainIsIntractable,
        Pathology = Facts.Pathology?.Value,
        PathologyKind = Facts.Pathology?.Kind ?? EvidenceKind.Unknown,
        FurtherSurgeryIsIndicated = Facts.FurtherSurgeryIsIndicated,
        OtherTreatmentIsLikelyToHelp = Reviewer.OtherTreatmentIsLikelyToHelp,
        EvaluationTookPlace = Facts.PsychologicalEvaluation is { } evaluation ? !evaluation.IsNone : null,
        Evaluation = Facts.PsychologicalEvaluation is { IsNone: false } made
            ? new HandWrittenEvaluation { By = made.By, Date = made.Date, PainIsPrimarilyPsychological = made.Value!.PainIsPrimarilyPsychological, BenefitIsExpected = made.Value.BenefitIsExpected }
            : null,
        Sepsis = Facts.Sepsis,
        Coagulopathy = Facts.Coagulopathy,
        OtherContraindication = Facts.OtherContraindication,
        TrialTookPlace = Facts.SpinalOpioidTrial is { } trial ? !trial.IsNone : null,
        Trial = Facts.SpinalOpioidTrial is { IsNone: false } done
            ? new HandWrittenTrial
            {
                Date = done.Date,
                PainBefore = done.Value!.PainBefore,
                PainAfter = done.Value.PainAfter,
                Relief = done.Value.Relief,
                FunctionalImprovement = done.Value.FunctionalImprovement,
                OpioidsBefore = done.Value.OpioidsBefore,
                OpioidsAfter = done.Value.OpioidsAfter,
            }
            : null,
        StrongOpioidsFailed = Facts.StrongOpioidsFailed,
        SideEffectsAreIntolerable = Facts.SideEffectsAreIntolerable,
        LifeExpectancy = Facts.LifeExpectancy,
        TumorEncroachment = Facts.TumorEncroachment?.Value,
        TumorKind = Facts.TumorEncroachment?.Kind ?? EvidenceKind.Unknown,
        SpasticityIsSevere = Facts.SpasticityIsSevere,
        OralBaclofenFailed = Facts.OralBaclofenFailed,
    };
}

internal sealed class JsonCaseInfo
{
    [JsonPropertyName("decision date")]
    public DateOnly DecisionDate { get; init; }
}

internal sealed class JsonItem
{
    [JsonPropertyName("request date")]
    public DateOnly RequestDate { get; init; }
}

internal sealed class JsonReviewer
{
    [JsonPropertyName("other treatment is likely to help")]
    public bool? OtherTreatmentIsLikelyToHelp { get; init; }
}

internal sealed class JsonFacts
{
    [JsonPropertyName("date of injury")]
    public DateOnly? DateOfInjury { get; init; }

    [JsonPropertyName("pain onset")]
    public DateOnly? PainOnset { get; init; }

    [JsonPropertyName("purpose of the pump"), JsonConverter(typeof(PurposeConverter))]
    public Idds.PurposeOfThePump? PurposeOfThePump { get; init; }

    [JsonPropertyName("pain is malignant")]
    public bool? PainIsMalignant { get; init; }

    [JsonPropertyName("conservative care"), JsonConverter(typeof(ListConverter<JsonTreatment>))]
    public List<JsonTreatment>? ConservativeCare { get; init; }

    [JsonPropertyName("pain is intractable")]
    public bool? PainIsIntractable { get; init; }

    [JsonPropertyName("pathology")]
    public JsonFinding? Pathology { get; init; }

    [JsonPropertyName("further surgery is indicated")]
    public bool? FurtherSurgeryIsIndicated { get; init; }

    [JsonPropertyName("psychological evaluation"), JsonConverter(typeof(EventConverter<JsonEvaluation>))]
    public JsonEvent<JsonEvaluation>? PsychologicalEvaluation { get; init; }

    [JsonPropertyName("sepsis")]
    public bool? Sepsis { get; init; }

    [JsonPropertyName("coagulopathy")]
    public bool? Coagulopathy { get; init; }

    [JsonPropertyName("other contraindication")]
    public bool? OtherContraindication { get; init; }

    [JsonPropertyName("spinal opioid trial"), JsonConverter(typeof(EventConverter<JsonTrial>))]
    public JsonEvent<JsonTrial>? SpinalOpioidTrial { get; init; }

    [JsonPropertyName("strong opioids failed")]
    public bool? StrongOpioidsFailed { get; init; }

    [JsonPropertyName("side effects are intolerable")]
    public bool? SideEffectsAreIntolerable { get; init; }

    [JsonPropertyName("life expectancy")]
    public decimal? LifeExpectancy { get; init; }

    [JsonPropertyName("tumor encroachment on the thecal sac")]
    public JsonFinding? TumorEncroachment { get; init; }

    [JsonPropertyName("spasticity is severe")]
    public bool? SpasticityIsSevere { get; init; }

    [JsonPropertyName("oral baclofen failed")]
    public bool? OralBaclofenFailed { get; init; }
}

/// <summary>A finding with its kind of evidence, or plainly.</summary>
[JsonConverter(typeof(FindingConverter))]
internal sealed record JsonFinding(bool Value, EvidenceKind Kind);

internal sealed class JsonTreatment
{
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("period")]
    public string? Period { get; init; }

    [JsonPropertyName("result")]
    public string? Result { get; init; }

    [JsonPropertyName("is contraindicated")]
    public bool? IsContraindicated { get; init; }

    public HandWrittenTreatment ToHandWritten()
    {
        bool isOngoing = Period?.StartsWith("since ", StringComparison.Ordinal) == true;
        return new HandWrittenTreatment
        {
            Kind = Kind switch { "medication" => TreatmentKind.Medication, "surgery" => TreatmentKind.Surgery, "psychological" => TreatmentKind.Psychological, _ => TreatmentKind.Physical },
            From = Period is null ? null : Day(Period.AsSpan(isOngoing ? "since ".Length : 0)),
            To = Period is null || isOngoing ? null : Day(Period.AsSpan(Period.LastIndexOf(' ') + 1)),
            IsOngoing = isOngoing,
            Result = Result switch { null => null, "helped" => TreatmentResult.Helped, "failed" => TreatmentResult.Failed, _ => TreatmentResult.StoppedForSideEffects },
            IsContraindicated = IsContraindicated,
        };
    }

    private static DateOnly? Day(ReadOnlySpan<char> text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}

internal sealed class JsonEvaluation
{
    [JsonPropertyName("pain is primarily psychological")]
    public bool? PainIsPrimarilyPsychological { get; init; }

    [JsonPropertyName("benefit is expected")]
    public bool? BenefitIsExpected { get; init; }
}

internal sealed class JsonTrial
{
    [JsonPropertyName("pain before")]
    public decimal? PainBefore { get; init; }

    [JsonPropertyName("pain after")]
    public decimal? PainAfter { get; init; }

    [JsonPropertyName("relief")]
    public decimal? Relief { get; init; }

    [JsonPropertyName("functional improvement")]
    public bool? FunctionalImprovement { get; init; }

    [JsonPropertyName("oral opioids before"), JsonConverter(typeof(OpioidsConverter))]
    public List<HandWrittenOpioid>? OpioidsBefore { get; init; }

    [JsonPropertyName("oral opioids after"), JsonConverter(typeof(OpioidsConverter))]
    public List<HandWrittenOpioid>? OpioidsAfter { get; init; }
}

internal sealed class JsonOpioid
{
    [JsonPropertyName("drug")]
    public required string Drug { get; init; }

    [JsonPropertyName("daily dose")]
    public decimal? DailyDose { get; init; }
}

/// <summary>Something that took place once, or not at all.</summary>
internal sealed class JsonEvent<T>
{
    [JsonPropertyName("value")]
    public T? Value { get; init; }

    [JsonPropertyName("by"), JsonConverter(typeof(ProfessionConverter))]
    public Profession By { get; init; }

    [JsonPropertyName("date")]
    public DateOnly? Date { get; init; }

    [JsonIgnore]
    public bool IsNone { get; init; }
}

[JsonSerializable(typeof(JsonFileCase))]
[JsonSerializable(typeof(List<JsonTreatment>))]
[JsonSerializable(typeof(List<JsonOpioid>))]
[JsonSerializable(typeof(JsonEvent<JsonEvaluation>))]
[JsonSerializable(typeof(JsonEvent<JsonTrial>))]
internal sealed partial class JsonFileContext : JsonSerializerContext;
