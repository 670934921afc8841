using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// Which columns a block has: one for each reading, that is a fact (or condition of one entry) with what is asked of it. Readings are shared: what is asked twice is one
/// column.
/// </summary>
/// <param name="form">The form of the cases.</param>
/// <param name="asking">Makes what reads a case.</param>
internal sealed class ColumnLayout(FlatForm form, FlatCompiler asking)
{
    private const decimal LeastUndeclared = -100_000_000;
    private const decimal GreatestUndeclared = 100_000_000;
    private const int BitsOfAByte = 8;
    private const int WordsOfALine = 8;

    private readonly List<TruthReading> truths = [];
    private readonly List<NumberReading> numbers = [];
    private readonly List<DateReading> dates = [];
    private readonly Dictionary<string, Signal> truthByKey = [];
    private readonly Dictionary<FactPlan, int> numberByFact = [];
    private readonly Dictionary<string, int> dateByKey = [];
    private readonly List<TimeReading> times = [];
    private readonly Dictionary<TotalTimeNode, TimeReading> timeByNode = [];
    private readonly Dictionary<string, Signal> comparedTimes = [];
    private readonly List<int> bitmaps = [];
    private int places;

    /// <summary>What is read as met, not met or open.</summary>
    public IReadOnlyList<TruthReading> Truths => truths;

    /// <summary>What is read as a number.</summary>
    public IReadOnlyList<NumberReading> Numbers => numbers;

    /// <summary>What is read as a date.</summary>
    public IReadOnlyList<DateReading> Dates => dates;

    /// <summary>What is read as stretches of time.</summary>
    public IReadOnlyList<TimeReading> Times => times;

    /// <summary>How many bytes a row takes without its stretches of time, of an eighth of a byte each bit.</summary>
    public double BytesOfARow => places / 8.0;

    /// <summary>How many lines of the cache the columns of a block take.</summary>
    public int LinesOfABlock => places * ColumnBlock.Words / WordsOfALine;

    /// <summary>The column of a condition that is read as one.</summary>
    public Signal Truth(ConditionNode node) => Truth(KeyOf(node), () => asking.Condition(node), Judgements.MayBeMissing(node));

    /// <summary>The column of something that is read as met, not met or open.</summary>
    /// <param name="key">What it is; the same key is the same column.</param>
    /// <param name="condition">Reads it.</param>
    /// <param name="mayNeedJudgement">Whether it may be open for a judgement alone.</param>
    public Signal Truth(string key, Func<FlatCondition> condition, bool mayNeedJudgement)
    {
        if (!truthByKey.TryGetValue(key, out Signal signal))
        {
            signal = NewSignal(mayNeedJudgement);
            truthByKey.Add(key, signal);
            truths.Add(new TruthReading(condition(), signal));
        }

        return signal;
    }

    /// <summary>The column of a number that a fact of the case states, with its digits after the point; −1 if its numbers are too large for one.</summary>
    public int Number(FactNode node, out int digits)
    {
        FactPlan fact = node.Fact.Fact;
        digits = form.ScaleOf(fact);
        if (!numberByFact.TryGetValue(fact, out int place))
        {
            Number range = DeclaredRange.Of(node);
            decimal scale = PowerOfTen(digits);
            bool isDeclared = range.IsKnown && Math.Abs(range.Low) < FlatForm.EndOfScaled && Math.Abs(range.High) < FlatForm.EndOfScaled;
            NumberColumn? column = isDeclared
                ? NumberColumn.For(range.Low * scale, range.High * scale, places)
                : NumberColumn.For(LeastUndeclared, GreatestUndeclared, places);
            place = column is null ? -1 : numbers.Count;
            numberByFact.Add(fact, place);
            if (column is not null)
            {
                places += column.Bytes * BitsOfAByte;
                numbers.Add(new NumberReading(asking.Number(node), scale, column));
            }
        }

        return place;
    }

    /// <summary>The column of a date.</summary>
    public DateOperand Date(ValueNode node)
    {
        while (node is DefinedValueNode defined)
        {
            node = defined.Definition.Value!;
        }

        if (node is DateNode constant)
        {
            return DateOperand.Of(constant.Value);
        }

        string key = node is FactNode fact ? "fact " + fact.Fact.Fact.Number : "node " + node.Number;
        if (!dateByKey.TryGetValue(key, out int place))
        {
            place = places;
            places += DateReading.Places;
            dateByKey.Add(key, place);
            dates.Add(new DateReading(asking.Date(node), place));
        }

        return DateOperand.At(place);
    }

    /// <summary>The column of an accumulated time.</summary>
    public TimeReading Time(TotalTimeNode node)
    {
        if (!timeByNode.TryGetValue(node, out TimeReading? reading))
        {
            reading = new TimeReading(asking.TotalTime(node), NewBitmap(), times.Count);
            times.Add(reading);
            timeByNode.Add(node, reading);
        }

        return reading;
    }

    /// <summary>The bitmaps of a comparison of an accumulated time, for the rows without stretches.</summary>
    public Signal Truth(TotalTimeNode node, Comparison comparison, CalendarDuration length)
    {
        string key = node.Number + " " + comparison + " " + length;
        if (!comparedTimes.TryGetValue(key, out Signal signal))
        {
            bool mayNeedJudgement = Judgements.MayBeMissing(node);
            signal = NewSignal(mayNeedJudgement);
            comparedTimes.Add(key, signal);
            Time(node).Compare(comparison, length, signal);
        }

        return signal;
    }

    /// <summary>An empty block.</summary>
    public ColumnBlock NewBlock() => NewBlocks(1)[0];

    /// <summary>Empty blocks, one behind the other in memory.</summary>
    public ColumnBlock[] NewBlocks(int count)
    {
        int words = places * ColumnBlock.Words;
        int[] cleared = [.. bitmaps];
        ArraySegment<ulong> memory = Memory(words * count);
        return [.. Enumerable.Range(0, count).Select(i => new ColumnBlock(memory.Slice(i * words, words), cleared, times.Count))];
    }

    // It begins where a line of the cache begins, so that no vector lies in two.
    private static ArraySegment<ulong> Memory(int words)
    {
        ulong[] memory = GC.AllocateArray<ulong>(words + WordsOfALine, pinned: true);
        int after = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) / sizeof(ulong) % WordsOfALine);
        return new ArraySegment<ulong>(memory, (WordsOfALine - after) % WordsOfALine, words);
    }

    private Signal NewSignal(bool mayNeedJudgement) => new(NewBitmap(), NewBitmap(), mayNeedJudgement ? NewBitmap() : Frame.Zeros);

    private int NewBitmap()
    {
        bitmaps.Add(places);
        return ~places++;
    }

    private static decimal PowerOfTen(int digits) => Enumerable.Repeat(10m, digits).Aggregate(1m, (power, ten) => power * ten);

    private static string KeyOf(ConditionNode node) => node switch
    {
        YesNoNode yesNo => "yes " + yesNo.Fact.Fact.Number,
        MembershipNode membership => "is " + membership.Fact.Fact.Number + " " + string.Join(',', membership.Members),
        CodeNode code => "code " + code.Fact.Fact.Number + " " + string.Join('|', code.Codes),
        _ => "node " + node.Number,
    };
}

/// <summary>A condition that is read as a column.</summary>
/// <param name="Condition">Reads it of a case.</param>
/// <param name="Signal">Its bitmaps.</param>
internal sealed record TruthReading(FlatCondition Condition, Signal Signal);

/// <summary>A number that is read as a column.</summary>
/// <param name="Number">Reads it of a case.</param>
/// <param name="Scale">How many of the column's numbers make 1.</param>
/// <param name="Column">The column.</param>
internal sealed record NumberReading(FlatNumber Number, decimal Scale, NumberColumn Column);

/// <summary>A date that is read as a column.</summary>
/// <param name="Date">Reads it of a case.</param>
/// <param name="Place">The place of its first days in a block; the last days follow.</param>
internal sealed record DateReading(FlatDate Date, int Place)
{
    private const int PlacesOfDays = 8 * sizeof(int);

    /// <summary>How many places it takes.</summary>
    public const int Places = 2 * PlacesOfDays;

    /// <summary>The dates of a block.</summary>
    public static DateColumn In(ColumnBlock block, int place) => new(block.Numbers<int>(place), block.Numbers<int>(place + PlacesOfDays));
}
