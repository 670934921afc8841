using System;
using System.Collections.Generic;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// A guideline, lowered: the contract between the front end and every executor. Small and explicit: conversions, units, defaults
    /// and applicability are nodes, not conventions. Every part keeps the stretch of source it came from. Immutable once built.
    /// </summary>
    public sealed class GuidelinePlan
    {
        private PrintedLines? printedLines;

        /// <summary>The id as written: <c>mtus.idds</c>.</summary>
        public string Id { get; init; } = string.Empty;

        /// <summary>The title as written.</summary>
        public string Title { get; init; } = string.Empty;

        /// <summary>Where the guideline was published, as written: publication and pages.</summary>
        public string Source { get; init; } = string.Empty;

        /// <summary>How far the text was checked against its source, as written: <c>yes</c>, <c>in part</c>, <c>no</c>; empty if not said.</summary>
        public string Verified { get; init; } = string.Empty;

        /// <summary>The first day this edition is in force; unknown if not said.</summary>
        public PartialDate EffectiveFrom { get; init; }

        /// <summary>The last day this edition is in force; unknown while it still is.</summary>
        public PartialDate EffectiveTo { get; init; }

        /// <summary>When this edition is in force.</summary>
        public EffectivePeriod InForce => new EffectivePeriod(EffectiveFrom, EffectiveTo);

        /// <summary>Which date of a case chooses among the editions.</summary>
        public EditionRule EditionRule { get; init; }

        /// <summary>Who made it.</summary>
        public Authority Authority { get; init; }

        /// <summary>Notes on the guideline as a whole.</summary>
        public IReadOnlyList<string> Notes { get; init; } = new List<string>();

        /// <summary>The file of the guideline itself.</summary>
        public SourceText File { get; init; } = new SourceText(string.Empty, string.Empty);

        /// <summary>The vocabularies it uses, directly or not, each before its users.</summary>
        public IReadOnlyList<VocabularyPlan> Vocabularies { get; init; } = new List<VocabularyPlan>();

        /// <summary>Every fact that belongs to the case: built-in ones first, then those of the vocabularies, then its own. Fields of records and lists are not among them.</summary>
        public IReadOnlyList<FactPlan> Facts { get; init; } = new List<FactPlan>();

        /// <summary>Every fact there is, fields included, by <see cref="FactPlan.Number"/>.</summary>
        public IReadOnlyList<FactPlan> AllFacts { get; init; } = new List<FactPlan>();

        /// <summary>The kinds of entry (records, members of lists) there are, those of the vocabularies first.</summary>
        public IReadOnlyList<EntryKindPlan> EntryKinds { get; init; } = new List<EntryKindPlan>();

        /// <summary>The closed lists of values there are, those of the vocabularies first.</summary>
        public IReadOnlyList<ChoicePlan> Choices { get; init; } = new List<ChoicePlan>();

        /// <summary>Named conditions and values that the guideline refers to.</summary>
        public IReadOnlyList<DefinitionPlan> Definitions { get; init; } = new List<DefinitionPlan>();

        /// <summary>The lists of criteria.</summary>
        public IReadOnlyList<CriteriaListPlan> Lists { get; init; } = new List<CriteriaListPlan>();

        /// <summary>The services it decides.</summary>
        public IReadOnlyList<ServicePlan> Services { get; init; } = new List<ServicePlan>();

        /// <summary>The examples in the file, checked by <c>imr test</c>.</summary>
        public IReadOnlyList<ExamplePlan> Examples { get; init; } = new List<ExamplePlan>();

        /// <summary>The vocabularies of evidence with the extensions of the guideline and what it uses.</summary>
        public EvidenceVocabulary Evidence { get; init; } = EvidenceVocabulary.BuiltIn;

        /// <summary>Every node by <see cref="PlanNode.Number"/>: definitions, then criteria (scopes first), then services, each in printed order with the node before its parts.</summary>
        public IReadOnlyList<PlanNode> Nodes { get; init; } = new List<PlanNode>();

        /// <summary>The lines from which fingerprints are made.</summary>
        internal PrintedLines PrintedLines => printedLines ??= new PrintedLines(this);
    }

    /// <summary>A used file: facts and definitions that guidelines share.</summary>
    public sealed class VocabularyPlan
    {
        /// <summary>The id as written: <c>common.conservative-care</c>.</summary>
        public string Id { get; init; } = string.Empty;

        /// <summary>The file.</summary>
        public SourceText File { get; init; } = new SourceText(string.Empty, string.Empty);

        /// <summary>The facts it declares for the case. They are among <see cref="GuidelinePlan.Facts"/> too.</summary>
        public IReadOnlyList<FactPlan> Facts { get; init; } = new List<FactPlan>();

        /// <summary>The kinds of entry it declares.</summary>
        public IReadOnlyList<EntryKindPlan> EntryKinds { get; init; } = new List<EntryKindPlan>();

        /// <summary>The closed lists it declares.</summary>
        public IReadOnlyList<ChoicePlan> Choices { get; init; } = new List<ChoicePlan>();
    }

    /// <summary>The types a fact can have.</summary>
    public enum FactKind : byte
    {
        /// <summary>A statement that is so or is not.</summary>
        YesNo,

        /// <summary>A quantity in one unit.</summary>
        Number,

        /// <summary>A date, possibly partial.</summary>
        Date,

        /// <summary>A stretch of time.</summary>
        Period,

        /// <summary>One value of a closed list.</summary>
        Choice,

        /// <summary>Words that are shown and never decide.</summary>
        Text,

        /// <summary>A code of a medical code system.</summary>
        Code,

        /// <summary>Something documented as a whole, with fields: an evaluation, a trial. May have several entries.</summary>
        Record,

        /// <summary>Entries with fields: treatments, drugs.</summary>
        List,
    }

    /// <summary>Facts every case has.</summary>
    public enum BuiltInFact : byte
    {
        /// <summary>Declared in a file.</summary>
        None,

        /// <summary>The date of injury, a fact of the case.</summary>
        DateOfInjury,

        /// <summary>The date of birth, a fact of the case.</summary>
        DateOfBirth,

        /// <summary>The date of the request, of the disputed item.</summary>
        RequestDate,

        /// <summary>The date of the service, of the disputed item.</summary>
        ServiceDate,

        /// <summary>The date as of which the case is decided; always known to the day.</summary>
        DecisionDate,
    }

    /// <summary>A fact that a guideline asks about, or a field of a record or list.</summary>
    public sealed class FactPlan
    {
        /// <summary>Its place in <see cref="GuidelinePlan.AllFacts"/>.</summary>
        public int Number { get; internal set; }

        /// <summary>The name as declared, in lower case unless it holds capitals by nature.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>What guidelines call it: a field <c>region</c> of the request is the <c>requested region</c>.</summary>
        public string NameInGuideline => IsOfRequest && !Name.StartsWith("requested ", StringComparison.OrdinalIgnoreCase) ? "requested " + Name : Name;

        /// <summary>Its type.</summary>
        public FactKind Kind { get; init; }

        /// <summary>Which built-in fact it is, if any.</summary>
        public BuiltInFact BuiltIn { get; init; }

        /// <summary>The vocabulary that declares it, or null for the guideline itself and for built-in facts.</summary>
        public string? Vocabulary { get; init; }

        /// <summary>Whether it is a field of <c>request</c>, given with each disputed item.</summary>
        public bool IsOfRequest { get; init; }

        /// <summary>The record or list it is a field of, or null.</summary>
        public EntryKindPlan? FieldOf { get; internal set; }

        /// <summary>Its place among the fields of <see cref="FieldOf"/>, or among <see cref="GuidelinePlan.Facts"/>.</summary>
        public int Ordinal { get; internal set; }

        /// <summary>What its entries hold (<see cref="FactKind.Record"/> and <see cref="FactKind.List"/>).</summary>
        public EntryKindPlan? EntryKind { get; internal set; }

        /// <summary>Its closed list (<see cref="FactKind.Choice"/>).</summary>
        public ChoicePlan? Choice { get; internal set; }

        /// <summary>Range, step and unit (<see cref="FactKind.Number"/>).</summary>
        public NumberPlan? Range { get; init; }

        /// <summary>For a percentage that records a change: between which two numbers beside it; else null.</summary>
        public RecordedChange? Change { get; internal set; }

        /// <summary>What silence counts as, or null: then silence leaves it open.</summary>
        public DefaultPlan? Default { get; internal set; }

        /// <summary>
        /// The code system (<c>ICD-10-CM</c>), in upper case: of a <see cref="FactKind.Code"/>, and of a list of such codes, whose entries have one field; else null.
        /// </summary>
        public string? CodeSystem { get; init; }

        /// <summary>Whether the reviewer decides it: open until the reviewer's own answer is in the case.</summary>
        public bool IsJudgement { get; init; }

        /// <summary>Whether the author marks it as a fact that cannot come to be otherwise: <c>does not change</c>.</summary>
        public bool IsFixed { get; init; }

        /// <summary>For a fact that the reviewer decides only when a condition is met: the fact that holds the reviewer's answer, else null.</summary>
        public FactPlan? JudgedAs { get; internal set; }

        /// <summary>The facts that are shown beside the question to the reviewer.</summary>
        public IReadOnlyList<FactPlan> ShownWith { get; internal set; } = new List<FactPlan>();

        /// <summary>The question to ask, or null.</summary>
        public string? Question { get; init; }

        /// <summary>Notes under the declaration.</summary>
        public IReadOnlyList<string> Notes { get; init; } = new List<string>();

        /// <summary>The declaration.</summary>
        public SourceSpan? Source { get; init; }
    }

    /// <summary>"relief: number 0 to 100 %, reduction from pain before to pain after": the change that a recorded percentage states.</summary>
    public sealed record RecordedChange(FactPlan From, FactPlan To, bool IsIncrease);

    /// <summary>What silence about a fact counts as. Exactly one of the values is set.</summary>
    public sealed class DefaultPlan
    {
        /// <summary>For a yes/no fact.</summary>
        public bool? YesNo { get; init; }

        /// <summary>For a choice: the number of the value.</summary>
        public int? ChoiceValue { get; init; }

        /// <summary>For a number, in the fact's unit.</summary>
        public decimal? Number { get; init; }

        /// <summary>Another fact of the same type: <c>date of injury if not mentioned</c>.</summary>
        public FactPlan? Fact { get; init; }

        /// <summary>For a list: silence counts as none.</summary>
        public bool IsNone { get; init; }

        /// <summary>As written: <c>no</c>, <c>date of injury</c>.</summary>
        public string Words { get; init; } = string.Empty;
    }

    /// <summary>The range, step and unit of a quantity. A recorded value outside is an error of the record.</summary>
    public sealed class NumberPlan
    {
        /// <summary>The least value, or null.</summary>
        public decimal? Low { get; init; }

        /// <summary>The greatest value, or null.</summary>
        public decimal? High { get; init; }

        /// <summary>The step, or null: then up to four decimals.</summary>
        public decimal? Step { get; init; }

        /// <summary>The unit's symbol as declared (<c>mg/day</c>, <c>months</c>), or null for a bare number.</summary>
        public string? Unit { get; init; }
    }

    /// <summary>A closed list of values, ordered if it is a scale.</summary>
    public sealed class ChoicePlan
    {
        private Dictionary<string, int>? places;

        /// <summary>A name for it: the fact that declares it (<c>kind</c>).</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>The vocabulary that declares it, or null.</summary>
        public string? Vocabulary { get; init; }

        /// <summary>The record or list in whose field it is declared, or null.</summary>
        public EntryKindPlan? DeclaredIn { get; internal set; }

        /// <summary>The values as written, in order.</summary>
        public IReadOnlyList<string> Values { get; init; } = new List<string>();

        /// <summary>Whether the order means something (<c>scale a &lt; b &lt; c</c>).</summary>
        public bool IsScale { get; init; }

        /// <summary>The place of a value, given in canonical form; null if it is none of them.</summary>
        internal int? Find(string canonical)
        {
            if (places is null)
            {
                var found = new Dictionary<string, int>(StringComparer.Ordinal);
                for (int i = Values.Count - 1; i >= 0; i--)
                {
                    found[NameTable.Canonical(Values[i])] = i;
                }

                places = found;
            }

            return places.TryGetValue(canonical, out int place) ? place : (int?)null;
        }
    }

    /// <summary>What an entry of a record or list holds.</summary>
    public sealed class EntryKindPlan
    {
        /// <summary>One entry in words: <c>treatment</c>, <c>opioid</c>, or the name of the record.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>The vocabulary that declares it, or null.</summary>
        public string? Vocabulary { get; init; }

        /// <summary>The fields.</summary>
        public IReadOnlyList<FactPlan> Fields { get; internal set; } = new List<FactPlan>();

        /// <summary>The field that dates an entry: the one called <c>date</c>, if it is a date; else null. See "The date of an entry" in docs/evaluation.md.</summary>
        public FactPlan? DateField
        {
            get
            {
                foreach (FactPlan candidate in Fields)
                {
                    if (candidate.Kind == FactKind.Date && string.Equals(candidate.Name, "date", StringComparison.OrdinalIgnoreCase))
                    {
                        return candidate;
                    }
                }

                return null;
            }
        }
    }

    /// <summary>A named condition or value.</summary>
    public sealed class DefinitionPlan
    {
        /// <summary>The name as declared.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>How deep it is nested, the definitions it leads to included.</summary>
        public int Height { get; internal set; }

        /// <summary>Its condition, or null if it is a value.</summary>
        public ConditionNode? Condition { get; init; }

        /// <summary>Its value, or null if it is a condition.</summary>
        public ValueNode? Value { get; init; }

        /// <summary>The declaration.</summary>
        public SourceSpan Source { get; init; } = null!;
    }

    /// <summary>A list of criteria with its scope.</summary>
    public sealed class CriteriaListPlan
    {
        /// <summary>What the list is for: <c>non-malignant pain</c>.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>Its place in <see cref="GuidelinePlan.Lists"/>.</summary>
        public int Ordinal { get; internal set; }

        /// <summary>When the list applies at all; null: always.</summary>
        public ConditionNode? Scope { get; init; }

        /// <summary>The criteria, in printed order.</summary>
        public IReadOnlyList<CriterionPlan> Criteria { get; init; } = new List<CriterionPlan>();

        /// <summary>Notes on the list.</summary>
        public IReadOnlyList<string> Notes { get; init; } = new List<string>();

        /// <summary>The head line.</summary>
        public SourceSpan Source { get; init; } = null!;
    }

    /// <summary>A criterion: a labelled (or at least separate) line of a list, with everything below it.</summary>
    public sealed class CriterionPlan
    {
        /// <summary>The label, or empty.</summary>
        public string Label { get; init; } = string.Empty;

        /// <summary>The title, or empty.</summary>
        public string Title { get; init; } = string.Empty;

        /// <summary>The list it stands in.</summary>
        public CriteriaListPlan List { get; internal set; } = null!;

        /// <summary>Its place in the list.</summary>
        public int Ordinal { get; internal set; }

        /// <summary>What it asks. The scope of the list is not part of it.</summary>
        public ConditionNode Condition { get; init; } = null!;

        /// <summary>Stable id: <c>guideline@effective-from/list/label</c>.</summary>
        public string Id { get; init; } = string.Empty;
    }

    /// <summary>A service that a guideline decides.</summary>
    public sealed class ServicePlan
    {
        /// <summary>The name: <c>pump replacement</c>.</summary>
        public string Name { get; init; } = string.Empty;

        /// <summary>Its place in <see cref="GuidelinePlan.Services"/>.</summary>
        public int Ordinal { get; internal set; }

        /// <summary>The title as written, or empty.</summary>
        public string Title { get; init; } = string.Empty;

        /// <summary>The codes that route a request to it.</summary>
        public IReadOnlyList<CodeRange> Codes { get; init; } = new List<CodeRange>();

        /// <summary>When it is medically necessary; null if the guideline only recommends against it.</summary>
        public ConditionNode? Necessary { get; init; }

        /// <summary>When the guideline recommends against it; beats necessity. Null: never.</summary>
        public ConditionNode? NotRecommended { get; init; }

        /// <summary>Notes.</summary>
        public IReadOnlyList<string> Notes { get; init; } = new List<string>();

        /// <summary>The head line.</summary>
        public SourceSpan Source { get; init; } = null!;
    }

    /// <summary>A code or a run of codes of one system, both ends included.</summary>
    public sealed record CodeRange(string System, string First, string Last);

    /// <summary>An example: facts, and what the author expects of them.</summary>
    public sealed class ExamplePlan
    {
        /// <summary>The title as written.</summary>
        public string Title { get; init; } = string.Empty;

        /// <summary>The case it describes: one disputed item.</summary>
        public Evaluation.CaseRecord Case { get; init; } = null!;

        /// <summary>The service requested.</summary>
        public ServicePlan Service { get; init; } = null!;

        /// <summary>The finding expected, or null.</summary>
        public Finding? Finding { get; init; }

        /// <summary>The amounts expected, of a service with quantity lines.</summary>
        public IReadOnlyList<ExpectedQuantity> Quantities { get; init; } = new List<ExpectedQuantity>();

        /// <summary>The statuses expected.</summary>
        public IReadOnlyList<ExpectedStatus> Statuses { get; init; } = new List<ExpectedStatus>();

        /// <summary>The head line.</summary>
        public SourceSpan Source { get; init; } = null!;

        /// <summary>The line that expects the finding; the head line if none does.</summary>
        public SourceSpan FindingSource { get; init; } = null!;
    }

    /// <summary>
    /// How much is expected to be medically necessary, not established or not medically necessary, and of how much that is requested (null: not said),
    /// in the unit of the request.
    /// </summary>
    public sealed record ExpectedQuantity(Finding Finding, Number Amount, Number? Requested, SourceSpan Source)
    {
        /// <summary>Whether a result is as expected.</summary>
        public bool Holds(Quantity actual) => PartOf(actual) == Amount && (Requested is null || Requested == actual.Requested);

        /// <summary>The part of an amount that the expectation is about.</summary>
        public Number PartOf(Quantity actual) => Finding switch
        {
            Finding.Necessary or Finding.NecessaryInPart => actual.Necessary,
            Finding.NotNecessary or Finding.RecommendsAgainst => actual.NotNecessary,
            _ => actual.NotEstablished,
        };
    }

    /// <summary>A node that is expected to have a status: a criterion, or a labelled line of a service.</summary>
    public sealed record ExpectedStatus(string Label, PlanNode Node, Status Status, SourceSpan Source);
}
