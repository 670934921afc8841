using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using Xunit;

namespace ImrDsl.House.Tests;

/// <summary>The catalogue of findings is complete, and nothing in it is idle.</summary>
public partial class CatalogueTests
{
    private static readonly string CatalogueText = Repository.Read("dsl/ImrDsl.Language/Diagnostics/catalogue.txt");

    private static readonly HashSet<string> CodesInSource =
    [
        .. Repository.Files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => QuotedCode().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value)),
    ];

    [Fact]
    public void Every_code_in_the_source_has_an_entry()
    {
        Check.None(CodesInSource.Where(code => Catalogue.TryFind(code) is null).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_entry_is_used()
    {
        Check.None(Catalogue.Entries.Select(entry => entry.Code).Except(CodesInSource));
    }

    [Fact]
    public void Every_entry_says_what_is_wrong_why_it_matters_and_what_to_write_instead()
    {
        Check.None(Catalogue.Entries
            .Where(entry => new[] { entry.Title, entry.Message, entry.Why, entry.Fix }.Any(string.IsNullOrWhiteSpace)).Select(entry => entry.Code));
    }

    [Fact]
    public void Texts_are_written_alike()
    {
        // A message may end in a place, which is filled with a sentence of its own; a fix in a parenthesis. What is left open ends in three dots, and no fourth.
        Check.None(Catalogue.Entries.Where(entry => char.IsLower(entry.Title[0]) || entry.Title.EndsWith('.')).Select(entry => entry.Code + ": " + entry.Title));
        Check.None(Catalogue.Entries.Where(entry => entry.Message[^1] is not ('.' or '?' or '}' or '…')).Select(entry => entry.Code + ": " + entry.Message));
        Check.None(Catalogue.Entries.Where(entry => entry.Why[^1] is not ('.' or '…')).Select(entry => entry.Code + ": " + entry.Why));
        Check.None(Catalogue.Entries.Where(entry => string.Concat(entry.Message, entry.GeneralMessage, entry.Why, entry.Fix).Contains("….", StringComparison.Ordinal)).Select(entry => entry.Code));
        Check.None(Catalogue.Entries.Where(entry => entry.Fix[^1] is not ('.' or ')' or '…')).Select(entry => entry.Code + ": " + entry.Fix));
    }

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        string[] codes = [.. HeadLine().Matches(CatalogueText).Select(match => match.Groups[1].Value)];
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void Every_finding_is_provoked_by_a_test()
    {
        HashSet<string> provoked =
        [
            .. Repository.Files
                .Where(file => file.StartsWith("tests/", StringComparison.Ordinal)
                    && (file.Contains(".verified.", StringComparison.Ordinal) || file.EndsWith("Tests.cs", StringComparison.Ordinal)))
                .SelectMany(file => Code().Matches(Repository.Read(file)).Select(match => match.Value)),
        ];

        // GL9999 is a mistake of the compiler itself.
        Check.None(Catalogue.Entries.Select(entry => entry.Code).Where(code => code != "GL9999").Except(provoked));
    }

    [GeneratedRegex("\"(GL[0-9]{4})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex("^(GL[0-9]{4}) ", RegexOptions.Multiline)]
    private static partial Regex HeadLine();

    [GeneratedRegex("GL[0-9]{4}")]
    private static partial Regex Code();
}
