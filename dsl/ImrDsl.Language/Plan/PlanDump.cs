using System;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>A plan as text, for golden files and for curious developers: a line a fact, a line a node, indented as they nest.</summary>
    public static class PlanDump
    {
        /// <summary>The whole plan.</summary>
        public static string Write(GuidelinePlan plan)
        {
            var builder = new StringBuilder();
            builder.Append("guideline ").Append(plan.Id).Append(" from ").Append(plan.EffectiveFrom).Append(" to ").Append(plan.EffectiveTo)
                .Append(plan.EditionRule == EditionRule.ServiceDate ? " by service date" : string.Empty).Append('\n');
            foreach (FactPlan fact in plan.Facts)
            {
                WriteFact(builder, fact, 1);
            }

            foreach (DefinitionPlan definition in plan.Definitions)
            {
                builder.Append("define ").Append(definition.Name).Append('\n');
                Write(builder, (PlanNode?)definition.Condition ?? definition.Value!, 1);
            }

            foreach (CriteriaListPlan list in plan.Lists)
            {
                builder.Append("criteria for ").Append(list.Name).Append('\n');
                if (list.Scope is not null)
                {
                    builder.Append("  scope\n");
                    Write(builder, list.Scope, 2);
                }

                foreach (CriterionPlan criterion in list.Criteria)
                {
                    builder.Append("  ").Append(criterion.Id).Append('\n');
                    Write(builder, criterion.Condition, 2);
                }
            }

            foreach (ServicePlan service in plan.Services)
            {
                builder.Append("service ").Append(service.Name);
                foreach (CodeRange code in service.Codes)
                {
                    builder.Append(' ').Append(code.System).Append(' ').Append(code.First == code.Last ? code.First : code.First + " to " + code.Last);
                }

                builder.Append('\n');
                WriteRoot(builder, "necessary when", service.Necessary);
                WriteRoot(builder, "not recommended when", service.NotRecommended);
            }

            return builder.ToString();
        }

        private static void WriteRoot(StringBuilder builder, string head, PlanNode? node)
        {
            if (node is not null)
            {
                builder.Append("  ").Append(head).Append('\n');
                Write(builder, node, 2);
            }
        }

        private static void WriteFact(StringBuilder builder, FactPlan fact, int depth)
        {
            builder.Append(' ', depth * 2).Append("fact ").Append(fact.Number.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(fact.Name).Append(": ");
            builder.Append(fact.Kind switch
            {
                FactKind.YesNo => "yes/no",
                FactKind.Choice => (fact.Choice!.IsScale ? "scale " : "one of ") + string.Join(fact.Choice.IsScale ? " < " : ", ", fact.Choice.Values),
                FactKind.Code => fact.CodeSystem + " code",
                FactKind.List when fact.CodeSystem is not null => fact.CodeSystem + " codes",
                FactKind.List => "list of " + fact.EntryKind!.Name,
                FactKind.Number => "number" + Range(fact.Range!),
                _ => fact.Kind.ToString().ToLowerInvariant(),
            });
            builder.Append(fact.Default is null ? string.Empty : ", " + fact.Default.Words + " if not mentioned");
            builder.Append(fact.IsFixed ? ", does not change" : string.Empty);
            builder.Append(fact.IsJudgement ? ", reviewer decides" : string.Empty);
            builder.Append(fact.ShownWith.Count == 0 ? string.Empty : ", shown with " + string.Join(", ", fact.ShownWith.Select(shown => shown.Name)));
            builder.Append(fact.BuiltIn != BuiltInFact.None ? " (built in)" : fact.IsOfRequest ? " (of the request)" : fact.Vocabulary is null ? string.Empty : " (" + fact.Vocabulary + ")");
            builder.Append('\n');
            foreach (FactPlan field in fact.EntryKind?.Fields ?? Array.Empty<FactPlan>())
            {
                WriteFact(builder, field, depth + 1);
            }
        }

        private static string Range(NumberPlan range) =>
            (range.Low is null ? string.Empty : " " + Show(range.Low) + " to " + Show(range.High))
            + (range.Step is null ? string.Empty : " in steps of " + Show(range.Step))
            + (range.Unit is null ? string.Empty : " in " + range.Unit);

        private static string Show(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "any";

        private static void Write(StringBuilder builder, PlanNode node, int depth)
        {
            builder.Append(' ', depth * 2).Append('#').Append(node.Number.ToString(CultureInfo.InvariantCulture)).Append(' ');
            if (node is ConditionNode condition)
            {
                builder.Append(condition.Label.Length == 0 ? string.Empty : condition.Label + ". ");
                builder.Append(condition.Title.Length == 0 ? string.Empty : condition.Title + ": ");
            }

            builder.Append(Describe(node));
            if (node is ConditionNode { HasGuard: true })
            {
                builder.Append(" [guarded]");
            }

            if (node is ConditionNode { Citation: { } citation })
            {
                builder.Append(" [source ").Append(citation).Append(']');
            }

            builder.Append('\n');
            foreach (PlanNode child in node.Children)
            {
                Write(builder, child, depth + 1);
            }
        }

        /// <summary>What a node is, without its parts: a word for its kind, and what it holds.</summary>
        internal static string Describe(PlanNode node) => node switch
        {
            GroupNode group => group.Kind + (group.Kind is GroupKind.AtLeast or GroupKind.AtMost or GroupKind.Exactly ? " " + group.Count.ToString(CultureInfo.InvariantCulture) : string.Empty),
            NotNode => "Not",
            YesNoNode yesNo => "YesNo " + Name(yesNo.Fact),
            ComparisonNode comparison => comparison.Comparison.ToString(),
            BandNode band => "Band " + band.Kind + (band.GapAllowed is null ? string.Empty : ", gap allowed"),
            MembershipNode membership => Name(membership.Fact) + " in " + string.Join(", ", membership.Members.Select(member => membership.Fact.Fact.Choice!.Values[member])),
            DocumentedNode documented => "Documented " + Name(documented.Fact) + Describe(documented.Qualifier),
            QuantifierNode quantifier => quantifier.Quantifier.ToString(),
            CodeNode code => Name(code.Fact) + " in " + string.Join(", ", code.Codes),
            JudgedWhenNode => "JudgedWhen",
            ExceptionNode => "Unless",
            GuardNode guard => guard.IsExcuse ? "ExcusedWhen" : "AppliesOnlyWhen",
            CriteriaNode criteria => "Criteria " + string.Join(", ", criteria.Criteria.Select(criterion => criterion.Label)) + " for " + criteria.List.Name,
            QuantityNode quantity => "Quantity of " + Name(quantity.Requested.Fact),
            QuantityLineNode line => line.Given is null ? "UpTo" : "UpTo less given",
            DefinedConditionNode defined => "Defined " + defined.Definition.Name,
            NumberNode number => "Number " + Show(number.Value) + (number.Unit is null ? string.Empty : " " + number.Unit),
            DateNode date => "Date " + date.Value,
            DurationNode duration => "Duration " + duration.Value,
            FactNode fact => "Fact " + Name(fact.Fact),
            DateShiftNode shift => shift.By + (shift.IsBack ? " before" : " after"),
            ElapsedNode => "Elapsed",
            TotalTimeNode total => (total.IsConsecutive ? "LongestRun of " + total.Period.Name + " gaps " + total.AllowedGapDays.ToString(CultureInfo.InvariantCulture) : "TotalTime of " + total.Period.Name)
                + Describe(total.Window),
            PercentChangeNode change => (change.IsIncrease ? "Increase" : "Reduction") + (change.Recorded is null ? string.Empty : ", or as recorded"),
            ArithmeticNode arithmetic => arithmetic.Operation.ToString(),
            ScoreNode score => "Score" + string.Concat(score.Bands.Select(band => " " + band.Name + " " + Show(band.Low) + " to " + Show(band.High))),
            AggregateNode aggregate => aggregate.Aggregate.ToString(),
            TableNode table => "Table by " + string.Join(", ", table.Keys.Select(Name)) + ", " + table.Rows.Count.ToString(CultureInfo.InvariantCulture) + " rows" + (table.IsClosed ? ", closed" : string.Empty),
            DefinedValueNode defined => "Defined " + defined.Definition.Name,
            EntryDateNode date => "DateOf entry of " + date.Entry.Fact.Fact.Name,
            SameChoiceNode same => Name(same.Left) + " same as " + Name(same.Right),
            ChosenNode chosen => chosen.Choosing + " entry",
            ChosenValueNode chosen => (chosen.Value is null ? "Date" : "Value") + " of " + chosen.Choosing + " entry",
            ConfirmationNode => "Confirmation",
            FrequencyNode frequency => "Frequency" + (frequency.RunDays > 0 ? " in " + frequency.RunDays.ToString(CultureInfo.InvariantCulture) + " days" : string.Empty)
                + Describe(frequency.Window) + " " + frequency.Comparison + " " + Show(frequency.Amount) + (frequency.IsPercent ? "%" : string.Empty),
            ListNode list => "List " + Name(list.Fact),
            _ => node.GetType().Name,
        };

        private static string Describe(WindowPlan? window) => Describe(window?.From, " from ", " after ") + Describe(window?.To, " to ", " before ");

        private static string Describe(WindowEnd? end, string word, string strict) => end is null
            ? string.Empty
            : (end.IsStrict ? strict : word) + (end.By.Amount == 0 ? "the date" : "(" + end.By + (end.IsBack ? " before the date)" : " after the date)"));

        private static string Describe(EvidenceQualifier qualifier) =>
            (qualifier.AsksStandard ? " by " + string.Join("|", qualifier.Persons.Concat(qualifier.Kinds)) : string.Empty)
            + string.Concat(qualifier.Dates.Select(date => " date " + date.Comparison));

        private static string Name(FactReference reference) =>
            reference.Entry is null ? reference.Fact.Name : reference.Entry.Fact.Fact.Name + "'s " + reference.Fact.Name;
    }
}
