using System.Text.Json;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>Gathers the evidence that stands beside a value: who, what kind, when, where.</summary>
internal struct EvidenceReading
{
    /// <summary>The place of <c>reason</c> among <see cref="AnswerKeys"/>.</summary>
    public const int ReasonKey = 5;

    private string? by;
    private string? person;
    private string? kind;
    private PartialDate date;
    private string? at;

    /// <summary>The keys of evidence.</summary>
    public static CaseNames Keys { get; } = new("by", "kind", "date", "at");

    /// <summary>The keys of an object that wraps a value: the value, then <see cref="Keys"/>.</summary>
    public static CaseNames ValueKeys { get; } = new("value", "by", "kind", "date", "at");

    /// <summary>The keys of a reviewer's answer: the answer, <see cref="Keys"/>, the reason.</summary>
    public static CaseNames AnswerKeys { get; } = new("answer", "by", "kind", "date", "at", "reason");

    /// <summary>
    /// Reads the value of a key of evidence, given its place among <see cref="Keys"/>. Returns false, and reads nothing, for any other.
    /// </summary>
    public bool TryRead(ref CaseJson json, int key)
    {
        switch (key)
        {
            case 0:
                ReadBy(ref json);
                return true;
            case 1:
                ReadKind(ref json);
                return true;
            case 2:
                CaseValues.TryDate(ref json, "date", out date);
                return true;
            case 3:
                CaseValues.TryText(ref json, "at", out at);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The evidence, or null if none was given.</summary>
    public readonly Evidence? ToEvidence() => by is null && kind is null && !date.IsKnown && at is null
        ? null
        : new Evidence { By = by, Person = person, Kind = kind, Date = date, At = at };

    private void ReadBy(ref CaseJson json)
    {
        if (!CaseValues.TryText(ref json, "by", out by) || by is null)
        {
            return;
        }

        person = json.Vocabulary.PersonNamedIn(by);
        if (person is null)
        {
            string last = by.Split(',')[^1].Trim();
            json.Report(CaseMessages.UnknownPerson, CaseErrors.Quote(by), new CaseNames([.. json.Vocabulary.Persons]).DidYouMean(last));
        }
    }

    private void ReadKind(ref CaseJson json)
    {
        if (!CaseValues.TryText(ref json, "kind", out string? text) || text is null)
        {
            return;
        }

        kind = json.Vocabulary.FindKind(text.Trim());
        if (kind is null)
        {
            json.Report(CaseMessages.UnknownKind, CaseErrors.Quote(text), new CaseNames([.. json.Vocabulary.Kinds]).DidYouMean(text));
        }
    }
}
