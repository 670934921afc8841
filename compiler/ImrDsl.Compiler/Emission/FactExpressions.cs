using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>How facts are read in generated code: plainly, or so that an account tells of it.</summary>
    internal sealed partial class FactExpressions
    {
        private readonly GuidelineNames names;
        private readonly bool hasAccount;

        /// <summary>Readings.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="hasAccount">Whether an account is written.</param>
        public FactExpressions(GuidelineNames names, bool hasAccount)
        {
            this.names = names;
            this.hasAccount = hasAccount;
        }

        /// <summary>A yes/no fact as a condition; with an account, its answer is noted.</summary>
        public Code YesNo(YesNoNode node, EntriesInScope entries)
        {
            if (!hasAccount)
            {
                return Plain(node.Fact, entries, node.Source, node.Fact.Fact.IsJudgement ? ".IsJudgedYes" : ".IsYes");
            }

            if (node.Fact.Fact.IsJudgement)
            {
                return Noted(node, "Judgement", node.Fact, entries, node.Source);
            }

            return HasFactDefault(node.Fact)
                ? Code.Call("account.Answer(" + Literals.Of(node.Number) + ", ", Read(node, "ReadYesNo", node.Fact, entries, node.Source), ")")
                : Read(node, "YesNo", node.Fact, entries, node.Source);
        }

        /// <summary>A test of a choice as a condition; with an account, its answer is noted.</summary>
        public Code Membership(MembershipNode node, EntriesInScope entries)
        {
            if (!hasAccount && !node.Fact.Fact.IsJudgement)
            {
                return IsOneOf(node.Fact, node.Members, entries, node.Source);
            }

            string members = "[" + ValuesOf(node.Fact.Fact.Choice!, node.Members) + "]";
            if (!hasAccount)
            {
                return Plain(node.Fact, entries, node.Source, ".IsJudgedOneOf", members);
            }

            if (node.Fact.Fact.IsJudgement)
            {
                return Noted(node, "JudgementOneOf", node.Fact, entries, node.Source, members);
            }

            return HasFactDefault(node.Fact)
                ? Code.Call("account.Answer(" + Literals.Of(node.Number) + ", ", Read(node, "ReadOneOf", node.Fact, entries, node.Source, members), ")")
                : Read(node, "OneOf", node.Fact, entries, node.Source, members);
        }

        /// <summary>A test of a code as a condition; with an account, its answer is noted.</summary>
        public Code IsIn(CodeNode node, string codes, EntriesInScope entries) =>
            hasAccount ? Read(node, "Code", node.Fact, entries, node.Source, codes) : Plain(node.Fact, entries, node.Source, ".IsIn", codes);

        /// <summary>Whether a choice is one of some values, without an account.</summary>
        public Code IsOneOf(FactReference fact, IReadOnlyList<int> members, EntriesInScope entries, SourceSpan source)
        {
            string values = ValuesOf(fact.Fact.Choice!, members);
            return members.Count == 1 ? Plain(fact, entries, source, ".Is", values) : Plain(fact, entries, source, ".IsOneOf", "[" + values + "]");
        }

        private string ValuesOf(ChoicePlan choice, IReadOnlyList<int> members)
        {
            TextBuffer values = TextBuffer.Take();
            for (int i = 0; i < members.Count; i++)
            {
                values.Add(i == 0 ? string.Empty : ", ");
                values.Add(names.ValueOf(choice, members[i]));
            }

            return values.Taken();
        }

        /// <summary>The value of a number, date or period.</summary>
        public Code Value(PlanNode node, FactReference fact, EntriesInScope entries)
        {
            if (fact.Fact.BuiltIn == BuiltInFact.DecisionDate)
            {
                string date = "c." + names[fact.Fact];
                return Code.Leaf(
                    hasAccount ? "account.Date(" + Literals.Of(node.Number) + ", " + Literals.Of(fact.Fact.Number) + ", " + date + ")" : "PartialDate.Exactly(" + date + ")",
                    node.Source);
            }

            if (!hasAccount)
            {
                return Plain(fact, entries, node.Source, fact.Fact.IsJudgement ? ".JudgedValue" : ".Value");
            }

            string method = fact.Fact.Kind switch
            {
                FactKind.Number => "Number",
                FactKind.Date => "Date",
                _ => "Period",
            };
            return fact.Fact.IsJudgement
                ? Noted(node, "Judged" + method, fact, entries, node.Source)
                : Read(node, method, fact, entries, node.Source);
        }

        /// <summary>Notes the reading of a choice by which a table is looked up.</summary>
        public Code Key(PlanNode node, FactReference fact, EntriesInScope entries) => fact.Fact.IsJudgement
            ? Noted(node, "JudgedKey", fact, entries, node.Source)
            : Read(node, "Key", fact, entries, node.Source);

        /// <summary>The entries of a record or list: <c>c.ConservativeCare</c>.</summary>
        public string Entries(FactReference fact, EntriesInScope entries) => Property(fact.Fact, entries.HolderOf(fact));

        /// <summary>The fact itself: <c>c.PainOnset</c>, <c>trial.PainBefore</c>.</summary>
        public string Property(FactPlan fact, EntryInScope? holder) => (holder?.Variable ?? "c") + "." + names[fact];

        /// <summary>The argument that tells who holds a fact; nothing for a fact of the case.</summary>
        public static string HolderArgument(EntryInScope? holder, string before) => holder is null ? string.Empty : before + holder.Held;

        /// <summary>Whether silence about a fact sends to another fact.</summary>
        private static bool HasFactDefault(FactReference fact) => fact.Fact.Default?.Fact is not null && !fact.Fact.IsJudgement;

        // c.PainOnset.IfNotMentioned(c.DateOfInjury).Value(c)
        private Code Plain(FactReference fact, EntriesInScope entries, SourceSpan source, string method, string? argument = null)
        {
            EntryInScope? holder = entries.HolderOf(fact);
            string beforeArgument = argument is null ? string.Empty : ", ";
            if (fact.Fact.IsJudgement)
            {
                return Code.Leaf($"{holder?.Variable ?? "c"}.{names[fact.Fact]}{method}(c{beforeArgument}{argument})", source);
            }

            string beforeHolder = holder is null ? string.Empty : ", ";
            if (fact.Fact.Default is null)
            {
                return Code.Leaf($"{holder?.Variable ?? "c"}.{names[fact.Fact]}{method}(c{beforeHolder}{holder?.Held}{beforeArgument}{argument})", source);
            }

            string property = Property(fact.Fact, holder);
            string tail = method + "(c" + beforeHolder + holder?.Held + beforeArgument + argument + ")";
            for (DefaultPlan? silence = fact.Fact.Default; silence is not null; silence = silence.Fact?.Default)
            {
                if (silence.Fact is { } other && ((other.FieldOf is null && holder is not null) || other.IsJudgement))
                {
                    // A fact of the case has no part in the evidence of the entry, and a judgement is read in its own way.
                    Code inPlace = Plain(new FactReference(other, other.FieldOf is null ? null : fact.Entry), entries, source, method, argument);
                    return Code.Leaf(property + ".IsMentioned ? " + property + tail + " : " + inPlace.Flat, source, Binding.Conditional);
                }

                property += ".IfNotMentioned(" + StandIn(fact.Fact, silence, holder) + ")";
            }

            return Code.Leaf(property + tail, source);
        }

        private string StandIn(FactPlan fact, DefaultPlan silence, EntryInScope? holder) =>
            silence.Fact is { } other ? (other.BuiltIn == BuiltInFact.DecisionDate ? "PartialDate.Exactly(c.DecisionDate)" : Property(other, holder))
            : fact.Kind == FactKind.Number ? "Fact.Of(" + Constant(fact, silence) + ")"
            : Constant(fact, silence);

        private string Constant(FactPlan fact, DefaultPlan silence) => fact.Kind switch
        {
            FactKind.YesNo => silence.YesNo == true ? "true" : "false",
            FactKind.Choice => names.ValueOf(fact.Choice!, silence.ChoiceValue ?? 0),
            FactKind.Number => Literals.Of(silence.Number ?? 0),
            _ => throw new InvalidOperationException("A " + fact.Kind + " has no constant default."),
        };

        // account.YesNo(21, 7, c.OtherContraindication, ifNotMentioned: false)
        private Code Read(PlanNode node, string method, FactReference fact, EntriesInScope entries, SourceSpan source, string? argument = null)
        {
            EntryInScope? holder = entries.HolderOf(fact);
            if (fact.Fact.BuiltIn == BuiltInFact.DecisionDate)
            {
                return Value(node, fact, entries);
            }

            if (fact.Fact.Default is not { } silence)
            {
                return Noted(node, method, fact, entries, source, argument);
            }

            if (silence.Fact is { } other)
            {
                Code inPlace = Read(node, method, new FactReference(other, other.FieldOf is null ? null : fact.Entry), entries, source, argument);
                Code noted = Noted(node, method, fact, entries, source, argument);
                return Code.Leaf(
                    $"account.IsSilent({node.Number}, {fact.Fact.Number}, {Property(fact.Fact, holder)}{HolderArgument(holder, ", ")}) ? {inPlace} : {noted}",
                    source,
                    Binding.Conditional);
            }

            return Noted(node, method, fact, entries, source, argument, ", ifNotMentioned: " + Constant(fact.Fact, silence));
        }

        private Code Noted(PlanNode node, string method, FactReference fact, EntriesInScope entries, SourceSpan source, string? argument = null, string more = "")
        {
            EntryInScope? holder = entries.HolderOf(fact);
            string beforeArgument = argument is null ? string.Empty : ", ";
            string beforeHolder = holder is null ? string.Empty : ", ";
            return Code.Leaf(
                $"account.{method}({node.Number}, {fact.Fact.Number}, {holder?.Variable ?? "c"}.{names[fact.Fact]}{beforeArgument}{argument}{beforeHolder}{holder?.Held}{more})",
                source);
        }

        private static string Numbers(PlanNode node, FactReference fact) => Literals.Of(node.Number) + ", " + Literals.Of(fact.Fact.Number);
    }
}
