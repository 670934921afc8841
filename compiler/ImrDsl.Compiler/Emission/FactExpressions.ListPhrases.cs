using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    // What list phrases ask of an entry: its date, and whether a choice is the same as another.
    internal sealed partial class FactExpressions
    {
        /// <summary>The date of the entry at hand.</summary>
        public Code EntryDate(EntryDateNode node, EntriesInScope entries)
        {
            EntryInScope entry = entries.HolderOf(new FactReference(node.Entry.Fact.Fact, node.Entry))!;
            FactPlan list = node.Entry.Fact.Fact;
            FactPlan field = list.EntryKind!.DateField ?? list;
            return Code.Leaf(
                hasAccount
                    ? "account.EntryDate(" + Literals.Of(node.Number) + ", " + Literals.Of(list.Number) + ", " + Literals.Of(field.Number) + entry.Arguments + ")"
                    : entry.Variable + ".EntryDate(c" + (entry.IsHeldApart ? ", " + entry.Held : string.Empty) + ")",
                node.Source);
        }

        /// <summary>Whether two choices have the same value; with an account, the answer is noted.</summary>
        public Code SameChoice(SameChoiceNode node, EntriesInScope entries)
        {
            EntryInScope? holder = entries.HolderOf(node.Left);
            EntryInScope? other = entries.HolderOf(node.Right);
            string holders = HolderArgument(holder, ", holder: ") + HolderArgument(other, ", otherHolder: ");
            if (!hasAccount)
            {
                return Code.Leaf(WithDefault(node.Left, holder) + ".IsSameAs(c, " + WithDefault(node.Right, other) + holders + ")", node.Source);
            }

            string defaults = DefaultArgument(node.Left, ", ifNotMentioned: ") + DefaultArgument(node.Right, ", otherIfNotMentioned: ");
            return Code.Leaf(
                "account.SameChoice(" + Numbers(node, node.Left) + ", " + Property(node.Left.Fact, holder) + ", " + Literals.Of(node.Right.Fact.Number) + ", "
                + Property(node.Right.Fact, other) + holders + defaults + ")",
                node.Source);
        }

        private string WithDefault(FactReference fact, EntryInScope? holder) =>
            Property(fact.Fact, holder) + (fact.Fact.Default is { } silence ? ".IfNotMentioned(" + StandIn(fact.Fact, silence, holder) + ")" : string.Empty);

        private string DefaultArgument(FactReference fact, string before) =>
            fact.Fact.Default is { } silence ? before + Constant(fact.Fact, silence) : string.Empty;
    }
}
