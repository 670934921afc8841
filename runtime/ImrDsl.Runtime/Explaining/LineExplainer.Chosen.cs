using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// The latest and the first entry of a list.
internal sealed partial class LineExplainer
{
    /// <summary>Which entry counts, which may, and which were passed over.</summary>
    /// <param name="node">The node that asks for the latest or first entry.</param>
    /// <param name="parts">Its parts: the list, the date of an entry, what is asked of it.</param>
    /// <param name="line">The line.</param>
    private void SayChosen(NodeDescription node, IReadOnlyList<NodeDescription> parts, LineDraft line)
    {
        FactDescription fact = guideline.Facts[parts[0].Fact];
        List<NotedEntry> candidates = [.. account.Of(root, node.Number).Where(noted => noted.Entry.Kind == AccountKind.EntryChosen)];
        var passedOver = new List<string>();
        SayListAsWhole(parts[0], line);
        foreach (NotedEntry noted in account.Of(root, node.Number))
        {
            IFactView view = WholeOf(fact, parts[0], noted.Outer);
            int entry = noted.Entry.Entry;
            switch (noted.Entry.Kind)
            {
                case AccountKind.EntryChosen:
                    bool isSure = candidates.Count == 1 && noted.Entry.Value.IsMet;
                    line.Say(
                        isSure ? StatementKind.Support : StatementKind.Missing,
                        fact.Name + (isSure ? ": " : " that may be the one that counts: ") + EntryWords(fact, view, entry),
                        view.EvidenceAt(entry));
                    break;
                case AccountKind.EntrySetAside:
                    passedOver.Add(DatedWords(fact, view, entry));
                    break;
                case AccountKind.FactMissing:
                    string problem = candidates.Count > 1 ? "it is open which entry counts"
                        : IsNoneLeft(parts[0]) ? "no entry of it fits “" + parts[0].Words + "”"
                        : ProblemOf(node, fact, view, entry);
                    line.Say(StatementKind.Missing, fact.Name + ": " + problem);
                    Lacks.Add(new Lack(fact, HolderOf(fact, parts[0])?.Fact, node.Words, problem, false));
                    break;
            }
        }

        if (passedOver.Count > 0)
        {
            line.Say(StatementKind.Remark, "other entries of " + fact.Name + " do not count: " + string.Join("; ", passedOver));
        }
    }

    private bool IsNoneLeft(NodeDescription list) => account.Of(root, list.Number).All(noted => noted.Entry.Kind != AccountKind.EntryChosen);

    private void SayListAsWhole(NodeDescription list, LineDraft line)
    {
        FactDescription fact = guideline.Facts[list.Fact];
        foreach (NotedEntry noted in account.Of(root, list.Number))
        {
            switch (noted.Entry.Kind)
            {
                case AccountKind.FactUsed:
                    line.Say(StatementKind.Remark, "the record says that there is no " + fact.Name);
                    break;
                case AccountKind.FactMissing when WholeOf(fact, list, noted.Outer).Knowledge == Knowledge.Incomplete:
                    line.Say(StatementKind.Missing, "the list of " + fact.Name + " is incomplete");
                    Lacks.Add(new Lack(fact, null, null, "incomplete", false));
                    break;
                case AccountKind.FactMissing or AccountKind.DefaultUsed:
                    SayLack(list, noted, line);
                    break;
            }
        }
    }

    // Nothing was asked of an entry: there is none, or nothing is asked.
    private void SayNoneChosen(NodeDescription node, NodeDescription list, Answer answer, bool wanted, LineDraft line)
    {
        if (answer.Value.IsNotMet)
        {
            line.Say(wanted ? StatementKind.Contrary : StatementKind.Support, "no entry of " + guideline.Facts[list.Fact].Name + " fits “" + node.Words + "”");
        }
    }

    private void SayUnconfirmed(NodeDescription part, LineDraft line)
    {
        if (account.AnswerOf(root, part.Number) is { Value.IsNotMet: true })
        {
            // What refutes it later does not tell what was so at the end of the time.
            line.Demote(StatementKind.Contrary, StatementKind.Remark);
            line.Say(StatementKind.Missing, "no measurement at the end of the time confirms it");
            Lacks.Add(new Lack(guideline.Facts[guideline.PartsOf(part)[0].Fact], null, part.Words, "none confirms it at the end of the time", false));
        }
    }

    // What an entry says, its date first.
    private static string DatedWords(FactDescription list, IFactView view, int entry)
    {
        string words = EntryWords(list, view, entry);
        PartialDate date = view.EvidenceAt(entry)?.Date ?? default;
        return date.IsKnown ? "of " + date + (words.StartsWith("entry ", System.StringComparison.Ordinal) ? string.Empty : ", " + words) : words;
    }

    /// <summary>What the entries that may count say: "3", "3 or 5"; their dates, where the date itself is meant.</summary>
    private string? ShownOfChosen(NodeDescription value, string? unit)
    {
        IReadOnlyList<NodeDescription> parts = guideline.PartsOf(value);
        if (parts.Count > 2)
        {
            return Shown(parts[2], unit);
        }

        FactDescription fact = guideline.Facts[parts[0].Fact];
        var dates = new List<string>();
        foreach (NotedEntry noted in account.Of(root, value.Number).Where(noted => noted.Entry.Kind == AccountKind.EntryChosen))
        {
            string date = DateOfEntry(fact, WholeOf(fact, parts[0], noted.Outer), noted.Entry.Entry);
            if (!dates.Contains(date))
            {
                dates.Add(date);
            }
        }

        return dates.Count == 0 ? null : Phrases.Or(dates);
    }

    private static string DateOfEntry(FactDescription list, IFactView view, int entry)
    {
        for (int i = 0; i < list.Entries!.Fields.Count; i++)
        {
            FactDescription field = list.Entries.Fields[i];
            if (field.Type == FactType.Date && string.Equals(field.Name, "date", System.StringComparison.OrdinalIgnoreCase)
                && view.FieldAt(entry, i) is { Count: > 0 } stated && stated.ValueAt(0) is { } date)
            {
                return date;
            }
        }

        return (view.EvidenceAt(entry)?.Date ?? default).ToString();
    }
}
