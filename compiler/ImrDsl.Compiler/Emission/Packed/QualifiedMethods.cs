using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The methods and constants of the class of a guideline, called from a type inside it that may have members of the same names.</summary>
    internal sealed class QualifiedMethods : IMethods
    {
        private readonly IMethods methods;
        private readonly IReadOnlyDictionary<PlanNode, string> bodies;
        private readonly string prefix;

        /// <summary>Methods of a class.</summary>
        /// <param name="methods">The methods, as the class itself calls them.</param>
        /// <param name="bodies">What is the body of a criterion, a scope, a definition or the condition of a service, with the name of that method.</param>
        /// <param name="class">The name of the class.</param>
        public QualifiedMethods(IMethods methods, IReadOnlyDictionary<PlanNode, string> bodies, string @class)
        {
            this.methods = methods;
            this.bodies = bodies;
            prefix = @class + ".";
        }

        /// <inheritdoc/>
        public bool HasMethod(PlanNode node) => methods.HasMethod(node);

        /// <inheritdoc/>
        public string Call(PlanNode node, EntriesInScope entries) =>
            prefix + (bodies.TryGetValue(node, out string? method) ? method + "(c)" : methods.Call(node, entries));

        /// <inheritdoc/>
        public string TableWithoutAccount(TableNode node, EntriesInScope entries) => prefix + methods.TableWithoutAccount(node, entries);

        /// <inheritdoc/>
        public string Answer(object criterionOrList) => prefix + methods.Answer(criterionOrList);

        /// <inheritdoc/>
        public string Codes(CodeNode node) => prefix + methods.Codes(node);

        /// <inheritdoc/>
        public string Standard(EvidenceQualifier qualifier) => prefix + methods.Standard(qualifier);

        /// <inheritdoc/>
        public string Defined(string method) => prefix + methods.Defined(method);
    }
}
