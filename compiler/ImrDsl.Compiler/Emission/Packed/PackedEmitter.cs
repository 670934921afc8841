using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The packed case of a guideline: what is read of a case, settled once and kept in a few words, and the criteria over it.</summary>
    internal sealed class PackedEmitter
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;
        private readonly IMethods ofClass;

        /// <summary>A guideline.</summary>
        /// <param name="plan">The plan.</param>
        /// <param name="names">What everything is called.</param>
        /// <param name="ofClass">The methods of its class, which are emitted already.</param>
        /// <param name="bodies">What is the body of a criterion, a scope, a definition or the condition of a service there, with the name of that method.</param>
        public PackedEmitter(GuidelinePlan plan, GuidelineNames names, IMethods ofClass, IReadOnlyDictionary<PlanNode, string> bodies)
        {
            this.plan = plan;
            this.names = names;
            this.ofClass = new QualifiedMethods(ofClass, bodies, names.Class);
        }

        /// <summary>The packed case, and what reads it.</summary>
        public (string Packed, string Reader) Files()
        {
            var members = new NameScope(VocabularyNames.OfRuntime
                .Concat(VocabularyNames.OfObject)
                .Concat(plan.EntryKinds.Select(kind => names[kind]))
                .Concat(plan.Choices.Select(choice => names[choice]))
                .Concat(new[] { names.Class, names.Case, "Packed", "Of", "Decide", "Statuses", "Asked", "Scopes", "StatusesOfAccount", "Account", "WholeAccount", "Service", "Reader", "c", "given", "reader", "readings", "fits", "decisionDate" }));
            var fields = new PackedFields(names, members);
            var body = new CodeWriter(depth: 2);
            var methods = new PackedMethods(names, fields, members, ofClass, body);
            var decide = new CodeWriter(depth: 2);
            Decide(decide, methods);
            Statuses(decide, methods, members);

            var writer = new CodeWriter();
            writer.Head("Cases of " + plan.Id + " packed, for deciding many of them, or one many times.", names.Namespace, names.Usings);
            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            writer.Line("/// <summary>A case as it is read: what the record says of each fact, settled by its evidence and dates, in a few words.</summary>");
            writer.Line("/// <remarks>Packing reads every fact once. What has no short form is decided from the case itself, so that the finding is always the same.</remarks>");
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open("public readonly partial struct Packed");
            fields.Declare(writer);
            methods.Lists.Declare(writer);
            writer.Line($"private readonly {names.Case}? given;");
            writer.Line("private readonly Reader? reader;");
            writer.Line("private readonly CalendarDate decisionDate;");
            writer.Line("private readonly bool fits;");
            writer.Line();
            writer.Open($"private Packed({names.Case} c)");
            writer.Line("given = c;");
            writer.Line("reader = null;");
            writer.Line("decisionDate = c.DecisionDate;");
            writer.Line("fits = true;");
            fields.Read(writer);
            methods.Lists.Read(writer);
            writer.Close();
            writer.Line();
            writer.Line($"private {names.Case} c => given ?? reader!.WholeCase;");
            fields.Records(writer);
            writer.Line();
            writer.Line("/// <summary>Packs a case.</summary>");
            writer.Line("/// <param name=\"c\">The case.</param>");
            writer.Line($"public static Packed Of({names.Case} c) => new(c);");
            writer.Append(decide);
            writer.Append(body);
            methods.Lists.Methods(writer);
            writer.Close();
            writer.Close();
            return (writer.Finished(), new PackedReaderEmitter(names, fields, methods.Lists).File(plan.Id));
        }

        private void Decide(CodeWriter writer, PackedMethods methods)
        {
            writer.Line();
            writer.Line("/// <summary>What the guideline says of a service. Stops as soon as it is decided; allocates nothing.</summary>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            string ofCase = names.Class + ".Decide(c, service)";
            writer.Line($"public Finding Decide(Service service) => !fits ? {ofCase} : service switch");
            writer.Open();
            foreach (ServicePlan service in plan.Services.Where(service => service.Necessary is not QuantityNode))
            {
                string necessary = service.Necessary is null ? "Answer.NotApplicable"
                    : methods.Service(service.Necessary, names[service] + "IsNecessary", "When it is medically necessary: " + service.Name);
                string against = service.NotRecommended is null ? string.Empty
                    : ", " + methods.Service(service.NotRecommended, names[service] + "IsNotRecommended", "When the guideline recommends against it: " + service.Name);
                writer.Line($"Service.{names[service]} => Findings.Of({necessary}{against}),");
            }

            writer.Line($"_ => {ofCase},");
            writer.Close("};");
        }

        // One word for each answer has no room for more than 64; a guideline with a service that asks more has no such method.
        private void Statuses(CodeWriter writer, PackedMethods methods, NameScope members)
        {
            List<ServiceQuestions> questions = plan.Services.Select(service => new ServiceQuestions(plan, service)).ToList();
            if (!questions.All(ofService => ofService.Fit))
            {
                return;
            }

            writer.Line();
            writer.Line("/// <summary>The status of each criterion that a service asks, and of the service. Evaluates all of them; allocates nothing.</summary>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            writer.Line("public CriterionStatuses Statuses(Service service) => !fits ? StatusesOfAccount(service) : service switch");
            MethodOfEach(writer, methods, members, questions, hasAccount: false);
            writer.Line();
            writer.Line("/// <summary>What each bit of the statuses of a service is: the numbers of the nodes, of each list its scope and its criteria, then the service itself.</summary>");
            Numbers(writer, "public static ReadOnlySpan<int> Asked(Service service)", questions, ofService => ofService.Asked);
            writer.Line();
            Numbers(writer, "private static ReadOnlySpan<sbyte> Scopes(Service service)", questions, ofService => ofService.Scopes);
            writer.Line();
            writer.Open("private CriterionStatuses StatusesOfAccount(Service service)");
            writer.Line($"var room = new AccountRoom({names.Class}.Evaluate(c, service, default).Needed);");
            writer.Line($"ServiceAnswer answer = {names.Class}.Evaluate(c, service, room.Entries);");
            writer.Line("CriterionStatuses statuses = CriterionStatuses.Of(room.Entries, Asked(service), Scopes(service), answer.Finding);");
            writer.Line("room.Dispose();");
            writer.Line("return statuses;");
            writer.Close();
            Account(writer, methods, members, questions);
        }

        private void Account(CodeWriter writer, PackedMethods methods, NameScope members, List<ServiceQuestions> questions)
        {
            writer.Line();
            writer.Line("/// <summary>What the guideline says of a service, and a short account of it: each criterion of the lists that apply, and what it asks, with answers and values. Allocates nothing.</summary>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            writer.Line("/// <param name=\"lines\">Where the account is written. What does not fit is counted.</param>");
            writer.Line("/// <param name=\"needed\">How many lines the account has.</param>");
            writer.Open("public Finding Account(Service service, Span<AccountLine> lines, out int needed)");
            writer.Line("var account = new PackedAccount(lines);");
            writer.Line("Finding finding = !fits ? WholeAccount(service, ref account) : service switch");
            MethodOfEach(writer, methods, members, questions, hasAccount: true);
            writer.Line("needed = account.Needed;");
            writer.Line("return finding;");
            writer.Close();
            writer.Line();
            writer.Open("private Finding WholeAccount(Service service, ref PackedAccount account)");
            writer.Line($"var room = new AccountRoom({names.Class}.Evaluate(c, service, default).Needed);");
            writer.Line($"ServiceAnswer answer = {names.Class}.Evaluate(c, service, room.Entries);");
            writer.Line("account.Answers(room.Entries);");
            writer.Line("room.Dispose();");
            writer.Line("return answer.Finding;");
            writer.Close();
        }

        private void MethodOfEach(CodeWriter writer, PackedMethods methods, NameScope members, List<ServiceQuestions> questions, bool hasAccount)
        {
            writer.Open();
            foreach (ServiceQuestions ofService in questions)
            {
                string name = members.Take((hasAccount ? "AccountOf" : "StatusesOf") + names[ofService.Service].TrimStart('@'));
                methods.Statuses(ofService, name, hasAccount);
                writer.Line($"Service.{names[ofService.Service]} => {name}{(hasAccount ? "(ref account)," : "(),")}");
            }

            writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(service)),");
            writer.Close("};");
        }

        private void Numbers(CodeWriter writer, string head, List<ServiceQuestions> questions, Func<ServiceQuestions, string> numbers)
        {
            writer.Line($"{head} => service switch");
            writer.Open();
            foreach (ServiceQuestions ofService in questions)
            {
                writer.Wrapped("Service." + names[ofService.Service] + " => [", numbers(ofService), "],");
            }

            writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(service)),");
            writer.Close("};");
        }
    }
}
