using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// Whether a case states a fact as some guideline declares it. Of several guidelines that a case is read for, each may give a fact of the
/// same name its own values and fields; what one of them understands is no mistake.
/// </summary>
internal static class FactTrial
{
    /// <summary>Whether the fact can be read without errors from the token at hand. Reports nothing.</summary>
    /// <param name="json">The reader, a copy: the caller's stays where it is.</param>
    /// <param name="fact">The fact, as a guideline declares it.</param>
    public static bool Fits(CaseJson json, FactDescription fact)
    {
        int before = json.Errors.Count;
        Read(ref json, fact);
        bool fits = json.Errors.Count == before;
        json.Errors.TakeBack(before);
        return fits;
    }

    private static void Read(ref CaseJson json, FactDescription fact)
    {
        switch (fact.Type)
        {
            case FactType.YesNo:
                json.ReadFact<bool>(fact, CaseValues.YesNo);
                break;
            case FactType.Number:
                json.ReadFact<Number>(fact, CaseValues.Number);
                break;
            case FactType.Date:
                json.ReadFact<PartialDate>(fact, CaseValues.Date);
                break;
            case FactType.Period:
                json.ReadFact<Period>(fact, CaseValues.Period);
                break;
            case FactType.Choice:
                json.ReadFact<int>(fact, CaseValues.Choice);
                break;
            case FactType.Text:
                json.ReadFact<string>(fact, CaseValues.Text);
                break;
            case FactType.Code:
                json.ReadFact<string>(fact, CaseValues.Code);
                break;
            default:
                json.ReadEntries(fact, () => 0, ReadField);
                break;
        }
    }

    private static void ReadField(ref CaseJson json, FactDescription field, int ordinal, int entry) => Read(ref json, field);
}
