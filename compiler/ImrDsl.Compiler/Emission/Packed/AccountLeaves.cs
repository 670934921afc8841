using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// Notes what a condition asks of a packed case, in printed order: each part that is no block of others with its answer, and before it the quantities
    /// and dates that are read for it. What is not a bit is kept in a local, so that it is answered once.
    /// </summary>
    internal sealed class AccountLeaves
    {
        private readonly PackedReadings readings;
        private readonly CodeWriter writer;
        private readonly NameScope locals;
        private readonly Dictionary<object, string> answered;

        /// <summary>Notes.</summary>
        /// <param name="readings">How a packed case is read.</param>
        /// <param name="writer">Where they are written.</param>
        /// <param name="locals">The names that are taken.</param>
        /// <param name="answered">What is answered already.</param>
        public AccountLeaves(PackedReadings readings, CodeWriter writer, NameScope locals, Dictionary<object, string> answered)
        {
            this.readings = readings;
            this.writer = writer;
            this.locals = locals;
            this.answered = answered;
        }

        /// <summary>Notes what a condition asks.</summary>
        /// <param name="node">The condition.</param>
        /// <param name="isWhole">Whether its own answer is noted by the caller.</param>
        public void Write(ConditionNode node, bool isWhole) => Write(node, EntriesInScope.None, isWhole);

        private void Write(ConditionNode node, EntriesInScope entries, bool isWhole)
        {
            if (answered.ContainsKey(node))
            {
                return;
            }

            if (node is GroupNode or NotNode or ExceptionNode or GuardNode)
            {
                foreach (ConditionNode part in node.Children.OfType<ConditionNode>())
                {
                    Write(part, entries, isWhole: false);
                }

                return;
            }

            Values(node, entries);
            if (node is DocumentedNode { With: { } with } documented && readings.OfRecord(documented) is var (bit, inside))
            {
                With(with, bit, inside);
            }

            if (!isWhole)
            {
                Answer(node, entries);
            }
        }

        // Of an entry that counts, what is asked of it. The locals of these answers are declared where all can see them.
        private void With(ConditionNode with, string bit, EntriesInScope inside)
        {
            foreach (ConditionNode part in Kept(with, inside))
            {
                answered.Add(part, locals.Take("part"));
                writer.Line($"{(part.HasGuard ? "Answer " : "Truth ")}{answered[part]} = default;");
            }

            writer.Open($"if (readings.Has({bit}))");
            foreach (ConditionNode part in Parts(with))
            {
                string? local = answered.TryGetValue(part, out string? known) ? known : null;
                Values(part, inside);
                answered.Remove(part);
                Note(part, inside, local);
            }

            writer.Close();
        }

        private void Answer(ConditionNode node, EntriesInScope entries)
        {
            string? local = readings.BitsAlone(node) is null ? locals.Take("part") : null;
            Note(node, entries, local is null ? null : (node.HasGuard ? "Answer " : "Truth ") + local);
        }

        private void Note(ConditionNode node, EntriesInScope entries, string? local)
        {
            string noted = "account.Note(" + Literals.Of(node.Number) + ", " + readings.Expressions.Condition(node, entries).Flat + ");";
            writer.Line(local is null ? noted : local + " = " + noted);
            if (local is not null)
            {
                answered.Add(node, local.Substring(local.IndexOf(' ') + 1));
            }
        }

        private IEnumerable<ConditionNode> Kept(ConditionNode node, EntriesInScope inside) => Parts(node).Where(part => !readings.IsBit(part, inside));

        private static IEnumerable<ConditionNode> Parts(ConditionNode node) => node is GroupNode or NotNode or ExceptionNode or GuardNode
            ? node.Children.OfType<ConditionNode>().SelectMany(Parts)
            : new[] { node };

        private void Values(ConditionNode node, EntriesInScope entries)
        {
            if (node is not (ComparisonNode or BandNode) || readings.Condition(node, entries) is null)
            {
                return;
            }

            foreach (FactNode fact in node.Children.SelectMany(Operands).OfType<FactNode>())
            {
                if (readings.ValueOf(fact, entries) is var (field, digits))
                {
                    writer.Line("account." + (digits is { } places
                        ? "Quantity(" + Literals.Of(fact.Number) + ", " + field + ", " + Literals.Of(places)
                        : "Date(" + Literals.Of(fact.Number) + ", " + field) + ");");
                }
            }
        }

        private static IEnumerable<PlanNode> Operands(PlanNode value) => value is PercentChangeNode or ElapsedNode ? value.Children : new[] { value };
    }
}
