using System;
using System.Runtime.CompilerServices;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>An interpolated line: the compiler hands its pieces to the writer one after the other, so it is never a string of its own.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct LineText
    {
        private readonly CodeWriter writer;

        /// <summary>Begins the line.</summary>
        public LineText(int literalLength, int formattedCount, CodeWriter writer)
        {
            this.writer = writer;
            writer.BeginLine();
        }

        /// <summary>What stands between braces.</summary>
        public void AppendLiteral(string text) => writer.Add(text);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted(string text) => writer.Add(text);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted(int number) => writer.Add(number);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted<T>(T value)
            where T : Enum => writer.Add(value.ToString());
    }

    /// <summary>An interpolated piece of a line, handed to the writer in the same way.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct PieceText
    {
        private readonly CodeWriter writer;

        /// <summary>Begins the piece.</summary>
        public PieceText(int literalLength, int formattedCount, CodeWriter writer) => this.writer = writer;

        /// <summary>What stands between braces.</summary>
        public void AppendLiteral(string text) => writer.Add(text);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted(string text) => writer.Add(text);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted(int number) => writer.Add(number);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted<T>(T value)
            where T : Enum => writer.Add(value.ToString());
    }
}

namespace System.Runtime.CompilerServices
{
    // The C# compiler asks for these types, and netstandard2.0 does not have them.
    [AttributeUsage(AttributeTargets.Struct)]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class InterpolatedStringHandlerArgumentAttribute : Attribute
    {
        public InterpolatedStringHandlerArgumentAttribute(string argument) => Arguments = new[] { argument };

        public string[] Arguments { get; }
    }
}
