using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// What a guideline means, in one canonical form: two texts that mean the same have the same form, whatever their layout, comments and
    /// spellings; a change of what is asked, of whom, or of which facts a case states, changes it. <c>docs/decisions/0011-meaning.md</c> says what
    /// counts as meaning.
    /// </summary>
    public static class Meaning
    {
        /// <summary>The SHA-256 of the canonical form: 64 hexadecimal digits.</summary>
        public static string HashOf(GuidelinePlan plan)
        {
            using (SHA256 sha = SHA256.Create())
            {
                return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(FormOf(plan))).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
            }
        }

        /// <summary>The canonical form: the services, then the lists, definitions and facts they lead to.</summary>
        public static string FormOf(GuidelinePlan plan)
        {
            var form = new MeaningForm();
            form.Write(plan);
            return form.ToString();
        }
    }

    /// <summary>Writes the canonical form. What is met on the way (a list, a definition, a fact) is written once, after the services.</summary>
    internal sealed class MeaningForm
    {
        private readonly StringBuilder text = new StringBuilder();
        private readonly List<EntryScope> scopes = new List<EntryScope>();
        private readonly List<DefinitionPlan> definitions = new List<DefinitionPlan>();
        private readonly List<CriteriaListPlan> lists = new List<CriteriaListPlan>();
        private readonly List<FactPlan> facts = new List<FactPlan>();

        /// <inheritdoc/>
        public override string ToString() => text.ToString();

        /// <summary>Writes a guideline.</summary>
        public void Write(GuidelinePlan plan)
        {
            Line(0, "guideline", plan.Id.ToLowerInvariant(), plan.EffectiveFrom.ToString(), plan.EffectiveTo.ToString(), plan.EditionRule.ToString(), plan.Authority.ToString());
            foreach (ServicePlan service in plan.Services)
            {
                Line(0, "service", Name(service.Name));
                foreach (string code in service.Codes.Select(code => code.System.ToUpperInvariant() + " " + code.First + " " + code.Last).Distinct().OrderBy(code => code, StringComparer.Ordinal))
                {
                    Line(1, "code", code);
                }

                Root("necessary", service.Necessary);
                Root("against", service.NotRecommended);
            }

            // What is written may lead to more.
            for (int i = 0; i < lists.Count; i++)
            {
                Write(lists[i]);
            }

            for (int i = 0; i < definitions.Count; i++)
            {
                Line(0, "define", i.ToString(CultureInfo.InvariantCulture));
                Node((PlanNode?)definitions[i].Condition ?? definitions[i].Value!, 1);
            }

            for (int i = 0; i < facts.Count; i++)
            {
                Note(facts[i].Default?.Fact);
                Note(facts[i].JudgedAs);
                Note(facts[i].Change?.From);
                Note(facts[i].Change?.To);
            }

            foreach (FactPlan fact in facts.Where(fact => fact.FieldOf is null).OrderBy(fact => Name(fact.Name), StringComparer.Ordinal).ThenBy(fact => fact.IsJudgement))
            {
                Write(fact, 0);
            }
        }

        private void Write(CriteriaListPlan list)
        {
            Line(0, "criteria", Name(list.Name));
            Root("scope", list.Scope);
            foreach (CriterionPlan criterion in list.Criteria)
            {
                Node(criterion.Condition, 1);
            }
        }

        private void Write(FactPlan fact, int depth)
        {
            Line(
                depth,
                "fact",
                Name(fact.Name),
                fact.Kind.ToString(),
                fact.BuiltIn.ToString(),
                fact.IsOfRequest ? "of the request" : string.Empty,
                fact.IsJudgement ? "judgement" : string.Empty,
                fact.JudgedAs is { } judged ? "judged as " + Name(judged.Name) : string.Empty,
                fact.CodeSystem ?? string.Empty,
                fact.Choice is { } choice ? (choice.IsScale ? "scale " : "one of ") + string.Join(", ", choice.Values.Select(Name)) : string.Empty,
                fact.Range is { } range ? "range " + Number(range.Low) + " " + Number(range.High) + " " + Number(range.Step) + " " + range.Unit : string.Empty,
                fact.Change is { } change ? (change.IsIncrease ? "increase " : "reduction ") + Name(change.From.Name) + " to " + Name(change.To.Name) : string.Empty,
                fact.Default is { } silence
                    ? "silence " + silence.YesNo + silence.ChoiceValue?.ToString(CultureInfo.InvariantCulture) + Number(silence.Number) + (silence.Fact is { } other ? Name(other.Name) : string.Empty) + silence.IsNone
                    : string.Empty);
            foreach (FactPlan field in fact.EntryKind?.Fields ?? Array.Empty<FactPlan>())
            {
                Write(field, depth + 1);
            }
        }

        private void Root(string word, PlanNode? node)
        {
            if (node is not null)
            {
                Line(1, word);
                Node(node, 2);
            }
        }

        private void Node(PlanNode node, int depth)
        {
            Line(depth, new[] { node.GetType().Name, node is ConditionNode { Label: { Length: > 0 } label } ? label : string.Empty }.Concat(PartsOf(node)).ToArray());
            foreach (PlanNode child in node.Children)
            {
                Node(child, depth + 1);
            }
        }

        // What a node holds besides its children.
        private IEnumerable<string> PartsOf(PlanNode node) => node switch
        {
            GroupNode group => new[] { group.Kind.ToString(), Number(group.Count) },
            YesNoNode yesNo => new[] { Reference(yesNo.Fact) },
            ComparisonNode comparison => new[] { comparison.Comparison.ToString() },
            BandNode band => new[] { band.Kind.ToString() },
            MembershipNode membership => new[] { Reference(membership.Fact) }.Concat(membership.Members.OrderBy(member => member).Select(member => Number(member))),
            SameChoiceNode same => new[] { Reference(same.Left), Reference(same.Right) },
            DocumentedNode documented => new[] { Reference(documented.Fact), Scope(documented.Entry) }
                .Concat(documented.Qualifier.Persons.Select(person => "by " + person).OrderBy(person => person, StringComparer.Ordinal))
                .Concat(documented.Qualifier.Kinds.Select(kind => "kind " + kind).OrderBy(kind => kind, StringComparer.Ordinal))
                .Concat(documented.Qualifier.Dates.Select(date => date.Comparison.ToString())).Concat(new[] { documented.With is null ? string.Empty : "with" }),
            QuantifierNode quantifier => new[] { quantifier.Quantifier.ToString() },
            CodeNode code => new[] { Reference(code.Fact) }.Concat(code.Codes.Select(one => one.ToUpperInvariant()).OrderBy(one => one, StringComparer.Ordinal)),
            GuardNode guard => new[] { guard.IsExcuse ? "excuse" : "guard" },
            CriteriaNode criteria => new[] { Place(lists, criteria.List) }.Concat(criteria.Criteria.Select(criterion => Number(criterion.Ordinal))),
            DefinedConditionNode defined => new[] { Place(definitions, defined.Definition) },
            DefinedValueNode defined => new[] { Place(definitions, defined.Definition) },
            QuantityLineNode line => new[] { line.Given is null ? string.Empty : "less given" },
            FrequencyNode frequency => new[] { Window(frequency.Window), Number(frequency.RunDays), frequency.Comparison.ToString(), Number(frequency.Amount), frequency.IsPercent ? "%" : string.Empty },
            ListNode list => new[] { Reference(list.Fact), Scope(list.Entry) },
            NumberNode number => new[] { Number(number.Value), number.Unit ?? string.Empty },
            DateNode date => new[] { date.Value.ToString() },
            DurationNode duration => new[] { Length(duration.Value) },
            DateShiftNode shift => new[] { Length(shift.By), shift.IsBack ? "before" : "after" },
            FactNode fact => new[] { Reference(fact.Fact) },
            EntryDateNode date => new[] { Scope(date.Entry) },
            TotalTimeNode total => new[] { Name(total.Period.Name), total.IsConsecutive ? "consecutive" : string.Empty, Number(total.AllowedGapDays), Window(total.Window) },
            PercentChangeNode change => new[] { change.IsIncrease ? "increase" : "reduction", change.Recorded is null ? string.Empty : "or recorded" },
            ArithmeticNode arithmetic => new[] { arithmetic.Operation.ToString() },
            AggregateNode aggregate => new[] { aggregate.Aggregate.ToString() },
            ChosenNode chosen => new[] { chosen.Choosing.ToString(), chosen.With is null ? string.Empty : "with" },
            ChosenValueNode chosen => new[] { chosen.Choosing.ToString(), chosen.Value is null ? "date" : string.Empty },
            TableNode table => table.Keys.Select(Reference).Concat(new[] { table.Unit ?? string.Empty, table.IsClosed ? "closed" : string.Empty }).Concat(table.Rows.Select(Row)),
            ScoreNode score => score.Parts.Select(part => Number(part.Points)).Concat(score.Bands.Select(band => Name(band.Name) + " " + Number(band.Low) + " " + Number(band.High))),
            _ => Array.Empty<string>(),
        };

        private static string Row(TableRow row) => (row.IsOtherwise ? "otherwise" : string.Join(" & ", row.Cells.Select(cell =>
            cell.Members is { } members ? string.Join(" ", members.OrderBy(member => member).Select(member => Number(member))) : Number(cell.Over) + " < " + Number(cell.UpTo)))) + " = " + Number(row.Value);

        private static string Window(WindowPlan? window) => window is null ? string.Empty : End(window.From) + " to " + End(window.To) + (window.IsOfOneDate ? " of one date" : string.Empty);

        private static string End(WindowEnd? end) =>
            end is null ? "open" : Length(end.By) + (end.IsBack && end.By.Amount != 0 ? " before" : " after") + (end.IsStrict ? " strict" : string.Empty);

        // A year is twelve months and a week seven days, however they are written.
        private static string Length(CalendarDuration duration) => duration.IsInMonths ? Number(duration.InMonths) + " months" : Number(duration.InDays) + " days";

        private static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "any";

        // Names are the same in capitals or not, and however they are spaced.
        private static string Name(string name) => string.Join(" ", name.ToLowerInvariant().Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries));

        private string Reference(FactReference reference)
        {
            Note(reference.Fact);
            return reference.Entry is { } entry ? Scope(entry) + "'s " + Name(reference.Fact.Name) : Name(reference.Fact.Name) + (reference.Fact.IsJudgement ? " (judgement)" : string.Empty);
        }

        private string Scope(EntryScope? scope) => scope is null ? string.Empty : "entry " + Place(scopes, scope);

        private void Note(FactPlan? fact)
        {
            if (fact is not null && !facts.Contains(fact))
            {
                facts.Add(fact);
            }
        }

        private static string Place<T>(List<T> known, T one)
        {
            int place = known.IndexOf(one);
            if (place < 0)
            {
                place = known.Count;
                known.Add(one);
            }

            return "#" + place.ToString(CultureInfo.InvariantCulture);
        }

        // Parts are set apart by a bar, which no name holds.
        private void Line(int depth, params string[] parts) => text.Append(' ', depth).Append(string.Join("|", parts)).Append('\n');
    }
}
