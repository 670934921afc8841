using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>How the values of a fact are read from a line. Made once for a guideline; may be used by several threads at once.</summary>
internal sealed class FactRule
{
    /// <summary>What <see cref="Words"/> give for <c>unknown</c>.</summary>
    public const int Unknown = int.MaxValue;

    /// <summary>What <see cref="Words"/> give for <c>none</c>.</summary>
    public const int NoEntries = int.MaxValue - 1;

    private const decimal Largest = 1_000_000_000_000m;
    private const int MostScale = 12;

    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(digits => (long)Math.Pow(10, digits))];

    private readonly int scale;
    private readonly long low;
    private readonly long high;
    private readonly long stepsFrom;
    private readonly long step = 1;

    /// <summary>The rule of a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="description">What its guideline says of it.</param>
    /// <param name="form">How the guideline's cases are written.</param>
    /// <param name="entries">The rule of its entries, for a record or list.</param>
    public FactRule(FactPlan fact, FactDescription description, FlatForm form, EntryRule? entries)
    {
        Number = fact.Number;
        Type = description.Type;
        IsRead = form.IsRead(fact);
        IsAnswer = description.Holder == FactHolder.Reviewer;
        Entries = entries;
        System = description.CodeSystem;
        Unit = description.Unit is { } unit && Ascii.IsValid(unit) && unit[0] is not ('-' or '+') && !unit.Contains(" to ", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetBytes(unit)
            : [];
        Words = WordsOf(description);
        if (Type == FactType.Number)
        {
            scale = form.ScaleOf(fact);
            IsPlain = scale <= MostScale;
            decimal factor = Powers[Math.Min(scale, MostScale)];
            decimal most = Math.Min(FlatForm.EndOfScaled - 1, Largest * factor);
            low = (long)Math.Ceiling(Math.Max((description.Low ?? -Largest) * factor, -most));
            high = (long)Math.Floor(Math.Min((description.High ?? Largest) * factor, most));
            if (IsPlain && description.Step is { } declared)
            {
                step = (long)(declared * factor);
                stepsFrom = (long)((description.Low ?? 0) * factor);
            }
        }

        Usual = !IsRead || IsAnswer || entries is not null ? UsualValue.None : Type switch
        {
            FactType.YesNo => UsualValue.YesNo,
            FactType.Number when IsPlain => UsualValue.Number,
            FactType.Choice => UsualValue.Choice,
            FactType.Date => UsualValue.Date,
            FactType.Period => UsualValue.Period,
            _ => UsualValue.None,
        };
    }

    /// <summary>The place of the fact among all facts of the guideline.</summary>
    public int Number { get; }

    /// <summary>Its type.</summary>
    public FactType Type { get; }

    /// <summary>Whether the guideline asks about it; if not, it is checked and not kept.</summary>
    public bool IsRead { get; }

    /// <summary>Whether it is the reviewer's answer.</summary>
    public bool IsAnswer { get; }

    /// <summary>What its values most often are that are read without detours.</summary>
    public UsualValue Usual { get; }

    /// <summary>The unit of a quantity as its values may name it; empty if it has none.</summary>
    public byte[] Unit { get; }

    /// <summary>The values of a choice by their numbers, and the words that stand in place of a value.</summary>
    public WordTable Words { get; }

    /// <summary>The code system of a code or list of codes, or null.</summary>
    public string? System { get; }

    /// <summary>The rule of the entries of a record or list, or null.</summary>
    public EntryRule? Entries { get; }

    /// <summary>Whether values can be read here at all: numbers have few enough digits.</summary>
    public bool IsPlain { get; } = true;

    /// <summary>A number as it is written of the fact; false if it is out of range or off its step, or has no flat form.</summary>
    /// <param name="digits">Its digits.</param>
    /// <param name="decimals">How many of them stand behind the point, at most 18.</param>
    public bool TryScale(long digits, int decimals, out long scaled)
    {
        scaled = digits;
        for (; decimals > scale; decimals--)
        {
            if (scaled % 10 != 0)
            {
                return false;
            }

            scaled /= 10;
        }

        long factor = Powers[scale - decimals];
        if (factor > 1)
        {
            if (scaled > FlatForm.EndOfScaled / factor || scaled < -FlatForm.EndOfScaled / factor)
            {
                return false;
            }

            scaled *= factor;
        }

        return scaled >= low && scaled <= high && (step == 1 || IsOnStep(scaled - stepsFrom));
    }

    /// <summary>The same of a number that <see cref="LineText.ShortNumber"/> reads; false also if it has more decimals than the fact's numbers.</summary>
    public bool TryScaleShort(long digits, int decimals, out long scaled)
    {
        // Eight digits and ten more have room.
        const int MostMore = 10;
        int more = scale - decimals;
        scaled = (uint)more <= MostMore ? digits * Powers[more] : long.MaxValue;
        return scaled >= low && scaled <= high && (step == 1 || IsOnStep(scaled - stepsFrom));
    }

    // Division of 32 bits is several times as fast.
    private bool IsOnStep(long distance) => (ulong)distance <= uint.MaxValue && step <= uint.MaxValue ? (uint)distance % (uint)step == 0 : distance % step == 0;

    private static WordTable WordsOf(FactDescription fact)
    {
        var names = new CaseNames(fact.Choices);
        IEnumerable<(string, int)> words = fact.Choices.SelectMany((choice, number) => Spellings.Of(choice).Where(word => names.IndexOf(word) == number).Select(word => (word, number)));
        words = names.IndexOf("unknown") < 0 ? words.Append(("unknown", Unknown)) : words;
        return new WordTable(fact.HasEntries ? words.Append(("none", NoEntries)) : words);
    }
}

/// <summary>How the entries of a record or list are read from a line.</summary>
internal sealed class EntryRule
{
    private const int MostFields = 48;

    /// <summary>The rule of a kind of entry. Its fields are set after it is made, since kinds may hold lists of kinds.</summary>
    /// <param name="kind">The kind.</param>
    public EntryRule(EntryKindDescription kind)
    {
        var names = new CaseNames([.. kind.Fields.Select(field => field.Name)]);
        FieldNames = new KeyTable(kind.Fields.SelectMany((field, place) =>
            Spellings.Of(field.Name).Where(word => names.IndexOf(word) == place).Select(word => (word, EvidenceWords.FirstField + place))));
        Names = new KeyTable(kind.Fields.SelectMany((field, place) =>
                Spellings.Of(field.Name).Where(word => names.IndexOf(word) == place).Select(word => (word, EvidenceWords.FirstField + place)))
            .Concat(EvidenceWords.All.Where(word => names.IndexOf(word.Word) < 0)));
        IsPlain = kind.Fields.Count <= MostFields;
    }

    /// <summary>The names of the fields, as places behind <see cref="EvidenceWords.FirstField"/>.</summary>
    public KeyTable FieldNames { get; }

    /// <summary>The names of the fields and, where no field has the name, the words of evidence.</summary>
    public KeyTable Names { get; }

    /// <summary>The rules of the fields.</summary>
    public FactRule[] Fields { get; set; } = [];

    /// <summary>Whether entries can be read here at all: they have few enough fields.</summary>
    public bool IsPlain { get; }
}

/// <summary>The spellings of a name that are read at once. Every other one that means it is left to the careful reader.</summary>
internal static class Spellings
{
    /// <summary>As declared, in lower case, and with a capital first.</summary>
    public static IEnumerable<string> Of(string name)
    {
        string lower = name.ToLowerInvariant();
        return [name, lower, lower.Length == 0 ? lower : char.ToUpperInvariant(lower[0]) + lower[1..]];
    }
}

/// <summary>The keys of evidence, of what stands around a value and of a period, by numbers.</summary>
internal static class EvidenceWords
{
    public const int Value = 0;
    public const int By = 1;
    public const int Kind = 2;
    public const int Date = 3;
    public const int Source = 4;
    public const int Reason = 5;
    public const int Incomplete = 6;
    public const int Entries = 7;
    public const int From = 8;
    public const int To = 9;
    public const int Ongoing = 10;

    /// <summary>The first number that is free for fields.</summary>
    public const int FirstField = 16;

    /// <summary>The keys that may stand around entries.</summary>
    public static (string Word, int Number)[] All { get; } =
        [("value", Value), ("by", By), ("kind", Kind), ("date", Date), ("at", Source), ("incomplete", Incomplete), ("entries", Entries)];

    /// <summary>The keys of an object around a value.</summary>
    public static KeyTable OfValue { get; } = new([("value", Value), ("by", By), ("kind", Kind), ("date", Date), ("at", Source)]);

    /// <summary>The keys of an object around a period, or that is one.</summary>
    public static KeyTable OfPeriod { get; } = new(
        [("value", Value), ("by", By), ("kind", Kind), ("date", Date), ("at", Source), ("from", From), ("to", To), ("ongoing", Ongoing)]);

    /// <summary>The keys of a reviewer's answer.</summary>
    public static KeyTable OfAnswer { get; } = new([("answer", Value), ("by", By), ("kind", Kind), ("date", Date), ("at", Source), ("reason", Reason)]);
}
