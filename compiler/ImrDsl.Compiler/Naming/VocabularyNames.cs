using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>
    /// The names of the types that a file declares. They follow from the file alone, so that whoever uses it calls them the same.
    /// </summary>
    internal static class VocabularyNames
    {
        /// <summary>Names of the runtime that generated code uses, which a declared name must not hide.</summary>
        public static readonly HashSet<string> OfRuntime = new HashSet<string>(StringComparer.Ordinal)
        {
            "AccountEntry", "AccountLine", "AccountRoom", "AccountWriter", "AccumulatedTime", "Aggregate", "Answer", "ArgumentOutOfRangeException", "Authority",
            "CalendarDate", "CalendarDuration", "CalendarUnit", "CaseDraft", "CaseFieldReader", "CaseJson", "CodeDescription", "CodeSet", "Comparison", "Conditions",
            "CriterionDescription", "CriterionStatuses", "DisputedItem", "Documented", "EditionRule", "ElapsedRange", "Entries", "Entry", "EntryDraft", "EntryKindDescription", "EntryReadings",
            "Evidence", "EvidenceStandard", "EvidenceVocabulary", "Fact", "FactDescription", "FactHolder", "FactType", "FactView",
            "FactViews", "Finding", "Findings", "GeneratedCodeAttribute", "Guarded", "GuidelineCase", "GuidelineDescription", "GuidelineSet",
            "Held", "ICaseFacts", "IFactView", "IGuidelineEdition", "ImrDsl", "InvalidOperationException", "ItemResult", "ItemResults",
            "Knowledge", "ListDescription", "NodeDescription", "NodeKind", "Number", "PackedAccount", "PackedDates", "PackedEntry", "PackedList", "PackedTime", "PartialDate", "PercentChange", "Period", "Quantified",
            "ReadOnlyMemory", "ReadOnlySpan", "Readings", "RecordEntry", "Scaled", "ScaledTotal", "ServiceAnswer", "ServiceDescription", "Span", "StatusWriter", "System", "Truth",
            "TypedCaseFile", "TypedCaseReader", "TypedEdition", "TypedItem", "UseDescription",
        };

        /// <summary>Members that every record has.</summary>
        public static readonly HashSet<string> OfObject = new HashSet<string>(StringComparer.Ordinal)
        {
            "Clone", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString",
        };

        /// <summary>Both: what no member of a generated class may be called.</summary>
        public static readonly HashSet<string> OfRuntimeOrObject = new HashSet<string>(OfRuntime.Concat(OfObject), StringComparer.Ordinal);

        /// <summary>The namespace of a file's types: <c>common.conservative-care</c> is <c>Common.ConservativeCare</c> below the root.</summary>
        public static string Namespace(string root, IEnumerable<string> segments) =>
            string.Join(".", new[] { root }.Concat(segments.Select(segment => Identifier.Escape(Identifier.Pascal(segment, "_")))).Where(part => part.Length > 0));

        /// <summary>The class that reads and shows the fields of entries that a vocabulary declares.</summary>
        public static string Fields(string id) => Identifier.Pascal(Segments(id)[Segments(id).Count - 1], "Vocabulary") + "Fields";

        /// <summary>The segments of an id.</summary>
        public static IReadOnlyList<string> Segments(string id) => id.Split('.');

        /// <summary>The name of a kind of entry: <c>treatment</c> is <c>Treatment</c>.</summary>
        public static string Of(EntryKindPlan kind) => Free(Identifier.Pascal(kind.Name, "Record"), "Entry");

        /// <summary>The name of a closed list: <c>kind</c> of a treatment is <c>TreatmentKind</c>.</summary>
        public static string Of(ChoicePlan choice) =>
            Free((choice.DeclaredIn is { } kind ? Identifier.Pascal(kind.Name, "Record") : string.Empty) + Identifier.Pascal(choice.Name, "Choice"), "Value");

        /// <summary>The names of the values of a closed list.</summary>
        public static IReadOnlyList<string> ValuesOf(ChoicePlan choice)
        {
            var scope = new NameScope(Array.Empty<string>());
            return choice.Values.Select(value => scope.Take(Identifier.Pascal(value, "Value"))).ToList();
        }

        /// <summary>The properties of a kind of entry, in the order of its fields.</summary>
        public static IReadOnlyList<string> FieldsOf(EntryKindPlan kind, string typeName)
        {
            var scope = new NameScope(new[] { typeName, "Evidence", "DateField" }, OfObject);
            return kind.Fields.Select(field => scope.Take(Identifier.Pascal(field.Name, "Field"), "Value")).ToList();
        }

        private static string Free(string name, string suffix) => OfRuntime.Contains(name) ? name + suffix : name;
    }
}
