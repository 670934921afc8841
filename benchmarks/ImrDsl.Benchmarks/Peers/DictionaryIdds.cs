using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>
/// The same rules walked as a tree over a dictionary of boxed values, as small rule engines do it. What takes a loop it hands to the
/// hand-written code, so that it is not measured on that.
/// </summary>
internal static class DictionaryIdds
{
    private static readonly Node NonMalignantPain = new All(
        new Fact("pain is intractable"),
        new Not(new Fact("further surgery is indicated")),
        new Not(new Fact("sepsis")),
        new Not(new Fact("coagulopathy")),
        new Not(new OrElse("other contraindication", false)),
        new Shown(new OneOf("pathology kind", EvidenceKind.Mri, EvidenceKind.Ct, EvidenceKind.CtMyelogram, EvidenceKind.Emg, EvidenceKind.PhysicalExamination), new Fact("pathology")),
        new Ask(HandWrittenIdds.Duration),
        new Ask(HandWrittenIdds.PsychologicalClearance),
        new Ask(HandWrittenIdds.SuccessfulTrial),
        new Ask(HandWrittenIdds.FailureOfConservativeCare));

    private static readonly Node Judgement = new Not(new Fact("other treatment is likely to help"));

    private static readonly Node MalignantPain = new All(
        new Any(new Fact("strong opioids failed"), new Fact("side effects are intolerable")),
        new MoreThan("life expectancy", 3),
        new Shown(new OneOf("tumor kind", EvidenceKind.Mri, EvidenceKind.Ct, EvidenceKind.CtMyelogram, EvidenceKind.Emg), new Not(new Fact("tumor encroachment"))),
        new Not(new Fact("sepsis")),
        new Not(new Fact("coagulopathy")),
        new Not(new OrElse("other contraindication", false)),
        new Ask(HandWrittenIdds.TrialRelieved));

    private static readonly Node OtherIndications = new Any(
        new Not(new OneOf("purpose of the pump", Idds.PurposeOfThePump.Pain, Idds.PurposeOfThePump.IntrathecalBaclofenForSpasticity)),
        new All(new OneOf("purpose of the pump", Idds.PurposeOfThePump.IntrathecalBaclofenForSpasticity), new Fact("spasticity is severe"), new Fact("oral baclofen failed")));

    private static readonly Node IsPain = new OneOf("purpose of the pump", Idds.PurposeOfThePump.Pain);
    private static readonly Node IsMalignant = new Fact("pain is malignant");

    /// <summary>A made-up case as a dictionary; what is silent is not in it.</summary>
    public static Dictionary<string, object> CaseOf(DrawnCase drawn)
    {
        var facts = new Dictionary<string, object?>
        {
            ["case"] = HandWrittenCase.Of(drawn),
            ["purpose of the pump"] = drawn.PurposeOfThePump,
            ["pain is malignant"] = drawn.PainIsMalignant,
            ["pain is intractable"] = drawn.PainIsIntractable,
            ["pathology"] = drawn.Pathology,
            ["pathology kind"] = HandWrittenCase.Of(drawn).PathologyKind,
            ["further surgery is indicated"] = drawn.FurtherSurgeryIsIndicated,
            ["other treatment is likely to help"] = drawn.OtherTreatmentIsLikelyToHelp,
            ["sepsis"] = drawn.Sepsis,
            ["coagulopathy"] = drawn.Coagulopathy,
            ["other contraindication"] = drawn.OtherContraindication,
            ["strong opioids failed"] = drawn.StrongOpioidsFailed,
            ["side effects are intolerable"] = drawn.SideEffectsAreIntolerable,
            ["life expectancy"] = drawn.LifeExpectancy,
            ["tumor encroachment"] = drawn.TumorEncroachment,
            ["tumor kind"] = HandWrittenCase.Of(drawn).TumorKind,
            ["spasticity is severe"] = drawn.SpasticityIsSevere,
            ["oral baclofen failed"] = drawn.OralBaclofenFailed,
        };
        return facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Key, fact => fact.Value!);
    }

    /// <summary>What the guideline says of the request.</summary>
    public static Finding Decide(Dictionary<string, object> facts) => (IsPain.Of(facts), IsMalignant.Of(facts)) switch
    {
        (null, _) => Finding.NotEstablished,
        (false, _) => Plain(OtherIndications.Of(facts)),
        (_, true) => Plain(MalignantPain.Of(facts)),
        (_, false) => OfNonMalignantPain(facts),
        _ => MalignantPain.Of(facts) == false && OfNonMalignantPain(facts) == Finding.NotNecessary ? Finding.NotNecessary : Finding.NotEstablished,
    };

    private static Finding OfNonMalignantPain(Dictionary<string, object> facts)
    {
        bool? judgement = Judgement.Of(facts);
        if (judgement == false)
        {
            return Finding.NotNecessary;
        }

        Finding finding = Plain(NonMalignantPain.Of(facts));
        return finding == Finding.Necessary && judgement is null ? Finding.NeedsJudgement : finding;
    }

    private static Finding Plain(bool? isNecessary) =>
        isNecessary switch { true => Finding.Necessary, false => Finding.NotNecessary, null => Finding.NotEstablished };

    private abstract class Node
    {
        public abstract bool? Of(Dictionary<string, object> facts);
    }

    private sealed class Fact(string name) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => facts.TryGetValue(name, out object? value) ? (bool)value : null;
    }

    private sealed class OrElse(string name, bool silence) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => facts.TryGetValue(name, out object? value) ? (bool)value : silence;
    }

    private sealed class OneOf(string name, params Enum[] members) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => facts.TryGetValue(name, out object? value) ? members.Contains((Enum)value) : null;
    }

    // With other evidence, or none, it is open.
    private sealed class Shown(Node evidence, Node part) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => evidence.Of(facts) == true ? part.Of(facts) : null;
    }

    private sealed class MoreThan(string name, decimal bound) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => facts.TryGetValue(name, out object? value) ? (decimal)value > bound : null;
    }

    private sealed class Ask(Func<HandWrittenCase, bool?> criterion) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => criterion((HandWrittenCase)facts["case"]);
    }

    private sealed class Not(Node part) : Node
    {
        public override bool? Of(Dictionary<string, object> facts) => !part.Of(facts);
    }

    private sealed class All(params Node[] parts) : Node
    {
        public override bool? Of(Dictionary<string, object> facts)
        {
            bool? all = true;
            foreach (Node part in parts)
            {
                all &= part.Of(facts);
                if (all == false)
                {
                    return false;
                }
            }

            return all;
        }
    }

    private sealed class Any(params Node[] parts) : Node
    {
        public override bool? Of(Dictionary<string, object> facts)
        {
            bool? any = false;
            foreach (Node part in parts)
            {
                any |= part.Of(facts);
                if (any == true)
                {
                    return true;
                }
            }

            return any;
        }
    }
}
