using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>What is evaluated in a method of its own, or kept as a constant.</summary>
    internal interface IMethods
    {
        /// <summary>Whether a line of a service has a method of its own.</summary>
        bool HasMethod(PlanNode node);

        /// <summary>The call of the method of a node.</summary>
        string Call(PlanNode node, EntriesInScope entries);

        /// <summary>The method that looks up a table without an account.</summary>
        string TableWithoutAccount(TableNode node, EntriesInScope entries);

        /// <summary>The answer of a criterion, or of the scope of a list, where a service refers to it.</summary>
        string Answer(object criterionOrList);

        /// <summary>The constant that holds the codes that are asked.</summary>
        string Codes(CodeNode node);

        /// <summary>The constant that holds the persons and kinds of evidence that are asked.</summary>
        string Standard(EvidenceQualifier qualifier);

        /// <summary>The call of the method of a definition.</summary>
        string Defined(string method);
    }

    /// <summary>What is read otherwise than from the facts of the case as they are.</summary>
    internal interface IReadings
    {
        /// <summary>A condition; null if it is evaluated as usual.</summary>
        Code? Condition(ConditionNode node, EntriesInScope entries);

        /// <summary>A value; null if it is evaluated as usual.</summary>
        Code? Value(ValueNode node, EntriesInScope entries);
    }

    /// <summary>
    /// The conditions and values of a guideline as C# expressions: plain ones that stop as soon as they are decided, or ones that write an
    /// account and so evaluate every part. What takes a loop is a method of its own.
    /// </summary>
    internal sealed class Expressions
    {
        private const string AllAreRequired = ".WhereAllAreRequired";
        private const string AnySuffices = ".WhereAnySuffices";

        private readonly GuidelineNames names;
        private readonly FactExpressions facts;
        private readonly bool hasAccount;
        private readonly IMethods methods;
        private readonly IReadings? readings;

        /// <summary>Expressions.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="hasAccount">Whether they write an account.</param>
        /// <param name="methods">What has methods and constants of its own.</param>
        /// <param name="readings">What is read otherwise than from the facts of the case; null for nothing.</param>
        public Expressions(GuidelineNames names, bool hasAccount, IMethods methods, IReadings? readings = null)
        {
            this.readings = readings;
            this.names = names;
            this.hasAccount = hasAccount;
            this.methods = methods;
            facts = new FactExpressions(names, hasAccount);
        }

        /// <summary>How facts are read.</summary>
        public FactExpressions Facts => facts;

        /// <summary>Whether a node is evaluated by statements, in a method of its own.</summary>
        public static bool TakesStatements(PlanNode node) => node switch
        {
            QuantifierNode or TotalTimeNode or FrequencyNode or AggregateNode or TableNode or ChosenNode or ChosenValueNode => true,
            DocumentedNode documented => documented.With is not null,
            _ => false,
        };

        /// <summary>A condition: a <c>Truth</c>, or an <c>Answer</c> if it can be not applicable.</summary>
        public Code Condition(ConditionNode node, EntriesInScope entries) =>
            readings?.Condition(node, entries) is { } read ? read
            : TakesStatements(node) || methods.HasMethod(node) ? Code.Leaf(methods.Call(node, entries), node.Source) : BodyOf(node, entries);

        /// <summary>A condition as the body of its own method.</summary>
        public Code BodyOf(ConditionNode node, EntriesInScope entries)
        {
            return node switch
            {
                YesNoNode yesNo => facts.YesNo(yesNo, entries),
                MembershipNode membership => facts.Membership(membership, entries),
                SameChoiceNode same => facts.SameChoice(same, entries),
                DocumentedNode documented => Documented(documented, entries),
                ComparisonNode comparison => Comparison(comparison, entries),
                BandNode band => Band(band, entries),
                CodeNode code => facts.IsIn(code, methods.Codes(code), entries),
                _ => Answered(node, Compound(node, entries)),
            };
        }

        /// <summary>A condition as a part of a block of which every part is required.</summary>
        public Code WhereAllAreRequired(ConditionNode node, EntriesInScope entries) => Where(node, entries, AllAreRequired);

        /// <summary>A condition as a part of a block of which one part suffices.</summary>
        public Code WhereAnySuffices(ConditionNode node, EntriesInScope entries) => Where(node, entries, AnySuffices);

        /// <summary>Parts of which each is required.</summary>
        public Code All(Code[] parts, SourceSpan? source) => hasAccount
            ? Code.Block("&", Binding.And, parts, source)
            : Code.Block("&&", Binding.ConditionalAnd, parts, source);

        /// <summary>Parts of which one suffices.</summary>
        public Code Any(Code[] parts, SourceSpan? source) => hasAccount
            ? Code.Block("|", Binding.Or, parts, source)
            : Code.Block("||", Binding.ConditionalOr, parts, source);

        /// <summary>Whether an entry passes the filters of a list; null without filters.</summary>
        public Code? Filter(ListNode list, EntriesInScope entries) => list.Filters.Count == 0
            ? null
            : All(EachWhere(list.Filters, entries, AnySuffices), list.Source);

        /// <summary>A value.</summary>
        public Code Value(ValueNode node, EntriesInScope entries)
        {
            if (readings?.Value(node, entries) is { } read)
            {
                return read;
            }

            if (TakesStatements(node))
            {
                return Code.Leaf(methods.Call(node, entries), node.Source);
            }

            return node switch
            {
                NumberNode number => Code.Leaf(Literals.Of(number.Value), node.Source),
                DateNode date => Code.Leaf(Literals.Of(date.Value), node.Source),
                DateShiftNode shift => Value(shift.Date, entries).Member(
                    ".Shift(" + Literals.Of(shift.By) + (shift.IsBack ? ", isBack: true)" : ")")),
                DurationNode duration => Code.Leaf(Literals.Of(duration.Value), node.Source),
                FactNode fact => facts.Value(fact, fact.Fact, entries),
                EntryDateNode date => facts.EntryDate(date, entries),
                ElapsedNode elapsed => hasAccount
                    ? Code.Call("account.Elapsed(" + Literals.Of(node.Number) + ", ", Values(entries, elapsed.From, elapsed.To), ")", node.Source)
                    : Code.Call("ElapsedRange.Between(", Values(entries, elapsed.From, elapsed.To), ")", node.Source),
                PercentChangeNode change => PercentChange(change, entries),
                ArithmeticNode arithmetic => Computed(node, Arithmetic(arithmetic, entries)),
                ScoreNode score => Computed(node, Code.Block(
                    "+",
                    Binding.Additive,
                    score.Parts.Select(part => Code.Call(
                        "Conditions.Points(" + Literals.Of(part.Points) + ", ", new[] { WhereAnySuffices(part.Condition, entries) }, ")", part.Condition.Source)).ToArray(),
                    score.Source)),
                DefinedValueNode defined => Code.Leaf(methods.Defined(names[defined.Definition]), node.Source),
                _ => throw new InvalidOperationException("There is no expression for " + node.GetType().Name + "."),
            };
        }

        /// <summary>The call of a method of the guideline.</summary>
        public string Call(string method) => method + (hasAccount ? "(c, ref account)" : "(c)");

        /// <summary>Which statements or entries count: <c>PsychologistOrPsychiatrist.Before(c.RequestDate.Value(c))</c>.</summary>
        public Code Standard(EvidenceQualifier qualifier, EntriesInScope entries)
        {
            string text = qualifier.AsksStandard ? methods.Standard(qualifier) : "EvidenceStandard.Any";
            foreach (DateQualifier date in qualifier.Dates)
            {
                string method = date.Comparison switch
                {
                    ImrDsl.Values.Comparison.Less => "Before",
                    ImrDsl.Values.Comparison.AtMost => "OnOrBefore",
                    ImrDsl.Values.Comparison.AtLeast => "OnOrAfter",
                    ImrDsl.Values.Comparison.More => "After",
                    ImrDsl.Values.Comparison.Equal => "On",
                    _ => "NotOn",
                };
                text += "." + method + "(" + Value(date.Date, entries).Flat + ")";
            }

            return Code.Leaf(text, null);
        }

        /// <summary>All of the criteria that a service refers to, whether or not their list applies.</summary>
        public Code CriteriaWithoutScope(CriteriaNode reference)
        {
            IReadOnlyList<CriterionPlan> criteria = hasAccount ? reference.Criteria : Cost.CheapestFirst(reference.Criteria);
            var answers = new Code[criteria.Count];
            int guarded = 0;
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = Code.Leaf(methods.Answer(criteria[i]), reference.Source);
                guarded += criteria[i].Condition.HasGuard ? 1 : 0;
            }

            if (guarded == answers.Length)
            {
                return Guarded(nameof(GroupKind.AllOf), answers, reference.Source);
            }

            for (int i = 0; i < answers.Length && guarded > 0; i++)
            {
                answers[i] = criteria[i].Condition.HasGuard ? answers[i].Member(AllAreRequired) : answers[i];
            }

            return All(answers, reference.Source);
        }

        private Code Where(ConditionNode node, EntriesInScope entries, string member)
        {
            Code condition = Condition(node, entries);
            return node.HasGuard ? condition.Member(member) : condition;
        }

        private Code[] EachWhere(IReadOnlyList<ConditionNode> nodes, EntriesInScope entries, string member)
        {
            var conditions = new Code[nodes.Count];
            for (int i = 0; i < conditions.Length; i++)
            {
                conditions[i] = Where(nodes[i], entries, member);
            }

            return conditions;
        }

        private Code Answered(ConditionNode node, Code condition) =>
            hasAccount ? Code.Call("account.Answer(" + Literals.Of(node.Number) + ", ", new[] { condition }, ")", node.Source) : condition;

        private Code Computed(ValueNode node, Code value) =>
            hasAccount ? Code.Call("account.Computed(" + Literals.Of(node.Number) + ", ", new[] { value }, ")", node.Source) : value;

        private Code[] Values(EntriesInScope entries, ValueNode from, ValueNode to) => new[] { Value(from, entries), Value(to, entries) };

        private Code Compound(ConditionNode node, EntriesInScope entries) => node switch
        {
            GroupNode group => group.HasGuard ? GuardedGroup(group, entries) : Group(group, entries),
            NotNode not => Condition(not.Part, entries).Not(),
            ExceptionNode exception => Exception(exception, entries),
            GuardNode guard => Guard(guard, entries),
            ConfirmationNode confirmation => WhereAllAreRequired(confirmation.Part, entries).Member(".AsConfirmation()"),
            JudgedWhenNode judged => JudgedWhen(judged, entries),
            DefinedConditionNode defined => Code.Leaf(methods.Defined(names[defined.Definition]), node.Source),
            CriteriaNode reference => Criteria(reference),
            _ => throw new InvalidOperationException("There is no expression for " + node.GetType().Name + "."),
        };

        private Code Group(GroupNode group, EntriesInScope entries)
        {
            IReadOnlyList<ConditionNode> parts = hasAccount ? group.Parts : Cost.CheapestFirst(group.Parts);
            switch (group.Kind)
            {
                case GroupKind.AllOf:
                    return All(EachWhere(parts, entries, AllAreRequired), group.Source);
                case GroupKind.AnyOf:
                    return Any(EachWhere(parts, entries, AnySuffices), group.Source);
                case GroupKind.NoneOf:
                    return All(
                        parts.Select(part => part.HasGuard ? Condition(part, entries).Not().Member(".WhereAllAreRequired") : Condition(part, entries).Not()).ToArray(),
                        group.Source);
                default:
                    Code[] counted = EachWhere(group.Parts, entries, AnySuffices);
                    return Code.BlockCall("Conditions." + group.Kind + "(" + Literals.Of(group.Count) + ", [", counted, "])", group.Source);
            }
        }

        // If no part is sure to apply, neither is the block.
        private Code GuardedGroup(GroupNode group, EntriesInScope entries)
        {
            Code[] parts = group.Parts.Select(part => Condition(part, entries)).ToArray();
            return group.Kind is GroupKind.AtLeast or GroupKind.Exactly or GroupKind.AtMost
                ? Code.BlockCall("Guarded." + group.Kind + "(" + Literals.Of(group.Count) + ", [", parts, "])", group.Source)
                : Guarded(group.Kind.ToString(), parts, group.Source);
        }

        // The runtime has methods of two and three parts, which take no array.
        private static Code Guarded(string kind, Code[] parts, SourceSpan source) => parts.Length is 2 or 3
            ? Code.BlockCall("Guarded." + kind + "(", parts, ")", source)
            : Code.BlockCall("Guarded." + kind + "([", parts, "])", source);

        private Code Exception(ExceptionNode node, EntriesInScope entries)
        {
            Code condition = Condition(node.Condition, entries);
            Code exception = WhereAnySuffices(node.Exception, entries);
            return node.HasGuard
                ? Code.Call(condition.In(Binding.Unary).Flat + ".Unless(", new[] { exception }, ")", node.Source)
                : Any(Cost.IsCheaper(node.Exception, node.Condition) && !hasAccount ? new[] { exception, condition } : new[] { condition, exception }, node.Source);
        }

        private Code Guard(GuardNode node, EntriesInScope entries)
        {
            Code guard = WhereAnySuffices(node.Guard, entries);
            return Code.Call(
                Condition(node.Condition, entries).In(Binding.Unary).Flat + ".When(", new[] { node.IsExcuse ? guard.Not() : guard }, ")", node.Source);
        }

        private Code JudgedWhen(JudgedWhenNode node, EntriesInScope entries) => Code.Call(
            "Conditions.JudgedWhen(",
            new[] { WhereAnySuffices(node.When, entries), Condition(node.Judged, entries), Condition(node.Recorded, entries) },
            ")",
            node.Source);

        private Code Criteria(CriteriaNode reference) => hasAccount
            ? reference.List.Scope is null ? CriteriaWithoutScope(reference) : CriteriaWithoutScope(reference).Member(".When(" + methods.Answer(reference.List) + ")")
            : Code.Leaf(methods.Call(reference, EntriesInScope.None), reference.Source);

        private Code Documented(DocumentedNode node, EntriesInScope entries)
        {
            EntryInScope? holder = entries.HolderOf(node.Fact);
            string fact = facts.Entries(node.Fact, entries);
            Code standard = Standard(node.Qualifier, entries);
            if (hasAccount)
            {
                string numbers = Literals.Of(node.Number) + ", " + Literals.Of(node.Fact.Fact.Number) + ", ";
                return Code.Leaf(
                    "account.IsDocumented(" + numbers + fact + ", " + standard.Flat + FactExpressions.HolderArgument(holder, ", ") + ")", node.Source);
            }

            bool asks = node.Qualifier.AsksStandard || node.Qualifier.Dates.Count > 0;
            return Code.Leaf(
                fact + ".IsDocumented(c" + (asks ? ", " + standard.Flat : string.Empty)
                + FactExpressions.HolderArgument(holder, asks ? ", " : ", holder: ") + ")",
                node.Source);
        }

        private Code Comparison(ComparisonNode node, EntriesInScope entries)
        {
            if (hasAccount)
            {
                Code[] parts = { Value(node.Left, entries), Code.Leaf("Comparison." + node.Comparison, node.Source), Value(node.Right, entries) };
                return Code.Call("account.Compare(" + Literals.Of(node.Number) + ", ", Typed(node.Left, parts), ")", node.Source);
            }

            Code left = Operand(node.Left, entries);
            Code right = Value(node.Right, entries);
            string? @operator = node.Comparison switch
            {
                ImrDsl.Values.Comparison.Less => "<",
                ImrDsl.Values.Comparison.AtMost => "<=",
                ImrDsl.Values.Comparison.AtLeast => ">=",
                ImrDsl.Values.Comparison.More => ">",
                _ => null,
            };
            if (node.Left.Kind == ValueKind.PercentChange && (@operator is null || node.Right is not NumberNode))
            {
                return Code.Leaf(left.In(Binding.Unary).Flat + ".Compare(Comparison." + node.Comparison + ", " + right.Flat + ")", node.Source);
            }

            if (@operator is not null)
            {
                return Code.Chain(@operator, Binding.Relational, new[] { left, right }, node.Source);
            }

            string method = node.Left.Kind == ValueKind.Date ? ".SameDayAs(" : ".Is(";
            Code same = Code.Leaf(left.In(Binding.Unary).Flat + method + right.Flat + ")", node.Source);
            return node.Comparison == ImrDsl.Values.Comparison.NotEqual ? same.Not() : same;
        }

        private Code Band(BandNode node, EntriesInScope entries)
        {
            Code value = Operand(node.Value, entries);
            Code low = Value(node.Low, entries);
            Code high = Value(node.High, entries);
            if (!hasAccount && node.Value.Kind == ValueKind.PercentChange)
            {
                low = node.Low is NumberNode ? low : low.Member(".Low");
                high = node.High is NumberNode ? high : high.Member(".Low");
            }

            if (hasAccount)
            {
                Code[] arguments = node.Kind == BandKind.AtMost ? new[] { value, high } : new[] { value, low, high };
                return Code.Call("account." + node.Kind + "(" + Literals.Of(node.Number) + ", ", arguments, ")", node.Source);
            }

            return node.Kind switch
            {
                BandKind.AtLeast => Code.Chain(">=", Binding.Relational, new[] { value, low }, node.Source),
                BandKind.AtMost => Code.Chain("<=", Binding.Relational, new[] { value, high }, node.Source),
                _ => Code.Leaf(value.In(Binding.Unary).Flat + ".IsWithin(" + low.Flat + ", " + high.Flat + ")", node.Source),
            };
        }

        private Code PercentChange(PercentChangeNode node, EntriesInScope entries)
        {
            Code change = Code.Call("PercentChange." + (node.IsIncrease ? "Increase(" : "Reduction("), Values(entries, node.From, node.To), ")", node.Source);
            Code[] values = node.Recorded is null ? new[] { change } : new[] { change, Value(node.Recorded, entries) };
            return hasAccount ? Code.Call("account.Change(" + Literals.Of(node.Number) + ", ", values, ")", node.Source)
                : values.Length == 1 ? change
                : Code.Call(change.Flat + ".Or(", new[] { values[1] }, ")", node.Source);
        }

        private Code Arithmetic(ArithmeticNode node, EntriesInScope entries)
        {
            if (node.Operation == ArithmeticKind.Power)
            {
                return Operand(node.Left, entries).Member(".Power(" + Literals.Of((int)((NumberNode)node.Right).Value) + ")");
            }

            (string @operator, Binding binding) = node.Operation switch
            {
                ArithmeticKind.Add => ("+", Binding.Additive),
                ArithmeticKind.Subtract => ("-", Binding.Additive),
                ArithmeticKind.Divide => ("/", Binding.Multiplicative),
                _ => ("*", Binding.Multiplicative),
            };
            return Code.Chain(@operator, binding, new[] { Operand(node.Left, entries), Value(node.Right, entries) }, node.Source);
        }

        // A constant on the left must be a quantity for the operator to be that of quantities.
        private Code Operand(ValueNode node, EntriesInScope entries) => node is NumberNode number
            ? Code.Leaf("Number.Exactly(" + Literals.Of(number.Value) + ")", node.Source)
            : Value(node, entries);

        private static Code[] Typed(ValueNode left, Code[] parts)
        {
            if (left is NumberNode)
            {
                parts[0] = Code.Leaf("Number.Exactly(" + parts[0].Flat + ")", parts[0].Source);
            }

            return parts;
        }
    }
}
