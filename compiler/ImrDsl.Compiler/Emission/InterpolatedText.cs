using System;
using System.Collections.Generic;
using System.Linq;
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
            where T : struct, Enum => writer.Add(EnumWords<T>.Of(value));
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
            where T : struct, Enum => writer.Add(EnumWords<T>.Of(value));
    }

    /// <summary>An interpolated string that is put together in room that is used again: nothing is allocated but the string itself.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct JoinedText
    {
        private readonly TextBuffer text;

        /// <summary>Begins the string.</summary>
        public JoinedText(int literalLength, int formattedCount) => text = TextBuffer.Take();

        /// <summary>What stands between braces.</summary>
        public void AppendLiteral(string part) => text.Add(part);

        /// <summary>What stands in braces; null for nothing.</summary>
        public void AppendFormatted(string? part) => text.Add(part ?? string.Empty);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted(int number) => text.Add(number);

        /// <summary>What stands in braces: an expression on one line.</summary>
        public void AppendFormatted(Code code) => code.AddTo(text);

        /// <summary>What stands in braces.</summary>
        public void AppendFormatted<T>(T value)
            where T : struct, Enum => text.Add(EnumWords<T>.Of(value));

        /// <summary>The whole string.</summary>
        public string Taken() => text.Taken();
    }

    /// <summary>The names of the values of an enum, each made once.</summary>
    internal static class EnumWords<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Names = ((T[])Enum.GetValues(typeof(T))).ToDictionary(value => value, value => value.ToString());

        /// <summary>The name of a value.</summary>
        public static string Of(T value) => Names[value];
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
