using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>Writes a made-up case as a case file. Every other value that is not documented is left out, the others are null.</summary>
internal sealed class CaseText : IDisposable
{
    /// <summary>The purposes of a pump, as the guideline spells them.</summary>
    public static readonly IReadOnlyList<string> Purposes = Samples.Plan.Choices.Single(choice => choice.Name == "purpose of the pump").Values;

    /// <summary>The kinds of treatment.</summary>
    public static readonly string[] Kinds = ["medication", "surgery", "psychological", "physical"];

    /// <summary>The results of treatment.</summary>
    public static readonly string[] Results = ["helped", "failed", "stopped for side effects"];

    private static readonly string[] Drugs =
        ["codeine", "fentanyl patch", "hydrocodone", "hydromorphone", "methadone", "morphine", "oxycodone", "oxymorphone", "tramadol", "other opioid"];

    private readonly MemoryStream bytes = new();
    private readonly Utf8JsonWriter json;
    private readonly DrawnCase drawn;
    private int silent;

    private CaseText(DrawnCase drawn)
    {
        this.drawn = drawn;
        json = new Utf8JsonWriter(bytes);
    }

    /// <summary>The case file of a case, in UTF-8.</summary>
    public static byte[] Of(DrawnCase drawn)
    {
        using var text = new CaseText(drawn);
        text.Write();
        text.json.Flush();
        return text.bytes.ToArray();
    }

    /// <summary>The period of a treatment in words; null if it is not documented.</summary>
    public static string? PeriodOf(DrawnTreatment treatment) =>
        !treatment.From.IsKnown ? null : treatment.IsOngoing ? "since " + treatment.From : treatment.From + " to " + treatment.To;

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        bytes.Dispose();
    }

    private void Write()
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteStartObject("case");
        json.WriteString("decision date", drawn.DecisionDate.ToString());
        json.WriteEndObject();
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("service", "permanent implantation");
        json.WriteString("request date", drawn.RequestDate.ToString());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("facts");
        Facts();
        json.WriteEndObject();
        json.WriteStartObject("reviewer");
        YesNo("other treatment is likely to help", drawn.OtherTreatmentIsLikelyToHelp);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Facts()
    {
        Value("date of injury", drawn.DateOfInjury.IsKnown ? drawn.DateOfInjury.ToString() : null);
        Value("pain onset", drawn.PainOnset.IsKnown ? drawn.PainOnset.ToString() : null);
        Value("purpose of the pump", drawn.PurposeOfThePump is { } purpose ? Purposes[(int)purpose] : null);
        YesNo("pain is malignant", drawn.PainIsMalignant);
        List("conservative care", drawn.ConservativeCare, Treatment);
        YesNo("pain is intractable", drawn.PainIsIntractable);
        YesNo("pathology", drawn.Pathology, drawn.PathologyKind);
        YesNo("further surgery is indicated", drawn.FurtherSurgeryIsIndicated);
        Evaluation(drawn.PsychologicalEvaluation);
        YesNo("sepsis", drawn.Sepsis);
        YesNo("coagulopathy", drawn.Coagulopathy);
        YesNo("other contraindication", drawn.OtherContraindication);
        Trial(drawn.SpinalOpioidTrial);
        YesNo("strong opioids failed", drawn.StrongOpioidsFailed);
        YesNo("side effects are intolerable", drawn.SideEffectsAreIntolerable);
        Number("life expectancy", drawn.LifeExpectancy);
        YesNo("tumor encroachment on the thecal sac", drawn.TumorEncroachment, drawn.TumorKind);
        YesNo("spasticity is severe", drawn.SpasticityIsSevere);
        YesNo("oral baclofen failed", drawn.OralBaclofenFailed);
    }

    private void Treatment(DrawnTreatment treatment)
    {
        Value("kind", Kinds[(int)treatment.Kind]);
        Value("period", PeriodOf(treatment));
        Value("result", treatment.Result is { } result ? Results[(int)result] : null);
        YesNo("is contraindicated", treatment.IsContraindicated);
    }

    private void Evaluation(DrawnEvaluation? evaluation)
    {
        if (Begin("psychological evaluation", evaluation is null, evaluation?.IsNone == true))
        {
            YesNo("pain is primarily psychological", evaluation!.PainIsPrimarilyPsychological);
            YesNo("benefit is expected", evaluation.BenefitIsExpected);
            json.WriteEndObject();
            Value("by", evaluation.By);
            Value("date", evaluation.Date.IsKnown ? evaluation.Date.ToString() : null);
            json.WriteEndObject();
        }
    }

    private void Trial(DrawnTrial? trial)
    {
        if (Begin("spinal opioid trial", trial is null, trial?.IsNone == true))
        {
            Number("pain before", trial!.PainBefore);
            Number("pain after", trial.PainAfter);
            Number("relief", trial.Relief);
            YesNo("functional improvement", trial.FunctionalImprovement);
            List("oral opioids before", trial.OpioidsBefore, Opioid);
            List("oral opioids after", trial.OpioidsAfter, Opioid);
            json.WriteEndObject();
            Value("date", trial.Date.IsKnown ? trial.Date.ToString() : null);
            json.WriteEndObject();
        }
    }

    private void Opioid(DrawnOpioid opioid)
    {
        Value("drug", Drugs[(int)opioid.Drug]);
        Number("daily dose", opioid.DailyDose);
    }

    // A record with evidence: its fields stand in "value".
    private bool Begin(string name, bool isSilent, bool isNone)
    {
        if (isSilent || isNone)
        {
            Value(name, isNone ? "none" : null);
            return false;
        }

        json.WriteStartObject(name);
        json.WriteStartObject("value");
        return true;
    }

    private void List<T>(string name, IReadOnlyList<T>? entries, Action<T> write)
    {
        if (entries is not { Count: > 0 })
        {
            Value(name, entries is null ? null : "none");
            return;
        }

        json.WriteStartArray(name);
        foreach (T entry in entries)
        {
            json.WriteStartObject();
            write(entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void YesNo(string name, bool? value, string? kind = null) => Fact(name, value is null, kind, () => json.WriteBooleanValue(value!.Value));

    private void Number(string name, decimal? value) => Fact(name, value is null, null, () => json.WriteNumberValue(value!.Value));

    private void Value(string name, string? value) => Fact(name, value is null, null, () => json.WriteStringValue(value));

    private void Fact(string name, bool isSilent, string? kind, Action write)
    {
        if (isSilent)
        {
            if (silent++ % 2 == 0)
            {
                json.WriteNull(name);
            }

            return;
        }

        json.WritePropertyName(name);
        bool isEvidenced = drawn.Evidenced.Contains(name);
        if (kind is null && !isEvidenced)
        {
            write();
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName("value");
        write();
        if (kind is not null)
        {
            json.WriteString("kind", kind);
        }

        if (isEvidenced)
        {
            json.WriteString("by", "treating physician");
            json.WriteString("date", drawn.DecisionDate.AddDays(-40).ToString());
            json.WriteString("at", "progress note, p. 2");
        }

        json.WriteEndObject();
    }
}
