using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>
    /// Evaluates a plan as docs/evaluation.md says, slowly and plainly: this code is that page. It defines what generated code and
    /// every other executor must answer.
    /// </summary>
    public static class ReferenceEvaluator
    {
        /// <summary>
        /// What the guideline says of the disputed item of <paramref name="record"/>, for one of its services. Never throws for a plan
        /// that the front end built, whatever the record holds: what the record does not give is open.
        /// </summary>
        public static ServiceResult Evaluate(GuidelinePlan plan, ServicePlan service, CaseRecord record) =>
            new Evaluation(record).Run(plan, service);
    }
}
