using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    // The latest and the first entry: one walk to find who may be it, one over those that may.
    internal sealed partial class LoopEmitter
    {
        private void Chosen(ChosenNode node, EntriesInScope entries)
        {
            string all = Consider(node.List, node.Choosing, node.Date, entries);
            string result = ".IsThere";
            if (node.With is not null)
            {
                EntriesInScope inside = LoopOverCandidates(node, all, node.List, node.Choosing, entries);
                writer.Statement(all + ".Ask(", expressions.WhereAllAreRequired(node.With, inside), ");");
                writer.Close();
                result = ".Answer";
            }
            else
            {
                NoteCandidates(node, all);
            }

            Return(Answered(node, all + result + "()"), node.Source);
        }

        private void ChosenValue(ChosenValueNode node, EntriesInScope entries)
        {
            string all = Consider(node.List, node.Choosing, node.Date, entries);
            string result = ".EntryDate";
            if (node.Value is not null)
            {
                EntriesInScope inside = LoopOverCandidates(node, all, node.List, node.Choosing, entries);
                writer.Statement(all + ".Take(", expressions.Value(node.Value, inside), ");");
                writer.Close();
                result = node.Kind == ValueKind.Date ? ".Date" : ".Number";
            }
            else
            {
                NoteCandidates(node, all);
            }

            Return(all + result + "()", node.Source);
        }

        private string Consider(ListNode list, Choosing choosing, ValueNode date, EntriesInScope entries)
        {
            string all = locals.Take(MethodNames.Entries(list.Fact.Fact.EntryKind!));
            EntriesInScope inside = Begin(list, all, choosing.ToString(), entries, takesCase: true);
            Add(list, all, expressions.Value(date, inside), inside);
            writer.Close();
            return all;
        }

        // while (injections.NextCandidate() is { } latest)
        private EntriesInScope LoopOverCandidates(PlanNode node, string all, ListNode list, Choosing choosing, EntriesInScope entries)
        {
            writer.Line();
            string entry = locals.Take(Identifier.Camel(choosing.ToString()));
            string next = hasAccount ? ".NextCandidate(ref account, " + Literals.Of(node.Number) + ")" : ".NextCandidate()";
            writer.Open($"while ({all}{next} is {{ }} {entry})");
            bool isHeldApart = hasAccount || entries.HolderOf(list.Fact) is not null;
            return entries.With(new EntryInScope(list.Entry, entry, isHeldApart ? all + ".Held" : entry));
        }

        private void NoteCandidates(PlanNode node, string all)
        {
            if (hasAccount)
            {
                writer.Line($"{all}.NoteCandidates(ref account, {node.Number});");
            }
        }
    }
}
