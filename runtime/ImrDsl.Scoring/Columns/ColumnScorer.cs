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
/// Scores lines of a batch by columns where only the numbers of findings are wanted. Lines are gathered in blocks, a block for each service; each thread has blocks
/// of its own.
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

    /// <summary>What came of the lines that are still gathered. No worker may be in use.</summary>
    public BatchCounts Finish()
    {
        var counts = new BatchCounts();
        while (idle.TryTake(out Worker? worker))
        {
            worker.Finish(counts);
        }

        return counts;
    }

    private ColumnProgram ProgramOf(int edition, int service) =>
        programs.GetOrAdd((edition, service), key => new ColumnProgram(rules.Editions[key.Edition].Form, rules.Plans[key.Edition].Services[key.Service]));

    /// <summary>Reads, gathers and decides lines. For one thread.</summary>
    internal sealed class Worker
    {
        private readonly ColumnScorer owner;
        private readonly CaseLine line;
        private readonly Gathered?[][] gathered;
        private readonly List<(string Service, Finding Finding)> findings = [];

        /// <summary>A worker.</summary>
        public Worker(ColumnScorer owner)
        {
            this.owner = owner;
            line = new CaseLine(owner.rules);
            gathered = [.. owner.rules.Plans.Select(plan => new Gathered?[plan.Services.Count])];
        }

        /// <summary>
        /// Takes a line. False if it needs the careful path, and nothing of it is counted. What it comes to is counted at once, but for the finding and outcome
        /// of a line with one item, which is counted with its block.
        /// </summary>
        /// <param name="buffer">What holds the line.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="length">Its length, without the line end.</param>
        /// <param name="counts">Where to count.</param>
        public bool TryTake(byte[] buffer, int start, int length, BatchCounts counts)
        {
            if (!line.TryRead(buffer, start, length))
            {
                return false;
            }

            if (line.Items == 1)
            {
                Gathered into = GatheredOf(line.Edition, line.Service);
                into.Filler.Add(into.Block, line.Flat);
                counts.AddScored();
                if (into.Block.Count == ColumnBlock.Rows)
                {
                    Count(into, counts);
                }
            }
            else
            {
                TakeItems(counts);
            }

            return true;
        }

        /// <summary>Counts what is still gathered.</summary>
        public void Finish(BatchCounts counts)
        {
            foreach (Gathered? left in gathered.SelectMany(services => services))
            {
                if (left?.Block.Count > 0)
                {
                    Count(left, counts);
                }
            }
        }

        // The outcome of a case hangs on all of its items, so they are asked one by one. Nothing is counted before all are.
        private void TakeItems(BatchCounts counts)
        {
            int decisions = 0;
            findings.Clear();
            for (int item = 0; item < line.Items; item++)
            {
                line.Select(item);
                Gathered of = GatheredOf(line.Edition, line.Service);
                of.At.Take(line.Flat);
                Finding finding = of.Program.Ask(of.At);
                findings.Add((of.Key, finding));
                decisions |= 1 << (int)Findings.DecisionOf(finding);
            }

            foreach ((string service, Finding finding) in findings)
            {
                counts.AddFindings(service, finding, 1);
            }

            counts.AddScored();
            counts.AddOutcomes(OutcomeOf(decisions), 1);
        }

        private Gathered GatheredOf(int edition, int service) =>
            gathered[edition][service] ??= new Gathered(owner.ProgramOf(edition, service), owner.rules.Plans[edition], owner.rules.Plans[edition].Services[service]);

        private static void Count(Gathered from, BatchCounts counts)
        {
            from.Evaluator.Evaluate(from.Block, withCriteria: false);
            foreach (Finding finding in AllFindings)
            {
                int rows = Circuits.Bitmaps.Count(from.Evaluator.RowsWith(finding));
                counts.AddFindings(from.Key, finding, rows);
                counts.AddOutcomes(OutcomeOf(1 << (int)Findings.DecisionOf(finding)), rows);
            }

            from.Block.Clear();
        }

        private static readonly Finding[] AllFindings = Enum.GetValues<Finding>();

        // As the outcome of a determination, from the decisions there are, a bit each.
        private static Outcome OutcomeOf(int decisions) =>
            (decisions & (1 << (int)Decision.PendingReviewer)) != 0 ? Outcome.PendingReviewer
            : decisions == 1 << (int)Decision.Upheld ? Outcome.Upheld
            : decisions == 1 << (int)Decision.Overturned ? Outcome.Overturned
            : Outcome.PartiallyOverturned;
    }

    // The lines of one service that are gathered.
    private sealed class Gathered(ColumnProgram program, GuidelinePlan plan, ServicePlan service)
    {
        public ColumnProgram Program { get; } = program;

        public string Key { get; } = BatchCounts.KeyOf(plan.Id, plan.EffectiveFrom, service.Name);

        public ColumnBlock Block { get; } = program.Layout.NewBlock();

        public BlockFiller Filler { get; } = new(program);

        public BlockEvaluator Evaluator { get; } = new(program);

        public AtHand At { get; } = program.NewAtHand();
    }
}
