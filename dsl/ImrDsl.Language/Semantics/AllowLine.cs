using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>A line such as <c>allow GL0401 "reason"</c>.</summary>
    /// <param name="Code">The code of the warning that does not matter in the file.</param>
    /// <param name="At">Where the code stands.</param>
    public sealed record AllowLine(string Code, SourceSpan At)
    {
        /// <summary>The lines that allow a warning which is not there, or is allowed above: whoever reads them looks for it in vain.</summary>
        /// <param name="lines">The lines of a file.</param>
        /// <param name="isLookedFor">The codes that were looked for.</param>
        /// <param name="suppressed">The codes that were found, and are allowed.</param>
        internal static IEnumerable<Diagnostic> Idle(IReadOnlyList<AllowLine> lines, Func<string, bool> isLookedFor, ICollection<string> suppressed) => lines
            .Where((line, i) => isLookedFor(line.Code) && (!suppressed.Contains(line.Code) || lines.Take(i).Any(other => other.Code == line.Code)))
            .Select(line => new Diagnostic("GL0177", line.At, line.Code) { Fix = TextFix.RemoveLine(line.At) with { IsCertain = true } });
    }
}
