using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What is said where words were read as something shorter than they were meant, and about names and findings of examples in other words.</summary>
    internal sealed partial class Binder
    {
        private static readonly Dictionary<string, string> TimesOfDoses = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["daily"] = "day",
            ["weekly"] = "week",
            ["monthly"] = "month",
            ["hourly"] = "h",
            ["nightly"] = "night",
        };

        // "120 mg MED daily", "3 visits weekly": a rate is written with its unit of time.
        private bool ReportUnitOfATime(PhraseCursor phrase, int start, int end)
        {
            for (int at = start + 1; at < end; at++)
            {
                if (!TimesOfDoses.TryGetValue(phrase.WordAt(at), out string? time))
                {
                    continue;
                }

                string right = phrase.Words(start, at) + "/" + time;
                if (Unit.TryParse(right, out _))
                {
                    SourceSpan span = phrase.Span(start, at + 1);
                    ReportFix("GL0326", span, right, span.ToString(), right);
                    phrase.Position = at + 1;
                    return true;
                }
            }

            return false;
        }

        // "treatments a week is at most 3", where the request has that field.
        private bool ReportFieldOfRequest(PhraseCursor phrase)
        {
            int at = phrase.Position;
            for (int to = Math.Min(phrase.Count, at + MostWordsOfAName); to > at; to--)
            {
                string meant = "requested " + NameTable.Canonical(phrase.Words(at, to));
                if (names.Declared.ContainsKey(meant))
                {
                    ReportFix("GL0201", phrase.Span(at, to), meant, phrase.Words(at, to), meant);
                    return true;
                }
            }

            return false;
        }

        // "pain has not improved within 3 months": a name was read, and a longer one is meant.
        private bool ReportLongerName(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (!IsStudied)
            {
                return false;
            }

            List<string> known = VisibleNames().Concat(Unverbed()).ToList();
            for (int from = Math.Max(0, at - MostWordsOfAName); from < at; from++)
            {
                if (FindName(phrase, from, out int length, out _, out _) is null || from + length != at)
                {
                    continue;
                }

                for (int to = Math.Min(phrase.Count, at + MostWordsOfAName); to > at; to--)
                {
                    if (OtherWording.IsContent(phrase.WordAt(to - 1)) && wording.Find(NameTable.Canonical(phrase.Words(from, to)), known) is { } meant)
                    {
                        (SourceSpan span, _, string right) = Difference(phrase, from, to - from, meant);
                        ReportFix("GL0201", span, right, phrase.Words(from, to), meant);
                        return true;
                    }
                }
            }

            return false;
        }

        // "DOI", "psych eval": the fact of an example line in other words.
        private string? FactInOtherWords(string typed)
        {
            string canonical = NameTable.Canonical(typed);
            string? builtIn = OtherWords.Where(entry => string.Join(" ", entry.Typed) == canonical).Select(entry => entry.Right).FirstOrDefault(names.Declared.ContainsKey);
            string? meant = builtIn ?? (IsStudied ? wording.Find(canonical, names.Declared.Where(name => name.Value is FactSymbol).Select(name => name.Key)) : null);
            return meant is null ? null : names.Declared[meant].Name;
        }

        // "entry: medication": a value without its field. What is told of one field is not told again where it stands in other entries.
        private void ReportUnknownField(SourceSpan at, EntryKindPlan kind)
        {
            string typed = at.ToString();
            List<FactPlan> able = kind.Fields.Where(field => field.Choice is { } choice && IndexOf(choice, typed) is not null).Take(2).ToList();
            if (able.Count == 1)
            {
                string right = able[0].Name + " " + typed;
                Report(new Diagnostic("GL0610", at, typed, FieldWords(kind)) { Fix = new TextFix("Write “" + right + "”", at.Span, right) });
                return;
            }

            string name = NameTable.Canonical(typed.LastIndexOf(' ') is var last and > 0 ? typed.Substring(0, last) : typed);
            if (unknownNames.Add(name))
            {
                Report("GL0610", at, typed, FieldWords(kind));
            }
        }

        // "expect S to be medically necessary", "expect S should be …"
        private bool ReportVerbOfExpectation(PhraseCursor phrase, int start, ServicePlan service)
        {
            int at = FindingWithoutVerb(phrase, start, service);
            int words = at == 0 ? 0
                : phrase.WordAt(at) is "to" or "will" or "should" or "must" or "shall" && phrase.WordAt(at + 1) == "be" ? 2
                : phrase.WordAt(at) is "are" or "as" or "was" or "=" ? 1
                : 0;
            if (words > 0)
            {
                SourceSpan verb = phrase.Span(at, at + words);
                ReportFix("GL0203", verb, "is", verb.ToString(), "is");
            }

            return words > 0;
        }

        // "1-6 are met"
        private bool ReportRunOfLabels(SourceSpan label)
        {
            Match run = Regex.Match(label.ToString(), "^([0-9]{1,3})[-\u2010\u2011\u2013]([0-9]{1,3})$");
            if (!run.Success)
            {
                return false;
            }

            int first = int.Parse(run.Groups[1].Value, CultureInfo.InvariantCulture);
            int last = int.Parse(run.Groups[2].Value, CultureInfo.InvariantCulture);
            if (last <= first || last - first > MostWordsOfAName)
            {
                return false;
            }

            string right = string.Join(", ", Enumerable.Range(first, last - first + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)));
            ReportFix("GL0203", label, right, label.ToString(), right);
            return true;
        }
    }
}
