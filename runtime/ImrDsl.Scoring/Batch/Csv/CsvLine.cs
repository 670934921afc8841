using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>A key as it is written in JSON, with its quotation marks and the colon.</summary>
/// <param name="name">The key.</param>
internal sealed class CsvKey(string name)
{
    /// <summary>Its bytes.</summary>
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes("\"" + JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\":");
}

/// <summary>A line of JSON that is being written.</summary>
internal sealed class CsvLine
{
    private byte[] bytes = new byte[4096];

    // How many of the bytes go on with a character: the rest of it is no column of its own.
    private int continued;

    /// <summary>Its length, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Its length in UTF-16 units, as columns are counted.</summary>
    public int Characters => Length - continued;

    /// <summary>What is written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>The first byte of what is written, behind which there is some room.</summary>
    /// <param name="slack">How many bytes behind it may be read.</param>
    public ref byte Text(int slack)
    {
        Room(slack);
        return ref bytes[0];
    }

    /// <summary>Begins again.</summary>
    public void Clear() => (Length, continued) = (0, 0);

    /// <summary>Takes back what was written last, all of it ASCII.</summary>
    public void Shorten(int length) => Length = length;

    /// <summary>Writes bytes of UTF-8.</summary>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
        if (!Ascii.IsValid(utf8))
        {
            continued += utf8.Length - Encoding.UTF8.GetCharCount(utf8);
        }
    }

    /// <summary>Writes a byte of ASCII.</summary>
    public void Append(byte ascii)
    {
        Room(1)[0] = ascii;
        Length++;
    }

    /// <summary>Writes characters that stand in JSON as they are, all of them ASCII.</summary>
    public void AppendPlain(ReadOnlySpan<char> text)
    {
        Ascii.FromUtf16(text, Room(text.Length), out int written);
        Length += written;
    }

    /// <summary>Writes a number that is not negative.</summary>
    public void Append(int number)
    {
        number.TryFormat(Room(10), out int written);
        Length += written;
    }

    private Span<byte> Room(int more)
    {
        if (Length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(Length + more, 2 * bytes.Length));
        }

        return bytes.AsSpan(Length);
    }
}
