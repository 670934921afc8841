using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>The same cases with the keys of every object in another order, and with a blank behind every colon and comma.</summary>
internal static class LooseText
{
    /// <summary>A case file, loosened. The same seed loosens it alike.</summary>
    public static byte[] Of(byte[] json, int seed)
    {
        var output = new ArrayBufferWriter<byte>();
        using JsonDocument document = JsonDocument.Parse(json);
        Write(output, document.RootElement, new Random(seed));
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonElement element, Random random)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members = [.. element.EnumerateObject()];
                random.Shuffle(members);
                All(output, "{", members, "}", random, member =>
                {
                    Put(output, JsonSerializer.Serialize(member.Name) + ": ");
                    Write(output, member.Value, random);
                });
                break;
            case JsonValueKind.Array:
                All(output, "[", [.. element.EnumerateArray()], "]", random, entry => Write(output, entry, random));
                break;
            default:
                Put(output, element.GetRawText());
                break;
        }
    }

    private static void All<T>(ArrayBufferWriter<byte> output, string open, IReadOnlyList<T> parts, string close, Random random, Action<T> write)
    {
        Put(output, open);
        for (int i = 0; i < parts.Count; i++)
        {
            Put(output, i == 0 ? string.Empty : ", ");
            write(parts[i]);
        }

        Put(output, close);
    }

    private static void Put(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
