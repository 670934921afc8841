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
    /// <summary>
    /// Where a line is not understood, a word that nothing in the file or the language is called is the likely reason: if a known word is near, that
    /// is said, whatever the line seemed to lack.
    /// </summary>
    internal sealed partial class Binder
    {
        private static readonly string[] CodesOfWhatIsNotUnderstood =
        {
            "GL0172", "GL0202", "GL0204", "GL0218", "GL0248", "GL0251", "GL0254", "GL0257", "GL0261", "GL0265", "GL0266", "GL0286", "GL0302", "GL0310", "GL0311", "GL0318", "GL0326", "GL0334", "GL0337", "GL0339", "GL0340", "GL0341",
            "GL0343", "GL0359", "GL0372", "GL0373", "GL0397", "GL0505", "GL0526", "GL0536", "GL0606", "GL0607", "GL0610", "GL0611", "GL0615", "GL0616",
        };

        // All words of the language, those of persons and kinds of evidence apart.
        private static readonly HashSet<string> LanguageWords = new HashSet<string>(
            ("a above according addressed after again against age ago all allow allowed allowing an and any applicable applies are as ask at authority before below between but by cpt code codes consecutive counting criteria criterion cubed "
            + "date day days decided decision decides define documented during each edition effective either entry equal equals established evidence every exactly except exceeding exceeds excused expect facts fewer first for from gap gaps "
            + "greater guideline half has have hcpcs higher highest icd-10-cm icd-9-cm if in include includes incomplete increase injury is judgement jurisdiction language last lasted latest least less list longer lower lowest maximum measured medically "
            + "mentioned met minimum month months more most necessary need needs neither nights no none nor not note number of on one only or otherwise out over part past per period person point points preceding previous prior reading "
            + "recommended record reduction request requested reviewer rolling ruled same scale scope score service shorter shown since some source squared steps surgery table text than that the this throughout time to total true under "
            + "unknown unless until up use was week weeks were when where will with within year years yes zero two three four five six seven eight nine ten eleven twelve page pages").Split(' '),
            StringComparer.Ordinal);

        // Words of every day that are near to words of the language, and no misspelling of them.
        private static readonly HashSet<string> OrdinaryWords = new HashSet<string>("case cases complete completed even event events fever height home house level other others them then there these those very weight".Split(' '), StringComparer.Ordinal);

        private HashSet<string>? knownWords;
        private int studied;

        /// <summary>Whether the language has a word: a name does not begin with it.</summary>
        public static bool IsOfLanguage(string word) => LanguageWords.Contains(word);

        /// <summary>The same diagnostic, or one at a strange word of its line. Asked when everything is bound, so that every name of the file is known.</summary>
        public Diagnostic AtStrangeWord(Diagnostic diagnostic)
        {
            if (studied == MostFindingsStudied || Array.IndexOf(CodesOfWhatIsNotUnderstood, diagnostic.Code) < 0 || diagnostic.Span.Text != Text || tree.Lines.Count == 0 || (diagnostic.Code == "GL0326" && diagnostic.Fix is not null))
            {
                return diagnostic;
            }

            int root = LineAt(tree.Lines, diagnostic.Span.Span.Start);
            if (root < 0)
            {
                return diagnostic;
            }

            studied++;
            LineSyntax line = Innermost(tree.Lines[root], diagnostic.Span.Span.Start);
            // The title of a criterion is prose: its words need no declaration.
            foreach (PhraseSyntax part in line.Head is null || line.Label is not null ? new[] { line.Phrase } : new[] { line.Head, line.Phrase })
            {
                var phrase = new PhraseCursor(Text, part);
                for (int i = 0; i < phrase.Count; i++)
                {
                    if (StrangeWordAt(phrase, i) is { } meant)
                    {
                        SourceSpan span = phrase.SpanAt(i);
                        string code = LanguageWords.Contains(meant) ? "GL0203" : "GL0201";
                        return new Diagnostic(code, span, span.ToString(), meant) { Fix = TextFix.Write(span.Span, meant) };
                    }
                }
            }

            return diagnostic;
        }

        // The known word that a strange one is near to.
        private string? StrangeWordAt(PhraseCursor phrase, int at)
        {
            string word = phrase.WordAt(at);
            if (phrase.KindAt(at) != TokenKind.Word || word.Length < 3 || word.Any(c => c is >= '0' and <= '9') || OrdinaryWords.Contains(word) || Known.Contains(word) || Unit.TryParse(phrase.TextAt(at), out _))
            {
                return null;
            }

            string? meant = Spelling.Nearest(word, Known);
            int bound = word.Length >= 8 ? 2 : 1;
            // In a short word another letter makes another word: "that" is not a misspelt "than".
            bool isOtherWord = meant is not null && word.Length <= 4 && meant.Length == word.Length && !word.OrderBy(c => c).SequenceEqual(meant.OrderBy(c => c));
            bool isCertain = meant is not null && !isOtherWord && !OtherWording.IsOpposite(word, meant) && Spelling.Distance(word, meant, bound) <= bound && Singular(meant) != Singular(word);
            return isCertain ? meant : null;
        }

        private HashSet<string> Known
        {
            get
            {
                if (knownWords is not null)
                {
                    return knownWords;
                }

                knownWords = new HashSet<string>(LanguageWords, StringComparer.Ordinal);
                IEnumerable<string> texts = names.Declared.Keys
                    .Concat(plan.EntryKinds.SelectMany(kind => kind.Fields).Select(one => one.Name))
                    .Concat(plan.Choices.SelectMany(choice => choice.Values))
                    .Concat(plan.Evidence.Persons).Concat(plan.Evidence.Kinds).Concat(EvidenceVocabulary.OtherWordsForPersons.Keys).Concat(EvidenceVocabulary.OtherWordsForKinds.Keys)
                    .Concat(listNames)
                    .Concat(tree.Lines.Where(line => SectionOfLine(line) is "service" or "table").Select(line => new PhraseCursor(Text, line.Phrase)).Select(name => name.Words(1, name.Count)));
                foreach (string word in texts.SelectMany(text => NameTable.Canonical(text).Split(' ')).Where(IsWritable))
                {
                    knownWords.Add(word);
                }

                return knownWords;
            }
        }

        private string SectionOfLine(LineSyntax line) => line.Head is null ? new PhraseCursor(Text, line.Phrase).WordAt(0) : string.Empty;
    }
}
