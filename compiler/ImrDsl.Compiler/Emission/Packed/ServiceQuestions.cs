using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// Everything that a service asks and whose status people see, in the order of its bits: of each list its scope and the criteria used, the titled lines
    /// of the service, the service itself.
    /// </summary>
    internal sealed class ServiceQuestions
    {
        private const int MostBits = 64;

        private readonly List<PlanNode> nodes = new List<PlanNode>();
        private readonly List<int> scopes = new List<int>();

        /// <summary>Those of a service.</summary>
        public ServiceQuestions(GuidelinePlan plan, ServicePlan service)
        {
            Service = service;
            Uses = CriteriaUse.Of(plan, service);
            foreach (CriteriaUse use in Uses)
            {
                int scope = use.List.Scope is null ? -1 : nodes.Count;
                if (use.List.Scope is not null)
                {
                    Add(use.List.Scope, scope);
                }

                foreach (CriterionPlan criterion in use.Criteria)
                {
                    Add(criterion.Condition, scope);
                }
            }

            HashSet<PlanNode> titled = PlanWalk.TitledLinesOfServices(plan);
            Lines = Conditions.SelectMany(condition => Parts(condition).SelectMany(Within)).Where(titled.Contains).ToList();
            foreach (ConditionNode line in Lines.Concat(Conditions))
            {
                Add(line, -1);
            }
        }

        /// <summary>The service.</summary>
        public ServicePlan Service { get; }

        /// <summary>The criteria that it uses, list by list.</summary>
        public IReadOnlyList<CriteriaUse> Uses { get; }

        /// <summary>Its titled lines.</summary>
        public IReadOnlyList<ConditionNode> Lines { get; }

        /// <summary>The condition of necessity, unless it is of an amount, and the recommendation against it.</summary>
        public IEnumerable<ConditionNode> Conditions =>
            new[] { Service.Necessary is QuantityNode ? null : Service.Necessary, Service.NotRecommended }.Where(condition => condition is not null)!;

        /// <summary>Whether there is a bit for each.</summary>
        public bool Fit => nodes.Count <= MostBits;

        /// <summary>The numbers of their nodes.</summary>
        public string Asked => string.Join(", ", nodes.Select(node => Literals.Of(node.Number)));

        /// <summary>Of each the bit of the scope of its list, its own if it is one, or −1.</summary>
        public string Scopes => string.Join(", ", scopes.Select(Literals.Of));

        /// <summary>The bit of a scope, a criterion's condition, a line or a condition of the service.</summary>
        public int BitOf(PlanNode node) => nodes.IndexOf(node);

        // Not what is asked of an entry: that has as many answers as there are entries.
        private static IEnumerable<ConditionNode> Within(ConditionNode node) => new[] { node }.Concat(Parts(node).SelectMany(Within));

        private static IEnumerable<ConditionNode> Parts(ConditionNode node) =>
            node is GroupNode or NotNode or ExceptionNode or GuardNode or ConfirmationNode ? node.Children.OfType<ConditionNode>() : Enumerable.Empty<ConditionNode>();

        private void Add(PlanNode node, int scope)
        {
            nodes.Add(node);
            scopes.Add(scope);
        }
    }
}
