using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

/// <summary>Reads the evidence beside a value: who, what kind, when, where.</summary>
internal sealed class LineEvidence
{
    private const int Value = 0;
    private const int By = 1;
    private const int Kind = 2;
    private const int Date = 3;
    private const int At = 4;

    // So many spellings are remembered; others are looked up every time.
    private const int MostSpellings = 4096;
    private const int MostTerms = 255;
    private const int BitOfKind = 8;
    private const int BitOfDate = 16;
    private const int BitOfLate = 22;
    private const int BitOfPlace = 24;
    private const int BitOfSilence = 25;
    private const int BitOfFields = 26;

    private readonly EvidenceVocabulary vocabulary;
    private readonly WordTable persons = new([]);
    private readonly WordTable kinds = new([]);
    private readonly Dictionary<string, int> terms = [];
    private int requestDay;
    private int decisionDay;

    /// <summary>Evidence in terms of a vocabulary.</summary>
    public LineEvidence(EvidenceVocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>The keys of an object around a value.</summary>
    public static string[] Words { get; } = ["value", "by", "kind", "date", "at"];

    /// <summary>The keys of an object around a value, by their places in <see cref="Words"/>.</summary>
    public KeyTable Keys { get; } = new([.. Array.ConvertAll(Words, word => (word, Array.IndexOf(Words, word)))]);

    /// <summary>Sets the dates with which those of evidence are compared, as numbers of days; −1 for an unknown request date.</summary>
    public void Begin(int decision, int request) => (decisionDay, requestDay) = (decision, request);

    /// <summary>Whether a key of an object around a value is that of the value.</summary>
    public static bool IsValue(int word) => word == Value;

    /// <summary>Adds what some fields hold to what tells an entry apart.</summary>
    public static ulong WithFields(ulong key, ulong fields) => key | (fields << BitOfFields);

    /// <summary>What tells the answer apart that there is no entry.</summary>
    public static ulong None => 1UL << BitOfSilence;

    /// <summary>Whether there is any evidence.</summary>
    public static bool IsAny(ulong key) => key != 0;

    /// <summary>Whether the evidence is, or may be, of a day after the decision, so that it does not count.</summary>
    public static bool IsLate(ulong key) => (key >> BitOfLate & 3) != 0;

    /// <summary>Whether the evidence has a date.</summary>
    public static bool HasDate(ulong key) => (key >> BitOfDate & 0xF) != 0;

    /// <summary>
    /// Reads one part; gives the place behind it. Persons and kinds are told by their terms, a date by how it stands to those of the decision and of the request.
    /// </summary>
    /// <param name="word">Its key.</param>
    /// <param name="key">What tells the evidence apart.</param>
    public int Read(ref byte text, int at, int word, ref ulong key)
    {
        if (LineText.Has(ref text, at, LineText.Null))
        {
            return at + 4;
        }

        switch (word)
        {
            case By or Kind:
                int end = LineText.Plain(ref text, at);
                int term = end < 0 ? 0 : TermOf(ref text, at + 1, end - at - 2, word == By);
                key |= (ulong)term << (word == By ? 0 : BitOfKind);
                return term > 0 ? end : LineText.Careful;
            case Date when LineText.IsWord(ref text, at, 9, "\"unknown\""u8):
                return at + 9;
            case Date:
                at = LineDates.Date(ref text, at, out PartialDate date);
                (int first, int last) = (date.Earliest.DayNumber, date.Latest.DayNumber);
                key |= StandingOf(first, last) << BitOfDate;
                return at;
            case At:
                key |= 1UL << BitOfPlace;
                end = LineText.Plain(ref text, at);
                return end > at + 2 && LineText.At(ref text, at + 1) > ' ' ? end : LineText.Careful;
            default:
                return LineText.Careful;
        }
    }

    // Before, at or behind the request date with its first and its last day, 1 to 9, and how these stand to the decision date.
    private ulong StandingOf(int first, int last)
    {
        int toRequest = requestDay < 0 ? 10 : 5 + (3 * Math.Sign(first - requestDay)) + Math.Sign(last - requestDay);
        int toDecision = (last == decisionDay ? 1 : 0) | (first == decisionDay ? 2 : 0) | (last > decisionDay ? 4 : 0) | (first > decisionDay ? 8 : 0);
        return (ulong)(toRequest | (toDecision << 4));
    }

    private int TermOf(ref byte text, int at, int length, bool isPerson)
    {
        WordTable spellings = isPerson ? persons : kinds;
        int known = spellings.Find(ref Unsafe.Add(ref text, (nint)(uint)at), length);
        return known >= 0 ? known : Learn(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, (nint)(uint)at), length), spellings, isPerson);
    }

    // 0 for words that name none: the careful reader says so.
    private int Learn(ReadOnlySpan<byte> utf8, WordTable spellings, bool isPerson)
    {
        string words = Encoding.UTF8.GetString(utf8).Trim();
        string? term = words.Length == 0 ? null : isPerson ? vocabulary.PersonNamedIn(words) : vocabulary.FindKind(words);
        if (term is null || (!terms.TryGetValue(term, out int number) && terms.Count == MostTerms))
        {
            return 0;
        }

        if (number == 0)
        {
            terms.Add(term, number = terms.Count + 1);
        }

        if (spellings.Count < MostSpellings)
        {
            spellings.Add(utf8, number);
        }

        return number;
    }
}
