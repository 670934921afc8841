using System;
using System.Collections.Generic;
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

    /// <summary>A line of an expression: how deep it stands, its text, which may be an expression with something around it, and the words of the guideline it came from.</summary>
    internal readonly record struct CodeLine(int Depth, string Before, Code? Expression, string After, SourceSpan? Source)
    {
        /// <summary>How many characters it has.</summary>
        public int Length => Before.Length + (Expression?.Length ?? 0) + After.Length;

        /// <summary>Adds it to a text.</summary>
        public void AddTo(TextBuffer text)
        {
            text.Add(Before);
            Expression?.AddTo(text);
            text.Add(After);
        }
    }

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
        private readonly Code[] parts;
        private readonly bool isBlock;
        private bool? breaks;

        private Code(string before, string between, string after, Code[] parts, Binding binding, SourceSpan? source, bool isBlock = false)
        {
            this.before = before;
            this.between = between;
            this.after = after;
            this.parts = parts;
            this.isBlock = isBlock;
            Binding = binding;
            Source = source;
            Length = before.Length + after.Length + (between.Length * Math.Max(parts.Length - 1, 0));
            foreach (Code part in parts)
            {
                Length += part.Length;
            }
        }

        /// <summary>How tightly it binds.</summary>
        public Binding Binding { get; }

        /// <summary>The words it came from.</summary>
        public SourceSpan? Source { get; }

        /// <summary>The whole expression on one line.</summary>
        public string Flat => parts.Length == 0 ? before + after : Flattened();

        /// <summary>How many characters it has on one line.</summary>
        public int Length { get; }

        // Whether it takes several lines.
        private bool Breaks => breaks ??= AnyPartBreaks() || (isBlock && (StandsOnSeveralLines() || Length > WidestLine));

        /// <summary>An expression without parts.</summary>
        public static Code Leaf(string text, SourceSpan? source, Binding binding = Binding.Primary) =>
            new Code(text, string.Empty, string.Empty, Array.Empty<Code>(), binding, source);

        /// <summary>An expression without parts.</summary>
        public static Code Leaf(ref JoinedText text, SourceSpan? source, Binding binding = Binding.Primary) => Leaf(text.Taken(), source, binding);

        /// <summary>Parts joined by an operator.</summary>
        public static Code Chain(string @operator, Binding binding, Code[] parts, SourceSpan? source) => Joined(@operator, binding, parts, source, isBlock: false);

        /// <summary>A block of conditions, joined by an operator.</summary>
        public static Code Block(string @operator, Binding binding, Code[] parts, SourceSpan? source) => Joined(@operator, binding, parts, source, isBlock: true);

        /// <summary>Rows, each on its own line.</summary>
        public static Code Rows(string @operator, Code[] parts, SourceSpan? source) =>
            new Code(string.Empty, " " + @operator + " ", string.Empty, parts, Binding.Conditional, source, isBlock: true);

        /// <summary>A block of conditions, given to a method.</summary>
        public static Code BlockCall(string before, Code[] parts, string after, SourceSpan? source) =>
            new Code(before, ", ", after, parts, Binding.Primary, source, isBlock: true);

        /// <summary>A call.</summary>
        public static Code Call(string before, Code[] arguments, string after, SourceSpan? source) =>
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

        /// <summary>Gives the lines of the expression, the first at depth 0.</summary>
        public void ToLines(List<CodeLine> lines)
        {
            lines.Clear();
            Add(lines, 0, string.Empty, string.Empty);
        }

        /// <summary>Adds the whole expression on one line.</summary>
        public void AddTo(TextBuffer text)
        {
            text.Add(before);
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    text.Add(between);
                }

                parts[i].AddTo(text);
            }

            text.Add(after);
        }

        private static Code Joined(string @operator, Binding binding, Code[] parts, SourceSpan? source, bool isBlock) => parts.Length == 1
            ? parts[0]
            : new Code(string.Empty, " " + @operator + " ", string.Empty, Inside(parts, binding), binding, source, isBlock);

        private static Code[] Inside(Code[] parts, Binding binding)
        {
            var inside = new Code[parts.Length];
            for (int i = 0; i < inside.Length; i++)
            {
                inside[i] = parts[i].In(binding);
            }

            return inside;
        }

        private static bool IsLogical(Binding binding) => binding is >= Binding.ConditionalOr and <= Binding.And;

        private void Add(List<CodeLine> lines, int depth, string lead, string trail)
        {
            if (!Breaks)
            {
                lines.Add(new CodeLine(depth, lead, this, trail, Source));
                return;
            }

            bool isChain = before.Length + after.Length == 0;
            if (isChain || before is "(" or "!(")
            {
                lead += before;
            }
            else
            {
                lines.Add(new CodeLine(depth, (lead + before).TrimEnd(), null, string.Empty, Source));
                depth++;
                lead = string.Empty;
            }

            for (int i = 0; i < parts.Length; i++)
            {
                bool isLast = i == parts.Length - 1;
                string start = i == 0 ? lead : isChain ? between.TrimStart() : string.Empty;
                parts[i].Add(lines, depth, start, isLast ? after + trail : isChain ? string.Empty : between.TrimEnd());
            }
        }

        private string Flattened()
        {
            TextBuffer text = TextBuffer.Take();
            AddTo(text);
            return text.Taken();
        }

        private bool AnyPartBreaks()
        {
            foreach (Code part in parts)
            {
                if (part.Breaks)
                {
                    return true;
                }
            }

            return false;
        }

        private bool StandsOnSeveralLines()
        {
            if (Source is null)
            {
                return false;
            }

            int? first = parts[0].Source?.Start.Line;
            for (int i = 1; i < parts.Length; i++)
            {
                if (parts[i].Source is { } source && source.Start.Line != first)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
