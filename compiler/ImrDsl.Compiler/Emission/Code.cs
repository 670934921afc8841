using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>How tightly an expression binds, the loosest first.</summary>
    internal enum Binding
    {
        Conditional,
        ConditionalOr,
        ConditionalAnd,
        Or,
        And,
        Relational,
        Additive,
        Multiplicative,
        Unary,
        Primary,
    }

    /// <summary>A line of an expression: how deep it stands, its text, and the words of the guideline it came from.</summary>
    internal readonly record struct CodeLine(int Depth, string Text, SourceSpan? Source);

    /// <summary>
    /// A C# expression that knows the words it came from. A block of conditions whose words stand on several lines stands on several lines
    /// too, so that each can be mapped to its own.
    /// </summary>
    internal sealed class Code
    {
        private const int WidestLine = 120;

        private readonly string before;
        private readonly string between;
        private readonly string after;
        private readonly IReadOnlyList<Code> parts;
        private readonly bool isBlock;
        private bool? breaks;
        private string? flat;

        private Code(string before, string between, string after, IReadOnlyList<Code> parts, Binding binding, SourceSpan? source, bool isBlock = false)
        {
            this.before = before;
            this.between = between;
            this.after = after;
            this.parts = parts;
            this.isBlock = isBlock;
            Binding = binding;
            Source = source;
        }

        /// <summary>How tightly it binds.</summary>
        public Binding Binding { get; }

        /// <summary>The words it came from.</summary>
        public SourceSpan? Source { get; }

        /// <summary>The whole expression on one line.</summary>
        public string Flat => flat ??= parts.Count == 0 ? before + after : Flattened();

        // Whether it takes several lines.
        private bool Breaks => breaks ??= parts.Any(part => part.Breaks) || (isBlock && (StandsOnSeveralLines() || Flat.Length > WidestLine));

        /// <summary>An expression without parts.</summary>
        public static Code Leaf(string text, SourceSpan? source, Binding binding = Binding.Primary) =>
            new Code(text, string.Empty, string.Empty, Array.Empty<Code>(), binding, source);

        /// <summary>Parts joined by an operator.</summary>
        public static Code Chain(string @operator, Binding binding, IReadOnlyList<Code> parts, SourceSpan? source) => Joined(@operator, binding, parts, source, isBlock: false);

        /// <summary>A block of conditions, joined by an operator.</summary>
        public static Code Block(string @operator, Binding binding, IReadOnlyList<Code> parts, SourceSpan? source) => Joined(@operator, binding, parts, source, isBlock: true);

        /// <summary>Rows, each on its own line.</summary>
        public static Code Rows(string @operator, IReadOnlyList<Code> parts, SourceSpan? source) =>
            new Code(string.Empty, " " + @operator + " ", string.Empty, parts, Binding.Conditional, source, isBlock: true);

        /// <summary>A block of conditions, given to a method.</summary>
        public static Code BlockCall(string before, IReadOnlyList<Code> parts, string after, SourceSpan? source) =>
            new Code(before, ", ", after, parts, Binding.Primary, source, isBlock: true);

        /// <summary>A call.</summary>
        public static Code Call(string before, IReadOnlyList<Code> arguments, string after, SourceSpan? source) =>
            new Code(before, ", ", after, arguments, Binding.Primary, source);

        /// <summary>A call with one argument.</summary>
        public static Code Call(string before, Code argument, string after) => Call(before, new[] { argument }, after, argument.Source);

        /// <summary>The negation.</summary>
        public Code Not() => Binding >= Binding.Unary
            ? new Code("!" + before, between, after, parts, Binding.Unary, Source, isBlock)
            : new Code("!(", string.Empty, ")", new[] { this }, Binding.Unary, Source);

        /// <summary>A member of it.</summary>
        public Code Member(string name) => Binding >= Binding.Primary
            ? new Code(before, between, after + name, parts, Binding.Primary, Source, isBlock)
            : new Code("(", string.Empty, ")" + name, new[] { this }, Binding.Primary, Source);

        /// <summary>The expression as a part of one that binds so tightly. A block in a block gets parentheses even where C# needs none.</summary>
        public Code In(Binding outer) => Binding > outer && !(isBlock && IsLogical(Binding) && IsLogical(outer))
            ? this
            : new Code("(", string.Empty, ")", new[] { this }, Binding.Primary, Source);

        /// <summary>The lines of the expression, the first at depth 0.</summary>
        public IReadOnlyList<CodeLine> Lines()
        {
            var lines = new List<CodeLine>();
            Add(lines, 0, string.Empty, string.Empty);
            return lines;
        }

        private static Code Joined(string @operator, Binding binding, IReadOnlyList<Code> parts, SourceSpan? source, bool isBlock) => parts.Count == 1
            ? parts[0]
            : new Code(string.Empty, " " + @operator + " ", string.Empty, parts.Select(part => part.In(binding)).ToList(), binding, source, isBlock);

        private static bool IsLogical(Binding binding) => binding is >= Binding.ConditionalOr and <= Binding.And;

        private void Add(List<CodeLine> lines, int depth, string lead, string trail)
        {
            if (!Breaks)
            {
                lines.Add(new CodeLine(depth, lead + Flat + trail, Source));
                return;
            }

            bool isChain = before.Length + after.Length == 0;
            if (isChain || before is "(" or "!(")
            {
                lead += before;
            }
            else
            {
                lines.Add(new CodeLine(depth, (lead + before).TrimEnd(), Source));
                depth++;
                lead = string.Empty;
            }

            for (int i = 0; i < parts.Count; i++)
            {
                bool isLast = i == parts.Count - 1;
                string start = i == 0 ? lead : isChain ? between.TrimStart() : string.Empty;
                parts[i].Add(lines, depth, start, isLast ? after + trail : isChain ? string.Empty : between.TrimEnd());
            }
        }

        private string Flattened()
        {
            var text = new StringBuilder(before);
            for (int i = 0; i < parts.Count; i++)
            {
                text.Append(i > 0 ? between : string.Empty).Append(parts[i].Flat);
            }

            return text.Append(after).ToString();
        }

        private bool StandsOnSeveralLines()
        {
            int? first = parts[0].Source?.Start.Line;
            return Source is not null && parts.Any(part => part.Source is not null && part.Source.Start.Line != first);
        }
    }
}
