using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The lists of a case that are packed: of each entry a bit for each test of one field, and a stretch of time.</summary>
    internal sealed class PackedLists
    {
        private const int MostBits = 16;

        private readonly GuidelineNames names;
        private readonly NameScope members;
        private readonly Expressions ofCase;
        private readonly Dictionary<(FactPlan, PackedRecord?), PackedListPlan> lists = new Dictionary<(FactPlan, PackedRecord?), PackedListPlan>();

        /// <summary>None yet.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="members">The names that are taken.</param>
        /// <param name="ofCase">Expressions that read the case itself.</param>
        public PackedLists(GuidelineNames names, NameScope members, Expressions ofCase)
        {
            this.names = names;
            this.members = members;
            this.ofCase = ofCase;
        }

        /// <summary>A list of the case, or of the entry of a record that is packed, if it can be packed; else null.</summary>
        /// <param name="list">The list.</param>
        /// <param name="record">The record whose entry is at hand; null for none.</param>
        public PackedListPlan? Of(ListNode list, PackedRecord? record)
        {
            if (list.Fact.Entry is not null != record is not null || list.Fact.Fact.IsJudgement)
            {
                return null;
            }

            if (!lists.TryGetValue((list.Fact.Fact, record), out PackedListPlan? packed))
            {
                string name = (record is null ? string.Empty : record.Entry) + names[list.Fact.Fact].TrimStart('@');
                packed = new PackedListPlan(list.Fact.Fact, record, members.Take(Identifier.Camel(name)), members.Take("Pack" + name));
                lists.Add((list.Fact.Fact, record), packed);
            }

            return packed;
        }

        /// <summary>The bits that an entry must have for some conditions to be met; null if they are not all bits.</summary>
        public string? Bits(PackedListPlan list, EntryScope scope, IEnumerable<ConditionNode> conditions)
        {
            var bits = new List<string>();
            foreach (ConditionNode condition in conditions)
            {
                if (!PackedLeaf.IsLeaf(condition) || PackedLeaf.IsJudged(condition) || BitOf(list, scope, condition) is not { } bit)
                {
                    return null;
                }

                bits.Add(bit);
            }

            return bits.Count == 0 ? null : string.Join(" | ", bits.Distinct());
        }

        /// <summary>A condition inside an entry as an expression over <c>entry</c>; null if it cannot be asked of a packed entry.</summary>
        public string? Condition(PackedListPlan list, EntryScope scope, ConditionNode node)
        {
            switch (node)
            {
                case GroupNode { Kind: GroupKind.AllOf or GroupKind.AnyOf or GroupKind.NoneOf } group:
                    var parts = new List<string>();
                    foreach (ConditionNode part in group.Parts)
                    {
                        if (part.HasGuard || Condition(list, scope, part) is not { } code)
                        {
                            return null;
                        }

                        parts.Add((group.Kind == GroupKind.NoneOf ? "!" : string.Empty) + code);
                    }

                    return "(" + string.Join(group.Kind == GroupKind.AnyOf ? " | " : " & ", parts) + ")";
                case NotNode not when !not.HasGuard:
                    return Condition(list, scope, not.Part) is { } negated ? "!" + negated : null;
                default:
                    return PackedLeaf.IsLeaf(node) && !PackedLeaf.IsJudged(node) ? Bit(list, scope, node) : null;
            }
        }

        /// <summary>The stretch of time of an entry; false if another one is packed already.</summary>
        public bool TryPeriod(PackedListPlan list, EntryScope scope, TotalTimeNode time)
        {
            string read = ofCase.Facts.Value(time, new FactReference(time.Period, scope), Inside(list, scope)).Flat;
            list.Period ??= read;
            list.PeriodFact ??= time.Period;
            return list.Period == read;
        }

        /// <summary>Whether an entry certainly has a value of a closed list, as an expression over <c>entry</c>; null if there is no room left.</summary>
        public string? IsOneOf(PackedListPlan list, EntryScope scope, FactReference key, IReadOnlyList<int> members, SourceSpan source) =>
            BitOf(list, scope, new MembershipNode(source, key, members)) is { } bit ? "entry.Readings.Has(" + bit + ")" : null;

        /// <summary>The quantity of an entry; false if another one is packed already.</summary>
        public bool TryQuantity(PackedListPlan list, EntryScope scope, FactNode quantity, int scale)
        {
            string read = "Scaled.Of(" + ofCase.Value(quantity, Inside(list, scope)).Flat + ", " + Literals.Of(scale) + ", ref fits)";
            list.Quantity ??= read;
            list.QuantityFact ??= quantity.Fact.Fact;
            list.Scale = list.Quantity == read ? scale : list.Scale;
            return list.Quantity == read;
        }

        /// <summary>All of them.</summary>
        public IEnumerable<PackedListPlan> All => lists.Values;

        /// <summary>Declares the fields, and the bits of entries.</summary>
        public void Declare(CodeWriter writer)
        {
            foreach (PackedListPlan list in lists.Values)
            {
                for (int i = 0; i < list.Bits.Count; i++)
                {
                    writer.Line($"private const ushort {list.Bits[i].Name} = 1 << {i};");
                }

                writer.Line($"private readonly PackedList {list.Field};");
            }
        }

        /// <summary>The statements that read them of a case.</summary>
        public void Read(CodeWriter writer)
        {
            foreach (PackedListPlan list in lists.Values)
            {
                string pack = list.Method + "(c, " + (list.Record is null ? string.Empty : list.Record.Entry + ", ") + "ref fits)";
                writer.Line($"{list.Field} = {(list.Record is null ? pack : list.Record.Fact + ".Count == 1 ? " + pack + " : default")};");
            }
        }

        /// <summary>The methods that pack them.</summary>
        public void Methods(CodeWriter writer)
        {
            foreach (PackedListPlan list in lists.Values)
            {
                string type = names[list.Fact.EntryKind!];
                string none = list.Fact.Default is { IsNone: true } ? ".IfNotMentioned(Fact.None)" : string.Empty;
                writer.Line();
                string holder = list.Record is null ? string.Empty : list.Record.Type + " holder, ";
                writer.Open($"private static PackedList {list.Method}({names.Case} c, {holder}ref bool fits)");
                writer.Line($"Entries<{type}> entries = {(list.Record is null ? "c" : "holder")}.{names[list.Fact]}{none};");
                if (list.Period is not null)
                {
                    writer.Line("fits &= PackedList.HasRoomFor(entries.Count);");
                    writer.Line("var periods = new Period[entries.Count];");
                }

                writer.Line("var packed = new PackedEntry[entries.Count];");
                writer.Line($"var all = entries.Some({(list.Record is null ? string.Empty : "holder")});");
                writer.Open($"for (int i = 0; all.Next() is {{ }} {Entry(list)}; i++)");
                writer.Line("var read = default(EntryReadings);");
                foreach ((string name, string read) in list.Bits)
                {
                    writer.Line($"read = read.With({name}, {read});");
                }

                writer.Line($"packed[i] = new PackedEntry(read, {(list.Quantity ?? "Scaled.Unknown")});");
                if (list.Period is not null)
                {
                    writer.Line($"periods[i] = {list.Period};");
                }

                writer.Close();
                writer.Line();
                writer.Line($"return new PackedList(entries.Knowledge, packed{(list.Period is null ? string.Empty : ", periods, c.DecisionDate")});");
                writer.Close();
            }
        }

        private static string Entry(PackedListPlan list)
        {
            string entry = MethodNames.Entry(list.Fact.EntryKind!);
            return entry is "c" or "i" or "read" or "packed" or "periods" or "entries" or "all" or "holder" or "fits" ? entry + "Entry" : entry;
        }

        private string? Bit(PackedListPlan list, EntryScope scope, ConditionNode node) =>
            BitOf(list, scope, node) is { } bit ? "entry.Readings[" + bit + "]" : null;

        private string? BitOf(PackedListPlan list, EntryScope scope, ConditionNode node)
        {
            string read = ofCase.BodyOf(node, Inside(list, scope)).Flat;
            int at = list.Bits.FindIndex(bit => bit.Read == read);
            if (at < 0 && list.Bits.Count < MostBits)
            {
                at = list.Bits.Count;
                list.Bits.Add((members.Take(PackedNames.Of(node, names, names[list.Fact])), read));
                list.Nodes.Add(node);
            }

            return at < 0 ? null : list.Bits[at].Name;
        }

        // The fields of an entry that is itself in an entry have the evidence of the outer one, unless the inner one has its own.
        private static EntriesInScope Inside(PackedListPlan list, EntryScope scope) =>
            EntriesInScope.None.With(new EntryInScope(scope, Entry(list), list.Record is null ? Entry(list) : "all.Held"));
    }

    /// <summary>A list of the case that is packed.</summary>
    internal sealed class PackedListPlan
    {
        /// <summary>A list of the case.</summary>
        public PackedListPlan(FactPlan fact, PackedRecord? record, string field, string method)
        {
            Fact = fact;
            Record = record;
            Field = field;
            Method = method;
        }

        /// <summary>The list.</summary>
        public FactPlan Fact { get; }

        /// <summary>The record in whose entry it is; null for a list of the case itself.</summary>
        public PackedRecord? Record { get; }

        /// <summary>The field that holds it packed.</summary>
        public string Field { get; }

        /// <summary>The method that packs it.</summary>
        public string Method { get; }

        /// <summary>The bits of an entry, and how each is read.</summary>
        public List<(string Name, string Read)> Bits { get; } = new List<(string, string)>();

        /// <summary>What each of the bits asks.</summary>
        public List<ConditionNode> Nodes { get; } = new List<ConditionNode>();

        /// <summary>The field that is the stretch of time, or null.</summary>
        public FactPlan? PeriodFact { get; set; }

        /// <summary>The field that is the quantity, or null.</summary>
        public FactPlan? QuantityFact { get; set; }

        /// <summary>How many of the quantity's whole numbers make 1.</summary>
        public int Scale { get; set; } = 1;

        /// <summary>How the stretch of time of an entry is read; null if nothing asks for it.</summary>
        public string? Period { get; set; }

        /// <summary>How the quantity of an entry is read; null if nothing asks for it.</summary>
        public string? Quantity { get; set; }
    }
}
