using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Tests.Editors;

/// <summary>A rule of a TextMate grammar: what it matches within a line, and the scopes of the match or of its groups.</summary>
internal sealed record ColourRule(string Scope, string Match, IReadOnlyDictionary<int, string>? Groups = null);

/// <summary>
/// The TextMate grammar of guidelines, made of the table of keywords. Every rule stays within a line, and uses of regular expressions only what Oniguruma and .NET
/// read alike.
/// </summary>
internal static class TextMateGrammar
{
    private const string Name = @"[^\s""“:#][^""“:#]*?";

    private static readonly string Sections = Any(Keywords.Of(KeywordKind.Section));

    /// <summary>The rules, in the order in which editors try them.</summary>
    public static IReadOnlyList<ColourRule> Rules { get; } =
    [
        new("comment.line.number-sign.guideline", "#.*$"),
        new("string.quoted.double.guideline", "\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)"),
        new(
            "meta.declaration.file.guideline",
            @"^\uFEFF?(language|guideline|vocabulary|use|allow)\s+([\w.-]+)",
            new Dictionary<int, string> { [1] = "keyword.control.section.guideline", [2] = "entity.name.type.guideline" }),
        new(
            "meta.declaration.guideline",
            $@"^(criteria\s+for|{Sections})\s+({Name})\s*(?=$|[:""“#]|\bis\b)",
            new Dictionary<int, string> { [1] = "keyword.control.section.guideline", [2] = "entity.name.function.guideline" }),
        new("keyword.control.section.guideline", $"^(?:{Sections})(?![\\w-])"),
        new(
            "meta.criterion.guideline",
            $@"^\s+([A-Za-z]?\d{{0,3}}(?:\.\w{{1,2}})*[.)])\s+(?:({Name})(:))?",
            new Dictionary<int, string> { [1] = "constant.other.label.guideline", [2] = "markup.bold.title.guideline", [3] = "punctuation.separator.guideline" }),
        new(
            "meta.line.guideline",
            $@"^\s+({Any(Keywords.Of(KeywordKind.Line))})(?![\w-])",
            new Dictionary<int, string> { [1] = "keyword.other.line.guideline" }),
        new(
            "meta.fact.guideline",
            $@"^\s+({Name})(:)",
            new Dictionary<int, string> { [1] = "variable.other.fact.guideline", [2] = "punctuation.separator.guideline" }),
        new("constant.numeric.date.guideline", @"(?<![\w.-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])"),
        new("constant.numeric.guideline", @"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])"),
        new("constant.other.code.guideline", @"(?<![\w-])(?:GL\d{4}|[A-Z]\d{2}(?:\.[\dA-Z*]+)?|ICD-10-CM|ICD-9-CM|CPT|HCPCS)(?![\w-])"),
        new("keyword.operator.comparison.guideline", "[≥≤≠<>=]=?|!="),
        new("keyword.operator.arithmetic.guideline", "[+×*÷²³^−]|(?<=\\s)[-/–](?=\\s)"),
        new("storage.type.guideline", $@"(?<=:\s)(?:{Any(Keywords.Of(KeywordKind.Type))})(?![\w-])"),
        new("constant.language.result.guideline", Word(KeywordKind.Result)),
        new("support.constant.time.guideline", Word(KeywordKind.Time)),
        new("support.function.record.guideline", Word(KeywordKind.Record)),
        new("keyword.control.quantity.guideline", Word(KeywordKind.Quantity)),
        new("keyword.operator.logical.guideline", Word(KeywordKind.Logic)),
        new("keyword.operator.word.guideline", Word(KeywordKind.Comparison)),
        new("punctuation.separator.guideline", "[|,;]"),

        // What is left of a word is passed as a whole, so that no keyword is seen inside a name with a hyphen.
        new("text.guideline", @"[\w][\w'’.-]*"),
    ];

    private static string Word(KeywordKind kind) => $@"(?<![\w-])(?:{Any(Keywords.Of(kind))})(?![\w-])";

    private static string Any(IEnumerable<string> words) => "(?:" + string.Join('|', words.Select(word => Regex.Escape(word).Replace("\\ ", @"\s+", System.StringComparison.Ordinal))) + ")";
}
