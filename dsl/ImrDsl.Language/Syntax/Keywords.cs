using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Syntax
{
    /// <summary>What the words of the language do.</summary>
    public enum KeywordKind : byte
    {
        /// <summary>Opens a section, at the margin: <c>facts</c>, <c>criteria</c>.</summary>
        Section,

        /// <summary>Opens a line within a section: <c>source</c>, <c>scope</c>, <c>expect</c>.</summary>
        Line,

        /// <summary>Says what a fact is: <c>yes/no</c>, <c>list of</c>.</summary>
        Type,

        /// <summary>Joins, negates, excepts: <c>and</c>, <c>not</c>, <c>unless</c>.</summary>
        Logic,

        /// <summary>Says of how many: <c>all of</c>, <c>some</c>, <c>at least</c>.</summary>
        Quantity,

        /// <summary>Compares or computes: <c>more than</c>, <c>reduction</c>.</summary>
        Comparison,

        /// <summary>Speaks of time: <c>within</c>, <c>weeks</c>, <c>latest</c>.</summary>
        Time,

        /// <summary>Speaks of the record: <c>documented</c>, <c>unknown</c>, <c>reviewer</c>.</summary>
        Record,

        /// <summary>What a criterion or a service comes out as: <c>medically necessary</c>, <c>not met</c>.</summary>
        Result,

        /// <summary>Holds phrases together: <c>of</c>, <c>the</c>, <c>is</c>. Names hold these too.</summary>
        Particle,
    }

    /// <summary>
    /// The words of the language, each with what it does. None is reserved: a name may hold them, and where it is declared it comes first. Editors colour by
    /// this table, and a test holds it against what the binder reads.
    /// </summary>
    public static class Keywords
    {
        private static readonly Dictionary<KeywordKind, string[]> Table = new Dictionary<KeywordKind, string[]>
        {
            [KeywordKind.Section] = Words(
                "language, guideline, vocabulary, use, facts, request, define, criteria, service, example, evidence, person, entry, table, score, codes, allow"),
            [KeywordKind.Line] = Words(
                "source, effective, verified, note, edition by, authority, jurisdiction, ask, scope, codes, request, decided on, expect, entry, reading, medically necessary when, "
                + "medically necessary up to, not recommended when, not recommended except when"),
            [KeywordKind.Type] = Words("yes/no, number, date, period, text, record, list of, one of, scale, code, codes"),
            [KeywordKind.Logic] = Words(
                "and, or, not, no, neither, nor, but, unless, except, when, if, where, only, otherwise, excused when, excused, applies only when, applies, scope"),
            [KeywordKind.Quantity] = Words(
                "all of, any of, none of, at least, at most, exactly, all, any, none, some, every, each, either, criteria, criterion, half of, half, a minimum of, minimum, a maximum of, maximum, up to"),
            [KeywordKind.Comparison] = Words(
                "more than, less than, fewer than, greater than, longer than, shorter than, higher than, lower than, equal to, more, less, fewer, greater, longer, shorter, higher, lower, most, "
                + "least, equal, equals, exceeds, exceeding, over, under, above, below, than, reduction, increase, change, total of, total, number of, highest, lowest, points, point, squared, cubed, same, "
                + "include, includes, counting, requested, up to"),
            [KeywordKind.Time] = Words(
                "on or before, on or after, before, after, within, between, since, until, during, throughout, time, age, old, day, days, week, weeks, month, months, year, years, night, nights, wk, wks, mo, mos, yr, yrs, "
                + "consecutive, allowing gaps up to, allowing, gap, gaps, latest, earliest, first, last, recent, lasted, decision date, request date, service date, date of injury, date of birth, date, "
                + "years old, per"),
            [KeywordKind.Record] = Words(
                "is documented, are documented, documented, is ruled out, ruled out, if not mentioned, mentioned, reviewer decides, decides, decided, decision, reviewer, measured, shown with, shown, "
                + "unknown, incomplete, allowed, closed, in steps of, steps, evidence, person, recorded"),
            [KeywordKind.Result] = Words(
                "medically necessary in part, not medically necessary, medically necessary, medically, necessary, not recommended, recommended against, recommended, not established, "
                + "needs judgement, need judgement, needs, need, judgement, not addressed, not met, not applicable, not documented, met, in part, yes, no"),
            [KeywordKind.Particle] = Words(
                "a, an, the, this, of, in, to, on, by, for, from, at, as, up, out, with, is, are, was, were, has, have, does, will, can, s, one"),
        };

        /// <summary>The words of one kind, in the order in which editors try them: a phrase stands before the words it begins with.</summary>
        public static IReadOnlyList<string> Of(KeywordKind kind) => Table[kind];

        /// <summary>Every single word of every kind, once, in alphabetical order.</summary>
        public static IReadOnlyList<string> SingleWords { get; } =
            Table.Values.SelectMany(words => words).SelectMany(words => words.Split(' ', '/')).Distinct().OrderBy(word => word, StringComparer.Ordinal).ToList();

        private static string[] Words(string list) => list.Split(new[] { ", " }, StringSplitOptions.None).OrderByDescending(words => words.Count(c => c == ' ')).ToArray();
    }
}
