using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// Reads a case file token by token, and reports what is wrong where it stands. Every reader of cases is written with it: the one that
/// follows a guideline's description, and those generated for one guideline, so that all report the same errors.
/// </summary>
/// <remarks>
/// The text is checked as a whole when it is opened; from then on no method throws, whatever the case holds. A method that reads a value
/// is called with the reader on the value's first token and leaves it on the last.
/// </remarks>
public ref partial struct CaseJson
{
    /// <summary>The deepest nesting a case file may have.</summary>
    public const int MaxDepth = 64;

    private readonly int start;
    private Utf8JsonReader reader;

    // Counts what the case said so far, so that an entry in which nothing is filled in can be told from one that says something.
    private int statements;

    private CaseJson(ReadOnlySpan<byte> utf8, int start, EvidenceVocabulary vocabulary, CaseErrors errors)
    {
        this.start = start;
        reader = NewReader(utf8[start..]);
        Vocabulary = vocabulary;
        Errors = errors;
    }

    /// <summary>Where errors are reported.</summary>
    public CaseErrors Errors { get; }

    /// <summary>The terms for persons and kinds of evidence that the case may use.</summary>
    public EvidenceVocabulary Vocabulary { get; }

    /// <summary>The byte of the file at which the token at hand stands.</summary>
    public readonly int Offset => start + (int)reader.TokenStartIndex;

    /// <summary>The kind of token at hand.</summary>
    public readonly JsonTokenType Token => reader.TokenType;

    /// <summary>The depth of the token at hand.</summary>
    internal readonly int Depth => reader.CurrentDepth;

    /// <summary>
    /// Opens a file: checks that it is UTF-8 and JSON, complete and not too deep, and stands on its first token.
    /// Returns false after reporting why it cannot be read.
    /// </summary>
    /// <param name="utf8">The whole file; a byte order mark is skipped.</param>
    /// <param name="vocabulary">The terms for persons and kinds of evidence.</param>
    /// <param name="errors">Where errors are reported, here and later.</param>
    /// <param name="json">The reader.</param>
    public static bool TryOpen(ReadOnlySpan<byte> utf8, EvidenceVocabulary vocabulary, CaseErrors errors, out CaseJson json)
    {
        int start = utf8.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        json = new CaseJson(utf8, start, vocabulary, errors);
        if (!Utf8.IsValid(utf8))
        {
            errors.Report(CaseMessages.NotUtf8, FirstInvalid(utf8));
            return false;
        }

        if (!IsWellFormed(utf8[start..], start, errors))
        {
            return false;
        }

        json.reader.Read();
        return true;
    }

    /// <summary>Reports an error at the token at hand.</summary>
    public readonly void Report(string code, params string[] arguments) => Errors.Report(code, Offset, arguments);

    /// <summary>Passes over the value at hand.</summary>
    public void Skip() => reader.Skip();

    /// <summary>The token at hand as a message may quote it: a scalar as written, without its quotation marks.</summary>
    public readonly string Quote() => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => CaseErrors.Quote(reader.GetString()!),
        JsonTokenType.Number => CaseErrors.Quote(RawNumber()),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => "{ … }",
        JsonTokenType.StartArray => "[ … ]",
        _ => string.Empty,
    };

    /// <summary>The text of the string or key at hand.</summary>
    internal readonly string Text() => reader.GetString()!;

    /// <summary>The number at hand, as written.</summary>
    internal readonly string RawNumber() => Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>The number of the string or key at hand among some names, or −1.</summary>
    /// <param name="names">The names.</param>
    /// <param name="text">The string or key.</param>
    internal readonly int IndexIn(CaseNames names, out string text)
    {
        if (!reader.ValueIsEscaped && names.TryFindAsDeclared(reader.ValueSpan, out text, out int number))
        {
            return number;
        }

        text = reader.GetString()!;
        return names.IndexOf(text);
    }

    /// <summary>Whether the value at hand is this word, in capital or small letters, with or without blanks around it.</summary>
    /// <param name="word">The word, of small letters a to z.</param>
    internal readonly bool IsWord(string word) => reader.TokenType == JsonTokenType.String && MayBe(word, reader.ValueSpan)
        && string.Equals(reader.GetString()!.Trim(), word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Moves to the next token.</summary>
    internal bool Read() => reader.Read();

    /// <summary>Whether the object at hand has this key. Does not move.</summary>
    /// <param name="word">The key, of small letters a to z.</param>
    internal readonly bool HasKey(string word)
    {
        Utf8JsonReader ahead = reader;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            if (MayBe(word, ahead.ValueSpan) && CaseNames.Fold(ahead.GetString()!) == word)
            {
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    /// <summary>Whether the value at hand is an object; otherwise reports that <paramref name="what"/> must be one and passes over it.</summary>
    internal bool IsObject(string what) => Is(JsonTokenType.StartObject, what, "an object in braces { }");

    /// <summary>Whether the value at hand is an array; otherwise reports that <paramref name="what"/> must be one and passes over it.</summary>
    internal bool IsArray(string what) => Is(JsonTokenType.StartArray, what, "an array in brackets [ ]");

    // Seen at its first byte, nearly always: another letter or digit.
    private static bool MayBe(string word, ReadOnlySpan<byte> raw) =>
        !raw.IsEmpty && (!char.IsAsciiLetterOrDigit((char)raw[0]) || (raw[0] | 0x20) == word[0]);

    private bool Is(JsonTokenType type, string what, string shape)
    {
        if (reader.TokenType == type)
        {
            return true;
        }

        Report(CaseMessages.WrongShape, what, shape, Quote());
        Skip();
        return false;
    }

    private static Utf8JsonReader NewReader(ReadOnlySpan<byte> utf8) => new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        int offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> json, int start, CaseErrors errors)
    {
        Utf8JsonReader reader = NewReader(json);
        try
        {
            bool isWhole = true;
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && !CanBeText(ref reader))
                {
                    errors.Report(CaseMessages.HalfCharacter, start + (int)reader.TokenStartIndex);
                    isWhole = false;
                }
            }

            return isWhole;
        }
        catch (JsonException exception)
        {
            ReportMalformed(json, start, OffsetOf(json, exception), reader.CurrentDepth, errors);
            return false;
        }
    }

    // The reader checks the form of \u escapes but not that surrogates come in pairs.
    private static bool CanBeText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int OffsetOf(ReadOnlySpan<byte> json, JsonException exception)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            offset += json[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(offset + (int)(exception.BytePositionInLine ?? 0), json.Length);
    }

    private static void ReportMalformed(ReadOnlySpan<byte> json, int start, int offset, int depth, CaseErrors errors)
    {
        if (json[offset..].Trim(" \t\r\n"u8).IsEmpty)
        {
            errors.Report(CaseMessages.Truncated, start + offset);
        }
        else if (depth >= MaxDepth - 1 && (json[offset] is (byte)'{' or (byte)'['))
        {
            errors.Report(CaseMessages.TooDeep, start + offset);
        }
        else
        {
            Rune.DecodeFromUtf8(json[offset..], out Rune found, out _);
            errors.Report(CaseMessages.NotJson, start + offset, Rune.IsControl(found) ? "a line end or control character" : "“" + found + "”");
        }
    }
}

/// <summary>
/// Walks over the keys of an object: <c>while (keys.Next(ref json, out int name)) switch (name) …</c>. Reports keys that stand twice;
/// passes over comments (keys that begin with <c>//</c>).
/// </summary>
internal struct CaseObject
{
    private const int MostOfMask = 64;

    private readonly CaseNames names;
    private readonly int depth;

    // The names so far by their numbers, as far as those go; all other keys as names are compared.
    private ulong seenNames;
    private HashSet<string>? seen;

    /// <summary>The object at hand, with the names that have a meaning in it.</summary>
    public CaseObject(in CaseJson json, CaseNames names)
    {
        this.names = names;
        depth = json.Depth;
    }

    /// <summary>The key at hand, as written.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>The byte of the file at which the key stands.</summary>
    public int Offset { get; private set; }

    /// <summary>
    /// Moves to the next key and its value: <paramref name="name"/> is the number of the key among the names, or −1 if it is none of them.
    /// Returns false at the end of the object.
    /// </summary>
    public bool Next(ref CaseJson json, out int name)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            name = json.IndexIn(names, out string key);
            Key = key;
            Offset = json.Offset;
            bool isComment = Key.StartsWith("//", StringComparison.Ordinal);
            bool isNew = isComment || IsNew(name);
            if (!isNew)
            {
                json.Report(CaseMessages.DuplicateKey, CaseErrors.Quote(Key));
            }

            json.Read();
            if (!isComment && isNew)
            {
                return true;
            }

            json.Skip();
        }

        name = -1;
        return false;
    }

    private bool IsNew(int name)
    {
        if (name is < 0 or >= MostOfMask)
        {
            return (seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(CaseNames.Fold(Key));
        }

        bool isNew = (seenNames & (1UL << name)) == 0;
        seenNames |= 1UL << name;
        return isNew;
    }
}
