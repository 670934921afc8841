using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>
/// How lines are read for one edition of a guideline: the names of its facts, of evidence and of the request. Made once; may be used by several threads
/// at once.
/// </summary>
internal sealed class EditionRules
{
    // What a case says of the reviewer is checked by the careful reader.
    private static readonly CaseNames Qualities = new("specialty", "subspecialty", "licence state", "license state", "years of practice", "hours a week");

    private static readonly string[] WordsOfItems = ["body part", "region", "stage", "frequency"];

    private readonly WordTable persons;
    private readonly WordTable kinds;

    /// <summary>The rules of an edition.</summary>
    /// <param name="form">How its cases are written.</param>
    /// <param name="others">The editions and guidelines that read the same lines.</param>
    public EditionRules(FlatForm form, IReadOnlyList<GuidelineDescription> others)
    {
        Form = form;
        GuidelinePlan plan = form.Plan;
        GuidelineDescription guideline = PlanDescription.Of(plan);
        var entries = new Dictionary<EntryKindPlan, EntryRule>();
        Rules = [.. plan.AllFacts.Select(Rule)];
        FactDescription[] facts = [.. guideline.Facts.Where(fact => fact.Holder != FactHolder.Entry)];
        FactDescription[] request = [.. facts.Where(fact => fact.Holder == FactHolder.Request)];
        int names = Rules.Length;
        Facts = TableOf(facts, FactHolder.Case, others, ref names);
        Answers = TableOf(facts, FactHolder.Reviewer, others, ref names);
        FirstNameOfOthersRequests = names;
        Request = RequestTableOf(request, others, ref names);
        Names = names;
        Requested = [.. plan.Services.Select(service => service.Necessary is QuantityNode quantity ? quantity.Requested.Fact.Fact.Number : -1)];
        OfItems = [.. plan.Facts.Where(fact => fact.IsOfRequest || fact.BuiltIn is BuiltInFact.RequestDate or BuiltInFact.ServiceDate or BuiltInFact.DecisionDate).Select(fact => fact.Number)];
        RequestDate = BuiltIn(BuiltInFact.RequestDate);
        ServiceDate = BuiltIn(BuiltInFact.ServiceDate);
        DecisionDate = BuiltIn(BuiltInFact.DecisionDate);
        HasWordsOfItems = request.Any(fact => WordsOfItems.Contains(GuidelineDescription.RequestName(fact.Name), StringComparer.OrdinalIgnoreCase));
        persons = TermsOf(plan.Evidence.Persons, EvidenceVocabulary.OtherWordsForPersons, plan.Evidence.FindPerson, form.PersonOf);
        kinds = TermsOf(plan.Evidence.Kinds, EvidenceVocabulary.OtherWordsForKinds, plan.Evidence.FindKind, form.KindOf);
        Reviewer = form.PersonOf("reviewer");

        int BuiltIn(BuiltInFact which) => plan.Facts.FirstOrDefault(fact => fact.BuiltIn == which && form.IsRead(fact))?.Number ?? -1;

        FactRule Rule(FactPlan fact) => new(fact, guideline.Facts[fact.Number], form, fact.EntryKind is { } kind ? Entry(kind, guideline.Facts[fact.Number].Entries!) : null);

        EntryRule Entry(EntryKindPlan kind, EntryKindDescription description)
        {
            if (!entries.TryGetValue(kind, out EntryRule? rule))
            {
                entries.Add(kind, rule = new EntryRule(description));
                rule.Fields = [.. kind.Fields.Select(Rule)];
            }

            return rule;
        }
    }

    /// <summary>How its cases are written.</summary>
    public FlatForm Form { get; }

    /// <summary>The rules of the facts, by their numbers.</summary>
    public FactRule[] Rules { get; }

    /// <summary>How many numbers there are for names: those of the facts, then those of names that only another guideline has, whose values are passed over.</summary>
    public int Names { get; }

    /// <summary>The first number of a name that only the request of another guideline has.</summary>
    public int FirstNameOfOthersRequests { get; }

    /// <summary>The names under <c>facts</c>, by the numbers of the facts.</summary>
    public KeyTable Facts { get; }

    /// <summary>The names under <c>reviewer</c>.</summary>
    public KeyTable Answers { get; }

    /// <summary>The names under <c>request</c> of an item.</summary>
    public KeyTable Request { get; }

    /// <summary>For each service the number of the fact that holds the amount requested, or −1.</summary>
    public int[] Requested { get; }

    /// <summary>The numbers of the facts that differ from item to item.</summary>
    public int[] OfItems { get; }

    /// <summary>The number of the request date, or −1 if nothing reads it.</summary>
    public int RequestDate { get; }

    /// <summary>The number of the service date, or −1 if nothing reads it.</summary>
    public int ServiceDate { get; }

    /// <summary>The number of the decision date, or −1 if nothing reads it.</summary>
    public int DecisionDate { get; }

    /// <summary>Whether words of an item (<c>body part</c>, <c>stage</c>, <c>frequency</c>) may be fields of its request.</summary>
    public bool HasWordsOfItems { get; }

    /// <summary>The number of the reviewer among persons.</summary>
    public short Reviewer { get; }

    /// <summary>The person that words name, as evidence has it. False if they name none, or a closer look is needed.</summary>
    /// <param name="at">Their first byte.</param>
    /// <param name="length">How many bytes they take.</param>
    public bool TryPerson(ref byte text, int at, int length, out short person)
    {
        person = FlatEntry.None;
        int end = at + length;
        while (at < end)
        {
            int comma = at;
            byte character = 0;
            byte all = 0;
            while (comma < end && (character = LineText.At(ref text, comma)) != ',')
            {
                all |= character;
                comma++;
            }

            // Letters beyond ASCII have rules of their own.
            if (all > 0x7F)
            {
                person = Form.PersonOf(Form.Plan.Evidence.PersonNamedIn(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at), end - at))));
                return person >= 0;
            }

            if (TryTerm(persons, ref text, at, comma, out person))
            {
                return true;
            }

            at = comma + 1;
        }

        return false;
    }

    /// <summary>The kind of evidence that words name. False if they name none, or a closer look is needed.</summary>
    /// <param name="at">Their first byte.</param>
    /// <param name="length">How many bytes they take.</param>
    public bool TryKind(ref byte text, int at, int length, out short kind) => TryTerm(kinds, ref text, at, at + length, out kind);

    // A term as declared or in lower case, or with any capitals.
    private static bool TryTerm(WordTable terms, ref byte text, int at, int end, out short number)
    {
        while (at < end && LineText.At(ref text, at) == ' ')
        {
            at++;
        }

        while (end > at && LineText.At(ref text, end - 1) == ' ')
        {
            end--;
        }

        int found = terms.Find(ref Unsafe.Add(ref text, at), end - at);
        found = found >= 0 ? found : FindFolded(terms, ref text, at, end - at);
        number = (short)found;
        return found >= 0;
    }

    private static int FindFolded(WordTable terms, ref byte text, int at, int length)
    {
        const int Longest = 64;
        if (length > Longest)
        {
            return -1;
        }

        Span<byte> folded = stackalloc byte[Longest + sizeof(ulong)];
        for (int i = 0; i < length; i++)
        {
            byte letter = LineText.At(ref text, at + i);
            folded[i] = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        }

        return terms.Find(ref folded[0], length);
    }

    private static WordTable TermsOf(
        IReadOnlyCollection<string> terms, IReadOnlyDictionary<string, string> others, Func<string, string?> find, Func<string?, short> number) =>
        new(terms.Concat(others.Keys).SelectMany(term => new[] { term, term.ToLowerInvariant() }.Where(word => find(word) is not null).Select(word => (word, (int)number(find(word))))));

    private static KeyTable TableOf(FactDescription[] facts, FactHolder holder, IReadOnlyList<GuidelineDescription> others, ref int free)
    {
        var names = new CaseNames([.. facts.Select(fact => fact.Name)]);
        var words = new List<(string, int)>();
        for (int i = 0; i < facts.Length; i++)
        {
            // What the reviewer decides only at times has two places.
            FactDescription? meant = names.IndexOf(facts[i].Name) != i ? null
                : facts[i].Holder == holder ? facts[i]
                : facts.FirstOrDefault(other => other.Holder == holder && other.Name == facts[i].Name);
            if (meant is not null)
            {
                words.AddRange(Spellings.Of(facts[i].Name).Where(word => names.IndexOf(word) == i).Select(word => (word, meant.Number)));
            }
        }

        List<string> ofOthers = [.. NamesOfOthers(others, fact => fact.Holder != FactHolder.Entry, fact => fact.Name, names).Where(name => Qualities.IndexOf(name) < 0)];
        return WithNamesOfOthers(words, ofOthers, ref free);
    }

    private static KeyTable RequestTableOf(FactDescription[] request, IReadOnlyList<GuidelineDescription> others, ref int free)
    {
        var names = new CaseNames([.. request.Select(fact => GuidelineDescription.RequestName(fact.Name))]);
        List<string> ofOthers = [.. NamesOfOthers(others, fact => fact.Holder == FactHolder.Request, fact => GuidelineDescription.RequestName(fact.Name), names)];
        return WithNamesOfOthers(
            request.SelectMany((fact, place) => Spellings.Of(GuidelineDescription.RequestName(fact.Name)).Where(word => names.IndexOf(word) == place).Select(word => (word, fact.Number))),
            ofOthers, ref free);
    }

    // Each has a number of its own, so that one that stands twice is seen.
    private static KeyTable WithNamesOfOthers(IEnumerable<(string, int)> words, List<string> others, ref int free)
    {
        int first = free;
        free += others.Count;
        return new KeyTable(words.Concat(others.Select((name, i) => (name, first + i))));
    }

    private static IEnumerable<string> NamesOfOthers(
        IReadOnlyList<GuidelineDescription> others, Func<FactDescription, bool> isMeant, Func<FactDescription, string> nameOf, CaseNames own)
    {
        string[] names = [.. others.SelectMany(other => other.Facts.Where(isMeant)).Select(nameOf)];

        // Of names that differ in their capitals one is read, so that no two that are the same have numbers of their own.
        var distinct = new CaseNames(names);
        return names.Where((name, i) => own.IndexOf(name) < 0 && distinct.IndexOf(name) == i);
    }
}
