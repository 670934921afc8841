using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ImrDsl.Values.Tests;

public class QuantityTests
{
    private static readonly Truth[] Truths = [Truth.Met, Truth.NotMet, Truth.NotDocumented, Truth.NeedsJudgement];

    [Theory]
    [InlineData(6, 12, 6, 0, 6, Finding.NecessaryInPart)]
    [InlineData(6, 6, 6, 0, 0, Finding.Necessary)]
    [InlineData(6, 7, 6, 0, 1, Finding.NecessaryInPart)]
    [InlineData(6, 5, 5, 0, 0, Finding.Necessary)]
    [InlineData(0, 5, 0, 0, 5, Finding.NotNecessary)]
    public void One_line_that_is_met(int allowed, int requested, int necessary, int open, int rest, Finding finding)
    {
        var lines = new QuantityTally(requested);
        lines.Allow(allowed, Truth.Met);

        Assert.Equal(finding, Findings.Of(lines));
        AssertAmounts(lines.Quantity(Answer.NotApplicable), necessary, open, rest);
    }

    [Fact]
    public void The_largest_amount_counts_wherever_it_stands()
    {
        foreach (int[] amounts in new[] { new[] { 6, 18 }, [18, 6] })
        {
            var lines = new QuantityTally(20);
            lines.Allow(amounts[0], Truth.Met);
            lines.Allow(amounts[1], Truth.Met);
            AssertAmounts(lines.Quantity(Answer.NotApplicable), 18, 0, 2);
        }
    }

    [Fact]
    public void A_line_that_is_open_leaves_open_what_it_alone_allows()
    {
        var lines = new QuantityTally(20);
        lines.Allow(6, Truth.Met);
        lines.Allow(18, Truth.NotDocumented);
        lines.Allow(19, Truth.NotMet);

        Assert.Equal(Finding.NecessaryInPart, Findings.Of(lines));
        AssertAmounts(lines.Quantity(Answer.NotApplicable), 6, 12, 2);
    }

    [Theory]
    [InlineData(18, Finding.NeedsJudgement)]
    [InlineData(17, Finding.NecessaryInPart)]
    public void A_question_that_stands_before_the_whole_amount_is_waited_for(int allowed, Finding finding)
    {
        var lines = new QuantityTally(18);
        lines.Allow(6, Truth.Met);
        lines.Allow(allowed, Truth.NeedsJudgement);

        Assert.Equal(finding, Findings.Of(lines));
    }

    [Fact]
    public void What_was_given_leaves_no_less_than_nothing_and_no_more_than_the_amount()
    {
        Assert.Equal(4, QuantityTally.Left(6, 2));
        Assert.Equal(0, QuantityTally.Left(6, 7));
        Assert.Equal(Number.Between(0, 6), QuantityTally.Left(6, Number.Unknown));
        Assert.Equal(Number.Between(0, 1), QuantityTally.Left(6, Number.NoLessThan(5)));
        Assert.Equal(Number.Between(3, 4), QuantityTally.Left(6, Number.Between(2, 3)));
    }

    [Fact]
    public void Nobody_knows_how_much_is_requested()
    {
        var lines = new QuantityTally(Number.Unknown);
        lines.Allow(6, Truth.Met);

        Assert.Equal(Finding.NotEstablished, Findings.Of(lines));
        Assert.Equal(Number.Between(0, 6), lines.Quantity(Answer.NotApplicable).Necessary);
    }

    [Fact]
    public void A_recommendation_against_takes_everything_and_an_open_one_what_is_certain()
    {
        var lines = new QuantityTally(12);
        lines.Allow(6, Truth.Met);

        Assert.Equal(Finding.RecommendsAgainst, Findings.Of(lines, Truth.Met));
        AssertAmounts(lines.Quantity(Truth.Met), 0, 0, 12);
        Assert.Equal(Finding.NotEstablished, Findings.Of(lines, Truth.NotDocumented));
        AssertAmounts(lines.Quantity(Truth.NotDocumented), 0, 6, 6);
    }

    [Fact]
    public void Where_no_line_applies_an_open_recommendation_against_leaves_all_of_it_open()
    {
        var lines = new QuantityTally(12);
        lines.Allow(6, Answer.NotApplicable);

        Assert.Equal(Finding.NotEstablished, Findings.Of(lines, Truth.NotDocumented));
        AssertAmounts(lines.Quantity(Truth.NotDocumented), 0, 12, 0);
    }

    // Whatever the open conditions, ranges and the request turn out to be, the amounts come out within what was said before.
    [Fact]
    public void More_knowledge_stays_within_what_was_said()
    {
        var random = new Random(20141122);
        for (int i = 0; i < 20_000; i++)
        {
            Number requested = Amount(random, 14);
            var open = new List<(Number Amount, Truth Condition)>();
            for (int line = random.Next(1, 4); line > 0; line--)
            {
                open.Add((Amount(random, 12), Truths[random.Next(4)]));
            }

            Truth against = Truths[random.Next(4)];
            QuantityTally less = Tally(requested, open);
            decimal exact = Pick(random, requested);
            List<(Number Amount, Truth Condition)> known = [.. open.Select(line => ((Number)Pick(random, line.Amount), Settle(random, line.Condition)))];
            Truth settled = Settle(random, against);
            QuantityTally more = Tally(exact, known);

            decimal allowed = settled.IsMet ? 0 : known.Where(line => line.Condition.IsMet).Select(line => line.Amount.Low).DefaultIfEmpty(0).Max();
            decimal necessary = Math.Min(exact, allowed);
            Quantity division = more.Quantity(settled);
            AssertAmounts(division, necessary, 0, exact - necessary);
            Finding decided = settled.IsMet ? Finding.RecommendsAgainst
                : necessary == 0 ? Finding.NotNecessary
                : necessary == exact ? Finding.Necessary : Finding.NecessaryInPart;
            Assert.Equal(decided, Findings.Of(more, settled));

            Quantity before = less.Quantity(against);
            Assert.False((before.Necessary > necessary).IsMet, before + " before, " + division);
            Assert.False((before.NotNecessary > (exact - necessary)).IsMet, before + " before, " + division);
            Finding said = Findings.Of(less, against);
            bool isFurther = (said, decided) is (Finding.NecessaryInPart, Finding.Necessary) or (Finding.NotNecessary, Finding.RecommendsAgainst);
            Assert.True(said is Finding.NotEstablished or Finding.NeedsJudgement || said == decided || isFurther, said + " became " + decided);
        }
    }

    private static QuantityTally Tally(Number requested, List<(Number Amount, Truth Condition)> open)
    {
        var lines = new QuantityTally(requested);
        foreach ((Number amount, Truth condition) in open)
        {
            lines.Allow(amount, condition);
        }

        return lines;
    }

    private static Number Amount(Random random, int most) => random.Next(4) switch
    {
        0 => Number.Between(random.Next(1, 4), random.Next(4, most)),
        1 when random.Next(3) == 0 => random.Next(2) == 0 ? Number.Unknown : Number.NoLessThan(random.Next(1, most)),
        _ => random.Next(1, most),
    };

    private static decimal Pick(Random random, Number number) => number.IsExact ? number.Low
        : random.Next(number.HasLow ? (int)number.Low : 1, number.HasHigh ? (int)number.High + 1 : 30);

    private static Truth Settle(Random random, Truth truth) => truth.IsOpen ? random.Next(2) == 0 : truth;

    private static void AssertAmounts(Quantity quantity, decimal necessary, decimal open, decimal rest) =>
        Assert.Equal((necessary, open, rest), (quantity.Necessary, quantity.NotEstablished, quantity.NotNecessary));
}
