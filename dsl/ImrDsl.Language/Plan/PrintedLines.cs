using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Plan
{
    /// <summary>What a fingerprint takes of one node or declaration, as a stretch of all lines and a stretch of all names in them. It is made once it has a length.</summary>
    internal readonly record struct PrintedLine(int Start, int Length, int FirstName, int NameCount);

    /// <summary>
    /// The lines of a guideline from which the fingerprints of its services are made, each made once: its words in lower case, each line ended, and the facts
    /// they name.
    /// </summary>
    internal sealed class PrintedLines
    {
        private static readonly char[] Capitals = Enumerable.Range(0, 0x80).Select(c => char.ToUpperInvariant((char)c)).ToArray();
        private static readonly byte[] SmallLetters = Enumerable.Range(0, 0x80).Select(c => (byte)char.ToLowerInvariant((char)c)).ToArray();

        private readonly GuidelinePlan plan;
        private readonly PrintedLine[] ofNodes;
        private readonly PrintedLine[] declarations;
        private int length;

        // The line that is being made.
        private char[] words = new char[1 << 8];
        private int wordsLength;

        /// <summary>The lines of a guideline.</summary>
        public PrintedLines(GuidelinePlan plan)
        {
            this.plan = plan;
            FactNames = new NameSearch(plan.AllFacts.Select(fact => fact.Name).ToList());
            ofNodes = new PrintedLine[plan.Nodes.Count];
            declarations = new PrintedLine[plan.AllFacts.Count];
            Write("\n");
            Empty = Line();
            Write("not recommended when\n");
            NotRecommended = Line();
        }

        /// <summary>The names of the facts.</summary>
        public NameSearch FactNames { get; }

        /// <summary>A line without words.</summary>
        public PrintedLine Empty { get; }

        /// <summary>The line above the conditions under which a service is not recommended.</summary>
        public PrintedLine NotRecommended { get; }

        /// <summary>How many nodes there are.</summary>
        public int NodeCount => ofNodes.Length;

        /// <summary>How many facts there are.</summary>
        public int FactCount => declarations.Length;

        /// <summary>All lines made so far.</summary>
        public byte[] Utf8 { get; private set; } = new byte[1 << 12];

        /// <summary>The names of facts in all lines made so far, as <see cref="FactNames"/> numbers them.</summary>
        public List<int> Names { get; } = new List<int>();

        /// <summary>The lines of a node, without those below it.</summary>
        public PrintedLine Of(PlanNode node)
        {
            if (ofNodes[node.Number].Length == 0)
            {
                WriteNode(node);
                ofNodes[node.Number] = Line();
            }

            return ofNodes[node.Number];
        }

        /// <summary>The declaration of a fact: only what can change an answer, which the range of a number cannot.</summary>
        public PrintedLine Declaration(int number)
        {
            if (declarations[number].Length == 0)
            {
                WriteDeclaration(plan.AllFacts[number]);
                declarations[number] = Line() with { NameCount = 0 };
            }

            return declarations[number];
        }

        private void WriteDeclaration(FactPlan fact)
        {
            Write(fact.Name);
            Write(": ");
            Write(fact.Kind.ToString());
            Write(" ");
            Write(fact.Range?.Unit ?? string.Empty);
            if (fact.Choice is { } choice)
            {
                Write(" ");
                for (int i = 0; i < choice.Values.Count; i++)
                {
                    Write(i == 0 ? string.Empty : ", ");
                    Write(choice.Values[i]);
                }
            }

            Write(" ");
            Write(fact.Default?.Words ?? string.Empty);
            Write(fact.IsJudgement ? " judgement\n" : "\n");
        }

        // A reference to criteria names them by labels, which an edition may change.
        private void WriteNode(PlanNode node)
        {
            if (node is CriteriaNode)
            {
                Write("Criteria\n");
                return;
            }

            Write(PlanDump.Describe(node));
            Write(" | ");
            WriteFolded(node.Source);
            if (node is TableNode table)
            {
                Write(table.Column + " " + table.Unit + "\n");
                foreach (TableRow row in table.Rows)
                {
                    WriteFolded(row.Source);
                }
            }
        }

        private void Write(string added)
        {
            Reserve(added.Length);
            added.CopyTo(0, words, wordsLength, added.Length);
            wordsLength += added.Length;
        }

        // As PlanWords.Of gives them, on a line.
        private void WriteFolded(SourceSpan source)
        {
            Reserve(source.Span.Length + 1);
            wordsLength += PlanWords.Fold(source.Text.Content, source.Span, words, wordsLength);
            words[wordsLength++] = '\n';
        }

        private void Reserve(int more)
        {
            if (wordsLength + more > words.Length)
            {
                Array.Resize(ref words, Math.Max(wordsLength + more, 2 * words.Length));
            }
        }

        // Ends the line that is being made. Most words are of letters that are a byte each.
        private PrintedLine Line()
        {
            byte[] utf8 = RoomFor(wordsLength);
            int lineLength = wordsLength;
            int firstName = Names.Count;
            wordsLength = 0;
            for (int i = 0; i < lineLength; i++)
            {
                char c = words[i];
                if (c >= Capitals.Length)
                {
                    return LineOfOtherLetters(new string(words, 0, lineLength));
                }

                utf8[length + i] = SmallLetters[c];
                words[i] = Capitals[c];
            }

            FactNames.FindIn(words, lineLength, Names);
            return Ended(lineLength, firstName);
        }

        private PrintedLine LineOfOtherLetters(string line)
        {
            int firstName = Names.Count;
            char[] capitals = line.ToUpperInvariant().ToCharArray();
            FactNames.FindIn(capitals, capitals.Length, Names);
            byte[] lower = Encoding.UTF8.GetBytes(line.ToLowerInvariant());
            lower.CopyTo(RoomFor(lower.Length), length);
            return Ended(lower.Length, firstName);
        }

        private PrintedLine Ended(int lineLength, int firstName)
        {
            var line = new PrintedLine(length, lineLength, firstName, Names.Count - firstName);
            length += lineLength;
            return line;
        }

        private byte[] RoomFor(int more)
        {
            if (length + more > Utf8.Length)
            {
                byte[] larger = Utf8;
                Array.Resize(ref larger, Math.Max(length + more, 2 * larger.Length));
                Utf8 = larger;
            }

            return Utf8;
        }
    }
}
