using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// Single conditions: facts, comparisons, choices, documentation, entries of lists.
internal sealed partial class LineExplainer
{
    internal const string Contradiction = "stated in ways that contradict each other";

    private void ExplainLeaf(NodeDescription node, IReadOnlyList<NodeDescription> parts, bool wanted, LineDraft line, Answer ifNotAsked)
    {
        Answer answer = account.AnswerOf(root, node.Number) ?? ifNotAsked;
        int lacksBefore = Lacks.Count;
        switch (node.Kind)
        {
            case NodeKind.YesNo:
                SayFact(node, line, (name, value) => (name + ": " + value, string.Empty, (value == "yes") == wanted));
                break;
            case NodeKind.Membership:
                string members = wanted || node.Members.Count > 1 ? Phrases.Required(Phrases.Members(guideline.Facts[node.Fact], node.Members), wanted) : "it must be another";
                SayFact(node, line, (name, value) => answer.Value.IsMet == wanted
                    ? (name + ": " + value, string.Empty, true)
                    : (name + ": " + value, "; " + members, false));
                break;
            case NodeKind.SameChoice:
                SaySameChoice(node, answer, wanted, line);
                break;
            case NodeKind.Code:
                SayFact(node, line, (name, value) => answer.Value.IsMet == wanted
                    ? (name + ": " + value, string.Empty, true)
                    : (name + ": " + value, "; " + Phrases.Required(node.Name, wanted), false));
                break;
            case NodeKind.Comparison:
                Evidence? measured = SayMeasuredOf(parts[0], line);
                SayValue(parts[1], line);
                string right = parts[1].Kind == NodeKind.Constant ? parts[1].Name : parts[1].Name + (Shown(parts[1]) is { } shown ? " (" + shown + ")" : string.Empty);
                SayMeasured(node, parts[0], Phrases.Compared(wanted ? node.Comparison : Phrases.Opposite(node.Comparison), node.IsOfDates, right), answer, wanted, line, measured);
                break;
            case NodeKind.AtLeastBand:
                SayMeasured(node, parts[0], (wanted ? "at least " : "less than ") + parts[1].Words, answer, wanted, line, SayMeasuredOf(parts[0], line));
                break;
            case NodeKind.AtMostBand:
                SayMeasured(node, parts[0], (wanted ? "at most " : "more than ") + parts[2].Words, answer, wanted, line, SayMeasuredOf(parts[0], line));
                break;
            case NodeKind.WithinBand:
                SayMeasured(node, parts[0], (wanted ? string.Empty : "outside of ") + parts[1].Name + " to " + parts[2].Name, answer, wanted, line, SayMeasuredOf(parts[0], line));
                break;
            case NodeKind.Documented:
                SayDocumented(node, wanted, line);
                if (parts.Count > 0 && parts[^1].IsCondition && (!answer.Value.IsNotMet || account.AnswerOf(root, parts[^1].Number) is not null))
                {
                    Explain(parts[^1], wanted, line, ifNotAsked);
                }

                break;
            case NodeKind.Chosen:
                SayChosen(node, parts, line);
                if (parts.Count > 2 && account.AnswerOf(root, parts[2].Number) is not null)
                {
                    Explain(parts[2], wanted, line, ifNotAsked);
                }
                else
                {
                    SayNoneChosen(node, parts[0], answer, wanted, line);
                }

                break;
            case NodeKind.Confirmation:
                var confirming = new LineDraft();
                Explain(parts[0], wanted, confirming, ifNotAsked);
                SayUnconfirmed(parts[0], confirming);
                line.Add(confirming);
                break;
            case NodeKind.Frequency:
                SayFrequency(node, parts[0], answer, wanted, line);
                break;
            case NodeKind.Some or NodeKind.Every:
                SayEntries(parts[0], node, line);
                SayQuantified(node, answer, wanted, line);
                break;
        }

        SayRules(node, line);
        if (Lacks.Count == lacksBefore && account.AnswerOf(root, node.Number)?.Value == Truth.NotDocumented)
        {
            AddInexact(parts, line);
        }
    }

    /// <summary>A fact that is read: what was used of it, what is missing, the default taken.</summary>
    private void SayFact(NodeDescription node, LineDraft line, System.Func<string, string, (string Text, string Requirement, bool IsSupport)> sentence)
    {
        foreach (NotedEntry noted in account.Of(root, node.Number))
        {
            switch (noted.Entry.Kind)
            {
                case AccountKind.FactUsed:
                    FactDescription fact = guideline.Facts[noted.Entry.Fact];
                    IFactView view = ViewOf(fact, node, noted, out int entry);
                    (string text, string requirement, bool isSupport) = sentence(fact.Name, view.ValueAt(entry) ?? "unknown");
                    Evidence? evidence = view.EvidenceAt(entry);
                    if (fact.Holder == FactHolder.Reviewer)
                    {
                        text += ", as the reviewer answers" + (view.ReasonAt(entry) is { } reason ? ": " + reason : string.Empty);
                        evidence = evidence is { Kind: null, At: null, Date.IsKnown: false } ? null : evidence;
                    }

                    line.Say(isSupport ? StatementKind.Support : StatementKind.Contrary, text, evidence, requirement);
                    SaySetAside(node, fact, view, entry, line);
                    break;
                default:
                    SayLack(node, noted, line);
                    break;
            }
        }
    }

    /// <summary>What a value rests on: the evidence of the facts used, what is missing, defaults taken, entries counted.</summary>
    private void SayValue(NodeDescription value, LineDraft line)
    {
        switch (value.Kind)
        {
            case NodeKind.DefinedValue:
                SayValue(guideline.Nodes[value.Target], line);
                return;
            case NodeKind.Score:
                foreach (NodeDescription part in guideline.PartsOf(value))
                {
                    SayPoints(part, line);
                }

                break;
            case NodeKind.PercentChange:
                SayChange(value, line);
                return;
            case NodeKind.TotalTime or NodeKind.LongestTime or NodeKind.Aggregate:
                SayEntries(guideline.PartsOf(value)[0], value, line);
                SayWindow(value, line);
                break;
            case NodeKind.ChosenValue:
                IReadOnlyList<NodeDescription> parts = guideline.PartsOf(value);
                SayChosen(value, parts, line);
                if (parts.Count > 2)
                {
                    SayValue(parts[2], line);
                }

                break;
            case NodeKind.Fact or NodeKind.Table:
                foreach (NotedEntry noted in account.Of(root, value.Number).Where(noted => noted.Entry.Fact >= 0))
                {
                    FactDescription fact = guideline.Facts[noted.Entry.Fact];
                    if (noted.Entry.Kind != AccountKind.FactUsed)
                    {
                        SayLack(value, noted, line);
                    }
                    else if (ViewOf(fact, value, noted, out int entry) is var view && view.EvidenceAt(entry) is { } evidence)
                    {
                        line.Say(StatementKind.Support, fact.Name + ": " + (view.ValueAt(entry) ?? "unknown"), evidence);
                        SaySetAside(value, fact, view, entry, line);
                    }
                }

                break;
            default:
                foreach (NodeDescription part in guideline.PartsOf(value))
                {
                    SayValue(part, line);
                }

                break;
        }

        SayRules(value, line);
    }

    // What a value rests on. The evidence of a single statement stands with what is measured.
    private Evidence? SayMeasuredOf(NodeDescription value, LineDraft line)
    {
        if (value.Kind == NodeKind.Fact && account.Of(root, value.Number).Where(noted => noted.Entry.Fact >= 0).ToList() is [{ Entry.Kind: AccountKind.FactUsed } only]
            && guideline.Facts[only.Entry.Fact] is var fact && ViewOf(fact, value, only, out int entry) is var view && view.EvidenceAt(entry) is { } evidence)
        {
            SaySetAside(value, fact, view, entry, line);
            SayRules(value, line);
            return evidence;
        }

        SayValue(value, line);
        return null;
    }

    // What else the record says of a fact, where it is not the same.
    private void SaySetAside(NodeDescription node, FactDescription fact, IFactView view, int used, LineDraft line)
    {
        if (fact.Holder == FactHolder.Entry)
        {
            return;
        }

        HashSet<int> counting = [.. account.Of(root, node.Number).Where(noted => noted.Entry.Kind == AccountKind.FactUsed && noted.Entry.Fact == fact.Number).Select(noted => noted.Entry.Entry)];
        for (int entry = 0; entry < view.Count; entry++)
        {
            if (!counting.Contains(entry) && view.ValueAt(entry) is { } other && other != view.ValueAt(used))
            {
                line.Say(StatementKind.SetAside, "set aside: " + fact.Name + ": " + other, view.EvidenceAt(entry));
            }
        }
    }

    /// <summary>"pain duration is 24 months; more than 6 months is required".</summary>
    private void SayMeasured(NodeDescription node, NodeDescription value, string required, Answer answer, bool wanted, LineDraft line, Evidence? evidence)
    {
        if (Shown(value, node.Unit) is not { } shown)
        {
            return;
        }

        NodeDescription body = Body(value);
        string verb = body.Kind is NodeKind.TotalTime ? " adds up to " : " is ";
        string said = body.Kind == NodeKind.Aggregate || NamesUnit(value.Name, node.Unit)
            ? value.Name + ": " + (node.Unit is { } unit && NamesUnit(value.Name, unit) && shown.EndsWith(" " + unit, System.StringComparison.Ordinal) ? shown[..^(unit.Length + 1)] : shown)
            : value.Name + verb + shown;
        StatementKind kind = answer.Value.IsOpen ? StatementKind.Missing : answer.Value.IsMet == wanted ? StatementKind.Support : StatementKind.Contrary;
        line.Say(
            kind,
            said + Ends(body, value.Name),
            evidence,
            "; " + required + " is required" + (answer.Value.IsOpen ? ", and the record leaves it open" : string.Empty));
    }

    // "levels", "visits already given": a number of what the name says.
    private static bool NamesUnit(string name, string? unit) => unit is not null && name.Split(' ').Contains(unit, System.StringComparer.OrdinalIgnoreCase);

    // Everything is stated, and yet it is open: not exactly enough (ranges that straddle a threshold, dates without a day), not usably (a
    // baseline of zero), or of no entry.
    private void AddInexact(IReadOnlyList<NodeDescription> values, LineDraft line)
    {
        bool isFound = values.Aggregate(false, (found, value) => AddInexact(value, isAny: false) | found)
            || values.Aggregate(false, (found, value) => AddInexact(value, isAny: true) | found);
        if (isFound)
        {
            return;
        }

        foreach (NodeDescription list in values.SelectMany(value => Below(value).Concat(Below(Body(value)))).Where(node => node.Kind == NodeKind.List))
        {
            FactDescription fact = guideline.Facts[list.Fact];
            line.Say(StatementKind.Missing, "no entry of " + fact.Name + " counts, so there is nothing to measure");
            Lacks.Add(new Lack(fact, null, null, "no entry of it counts", false));
        }
    }

    private bool AddInexact(NodeDescription value, bool isAny)
    {
        int before = Lacks.Count;
        foreach (NotedEntry noted in account.Of(root, value.Number).Where(noted => noted.Entry.Kind is AccountKind.FactUsed or AccountKind.DefaultUsed))
        {
            FactDescription fact = guideline.Facts[noted.Entry.Fact];
            if (noted.Entry.Kind == AccountKind.DefaultUsed)
            {
                // A default is exact; it may be a zero that nothing can be divided by.
                if (isAny)
                {
                    Lacks.Add(new Lack(fact, HolderOf(fact, value)?.Fact, null, "not mentioned", false));
                }

                continue;
            }

            IFactView view = ViewOf(fact, value, noted, out int entry);
            bool isDateOfEvidence = value.Kind == NodeKind.EntryDate && fact.HasEntries;
            string stated = (isDateOfEvidence ? view.EvidenceAt(entry)?.Date.ToString() : view.ValueAt(entry)) ?? string.Empty;
            bool isExact = isDateOfEvidence || fact.Type == FactType.Date
                ? PartialDate.TryParse(stated, out PartialDate date) && date.IsExact
                : stated.Length > 0 && (char.IsAsciiDigit(stated[0]) || stated[0] == '-') && !stated.Contains(" to ", System.StringComparison.Ordinal);
            if (isAny || !isExact)
            {
                Lacks.Add(new Lack(fact, HolderOf(fact, value)?.Fact, null, isExact ? "not usable as it is recorded" : "not stated exactly enough", false));
            }
        }

        IEnumerable<NodeDescription> parts = value.Target >= 0 ? [guideline.Nodes[value.Target]] : guideline.PartsOf(value);
        foreach (NodeDescription part in parts)
        {
            AddInexact(part, isAny);
        }

        return Lacks.Count > before;
    }

    private void SayDocumented(NodeDescription node, bool wanted, LineDraft line)
    {
        FactDescription fact = guideline.Facts[node.Fact];
        foreach (NotedEntry noted in account.Of(root, node.Number))
        {
            IFactView view = ViewOf(fact, node, noted, out int entry);
            switch (noted.Entry.Kind)
            {
                case AccountKind.EntryChosen when noted.Entry.Value.IsMet:
                    line.Say(wanted ? StatementKind.Support : StatementKind.Contrary, fact.Name + " is on record", view.EvidenceAt(entry));
                    break;
                case AccountKind.EntryChosen:
                    line.Say(StatementKind.Missing, fact.Name + " is on record, but not by whom, on what grounds or when, as the guideline asks", view.EvidenceAt(entry));
                    Lacks.Add(new Lack(fact, null, WantedBy(node), "its evidence is not fully stated", false));
                    break;
                case AccountKind.EntrySetAside:
                    line.Say(StatementKind.Remark, "another entry of " + fact.Name + " does not count", view.EvidenceAt(entry));
                    break;
                case AccountKind.FactUsed when fact.HasEntries:
                    line.Say(wanted ? StatementKind.Contrary : StatementKind.Support, "the record says that there is no " + fact.Name);
                    break;
                case AccountKind.FactUsed:
                    bool isNo = view.ValueAt(entry) == "no";
                    line.Say(
                        isNo != wanted ? StatementKind.Support : StatementKind.Contrary,
                        fact.Name + ": " + (view.ValueAt(entry) ?? "unknown"),
                        view.EvidenceAt(entry));
                    SaySetAside(node, fact, view, entry, line);
                    break;
                case AccountKind.FactMissing when IsUnqualified(node, view):
                    SayUnqualified(node, fact, view, line);
                    break;
                default:
                    SayLack(node, noted, line);
                    break;
            }
        }
    }

    // The record speaks of the fact, but no entry of it is what the guideline asks for.
    private bool IsUnqualified(NodeDescription node, IFactView view) => view.Knowledge is Knowledge.Given or Knowledge.Incomplete && view.Count > 0
        && !account.Of(root, node.Number).Any(noted => noted.Entry.Kind is AccountKind.FactUsed or AccountKind.EntryChosen);

    private void SayUnqualified(NodeDescription node, FactDescription fact, IFactView view, LineDraft line)
    {
        for (int entry = 0; entry < view.Count; entry++)
        {
            string value = view.ValueAt(entry) is { } words ? ": " + words + "," : " is on record,";
            line.Say(StatementKind.Missing, fact.Name + value + " but not with the evidence (who, on what grounds, when) that the guideline asks for", view.EvidenceAt(entry));
        }

        Lacks.Add(new Lack(fact, HolderOf(fact, node)?.Fact, WantedBy(node), "stated, but not with the evidence that the guideline asks for", false));
    }

    // The author's words, those of the parts of a block included: "…, with all of: benefit is expected; …".
    private string WantedBy(NodeDescription documented)
    {
        IReadOnlyList<NodeDescription> parts = guideline.PartsOf(documented);
        return parts.Count > 0 && parts[^1].IsBlock
            ? documented.Words + ": " + string.Join("; ", guideline.PartsOf(parts[^1]).Select(part => part.Words))
            : documented.Words;
    }

    private void SayQuantified(NodeDescription node, Answer answer, bool wanted, LineDraft line)
    {
        if (answer.Value.IsOpen)
        {
            return;
        }

        bool isMet = answer.Value.IsMet;
        if (isMet && wanted && node.Kind == NodeKind.Some && line.Statements.Any(statement => statement.Kind == StatementKind.Support))
        {
            // The entry that does was told.
            return;
        }

        if (node.Kind == NodeKind.Some && node.Words.StartsWith("some ", System.StringComparison.OrdinalIgnoreCase))
        {
            line.Say(isMet == wanted ? StatementKind.Support : StatementKind.Contrary, (isMet ? "some " : "no ") + node.Words["some ".Length..] + " is on record");
            return;
        }

        string list = guideline.Facts[guideline.PartsOf(node)[0].Fact].Name;
        string text = node.Kind == NodeKind.Some
            ? isMet ? "an entry of " : "no entry of "
            : isMet ? "every entry of " : "not every entry of ";
        line.Say(
            isMet == wanted ? StatementKind.Support : StatementKind.Contrary,
            (node.Title.Length > 0 && node.Label.Length == 0 ? node.Title + ": " : string.Empty) + text + list + " fits “" + node.Words + "”");
    }

    private void SayRules(NodeDescription node, LineDraft line)
    {
        foreach (NotedEntry noted in account.Of(root, node.Number))
        {
            if (noted.Entry.Kind == AccountKind.RuleApplied && Phrases.Rule((AccountRule)noted.Entry.Low) is { } rule)
            {
                line.Say(StatementKind.Remark, rule);
            }
        }
    }

    /// <summary>What is not there: a default that was taken, a fact that is missing, a judgement that is missing.</summary>
    private void SayLack(NodeDescription node, NotedEntry noted, LineDraft line)
    {
        if (noted.Entry.Fact < 0)
        {
            return;
        }

        FactDescription fact = guideline.Facts[noted.Entry.Fact];
        IFactView view = ViewOf(fact, node, noted, out int entry);
        FactDescription? holder = HolderOf(fact, node)?.Fact;
        switch (noted.Entry.Kind)
        {
            case AccountKind.DefaultUsed:
                string standIn = fact.DefaultFact >= 0 && guideline.Facts[fact.DefaultFact] is { Holder: not FactHolder.Entry } other
                    && facts.Of(other.Number) is { Count: > 0 } stated && stated.ValueAt(0) is { } value
                        ? other.Name + " (" + value + ")"
                        : fact.Default!;
                line.Say(StatementKind.Default, Phrases.Of(fact, "not mentioned; " + standIn + " counts, as the guideline says"));
                break;
            case AccountKind.JudgementMissing:
                line.Say(StatementKind.Judgement, "for the reviewer to decide: " + (fact.Question ?? fact.Name) + ShownWith(fact));
                Lacks.Add(new Lack(fact, holder, null, "for the reviewer to decide", true));
                break;
            case AccountKind.FactMissing:
                string problem = ProblemOf(node, fact, view, entry);
                string statements = problem != Contradiction || fact.HasEntries ? string.Empty : ": " + string.Join("; ", Enumerable.Range(0, view.Count)
                    .Where(i => view.ValueAt(i) is not null)
                    .Select(i => view.ValueAt(i) + (Phrases.Evidence(view.EvidenceAt(i)) is { } where ? " (" + where + ")" : string.Empty)));
                line.Say(StatementKind.Missing, Phrases.Of(fact, problem) + statements, view.EvidenceAt(entry));
                Lacks.Add(new Lack(fact, holder, node.Kind == NodeKind.Documented ? WantedBy(node) : null, problem, false) { Which = WhichOf(holder, noted.Entry.Entry) });
                break;
        }
    }

    // " (pain onset: 2013-01-02; work status: not mentioned)": what the author wants the reviewer to see beside the question.
    private string ShownWith(FactDescription fact)
    {
        if (fact.ShownWith.Count == 0)
        {
            return string.Empty;
        }

        IEnumerable<string> shown = fact.ShownWith.Select(number =>
        {
            FactDescription other = guideline.Facts[number];
            IFactView view = facts.Of(number);
            string[] values = [.. Enumerable.Range(0, view.Count).Select(entry => other.HasEntries ? EntryWords(other, view, entry) : view.ValueAt(entry)).OfType<string>().Distinct()];
            return other.Name + ": " + (values.Length > 0 ? string.Join("; ", values) : Phrases.Silence(view.Knowledge));
        });
        return " (" + string.Join("; ", shown) + ")";
    }

    private string ProblemOf(NodeDescription node, FactDescription fact, IFactView view, int entry)
    {
        if (view.Knowledge is not (Knowledge.Given or Knowledge.Incomplete) || view.Count == 0)
        {
            return Phrases.Silence(view.Knowledge);
        }

        if (account.Of(root, node.Number).Any(noted => noted.Entry.Kind == AccountKind.FactUsed && noted.Entry.Fact == fact.Number))
        {
            bool isOneValue = Enumerable.Range(0, view.Count).Select(view.ValueAt).OfType<string>().Distinct().Count() <= 1;
            return node.Kind == NodeKind.Documented && isOneValue && !fact.HasEntries ? "stated, but it is open whether with the evidence (who, on what grounds, when) that the guideline asks for" : Contradiction;
        }

        if (entry >= 0 && entry < view.Count && view.ValueAt(entry) is null && !fact.HasEntries)
        {
            return "said to be unknown";
        }

        List<PartialDate> dates = [.. Enumerable.Range(0, view.Count).Select(i => view.EvidenceAt(i)?.Date ?? default)];
        return dates.All(date => (date > decisionDate).IsMet) ? "stated only after the decision date (" + dates[0] + ")"
            : dates.Count > 1 && dates.All(date => !date.IsKnown) ? "stated several times without a date, so that it is open which counts"
            : "stated, but it is open which entry counts";
    }
}
