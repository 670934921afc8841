using System.Globalization;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The words of the XML documentation of generated code.</summary>
    internal static class Documentation
    {
        private const int MostWords = 140;

        /// <summary>A summary on one line.</summary>
        public static void Summary(CodeWriter writer, string words) => Tagged(writer, "summary", words);

        /// <summary>Remarks on one line.</summary>
        public static void Remarks(CodeWriter writer, string words) => Tagged(writer, "remarks", words);

        /// <summary>A fact: its name, type, and the question that asks for it.</summary>
        public static string Of(FactPlan fact)
        {
            string type = fact.Kind switch
            {
                FactKind.YesNo => "yes/no",
                FactKind.Number => Number(fact.Range),
                FactKind.Choice => "one of " + string.Join(", ", fact.Choice!.Values),
                FactKind.Code => fact.CodeSystem + " code",
                FactKind.List when fact.CodeSystem is not null => fact.CodeSystem + " codes",
                FactKind.List => "list of entries",
                _ => fact.Kind.ToString().ToLowerInvariant(),
            };
            string declared = fact.Name + ": " + type
                + (fact.Default is { } silence ? ", " + silence.Words + " if not mentioned" : string.Empty)
                + (fact.IsJudgement ? ", the reviewer decides" : string.Empty);
            return fact.Question is { } question ? Sentence(declared) + " " + question : declared;
        }

        /// <summary>A line of the guideline: its label and title, or its words.</summary>
        public static string Of(ConditionNode node) => Labelled(node.Label, node.Title.Length > 0 ? node.Title : Words(node.Source));

        /// <summary>A label and what stands after it.</summary>
        public static string Labelled(string label, string words) => label.Length > 0 ? label + ". " + words : words;

        /// <summary>The words of a stretch of the guideline on one line, cut if they are many.</summary>
        public static string Words(SourceSpan source)
        {
            string words = PlanWords.Of(source);
            if (words.Length <= MostWords)
            {
                return words;
            }

            int cut = words.LastIndexOf(' ', MostWords);
            return words.Substring(0, cut > 0 ? cut : MostWords) + " …";
        }

        private static string Number(NumberPlan? range)
        {
            string Show(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

            string words = "number";
            if (range is { Low: { } low, High: { } high })
            {
                words += " " + Show(low) + " to " + Show(high);
            }
            else if (range?.Low is { } least)
            {
                words += " of at least " + Show(least);
            }
            else if (range?.High is { } most)
            {
                words += " of at most " + Show(most);
            }

            return words + (range?.Unit is { } unit ? " in " + unit : string.Empty) + (range?.Step is { } step ? ", in steps of " + Show(step) : string.Empty);
        }

        private static void Tagged(CodeWriter writer, string tag, string words)
        {
            writer.BeginLine();
            writer.Add($"/// <{tag}>");
            if (words.Length > 0)
            {
                writer.AddXml(char.ToUpperInvariant(words[0]));
                writer.AddXml(words, start: 1);
                writer.Add(EndOf(words));
            }

            writer.Add($"</{tag}>");
            writer.EndLine();
        }

        private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1) + EndOf(words);

        // Of a sentence, unless it has one.
        private static string EndOf(string words) => words[words.Length - 1] is '.' or '?' or '!' or '…' ? string.Empty : ".";
    }
}
