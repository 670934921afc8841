using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>What reads lines straight into packed cases: which value goes where. How values are read the runtime knows.</summary>
    internal sealed class PackedReaderEmitter
    {
        private readonly GuidelineNames names;
        private readonly PackedFields fields;
        private readonly IReadOnlyList<PackedListPlan> lists;
        private readonly IReadOnlyList<PackedValue> numbers;
        private readonly IReadOnlyList<PackedValue> dates;
        private readonly PackedReading reading = new PackedReading();

        /// <summary>A reader.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="fields">What a packed case holds.</param>
        /// <param name="lists">Its lists.</param>
        public PackedReaderEmitter(GuidelineNames names, PackedFields fields, PackedLists lists)
        {
            this.names = names;
            this.fields = fields;
            this.lists = lists.All.ToList();
            numbers = fields.Values.Where(value => value.Fact.Kind == FactKind.Number).ToList();
            dates = fields.Values.Where(value => value.Fact.Kind == FactKind.Date).ToList();
            foreach ((ConditionNode node, PackedRecord? record) in fields.Bits)
            {
                reading.Add(node, record?.Plan);
            }

            foreach (PackedValue value in fields.Values)
            {
                reading.Add(value.Fact, value.Record?.Plan);
            }

            foreach (PackedListPlan list in this.lists)
            {
                reading.Add(list.Fact, list.Record?.Plan, list.Nodes, list.QuantityFact, list.PeriodFact);
            }
        }

        /// <summary>The file.</summary>
        /// <param name="id">The guideline.</param>
        public string File(string id)
        {
            string type = "PackedReader<" + names.Case + ", Service, Packed>";
            var writer = new CodeWriter();
            writer.Head("Reads case files for " + id + " straight into packed cases.", names.Namespace, new[] { "ImrDsl.Runtime.Cases" }.Concat(names.Usings));
            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            writer.Open("public readonly partial struct Packed");
            Constructor(writer);
            writer.Line();
            writer.Line("/// <summary>Reads case files, most often the lines of a file of cases, straight into packed cases. For one thread.</summary>");
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open($"public sealed class Reader : {type}");
            writer.Line("/// <summary>A reader.</summary>");
            writer.Line("public Reader()");
            writer.Line($"    : base({names.Class}.Description, new PackedForm");
            writer.Line("    {");
            Numbers(writer, "Bits", reading.OfBits);
            Numbers(writer, "Involved", reading.Involved);
            Numbers(writer, "Dated", reading.Dated);
            Form(writer, "Numbers", numbers.Select(number => "new(" + Place(number.Record, number.Fact) + ", " + Literals.Of(number.Scale) + ")"));
            Form(writer, "Dates", dates.Select(date => "new(" + Place(date.Record, date.Fact) + ", [" + string.Join(", ", Instead(date).Select(fact => Literals.Of(fact.Number))) + "])"));
            Form(writer, "Lists", lists.Select(list => "new(" + Place(list.Record, list.Fact) + ", " + Ordinal(list.PeriodFact) + ", " + Ordinal(list.QuantityFact) + ", " + Literals.Of(list.Scale) + ")"));
            writer.Line("    })");
            writer.Open();
            writer.Close();
            writer.Line();
            writer.Line($"internal {names.Case} WholeCase => CaseOfLine;");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override TypedCaseFile<{names.Case}, Service> ReadCarefully(ReadOnlyMemory<byte> file, string path) => {names.Class}.ReadCase(file, path);");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override Packed Pack({names.Case} c) => Of(c);");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Wrapped("protected override Packed Pack() => new(", string.Join(", ", Arguments()), ");");
            writer.Line();
            Show(writer);
            writer.Close();
            writer.Close();
            writer.Close();
            return writer.Finished();
        }

        private void Constructor(CodeWriter writer)
        {
            IEnumerable<string> parameters = new[] { "Reader reader", "CalendarDate decisionDate" }
                .Concat(fields.HasBits ? new[] { "Readings readings" } : Array.Empty<string>())
                .Concat(numbers.Concat(dates).Select(value => value.Type + " " + value.Name))
                .Concat(lists.Select(list => "PackedList " + list.Field));
            writer.Wrapped("private Packed(", string.Join(", ", parameters), ")");
            writer.Open();
            writer.Line("given = null;");
            writer.Line("fits = true;");
            foreach (string field in new[] { "reader", "decisionDate" }
                .Concat(fields.HasBits ? new[] { "readings" } : Array.Empty<string>())
                .Concat(numbers.Concat(dates).Select(value => value.Name))
                .Concat(lists.Select(list => list.Field)))
            {
                writer.Line($"this.{field} = {field};");
            }

            writer.Close();
        }

        private IEnumerable<string> Arguments() => new[] { "this", "DecisionDate" }
            .Concat(fields.HasBits ? new[] { "Readings" } : Array.Empty<string>())
            .Concat(numbers.Select((_, i) => "Number(" + Literals.Of(i) + ")"))
            .Concat(dates.Select((_, i) => "Date(" + Literals.Of(i) + ")"))
            .Concat(lists.Select((_, i) => "List(" + Literals.Of(i) + ")"));

        private void Show(CodeWriter writer)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Open("protected override void Show(in Packed packed, PackedImage shown)");
            writer.Line("shown.Fits = packed.fits;");
            if (fields.HasBits)
            {
                writer.Line("shown.Readings = packed.readings;");
            }

            for (int i = 0; i < numbers.Count; i++)
            {
                writer.Line($"shown.Numbers[{i}] = packed.{numbers[i].Name};");
            }

            for (int i = 0; i < lists.Count; i++)
            {
                writer.Line($"shown.Lists[{i}] = packed.{lists[i].Field};");
            }

            writer.Close();
        }

        private static void Numbers(CodeWriter writer, string name, IEnumerable<int> numbers) => Form(writer, name, numbers.Select(number => Literals.Of(number)));

        private static void Form(CodeWriter writer, string name, IEnumerable<string> parts)
        {
            string list = string.Join(", ", parts);
            if (list.Length > 0)
            {
                writer.Wrapped("        " + name + " = [", list, "],");
            }
        }

        private static string Place(PackedRecord? record, FactPlan fact) =>
            record is null ? Literals.Of(fact.Number) + ", -1" : Literals.Of(record.Plan.Number) + ", " + Literals.Of(fact.Ordinal);

        private static string Ordinal(FactPlan? field) => field is null ? "-1" : Literals.Of(field.Ordinal);

        // The facts that stand in for a fact of the case.
        private static IEnumerable<FactPlan> Instead(PackedValue value) => value.Record is null ? PackedReading.StandIns(value.Fact) : Enumerable.Empty<FactPlan>();
    }
}
