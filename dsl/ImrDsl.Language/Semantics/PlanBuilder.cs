using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What the binders of a guideline and of the files it uses put together.</summary>
    internal sealed class PlanBuilder
    {
        private readonly HashSet<FactPlan> registered = new HashSet<FactPlan>();

        public PlanBuilder()
        {
            AddBuiltIn("date of injury", BuiltInFact.DateOfInjury);
            AddBuiltIn("date of birth", BuiltInFact.DateOfBirth);
            AddBuiltIn("request date", BuiltInFact.RequestDate);
            AddBuiltIn("service date", BuiltInFact.ServiceDate);
            AddBuiltIn("decision date", BuiltInFact.DecisionDate);
        }

        public List<FactPlan> Facts { get; } = new List<FactPlan>();

        public List<FactPlan> AllFacts { get; } = new List<FactPlan>();

        public List<EntryKindPlan> EntryKinds { get; } = new List<EntryKindPlan>();

        public List<ChoicePlan> Choices { get; } = new List<ChoicePlan>();

        public List<DefinitionPlan> Definitions { get; } = new List<DefinitionPlan>();

        public List<VocabularyPlan> Vocabularies { get; } = new List<VocabularyPlan>();

        /// <summary>How deep what is being bound is nested, in all files together.</summary>
        public int Depth { get; set; }

        /// <summary>The facts that the reviewer decides only at times.</summary>
        public Dictionary<FactPlan, JudgedFact> Judged { get; } = new Dictionary<FactPlan, JudgedFact>();

        /// <summary>The reading of names under which criteria are bound again, or null; in all files together.</summary>
        public NameReading? Reading { get; set; }

        /// <summary>Where the facts and definitions are collected whose names are met, or null.</summary>
        public HashSet<object>? Mentions { get; set; }

        public EvidenceVocabulary Evidence { get; set; } = EvidenceVocabulary.BuiltIn;

        /// <summary>Adds a fact of the case.</summary>
        public void AddFact(FactPlan fact)
        {
            fact.Ordinal = Facts.Count;
            Facts.Add(fact);
            Register(fact);
        }

        /// <summary>Gives a fact its number, unless it has one.</summary>
        /// <returns>Whether it had none.</returns>
        public bool Register(FactPlan fact)
        {
            if (!registered.Add(fact))
            {
                return false;
            }

            fact.Number = AllFacts.Count;
            AllFacts.Add(fact);
            return true;
        }

        /// <summary>Numbers every node: definitions, then criteria, then services; a node before its parts.</summary>
        public static IReadOnlyList<PlanNode> Number(
            IEnumerable<DefinitionPlan> definitions, IEnumerable<CriteriaListPlan> lists, IEnumerable<ServicePlan> services)
        {
            var nodes = new List<PlanNode>();
            foreach (DefinitionPlan definition in definitions)
            {
                Number((PlanNode?)definition.Condition ?? definition.Value, nodes);
            }

            foreach (CriteriaListPlan list in lists)
            {
                Number(list.Scope, nodes);
                foreach (CriterionPlan criterion in list.Criteria)
                {
                    Number(criterion.Condition, nodes);
                }
            }

            foreach (ServicePlan service in services)
            {
                Number(service.Necessary, nodes);
                Number(service.NotRecommended, nodes);
            }

            return nodes;
        }

        /// <summary>The definitions that lists and services lead to.</summary>
        public static HashSet<DefinitionPlan> Reachable(IEnumerable<CriteriaListPlan> lists, IEnumerable<ServicePlan> services)
        {
            var found = new HashSet<DefinitionPlan>();
            foreach (CriteriaListPlan list in lists)
            {
                Reach(list.Scope, found);
                foreach (CriterionPlan criterion in list.Criteria)
                {
                    Reach(criterion.Condition, found);
                }
            }

            foreach (ServicePlan service in services)
            {
                Reach(service.Necessary, found);
                Reach(service.NotRecommended, found);
            }

            return found;
        }

        private static void Reach(PlanNode? node, HashSet<DefinitionPlan> found)
        {
            DefinitionPlan? definition = (node as DefinedConditionNode)?.Definition ?? (node as DefinedValueNode)?.Definition;
            if (definition is not null && found.Add(definition))
            {
                Reach((PlanNode?)definition.Condition ?? definition.Value, found);
            }

            foreach (PlanNode child in node?.Children ?? default)
            {
                Reach(child, found);
            }
        }

        private static void Number(PlanNode? node, List<PlanNode> nodes)
        {
            if (node is null)
            {
                return;
            }

            node.Number = nodes.Count;
            nodes.Add(node);
            foreach (PlanNode child in node.Children)
            {
                Number(child, nodes);
            }
        }

        private void AddBuiltIn(string name, BuiltInFact builtIn) =>
            AddFact(new FactPlan { Name = name, Kind = FactKind.Date, BuiltIn = builtIn });
    }
}
