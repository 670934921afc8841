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
    /// <summary>What is said about names, values and fields that are given in other words.</summary>
    internal sealed partial class Binder
    {
        private readonly OtherWording wording = new OtherWording();

        // "severe neurological deficit" for "neurological deficit is severe": the longest stretch of words that says what a name says. Words that are
        // near to a name are misspelt first, unless more of them are understood so.
        private bool ReportNameInOtherWords(PhraseCursor phrase, int misspelt)
        {
            int at = phrase.Position;
            if (!IsStudied || !OtherWording.IsContent(phrase.WordAt(at)))
            {
                return false;
            }

            int end = at;
            while (end < Math.Min(phrase.Count, at + MostWordsOfAName) && phrase.KindAt(end) == TokenKind.Word)
            {
                end++;
            }

            // A definition does not mean itself.
            List<string> known = VisibleNames().Concat(Unverbed())
                .Concat(columns.Declared.Keys.Select(column => column.EndsWith(" for", StringComparison.Ordinal) ? column.Substring(0, column.Length - 4) : column))
                .Where(name => !(names.Declared.TryGetValue(name, out Symbol? own) && own is DefinitionSymbol { Form: DefinitionForm.Binding })).ToList();
            // "patient" alone is part of many names.
            bool isPerson = OtherWording.IsPerson(phrase.WordAt(at));
            for (int to = end; to > at + misspelt && !(isPerson && to == at + 1); to--)
            {
                if (OtherWording.IsContent(phrase.WordAt(to - 1)) && wording.Find(NameTable.Canonical(phrase.Words(at, to)), known) is { } meant)
                {
                    (SourceSpan span, _, string right) = Difference(phrase, at, to - at, meant);
                    string declared = names.Declared.TryGetValue(meant, out Symbol? symbol) ? symbol.Name : meant;
                    ReportGuess("GL0201", span, AsIn(declared, right), phrase.Words(at, to), declared);
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
                        ReportGuess("GL0201", span, right, phrase.Words(from, to), meant);
                        return true;
                    }
                }
            }

            return false;
        }

        // Words in canonical form, with the capitals of the name they are taken from.
        private static string AsIn(string declared, string words)
        {
            int at = NameTable.Canonical(declared).IndexOf(words, StringComparison.Ordinal);
            return at < 0 || at + words.Length > declared.Length ? words : declared.Substring(at, words.Length);
        }

        // What has no verb to deny is denied by the word before it: "not patient responds to treatment".
        private IEnumerable<string> Unverbed() => entries.SelectMany(entry => entry.Names.Declared).Concat(names.Declared)
            .Where(name => name.Value.IsCondition && !name.Key.Split(' ').Any(word => word is "is" or "are" or "has"))
            .Select(name => "not " + name.Key);

        // "reason is CRPS" where the value is "complex regional pain syndrome".
        private string? ValueInOtherWords(string typed, ChoicePlan choice)
        {
            string? meant = IsStudied ? wording.Find(NameTable.Canonical(typed), choice.Values.Select(NameTable.Canonical)) : null;
            return meant is null ? plan.Evidence.FindPerson(typed) is { } person ? choice.Values.FirstOrDefault(value => plan.Evidence.FindPerson(value) == person) : null
                : choice.Values.First(value => NameTable.Canonical(value) == meant);
        }

        // "patient is no candidate": what denies is never left out.
        private bool ReportDeniedName(PhraseCursor phrase, int at, int length, string meant)
        {
            bool isDenied = Enumerable.Range(at, length).Any(i => phrase.IsWordAt(i, "no"));
            string? denied = isDenied ? VisibleNames().FirstOrDefault(name => name != meant && name.Replace(" not ", " ") == meant) : null;
            if (denied is not null)
            {
                (SourceSpan span, _, string right) = Difference(phrase, at, length, denied);
                ReportGuess("GL0201", span, right, phrase.Words(at, at + length), denied);
            }

            return denied is not null;
        }

        // "chronic back pain" where one value, and no other, has these words and one more between them: "chronic low back pain".
        private static string? ValueWithMoreWords(string typed, ChoicePlan choice)
        {
            string[] words = NameTable.WordsOf(typed);
            List<string> able = words.Length < 2 ? new List<string>() : choice.Values.Where(value => Leaves(NameTable.WordsOf(value), words)).Take(2).ToList();
            return able.Count == 1 ? able[0] : null;
        }

        // "DOI", "psych eval": the fact of an example line in other words.
        private string? FactInOtherWords(string typed)
        {
            string canonical = NameTable.Canonical(typed);
            string? builtIn = OtherWords.Where(entry => string.Join(" ", entry.Typed) == canonical).Select(entry => entry.Right).FirstOrDefault(names.Declared.ContainsKey);
            string? meant = builtIn ?? (IsStudied ? wording.Find(canonical, names.Declared.Where(name => name.Value is FactSymbol).Select(name => name.Key)) : null);
            return meant is null ? null : names.Declared[meant].Name;
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

        private static string WithoutArticle(string name)
        {
            // "each" and "all" say the same as "every".
            string canonical = Regex.Replace(NameTable.Canonical(name), @"^(?:each|all) (?=\w+$)", "every ", RegexOptions.CultureInvariant);
            return Articles.FirstOrDefault(article => canonical.StartsWith(article, StringComparison.Ordinal)) is { } found ? canonical.Substring(found.Length) : canonical;
        }

        private static readonly string[] Articles = { "a ", "an ", "the " };

        // "D3" where there are D1, D2 and D4: the one before it, if labels have a letter and a number.
        private static string? LabelBefore(string label)
        {
            // "2.c" comes after "2.b".
            if (label.Length > 2 && label[label.Length - 2] == '.' && label[label.Length - 1] is > 'a' and <= 'z')
            {
                return label.Substring(0, label.Length - 1) + (char)(label[label.Length - 1] - 1);
            }

            string series = SeriesOf(label);
            return int.TryParse(label.Substring(series.Length), out int number) ? series + (number - 1).ToString(CultureInfo.InvariantCulture) : null;
        }

        // The last label of the series to which another belongs: of "Z7" the "Z5".
        private static string? LastBefore(CriteriaListPlan list, string label)
        {
            string series = SeriesOf(label);
            bool IsBefore(string other) => SeriesOf(other) == series && TryNumber(other.Substring(series.Length), out int number) && TryNumber(label.Substring(series.Length), out int typed) && number < typed;
            return list.Criteria.Select(other => other.Label).LastOrDefault(IsBefore);
        }

        // The one label that goes on where another ends: of "Q" the "Q1".
        private static string? LabelBeginningWith(CriteriaListPlan list, string label)
        {
            List<string> longer = list.Criteria.Select(other => other.Label).Where(other => other.StartsWith(label, StringComparison.Ordinal)).ToList();
            return longer.Count == 1 ? longer[0] : null;
        }

        // "date of stimulator trial": the one record whose name ends in these words.
        private (int From, string Name)? OwnerOfField(PhraseCursor phrase, int at, int end)
        {
            int of = at + 1;
            while (of < end && !phrase.IsWordAt(of, "of"))
            {
                of++;
            }

            string owner = of + 1 < end ? " " + NameTable.Canonical(phrase.Words(of + 1, end)) : string.Empty;
            List<string> able = owner.Length == 0 ? new List<string>() : names.Declared.Where(name => name.Value is FactSymbol { Fact.EntryKind: not null } && name.Key.EndsWith(owner, System.StringComparison.Ordinal)).Select(name => name.Key).Take(2).ToList();
            return able.Count == 1 ? (of + 1, able[0]) : null;
        }

        // "Z" of "Z7"; nothing of "7".
        private static string SeriesOf(string label) => label.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

        // "entry: medication": a value without its field. What is told of one field is not told again where it stands in other entries.
        private void ReportUnknownField(SourceSpan at, EntryKindPlan kind)
        {
            string typed = at.ToString();
            List<FactPlan> able = kind.Fields.Where(field => field.Choice is { } choice && IndexOf(choice, typed) is not null).Take(2).ToList();
            if (able.Count == 1)
            {
                string right = able[0].Name + " " + typed;
                Report(new Diagnostic("GL0610", at, typed, FieldWords(kind)) { Fix = TextFix.Write(at.Span, right) });
                return;
            }

            string name = NameTable.Canonical(typed.LastIndexOf(' ') is var last and > 0 ? typed.Substring(0, last) : typed);
            if (unknownNames.Add(name))
            {
                bool isSilence = WordsOfSilence.Contains(NameTable.Canonical(typed));
                Report(new Diagnostic("GL0610", at, typed, FieldWords(kind)) { Fix = isSilence ? TextFix.Offer(at.Span, "unknown") : null });
            }
        }

        // Nobody declared "pain", but "pain is due to surgery" may be what is lacking: a name with its verb, as far as the line goes.
        private int EndOfUnknownCondition(PhraseCursor phrase, int end)
        {
            if (phrase.WordAt(end) is not ("is" or "are" or "was" or "were" or "has" or "have"))
            {
                return end;
            }

            int to = end + 1;
            to += phrase.IsWordAt(to, "not") ? 1 : 0;
            bool isMeasured = phrase.KindAt(to) != TokenKind.Word || Array.IndexOf(OperatorWords, phrase.WordAt(to)) >= 0
                || phrase.WordAt(to) is "documented" or "ruled" or "neither" or "either" or "more" or "less" or "fewer" or "greater" or "exactly" or "no" or "not" or "equal"
                || plan.Choices.Any(choice => FindValue(phrase, to, choice, out _) is not null);
            if (isMeasured)
            {
                return end;
            }

            while (to < phrase.Count && phrase.KindAt(to) == TokenKind.Word && phrase.WordAt(to) is not ("and" or "or" or "unless" or "where" or "with"))
            {
                to++;
            }

            return to;
        }
    }
}
