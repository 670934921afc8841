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
        private readonly List<(string Name, string Read, PackedRecord? Record)> bits = new List<(string, string, PackedRecord?)>();
        private readonly List<(string Name, string Type, string Read, string Unknown, PackedRecord? Record)> values = new List<(string, string, string, string, PackedRecord?)>();
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

        /// <summary>The bit of a test that is read so; null if there is no room left.</summary>
        public string? Bit(string read, string name, PackedRecord? record)
        {
            if (!known.TryGetValue(read, out string? bit) && bits.Count < MostBits)
            {
                bit = members.Take(name);
                known.Add(read, bit);
                bits.Add((bit, read, record));
            }

            return bit;
        }

        /// <summary>The field of a date that is read so.</summary>
        public string Date(string read, string name, PackedRecord? record) => Value("PartialDate", read, read, "default", name, record);

        /// <summary>The field of a quantity that is read so.</summary>
        public string Number(string read, int scale, string name, PackedRecord? record) =>
            Value("int", read + "@" + Literals.Of(scale), "Scaled.Of(" + read + ", " + Literals.Of(scale) + ", ref fits)", "Scaled.Unknown", name, record);

        /// <summary>A record of the case of which one entry is packed.</summary>
        public PackedRecord Record(FactPlan fact)
        {
            if (!records.TryGetValue(fact, out PackedRecord? record))
            {
                record = new PackedRecord("c." + names[fact], names[fact.EntryKind!], members.Take(names[fact] + "Entry"));
                records.Add(fact, record);
            }

            return record;
        }

        /// <summary>Declares the bits and the fields.</summary>
        public void Declare(CodeWriter writer)
        {
            for (int i = 0; i < bits.Count; i++)
            {
                writer.Line("private const ulong " + bits[i].Name + " = 1UL << " + Literals.Of(i) + ";");
            }

            if (bits.Count > 0)
            {
                writer.Line("private readonly Readings readings;");
            }

            foreach ((string name, string type, _, _, _) in values)
            {
                writer.Line("private readonly " + type + " " + name + ";");
            }
        }

        /// <summary>The statements that read them of a case.</summary>
        public void Read(CodeWriter writer)
        {
            foreach ((string name, _, string read, string unknown, PackedRecord? record) in values)
            {
                writer.Line(name + " = " + (record is null ? read : unknown) + ";");
            }

            if (bits.Count > 0)
            {
                writer.Line("readings = default;");
            }

            Bits(writer, null);
            foreach (PackedRecord record in records.Values)
            {
                writer.Line("fits &= " + record.Fact + ".Count <= 1;");
                writer.Open("if (" + record.Fact + ".Count == 1)");
                foreach ((string name, _, string read, _, _) in values.Where(value => value.Record == record))
                {
                    writer.Line(name + " = " + read + ";");
                }

                Bits(writer, record);
                writer.Close();
            }
        }

        /// <summary>The entries of records, as properties.</summary>
        public void Records(CodeWriter writer)
        {
            foreach (PackedRecord record in records.Values)
            {
                writer.Line();
                writer.Line("private " + record.Type + " " + record.Entry + " => " + record.Fact + "[0];");
            }
        }

        private void Bits(CodeWriter writer, PackedRecord? record)
        {
            foreach ((string name, string read, _) in bits.Where(bit => bit.Record == record))
            {
                writer.Line("readings = readings.With(" + name + ", " + read + ");");
            }
        }

        private string Value(string type, string key, string read, string unknown, string name, PackedRecord? record)
        {
            if (!known.TryGetValue(key, out string? field))
            {
                field = members.Take(Identifier.Camel(name));
                known.Add(key, field);
                values.Add((field, type, read, unknown, record));
            }

            return field;
        }
    }

    /// <summary>A record of the case of which one entry is packed.</summary>
    /// <param name="Fact">The record, as it is read of the case.</param>
    /// <param name="Type">The type of its entries.</param>
    /// <param name="Entry">The property that holds its entry.</param>
    internal sealed record PackedRecord(string Fact, string Type, string Entry);
}
