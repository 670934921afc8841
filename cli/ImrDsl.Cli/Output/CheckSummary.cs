using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;

namespace ImrDsl.Cli.Output;

/// <summary>What a check came to, on one line.</summary>
internal static class CheckSummary
{
    /// <summary>"3 files checked: 1 error, 0 warnings."</summary>
    public static string Of(int files, IReadOnlyList<Diagnostic> findings, Colour colour)
    {
        int errors = findings.Count(finding => finding.Severity == Severity.Error);
        int warnings = findings.Count(finding => finding.Severity == Severity.Warning);
        string summary = $"{Words.Count(files, "file")} checked: {Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}.";
        return errors > 0 ? colour.Error(summary) : warnings > 0 ? colour.Warning(summary) : colour.Good(summary);
    }
}
