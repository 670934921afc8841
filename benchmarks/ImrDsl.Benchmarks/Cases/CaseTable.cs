using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>
/// Writes made-up cases as tables: a row for each, and in a second table a row for each treatment. Of the opioids of a trial a table can only say that there were none,
/// so they are left out.
/// </summary>
internal static class CaseTable
{
    /// <summary>The columns of the cases.</summary>
    public const string Head = "id,decision date,service,request date,date of injury,pain onset,purpose of the pump,pain is malignant,conservative care,pain is intractable,"
        + "pathology,pathology: kind,further surgery is indicated,psychological evaluation,psychological evaluation: pain is primarily psychological,"
        + "psychological evaluation: benefit is expected,psychological evaluation: by,psychological evaluation: date,sepsis,coagulopathy,other contraindication,"
        + "spinal opioid trial,spinal opioid trial: pain before,spinal opioid trial: pain after,spinal opioid trial: relief,spinal opioid trial: functional improvement,"
        + "spinal opioid trial: date,strong opioids failed,side effects are intolerable,life expectancy,tumor encroachment on the thecal sac,"
        + "tumor encroachment on the thecal sac: kind,spasticity is severe,oral baclofen failed,other treatment is likely to help\n";

    /// <summary>The columns of the treatments.</summary>
    public const string HeadOfTreatments = "id,kind,period,result,is contraindicated\n";

    /// <summary>Writes cases, the same again and again under new ids. Returns the length of both tables, in bytes.</summary>
    /// <param name="file">Where to write the cases.</param>
    /// <param name="treatments">Where to write their treatments.</param>
    /// <param name="drawn">The different cases.</param>
    /// <param name="count">How many cases to write.</param>
    public static long Write(string file, string treatments, IReadOnlyList<DrawnCase> drawn, int count)
    {
        string[] rows = [.. drawn.Select(RowOf)];
        string[][] entries = [.. drawn.Select(one => (one.ConservativeCare ?? []).Select(RowOf).ToArray())];
        using (var cases = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16))
        using (var lists = new StreamWriter(treatments, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16))
        {
            cases.Write(Head);
            lists.Write(HeadOfTreatments);
            for (int i = 0; i < count; i++)
            {
                string id = "C" + (i + 1).ToString("0000000", CultureInfo.InvariantCulture);
                cases.Write(id + rows[i % rows.Length]);
                foreach (string entry in entries[i % rows.Length])
                {
                    lists.Write(id + entry);
                }
            }
        }

        return new FileInfo(file).Length + new FileInfo(treatments).Length;
    }

    private static string RowOf(DrawnCase drawn)
    {
        DrawnEvaluation? evaluation = drawn.PsychologicalEvaluation is { IsNone: false } whole ? whole : null;
        DrawnTrial? trial = drawn.SpinalOpioidTrial is { IsNone: false } given ? given : null;
        return Row(
            drawn.DecisionDate.ToString(), "permanent implantation", drawn.RequestDate.ToString(), Cell(drawn.DateOfInjury), Cell(drawn.PainOnset),
            drawn.PurposeOfThePump is { } purpose ? CaseText.Purposes[(int)purpose] : string.Empty, Cell(drawn.PainIsMalignant),
            drawn.ConservativeCare is { Count: 0 } ? "none" : string.Empty, Cell(drawn.PainIsIntractable), Cell(drawn.Pathology),
            drawn.Pathology is null ? string.Empty : drawn.PathologyKind ?? string.Empty, Cell(drawn.FurtherSurgeryIsIndicated),
            drawn.PsychologicalEvaluation is { IsNone: true } ? "none" : string.Empty, Cell(evaluation?.PainIsPrimarilyPsychological), Cell(evaluation?.BenefitIsExpected),
            evaluation?.By ?? string.Empty, Cell(evaluation?.Date ?? default), Cell(drawn.Sepsis), Cell(drawn.Coagulopathy), Cell(drawn.OtherContraindication),
            drawn.SpinalOpioidTrial is { IsNone: true } ? "none" : string.Empty, Cell(trial?.PainBefore), Cell(trial?.PainAfter), Cell(trial?.Relief),
            Cell(trial?.FunctionalImprovement), Cell(trial?.Date ?? default), Cell(drawn.StrongOpioidsFailed), Cell(drawn.SideEffectsAreIntolerable),
            Cell(drawn.LifeExpectancy), Cell(drawn.TumorEncroachment), drawn.TumorEncroachment is null ? string.Empty : drawn.TumorKind ?? string.Empty,
            Cell(drawn.SpasticityIsSevere), Cell(drawn.OralBaclofenFailed), Cell(drawn.OtherTreatmentIsLikelyToHelp));
    }

    private static string RowOf(DrawnTreatment treatment) => Row(
        CaseText.Kinds[(int)treatment.Kind], CaseText.PeriodOf(treatment) ?? string.Empty, treatment.Result is { } result ? CaseText.Results[(int)result] : string.Empty,
        Cell(treatment.IsContraindicated));

    private static string Row(params string[] cells) => "," + string.Join(',', cells) + "\n";

    private static string Cell(bool? value) => value switch { true => "true", false => "false", null => string.Empty };

    private static string Cell(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Cell(PartialDate date) => date.IsKnown ? date.ToString() : string.Empty;
}
