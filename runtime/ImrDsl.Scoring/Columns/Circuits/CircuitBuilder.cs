using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>
/// Makes the steps that evaluate conditions over the columns of a block. Blocks, guards and references become a few operations on bitmaps ("Answers" in
/// docs/evaluation.md); comparisons run over columns; any other condition is read as a column when the block is filled.
/// </summary>
/// <param name="layout">The columns.</param>
internal sealed class CircuitBuilder(ColumnLayout layout)
{
    private readonly List<Step> steps = [];
    private readonly Dictionary<ConditionNode, AnswerSignal> answers = [];
    private readonly Dictionary<string, Signal> comparisons = [];

    /// <summary>The steps so far, each after those whose results it needs.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>How many slots a <see cref="Frame"/> needs.</summary>
    public int Slots { get; private set; } = Frame.First;

    /// <summary>What a condition comes to; evaluated once, however often it is referred to.</summary>
    public AnswerSignal Answer(ConditionNode node)
    {
        if (!answers.TryGetValue(node, out AnswerSignal answer))
        {
            answer = Make(node);
            answers.Add(node, answer);
        }

        return answer;
    }

    /// <summary>Met where all parts are.</summary>
    public Signal All(params IEnumerable<Signal> parts)
    {
        Signal[] asked = [.. parts.Where(part => part != Signal.AlwaysMet).Distinct()];
        return asked.Contains(Signal.NeverMet) ? Signal.NeverMet
            : asked.Length == 0 ? Signal.AlwaysMet
            : asked.Length == 1 ? asked[0]
            : Add(asked, result => new AllStep(asked, result));
    }

    /// <summary>Met where one part is.</summary>
    public Signal Any(params IEnumerable<Signal> parts) => !All(parts.Select(part => !part));

    /// <summary>The slot of the rows that are in both of two.</summary>
    public int And(int left, int right) =>
        left == Frame.Zeros || right == Frame.Zeros ? Frame.Zeros
        : left == Frame.Ones || left == right ? right
        : right == Frame.Ones ? left
        : Add(new AndStep(left, right, Slots++));

    /// <summary>The slot of the rows that are in the first of two alone.</summary>
    public int AndNot(int left, int right) =>
        left == Frame.Zeros || right == Frame.Ones || left == right ? Frame.Zeros
        : right == Frame.Zeros ? left
        : Add(new AndNotStep(left, right, Slots++));

    /// <summary>The slot of the rows that are in one of two.</summary>
    public int Or(int left, int right) =>
        left == Frame.Ones || right == Frame.Ones ? Frame.Ones
        : left == Frame.Zeros || left == right ? right
        : right == Frame.Zeros ? left
        : Add(new OrStep(left, right, Slots++));

    /// <summary>What a condition contributes to a block of which one part suffices.</summary>
    public Signal WhereAnySuffices(AnswerSignal answer) => All(answer.Applies, answer.Value);

    private Signal WhereAllAreRequired(AnswerSignal answer) => Any(!answer.Applies, answer.Value);

    private AnswerSignal Make(ConditionNode node) => node switch
    {
        GroupNode group => Group(group),
        NotNode not => Answer(not.Part) is var part ? part with { Value = !part.Value } : default,
        ExceptionNode exception => Exception(exception),
        GuardNode guard => Guard(guard),
        CriteriaNode criteria => Criteria(criteria),
        DefinedConditionNode defined => Answer(defined.Definition.Condition!),
        JudgedWhenNode judged => Always(JudgedWhen(judged)),
        ComparisonNode comparison => Always(Compare(node, comparison.Left, comparison.Comparison, comparison.Right)),
        BandNode band => Always(Band(band)),
        _ => Always(layout.Truth(node)),
    };

    private static AnswerSignal Always(Signal value) => new(Signal.AlwaysMet, value);

    private AnswerSignal Group(GroupNode group)
    {
        AnswerSignal[] parts = [.. group.Parts.Select(Answer)];
        Signal applies = Any(parts.Select(part => part.Applies));
        return new AnswerSignal(applies, group.Kind switch
        {
            GroupKind.AllOf => All(parts.Select(WhereAllAreRequired)),
            GroupKind.AnyOf => Any(parts.Select(WhereAnySuffices)),
            GroupKind.NoneOf => All(parts.Select(part => WhereAllAreRequired(part with { Value = !part.Value }))),
            GroupKind.AtLeast => AtLeast(group.Count, parts),
            GroupKind.Exactly => All(AtLeast(group.Count, parts), !AtLeast(group.Count + 1, parts)),
            _ => !AtLeast(group.Count + 1, parts),
        });
    }

    // Equal parts count each for itself here.
    private Signal AtLeast(int count, AnswerSignal[] parts)
    {
        Signal[] counted = [.. parts.Select(WhereAnySuffices)];
        return count <= 0 ? Signal.AlwaysMet
            : count > counted.Length ? Signal.NeverMet
            : Add(counted, result => new AtLeastStep(counted, count, result));
    }

    private AnswerSignal Exception(ExceptionNode node)
    {
        AnswerSignal condition = Answer(node.Condition);
        return condition with { Value = Any(condition.Value, WhereAnySuffices(Answer(node.Exception))) };
    }

    private AnswerSignal Guard(GuardNode node)
    {
        AnswerSignal condition = Answer(node.Condition);
        Signal guard = WhereAnySuffices(Answer(node.Guard));
        return condition with { Applies = All(condition.Applies, node.IsExcuse ? !guard : guard) };
    }

    private AnswerSignal Criteria(CriteriaNode node)
    {
        AnswerSignal[] criteria = [.. node.Criteria.Select(criterion => Answer(criterion.Condition))];
        Signal scope = node.List.Scope is { } asked ? WhereAnySuffices(Answer(asked)) : Signal.AlwaysMet;
        return new AnswerSignal(All(Any(criteria.Select(criterion => criterion.Applies)), scope), All(criteria.Select(WhereAllAreRequired)));
    }

    private Signal JudgedWhen(JudgedWhenNode node)
    {
        Signal when = WhereAnySuffices(Answer(node.When));
        return Any(All(when, Answer(node.Judged).Value), All(!when, Answer(node.Recorded).Value));
    }

    private Signal Band(BandNode band) => band.Kind switch
    {
        BandKind.AtLeast => Compare(band, band.Value, Comparison.AtLeast, band.Low),
        BandKind.AtMost => Compare(band, band.Value, Comparison.AtMost, band.High),
        _ => Plain(band.Value) is FactNode fact && Constant(band.Low) is { } low && Constant(band.High) is { } high && InRange(fact, low, high) is { } within
            ? within
            : band.Value.Kind == ValueKind.Elapsed
            ? All(Compare(band, band.Value, Comparison.AtLeast, band.Low), Compare(band, band.Value, Comparison.AtMost, band.High))
            : layout.Truth(band),
    };

    private Signal Compare(ConditionNode node, ValueNode left, Comparison comparison, ValueNode right)
    {
        Signal? compared = left.Kind switch
        {
            ValueKind.Date => Dates(layout.Date(left), comparison, layout.Date(right)),
            ValueKind.Elapsed when Plain(left) is ElapsedNode elapsed => Time(elapsed, comparison, Asking.FlatCompiler.Duration(right)),
            ValueKind.Elapsed when Plain(left) is TotalTimeNode { Window: null, IsConsecutive: false } total =>
                TotalTime(total, comparison, Asking.FlatCompiler.Duration(right)),
            ValueKind.Number when Plain(left) is FactNode fact && Constant(right) is { } constant => Number(fact, comparison, constant),
            _ => null,
        };
        return compared ?? layout.Truth(node);
    }

    private Signal Dates(DateOperand left, Comparison comparison, DateOperand right) => comparison switch
    {
        Comparison.Less => Before(left, right),
        Comparison.More => Before(right, left),
        Comparison.AtMost => !Before(right, left),
        Comparison.AtLeast => !Before(left, right),
        Comparison.Equal => All(!Before(right, left), !Before(left, right)),
        _ => !All(!Before(right, left), !Before(left, right)),
    };

    private Signal Before(DateOperand left, DateOperand right) =>
        Once("before " + left.Place + " " + right.Place, !left.IsConstant && !right.IsConstant, result => new BeforeStep(left, right, result));

    private Signal Time(ElapsedNode node, Comparison comparison, CalendarDuration length)
    {
        DateOperand from = layout.Date(node.From);
        DateOperand to = layout.Date(node.To);
        Signal IsLong(bool isStrict) => Once(
            "time " + from.Place + " " + to.Place + " " + length + " " + isStrict,
            !from.IsConstant && !to.IsConstant,
            result => new ElapsedStep(from, to, length, isStrict, result));
        return comparison switch
        {
            Comparison.Less => !IsLong(false),
            Comparison.More => IsLong(true),
            Comparison.AtMost => !IsLong(true),
            Comparison.AtLeast => IsLong(false),
            Comparison.Equal => All(IsLong(false), !IsLong(true)),
            _ => !All(IsLong(false), !IsLong(true)),
        };
    }

    private Signal? TotalTime(TotalTimeNode node, Comparison comparison, CalendarDuration length) => comparison switch
    {
        Comparison.AtLeast or Comparison.More => LongEnough(node, comparison, length),
        Comparison.Less => !LongEnough(node, Comparison.AtLeast, length),
        Comparison.AtMost => !LongEnough(node, Comparison.More, length),
        _ => null,
    };

    private Signal LongEnough(TotalTimeNode node, Comparison comparison, CalendarDuration length)
    {
        string key = "total " + node.Number + " " + comparison + " " + length;
        if (!comparisons.TryGetValue(key, out Signal result))
        {
            Signal read = layout.Truth(node, comparison, length);
            result = new Signal(Slots++, Slots++, read.MayNeedJudgement ? Slots++ : Frame.Zeros, Slots++);
            steps.Add(new TotalTimeStep(layout.Time(node), read, comparison, length, result));
            comparisons.Add(key, result);
        }

        return result;
    }

    private Signal? Number(FactNode fact, Comparison comparison, decimal constant) => comparison switch
    {
        Comparison.Less => !InRange(fact, constant, null),
        Comparison.AtLeast => InRange(fact, constant, null),
        Comparison.AtMost => InRange(fact, null, constant),
        Comparison.More => !InRange(fact, null, constant),
        Comparison.Equal => InRange(fact, constant, constant),
        _ => !InRange(fact, constant, constant),
    };

    // An end that is null is open.
    private Signal? InRange(FactNode fact, decimal? low, decimal? high)
    {
        if (layout.Number(fact, out int digits) is var column && column < 0)
        {
            return null;
        }

        decimal scale = layout.Numbers[column].Scale;
        bool isTooLarge = Math.Abs(low ?? 0) >= FlatForm.EndOfScaled / scale || Math.Abs(high ?? 0) >= FlatForm.EndOfScaled / scale;
        long from = isTooLarge ? 0 : low is { } least ? (long)decimal.Ceiling(least * scale) : long.MinValue;
        long to = isTooLarge ? 0 : high is { } most ? (long)decimal.Floor(most * scale) : long.MaxValue;
        return isTooLarge ? null : Once("range " + column + " " + from + " " + to, true, result => layout.Numbers[column].Column switch
        {
            NumberColumn<sbyte> bytes => Range(bytes, from, to, result),
            NumberColumn<short> shorts => Range(shorts, from, to, result),
            var wide => Range((NumberColumn<int>)wide, from, to, result),
        });
    }

    // The least number stands for "not known".
    private static RangeStep<T> Range<T>(NumberColumn<T> column, long from, long to, Signal result)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        T least = T.MinValue + T.One;
        bool isEmpty = from > to || from > long.CreateChecked(T.MaxValue) || to < long.CreateChecked(least);
        return new RangeStep<T>(column.Place, isEmpty ? least : T.Max(T.CreateSaturating(from), least), isEmpty ? T.MinValue : T.CreateSaturating(to), result);
    }

    private static ValueNode Plain(ValueNode node) => node is DefinedValueNode defined ? Plain(defined.Definition.Value!) : node;

    private static decimal? Constant(ValueNode node) => Plain(node) is NumberNode constant ? constant.Value : null;

    private Signal Once(string key, bool isShared, Func<Signal, Step> step)
    {
        if (isShared && comparisons.TryGetValue(key, out Signal known))
        {
            return known;
        }

        Signal made = Add([], step);
        if (isShared)
        {
            comparisons.Add(key, made);
        }

        return made;
    }

    private int Add(BitmapStep step)
    {
        steps.Add(step);
        return step.Result;
    }

    private Signal Add(Signal[] parts, Func<Signal, Step> step)
    {
        var result = new Signal(
            Slots++,
            Slots++,
            parts.Any(part => part.MayNeedJudgement) ? Slots++ : Frame.Zeros,
            parts.Any(part => part.MayBeLater) ? Slots++ : Frame.Zeros);
        steps.Add(step(result));
        return result;
    }
}
