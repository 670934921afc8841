using System.CommandLine;

namespace ImrDsl.Cli;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    /// <summary>Only results and mistakes; no summaries.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show only findings and results, on as few lines as can be.",
        Recursive = true,
    };

    /// <summary>A file for the output.</summary>
    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description, HelpName = "FILE" };

    /// <summary>Leave to replace what is there.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace a file that is there already." };

    /// <summary>Guidelines to look through: files, folders, patterns.</summary>
    public static Argument<string[]> GuidelinePaths() => new("PATH")
    {
        Description = "Guideline files, folders, or patterns such as guidelines/**/*.guideline; - for standard input. Without any: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Guidelines to work with, each by name.</summary>
    public static Argument<string[]> Guidelines() => new("GUIDELINE")
    {
        Description = "Guideline files, or ids of guidelines that come with the tool (imr list).",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The guidelines that decide cases, in place of those that come with the tool.</summary>
    public static Option<string[]> Library() => new("--guidelines", "-g")
    {
        Description = "Decide by these guidelines: folders, files, patterns, or ids of guidelines that come with the tool. Without it: all that come with the tool.",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>An option for the form of the output: the first form is what one gets unasked.</summary>
    public static Option<string> Format(params string[] forms)
    {
        var option = new Option<string>("--format")
        {
            Description = $"The form of the output: {string.Join(", ", forms[..^1])} or {forms[^1]}.",
            HelpName = "FORM",
            DefaultValueFactory = _ => forms[0],
        };
        CommandLineMistakes.AllowOnly(option, forms);
        return option;
    }
}
