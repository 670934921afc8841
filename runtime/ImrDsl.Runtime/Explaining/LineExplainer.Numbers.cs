using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// What a computed number is made of: points of a score, facts of a quotient, a recorded percentage beside the values.
internal sealed partial class LineExplainer
{
    // More facts than these are no help in one sentence.
    private const int MostOperands = 6;

    // "3 points: smoker", "0 of 1 point: sepsis", "0 or 2 points: any of depression, other illness" with what is missing.
    private void SayPoints(NodeDescription part, LineDraft line)
    {
        Answer answer = account.AnswerOf(root, part.Number) ?? Truth.NotDocumented;
        Truth counts = answer.WhereAnySuffices;
        int lacksBefore = Lacks.Count;
        var why = new LineDraft();
        Explain(part, wanted: true, why, answer);
        List<Lack> lacks = Lacks.GetRange(lacksBefore, Lacks.Count - lacksBefore);

        string what = ": " + part.Words + (part.IsBlock ? " " + string.Join(", ", guideline.PartsOf(part).Select(one => one.Words)) : MeasuredBy(part));
        if (counts.IsOpen)
        {
            IEnumerable<string> missing = lacks.Select(lack => lack.IsJudgement ? "for the reviewer to decide: " + lack.Fact.Name : Phrases.Of(lack.Fact, lack.Problem));
            line.Say(StatementKind.Remark, "0 or " + part.Title + what + (lacks.Count == 0 ? string.Empty : " (" + string.Join("; ", missing.Distinct()) + ")"));
            return;
        }

        Lacks.RemoveRange(lacksBefore, lacks.Count);
        Evidence? evidence = why.Statements.FirstOrDefault(statement => statement.Evidence is not null)?.Evidence;
        line.Say(StatementKind.Remark, (counts.IsMet ? string.Empty : "0 of ") + part.Title + what, evidence);
    }

    // " (dose is 100 mg/day)": what a condition measures, where its words do not say it.
    private string MeasuredBy(NodeDescription condition)
    {
        if (condition.Kind is not (NodeKind.Comparison or NodeKind.AtLeastBand or NodeKind.AtMostBand or NodeKind.WithinBand))
        {
            return string.Empty;
        }

        NodeDescription value = guideline.PartsOf(condition)[0];
        return Shown(value, condition.Unit) is { } shown ? " (" + value.Name + " is " + shown + ")" : string.Empty;
    }

    // "weight 108 kg", "height 175 cm": the facts and definitions that a computed number is made of; in another unit, those of the number itself.
    private IEnumerable<string> Operands(NodeDescription value, string name) => guideline.PartsOf(value).SelectMany(part => part.Kind switch
    {
        NodeKind.Arithmetic => Operands(part, name),
        NodeKind.DefinedValue when part.Name == name && Body(part) is { Kind: NodeKind.Arithmetic } body => Operands(body, name),
        NodeKind.Fact or NodeKind.DefinedValue or NodeKind.ChosenValue or NodeKind.Table => Shown(part) is { } shown ? [part.Name + " " + Recorded(shown)] : [],
        _ => Enumerable.Empty<string>(),
    });

    // Within parentheses the record's words alone.
    private static string Recorded(string shown) => shown.EndsWith(')') && shown.IndexOf(" (", System.StringComparison.Ordinal) is > 0 and int end ? shown[..end] : shown;

    // A change, and a recorded percentage: where the two disagree, it is no support, whatever it says.
    private void SayChange(NodeDescription change, LineDraft line)
    {
        IReadOnlyList<NodeDescription> parts = guideline.PartsOf(change);
        SayValue(parts[0], line);
        SayValue(parts[1], line);
        bool disagrees = account.Of(root, change.Number)
            .Any(noted => noted.Entry.Kind == AccountKind.RuleApplied && (AccountRule)noted.Entry.Low == AccountRule.PercentageDisagrees);
        if (!disagrees)
        {
            foreach (NodeDescription recorded in parts.Skip(2))
            {
                SayValue(recorded, line);
            }

            SayRules(change, line);
            return;
        }

        NotedEntry used = account.Of(root, parts[2].Number).Last(noted => noted.Entry.Kind == AccountKind.FactUsed);
        Evidence? evidence = ViewOf(guideline.Facts[used.Entry.Fact], parts[2], used, out int entry).EvidenceAt(entry);
        line.Say(
            StatementKind.Remark,
            "the record disagrees with itself: its values make " + Shown(change) + ", which counts; it also says " + parts[2].Name + " " + Shown(parts[2]),
            evidence);
    }
}
