using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The files of one guideline.</summary>
    internal sealed class GuidelineEmitter
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;
        private readonly EvidenceStandards standards;
        private readonly CodeSets codes;
        private readonly bool isShapeOnly;

        /// <summary>A guideline.</summary>
        public GuidelineEmitter(GuidelinePlan plan, EmitOptions options)
        {
            this.plan = plan;
            isShapeOnly = options.IsShapeOnly;
            names = new GuidelineNames(plan, options.RootNamespace, options.Editions);
            standards = new EvidenceStandards(names, plan.Evidence);
            codes = new CodeSets(names);
        }

        private string Refusal => "throw new InvalidOperationException(" + Literals.Of("The guideline " + plan.Id + " has errors.") + ")";

        /// <summary>What a case holds: its facts, and the types they need.</summary>
        public string Case()
        {
            CodeWriter writer = Begin("What a case holds for " + plan.Id + ".");
            writer.Line();
            Documentation.Summary(writer, "One disputed item of a case, with the facts that " + plan.Id + " asks about. What is not set is not documented");
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open($"public sealed record {names.Case} : GuidelineCase");
            bool isFirst = true;
            foreach (FactPlan fact in plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None))
            {
                TypeEmitter.Property(writer, fact, names[fact], declared => TypeEmitter.TypeOf(declared, names.TypeInCase), isFirst);
                isFirst = false;
            }

            writer.Close();
            Types(writer);
            return writer.Finished();
        }

        /// <summary>What decides: the criteria, as plain conditions.</summary>
        public string Decisions()
        {
            // The constants that the methods use stand above them.
            var body = new CodeWriter(depth: 1);
            if (!isShapeOnly)
            {
                Methods(body);
            }

            CodeWriter writer = Begin("The guideline " + plan.Id + (plan.Title.Length > 0 ? ": " + plan.Title : string.Empty) + ".");
            writer.Line();
            Documentation.Summary(writer, plan.Title.Length > 0 ? plan.Title : plan.Id);
            if (plan.Source.Length > 0)
            {
                Documentation.Remarks(writer, plan.Source);
            }

            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open($"public static partial class {names.Class}");
            writer.Line("/// <summary>The id of the guideline.</summary>");
            writer.Line($"public const string Id = {Literals.Of(plan.Id)};");
            standards.Declare(writer);
            codes.Declare(writer);
            ServiceEnum(writer);
            DecideMethod(writer);
            writer.Append(body);
            writer.Close();
            return writer.Finished();
        }

        /// <summary>What tells why: the same criteria, every part evaluated and noted.</summary>
        public string Account()
        {
            CodeWriter writer = Begin("The account of " + plan.Id + ": each part of a criterion is evaluated and noted, with the number it has in the description.");
            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            writer.Line("/// <summary>What the guideline says of a service, and why. Allocates nothing.</summary>");
            writer.Line("/// <param name=\"c\">The case.</param>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            writer.Line("/// <param name=\"entries\">Where the account is written. What does not fit is counted.</param>");
            string head = "public static ServiceAnswer Evaluate(" + names.Case + " c, Service service, Span<AccountEntry> entries)";
            if (isShapeOnly)
            {
                writer.Line($"{head} => {Refusal};");
                writer.Close();
                return writer.Finished();
            }

            writer.Open(head);
            writer.Line("var account = new AccountWriter(entries, c.DecisionDate);");
            writer.Line("return service switch");
            writer.Open();
            foreach (ServicePlan service in plan.Services)
            {
                writer.Line($"Service.{names[service]} => {AccountOf(service)}(c, ref account),");
            }

            writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(service)),");
            writer.Close("};");
            writer.Close();
            var methods = new MethodEmitter(plan, names, standards, codes, writer, hasAccount: true);
            foreach (ServicePlan service in plan.Services)
            {
                writer.Line();
                methods.Account(service, AccountOf(service));
            }

            ListsAndDefinitions(methods);
            writer.Close();
            return writer.Finished();
        }

        /// <summary>Its cases packed. The class itself is emitted before, so that its methods have their names.</summary>
        public (string Packed, string Reader) Packed()
        {
            var unwritten = new CodeWriter();
            (string, string) files = new PackedEmitter(plan, names, new MethodEmitter(plan, names, standards, codes, unwritten, hasAccount: false), Bodies()).Files();
            unwritten.Give();
            return files;
        }

        /// <summary>What reads case files.</summary>
        public string Reader() => new ReaderEmitter(plan, names).File();

        /// <summary>What explains the results.</summary>
        public string Explanation() => new ExplanationEmitter(plan, names).File();

        /// <summary>The words of the guideline.</summary>
        public string Description() => new DescriptionEmitter(plan, names).File();

        private Dictionary<PlanNode, string> Bodies()
        {
            var bodies = new Dictionary<PlanNode, string>();
            foreach (CriteriaListPlan list in plan.Lists)
            {
                if (list.Scope is { } scope)
                {
                    bodies[scope] = names[list];
                }

                foreach (CriterionPlan criterion in list.Criteria)
                {
                    bodies[criterion.Condition] = names[criterion];
                }
            }

            foreach (DefinitionPlan definition in plan.Definitions)
            {
                bodies[(PlanNode?)definition.Condition ?? definition.Value!] = names[definition];
            }

            foreach (ServicePlan service in plan.Services)
            {
                if (service.Necessary is { } necessary)
                {
                    bodies[necessary] = Necessary(service);
                }

                if (service.NotRecommended is { } against)
                {
                    bodies[against] = NotRecommended(service);
                }
            }

            return bodies;
        }

        private CodeWriter Begin(string comment)
        {
            var writer = new CodeWriter();
            writer.Head(comment, names.Namespace, names.Usings);
            return writer;
        }

        private void Types(CodeWriter writer)
        {
            List<EntryKindPlan> kinds = plan.EntryKinds.Where(kind => kind.Vocabulary is null).ToList();
            List<ChoicePlan> choices = plan.Choices.Where(choice => choice.Vocabulary is null).ToList();
            if (kinds.Count + choices.Count == 0)
            {
                return;
            }

            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            bool isFirst = true;
            foreach (EntryKindPlan kind in kinds)
            {
                Gap(writer, ref isFirst);
                TypeEmitter.EntryRecord(
                    writer, kind, names[kind], kind.Fields.Select(field => names[field]).ToList(), fact => TypeEmitter.TypeOf(fact, type => names[type]));
            }

            foreach (ChoicePlan choice in choices)
            {
                Gap(writer, ref isFirst);
                TypeEmitter.Enum(writer, choice, names[choice], names.ValuesOf(choice));
            }

            writer.Close();
        }

        private static void Gap(CodeWriter writer, ref bool isFirst)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
        }

        private void ServiceEnum(CodeWriter writer)
        {
            writer.Line();
            writer.Line("/// <summary>The services it decides.</summary>");
            writer.Open("public enum Service");
            foreach (ServicePlan service in plan.Services)
            {
                Documentation.Summary(writer, TitleOf(service));
                writer.Line($"{names[service]},");
            }

            writer.Close();
        }

        private void DecideMethod(CodeWriter writer)
        {
            writer.Line();
            writer.Line("/// <summary>What the guideline says of a service. Stops as soon as it is decided; allocates nothing.</summary>");
            writer.Line("/// <param name=\"c\">The case.</param>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            string head = "public static Finding Decide(" + names.Case + " c, Service service) => ";
            if (isShapeOnly)
            {
                writer.Line($"{head}{Refusal};");
                return;
            }

            writer.Line($"{head}service switch");
            writer.Open();
            foreach (ServicePlan service in plan.Services)
            {
                writer.Line($"Service.{names[service]} => Findings.Of({Answers(service)}),");
            }

            writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(service)),");
            writer.Close("};");
        }

        private void Methods(CodeWriter body)
        {
            var methods = new MethodEmitter(plan, names, standards, codes, body, hasAccount: false);
            foreach (ServicePlan service in plan.Services)
            {
                if (service.Necessary is QuantityNode quantity)
                {
                    methods.Quantity(quantity, Necessary(service), "How much of it is medically necessary: " + TitleOf(service));
                }
                else if (service.Necessary is { } necessary)
                {
                    methods.Condition(necessary, Necessary(service), "When it is medically necessary: " + TitleOf(service));
                }

                if (service.NotRecommended is { } against)
                {
                    methods.Condition(against, NotRecommended(service), "When the guideline recommends against it: " + TitleOf(service));
                }
            }

            ListsAndDefinitions(methods);
        }

        private void ListsAndDefinitions(MethodEmitter methods)
        {
            foreach (CriteriaListPlan list in plan.Lists)
            {
                methods.List(list);
            }

            foreach (DefinitionPlan definition in plan.Definitions)
            {
                methods.Definition(definition);
            }
        }

        private static string TitleOf(ServicePlan service) => service.Title.Length > 0 ? service.Title : service.Name;

        private string Answers(ServicePlan service) =>
            (service.Necessary is null ? "Answer.NotApplicable" : Necessary(service) + "(c)")
            + (service.NotRecommended is null ? string.Empty : ", " + NotRecommended(service) + "(c)");

        private string Necessary(ServicePlan service) => names.ForMember((service, "necessary"), names[service] + "IsNecessary");

        private string NotRecommended(ServicePlan service) => names.ForMember((service, "against"), names[service] + "IsNotRecommended");

        private string AccountOf(ServicePlan service) => names.ForMember((service, "account"), "AccountOf" + names[service]);
    }
}
