using System.Collections.Generic;
using System.Text;

namespace ImrDsl.RandomGuidelines;

/// <summary>A line with the lines below it.</summary>
internal sealed class Outline(string text)
{
    public string Text { get; set; } = text;

    public List<Outline> Below { get; } = [];

    /// <summary>Whether the line may be joined with others by <i>and</i> and <i>or</i>: it has nothing below and no list that goes to its end.</summary>
    public bool IsJoinable { get; init; }

    public void Write(StringBuilder builder, int depth)
    {
        builder.Append(' ', depth * 2).Append(Text).Append('\n');
        foreach (Outline line in Below)
        {
            line.Write(builder, depth + 1);
        }
    }
}
