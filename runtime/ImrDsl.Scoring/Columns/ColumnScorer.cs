using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Lines;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Packed;
using ImrDsl.Scoring.Columns.Reading;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// Decides lines of a batch on flat cases where no results are written of them: each is read and asked, by the worker of a thread, and counted. Lines of which
/// results are to be written are left to the careful path.
/// </summary>
internal sealed class ColumnScorer
{
    private readonly LineRules rules;
    private readonly RowRules? rowRules;
    private readonly PackedRules? packedRules;
    private readonly ConcurrentDictionary<(int Edition, int Service), ColumnProgram> programs = [];
    private readonly ConcurrentBag<Worker> idle = [];

    private readonly BatchOptions options;

    private ColumnScorer(LineRules rules, CsvLayout? layout, BatchOptions options, int firstPacked)
    {
        this.rules = rules;
        rowRules = layout is null ? null : new RowRules(rules, layout);
        this.options = options;

        // Packed readings tell findings and nothing else.
        packedRules = options.Where is null && !options.CountsCriteria ? new PackedRules(rules, firstPacked) : null;
    }

    /// <summary>Scores as the options say; null if a guideline has no plan or no flat form.</summary>
    /// <param name="options">What to score by.</param>
    /// <param name="layout">What the columns of a table mean whose rows are read; null if only lines are.</param>
    /// <param name="firstPacked">How many lines of an edition a thread reads flat before it tries packed readings.</param>
    public static ColumnScorer? Of(BatchOptions options, CsvLayout? layout, int firstPacked = PackedRules.UsuallyFlat)
    {
        IReadOnlyList<IGuidelineEdition> editions = options.Guidelines.Editions;
        GuidelinePlan[] plans = [.. editions.OfType<PlanEdition>().Select(edition => edition.Plan)];
        return plans.Length == editions.Count && LineRules.Of(plans) is { } rules ? new ColumnScorer(rules, layout, options, firstPacked) : null;
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
        private readonly PackedLines? packed;
        private readonly Asked?[][] asked;
        private readonly List<(Asked Of, Finding Finding)> findings = [];
        private readonly List<int[]> statuses = [];
        private readonly long[] outcomes = new long[Enum.GetValues<Outcome>().Length];
        private long lines;
        private long chosen;

        /// <summary>A worker.</summary>
        public Worker(ColumnScorer owner)
        {
            this.owner = owner;
            line = new CaseLine(owner.rules);
            packed = owner.packedRules is null ? null : new PackedLines(owner.packedRules);
            asked = [.. owner.rules.Plans.Select(plan => new Asked?[plan.Services.Count])];
        }

        /// <summary>How many lines were decided from packed readings.</summary>
        public long Packed => packed?.Read ?? 0;

        /// <summary>How many lines were tried to be.</summary>
        public long TriedPacked => packed?.Tried ?? 0;

        /// <summary>
        /// Takes a line. Gives the place of its <c>\n</c>, or −1 if it needs the careful path, or its results are to be written; nothing of it is counted then.
        /// </summary>
        /// <param name="buffer">What holds the line and, behind its line end, another <see cref="LineText.Slack"/> bytes.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="isAscii">Whether it is known to hold nothing but ASCII.</param>
        public int Take(byte[] buffer, int start, bool isAscii)
        {
            if (packed is not null && packed.Take(buffer, start, isAscii, out Finding finding) is >= 0 and int lineEnd && lineEnd - start <= owner.options.MostBytesOfLine)
            {
                CountOnly(AskedOf(packed.Edition, packed.Service), finding);
                return lineEnd;
            }

            int end = line.Read(buffer, start, isAscii);
            if (end < 0 || end - start > owner.options.MostBytesOfLine || !TryAsk())
            {
                return LineText.Careful;
            }

            packed?.Note(line.Edition);
            return end;
        }

        /// <summary>Takes a line of which the end is known, as <see cref="Take"/>.</summary>
        /// <param name="buffer">What holds the line.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="length">Its length, without the line end.</param>
        public bool TryTake(byte[] buffer, int start, int length) => length <= owner.options.MostBytesOfLine && line.TryRead(buffer, start, length) && TryAsk();

        /// <summary>Takes a case of a block of rows. False if its line has to be taken; nothing of it is counted then.</summary>
        public bool TryTakeRow(RowBlock block, in RowCase one) => line.TryReadRow(owner.rowRules!, block, one) && TryAsk();

        // The only item of a line.
        private void CountOnly(Asked of, Finding finding)
        {
            of.Count(finding, []);
            outcomes[(int)OutcomeOf(1 << (int)Findings.DecisionOf(finding))]++;
            lines++;
            chosen++;
        }

        private bool TryAsk()
        {
            // Nothing is counted before all items are asked.
            int decisions = 0;
            bool isChosen = owner.options.Where is null;
            findings.Clear();
            for (int item = 0; item < line.Items; item++)
            {
                line.Select(item);
                Asked of = AskedOf(line.Edition, line.Service);
                if (!of.Fits)
                {
                    return false;
                }

                of.At.Take(line.Flat);
                Finding finding = of.Program.Ask(of.At);
                findings.Add((of, finding));
                decisions |= 1 << (int)Findings.DecisionOf(finding);
                Span<int> ofItem = of.AsksStatuses ? StatusesOf(item, of) : [];
                isChosen |= of.Filter?.Chooses(finding, ofItem) == true;
            }

            if (isChosen && owner.options.Form is not null)
            {
                return false;
            }

            for (int item = 0; item < findings.Count; item++)
            {
                (Asked of, Finding finding) = findings[item];
                of.Count(finding, of.AsksStatuses ? statuses[item] : []);
            }

            outcomes[(int)OutcomeOf(decisions)]++;
            lines++;
            chosen += isChosen ? 1 : 0;
            return true;
        }

        /// <summary>Counts the lines that were taken, and forgets them.</summary>
        public void Count(BatchCounts counts)
        {
            counts.AddScored(lines, chosen);
            (lines, chosen) = (0, 0);
            for (int i = 0; i < outcomes.Length; i++)
            {
                counts.AddOutcomes((Outcome)i, outcomes[i]);
            }

            Array.Clear(outcomes);
            foreach (Asked? of in asked.SelectMany(services => services))
            {
                of?.Count(counts);
            }
        }

        private Span<int> StatusesOf(int item, Asked of)
        {
            while (statuses.Count <= item)
            {
                statuses.Add([]);
            }

            int count = of.Program.Lines!.Statuses;
            statuses[item] = statuses[item].Length < count ? new int[count] : statuses[item];
            Span<int> ofItem = statuses[item].AsSpan(0, count);
            of.Program.Lines.Ask(of.At, ofItem);
            return ofItem;
        }

        private Asked AskedOf(int edition, int service) =>
            asked[edition][service] ??= new Asked(owner.options, owner.ProgramOf(edition, service), owner.rules.Plans[edition], owner.rules.Plans[edition].Services[service]);

        // As the outcome of a determination, from the decisions there are, a bit each.
        private static Outcome OutcomeOf(int decisions) =>
            (decisions & (1 << (int)Decision.PendingReviewer)) != 0 ? Outcome.PendingReviewer
            : decisions == 1 << (int)Decision.Upheld ? Outcome.Upheld
            : decisions == 1 << (int)Decision.Overturned ? Outcome.Overturned
            : Outcome.PartiallyOverturned;
    }

    // How one service is asked about, and what was found.
    private sealed class Asked
    {
        private readonly string key;
        private readonly bool countsCriteria;
        private readonly long[] found = new long[Enum.GetValues<Finding>().Length];
        private readonly CriterionCounts[] criteria;

        public Asked(BatchOptions options, ColumnProgram program, GuidelinePlan plan, ServicePlan service)
        {
            Program = program;
            At = program.NewAtHand();
            key = BatchCounts.KeyOf(plan.Id, plan.EffectiveFrom, service.Name);
            countsCriteria = options.CountsCriteria;
            Filter = options.Where?.Of(plan.Id, service.Name, program.Lines);
            Fits = (options.Where is null || Filter is not null) && (!countsCriteria || program.Lines is not null);
            AsksStatuses = Fits && (countsCriteria || Filter?.AsksStatuses == true);
            criteria = [.. (countsCriteria ? program.Lines?.Lines ?? [] : []).Select(_ => new CriterionCounts())];
        }

        public ColumnProgram Program { get; }

        public AtHand At { get; }

        public ServiceFilter? Filter { get; }

        // Whether what is wanted follows from findings and statuses.
        public bool Fits { get; }

        public bool AsksStatuses { get; }

        public void Count(Finding finding, ReadOnlySpan<int> statuses)
        {
            found[(int)finding]++;
            if (countsCriteria)
            {
                ItemLines lines = Program.Lines!;
                bool isAlone = lines.Reasons(finding, statuses[..lines.Statuses]) == 1;
                for (int i = 0; i < criteria.Length; i++)
                {
                    if (statuses[i] != ItemLines.OutOfScope)
                    {
                        criteria[i].Add((Status)statuses[i], ItemLines.Explains(finding, statuses[i], lines.Lines[i].IsAgainst), isAlone);
                    }
                }
            }
        }

        public void Count(BatchCounts counts)
        {
            for (int i = 0; i < found.Length; i++)
            {
                counts.AddFindings(key, (Finding)i, found[i]);
            }

            for (int i = 0; i < criteria.Length; i++)
            {
                if (criteria[i].Statuses.Any(times => times > 0))
                {
                    counts.AddCriterion(Program.Lines!.Lines[i].Key, criteria[i]);
                    criteria[i].Clear();
                }
            }

            Array.Clear(found);
        }
    }
}
