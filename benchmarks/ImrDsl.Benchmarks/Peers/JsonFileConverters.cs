using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>A converter that only reads.</summary>
internal abstract class ReadingConverter<T> : JsonConverter<T>
{
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A list, or <c>"none"</c>.</summary>
internal sealed class ListConverter<T> : ReadingConverter<List<T>>
{
    public override List<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? []
        : JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<List<T>>)options.GetTypeInfo(typeof(List<T>)));
}

/// <summary>Something that took place, or <c>"none"</c>.</summary>
internal sealed class EventConverter<T> : ReadingConverter<JsonEvent<T>>
{
    public override JsonEvent<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? new JsonEvent<T> { IsNone = true }
        : JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<JsonEvent<T>>)options.GetTypeInfo(typeof(JsonEvent<T>)));
}

internal sealed class OpioidsConverter : ReadingConverter<List<HandWrittenOpioid>>
{
    public override List<HandWrittenOpioid>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? []
        : [.. JsonSerializer.Deserialize(ref reader, JsonFileContext.Default.ListJsonOpioid)!.Select(opioid => new HandWrittenOpioid { Drug = DrugOf(opioid.Drug), DailyDose = opioid.DailyDose })];

    private static OpioidDrug DrugOf(string name) => name switch
    {
        "codeine" => OpioidDrug.Codeine,
        "fentanyl patch" => OpioidDrug.FentanylPatch,
        "hydrocodone" => OpioidDrug.Hydrocodone,
        "hydromorphone" => OpioidDrug.Hydromorphone,
        "methadone" => OpioidDrug.Methadone,
        "morphine" => OpioidDrug.Morphine,
        "oxycodone" => OpioidDrug.Oxycodone,
        "oxymorphone" => OpioidDrug.Oxymorphone,
        "tramadol" => OpioidDrug.Tramadol,
        _ => OpioidDrug.OtherOpioid,
    };
}

internal sealed class ProfessionConverter : ReadingConverter<Profession>
{
    public override Profession Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? Profession.Unknown
        : reader.ValueTextEquals("psychologist"u8) ? Profession.Psychologist : reader.ValueTextEquals("psychiatrist"u8) ? Profession.Psychiatrist : Profession.Other;
}

internal sealed class PurposeConverter : ReadingConverter<Idds.PurposeOfThePump?>
{
    private static readonly string[] Purposes = [.. Samples.Plan.Choices.Single(choice => choice.Name == "purpose of the pump").Values];

    public override Idds.PurposeOfThePump? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (Idds.PurposeOfThePump)Array.IndexOf(Purposes, reader.GetString());
}

/// <summary><c>true</c>, or <c>{"value":true,"kind":"MRI"}</c>.</summary>
internal sealed class FindingConverter : ReadingConverter<JsonFinding>
{
    public override JsonFinding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return new JsonFinding(reader.GetBoolean(), EvidenceKind.Unknown);
        }

        bool value = false;
        EvidenceKind kind = EvidenceKind.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isValue)
            {
                value = reader.GetBoolean();
            }
            else
            {
                kind = HandWrittenCase.KindOf(reader.GetString());
            }
        }

        return new JsonFinding(value, kind);
    }
}
