using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What the lines of a file can speak of.</summary>
    internal sealed partial class Binder
    {
        // Each is looked for in the whole text.
        private const int MostNamesLookedFor = 300;

        /// <summary>Every name, value and kind of evidence, and every list of criteria and service. Asked when everything is bound.</summary>
        public IEnumerable<KnownName> KnownNames()
        {
            foreach (Symbol symbol in names.Declared.Values.Where(symbol => IsWritable(symbol.Name)))
            {
                yield return new KnownName(symbol.Name, IsOfCondition(symbol), null) { IsIdle = IsIdle(symbol), Unit = UnitOf(symbol), IsOfEntries = symbol is FactSymbol { Fact.Kind: FactKind.List } };
            }

            foreach (FactPlan field in plan.EntryKinds.SelectMany(kind => kind.Fields))
            {
                yield return new KnownName(field.Name, field.Kind == FactKind.YesNo, null) { IsIdle = IsIdle(field), Unit = UnitOf(field) };
            }

            // "obesity-related comorbidity".
            foreach (EntryKindPlan kind in plan.Facts.Where(fact => fact.Kind == FactKind.List).Select(fact => fact.EntryKind).OfType<EntryKindPlan>().Distinct())
            {
                foreach (FactPlan field in kind.Fields.Where(field => field.Kind == FactKind.YesNo))
                {
                    yield return new KnownName(field.Name, true, null) { Entry = kind.Name };
                }
            }

            foreach (FactPlan fact in plan.Facts.Concat(plan.EntryKinds.SelectMany(kind => kind.Fields)))
            {
                foreach (string value in fact.Choice?.Values ?? System.Array.Empty<string>())
                {
                    yield return new KnownName(value, false, fact.NameInGuideline);
                }
            }

            // "conservative care where modality is exercise", for "home exercises".
            foreach (FactPlan list in plan.Facts.Where(fact => fact.EntryKind is not null && fact.Kind == FactKind.List))
            {
                foreach (FactPlan field in list.EntryKind!.Fields.Where(field => field.Choice is not null))
                {
                    foreach (string value in field.Choice!.Values)
                    {
                        yield return new KnownName(value, false, list.NameInGuideline + " where " + field.NameInGuideline);
                    }
                }
            }

            IEnumerable<string> plain = plan.Evidence.Persons.Concat(plan.Evidence.Kinds)
                .Concat(tree.Lines.Where(line => SectionOfLine(line) == "service").Select(ServiceName));
            foreach (string name in plain.Where(IsWritable))
            {
                yield return new KnownName(name, false, null);
            }

            foreach (string name in listNames.Where(IsWritable))
            {
                yield return new KnownName(name, false, null) { IsList = true };
            }
        }

        /// <summary>The facts and definitions of this file that nothing asks about: what a line that is not understood may have asked about, or what is declared under another name than it is used.</summary>
        public IReadOnlyList<(string Name, SourceSpan Source)> IdleNames() =>
            names.Declared.Values.Where(IsIdle).Select(symbol => (symbol.Name, symbol.Source!)).ToList();

        /// <summary>The fields that this file declares.</summary>
        public IReadOnlyList<(string Name, SourceSpan Source)> OwnFields() =>
            plan.EntryKinds.SelectMany(kind => kind.Fields).Where(field => field.Source?.Text == Text).Select(field => (field.Name, field.Source!)).ToList();

        /// <summary>The services of this file that are named nowhere but where they are declared.</summary>
        public IReadOnlyList<(string Name, SourceSpan Source)> IdleServices() => tree.Lines
            .Where(line => SectionOfLine(line) == "service" && ServiceName(line) is { Length: > 0 } name && MisspeltDeclarations.Occurrences(Text, name).Count == 1)
            .Select(line => (ServiceName(line), new SourceSpan(Text, line.Span))).ToList();

        private bool IsIdle(Symbol symbol) =>
            symbol.Source is { } source && source.Text == Text && (symbol is FactSymbol { IsUsed: false } || (symbol is DefinitionSymbol && names.Declared.Count <= MostNamesLookedFor && IsNamedNowhere(symbol.Name, source)));

        private static string? UnitOf(Symbol symbol) => symbol is DefinitionSymbol { Plan.Value.Kind: ValueKind.Elapsed } ? KnownName.OfTime : UnitOf((symbol as FactSymbol)?.Fact);

        private static string? UnitOf(FactPlan? fact) => fact?.Kind == FactKind.Number ? fact.Range?.Unit ?? string.Empty : null;

        // A field that this file declares, and does not name again above its examples, nor deny.
        private bool IsIdle(FactPlan field) =>
            field.Source is { } source && source.Text == Text && IsNamedNowhere(field.Name, source)
            && !(FirstVerb.Match(field.Name) is { Success: true } verb && !IsNamedNowhere(field.Name.Insert(verb.Index + verb.Length, " not"), source));

        private bool IsNamedNowhere(string name, SourceSpan declared) =>
            !IsNamedAsDeclared(name, declared.Span.End + 1)
            && !MisspeltDeclarations.Occurrences(Text, name).Any(match => match.Index > declared.Span.End && match.Index < ExamplesAt);

        // Nearly every name is, letter by letter and with one blank between its words, which is found much faster than any other way to write it.
        private bool IsNamedAsDeclared(string name, int from)
        {
            int to = Math.Min(ExamplesAt, Text.Content.Length - 1);
            for (int at; from < to && (at = Text.Content.IndexOf(name, from, to - from, StringComparison.Ordinal)) >= 0; from = at + 1)
            {
                if (Text.Content[at - 1] == ' ' && Text.Content[at + name.Length] is ' ' or ',' or '\n' && !MisspeltDeclarations.IsInQuotes(Text, at))
                {
                    return true;
                }
            }

            return false;
        }

        private static readonly Regex FirstVerb = new Regex(@"\b(?:is|are|was|were|has|have|can|will)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        private int? examplesAt;

        private int ExamplesAt => examplesAt ??= tree.Lines.FirstOrDefault(line => SectionOfLine(line) == "example")?.FullSpan.Start ?? Text.Content.Length;

        /// <summary>The words of the language and of every name that the file can speak of, in canonical form.</summary>
        public HashSet<string> KnownWords() => new HashSet<string>(Known.Concat(Keywords.SingleWords), System.StringComparer.Ordinal);

        /// <summary>The units in which the numbers of a file are declared.</summary>
        public IReadOnlyCollection<string> KnownUnits() =>
            plan.Facts.Concat(plan.EntryKinds.SelectMany(kind => kind.Fields)).Select(fact => fact.Range?.Unit).OfType<string>().Concat(UnitsOfRates()).Distinct().Take(MostUnits).ToList();

        // A dose is compared in a unit that no fact has: "mg MED/day".
        private IEnumerable<string> UnitsOfRates() =>
            RateBehindNumber.Matches(Text.Content).Cast<Match>().Select(match => match.Groups[1].Value);

        private static readonly Regex RateBehindNumber = new Regex(@"\d ((?:m?g|mcg) [A-Z]{2,5}/day)\b", RegexOptions.CultureInvariant);

        private const int MostUnits = 12;

        /// <summary>The names that the file itself declares, in canonical form.</summary>
        public HashSet<string> DeclaredNames() =>
            new HashSet<string>(names.Declared.Where(name => name.Value.Source is { } source && source.Text == Text).Select(name => name.Key), System.StringComparer.Ordinal);

        private static bool IsOfCondition(Symbol symbol) => symbol is FactSymbol { IsCondition: true } or DefinitionSymbol { Form: DefinitionForm.Condition };

        private string ServiceName(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            int to = 1;
            while (to < phrase.Count && phrase.KindAt(to) != TokenKind.String)
            {
                to++;
            }

            return phrase.Words(1, to);
        }
    }
}
