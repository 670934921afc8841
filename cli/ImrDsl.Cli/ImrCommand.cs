using System.Collections.Generic;
using System.CommandLine;

namespace ImrDsl.Cli;

/// <summary>A command with examples, which its help shows.</summary>
internal sealed class ImrCommand(string name, string description) : Command(name, description)
{
    /// <summary>Whole command lines, each as one would type it.</summary>
    public required IReadOnlyList<string> Examples { get; init; }
}
