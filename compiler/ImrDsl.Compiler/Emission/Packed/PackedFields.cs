using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// What a packed case holds: a bit for each test of one fact, dates as ranges of days, quantities as whole numbers of their smallest step. Each is read by the
    /// same expression that reads it of the case, so that evidence, defaults and several statements are settled alike.
    /// </summary>
    internal sealed class PackedFields
    {
        private const int MostBits = 64;

        private readonly GuidelineNames names;
        private readonly NameScope members;
        private readonly List<(string Name, string Read, PackedRecord? Record, ConditionNode Node)> bits = new List<(string, string, PackedRecord?, ConditionNode)>();
        private readonly List<PackedValue> values = new List<PackedValue>();
        private readonly Dictionary<string, string> known = new Dictionary<string, string>();
        private readonly Dictionary<FactPlan, PackedRecord> records = new Dictionary<FactPlan, PackedRecord>();

        /// <summary>None yet.</summary>
        public PackedFields(GuidelineNames names, NameScope members)
        {
            this.names = names;
            this.members = members;
        }

        /// <summary>Whether there is a bit.</summary>
        public bool HasBits => bits.Count > 0;

        /// <summary>The bits: what each asks, and of an entry of which record.</summary>
        public IEnumerable<(ConditionNode Node, PackedRecord? Record)> Bits => bits.Select(bit => (bit.Node, bit.Record));

        /// <summary>Quantities and dates.</summary>
        public IReadOnlyList<PackedValue> Values => values;

        /// <summary>The bit of a test that is read so; null if there is no room left.</summary>
        public string? Bit(string read, string name, PackedRecord? record, ConditionNode node)
        {
            if (!known.TryGetValue(read, out string? bit) && bits.Count < MostBits)
            {
                bit = members.Take(name);
                known.Add(read, bit);
                bits.Add((bit, read, record, node));
            }

            return bit;
        }

        /// <summary>The field of a date that is read so.</summary>
        public string Date(string read, string name, PackedRecord? record, FactNode node) =>
            Value(read, name, field => new PackedValue(field, "PartialDate", read, "default", record, node.Fact.Fact, 1));

        /// <summary>The field of a quantity that is read so.</summary>
        public string Number(string read, int scale, string name, PackedRecord? record, FactNode node)
        {
            string scaled = "Scaled.Of(" + read + ", " + Literals.Of(scale) + ", ref fits)";
            return Value(read + "@" + Literals.Of(scale), name, field => new PackedValue(field, "int", scaled, "Scaled.Unknown", record, node.Fact.Fact, scale));
        }

        /// <summary>A record of the case of which one entry is packed.</summary>
        public PackedRecord Record(FactPlan fact)
        {
            if (!records.TryGetValue(fact, out PackedRecord? record))
            {
                record = new PackedRecord(fact, "c." + names[fact], names[fact.EntryKind!], members.Take(names[fact] + "Entry"));
                records.Add(fact, record);
            }

            return record;
        }

        /// <summary>Declares the bits and the fields.</summary>
        public void Declare(CodeWriter writer)
        {
            for (int i = 0; i < bits.Count; i++)
            {
                writer.Line($"private const ulong {bits[i].Name} = 1UL << {i};");
            }

            if (bits.Count > 0)
            {
                writer.Line("private readonly Readings readings;");
            }

            foreach (PackedValue value in values)
            {
                writer.Line($"private readonly {value.Type} {value.Name};");
            }
        }

        /// <summary>The statements that read them of a case.</summary>
        public void Read(CodeWriter writer)
        {
            foreach (PackedValue value in values)
            {
                writer.Line($"{value.Name} = {(value.Record is null ? value.Read : value.Unknown)};");
            }

            if (bits.Count > 0)
            {
                writer.Line("readings = default;");
            }

            ReadBits(writer, null);
            foreach (PackedRecord record in records.Values)
            {
                writer.Line($"fits &= {record.Fact}.Count <= 1;");
                writer.Open($"if ({record.Fact}.Count == 1)");
                foreach (PackedValue value in values.Where(value => value.Record == record))
                {
                    writer.Line($"{value.Name} = {value.Read};");
                }

                ReadBits(writer, record);
                writer.Close();
            }
        }

        /// <summary>The entries of records, as properties.</summary>
        public void Records(CodeWriter writer)
        {
            foreach (PackedRecord record in records.Values)
            {
                writer.Line();
                writer.Line($"private {record.Type} {record.Entry} => {record.Fact}[0];");
            }
        }

        private void ReadBits(CodeWriter writer, PackedRecord? record)
        {
            foreach ((string name, string read, _, _) in bits.Where(bit => bit.Record == record))
            {
                writer.Line($"readings = readings.With({name}, {read});");
            }
        }

        private string Value(string key, string name, Func<string, PackedValue> value)
        {
            if (!known.TryGetValue(key, out string? field))
            {
                field = members.Take(Identifier.Camel(name));
                known.Add(key, field);
                values.Add(value(field));
            }

            return field;
        }
    }

    /// <summary>A quantity or date of a packed case.</summary>
    /// <param name="Name">The field that holds it.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Read">How it is read.</param>
    /// <param name="Unknown">What stands for one that is not known.</param>
    /// <param name="Record">The record of whose entry it is read, or null.</param>
    /// <param name="Fact">The fact.</param>
    /// <param name="Scale">How many of a quantity's whole numbers make 1.</param>
    internal sealed record PackedValue(string Name, string Type, string Read, string Unknown, PackedRecord? Record, FactPlan Fact, int Scale);

    /// <summary>A record of the case of which one entry is packed.</summary>
    /// <param name="Plan">The record.</param>
    /// <param name="Fact">The record, as it is read of the case.</param>
    /// <param name="Type">The type of its entries.</param>
    /// <param name="Entry">The property that holds its entry.</param>
    internal sealed record PackedRecord(FactPlan Plan, string Fact, string Type, string Entry);
}
