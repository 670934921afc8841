using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Reading;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// Decides lines of a batch on flat cases where only the numbers of findings are wanted: each is read and asked, by the worker of a thread.
/// </summary>
internal sealed class ColumnScorer
{
    private readonly LineRules rules;
    private readonly ConcurrentDictionary<(int Edition, int Service), ColumnProgram> programs = [];
    private readonly ConcurrentBag<Worker> idle = [];

    private ColumnScorer(LineRules rules) => this.rules = rules;

    /// <summary>Scores by these guidelines; null if one of them has no plan or no flat form.</summary>
    public static ColumnScorer? Of(GuidelineSet guidelines)
    {
        GuidelinePlan[] plans = [.. guidelines.Editions.OfType<PlanEdition>().Select(edition => edition.Plan)];
        return plans.Length == guidelines.Editions.Count && LineRules.Of(plans) is { } rules ? new ColumnScorer(rules) : null;
    }

    /// <summary>A worker for one thread, to be given back.</summary>
    public Worker Rent() => idle.TryTake(out Worker? worker) ? worker : new Worker(this);

    /// <summary>Gives a worker back.</summary>
    public void Return(Worker worker) => idle.Add(worker);

    private ColumnProgram ProgramOf(int edition, int service) =>
        programs.GetOrAdd((edition, service), key => new ColumnProgram(rules.Editions[key.Edition].Form, rules.Plans[key.Edition].Services[key.Service]));

    /// <summary>Reads and decides lines. For one thread.</summary>
    internal sealed class Worker
    {
        private readonly ColumnScorer owner;
        private readonly CaseLine line;
        private readonly Asked?[][] asked;
        private readonly List<(Asked Of, Finding Finding)> findings = [];
        private readonly long[] outcomes = new long[Enum.GetValues<Outcome>().Length];
        private long lines;

        /// <summary>A worker.</summary>
        public Worker(ColumnScorer owner)
        {
            this.owner = owner;
            line = new CaseLine(owner.rules);
            asked = [.. owner.rules.Plans.Select(plan => new Asked?[plan.Services.Count])];
        }

        /// <summary>Takes a line. False if it needs the careful path, and nothing of it is counted.</summary>
        /// <param name="buffer">What holds the line.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="length">Its length, without the line end.</param>
        public bool TryTake(byte[] buffer, int start, int length)
        {
            if (!line.TryRead(buffer, start, length))
            {
                return false;
            }

            // Nothing is counted before all items are asked.
            int decisions = 0;
            findings.Clear();
            for (int item = 0; item < line.Items; item++)
            {
                line.Select(item);
                Asked of = AskedOf(line.Edition, line.Service);
                of.At.Take(line.Flat);
                Finding finding = of.Program.Ask(of.At);
                findings.Add((of, finding));
                decisions |= 1 << (int)Findings.DecisionOf(finding);
            }

            foreach ((Asked of, Finding finding) in findings)
            {
                of.Findings[(int)finding]++;
            }

            outcomes[(int)OutcomeOf(decisions)]++;
            lines++;
            return true;
        }

        /// <summary>Counts the lines that were taken, and forgets them.</summary>
        public void Count(BatchCounts counts)
        {
            counts.AddScored(lines);
            lines = 0;
            for (int i = 0; i < outcomes.Length; i++)
            {
                counts.AddOutcomes((Outcome)i, outcomes[i]);
            }

            Array.Clear(outcomes);
            foreach (Asked? of in asked.SelectMany(services => services))
            {
                for (int i = 0; i < of?.Findings.Length; i++)
                {
                    counts.AddFindings(of.Key, (Finding)i, of.Findings[i]);
                    of.Findings[i] = 0;
                }
            }
        }

        private Asked AskedOf(int edition, int service) =>
            asked[edition][service] ??= new Asked(owner.ProgramOf(edition, service), owner.rules.Plans[edition], owner.rules.Plans[edition].Services[service]);

        // As the outcome of a determination, from the decisions there are, a bit each.
        private static Outcome OutcomeOf(int decisions) =>
            (decisions & (1 << (int)Decision.PendingReviewer)) != 0 ? Outcome.PendingReviewer
            : decisions == 1 << (int)Decision.Upheld ? Outcome.Upheld
            : decisions == 1 << (int)Decision.Overturned ? Outcome.Overturned
            : Outcome.PartiallyOverturned;
    }

    // How one service is asked about, and what was found.
    private sealed class Asked(ColumnProgram program, GuidelinePlan plan, ServicePlan service)
    {
        public ColumnProgram Program { get; } = program;

        public string Key { get; } = BatchCounts.KeyOf(plan.Id, plan.EffectiveFrom, service.Name);

        public AtHand At { get; } = program.NewAtHand();

        public long[] Findings { get; } = new long[Enum.GetValues<Finding>().Length];
    }
}
