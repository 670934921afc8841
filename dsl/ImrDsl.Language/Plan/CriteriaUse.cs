using System.Collections.Generic;

namespace ImrDsl.Language.Plan
{
    /// <summary>The criteria of one list that a service uses, in printed order.</summary>
    public sealed record CriteriaUse(CriteriaListPlan List, IReadOnlyList<CriterionPlan> Criteria)
    {
        /// <summary>
        /// What a service uses of the lists of its guideline, directly or through definitions and other criteria: the lists in file
        /// order, each with the criteria used. The order in which an evaluation answers them.
        /// </summary>
        public static IReadOnlyList<CriteriaUse> Of(GuidelinePlan plan, ServicePlan service)
        {
            var used = new HashSet<object>();
            Collect(service.Necessary, used);
            Collect(service.NotRecommended, used);
            var uses = new List<CriteriaUse>();
            foreach (CriteriaListPlan list in plan.Lists)
            {
                var criteria = new List<CriterionPlan>();
                foreach (CriterionPlan criterion in list.Criteria)
                {
                    if (used.Contains(criterion))
                    {
                        criteria.Add(criterion);
                    }
                }

                if (criteria.Count > 0)
                {
                    uses.Add(new CriteriaUse(list, criteria));
                }
            }

            return uses;
        }

        private static void Collect(PlanNode? node, HashSet<object> used)
        {
            if (node is null)
            {
                return;
            }

            foreach (PlanNode child in node.Children)
            {
                Collect(child, used);
            }

            switch (node)
            {
                case DefinedConditionNode defined when used.Add(defined.Definition):
                    Collect(defined.Definition.Condition, used);
                    break;
                case DefinedValueNode defined when used.Add(defined.Definition):
                    Collect(defined.Definition.Value, used);
                    break;
                case CriteriaNode reference:
                    if (used.Add(reference.List))
                    {
                        Collect(reference.List.Scope, used);
                    }

                    foreach (CriterionPlan criterion in reference.Criteria)
                    {
                        if (used.Add(criterion))
                        {
                            Collect(criterion.Condition, used);
                        }
                    }

                    break;
            }
        }
    }
}
