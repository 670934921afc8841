using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring.Coverage;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>An example that a guideline has not got yet.</summary>
/// <param name="Text">The block, ready to be pasted; it ends with a line end.</param>
/// <param name="Shows">What it shows that no example of the file, and none proposed before it, shows.</param>
public sealed record ProposedExample(string Text, IReadOnlyList<(CoveredLine Line, CoverageOutcome Outcome)> Shows);

/// <summary>What a search for examples has come to.</summary>
/// <param name="Examples">The examples found, in the order in which they are best pasted.</param>
/// <param name="NotFound">The outcomes that are missing still.</param>
public sealed record ExampleProposals(IReadOnlyList<ProposedExample> Examples, IReadOnlyList<(CoveredLine Line, CoverageOutcome Outcome)> NotFound);

/// <summary>
/// Searches for the examples that a guideline lacks: <c>docs/coverage.md</c>. The same guideline always gets the same examples.
/// </summary>
public sealed class ExampleSearch
{
    private const int MostSteps = 60;
    private const int MostEvaluations = 400_000;

    private readonly GuidelinePlan plan;
    private readonly Func<SourceText, Compilation> compile;
    private readonly CoverageMeter meter;
    private readonly FactVariants variants;
    private readonly ExampleWriter writer;
    private readonly List<ProposedExample> found = [];
    private readonly HashSet<(CoveredLine, CoverageOutcome)> missing = [];
    private readonly HashSet<string> titles;
    private readonly Dictionary<ServicePlan, List<CaseRecord>> starts = [];
    private int evaluations;

    private ExampleSearch(GuidelinePlan plan, Func<SourceText, Compilation> compile)
    {
        this.plan = plan;
        this.compile = compile;
        meter = new CoverageMeter(plan);
        foreach (ExamplePlan example in plan.Examples)
        {
            meter.Add(example);
        }

        titles = [.. plan.Examples.Select(example => example.Title)];
        variants = new FactVariants(plan, new Thresholds(plan));
        writer = new ExampleWriter(plan);
        foreach (CoveredLine line in meter.Services.Concat(meter.Lines))
        {
            missing.UnionWith(line.Missing.Select(outcome => (line, outcome)));
        }
    }

    /// <summary>Searches. Every example it gives has been compiled with the guideline and evaluated, and fulfils what it expects.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="compile">Compiles the text of the guideline with further examples, as the guideline itself was compiled.</param>
    public static ExampleProposals Run(GuidelinePlan plan, Func<SourceText, Compilation> compile)
    {
        var search = new ExampleSearch(plan, compile);
        search.Run();
        return new ExampleProposals(
            search.found,
            [.. search.meter.Services.Concat(search.meter.Lines).SelectMany(line => line.Wanted.Select(outcome => (line, outcome))).Where(search.missing.Contains)]);
    }

    private void Run()
    {
        // One fact away from an example, or from a case that fulfils a list, lies nearly everything.
        foreach (ServicePlan service in plan.Services)
        {
            starts.Add(service, [Blank(service)]);
            foreach (CaseRecord start in StartsOf(service))
            {
                starts[service].Add(start);
                Take(service, start, null);
                TakeVariants(service, start);
            }
        }

        // The rest is sought one by one.
        foreach ((CoveredLine line, CoverageOutcome outcome) in missing.ToArray())
        {
            foreach (ServicePlan service in plan.Services.Where(service => missing.Contains((line, outcome)) && meter.LinesOf(service).Contains(line)))
            {
                foreach (CaseRecord start in outcome == CoverageOutcome.NotDocumented || line.Condition is null ? [] : starts[service])
                {
                    CaseRecord end = Climb(service, start, (record, result) => DistanceTo(service, record, result, line, outcome));
                    Take(service, end, null);
                    TakeVariants(service, end);
                    if (!missing.Contains((line, outcome)))
                    {
                        break;
                    }
                }
            }
        }
    }

    // The examples of the service, and for each list that it uses a case that fulfils it.
    private IEnumerable<CaseRecord> StartsOf(ServicePlan service)
    {
        CaseRecord[] examples = [.. plan.Examples.Where(example => example.Service == service && ReferenceEvaluator.IsInForce(plan, example.Case)).Select(example => example.Case)];
        CaseRecord blank = Blank(service);
        CaseRecord nearest = examples.Prepend(blank).MinBy(record => new Distance(Evaluate(service, record)).ToNecessary(service))!;
        yield return Climb(service, nearest, (_, result) => new Distance(result).ToNecessary(service));
        foreach (CaseRecord example in examples)
        {
            yield return example;
        }

        foreach (CriteriaUse use in CriteriaUse.Of(plan, service))
        {
            yield return Climb(service, nearest, (_, result) => (3 * new Distance(result).ToMet(use)) + new Distance(result).ToNecessary(service));
        }

        yield return blank;
    }

    private void TakeVariants(ServicePlan service, CaseRecord start)
    {
        foreach (FactPlan fact in FactsOf(service, start))
        {
            foreach (FactRecord variant in variants.Of(fact, start).TakeWhile(_ => missing.Count > 0 && evaluations < MostEvaluations))
            {
                Take(service, With(start, fact, variant), fact);
            }
        }
    }

    // Takes one best step after the other, a fact at a time, until nothing comes nearer.
    private CaseRecord Climb(ServicePlan service, CaseRecord start, Func<CaseRecord, ServiceResult, double> distance)
    {
        CaseRecord best = start;
        double least = distance(start, Evaluate(service, start));
        for (int step = 0; step < MostSteps && least > 0; step++)
        {
            CaseRecord from = best;
            double before = least;
            foreach (FactPlan fact in FactsOf(service, from))
            {
                foreach (FactRecord variant in variants.Of(fact, from).TakeWhile(_ => evaluations < MostEvaluations))
                {
                    CaseRecord candidate = With(from, fact, variant);
                    double reached = distance(candidate, Evaluate(service, candidate));
                    if (reached < least - 0.001)
                    {
                        (best, least) = (candidate, reached);
                    }
                }

                // The first fact that helps is taken: the others will be looked at from there.
                if (least < before - 0.5)
                {
                    break;
                }
            }

            if (best == from)
            {
                break;
            }
        }

        return best;
    }

    private double DistanceTo(ServicePlan service, CaseRecord record, ServiceResult result, CoveredLine line, CoverageOutcome outcome)
    {
        var distance = new Distance(result);
        double scope = line.Criterion is { } criterion ? distance.ToScope(criterion.List) : 0;
        if (outcome != CoverageOutcome.Decisive)
        {
            return scope + distance.To(line.Condition!, outcome == CoverageOutcome.Met);
        }

        // With the line supposed to be met the service is necessary, and with the line supposed not to be met it is denied; or the other way round.
        var met = new Distance(Evaluate(service, record, line.Condition!, Truth.Met));
        var notMet = new Distance(Evaluate(service, record, line.Condition!, Truth.NotMet));
        return (scope > 0 ? 1 + scope : 0)
            + Math.Min(met.ToNecessary(service) + notMet.ToDenied(service), met.ToDenied(service) + notMet.ToNecessary(service))
            + Math.Min(distance.To(line.Condition!, true), distance.To(line.Condition!, false));
    }

    /// <summary>Makes an example of a case, if it shows something that is missing.</summary>
    private void Take(ServicePlan service, CaseRecord record, FactPlan? changed)
    {
        evaluations++;
        (CoveredLine Line, CoverageOutcome Outcome)[] shows = [.. meter.Shown(service, record, (line, outcome) => missing.Contains((line, outcome)))];
        if (shows.Length == 0 || !ReferenceEvaluator.IsInForce(plan, record))
        {
            return;
        }

        if (Propose(service, record, shows, changed) is { } text)
        {
            found.Add(new ProposedExample(text, shows));
            missing.ExceptWith(shows);
        }
    }

    private string? Propose(ServicePlan service, CaseRecord record, IReadOnlyList<(CoveredLine Line, CoverageOutcome Outcome)> shows, FactPlan? changed)
    {
        string title = TitleOf(record, shows, changed);
        if (writer.Write(title, service, record) is not { } lines)
        {
            return null;
        }

        ServiceResult result = ReferenceEvaluator.Evaluate(plan, service, record);
        string text = lines + new Expectation(plan, service, result).Write(shows.Select(shown => shown.Line));
        if (!Holds(text, shows))
        {
            return null;
        }

        titles.Add(title);
        return text;
    }

    // Whether the guideline, with this example in its file, compiles, the example passes, and it shows what it is meant to show.
    private bool Holds(string text, IReadOnlyList<(CoveredLine Line, CoverageOutcome Outcome)> shows)
    {
        SourceText file = plan.File;
        var longer = new SourceText(file.Path, file.Content.TrimEnd() + "\n\n" + text);
        if (compile(longer).Plan is not { Examples: [.., ExamplePlan added] } whole
            || ExampleRunner.Run(whole).Failures.Any(failure => failure.Example == added))
        {
            return false;
        }

        var other = new CoverageMeter(whole);
        var shown = other.Shown(added.Service, added.Case).ToHashSet();
        return shows.All(wanted => shown.Contains((other.Counterpart(meter, wanted.Line), wanted.Outcome)));
    }

    private string TitleOf(CaseRecord record, IReadOnlyList<(CoveredLine Line, CoverageOutcome Outcome)> shows, FactPlan? changed)
    {
        (CoveredLine line, CoverageOutcome outcome) = shows[0];
        string subject = line.Condition is null ? line.Name : (line.Label.Length > 0 ? line.Label + ". " : string.Empty) + Shortened(line.Name);
        string words = outcome == CoverageOutcome.Decisive ? " decides" : " is " + CoveredLine.Words(outcome);
        string? because = changed is null ? null
            : record.Facts.GetValueOrDefault(changed, FactRecord.NotMentioned) is { Knowledge: Knowledge.NotMentioned } ? changed.Name + " is not mentioned"
            : writer.Line(changed, record.Facts[changed]) ?? changed.Name;
        string title = (subject + words + (because is null ? string.Empty : "; " + Shortened(because))).Replace('"', '\'');
        for (int number = 2; titles.Contains(title); number++)
        {
            title = title.Split(" (again")[0] + $" (again, {number})";
        }

        return title;
    }

    private static string Shortened(string words) => words.Length <= 70 ? words : words[..69].TrimEnd() + "…";

    // The facts that the evaluation of a case reads, in the order of the guideline, the dates of the item last; of a list or a record, the whole.
    private IReadOnlyList<FactPlan> FactsOf(ServicePlan service, CaseRecord record)
    {
        var kinds = new HashSet<EntryKindPlan>();
        var read = new HashSet<FactPlan>();
        foreach (AccountEntry entry in Evaluate(service, record).Account.Where(entry => entry.Fact >= 0))
        {
            FactPlan fact = plan.AllFacts[entry.Fact];
            read.Add(fact);
            if (fact.FieldOf is { } kind)
            {
                kinds.Add(kind);
            }
        }

        return [.. plan.Facts.Where(fact => fact.BuiltIn != BuiltInFact.DecisionDate
            && (read.Contains(fact) || fact.IsOfRequest || (fact.EntryKind is { } kind && kinds.Contains(kind)) || (fact.JudgedAs is { } judged && read.Contains(judged))))
            .OrderBy(fact => fact.BuiltIn is BuiltInFact.RequestDate or BuiltInFact.ServiceDate)];
    }

    private ServiceResult Evaluate(ServicePlan service, CaseRecord record)
    {
        evaluations++;
        return ReferenceEvaluator.Evaluate(plan, service, record);
    }

    private ServiceResult Evaluate(ServicePlan service, CaseRecord record, ConditionNode line, Truth value)
    {
        evaluations++;
        return ReferenceEvaluator.Evaluate(plan, service, record, new Dictionary<ConditionNode, Truth> { [CoverageMeter.SupposedFor(line)] = value });
    }

    // A request on a day on which the edition is in force, and nothing else.
    private CaseRecord Blank(ServicePlan service)
    {
        CalendarDate day = plan.Examples.Where(example => ReferenceEvaluator.IsInForce(plan, example.Case)).OrderBy(example => example.Service != service)
            .Select(example => example.Case.DecisionDate).FirstOrDefault(Day());
        var facts = new Dictionary<FactPlan, FactRecord>();
        foreach (FactPlan fact in plan.Facts.Where(fact => fact.BuiltIn is BuiltInFact.RequestDate or BuiltInFact.DecisionDate
            || (fact.BuiltIn == BuiltInFact.ServiceDate && plan.EditionRule == EditionRule.ServiceDate)))
        {
            facts[fact] = new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Date = day }] };
        }

        return new CaseRecord { DecisionDate = day, Facts = facts };
    }

    private CalendarDate Day()
    {
        CalendarDate day = plan.EffectiveFrom.IsKnown ? plan.EffectiveFrom.Latest.AddMonths(12) : CalendarDate.Create(2020, 6, 15);
        return plan.EffectiveTo.IsKnown && day > plan.EffectiveTo.Earliest ? plan.EffectiveTo.Earliest : day;
    }

    private static CaseRecord With(CaseRecord record, FactPlan fact, FactRecord known)
    {
        var facts = new Dictionary<FactPlan, FactRecord>();
        foreach (KeyValuePair<FactPlan, FactRecord> other in record.Facts)
        {
            facts[other.Key] = other.Value;
        }

        facts[fact] = known;
        return new CaseRecord { Id = record.Id, DecisionDate = record.DecisionDate, Facts = facts };
    }
}
