using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;
using ImrDsl.Values;

namespace ImrDsl.Cli;

/// <summary>What is wrong with a command line, in our words: one line a mistake, with the likely word and where to read on.</summary>
internal static class CommandLineMistakes
{
    /// <summary>The mistakes; none if the command can run, or only help or the version is asked for.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return [];
        }

        // A word that was not understood explains all that then seems to be missing.
        string[] mistakes = [.. UnknownOptions(parsed), .. UnknownWords(parsed)];
        if (mistakes.Length == 0)
        {
            mistakes = [.. Missing(parsed)];
        }

        if (mistakes.Length == 0)
        {
            mistakes = [.. parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ")).Distinct()];
        }

        return mistakes.Length == 0 ? [] : [.. mistakes, $"Type “{WholeName(parsed.CommandResult)} --help” for what there is."];
    }

    /// <summary>Refuses a value that is not among those an option takes.</summary>
    public static void AllowOnly(Option<string> option, params string[] values) => option.Validators.Add(result =>
    {
        string? value = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
        if (value is not null && !values.Contains(value))
        {
            string list = string.Join(", ", values[..^1]) + " or " + values[^1];
            result.AddError($"{option.Name} can be {list}, not {value}.{DidYouMean(value, values)}");
        }
    });

    // Arguments take any word, so a mistyped option would pass for a file.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-')
            .Select(token => $"There is no option {token.Value}.{DidYouMean(token.Value, OptionNames(parsed))}");

    private static IEnumerable<string> UnknownWords(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens.Where(word => word.Length < 2 || word[0] != '-').Select(word => command.Subcommands.Count > 0
            ? $"There is no command {word}.{DidYouMean(word, command.Subcommands.Select(inner => inner.Name))}"
            : $"“{word}” is one word too many.");
    }

    private static IEnumerable<string> Missing(ParseResult parsed)
    {
        string name = WholeName(parsed.CommandResult);
        Command command = parsed.CommandResult.Command;
        return command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            .Select(argument => $"“{name}” needs a {argument.Name}: {Lower(argument.Description)}")
            .Concat(command.Options.Where(option => option.Required && parsed.GetResult(option) is not { Tokens.Count: > 0 })
                .Select(option => $"“{name}” needs {option.Name} {option.HelpName}: {Lower(option.Description)}"));
    }

    private static string Lower(string? sentence) => string.IsNullOrEmpty(sentence) ? string.Empty : char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static IEnumerable<string> OptionNames(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            foreach (Option option in ((CommandResult)result).Command.Options)
            {
                yield return option.Name;
            }
        }
    }

    private static string DidYouMean(string word, IEnumerable<string> words) =>
        Spelling.Nearest(word, words) is { } nearest ? $" Did you mean {nearest}?" : string.Empty;

    private static string WholeName(SymbolResult result)
    {
        string name = ((CommandResult)result).Command.Name;
        return result.Parent is null ? name : WholeName(result.Parent) + " " + name;
    }
}
