using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What stands below or after a line to say when it holds and where it comes from: unless, excused when, applies only when, notes, sources.</summary>
    internal sealed partial class Binder
    {
        private ConditionNode? BindWithModifiers(PhraseCursor phrase, LineSyntax line)
        {
            if (!Deepen(phrase.Here))
            {
                return null;
            }

            ConditionNode? node = BindModified(phrase, line);
            plan.Depth--;
            return node;
        }

        private ConditionNode? BindModified(PhraseCursor phrase, LineSyntax line)
        {
            var parts = new List<LineSyntax>();
            var modifiers = new List<LineSyntax>();
            foreach (LineSyntax child in line.Lines)
            {
                (IsModifier(child) ? modifiers : parts).Add(child);
            }

            ConditionNode? node = BindBlockOrLeaf(phrase, line, parts);
            foreach (LineSyntax modifier in modifiers)
            {
                node = BindModifier(node, modifier);
            }

            return node;
        }

        private bool IsModifier(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
            return line.Label is null
                && (MisspeltModifier(line) is not null || phrase.WordAt(0) is "unless" or "note" or "source" or "verified"
                    || (phrase.IsWord("gap") && phrase.IsWordAt(1, "allowed"))
                    || (phrase.IsWord("excused") && phrase.IsWordAt(1, "when"))
                    || (phrase.IsWord("applies") && phrase.IsWordAt(1, "only")))
                && FindName(phrase, 0, out _, out _, out _) is null;
        }

        // What else authors begin a modifier with, by its first word; of two that fit the first counts.
        private static readonly ILookup<string, (string[] Typed, string Meant)> OtherModifiers = new[]
        {
            ("only applies when", "applies only when"), ("only applies if", "applies only when"), ("only applicable when", "applies only when"), ("only required when", "applies only when"),
            ("required only when", "applies only when"), ("only when", "applies only when"), ("not required when", "excused when"), ("not needed when", "excused when"), ("excused if", "excused when"),
            ("applies when", "applies only when"), ("applies if", "applies only when"), ("applicable when", "applies only when"), ("applicable only when", "applies only when"), ("if", "applies only when"), ("when", "applies only when"),
            ("except when", "unless"), ("except if", "unless"), ("except in", "unless"), ("except", "unless"), ("unless when", "unless"), ("waived when", "excused when"), ("waived if", "excused when"), ("not applicable when", "excused when"),
            ("does not apply when", "excused when"), ("does not apply if", "excused when"), ("not applicable if", "excused when"), ("not required if", "excused when"), ("not needed if", "excused when"),
            ("applies unless", "unless"), ("required unless", "unless"), ("with the exception of", "unless"), ("excluding when", "unless"),
        }.ToLookup(entry => entry.Item1.Split(' ')[0], entry => (entry.Item1.Split(' '), entry.Item2));

        private static (string[] Typed, string Meant) OtherModifier(PhraseCursor phrase) =>
            OtherModifiers.Contains(phrase.WordAt(0)) ? OtherModifiers[phrase.WordAt(0)].FirstOrDefault(entry => !entry.Typed.Where((word, i) => phrase.WordAt(i) != word).Any()) : default;

        private static readonly (string Form, string[] Words)[] Modifiers =
            new[] { "applies only when", "excused when", "unless", "note", "source" }.Select(form => (form, form.Split(' '))).ToArray();

        // "excused wen", "aplies only when", "souce page 53", "except when": the words of a modifier, one of them wrong.
        private string? MisspeltModifier(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            if (line.Label is not null || line.Head is not null || phrase.Count < 2 || line.Lines.Count > 0 || FindName(phrase, 0, out _, out _, out _) is not null)
            {
                return null;
            }

            if (OtherModifier(phrase).Meant is { } meant)
            {
                return meant;
            }

            foreach ((string form, string[] words) in Modifiers)
            {
                if (!IsNear(phrase, 0, words[0]))
                {
                    continue;
                }

                string typed = NameTable.Canonical(phrase.Words(0, words.Length));
                bool isNear = typed != form && phrase.Count > words.Length && Spelling.IsNear(typed, form)
                    && (words.Length == 1 || AreNear(phrase, words));
                bool fits = form switch
                {
                    "note" => phrase.KindAt(1) == TokenKind.String,
                    "source" => phrase.WordAt(1) is "page" or "pages" or "section" or "chapter" or "criterion" || phrase.KindAt(1) is TokenKind.Number or TokenKind.String,
                    _ => true,
                };
                if (isNear && fits)
                {
                    return form;
                }
            }

            return null;
        }

        private static bool AreNear(PhraseCursor phrase, string[] words)
        {
            for (int i = 0; i < words.Length; i++)
            {
                if (!IsNear(phrase, i, words[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsNear(PhraseCursor phrase, int at, string word) => phrase.IsWordAt(at, word) || Spelling.IsNear(phrase.WordAt(at), word);

        // "any of:", with the lines below.
        private void ReportColonAfterBlock(PhraseCursor head, LineSyntax line)
        {
            int colon = head.Span(0, head.Count).Span.End;
            while (colon < Text.Content.Length && Text.Content[colon] != ':')
            {
                colon++;
            }

            var span = new SourceSpan(Text, new TextSpan(colon, 1));
            Report(new Diagnostic("GL0276", span, head.Words(Math.Max(0, head.Count - 2), head.Count)) { Fix = new TextFix("Remove the colon", TextSpan.FromBounds(head.Span(0, head.Count).Span.End, colon + 1), string.Empty) });
        }

        private ConditionNode? BindModifier(ConditionNode? node, LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            if (MisspeltModifier(line) is { } meant)
            {
                if (OtherModifier(phrase) is { Typed: { } typed })
                {
                    SourceSpan words = phrase.Span(0, typed.Length);
                    ReportFix("GL0203", words, meant, words.ToString(), meant);
                    return node;
                }

                ReportDifference("GL0203", phrase, 0, meant.Count(c => c == ' ') + 1, meant);
                return node;
            }

            var notes = new List<string>();
            if (phrase.Take("note"))
            {
                BindNote(phrase, notes);
                node?.AddNotes(notes);
                return node;
            }

            if (phrase.Take("source"))
            {
                string citation = TakeCitation(phrase);
                if (node is not null)
                {
                    node.Citation = citation;
                }

                return node;
            }

            if (phrase.Take("gap", "allowed"))
            {
                AllowGap(phrase, node, phrase.Span(0, 2));
                return node;
            }

            if (phrase.Take("verified"))
            {
                string mark = phrase.Words(phrase.Position, phrase.Count).ToLowerInvariant();
                if (mark is not ("yes" or "no" or "in part"))
                {
                    Report("GL0164", phrase.Span(phrase.Position, phrase.Count), mark);
                }

                if (node is not null && mark != "yes")
                {
                    node.AddNotes(new[] { mark == "no" ? "not verified against the source" : "verified in part against the source" });
                }

                return node;
            }

            bool isUnless = phrase.Take("unless");
            bool isExcuse = !isUnless && phrase.Take("excused", "when");
            if (!isUnless && !isExcuse && !phrase.Take("applies", "only", "when"))
            {
                if (!ReportColonAfterKeyword(line))
                {
                    ReportDifference("GL0242", phrase, 0, Math.Min(3, phrase.Count), "applies only when");
                }

                return node;
            }

            ConditionNode? other = BindException(phrase, line);
            return node is null || other is null ? node : Modified(node, other, isUnless, isExcuse);
        }

        // "gap allowed "as the source has it"": values beside a band that no criterion covers are meant so.
        private void AllowGap(PhraseCursor phrase, ConditionNode? node, SourceSpan at)
        {
            bool hasReason = phrase.TryTakeString(out string reason) && reason.Length > 0;
            if (!hasReason || node is not (null or BandNode))
            {
                Report("GL0358", at);
            }
            else if (node is BandNode band)
            {
                band.GapAllowed = reason;
            }
        }

        // The node keeps its place as the line people see: label, title, notes move to the whole.
        private static ConditionNode Modified(ConditionNode node, ConditionNode other, bool isUnless, bool isExcuse)
        {
            ConditionNode whole = isUnless ? new ExceptionNode(node.Source, node, other) : new GuardNode(node.Source, node, other, isExcuse);
            node.MoveNotesTo(whole);
            whole.Citation = node.Citation;
            node.Citation = null;
            return whole;
        }

        // "E but not when F" is E and not F.
        private ConditionNode? BindException(PhraseCursor phrase, LineSyntax line)
        {
            for (int i = phrase.Position; i + 2 < phrase.Count; i++)
            {
                if (phrase.IsWordAt(i, "but") && phrase.IsWordAt(i + 1, "not") && phrase.IsWordAt(i + 2, "when"))
                {
                    PhraseCursor first = phrase.Slice(phrase.Position, i);
                    ConditionNode? exception = BindLeaf(first, new List<LineSyntax>());
                    PhraseCursor second = phrase.Slice(i + 3, phrase.Count);
                    ConditionNode? but = BindWithModifiers(second, line);
                    return exception is null || but is null
                        ? null
                        : new GroupNode(phrase.Span(phrase.Position, phrase.Count), GroupKind.AllOf, 0, new[] { exception, new NotNode(but.Source, but) });
                }
            }

            return BindWithModifiers(phrase, line);
        }

        private ConditionNode? BindInlineModifiers(ConditionNode node, PhraseCursor phrase)
        {
            bool isUnless = phrase.Take("unless");
            bool isExcuse = !isUnless && phrase.Take("excused", "when");
            if (!isUnless && !isExcuse && !phrase.Take("applies", "only", "when"))
            {
                return null;
            }

            ConditionNode? other = BindLeaf(phrase, new List<LineSyntax>());
            return other is null ? null : Modified(node, other, isUnless, isExcuse);
        }
    }
}
