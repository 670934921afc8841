using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>What everything of a guideline is called in C#.</summary>
    internal sealed class GuidelineNames
    {
        private readonly Dictionary<object, string> names;
        private readonly Dictionary<ChoicePlan, IReadOnlyList<string>> values = new Dictionary<ChoicePlan, IReadOnlyList<string>>();
        private readonly NameScope members;

        /// <summary>Names a guideline.</summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="rootNamespace">The namespace above those of files.</param>
        /// <param name="editions">The first days of all editions, earliest first; none for a guideline without editions.</param>
        public GuidelineNames(GuidelinePlan plan, string rootNamespace, IReadOnlyList<PartialDate>? editions = null)
        {
            names = new Dictionary<object, string>(plan.Nodes.Count + plan.AllFacts.Count);
            IReadOnlyList<string> segments = VocabularyNames.Segments(plan.Id);
            Namespace = VocabularyNames.Namespace(rootNamespace, segments.Take(segments.Count - 1));
            Class = ClassOf(plan.Id, EditionSuffix(plan.EffectiveFrom, editions ?? new List<PartialDate>()));
            Case = Class.TrimStart('@') + "Case";
            Usings = plan.Vocabularies
                .Where(vocabulary => vocabulary.EntryKinds.Count + vocabulary.Choices.Count > 0)
                .Select(vocabulary => VocabularyNames.Namespace(rootNamespace, VocabularyNames.Segments(vocabulary.Id)))
                .Distinct()
                .ToList();

            List<string> kinds = plan.EntryKinds.Select(VocabularyNames.Of).ToList();
            List<string> choices = plan.Choices.Select(VocabularyNames.Of).ToList();
            List<string> shared = kinds.Where((_, i) => IsShared(plan.EntryKinds[i])).Concat(choices.Where((_, i) => IsShared(plan.Choices[i]))).ToList();
            members = new NameScope(
                shared.Concat(new[] { Class, Case, "Id", "Service", "Decide", "Evaluate", "ReadCase", "Description", "Explain", "CaseReader", "Facts", "Words", "Edition", "Packed" }),
                VocabularyNames.OfRuntimeOrObject);

            NameTypes(plan, rootNamespace, kinds, choices, shared);
            NameFacts(plan);
            NameServices(plan);
            NameMethods(plan);
        }

        /// <summary>The namespace; empty for none.</summary>
        public string Namespace { get; }

        /// <summary>The class of the guideline.</summary>
        public string Class { get; }

        /// <summary>The class of its cases.</summary>
        public string Case { get; }

        /// <summary>The namespaces of the files it uses.</summary>
        public IReadOnlyList<string> Usings { get; }

        /// <summary>The name of a fact, service, kind of entry, closed list, definition, criterion, or the scope of a list.</summary>
        public string this[object item] => names[item];

        /// <summary>The type of a kind of entry or closed list as the class of cases writes it.</summary>
        public string TypeInCase(object type) => IsOwn(type) ? Class + "." + names[type] : names[type];

        /// <summary>A value of a closed list, as the class of the guideline writes it.</summary>
        public string ValueOf(ChoicePlan choice, int value) => names[choice] + "." + values[choice][value];

        /// <summary>The names of the values of a closed list.</summary>
        public IReadOnlyList<string> ValuesOf(ChoicePlan choice) => values[choice];

        /// <summary>The class of an edition of a guideline.</summary>
        /// <param name="id">The id of the guideline.</param>
        /// <param name="edition">What <see cref="EditionSuffix"/> gives.</param>
        public static string ClassOf(string id, string edition)
        {
            IReadOnlyList<string> segments = VocabularyNames.Segments(id);
            return Identifier.Escape(Identifier.Pascal(segments[segments.Count - 1], "Guideline")) + edition;
        }

        /// <summary>
        /// The day from which an edition is in force, as a part of names: <c>From20160728</c>. Empty for the earliest edition, so that a new
        /// one renames nothing.
        /// </summary>
        /// <param name="from">The first day of the edition.</param>
        /// <param name="editions">The first days of all editions, earliest first.</param>
        public static string EditionSuffix(PartialDate from, IReadOnlyList<PartialDate> editions) =>
            editions.Count < 2 || from == editions[0] || !from.IsKnown ? string.Empty : "From" + from.Earliest.ToString().Replace("-", string.Empty);

        /// <summary>The name of a further private member; the same for the same item.</summary>
        public string ForMember(object item, string name)
        {
            if (!names.TryGetValue(item, out string? known))
            {
                known = members.Take(name);
                names.Add(item, known);
            }

            return known;
        }

        /// <summary>The name of a further private member, if it has one already.</summary>
        public string? KnownMember(object item) => names.TryGetValue(item, out string? known) ? known : null;

        private static bool IsShared(EntryKindPlan kind) => kind.Vocabulary is not null;

        private static bool IsShared(ChoicePlan choice) => choice.Vocabulary is not null;

        private static bool IsOwn(object type) => type is EntryKindPlan kind ? !IsShared(kind) : type is ChoicePlan choice && !IsShared(choice);

        private void NameTypes(GuidelinePlan plan, string rootNamespace, List<string> kinds, List<string> choices, List<string> shared)
        {
            // A name that two used files declare is written in full.
            string InFull(string name, string? vocabulary) => shared.Count(other => other == name) > 1
                ? "global::" + VocabularyNames.Namespace(rootNamespace, VocabularyNames.Segments(vocabulary!)) + "." + name
                : name;

            for (int k = 0; k < kinds.Count; k++)
            {
                EntryKindPlan kind = plan.EntryKinds[k];
                string name = kinds[k];
                names.Add(kind, IsShared(kind) ? InFull(name, kind.Vocabulary) : members.Take(name, "Entry"));
                IReadOnlyList<string> fields = VocabularyNames.FieldsOf(kind, name);
                for (int i = 0; i < fields.Count; i++)
                {
                    names.Add(kind.Fields[i], fields[i]);
                }
            }

            for (int i = 0; i < choices.Count; i++)
            {
                ChoicePlan choice = plan.Choices[i];
                string name = choices[i];
                names.Add(choice, IsShared(choice) ? InFull(name, choice.Vocabulary) : members.Take(name, "Value"));
                values.Add(choice, VocabularyNames.ValuesOf(choice));
            }
        }

        private void NameFacts(GuidelinePlan plan)
        {
            var properties = new NameScope(new[] { Case }, VocabularyNames.OfObject);
            foreach (FactPlan fact in plan.Facts)
            {
                string name = fact.BuiltIn == BuiltInFact.None ? Identifier.Pascal(fact.NameInGuideline, "Fact") : fact.BuiltIn.ToString();
                names.Add(fact, properties.Take(name, fact.IsJudgement ? "AsJudged" : "Fact"));
            }
        }

        private void NameServices(GuidelinePlan plan)
        {
            var services = new NameScope(Array.Empty<string>());
            foreach (ServicePlan service in plan.Services)
            {
                names.Add(service, services.Take(Identifier.Pascal(service.Name, "Service")));
            }
        }

        private void NameMethods(GuidelinePlan plan)
        {
            foreach (DefinitionPlan definition in plan.Definitions)
            {
                names.Add(definition, members.Take(Identifier.Pascal(definition.Name, "Definition"), "Value"));
            }

            Dictionary<CriterionPlan, string> titles = plan.Lists.SelectMany(list => list.Criteria).ToDictionary(criterion => criterion, TitleOf);
            HashSet<string> ofSeveralLists = TitlesOfSeveralLists(plan, titles);
            foreach (CriteriaListPlan list in plan.Lists)
            {
                if (list.Scope is not null)
                {
                    names.Add(list, members.Take("ScopeOf" + Identifier.Pascal(list.Name, "List")));
                }

                foreach (CriterionPlan criterion in list.Criteria)
                {
                    // What two lists ask under one title is told apart by the list.
                    string title = titles[criterion];
                    string suffix = ofSeveralLists.Contains(title) ? "For" + Identifier.Pascal(list.Name, "List") : string.Empty;
                    names.Add(criterion, members.Take(title + suffix, criterion.Label.Length > 0 ? "Criterion" + Identifier.Pascal(criterion.Label, string.Empty) : string.Empty));
                }
            }
        }

        private static HashSet<string> TitlesOfSeveralLists(GuidelinePlan plan, Dictionary<CriterionPlan, string> titles)
        {
            var firstLists = new Dictionary<string, CriteriaListPlan>(StringComparer.Ordinal);
            var ofSeveral = new HashSet<string>(StringComparer.Ordinal);
            foreach (CriteriaListPlan list in plan.Lists)
            {
                foreach (CriterionPlan criterion in list.Criteria)
                {
                    string title = titles[criterion];
                    if (!firstLists.TryGetValue(title, out CriteriaListPlan? first))
                    {
                        firstLists.Add(title, list);
                    }
                    else if (first != list)
                    {
                        ofSeveral.Add(title);
                    }
                }
            }

            return ofSeveral;
        }

        private static string TitleOf(CriterionPlan criterion) =>
            criterion.Title.Length > 0 ? Identifier.Pascal(criterion.Title, "Criterion")
            : criterion.Label.Length > 0 ? "Criterion" + string.Concat(Identifier.Words(criterion.Label))
            : Identifier.Pascal(criterion.Condition.Source, "Criterion");
    }
}
