using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Medical codes: facts that hold them, named sets of them, conditions on them.</summary>
    internal sealed partial class Binder
    {
        // Systems whose names hold digits, so that they could be taken for codes.
        private static readonly string[] CodeSystems =
        {
            "ICD-10-CM", "ICD-10-PCS", "ICD-10", "ICD-9-CM", "ICD-9", "CPT", "HCPCS", "NDC", "DRG", "SNOMED-CT", "LOINC", "RXNORM",
        };

        /// <summary>"ICD-10-CM code", "ICD-10-CM codes". Null if no such type stands there.</summary>
        private FactType? BindCodeType(PhraseCursor type, string name, string? vocabulary)
        {
            bool isMisspelt = type.Count - type.Position == 2 && Array.IndexOf(CodeSystems, CanonicalSystem(type.TextAt(type.Position))) >= 0 && type.WordAt(type.Position + 1) is not ("code" or "codes");
            string? noun = isMisspelt ? new[] { "codes", "code" }.FirstOrDefault(word => Spelling.Distance(type.WordAt(type.Position + 1), word, 2) <= 1) : null;
            if (noun is not null)
            {
                ReportFix("GL0219", type.SpanAt(type.Position + 1), noun, type.WordAt(type.Position + 1), noun);
                type.Position = type.Count;
                return new FactType(FactKind.Code) { CodeSystem = CanonicalSystem(type.TextAt(0)) };
            }

            if (type.Count - type.Position != 2 || type.Kind != TokenKind.Word || type.WordAt(type.Position + 1) is not ("code" or "codes"))
            {
                return null;
            }

            string system = CanonicalSystem(type.TextAt(type.Position++));
            if (SystemMeant(system) is { } meant)
            {
                ReportFix("GL0219", type.SpanAt(type.Position - 1), meant, type.TextAt(type.Position - 1), meant);
                type.Position = type.Count;
                return new FactType(FactKind.Code) { CodeSystem = meant };
            }

            if (type.Take("code"))
            {
                return new FactType(FactKind.Code) { CodeSystem = system };
            }

            type.Position++;
            var kind = new EntryKindPlan { Name = name + " code", Vocabulary = vocabulary };
            var code = new FactPlan { Name = "code", Kind = FactKind.Code, CodeSystem = system, FieldOf = kind, Vocabulary = vocabulary };
            kind.Fields = new[] { code };
            AddEntryKind(kind);
            return new FactType(FactKind.List) { EntryKind = kind, CodeSystem = system };
        }

        // "ICD10" is ICD-10-CM: hyphens do not make another system. Short names are not compared by their letters: CDT is not CPT.
        private static string? SystemMeant(string system)
        {
            if (Array.IndexOf(CodeSystems, system) >= 0)
            {
                return null;
            }

            string bare = system.Replace("-", string.Empty);
            return bare switch
            {
                "ICD10" or "ICD10CM" or "ICDCM" or "ICD" => "ICD-10-CM",
                "ICD9" or "ICD9CM" => "ICD-9-CM",
                "CPT4" or "CTP" or "CPTS" => "CPT",
                "HCPC" or "HPCS" or "HCPCS2" => "HCPCS",
                _ => CodeSystems.FirstOrDefault(known => known.Replace("-", string.Empty) == bare)
                    ?? (bare.Length > 4 ? Spelling.Nearest(system, CodeSystems) : null),
            };
        }

        private void DeclareCodeSets(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase) { Position = 1 };
                SourceSpan at = head.Span(1, head.Count);
                string name = TakeDeclaredName(head);
                if (name.Length == 0 || (line.Head is null && line.Lines.Count == 0))
                {
                    ReportCodesWithoutColon(head);
                    isMissingNames = true;
                    continue;
                }

                if (IsTaken(name, at))
                {
                    continue;
                }

                bool isSound = true;
                var set = new CodeSetSymbol(name, at);
                var phrases = line.Lines.Select(below => new PhraseCursor(Text, below.Phrase)).ToList();
                if (line.Head is not null && !line.Phrase.IsEmpty)
                {
                    phrases.Insert(0, new PhraseCursor(Text, line.Phrase));
                }

                foreach (PhraseCursor codes in phrases)
                {
                    isSound &= TakeCodes(codes, null, set.Codes) && ExpectEnd(codes);
                }

                Declare(isSound ? set : new FailedSymbol(name, at));
            }
        }

        // "codes phantom pain ICD-10-CM G54.6": the colon goes before the system.
        private void ReportCodesWithoutColon(PhraseCursor head)
        {
            int system = Enumerable.Range(0, head.Count).FirstOrDefault(i => i > 1 && Array.IndexOf(CodeSystems, CanonicalSystem(head.TextAt(i))) >= 0);
            if (system == 0)
            {
                Report("GL0390", head.Span(0, head.Count));
                return;
            }

            SourceSpan name = head.Span(1, system);
            Report(new Diagnostic("GL0390", head.SpanAt(system)) { Fix = new TextFix("Write a colon", new TextSpan(name.Span.End, 0), ":") });
            if (!IsTaken(head.Words(1, system), name))
            {
                Declare(new FailedSymbol(head.Words(1, system), name));
            }
        }

        // After a code or a list of codes: "is [not] [in] SET", "include SET".
        private ConditionNode? BindCodeCondition(PhraseCursor phrase, int start, FactReference fact)
        {
            bool isList = fact.Fact.EntryKind is not null;
            string system = fact.Fact.CodeSystem!;
            if (isList && phrase.IsWord("is") && names.Find(phrase, phrase.Position + 1, out _, out _) is CodeSetSymbol)
            {
                ReportFix("GL0395", phrase.Here, "are in", fact.Fact.Name, system);
                return null;
            }

            bool includes = isList && phrase.TakeAny("include", "includes") is not null;
            if (!includes && phrase.TakeAny("is", "are", "was", "were") is null && !phrase.Take(TokenKind.Equal))
            {
                Report("GL0395", phrase.Here, fact.Fact.Name, system);
                return null;
            }

            bool isNot = phrase.Take("not");
            phrase.Take("in");
            phrase.Take("one", "of");
            int setAt = phrase.Position;
            if (phrase.AtEnd)
            {
                Report("GL0395", phrase.Here, fact.Fact.Name, system);
                return null;
            }

            var all = new List<(string System, string Code)>();
            if (!TakeCodes(phrase, fact.Fact, all))
            {
                return null;
            }

            List<string> codes = all.Where(code => code.System == system).Select(code => code.Code).Distinct().ToList();
            if (codes.Count == 0)
            {
                Report("GL0394", phrase.Span(setAt, phrase.Position), phrase.Words(setAt, phrase.Position), system);
                return null;
            }

            SourceSpan source = phrase.SpanFrom(start);
            ConditionNode node;
            if (isList)
            {
                var scope = new EntryScope(fact);
                SourceSpan set = phrase.Span(setAt, phrase.Position);
                var list = new ListNode(source, fact, scope, Array.Empty<ConditionNode>());
                node = new QuantifierNode(set, Quantifier.Some, list, new CodeNode(set, new FactReference(fact.Fact.EntryKind!.Fields[0], scope), codes));
            }
            else
            {
                node = new CodeNode(source, fact, codes);
            }

            return isNot ? new NotNode(source, node) : node;
        }

        // "diagnoses is in …", not "diagnoses is documented": the list as a set of codes.
        private bool IsCodesCondition(PhraseCursor phrase, int at) =>
            phrase.WordAt(at) is "include" or "includes"
            || (phrase.WordAt(at) is "is" or "are" or "was" or "were" && (phrase.WordAt(at + 1) is "in" or "not" || HasDigit(phrase.TextAt(at + 1)) || IsCodeSystem(phrase, at + 1) || names.Find(phrase, at + 1, out _, out _) is CodeSetSymbol));

        /// <summary>"ICD-10-CM M96.1, M54.*", "CPT 62360 to 62362", names of sets. The codes of a condition are in the system of their fact unless another is named.</summary>
        private bool TakeCodes(PhraseCursor phrase, FactPlan? fact, List<(string System, string Code)> codes)
        {
            string system = fact?.CodeSystem ?? string.Empty;
            do
            {
                int at = phrase.Position;
                if (FindName(phrase, at, out int length, out _, out _) is { } symbol)
                {
                    phrase.Position += length;
                    symbol.IsUsed = true;
                    if (symbol is not CodeSetSymbol set)
                    {
                        ReportUnlessFailed(symbol, phrase.SpanFrom(at));
                        return false;
                    }

                    codes.AddRange(set.Codes);
                    continue;
                }

                if (phrase.KindAt(at) == TokenKind.Word && SystemMeant(CanonicalSystem(phrase.TextAt(at))) is { } meant && HasDigit(phrase.TextAt(at + 1)))
                {
                    ReportFix("GL0203", phrase.SpanAt(at), meant, phrase.TextAt(at), meant);
                    return false;
                }

                if (IsCodeSystem(phrase, at))
                {
                    system = CanonicalSystem(phrase.TextAt(phrase.Position++));
                    if (fact is not null && fact.CodeSystem != system)
                    {
                        Report("GL0393", phrase.SpanAt(at), fact.Name, fact.CodeSystem!, system);
                        return false;
                    }
                }

                if (!TakeCodeOrRun(phrase, system, codes))
                {
                    return false;
                }
            }
            while (TakeCodeSeparator(phrase, isWholeLine: fact is null));
            return true;
        }

        private void ReportUnlessFailed(Symbol symbol, SourceSpan at)
        {
            if (symbol is not FailedSymbol)
            {
                Report("GL0397", at, symbol.Name);
            }
        }

        // Words where codes or a set of them are due: a set that nobody declared.
        private bool ReportUnknownSet(PhraseCursor phrase, int at)
        {
            int end = at;
            while (end < phrase.Count && phrase.KindAt(end) == TokenKind.Word && !phrase.IsWordAt(end, "or"))
            {
                end++;
            }

            string typed = phrase.Words(at, end);
            string? meant = end > at ? Nearest(typed, names.Declared.Values.OfType<CodeSetSymbol>().Select(set => set.Name)) : null;
            if (meant is not null)
            {
                ReportDifference("GL0201", phrase, at, end, meant);
            }
            else if (end > at + 1)
            {
                Report("GL0397", phrase.Span(at, end), typed);
            }

            return meant is not null || end > at + 1;
        }

        // "62310-62311" is a run; a code of CPT has five places, one of ICD-10-CM begins with a letter and a digit.
        private bool ReportCodeShape(PhraseCursor phrase, int at, string system)
        {
            string code = phrase.TextAt(at);
            int hyphen = code.IndexOfAny(new[] { '-', '\u2013', '\u2011' });
            if (hyphen > 0 && hyphen < code.Length - 1 && HasDigit(code.Substring(0, hyphen)) && HasDigit(code.Substring(hyphen + 1)))
            {
                string run = code.Substring(0, hyphen) + " to " + code.Substring(hyphen + 1);
                ReportFix("GL0368", phrase.SpanAt(at), run, code, run);
                return true;
            }

            string bare = phrase.Words(at, phrase.Position).ToUpperInvariant();
            bool fits = system switch
            {
                "CPT" => bare.Length == 5 && bare.Take(4).All(char.IsDigit),
                "HCPCS" => bare.Length == 5 && char.IsLetterOrDigit(bare[0]) && bare.Skip(1).Take(3).All(char.IsDigit),
                "ICD-10-CM" => bare.Length >= 2 && char.IsLetter(bare[0]) && char.IsDigit(bare[1]),
                _ => true,
            };
            if (!fits)
            {
                SourceSpan typed = phrase.Span(at, phrase.Position);
                Report(new Diagnostic("GL0526", typed) { Fix = OfOtherSystem(phrase, typed, bare, system) ?? OfCode(typed, system) });
            }

            return !fits;
        }

        // "CPT 97110, L1832": the code of another system, whose name stands before its own codes; those behind it are of the first again.
        private static TextFix? OfOtherSystem(PhraseCursor phrase, SourceSpan typed, string code, string system)
        {
            bool isHcpcs = system == "CPT" && code.Length == 5 && code[0] is >= 'A' and <= 'V' and not ('I' or 'O') && typed.ToString()[0] == code[0] && code.Skip(1).All(char.IsDigit);
            bool isCpt = system == "ICD-10-CM" && code.Length == 5 && code.All(char.IsDigit);
            bool isDiagnosis = system != "ICD-10-CM" && code.Length > 4 && code[3] == '.' && char.IsLetter(code[0]) && char.IsDigit(code[1]);
            string? other = isHcpcs ? "HCPCS" : isCpt ? "CPT" : isDiagnosis ? "ICD-10-CM" : null;
            string next = phrase.TextAt(phrase.Position + 1);
            bool goesOn = phrase.Kind == TokenKind.Comma && HasDigit(next) && char.IsLetter(next[0]) != char.IsLetter(code[0]);
            var whole = TextSpan.FromBounds(typed.Span.Start, goesOn ? phrase.SpanAt(phrase.Position + 1).Span.Start : typed.Span.End);
            return other is null ? null : TextFix.Offer(whole, other + " " + typed + (goesOn ? ", " + system + " " : string.Empty));
        }

        // The form of a code tells its system as a rule, not always: "G0289" may be a code of a diagnosis without its point.
        private void ReportMissingSystem(PhraseCursor phrase)
        {
            int at = phrase.Position;
            SourceSpan here = phrase.Here;
            string code = TakeCode(phrase).ToUpperInvariant();
            phrase.Position = at;
            string? system = code.Length == 5 && code.Take(4).All(char.IsDigit) ? "CPT"
                : code.Length < 3 || !char.IsLetter(code[0]) || !char.IsDigit(code[1]) ? null
                : code.Length == 5 && code.Skip(1).All(char.IsDigit) ? "HCPCS"
                : "ICD-10-CM";
            TextFix? fix = system is null ? null : new TextFix("Write “" + system + " " + code + "”", here.Span, system + " " + here) { IsCertain = false };
            Report(new Diagnostic("GL0525", here) { Fix = fix });
        }

        private bool TakeCodeOrRun(PhraseCursor phrase, string system, List<(string System, string Code)> codes)
        {
            int at = phrase.Position;
            if (phrase.Kind == TokenKind.Word && SystemMeant(CanonicalSystem(phrase.TextAt(at))) is { } known && phrase.KindAt(at + 1) is TokenKind.Word or TokenKind.Number)
            {
                ReportFix("GL0326", phrase.Here, known, phrase.TextAt(at), known);
                return false;
            }

            if (system.Length == 0)
            {
                ReportMissingSystem(phrase);
                return false;
            }

            string first = TakeCode(phrase);
            if (!HasDigit(first))
            {
                if (!ReportUnknownSet(phrase, at))
                {
                    Report("GL0526", phrase.SpanAt(at));
                }

                return false;
            }

            if (ReportCodeShape(phrase, at, system))
            {
                return false;
            }

            // "M54*" is meant as "M54.*".
            if (phrase.Kind == TokenKind.Times && phrase.IsJoined(phrase.Position))
            {
                first += phrase.TextAt(phrase.Position++);
            }

            if (!phrase.Take("to"))
            {
                codes.Add((system, first));
                return true;
            }

            string last = TakeCode(phrase);
            if (!HasDigit(last))
            {
                Report("GL0526", phrase.SpanAt(phrase.Position - 1));
                return false;
            }

            if (ReportRun(phrase, at, first, last))
            {
                return false;
            }

            codes.Add((system, first + " to " + last));
            return true;
        }

        // A run goes from the lower code to the higher, both with as many characters.
        private bool ReportRun(PhraseCursor phrase, int at, string first, string last)
        {
            (string low, string high) = (CodeSet.Normal(first), CodeSet.Normal(last));
            bool isStarred = first.EndsWith("*", StringComparison.Ordinal) || last.EndsWith("*", StringComparison.Ordinal);
            if (!isStarred && low.Length == high.Length && string.CompareOrdinal(low, high) <= 0)
            {
                return false;
            }

            if (!isStarred && low.Length == high.Length)
            {
                ReportGuess("GL0392", phrase.SpanFrom(at), last + " to " + first, first, last);
            }
            else
            {
                Report("GL0392", phrase.SpanFrom(at), first, last);
            }

            return true;
        }

        // In a condition "or" and a comma go on with the set only if a code or a set follows.
        private bool TakeCodeSeparator(PhraseCursor phrase, bool isWholeLine)
        {
            int start = phrase.Position;
            bool hasSeparator = phrase.Take(TokenKind.Comma) || (isWholeLine && phrase.Take(TokenKind.Semicolon));
            hasSeparator |= phrase.Take("or") || (isWholeLine && phrase.Take("and"));
            if (hasSeparator && !phrase.AtEnd && (isWholeLine || IsCodeNext(phrase)))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private bool IsCodeNext(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (FindName(phrase, at, out _, out _, out _) is { } symbol)
            {
                return symbol is CodeSetSymbol;
            }

            if (IsCodeSystem(phrase, at))
            {
                return true;
            }

            // "or 3 months of …" is another condition.
            int next = at + 1;
            while (phrase.IsJoined(next) && phrase.KindAt(next) == TokenKind.Word)
            {
                next++;
            }

            return phrase.KindAt(at) is TokenKind.Word or TokenKind.Number && HasDigit(phrase.TextAt(at))
                && (next >= phrase.Count || phrase.KindAt(next) == TokenKind.Comma || phrase.WordAt(next) is "to" or "or" or "and" or "unless" or "excused" or "applies" or "with");
        }

        private static bool IsCodeSystem(PhraseCursor phrase, int at) => phrase.KindAt(at) == TokenKind.Word
            && (Array.IndexOf(CodeSystems, CanonicalSystem(phrase.TextAt(at))) >= 0
                || (!HasDigit(phrase.TextAt(at)) && phrase.KindAt(at + 1) is TokenKind.Word or TokenKind.Number && HasDigit(phrase.TextAt(at + 1))));

        private static string CanonicalSystem(string text) => NameTable.Canonical(text).ToUpperInvariant();

        // "M54.5, G89.4, by physician, on 2014-05-02": codes, and evidence that all of them have.
        private List<EntryRecord>? BindRecordedCodes(PhraseCursor phrase, FactPlan fact)
        {
            var codes = new List<EntryRecord>();
            var evidence = new EvidenceParts();
            FactPlan code = fact.EntryKind!.Fields[0];
            do
            {
                int at = phrase.Position;
                if (IsRecordedCode(phrase))
                {
                    if (BindRecordedValue(phrase, code) is not { } value)
                    {
                        return null;
                    }

                    codes.Add(value);
                }
                else if (!TakeEvidence(phrase, evidence))
                {
                    Report("GL0611", phrase.SpanAt(at), phrase.Words(at, phrase.Count), fact.Name, ExpectedValue(code));
                    return null;
                }
            }
            while (phrase.Take(TokenKind.Comma));
            return ExpectEnd(phrase)
                ? codes.Select(value => new EntryRecord { Fields = new[] { Given(value) }, Evidence = evidence.ToEvidence() }).ToList()
                : null;
        }

        private static bool IsRecordedCode(PhraseCursor phrase) => IsCodeSystem(phrase, phrase.Position) && HasDigit(phrase.TextAt(phrase.Position + 1))
            ? !phrase.IsWord("on") && !phrase.IsWord("by") && !phrase.IsWord("at")
            : HasDigit(phrase.TextAt(phrase.Position));
    }
}
