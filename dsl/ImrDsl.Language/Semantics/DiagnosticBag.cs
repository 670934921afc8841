using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Collects findings. One cause gives one message: a second finding at a place that already has one is dropped.</summary>
    internal sealed class DiagnosticBag
    {
        // Whoever has a thousand findings mends the first and asks again.
        private const int MaximalCount = 1000;

        private readonly List<Diagnostic> items = new List<Diagnostic>();
        private int muted;

        public IReadOnlyList<Diagnostic> Items => items;

        public int Count => items.Count;

        public void Report(Diagnostic diagnostic)
        {
            if (muted > 0 || items.Count >= MaximalCount)
            {
                return;
            }

            foreach (Diagnostic item in items)
            {
                if (item.Span.Text == diagnostic.Span.Text && Overlaps(item.Span.Span, diagnostic.Span.Span))
                {
                    return;
                }
            }

            items.Add(diagnostic);
        }

        /// <summary>Puts another finding in the place of each.</summary>
        public void Replace(Func<Diagnostic, Diagnostic> other)
        {
            Diagnostic[] all = items.Select(other).ToArray();
            items.Clear();
            foreach (Diagnostic diagnostic in all)
            {
                Report(diagnostic);
            }
        }

        /// <summary>Until <see cref="Unmute"/>, findings are dropped: the place was bound before and has been reported on.</summary>
        public void Mute() => muted++;

        public void Unmute() => muted--;

        /// <summary>Forgets what was reported since the count was <paramref name="count"/>: an attempt that did not fit.</summary>
        public void Rewind(int count) => items.RemoveRange(count, items.Count - count);

        private static bool Overlaps(TextSpan left, TextSpan right) =>
            left.Start == right.Start || (left.Start < right.End && right.Start < left.End);
    }
}
