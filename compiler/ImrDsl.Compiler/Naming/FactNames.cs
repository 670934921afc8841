using System;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>What guidelines call a fact.</summary>
    internal static class FactNames
    {
        /// <summary>The name of a fact: a field <c>region</c> of the request is the <c>requested region</c>.</summary>
        public static string NameInGuideline(this FactPlan fact) =>
            fact.IsOfRequest && !fact.Name.StartsWith("requested ", StringComparison.OrdinalIgnoreCase) ? "requested " + fact.Name : fact.Name;
    }
}
