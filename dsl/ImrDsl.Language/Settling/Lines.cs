using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>The lines of a service, how each of them can come to be met or not met, and how blocks put them together.</summary>
    internal sealed class Lines
    {
        // Lines that read more facts at once are taken as a whole, as are those with more combinations of options.
        private const int MostFactsOfALine = 3;
        private const long MostCombinations = 40_000;

        private readonly CaseRecord record;
        private readonly GuidelinePlan plan;
        private readonly ServicePlan service;
        private readonly bool mayChange;
        private readonly List<Variable> variables = new List<Variable>();
        private readonly Dictionary<ConditionNode, List<int>> read = new Dictionary<ConditionNode, List<int>>();
        private readonly Dictionary<ConditionNode, Truth> now = new Dictionary<ConditionNode, Truth>();
        private readonly Dictionary<ConditionNode, Ways> known = new Dictionary<ConditionNode, Ways>();
        private readonly WaysOf algebra;
        private bool isCollecting;

        public Lines(GuidelinePlan plan, ServicePlan service, CaseRecord record, bool mayChange)
        {
            this.plan = plan;
            this.service = service;
            this.record = record;
            this.mayChange = mayChange;
            algebra = new WaysOf(variables);
            isCollecting = true;
            OfService();
            isCollecting = false;
            FindOptions();
        }

        /// <summary>The facts that could settle it, or change.</summary>
        public IReadOnlyList<Variable> Variables => variables;

        /// <summary>Whether there were too many ways to look at all of them.</summary>
        public bool MayBeMore => algebra.LeftOutFrom < int.MaxValue;

        /// <summary>How the service comes to be medically necessary, and how it comes to be refuted.</summary>
        public (Ways Necessary, Ways Refuted) OfService()
        {
            AnswerWays necessary = service.Necessary is null ? AnswerWays.NotApplicable : Of(service.Necessary);
            Ways against = service.NotRecommended is null ? Ways.NotMet : Suffices(Of(service.NotRecommended));
            return (algebra.And(Suffices(necessary), !against), algebra.Or(algebra.And(necessary.Applies, !necessary.Value), against));
        }

        /// <summary>The lines that read a fact, or the one that asks something of it as a whole.</summary>
        public IReadOnlyList<ConditionNode> Asking(Variable variable)
        {
            int number = variables.IndexOf(variable);
            return variable.Line is { } line ? new[] { line } : read.Where(reading => reading.Value.Contains(number)).Select(reading => reading.Key).ToList();
        }

        private Ways Suffices(AnswerWays answer) => algebra.And(answer.Applies, answer.Value);

        private Ways Required(AnswerWays answer) => algebra.Or(!answer.Applies, answer.Value);

        private AnswerWays Of(ConditionNode node)
        {
            switch (node)
            {
                case GroupNode group:
                    return Of(group);
                case NotNode not:
                    AnswerWays part = Of(not.Part);
                    return new AnswerWays(part.Applies, !part.Value);
                case ExceptionNode exception:
                    AnswerWays condition = Of(exception.Condition);
                    return new AnswerWays(condition.Applies, algebra.Or(condition.Value, Suffices(Of(exception.Exception))));
                case GuardNode guarded:
                    AnswerWays inner = Of(guarded.Condition);
                    Ways guard = Suffices(Of(guarded.Guard));
                    return new AnswerWays(algebra.And(inner.Applies, guarded.IsExcuse ? !guard : guard), inner.Value);
                case CriteriaNode criteria:
                    List<AnswerWays> answers = criteria.Criteria.Select(criterion => Of(criterion.Condition)).ToList();
                    Ways scope = criteria.List.Scope is null ? Ways.Met : Suffices(Of(criteria.List.Scope));
                    return new AnswerWays(algebra.And(algebra.Any(answers.Select(answer => answer.Applies)), scope), algebra.All(answers.Select(Required)));
                case DefinedConditionNode defined:
                    return Of(defined.Definition.Condition!);
                case QuantityNode quantity:
                    return Of(quantity);
                case JudgedWhenNode judged:
                    Ways when = Suffices(Of(judged.When));
                    return AnswerWays.Always(algebra.Or(algebra.And(when, Of(judged.Judged).Value), algebra.And(!when, Of(judged.Recorded).Value)));
                case ConfirmationNode confirmation:
                    return AnswerWays.Always(new Ways(Suffices(Of(confirmation.Part)).ToMeet, new List<Way>()));
                default:
                    return AnswerWays.Always(OfLine(node));
            }
        }

        private AnswerWays Of(GroupNode group)
        {
            List<AnswerWays> parts = group.Parts.Select(Of).ToList();
            List<Ways> counted = parts.Select(Suffices).ToList();
            Ways value = group.Kind switch
            {
                GroupKind.AllOf => algebra.All(parts.Select(Required)),
                GroupKind.AnyOf => algebra.Any(counted),
                GroupKind.NoneOf => algebra.All(parts.Select(part => Required(new AnswerWays(part.Applies, !part.Value)))),
                GroupKind.AtLeast => algebra.AtLeast(group.Count, counted),
                GroupKind.Exactly => algebra.And(algebra.AtLeast(group.Count, counted), !algebra.AtLeast(group.Count + 1, counted)),
                _ => !algebra.AtLeast(group.Count + 1, counted),
            };
            return new AnswerWays(algebra.Any(parts.Select(part => part.Applies)), value);
        }

        // Whether all of what is requested is necessary: some line allows as much.
        private AnswerWays Of(QuantityNode node)
        {
            var applies = new List<Ways>();
            var whole = new List<Ways>();
            foreach (QuantityLineNode line in node.Lines)
            {
                AnswerWays condition = Of(line.Condition);
                applies.Add(condition.Applies);
                whole.Add(algebra.And(Suffices(condition), OfLine(line, () => Allows(node, line))));
            }

            return new AnswerWays(algebra.Any(applies), algebra.Any(whole));
        }

        private static ConditionNode Allows(QuantityNode node, QuantityLineNode line)
        {
            ValueNode left = line.Given is null ? line.Amount : new ArithmeticNode(line.Source, ArithmeticKind.Subtract, line.Amount, line.Given);
            return new GroupNode(line.Source, GroupKind.AllOf, 0, new ConditionNode[]
            {
                new ComparisonNode(line.Source, node.Requested, Comparison.AtMost, left),
                new ComparisonNode(line.Source, left, Comparison.More, new NumberNode(line.Source, 0, null)),
            });
        }

        private Ways OfLine(ConditionNode line, System.Func<ConditionNode>? asked = null)
        {
            ConditionNode condition = asked is null ? line : Asked(line, asked);
            if (isCollecting)
            {
                Collect(condition);
                return Ways.NotMet;
            }

            if (!known.TryGetValue(condition, out Ways? ways))
            {
                ways = Try(condition);
                known.Add(condition, ways);
            }

            return ways;
        }

        private readonly Dictionary<ConditionNode, ConditionNode> askedBy = new Dictionary<ConditionNode, ConditionNode>();

        private ConditionNode Asked(ConditionNode line, System.Func<ConditionNode> asked)
        {
            if (!askedBy.TryGetValue(line, out ConditionNode? condition))
            {
                condition = asked();
                askedBy.Add(line, condition);
            }

            return condition;
        }

        // The facts that a line reads and that may come to be different.
        private void Collect(ConditionNode line)
        {
            if (read.ContainsKey(line))
            {
                return;
            }

            (Answer answer, IReadOnlyList<AccountEntry> account) = ReferenceEvaluator.Ask(line, record);
            now.Add(line, answer.WhereAnySuffices);
            var facts = new List<(FactPlan Fact, FactPlan? Holder, int Entry, bool IsKnown)>();
            HashSet<PlanNode> decided = Decided(account);
            foreach (AccountEntry entry in account.Where(entry => entry.Fact >= 0))
            {
                // More knowledge never turns a line that is decided, or a part of one.
                bool isOpen = entry.Kind is AccountKind.FactMissing or AccountKind.JudgementMissing;
                if (isOpen && !mayChange && entry.Node >= 0 && decided.Contains(plan.Nodes[entry.Node]))
                {
                    continue;
                }

                bool mayBeOther = entry.Kind == AccountKind.DefaultUsed
                    || (mayChange && entry.Kind is AccountKind.FactUsed or AccountKind.EntryChosen or AccountKind.EntrySetAside);
                FactPlan fact = plan.AllFacts[entry.Fact];
                if ((isOpen || mayBeOther) && !IsFixed(fact))
                {
                    FactPlan? holder = entry.Node < 0 ? null : FactsRead.HolderOf(plan.Nodes[entry.Node], fact) ?? HolderIn(line, fact);
                    facts.Add((fact, holder, holder is null ? -1 : entry.Entry, !isOpen));
                }
            }

            // A line over many fields of entries asks for the list they stand in.
            if (facts.Distinct().Count() > MostFactsOfALine || facts.Any(fact => IsWhole(fact.Fact)))
            {
                facts = facts.Select(fact => fact.Holder is null ? fact : (fact.Holder, null, -1, fact.IsKnown)).ToList();
            }

            read.Add(line, facts.Select(fact => NumberOf(fact.Fact, fact.Holder, fact.Entry, fact.IsKnown)).Distinct().ToList());
        }

        // The conditions of a line that are met or not met, of whatever entry they were asked, with all that stands below them.
        private HashSet<PlanNode> Decided(IReadOnlyList<AccountEntry> account)
        {
            var decided = new HashSet<PlanNode>();
            foreach (IGrouping<int, AccountEntry> answers in account.Where(entry => entry.Kind == AccountKind.Answer && entry.Node >= 0).GroupBy(entry => entry.Node))
            {
                if (answers.All(answer => !answer.Applies.IsOpen && !answer.Value.IsOpen))
                {
                    Add(plan.Nodes[answers.Key]);
                }
            }

            return decided;

            void Add(PlanNode node)
            {
                if (!decided.Add(node))
                {
                    return;
                }

                foreach (PlanNode child in node.Children)
                {
                    Add(child);
                }

                if (node is DefinedConditionNode { Definition.Condition: { } condition })
                {
                    Add(condition);
                }
                else if (node is DefinedValueNode { Definition.Value: { } value })
                {
                    Add(value);
                }
            }
        }

        // Of a list that is a field of a record, the record that the line reads.
        private static FactPlan? HolderIn(ConditionNode line, FactPlan field) => field.FieldOf is not { } kind || field.EntryKind is null ? null
            : Constants.Of(line).Documented.Select(documented => documented.Fact.Fact).FirstOrDefault(fact => ReferenceEquals(fact.EntryKind, kind));

        private static bool IsWhole(FactPlan fact) => fact.Kind is not (FactKind.YesNo or FactKind.Choice or FactKind.Number or FactKind.Date);

        private bool IsFixed(FactPlan fact) => fact.BuiltIn != BuiltInFact.None || (mayChange && fact.IsFixed);

        private int NumberOf(FactPlan fact, FactPlan? holder, int entry, bool isKnown)
        {
            int number = variables.FindIndex(variable => ReferenceEquals(variable.Fact, fact) && ReferenceEquals(variable.Holder, holder) && variable.Entry == entry);
            if (number < 0)
            {
                number = variables.Count;
                variables.Add(new Variable(fact, holder, entry) { IsKnown = isKnown });
            }
            else if (!isKnown)
            {
                // What some line misses is open, though another one may do without.
                variables[number].IsKnown = false;
            }

            return number;
        }

        private void FindOptions()
        {
            for (int i = 0; i < variables.Count; i++)
            {
                Variable variable = variables[i];
                List<Constants> lines = read.Where(line => line.Value.Contains(i)).Select(line => Constants.Of(line.Key)).ToList();
                bool isTold = variable.Fact.FieldOf is null || variable.Holder is not null;
                IReadOnlyList<FactRecord> options = isTold ? Options.Of(record, variable, lines) : new List<FactRecord>();
                variable.Options = variable.IsKnown && options.Count > 0 ? options.Prepend(Now(variable)).ToList() : options;
            }

            foreach (KeyValuePair<ConditionNode, List<int>> line in read)
            {
                for (int i = 0; i < line.Value.Count; i++)
                {
                    line.Value[i] = variables[line.Value[i]].IsWhole ? WholeOf(variables[line.Value[i]], line.Key) : line.Value[i];
                }
            }
        }

        private int WholeOf(Variable variable, ConditionNode line)
        {
            variables.Add(new Variable(variable.Fact, variable.Holder, variable.Entry) { IsKnown = variable.IsKnown, Line = line });
            return variables.Count - 1;
        }

        private FactRecord Now(Variable variable)
        {
            FactPlan fact = variable.Holder ?? variable.Fact;
            FactRecord found = record.Facts.TryGetValue(fact, out FactRecord? stated) ? stated : FactRecord.NotMentioned;
            return variable.Holder is null ? found
                : variable.Entry < found.Entries.Count && variable.Fact.Ordinal < found.Entries[variable.Entry].Fields.Count
                    ? found.Entries[variable.Entry].Fields[variable.Fact.Ordinal]
                    : FactRecord.NotMentioned;
        }

        private Ways Try(ConditionNode line)
        {
            List<Variable> facts = read[line].Select(number => variables[number]).ToList();
            if (facts.Count == 0)
            {
                return now[line].IsMet ? Ways.Met : now[line].IsNotMet ? Ways.NotMet : new Ways(new List<Way>(), new List<Way>());
            }

            long combinations = facts.Aggregate(1L, (product, fact) => product * (fact.Options.Count + 1));
            return facts.Count > MostFactsOfALine || combinations > MostCombinations || facts.Any(fact => fact.IsWhole)
                ? AsAWhole(line)
                : new Trial(line, record, read[line], variables, algebra).Ways;
        }

        // What the line lacks together settles it, and what it reads together changes it.
        private Ways AsAWhole(ConditionNode line)
        {
            IEnumerable<int> open = read[line].Where(number => !variables[number].IsKnown);
            List<int> needed = (open.Any() && now[line].IsOpen ? open : read[line]).ToList();
            needed = needed.Exists(number => variables[number].IsWhole) ? needed.Where(number => variables[number].IsWhole).ToList() : needed;
            var nothing = new List<Way> { Way.Nothing };
            return new Ways(
                now[line].IsMet ? nothing : new List<Way> { With(needed, Variable.LineMet) },
                now[line].IsNotMet ? nothing : new List<Way> { With(needed, Variable.LineNotMet) });
        }

        private Way With(List<int> needed, ulong whole) => Way.Of(needed.Select(number =>
            new KeyValuePair<int, ulong>(number, variables[number].IsWhole ? whole : variables[number].All & (variables[number].IsKnown ? ~1UL : ulong.MaxValue))));

        /// <summary>How a condition comes to apply, and how it comes to be met.</summary>
        private sealed class AnswerWays
        {
            public AnswerWays(Ways applies, Ways value)
            {
                Applies = applies;
                Value = value;
            }

            public static AnswerWays NotApplicable { get; } = new AnswerWays(Ways.NotMet, Ways.NotMet);

            public Ways Applies { get; }

            public Ways Value { get; }

            public static AnswerWays Always(Ways value) => new AnswerWays(Ways.Met, value);
        }
    }
}
