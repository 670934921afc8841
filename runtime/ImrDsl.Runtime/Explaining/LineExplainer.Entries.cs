using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// Lists and their entries; where facts are found; how values are shown.
internal sealed partial class LineExplainer
{
    /// <summary>What was found in a list: the entries that count, and what is missing of the others, put together by field.</summary>
    /// <param name="list">The node of the list.</param>
    /// <param name="around">The node that walks over it: everything noted below it belongs to the entries.</param>
    /// <param name="line">The line.</param>
    private void SayEntries(NodeDescription list, NodeDescription around, LineDraft line)
    {
        FactDescription fact = guideline.Facts[list.Fact];
        var mayCount = new List<string>();
        var evidence = new HashSet<Evidence?>();
        foreach (NotedEntry noted in account.Of(root, list.Number))
        {
            IFactView view = WholeOf(fact, list, noted.Outer);
            int entry = noted.Entry.Entry;
            switch (noted.Entry.Kind)
            {
                case AccountKind.FactUsed:
                    line.Say(StatementKind.Support, "the record says that there is no " + fact.Name);
                    break;
                case AccountKind.EntryChosen when noted.Entry.Value.IsMet:
                    line.Say(StatementKind.Support, fact.Name + ": " + EntryWords(fact, view, entry), view.EvidenceAt(entry));
                    break;
                case AccountKind.EntryChosen:
                    mayCount.Add(EntryWords(fact, view, entry));
                    evidence.Add(view.EvidenceAt(entry));
                    break;
                case AccountKind.FactMissing when view.Knowledge == Knowledge.Incomplete:
                    line.Say(StatementKind.Missing, "the list of " + fact.Name + " is incomplete");
                    Lacks.Add(new Lack(fact, null, null, "incomplete", false));
                    break;
                case AccountKind.FactMissing or AccountKind.DefaultUsed:
                    SayLack(list, noted, line);
                    break;
            }
        }

        SayMissingFields(fact, around, line);
        if (mayCount.Count > 0)
        {
            line.Say(
                StatementKind.Missing,
                fact.Name + " that may count: " + string.Join("; ", mayCount.Distinct()),
                evidence.Count == 1 ? evidence.First() : null);
        }
    }

    private void SayMissingFields(FactDescription list, NodeDescription around, LineDraft line)
    {
        var missing = new Dictionary<FactDescription, (SortedSet<int> Entries, int Of)>();
        foreach (NodeDescription node in Below(around))
        {
            foreach (NotedEntry noted in account.Of(root, node.Number))
            {
                if (noted.Entry.Kind is not (AccountKind.FactMissing or AccountKind.JudgementMissing or AccountKind.DefaultUsed))
                {
                    continue;
                }

                FactDescription field = guideline.Facts[noted.Entry.Fact];
                if (field == list && node.Kind != NodeKind.EntryDate)
                {
                    continue;
                }

                if (field != list && HolderOf(field, node)?.Fact != list || noted.Entry.Kind == AccountKind.DefaultUsed)
                {
                    SayLack(node, noted, line);
                }
                else if (!missing.TryGetValue(field, out (SortedSet<int> Entries, int Of) found))
                {
                    missing.Add(field, ([noted.Entry.Entry], WholeOf(list, node, noted.Outer).Count));
                }
                else
                {
                    found.Entries.Add(noted.Entry.Entry);
                }
            }
        }

        foreach ((FactDescription field, (SortedSet<int> entries, int of)) in missing)
        {
            string which = entries.Count >= of
                ? of == 1 ? "the only entry" : "any of the " + of.ToString(CultureInfo.InvariantCulture) + " entries"
                : (entries.Count == 1 ? "entry " : "entries ") + Phrases.And([.. entries.Select(entry => (entry + 1).ToString(CultureInfo.InvariantCulture))]);
            string some = entries.Count >= of ? string.Empty : entries.Count == 1 && DateOf(list, entries.Min) is { } date ? date : which;
            if (field == list)
            {
                line.Say(StatementKind.Missing, "the date is not stated for " + which + " of " + list.Name);
                Lacks.Add(new Lack(list, null, null, "no date is stated for " + which, false));
                continue;
            }

            line.Say(StatementKind.Missing, field.Name + " is not stated for " + which + " of " + list.Name);
            Lacks.Add(new Lack(field, list, null, "not stated for " + which, false) { Which = some });
        }
    }

    // Which entry of a list of several lacks a field.
    private string WhichOf(FactDescription? list, int entry) => list is not { Type: FactType.List, Holder: not FactHolder.Entry } || entry < 0 || facts.Of(list.Number).Count <= 1 ? string.Empty
        : DateOf(list, entry) ?? "entry " + (entry + 1).ToString(CultureInfo.InvariantCulture);

    // The day of an entry of the case by its field "date", if no other entry has it.
    private string? DateOf(FactDescription list, int entry)
    {
        int date = list.Holder == FactHolder.Entry ? -1 : list.Entries!.Fields.TakeWhile(field => field.Type != FactType.Date || field.Name != "date").Count();
        if (date < 0 || date == list.Entries!.Fields.Count)
        {
            return null;
        }

        IFactView view = facts.Of(list.Number);
        List<string?> dates = [.. Enumerable.Range(0, view.Count).Select(i => view.FieldAt(i, date)).Select(field => field.Count > 0 ? field.ValueAt(0) : null)];
        return dates.Count(other => other == dates[entry]) == 1 ? dates[entry] : null;
    }

    private IEnumerable<NodeDescription> Below(NodeDescription node)
    {
        yield return node;
        foreach (NodeDescription part in guideline.PartsOf(node))
        {
            foreach (NodeDescription inner in Below(part))
            {
                yield return inner;
            }
        }
    }

    // "medication, 2013-01 to 2013-08, failed": what an entry says, in the order of its fields. Yes and no need their names, and so
    // do several numbers.
    private static string EntryWords(FactDescription list, IFactView view, int entry)
    {
        var words = new List<string>();
        bool hasNumbers = list.Entries!.Fields.Count(field => field.Type == FactType.Number) > 1;
        for (int i = 0; i < list.Entries.Fields.Count; i++)
        {
            IFactView field = view.FieldAt(entry, i);
            if (field.Count > 0 && field.ValueAt(0) is { } value)
            {
                FactType type = list.Entries.Fields[i].Type;
                bool needsName = type == FactType.YesNo || (type == FactType.Number && (list.Entries.Fields[i].Unit is null or "%" || hasNumbers));
                words.Add(needsName ? list.Entries.Fields[i].Name + ": " + value : value);
            }
        }

        return words.Count > 0
            ? string.Join(", ", words)
            : "entry " + (entry + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What was measured of a value, or null if nothing is known of it.</summary>
    private string? Shown(NodeDescription value, string? unit = null)
    {
        switch (value.Kind)
        {
            case NodeKind.Constant:
                return value.Words;
            case NodeKind.DefinedValue:
                return Shown(guideline.Nodes[value.Target], unit ?? value.Unit);
            case NodeKind.ChosenValue:
                return ShownOfChosen(value, unit);
            case NodeKind.Fact:
                var values = new List<string>();
                foreach (NotedEntry noted in account.Of(root, value.Number))
                {
                    if (noted.Entry.Kind == AccountKind.FactUsed)
                    {
                        FactDescription fact = guideline.Facts[noted.Entry.Fact];
                        string? shown = ViewOf(fact, value, noted, out int entry).ValueAt(entry);
                        if (shown is not null && !values.Contains(shown))
                        {
                            values.Add(shown);
                        }
                    }
                }

                return values.Count == 0 ? null : Phrases.Or(values);
            default:
                foreach (NotedEntry noted in account.Of(root, value.Number).Reverse())
                {
                    if (noted.Entry.Kind == AccountKind.ElapsedMeasured)
                    {
                        return Phrases.Time(noted.Entry);
                    }

                    if (noted.Entry.Kind == AccountKind.NumberComputed)
                    {
                        return Phrases.Quantity(noted.Entry, value.Kind == NodeKind.PercentChange ? "%" : unit ?? value.Unit);
                    }
                }

                return null;
        }
    }

    // " (pain onset 2012-10-29 to decision date 2014-10-30)": what a time or change was measured between, or a number was computed of.
    private string Ends(NodeDescription value, string name)
    {
        if (value.Kind == NodeKind.Arithmetic)
        {
            List<string> operands = [.. Operands(value, name).Distinct()];
            return operands.Count is 0 or > MostOperands ? string.Empty : " (" + string.Join(", ", operands) + ")";
        }

        if (value.Kind is not (NodeKind.Elapsed or NodeKind.PercentChange))
        {
            return string.Empty;
        }

        IReadOnlyList<NodeDescription> ends = guideline.PartsOf(value);
        return Shown(ends[0]) is { } from && Shown(ends[1]) is { } to
            ? " (" + NameAt(ends[0]) + " " + from + ", " + NameAt(ends[1]) + " " + to + ")"
            : string.Empty;
    }

    // The fact that was read in the end: the stand-in, where a default was taken.
    private string NameAt(NodeDescription value)
    {
        NodeDescription body = Body(value);
        foreach (NotedEntry noted in account.Of(root, body.Number).Reverse())
        {
            if (noted.Entry.Kind == AccountKind.FactUsed)
            {
                return guideline.Facts[noted.Entry.Fact].Name;
            }
        }

        return value.Name;
    }

    private NodeDescription Body(NodeDescription value) => value.Target >= 0 ? Body(guideline.Nodes[value.Target]) : value;

    /// <summary>What a fact holds that was noted at a node, and which entry of it was meant; −1 for the fact as a whole.</summary>
    private IFactView ViewOf(FactDescription fact, NodeDescription node, NotedEntry noted, out int entry)
    {
        entry = noted.Entry.Entry;
        if (HolderOf(fact, node) is not { } holder)
        {
            return facts.Of(fact.Number);
        }

        IFactView field = WholeOf(holder.Fact, holder.Node, noted.Outer).FieldAt(entry, OrdinalOf(holder.Fact, fact));
        entry = LatestOf(field);
        return field;
    }

    /// <summary>A fact as a whole; of a list that is itself a field, the one of the record's entry that was at hand.</summary>
    private IFactView WholeOf(FactDescription fact, NodeDescription node, int outerEntry) => HolderOf(fact, node) is { } holder
        ? facts.Of(holder.Fact.Number).FieldAt(outerEntry, OrdinalOf(holder.Fact, fact))
        : facts.Of(fact.Number);

    // An account names the entry that holds a field; of several statements of the field itself the latest up to the decision date counts.
    private int LatestOf(IFactView field)
    {
        int latest = field.Count > 0 ? 0 : -1;
        for (int i = 1; i < field.Count; i++)
        {
            PartialDate date = field.EvidenceAt(i)?.Date ?? default;
            PartialDate best = field.EvidenceAt(latest)?.Date ?? default;
            if (date.IsKnown && date.Earliest <= decisionDate && (!best.IsKnown || best.Earliest > decisionDate || date.Earliest > best.Earliest))
            {
                latest = i;
            }
        }

        return latest;
    }

    private static int OrdinalOf(FactDescription holder, FactDescription field)
    {
        IReadOnlyList<FactDescription> fields = holder.Entries!.Fields;
        int ordinal = 0;
        while (fields[ordinal].Number != field.Number)
        {
            ordinal++;
        }

        return ordinal;
    }

    /// <summary>The record or list whose entry was at hand where a field is read, and the node that walks over it. Null for facts of the case.</summary>
    private (FactDescription Fact, NodeDescription Node)? HolderOf(FactDescription fact, NodeDescription node)
    {
        if (fact.Holder != FactHolder.Entry)
        {
            return null;
        }

        for (int at = node.Number; at >= 0; at = guideline.Nodes[at].Parent)
        {
            NodeDescription around = guideline.Nodes[at];
            NodeDescription? list = around.Kind is NodeKind.List or NodeKind.Documented ? around : ListOf(around);
            if (list is not null && guideline.Facts[list.Fact] is { Entries: { } kind } holder && holder != fact && kind.Fields.Contains(fact))
            {
                return (holder, list);
            }
        }

        return null;
    }

    private NodeDescription? ListOf(NodeDescription around)
    {
        IReadOnlyList<NodeDescription> parts = guideline.PartsOf(around);
        return parts.Count > 0 && parts[0].Kind == NodeKind.List ? parts[0] : null;
    }
}
