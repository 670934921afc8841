using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The bodies of methods that go through the entries of a record or list, or look up a table.</summary>
    internal sealed partial class LoopEmitter
    {
        private static readonly string[] Reserved = { "c", "account", "outer", "isInList" };

        private readonly IMethods methods;
        private readonly Expressions expressions;
        private readonly CodeWriter writer;
        private readonly bool hasAccount;
        private readonly NameScope locals = new NameScope(Reserved);
        private string leave = string.Empty;

        /// <summary>Bodies.</summary>
        public LoopEmitter(IMethods methods, Expressions expressions, CodeWriter writer, bool hasAccount)
        {
            this.methods = methods;
            this.expressions = expressions;
            this.writer = writer;
            this.hasAccount = hasAccount;
        }

        /// <summary>The body for a node.</summary>
        /// <param name="node">The node.</param>
        /// <param name="entries">The entries at hand.</param>
        /// <param name="leavesEntries">Whether it is a definition that is used inside entries, which it stands outside of.</param>
        public void Emit(PlanNode node, EntriesInScope entries, bool leavesEntries)
        {
            foreach (EntryInScope entry in entries.All)
            {
                locals.Take(entry.Variable);
                locals.Take(entry.Held);
            }

            if (leavesEntries)
            {
                writer.Line("int outer = account.Leave();");
                leave = "account.Return(outer);";
            }

            switch (node)
            {
                case DocumentedNode documented:
                    Documented(documented, entries);
                    break;
                case QuantifierNode quantifier:
                    Quantifier(quantifier, entries);
                    break;
                case ChosenNode chosen:
                    Chosen(chosen, entries);
                    break;
                case ChosenValueNode chosen:
                    ChosenValue(chosen, entries);
                    break;
                case TotalTimeNode time:
                    TotalTime(time, entries);
                    break;
                case FrequencyNode frequency:
                    Frequency(frequency, entries);
                    break;
                case AggregateNode aggregate:
                    Aggregate(aggregate, entries);
                    break;
                case TableNode table when hasAccount:
                    NotedTable(table, entries);
                    break;
                case TableNode table:
                    Table(table, entries);
                    break;
                default:
                    throw new InvalidOperationException("There are no statements for " + node.GetType().Name + ".");
            }
        }

        private void Documented(DocumentedNode node, EntriesInScope entries)
        {
            string all = locals.Take(MethodNames.Entries(node.Fact.Fact.EntryKind!));
            Code standard = expressions.Standard(node.Qualifier, entries);
            string fact = expressions.Facts.Entries(node.Fact, entries);
            EntryInScope? holder = entries.HolderOf(node.Fact);
            bool asks = node.Qualifier.AsksStandard || node.Qualifier.Dates.Count > 0;
            string begin = hasAccount
                ? "account.Documented(" + Literals.Of(node.Number) + ", " + Literals.Of(node.Fact.Fact.Number) + ", " + fact + ", " + standard.Flat
                    + FactExpressions.HolderArgument(holder, ", ") + ")"
                : fact + ".Documented(c" + (asks ? ", " + standard.Flat : string.Empty) + FactExpressions.HolderArgument(holder, asks ? ", " : ", holder: ") + ")";
            writer.Statement("var " + all + " = ", Code.Leaf(begin, node.Source));
            EntriesInScope inside = Loop(all, node.Entry!, holder, entries);
            writer.Statement(all + ".Ask(", expressions.WhereAllAreRequired(node.With!, inside), ");");
            writer.Close();
            Return(Answered(node, all + ".Answer"), node.Source);
        }

        private void Quantifier(QuantifierNode node, EntriesInScope entries)
        {
            string all = locals.Take(MethodNames.Entries(node.List.Fact.Fact.EntryKind!));
            bool isSome = node.Quantifier == ImrDsl.Language.Plan.Quantifier.Some;
            EntriesInScope inside = Begin(node.List, all, isSome ? "Some" : "Every", entries);
            Code? filter = Filter(node.List, all, inside);
            Code? test = node.Test is null ? null
                : isSome ? expressions.WhereAnySuffices(node.Test, inside)
                : expressions.WhereAllAreRequired(node.Test, inside);
            Code asked = isSome
                ? Joined("&&", Binding.ConditionalAnd, filter, test, node.Source)
                : Joined("||", Binding.ConditionalOr, filter?.Not(), test ?? Code.Leaf("Truth.Met", node.Source), node.Source);
            writer.Statement(all + ".Ask(", asked, ");");
            writer.Close();
            Return(Answered(node, all + ".Answer"), node.Source);
        }

        private void TotalTime(TotalTimeNode node, EntriesInScope entries)
        {
            string window = Window(node.Window, entries, node.Source);
            string time = locals.Take("time");
            EntriesInScope inside = Begin(node.List, time, "Time", entries, takesCase: true);
            Code period = expressions.Facts.Value(node, new FactReference(node.Period, node.List.Entry), inside);
            Add(node.List, time, period, inside);
            writer.Close();
            string gap = node.IsConsecutive ? Literals.Of(node.AllowedGapDays) + (window.Length > 0 ? ", " : string.Empty) : string.Empty;
            string result = time + (node.IsConsecutive ? ".LongestRun(" : ".Total(") + gap + window + ")";
            Return(hasAccount ? "account.Measured(" + Literals.Of(node.Number) + ", " + result + ", " + time + ".Rule)" : result, node.Source);
        }

        private void Aggregate(AggregateNode node, EntriesInScope entries)
        {
            (string local, string method) = node.Aggregate switch
            {
                AggregateKind.Count => ("count", "Total"),
                AggregateKind.Total => ("total", "Total"),
                AggregateKind.Highest => ("highest", "Highest"),
                _ => ("lowest", "Lowest"),
            };
            local = locals.Take(local);
            EntriesInScope inside = Begin(node.List, local, method, entries, more: node.Aggregate == AggregateKind.Total && node.CanDecrease ? "mayDecrease: true" : string.Empty);
            Add(node.List, local, node.Each is null ? Code.Leaf("1", node.Source) : expressions.Value(node.Each, inside), inside);
            writer.Close();
            Return(hasAccount ? "account.Computed(" + Literals.Of(node.Number) + ", " + local + ".Result)" : local + ".Result", node.Source);
        }

        // Rows stand below one another; the first whose cells all certainly fit gives the value.
        private void Table(TableNode node, EntriesInScope entries)
        {
            var numbers = new Dictionary<FactReference, string>();
            foreach (FactReference key in node.Keys.Where(key => key.Fact.Kind != FactKind.Choice))
            {
                string local = locals.Take(Identifier.Camel(Identifier.Pascal(key.Fact.Name, "Key")));
                writer.Statement("Number " + local + " = ", expressions.Facts.Value(node, key, entries));
                numbers.Add(key, local);
            }

            var rows = new List<Code>();
            var fitting = new List<Code>();
            foreach (TableRow row in node.Rows)
            {
                var cells = new List<Code>();
                for (int i = 0; i < node.Keys.Count; i++)
                {
                    cells.AddRange(Cell(node.Keys[i], row.Cells[i], numbers, entries, row.Source));
                }

                string value = " ? " + (rows.Count == 0 ? "Number.Exactly(" + Literals.Of(row.Value) + ")" : Literals.Of(row.Value));
                string fits = "true";
                if (row.IsOtherwise)
                {
                    fits = Code.Chain("&&", Binding.ConditionalAnd, fitting.Select(other => other.Member(".IsNotMet")).ToArray(), row.Source).Flat;
                }
                else if (cells.Count > 0)
                {
                    Code fitsRow = Code.Chain("&&", Binding.ConditionalAnd, cells.ToArray(), row.Source);
                    fitting.Add(fitsRow);
                    fits = fitsRow.Member(".IsMet").Flat;
                }

                rows.Add(Code.Leaf(fits + value, row.Source, Binding.Conditional));
            }

            rows.Add(Code.Leaf("Number.Unknown", node.Source));
            writer.Statement("return ", Code.Rows(":", rows.ToArray(), node.Source));
        }

        // What an account says of a table is how its keys were read; the value is looked up as without an account.
        private void NotedTable(TableNode node, EntriesInScope entries)
        {
            foreach (FactReference key in node.Keys)
            {
                Code read = key.Fact.Kind == FactKind.Choice ? expressions.Facts.Key(node, key, entries) : expressions.Facts.Value(node, key, entries);
                writer.Statement(string.Empty, read);
            }

            string arguments = string.Concat(entries.All.Select(entry => entry.IsNested ? entry.Arguments : ", " + entry.Variable));
            Return("account.Computed(" + Literals.Of(node.Number) + ", " + methods.TableWithoutAccount(node, entries) + "(c" + arguments + "))", node.Source);
        }

        private IEnumerable<Code> Cell(FactReference key, TableCell cell, Dictionary<FactReference, string> numbers, EntriesInScope entries, SourceSpan source)
        {
            if (key.Fact.Kind == FactKind.Choice)
            {
                if (cell.Members is not null)
                {
                    yield return expressions.Facts.IsOneOf(key, cell.Members, entries, source);
                }

                yield break;
            }

            if (cell.Over is { } over)
            {
                yield return Code.Leaf(numbers[key] + " > " + Literals.Of(over), source, Binding.Relational);
            }

            if (cell.UpTo is { } upTo)
            {
                yield return Code.Leaf(numbers[key] + " <= " + Literals.Of(upTo), source, Binding.Relational);
            }
        }

        // var treatments = c.ConservativeCare.Some();
        private EntriesInScope Begin(ListNode list, string local, string method, EntriesInScope entries, bool takesCase = false, string more = "")
        {
            EntryInScope? holder = entries.HolderOf(list.Fact);
            string fact = expressions.Facts.Entries(list.Fact, entries);
            bool isNone = list.Fact.Fact.Default is { IsNone: true };
            var arguments = new List<string>();
            string begin;
            if (hasAccount)
            {
                arguments.AddRange(new[] { Literals.Of(list.Number), Literals.Of(list.Fact.Fact.Number), fact });
                arguments.AddRange(holder is null ? Array.Empty<string>() : new[] { holder.Held });
                arguments.AddRange(isNone ? new[] { "isNoneIfNotMentioned: true" } : Array.Empty<string>());
                begin = "account.";
            }
            else
            {
                arguments.AddRange(takesCase ? new[] { "c" } : Array.Empty<string>());
                arguments.AddRange(holder is null ? Array.Empty<string>() : new[] { holder.Held });
                begin = fact + (isNone ? ".IfNotMentioned(Fact.None)." : ".");
            }

            arguments.AddRange(more.Length > 0 ? new[] { more } : Array.Empty<string>());
            writer.Statement("var " + local + " = ", Code.Leaf(begin + method + "(" + string.Join(", ", arguments) + ")", list.Source));
            return Loop(local, list.Entry, holder, entries);
        }

        // while (treatments.Next() is { } treatment)
        private EntriesInScope Loop(string all, EntryScope scope, EntryInScope? holder, EntriesInScope entries)
        {
            string entry = locals.Take(MethodNames.Entry(scope.Fact.Fact.EntryKind!));
            writer.Open($"while ({all}{(hasAccount ? ".Next(ref account)" : ".Next()")} is {{ }} {entry})");
            return entries.With(new EntryInScope(scope, entry, hasAccount || holder is not null ? all + ".Held" : entry));
        }

        private Code? Filter(ListNode list, string all, EntriesInScope inside)
        {
            Code? filter = expressions.Filter(list, inside);
            return !hasAccount ? filter : Code.Call(all + ".Filter(ref account, ", new[] { filter ?? Code.Leaf("Truth.Met", list.Source) }, ")", list.Source);
        }

        private void Add(ListNode list, string local, Code value, EntriesInScope inside)
        {
            if (Filter(list, local, inside) is not { } filter)
            {
                writer.Statement(local + ".Add(", value, ", Truth.Met);");
                return;
            }

            writer.Statement("Truth isInList = ", filter);
            writer.Open("if (!isInList.IsNotMet)");
            writer.Statement(local + ".Add(", value, ", isInList);");
            writer.Close();
        }

        private static Code Joined(string @operator, Binding binding, Code? left, Code? right, SourceSpan source)
        {
            var parts = new[] { left, right }.Where(part => part is not null).Select(part => part!).ToArray();
            return parts.Length == 0 ? Code.Leaf("Truth.Met", source) : Code.Chain(@operator, binding, parts, source);
        }

        private string Answered(PlanNode node, string answer) => hasAccount ? "account.Answer(" + Literals.Of(node.Number) + ", " + answer + ")" : answer;

        private void Return(string value, SourceSpan source)
        {
            writer.Line();
            if (leave.Length == 0)
            {
                writer.Statement("return ", Code.Leaf(value, source));
                return;
            }

            writer.Statement("var result = ", Code.Leaf(value, source));
            writer.Line(leave);
            writer.Line("return result;");
        }
    }
}
