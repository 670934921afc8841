using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ImrDsl.Runtime.Cases;

/// <summary>One thing that is wrong with a case file.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 units, as editors count.</param>
/// <param name="Code">The code of the catalogue, <c>GL0701</c> to <c>GL0799</c>.</param>
/// <param name="Message">One or two sentences: what is wrong, and what to write instead.</param>
public sealed record CaseError(string Path, int Line, int Column, string Code, string Message)
{
    /// <summary><c>path:line:column: error GL0720: message</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}:{Column}: error {Code}: {Message}");
}

/// <summary>Collects what is wrong with a case file. Never holds more of the case than the words that are wrong.</summary>
public sealed class CaseErrors
{
    private const int MostReported = 100;
    private const int MostQuoted = 40;

    private readonly ReadOnlyMemory<byte> utf8;
    private readonly string path;
    private readonly List<(int Offset, string Code, string[] Arguments)> found = [];

    /// <summary>Nothing wrong so far.</summary>
    /// <param name="path">The file, as messages name it.</param>
    /// <param name="utf8">The whole file.</param>
    public CaseErrors(string path, ReadOnlyMemory<byte> utf8)
    {
        this.path = path;
        this.utf8 = utf8;
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => found.Count > 0;

    /// <summary>How many there are.</summary>
    public int Count => found.Count;

    /// <summary>Reports one.</summary>
    /// <param name="code">A code of the catalogue.</param>
    /// <param name="offset">The byte of the file at which it stands.</param>
    /// <param name="arguments">What fills the places of the message.</param>
    public void Report(string code, int offset, params string[] arguments) => found.Add((offset, code, arguments));

    /// <summary>Takes back all but the first few that were reported.</summary>
    /// <param name="count">How many to keep.</param>
    internal void TakeBack(int count) => found.RemoveRange(count, found.Count - count);

    /// <summary>The errors in the order of the file; after the hundredth only how many more there are.</summary>
    public IReadOnlyList<CaseError> ToList()
    {
        found.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        var errors = new List<CaseError>();
        var position = new Position();
        foreach ((int offset, string code, string[] arguments) in found)
        {
            position.MoveTo(utf8.Span, offset);
            if (errors.Count == MostReported)
            {
                string more = (found.Count - MostReported).ToString(CultureInfo.InvariantCulture);
                errors.Add(new CaseError(path, position.Line, position.Column, CaseMessages.TooMany, CaseMessages.Format(CaseMessages.TooMany, more)));
                break;
            }

            errors.Add(new CaseError(path, position.Line, position.Column, code, CaseMessages.Format(code, arguments)));
        }

        return errors;
    }

    /// <summary>Words of the case as a message may quote them: on one line, at most 40 characters.</summary>
    internal static string Quote(string words)
    {
        var quoted = new StringBuilder();
        foreach (Rune rune in words.EnumerateRunes())
        {
            if (quoted.Length >= MostQuoted)
            {
                return quoted.Append('…').ToString();
            }

            quoted.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return quoted.ToString();
    }

    // Walks forward over the file once, counting lines and UTF-16 units.
    private struct Position
    {
        private int offset;
        private int lineBreaks;
        private int units;

        public readonly int Line => lineBreaks + 1;

        public readonly int Column => units + 1;

        public void MoveTo(ReadOnlySpan<byte> utf8, int target)
        {
            target = Math.Min(target, utf8.Length);
            if (offset == 0 && utf8.StartsWith(Encoding.UTF8.Preamble))
            {
                offset = Encoding.UTF8.Preamble.Length;
            }

            while (offset < target)
            {
                byte b = utf8[offset++];
                if (b == '\n' || (b == '\r' && (offset == utf8.Length || utf8[offset] != '\n')))
                {
                    lineBreaks++;
                    units = 0;
                }
                else if ((b & 0xC0) != 0x80)
                {
                    // A character of four bytes is two units of UTF-16; bytes that continue a character are none.
                    units += b >= 0xF0 ? 2 : 1;
                }
            }
        }
    }
}
