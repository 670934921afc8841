using System.Collections.Generic;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The lists of a case that are packed: of each entry a bit for each test of one field, and a stretch of time.</summary>
    internal sealed class PackedLists
    {
        private const int MostBits = 16;

        private readonly GuidelineNames names;
        private readonly NameScope members;
        private readonly Expressions ofCase;
        private readonly Dictionary<FactPlan, PackedListPlan> lists = new Dictionary<FactPlan, PackedListPlan>();

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

        /// <summary>A list of the case, if it can be packed; else null.</summary>
        public PackedListPlan? Of(ListNode list)
        {
            if (list.Fact.Entry is not null || list.Fact.Fact.IsJudgement)
            {
                return null;
            }

            if (!lists.TryGetValue(list.Fact.Fact, out PackedListPlan? packed))
            {
                packed = new PackedListPlan(
                    list.Fact.Fact, members.Take(Identifier.Camel(names[list.Fact.Fact])), members.Take("Pack" + names[list.Fact.Fact].TrimStart('@')));
                lists.Add(list.Fact.Fact, packed);
            }

            return packed;
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
            return list.Period == read;
        }

        /// <summary>Declares the fields, and the bits of entries.</summary>
        public void Declare(CodeWriter writer)
        {
            foreach (PackedListPlan list in lists.Values)
            {
                for (int i = 0; i < list.Bits.Count; i++)
                {
                    writer.Line("private const ushort " + list.Bits[i].Name + " = 1 << " + Literals.Of(i) + ";");
                }

                writer.Line("private readonly PackedList " + list.Field + ";");
            }
        }

        /// <summary>The statements that read them of a case.</summary>
        public void Read(CodeWriter writer)
        {
            foreach (PackedListPlan list in lists.Values)
            {
                writer.Line(list.Field + " = " + list.Method + "(c);");
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
                writer.Open("private static PackedList " + list.Method + "(" + names.Case + " c)");
                writer.Line("Entries<" + type + "> entries = c." + names[list.Fact] + none + ";");
                writer.Line("var packed = new PackedEntry[entries.Count];");
                writer.Open("for (int i = 0; i < packed.Length; i++)");
                writer.Line(type + " " + Entry(list) + " = entries[i];");
                writer.Line("var read = default(EntryReadings);");
                foreach ((string name, string read) in list.Bits)
                {
                    writer.Line("read = read.With(" + name + ", " + read + ");");
                }

                writer.Line("packed[i] = new PackedEntry(read, " + (list.Period ?? "default") + ");");
                writer.Close();
                writer.Line();
                writer.Line("return new PackedList(entries.Knowledge, packed);");
                writer.Close();
            }
        }

        private static string Entry(PackedListPlan list)
        {
            string entry = MethodNames.Entry(list.Fact.EntryKind!);
            return entry is "c" or "i" or "read" or "packed" or "entries" ? entry + "Entry" : entry;
        }

        private string? Bit(PackedListPlan list, EntryScope scope, ConditionNode node)
        {
            string read = ofCase.BodyOf(node, Inside(list, scope)).Flat;
            int at = list.Bits.FindIndex(bit => bit.Read == read);
            if (at < 0 && list.Bits.Count < MostBits)
            {
                at = list.Bits.Count;
                list.Bits.Add((members.Take(PackedLeaf.NameOf(node, names, names[list.Fact])), read));
            }

            return at < 0 ? null : "entry.Readings[" + list.Bits[at].Name + "]";
        }

        private static EntriesInScope Inside(PackedListPlan list, EntryScope scope) => EntriesInScope.None.With(new EntryInScope(scope, Entry(list), Entry(list)));
    }

    /// <summary>A list of the case that is packed.</summary>
    internal sealed class PackedListPlan
    {
        /// <summary>A list of the case.</summary>
        public PackedListPlan(FactPlan fact, string field, string method)
        {
            Fact = fact;
            Field = field;
            Method = method;
        }

        /// <summary>The list.</summary>
        public FactPlan Fact { get; }

        /// <summary>The field that holds it packed.</summary>
        public string Field { get; }

        /// <summary>The method that packs it.</summary>
        public string Method { get; }

        /// <summary>The bits of an entry, and how each is read.</summary>
        public List<(string Name, string Read)> Bits { get; } = new List<(string, string)>();

        /// <summary>How the stretch of time of an entry is read; null if nothing asks for it.</summary>
        public string? Period { get; set; }
    }
}
