using System;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// Reads the value at hand, one method for each type of fact, for use with <see cref="CaseJson.ReadFact"/>. Each returns false
/// after reporting why the value cannot be read.
/// </summary>
public static class CaseValues
{
    private static readonly CaseNames PeriodKeys = new("from", "to", "ongoing");

    /// <summary>Reads <c>true</c>, <c>false</c>, <c>"yes"</c> or <c>"no"</c>.</summary>
    public static bool YesNo(ref CaseJson json, FactDescription fact, out bool value)
    {
        if (TryYesNo(ref json, out value))
        {
            return true;
        }

        json.Report(CaseMessages.NotYesNo, fact.Name, json.Quote());
        json.Skip();
        return false;
    }

    /// <summary>Reads a number, or a string that holds a number or a range, with or without a unit; gives it in the unit of the fact.</summary>
    public static bool Number(ref CaseJson json, FactDescription fact, out Number value)
    {
        value = default;
        if (json.Token is JsonTokenType.Number or JsonTokenType.String)
        {
            string text = json.Token == JsonTokenType.String ? json.Text() : json.RawNumber();
            if (QuantityText.Read(text, fact, out value) is { } error)
            {
                json.Report(error.Code, error.Arguments);
                return false;
            }

            return true;
        }

        json.Report(CaseMessages.NotNumber, fact.Name, json.Quote());
        json.Skip();
        return false;
    }

    /// <summary>Reads a date: <c>"2014-10-30"</c>, <c>"2014-10"</c> or <c>"2014"</c>.</summary>
    public static bool Date(ref CaseJson json, FactDescription fact, out PartialDate value) => TryDate(ref json, fact.Name, out value) && value.IsKnown;

    /// <summary>Reads a period from a string: <c>"2013-01 to 2013-08"</c>, <c>"since 2013-01"</c>, <c>"2013-05-02"</c> (that day).</summary>
    public static bool Period(ref CaseJson json, FactDescription fact, out Period value)
    {
        value = default;
        if (json.Token == JsonTokenType.StartObject)
        {
            PeriodObject(ref json, fact, out value);
            return value.IsKnown;
        }

        if (json.Token != JsonTokenType.String || !PeriodText.TrySplit(json.Text(), out string from, out string to, out bool isOngoing))
        {
            json.Report(CaseMessages.NotPeriod, fact.Name, json.Quote());
            json.Skip();
            return false;
        }

        if (!TryPeriodEnd(ref json, fact, from, out PartialDate first) || !TryPeriodEnd(ref json, fact, to, out PartialDate last))
        {
            return false;
        }

        value = new Period(first, last, isOngoing);
        return IsForward(json.Errors, json.Offset, fact, value);
    }

    /// <summary>Reads a value of a closed list, by its words; gives its number.</summary>
    public static bool Choice(ref CaseJson json, FactDescription fact, out int value)
    {
        value = json.Token == JsonTokenType.String ? json.IndexIn(fact.ChoiceNames, out _) : -1;
        if (value >= 0)
        {
            return true;
        }

        string suggestion = json.Token == JsonTokenType.String ? fact.ChoiceNames.DidYouMean(json.Text()) : string.Empty;
        json.Report(CaseMessages.NotChoice, fact.Name, json.Quote(), "“" + string.Join("”, “", fact.Choices) + "”", suggestion);
        json.Skip();
        return false;
    }

    /// <summary>Reads words.</summary>
    public static bool Text(ref CaseJson json, FactDescription fact, out string value)
    {
        bool isRead = TryText(ref json, fact.Name, out string? text);
        value = text ?? string.Empty;
        return isRead && text is not null;
    }

    /// <summary>Reads a code, with or without its system before it (<c>ICD-10-CM M54.5</c>), as a string or, if it is one, a number.</summary>
    public static bool Code(ref CaseJson json, FactDescription fact, out string value)
    {
        string text = json.Token switch
        {
            JsonTokenType.String => json.Text().Trim(),
            JsonTokenType.Number => json.RawNumber(),
            _ => string.Empty,
        };
        string system = fact.CodeSystem + " ";
        value = text.StartsWith(system, StringComparison.OrdinalIgnoreCase) ? text[system.Length..].TrimStart() : text;
        if (value.AsSpan().ContainsAnyInRange('0', '9') && !value.AsSpan().ContainsAny(" ,;*"))
        {
            return true;
        }

        json.Report(CaseMessages.NotCode, fact.Name, json.Quote(), fact.CodeSystem ?? string.Empty);
        json.Skip();
        return false;
    }

    /// <summary>Reads words of the frame or of evidence; <c>null</c> is none. Reports <paramref name="what"/> if it is anything else.</summary>
    internal static bool TryText(ref CaseJson json, string what, out string? text)
    {
        text = json.Token == JsonTokenType.String ? json.Text().Trim() : null;
        if (json.Token is JsonTokenType.String or JsonTokenType.Null)
        {
            text = text is { Length: 0 } ? null : text;
            return true;
        }

        json.Report(CaseMessages.NotText, what, json.Quote());
        json.Skip();
        return false;
    }

    /// <summary>Reads a date of the frame or of evidence; <c>null</c> and <c>"unknown"</c> are none.</summary>
    internal static bool TryDate(ref CaseJson json, string what, out PartialDate date)
    {
        date = default;
        if (json.Token == JsonTokenType.Null)
        {
            return true;
        }

        if (json.Token != JsonTokenType.String)
        {
            json.Report(CaseMessages.NotDate, what, json.Quote());
            json.Skip();
            return false;
        }

        string text = json.Text().Trim();
        if (text.Equals("unknown", StringComparison.OrdinalIgnoreCase) || PartialDate.TryParse(text, out date))
        {
            return true;
        }

        ReportDate(ref json, what, text);
        return false;
    }

    /// <summary>Reads <c>true</c> or <c>false</c> of the frame; null is false.</summary>
    internal static bool TryFlag(ref CaseJson json, string what)
    {
        if (json.Token == JsonTokenType.Null)
        {
            return false;
        }

        if (!TryYesNo(ref json, out bool value))
        {
            json.Report(CaseMessages.NotYesNo, what, json.Quote());
            json.Skip();
        }

        return value;
    }

    /// <summary>Reads a period written as an object, with the evidence that stands in it; the period is unknown if nothing is filled in or it cannot be read.</summary>
    internal static Evidence? PeriodObject(ref CaseJson json, FactDescription fact, out Period period)
    {
        int offset = json.Offset;
        int errorsBefore = json.Errors.Count;
        (PartialDate from, PartialDate to, bool isOngoing) = (default, default, false);
        var evidence = new EvidenceReading();
        var keys = new CaseObject(json, PeriodKeys);
        while (keys.Next(ref json, out int key))
        {
            switch (key)
            {
                case 0:
                    TryDate(ref json, "from", out from);
                    break;
                case 1:
                    TryDate(ref json, "to", out to);
                    break;
                case 2:
                    isOngoing = TryFlag(ref json, "ongoing");
                    break;
                default:
                    if (!evidence.TryRead(ref json, EvidenceReading.Keys.IndexOf(keys.Key)))
                    {
                        json.Errors.Report(CaseMessages.UnknownPart, keys.Offset, "A period", CaseErrors.Quote(keys.Key), PeriodKeys.DidYouMean(keys.Key));
                        json.Skip();
                    }

                    break;
            }
        }

        period = default;
        if (isOngoing && to.IsKnown)
        {
            json.Errors.Report(CaseMessages.EndOfOngoing, offset, fact.Name);
        }
        else if (json.Errors.Count == errorsBefore)
        {
            var read = new Period(from, to, isOngoing);
            period = IsForward(json.Errors, offset, fact, read) ? read : default;
        }

        return evidence.ToEvidence();
    }

    private static bool TryYesNo(ref CaseJson json, out bool value)
    {
        value = IsYes(json);
        return value || json.Token == JsonTokenType.False || json.IsWord("no");
    }

    private static bool IsYes(in CaseJson json) => json.Token == JsonTokenType.True || json.IsWord("yes");

    private static bool TryPeriodEnd(ref CaseJson json, FactDescription fact, string text, out PartialDate date)
    {
        date = default;
        if (text.Length == 0 || text.Equals("unknown", StringComparison.OrdinalIgnoreCase) || PartialDate.TryParse(text, out date))
        {
            return true;
        }

        if (PeriodText.LooksLikeDate(text))
        {
            ReportDate(ref json, fact.Name, text);
        }
        else
        {
            json.Report(CaseMessages.NotPeriod, fact.Name, json.Quote());
        }

        return false;
    }

    private static void ReportDate(ref CaseJson json, string what, string text)
    {
        if (PeriodText.LooksLikeDate(text))
        {
            json.Report(CaseMessages.ImpossibleDate, what, text);
        }
        else
        {
            json.Report(CaseMessages.NotDate, what, CaseErrors.Quote(text));
        }
    }

    private static bool IsForward(CaseErrors errors, int offset, FactDescription fact, Period period)
    {
        if (!period.IsReversed)
        {
            return true;
        }

        errors.Report(CaseMessages.ReversedPeriod, offset, fact.Name, period.From.ToString(), period.To.ToString());
        return false;
    }
}
