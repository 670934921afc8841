using System;
using System.Collections.Generic;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

// Facts: a value, an object with a value and its evidence, or an array of such entries.
public ref partial struct CaseJson
{
    private static readonly CaseNames IncompleteKeys = new("incomplete", "entries");

    /// <summary>Reads a fact that has a value: the token at hand is what stands after its name.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fact">The fact.</param>
    /// <param name="readValue">How a value is read: a method of <see cref="CaseValues"/>.</param>
    public FactReading<T> ReadFact<T>(FactDescription fact, CaseValueReader<T> readValue)
    {
        if (IsUnknown(fact))
        {
            statements++;
            return new FactReading<T>(Knowledge.Unknown, []);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TryReadValueEntry(fact, readValue, out EntryReading<T> only) ? Given<T>([only]) : Given<T>([]);
        }

        var entries = new List<EntryReading<T>>();
        var offsets = new List<int>();
        while (NextElement(fact))
        {
            int offset = Offset;
            if (TryReadValueEntry(fact, readValue, out EntryReading<T> entry))
            {
                entries.Add(entry);
                offsets.Add(offset);
            }
        }

        ReportContradictions(fact, entries, offsets);
        return Given([.. entries]);
    }

    /// <summary>Reads a record or list: the token at hand is what stands after its name.</summary>
    /// <typeparam name="T">The type of an entry.</typeparam>
    /// <param name="fact">The record or list.</param>
    /// <param name="create">Makes an entry of which nothing is known.</param>
    /// <param name="readField">Reads a field into an entry.</param>
    public FactReading<T> ReadEntries<T>(FactDescription fact, Func<T> create, CaseFieldReader<T> readField)
    {
        var entries = new List<EntryReading<T>>();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String when IsWord("none"):
                statements++;
                return new FactReading<T>(Knowledge.None, []);
            case JsonTokenType.String when IsWord("unknown"):
                statements++;
                return new FactReading<T>(Knowledge.Unknown, []);
            case JsonTokenType.StartArray:
                while (NextElement(fact))
                {
                    ReadFieldsEntry(fact, create, readField, entries);
                }

                break;
            case JsonTokenType.StartObject when HasKey("incomplete") && fact.Entries!.FieldNames.IndexOf("incomplete") < 0:
                return ReadIncomplete(fact, create, readField);
            default:
                ReadFieldsEntry(fact, create, readField, entries);
                break;
        }

        return Given([.. entries]);
    }

    private FactReading<T> ReadIncomplete<T>(FactDescription fact, Func<T> create, CaseFieldReader<T> readField)
    {
        var entries = new List<EntryReading<T>>();
        bool isIncomplete = false;
        var keys = new CaseObject(this, IncompleteKeys);
        while (keys.Next(ref this, out int key))
        {
            if (key == 0)
            {
                isIncomplete = CaseValues.TryFlag(ref this, "incomplete");
            }
            else if (key == 1 && reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }
            else if (key == 1 && IsArray("entries"))
            {
                while (NextElement(fact))
                {
                    ReadFieldsEntry(fact, create, readField, entries);
                }
            }
            else if (key < 0)
            {
                Errors.Report(CaseMessages.UnknownPart, keys.Offset, "An incomplete list", CaseErrors.Quote(keys.Key), IncompleteKeys.DidYouMean(keys.Key));
                Skip();
            }
        }

        if (!isIncomplete)
        {
            return Given([.. entries]);
        }

        statements++;
        return new FactReading<T>(Knowledge.Incomplete, [.. entries]);
    }

    private FactReading<T> Given<T>(EntryReading<T>[] entries)
    {
        statements += entries.Length;
        return new FactReading<T>(entries.Length == 0 ? Knowledge.NotMentioned : Knowledge.Given, entries);
    }

    // Moves to the next element of the array at hand. An array without any says nothing that could be relied on.
    private bool NextElement(FactDescription fact)
    {
        int arrayOffset = Offset;
        bool isFirst = reader.TokenType == JsonTokenType.StartArray;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return true;
            }

            Report(CaseMessages.NestedArray, fact.Name);
            Skip();
            isFirst = false;
        }

        if (isFirst)
        {
            Errors.Report(CaseMessages.EmptyArray, arrayOffset, fact.Name, fact.HasEntries ? "\"none\" if the record says that there is none, or null" : "null");
        }

        return false;
    }

    // An entry of a fact with a value: the value itself, or an object with the value and its evidence.
    private bool TryReadValueEntry<T>(FactDescription fact, CaseValueReader<T> readValue, out EntryReading<T> entry)
    {
        entry = default;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            bool isKnown = !IsUnknown(fact);
            T value = default!;
            string? recorded = Recorded(fact);
            bool isRead = !isKnown || readValue(ref this, fact, out value);
            entry = new EntryReading<T>(isKnown, value, null, recorded);
            return isRead;
        }

        // A period may be written as an object itself.
        if (fact.Type == FactType.Period && !HasKey("value"))
        {
            int before = statements;
            Evidence? around = CaseValues.PeriodObject(ref this, fact, out Period period);
            statements = before;
            if (!period.IsKnown || period is not T known)
            {
                return false;
            }

            entry = new EntryReading<T>(true, known, around, null);
            return true;
        }

        return TryReadWrapped(fact, readValue, out entry);
    }

    private bool TryReadWrapped<T>(FactDescription fact, CaseValueReader<T> readValue, out EntryReading<T> entry)
    {
        int offset = Offset;
        var evidence = new EvidenceReading();
        (bool hasValue, bool isSilent, bool isKnown, bool isRead) = (false, false, true, false);
        T value = default!;
        string? reason = null;
        bool isAnswer = fact.Holder == FactHolder.Reviewer;
        var keys = new CaseObject(this, isAnswer ? EvidenceReading.AnswerKeys : EvidenceReading.ValueKeys);
        while (keys.Next(ref this, out int key))
        {
            if (key == 0)
            {
                hasValue = true;
                isSilent = reader.TokenType == JsonTokenType.Null;
                isKnown = isSilent || !IsUnknown(fact);
                reason = Recorded(fact) ?? reason;
                isRead = !isSilent && (!isKnown || readValue(ref this, fact, out value));
            }
            else if (key == EvidenceReading.ReasonKey)
            {
                CaseValues.TryText(ref this, "reason", out reason);
            }
            else if (!evidence.TryRead(ref this, key - 1))
            {
                Errors.Report(
                    CaseMessages.UnknownEvidence,
                    keys.Offset,
                    fact.Name,
                    CaseErrors.Quote(keys.Key),
                    (isAnswer ? EvidenceReading.AnswerKeys : EvidenceReading.ValueKeys).DidYouMean(keys.Key));
                Skip();
            }
        }

        if (!hasValue)
        {
            Errors.Report(CaseMessages.NoValue, offset, fact.Name, isAnswer ? "answer" : "value");
        }

        entry = new EntryReading<T>(isKnown, value, evidence.ToEvidence(), reason);
        return isRead;
    }

    // An entry with fields: the fields and their evidence side by side, or the fields under "value" and the evidence beside it.
    private void ReadFieldsEntry<T>(FactDescription fact, Func<T> create, CaseFieldReader<T> readField, List<EntryReading<T>> entries)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject && fact.CodeSystem is not null)
        {
            ReadCodeEntry(fact, create, readField, entries);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Report(CaseMessages.NotEntry, fact.Name, fact.Type == FactType.List ? "a list" : "a record", Quote());
            Skip();
            return;
        }

        int before = statements;
        T entry = create();
        var evidence = new EvidenceReading();
        if (HasKey("value") && fact.Entries!.FieldNames.IndexOf("value") < 0)
        {
            var keys = new CaseObject(this, EvidenceReading.ValueKeys);
            while (keys.Next(ref this, out int key))
            {
                if (key > 0 && evidence.TryRead(ref this, key - 1))
                {
                    continue;
                }

                if (key < 0)
                {
                    Errors.Report(
                        CaseMessages.UnknownEvidence,
                        keys.Offset,
                        fact.Name,
                        CaseErrors.Quote(keys.Key),
                        fact.Entries!.FieldNames.IndexOf(keys.Key) >= 0 ? " It is a field: put it inside “value”." : EvidenceReading.ValueKeys.DidYouMean(keys.Key));
                    Skip();
                }
                else if (reader.TokenType != JsonTokenType.Null && fact.CodeSystem is not null && reader.TokenType != JsonTokenType.StartObject)
                {
                    readField(ref this, fact.Entries!.Fields[0], 0, entry);
                }
                else if (reader.TokenType != JsonTokenType.Null && IsObject("The “value” of “" + fact.Name + "”"))
                {
                    EvidenceReading none = default;
                    ReadFields(fact, entry, readField, ref none, isFlat: false);
                }
            }
        }
        else
        {
            ReadFields(fact, entry, readField, ref evidence, isFlat: true);
        }

        bool isFilledIn = statements > before || evidence.ToEvidence() is not null;
        statements = before;
        if (isFilledIn)
        {
            entries.Add(new EntryReading<T>(true, entry, evidence.ToEvidence(), null));
        }
    }

    // An entry of a list of codes may be the code alone.
    private void ReadCodeEntry<T>(FactDescription fact, Func<T> create, CaseFieldReader<T> readField, List<EntryReading<T>> entries)
    {
        int before = statements;
        T entry = create();
        readField(ref this, fact.Entries!.Fields[0], 0, entry);
        bool isRead = statements > before;
        statements = before;
        if (isRead)
        {
            entries.Add(new EntryReading<T>(true, entry, null, null));
        }
    }

    private void ReadFields<T>(FactDescription fact, T entry, CaseFieldReader<T> readField, ref EvidenceReading evidence, bool isFlat)
    {
        EntryKindDescription kind = fact.Entries!;
        var keys = new CaseObject(this, kind.Keys);
        while (keys.Next(ref this, out int key))
        {
            if (key >= 0 && key < kind.Fields.Count)
            {
                readField(ref this, kind.Fields[key], key, entry);
            }
            else if (!isFlat || !evidence.TryRead(ref this, key - kind.Fields.Count))
            {
                Errors.Report(CaseMessages.UnknownField, keys.Offset, fact.Name, CaseErrors.Quote(keys.Key), kind.FieldNames.DidYouMean(keys.Key));
                Skip();
            }
        }
    }

    // The words of a quantity that is to be converted.
    private readonly string? Recorded(FactDescription fact) =>
        fact.Type == FactType.Number && reader.TokenType == JsonTokenType.String && QuantityText.IsInOtherUnit(reader.GetString()!, fact) ? reader.GetString()!.Trim() : null;

    private readonly bool IsUnknown(FactDescription fact) => IsWord("unknown") && fact.ChoiceNames.IndexOf("unknown") < 0;

    // Two statements from one source and day that cannot both be true. Sources that differ are the record's business, not a mistake of the file.
    private readonly void ReportContradictions<T>(FactDescription fact, List<EntryReading<T>> entries, List<int> offsets)
    {
        for (int second = 1; second < entries.Count; second++)
        {
            for (int first = 0; first < second; first++)
            {
                if (entries[first].IsKnown && entries[second].IsKnown && HaveOneSource(entries[first].Evidence, entries[second].Evidence)
                    && Exclude(entries[first].Value, entries[second].Value))
                {
                    Errors.Report(CaseMessages.Contradiction, offsets[second], fact.Name);
                    break;
                }
            }
        }
    }

    private static bool HaveOneSource(Evidence? first, Evidence? second) =>
        (first?.Date ?? default) == (second?.Date ?? default) && (first is null || !first.Date.IsKnown || first.Date.IsExact)
        && string.Equals(first?.By, second?.By, StringComparison.OrdinalIgnoreCase) && first?.Kind == second?.Kind;

    private static bool Exclude<T>(T first, T second) => (first, second) switch
    {
        (Number left, Number right) => left.Is(right).IsNotMet,
        (PartialDate left, PartialDate right) => left.SameDayAs(right).IsNotMet,
        (string, string) => false,
        _ => !EqualityComparer<T>.Default.Equals(first, second),
    };
}
