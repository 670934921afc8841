using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>What chooses among the editions of a guideline.</summary>
    internal static class EditionsEmitter
    {
        /// <summary>The file.</summary>
        /// <param name="plan">The earliest edition.</param>
        /// <param name="options">How C# is generated; with all editions.</param>
        public static string File(GuidelinePlan plan, EmitOptions options)
        {
            var segments = VocabularyNames.Segments(plan.Id);
            var writer = new CodeWriter();
            writer.Head(
                "The editions of " + plan.Id + ".",
                VocabularyNames.Namespace(options.RootNamespace, segments.Take(segments.Count - 1)),
                new[] { "ImrDsl.Runtime.Editions" });
            string classes = string.Join(", ", options.Editions.Select(from => ClassOf(plan, from, options) + ".Edition"));
            string date = plan.EditionRule == EditionRule.ServiceDate ? "service" : "decision";
            writer.Line();
            Documentation.Summary(writer, "The editions of " + plan.Id + ": which of them decides, tells the date of the " + date);
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open($"public static class {GuidelineNames.ClassOf(plan.Id, "Editions").TrimStart('@')}");
            writer.Line("/// <summary>All of them. Scores case files, each item by the edition that is in force.</summary>");
            writer.Line($"public static GuidelineSet All => new([{classes}]);");
            writer.Line();
            writer.Line("/// <summary>The edition that is in force on a day; null if none is.</summary>");
            writer.Line($"/// <param name=\"day\">The day of the {date}.</param>");
            writer.Line($"public static IGuidelineEdition? InForceOn(CalendarDate day) => All.InForceOn({Literals.Of(plan.Id)}, day);");
            writer.Close();
            return writer.Finished();
        }

        private static string ClassOf(GuidelinePlan plan, PartialDate from, EmitOptions options) =>
            GuidelineNames.ClassOf(plan.Id, GuidelineNames.EditionSuffix(from, options.Editions));
    }
}
