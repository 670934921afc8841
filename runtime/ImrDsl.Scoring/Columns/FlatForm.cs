using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>How the cases of a guideline are written in a <see cref="FlatCase"/>. Immutable; may be used by several threads at once.</summary>
internal sealed class FlatForm
{
    /// <summary>Scaled numbers lie below this and above its negative, so that what is computed of them has room in 64 bits.</summary>
    public const long EndOfScaled = 1_000_000_000_000_000;

    private const int MostSetsOfCodes = 64;
    private const int DigitsWithoutStep = 4;

    private readonly int[] scales;
    private readonly bool[] isRead;
    private readonly List<CodeSet> sets = [];
    private readonly Dictionary<CodeNode, int> setOf = [];
    private readonly Dictionary<string, short> persons;
    private readonly Dictionary<string, short> kinds;

    private FlatForm(GuidelinePlan plan)
    {
        Plan = plan;
        scales = [.. plan.AllFacts.Select(DigitsOf)];
        isRead = new bool[plan.AllFacts.Count];
        persons = Numbers(plan.Evidence.Persons);
        kinds = Numbers(plan.Evidence.Kinds);
        foreach (PlanNode node in plan.Nodes)
        {
            foreach (FactPlan fact in FactsOf(node))
            {
                MarkRead(fact);
            }
        }

        foreach (IGrouping<string, CodeNode> alike in plan.Nodes.OfType<CodeNode>().GroupBy(node => string.Join('|', node.Codes)))
        {
            foreach (CodeNode node in alike)
            {
                setOf.Add(node, sets.Count);
            }

            sets.Add(alike.First().Set);
        }
    }

    /// <summary>The guideline.</summary>
    public GuidelinePlan Plan { get; }

    /// <summary>The form of a guideline's cases; null if they have none (it asks for more sets of codes than a number has bits).</summary>
    public static FlatForm? Of(GuidelinePlan plan)
    {
        var form = new FlatForm(plan);
        return form.sets.Count <= MostSetsOfCodes ? form : null;
    }

    /// <summary>Whether anything in the guideline reads a fact. What nothing reads need not be written.</summary>
    public bool IsRead(FactPlan fact) => isRead[fact.Number];

    /// <summary>How many digits after the point a fact's numbers are written with, from 0 to 28.</summary>
    public int ScaleOf(FactPlan fact) => scales[fact.Number];

    /// <summary>A number as it is written of a fact; false if it has more digits than the fact's numbers, or is too large.</summary>
    public bool TryScale(FactPlan fact, decimal value, out long scaled)
    {
        scaled = 0;
        decimal factor = PowerOfTen(scales[fact.Number]);
        if (Math.Abs(value) >= EndOfScaled / factor)
        {
            return false;
        }

        decimal product = value * factor;
        scaled = (long)product;
        return scaled == product;
    }

    /// <summary>Which of the sets of codes that the guideline asks about hold a code, a bit each.</summary>
    public long SetsWith(string code)
    {
        long held = 0;
        for (int i = 0; i < sets.Count; i++)
        {
            held |= sets[i].Contains(code) ? 1L << i : 0;
        }

        return held;
    }

    /// <summary>The bit in <see cref="SetsWith"/> of the set that a test asks about.</summary>
    public int SetOf(CodeNode node) => setOf[node];

    /// <summary>The number of a term for a person, as evidence has it.</summary>
    public short PersonOf(string? term) => NumberOf(persons, term);

    /// <summary>The number of a term for a kind of evidence.</summary>
    public short KindOf(string? term) => NumberOf(kinds, term);

    private static short NumberOf(Dictionary<string, short> terms, string? term) =>
        term is null ? (short)FlatEntry.None : terms.GetValueOrDefault(term, FlatEntry.OtherTerm);

    private static Dictionary<string, short> Numbers(IEnumerable<string> terms) =>
        terms.Select((term, place) => (term, place)).ToDictionary(pair => pair.term, pair => (short)pair.place, StringComparer.Ordinal);

    private static int DigitsOf(FactPlan fact) => fact.Range switch
    {
        { Step: { } step } range => Math.Max(Digits(step), Math.Max(Digits(range.Low ?? 0), Digits(range.High ?? 0))),
        _ => DigitsWithoutStep,
    };

    // Without the zeros that end it.
    private static int Digits(decimal value) => (value / 1.0000000000000000000000000000m).Scale;

    private static decimal PowerOfTen(int digits)
    {
        decimal power = 1;
        for (int i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    // A fact may be read in place of another; of an entry, its date may be asked.
    private void MarkRead(FactPlan fact)
    {
        if (isRead[fact.Number])
        {
            return;
        }

        isRead[fact.Number] = true;
        if (fact.Default?.Fact is { } standIn)
        {
            MarkRead(standIn);
        }

        if (fact.EntryKind?.DateField is { } date)
        {
            MarkRead(date);
        }
    }

    private static IEnumerable<FactPlan> FactsOf(PlanNode node) => node switch
    {
        YesNoNode yesNo => [yesNo.Fact.Fact],
        MembershipNode membership => [membership.Fact.Fact],
        CodeNode code => [code.Fact.Fact],
        SameChoiceNode same => [same.Left.Fact, same.Right.Fact],
        DocumentedNode documented => [documented.Fact.Fact],
        FactNode fact => [fact.Fact.Fact],
        ListNode list => [list.Fact.Fact],
        TotalTimeNode total => [total.Period],
        TableNode table => table.Keys.Select(key => key.Fact),
        _ => [],
    };
}
