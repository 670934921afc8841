using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// A guideline as statements about a case in which everything is documented. What it cannot put more exactly is a statement of its own that may be true
    /// or not, the same for the same words. So whatever a case says, some assignment of the statements says as much or more: what no assignment can be,
    /// no case is.
    /// </summary>
    internal sealed partial class Translation
    {
        private readonly Dictionary<ConditionNode, AnswerStatements> answers = new Dictionary<ConditionNode, AnswerStatements>();
        private readonly Dictionary<DefinitionPlan, AnswerStatements> definitions = new Dictionary<DefinitionPlan, AnswerStatements>();
        private readonly Dictionary<CriterionPlan, AnswerStatements> criteria = new Dictionary<CriterionPlan, AnswerStatements>();
        private readonly Dictionary<CriteriaListPlan, int> scopes = new Dictionary<CriteriaListPlan, int>();
        private readonly Dictionary<EntryScope, EntryModel> entries = new Dictionary<EntryScope, EntryModel>();
        private readonly Dictionary<PlanNode, string> names = new Dictionary<PlanNode, string>();
        private readonly Budget budget;

        public Translation(Budget budget) => this.budget = budget;

        public Statements Statements { get; } = new Statements();

        /// <summary>The answer of a node; of a node within entries, that for the entry it was translated for last.</summary>
        public AnswerStatements AnswerOf(ConditionNode node) => answers.TryGetValue(node, out AnswerStatements known) ? known : Translate(node);

        /// <summary>Translates a node again, for the entry that its scopes stand for now.</summary>
        public void Refresh(ConditionNode node) => Translate(node);

        /// <summary>That a node applies and is met.</summary>
        public int Met(ConditionNode node) => Met(AnswerOf(node));

        /// <summary>That a node does not stand in the way: it is met, or does not apply.</summary>
        public int NotFailed(ConditionNode node) => NotFailed(AnswerOf(node));

        /// <summary>That the list applies.</summary>
        public int ScopeOf(CriteriaListPlan list)
        {
            if (!scopes.TryGetValue(list, out int scope))
            {
                scope = list.Scope is null ? Solver.True : Met(Translate(list.Scope));
                scopes.Add(list, scope);
            }

            return scope;
        }

        /// <summary>The answer of a criterion, without the scope of its list.</summary>
        public AnswerStatements AnswerOf(CriterionPlan criterion)
        {
            if (!criteria.TryGetValue(criterion, out AnswerStatements answer))
            {
                answer = Translate(criterion.Condition);
                criteria.Add(criterion, answer);
            }

            return answer;
        }

        public int Met(AnswerStatements answer) => Statements.Both(answer.Applies, answer.Value);

        public int NotFailed(AnswerStatements answer) => Statements.Either(Statements.Not(answer.Applies), answer.Value);

        private AnswerStatements Translate(ConditionNode node)
        {
            budget.Spend(10);
            AnswerStatements answer = budget.IsUsedUp ? Always(Unnamed(node)) : node switch
            {
                GroupNode group => Group(group),
                NotNode not => Negated(not),
                ExceptionNode exception => Exception(exception),
                GuardNode guard => Guard(guard),
                CriteriaNode reference => Criteria(reference),
                DefinedConditionNode defined => Defined(defined.Definition),
                QuantityNode quantity => Quantity(quantity),
                _ => Always(Leaf(node)),
            };
            answers[node] = answer;
            return answer;
        }

        private int Leaf(ConditionNode node) => node switch
        {
            YesNoNode yesNo => YesNo(yesNo.Fact),
            MembershipNode membership => Membership(membership.Fact, membership.Members),
            SameChoiceNode same => SameChoice(same),
            CodeNode code => Code(code),
            ComparisonNode comparison => Comparison(comparison),
            BandNode band => Band(band),
            JudgedWhenNode judged => JudgedWhen(judged),
            DocumentedNode documented => Documented(documented),
            QuantifierNode quantifier => Quantified(quantifier),
            ChosenNode chosen => Chosen(chosen),
            ConfirmationNode confirmation => Statements.Named("confirmed " + Text(NotFailed(Translate(confirmation.Part)))),
            FrequencyNode frequency => Frequency(frequency),
            _ => Unnamed(node),
        };

        // A statement that no other node shares.
        private int Unnamed(PlanNode node) => Statements.Named(NameOf(node));

        private string NameOf(PlanNode node)
        {
            if (!names.TryGetValue(node, out string? name))
            {
                name = "node " + Text(names.Count);
                names.Add(node, name);
            }

            return name;
        }

        private static AnswerStatements Always(int value) => new AnswerStatements(Solver.True, value);

        private AnswerStatements Group(GroupNode group)
        {
            List<AnswerStatements> parts = group.Parts.Select(Translate).ToList();
            List<int> met = parts.Select(Met).ToList();
            int value = group.Kind switch
            {
                GroupKind.AllOf => Statements.All(parts.Select(NotFailed)),
                GroupKind.AnyOf => Statements.Any(met),
                GroupKind.NoneOf => Statements.All(parts.Select(part => NotFailed(Negation(part)))),
                GroupKind.AtLeast => Statements.AtLeast(group.Count, met),
                GroupKind.Exactly => Statements.Both(Statements.AtLeast(group.Count, met), Statements.Not(Statements.AtLeast(group.Count + 1, met))),
                _ => Statements.Not(Statements.AtLeast(group.Count + 1, met)),
            };
            return new AnswerStatements(Statements.Any(parts.Select(part => part.Applies)), value);
        }

        private AnswerStatements Negated(NotNode node) => Negation(Translate(node.Part));

        private static AnswerStatements Negation(AnswerStatements answer) => new AnswerStatements(answer.Applies, Statements.Not(answer.Value));

        private AnswerStatements Exception(ExceptionNode node)
        {
            AnswerStatements condition = Translate(node.Condition);
            return new AnswerStatements(condition.Applies, Statements.Either(condition.Value, Met(Translate(node.Exception))));
        }

        private AnswerStatements Guard(GuardNode node)
        {
            AnswerStatements condition = Translate(node.Condition);
            int guard = Met(Translate(node.Guard));
            return new AnswerStatements(Statements.Both(condition.Applies, node.IsExcuse ? Statements.Not(guard) : guard), condition.Value);
        }

        private AnswerStatements Criteria(CriteriaNode reference)
        {
            List<AnswerStatements> parts = reference.Criteria.Select(AnswerOf).ToList();
            return new AnswerStatements(
                Statements.Both(ScopeOf(reference.List), Statements.Any(parts.Select(part => part.Applies))), Statements.All(parts.Select(NotFailed)));
        }

        private AnswerStatements Defined(DefinitionPlan definition)
        {
            if (!definitions.TryGetValue(definition, out AnswerStatements answer))
            {
                answer = Translate(definition.Condition!);
                definitions.Add(definition, answer);
            }

            return answer;
        }

        // Met if some line allows all that is requested.
        private AnswerStatements Quantity(QuantityNode node)
        {
            LinearForm requested = FormOf(node.Requested);
            var lines = new List<int>();
            foreach (QuantityLineNode line in node.Lines)
            {
                AnswerStatements answer = Translate(line.Condition);
                answers[line] = answer;
                LinearForm amount = line.Given is null ? FormOf(line.Amount) : FormOf(line.Amount) - FormOf(line.Given);
                lines.Add(Statements.Both(Met(answer), Statements.Compare(amount - requested, Values.Comparison.AtLeast)));
            }

            return new AnswerStatements(Statements.Any(node.Lines.Select(line => answers[line].Applies)), Statements.Any(lines));
        }

        private int YesNo(FactReference fact) => Statements.Named("yes " + KeyOf(fact));

        private int[] ChoiceOf(FactReference fact) => Statements.Choice(KeyOf(fact), fact.Fact.Choice!.Values.Count);

        private int Membership(FactReference fact, IReadOnlyList<int> members)
        {
            int[] values = ChoiceOf(fact);
            return members.Count == values.Length ? Solver.True : Statements.Any(members.Select(member => values[member]));
        }

        private int SameChoice(SameChoiceNode node)
        {
            int[] left = ChoiceOf(node.Left);
            int[] right = ChoiceOf(node.Right);
            return left.Length != right.Length ? Unnamed(node) : Statements.Any(left.Select((value, index) => Statements.Both(value, right[index])));
        }

        private int JudgedWhen(JudgedWhenNode node)
        {
            int when = Met(Translate(node.When));
            int judged = Translate(node.Judged).Value;
            int recorded = Translate(node.Recorded).Value;
            return Statements.Either(Statements.Both(when, judged), Statements.Both(Statements.Not(when), recorded));
        }

        private string KeyOf(FactReference fact) => Text(fact.Fact.Number) + EntryOf(fact)?.Key;

        private EntryModel? EntryOf(FactReference fact) => fact.Entry is not null && entries.TryGetValue(fact.Entry, out EntryModel? entry) ? entry : null;

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
