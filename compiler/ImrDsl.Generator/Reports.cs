using System;
using ImrDsl.Language.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace ImrDsl.Generator
{
    /// <summary>Findings in guidelines as a build reports them, by the generator and by the analyzer alike.</summary>
    internal static class Reports
    {
        /// <summary>Whether a file is a guideline or vocabulary: by its item group, or else by its name.</summary>
        public static bool IsGuideline(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
            options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.SourceItemGroup", out string? group) && group.Length > 0
                ? group == "Guideline"
                : file.Path.EndsWith(".guideline", StringComparison.OrdinalIgnoreCase);

        /// <summary>What a project says of its guidelines.</summary>
        public static ProjectOptions OptionsOf(AnalyzerConfigOptions project) => new ProjectOptions(
            project.TryGetValue("build_property.RootNamespace", out string? root) ? root : string.Empty,
            IsTrue(project, "build_property.ImrDslPackedCases"),
            IsTrue(project, "build_property.ImrDslAnalyzerTells"));

        /// <summary>A finding at its place in the guideline.</summary>
        public static Diagnostic Of(Finding finding)
        {
            var location = Location.Create(
                finding.Path,
                new TextSpan(finding.Start, finding.Length),
                new LinePositionSpan(new LinePosition(finding.StartLine, finding.StartColumn), new LinePosition(finding.EndLine, finding.EndColumn)));
            return Diagnostic.Create(Rule(finding.Code, finding.Severity), location, finding.Message);
        }

        /// <summary>What a build knows of a code before it is reported.</summary>
        public static DiagnosticDescriptor Rule(string code, Severity severity) => new DiagnosticDescriptor(
            code,
            Catalogue.TryFind(code)?.Title ?? code,
            "{0}",
            "ImrDsl",
            severity switch
            {
                Severity.Error => DiagnosticSeverity.Error,
                Severity.Warning => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            },
            isEnabledByDefault: true);

        private static bool IsTrue(AnalyzerConfigOptions project, string property) =>
            project.TryGetValue(property, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
    }
}
