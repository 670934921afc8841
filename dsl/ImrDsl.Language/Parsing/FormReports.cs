using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>
    /// Collects what is wrong with the form of one text. A kind of finding that turns up more than <see cref="MostOfAKind"/> times (a
    /// file that is no guideline at all) is not repeated further.
    /// </summary>
    internal sealed class FormReports
    {
        internal const int MostOfAKind = 1000;

        private readonly SourceText text;
        private readonly List<Diagnostic> found = new List<Diagnostic>();
        private readonly Dictionary<string, int> counts = new Dictionary<string, int>();

        internal FormReports(SourceText text)
        {
            this.text = text;
        }

        internal void Add(string code, TextSpan span, TextFix? fix, params string[] arguments)
        {
            counts.TryGetValue(code, out int count);
            counts[code] = count + 1;
            if (count < MostOfAKind)
            {
                found.Add(new Diagnostic(code, new SourceSpan(text, span), arguments) { Fix = fix });
            }
        }

        /// <summary>Whether something of a kind was found.</summary>
        internal bool Has(string code) => counts.ContainsKey(code);

        /// <summary>As <see cref="Add"/>, but only the first of its kind in a file.</summary>
        internal void AddFirst(string code, TextSpan span, TextFix? fix, params string[] arguments)
        {
            if (!Has(code))
            {
                Add(code, span, fix, arguments);
            }
        }

        /// <summary>All findings in the order of the text.</summary>
        internal IReadOnlyList<Diagnostic> InOrder() => found.OrderBy(diagnostic => diagnostic.Span.Span.Start).ToArray();
    }
}
