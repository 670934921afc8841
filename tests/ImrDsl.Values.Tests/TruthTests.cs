using System.Linq;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class TruthTests
{
    private static readonly Truth[] All = [.. Some.Truths];

    [Fact]
    public void Silence_is_the_default_and_it_is_not_a_no()
    {
        Assert.Equal(Truth.NotDocumented, default);
        Assert.True(default(Truth).IsOpen);
    }

    [Fact]
    public void And_or_and_not_are_Kleene_and_a_missing_fact_weighs_more_than_a_judgement()
    {
        foreach (Truth a in All)
        {
            Assert.Equal(a.IsMet ? Truth.NotMet : a.IsNotMet ? Truth.Met : a, !a);
            foreach (Truth b in All)
            {
                Truth open = a == Truth.NotDocumented || b == Truth.NotDocumented ? Truth.NotDocumented : Truth.NeedsJudgement;
                Assert.Equal(a.IsNotMet || b.IsNotMet ? Truth.NotMet : a.IsMet && b.IsMet ? Truth.Met : open, a & b);
                Assert.Equal(a.IsMet || b.IsMet ? Truth.Met : a.IsNotMet && b.IsNotMet ? Truth.NotMet : open, a | b);
            }
        }
    }

    [Fact]
    public void De_Morgan_holds_and_order_does_not_matter()
    {
        foreach (Truth a in All)
        {
            Assert.Equal(a, !!a);
            foreach (Truth b in All)
            {
                Assert.Equal(!(a & b), !a | !b);
                Assert.Equal(!(a | b), !a & !b);
                Assert.Equal(a & b, b & a);
                Assert.Equal(a | b, b | a);
                Assert.Equal(Truth.Agree(a, b), Truth.Agree(b, a));
                foreach (Truth c in All)
                {
                    Assert.Equal((a & b) & c, a & (b & c));
                    Assert.Equal((a | b) | c, a | (b | c));
                    Assert.Equal(Truth.Agree(Truth.Agree(a, b), c), Truth.Agree(a, Truth.Agree(b, c)));
                }
            }
        }
    }

    [Fact]
    public void Stopping_early_decides_alike()
    {
        foreach (Truth a in All)
        {
            foreach (Truth b in All)
            {
                AssertSameButForTheReason(a & b, a && b);
                AssertSameButForTheReason(a | b, a || b);
            }
        }
    }

    [Fact]
    public void More_knowledge_never_turns_an_answer()
    {
        foreach (Truth a in All)
        {
            foreach (Truth moreOfA in All.Where(more => IsMoreKnown(a, more)))
            {
                Assert.True(IsMoreKnown(!a, !moreOfA));
                foreach (Truth b in All)
                {
                    foreach (Truth moreOfB in All.Where(more => IsMoreKnown(b, more)))
                    {
                        Assert.True(IsMoreKnown(a & b, moreOfA & moreOfB));
                        Assert.True(IsMoreKnown(a | b, moreOfA | moreOfB));
                        if (!Truth.Agree(a, b).IsOpen)
                        {
                            Assert.Equal(Truth.Agree(a, b), Truth.Agree(moreOfA, moreOfB));
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Two_readings_that_differ_leave_a_fact_missing()
    {
        Assert.Equal(Truth.NotDocumented, Truth.Agree(Truth.Met, Truth.NotMet));
        Assert.Equal(Truth.NotDocumented, Truth.Agree(Truth.Met, Truth.NeedsJudgement));
        Assert.Equal(Truth.NeedsJudgement, Truth.Agree(Truth.NeedsJudgement, Truth.NeedsJudgement));
        Assert.Equal(Truth.NotMet, Truth.Agree(Truth.NotMet, Truth.NotMet));
    }

    [Fact]
    public void A_node_that_does_not_apply_is_neutral_in_every_block()
    {
        foreach (Truth value in All)
        {
            var aside = new Answer(Truth.NotMet, value);
            Assert.Equal(Status.NotApplicable, aside.Status);
            foreach (Truth other in All)
            {
                Assert.Equal(other, aside.WhereAllAreRequired & other);
                Assert.Equal(other, aside.WhereAnySuffices | other);
                Assert.Equal(other, (!aside).WhereAllAreRequired & other);
            }
        }
    }

    [Fact]
    public void The_status_of_an_answer()
    {
        Assert.Equal(Status.Met, new Answer(Truth.Met, Truth.Met).Status);
        Assert.Equal(Status.NotMet, new Answer(Truth.NotDocumented, Truth.NotMet).Status);
        Assert.Equal(Status.NotDocumented, new Answer(Truth.NotDocumented, Truth.Met).Status);
        Assert.Equal(Status.NotDocumented, new Answer(Truth.NeedsJudgement, Truth.NotDocumented).Status);
        Assert.Equal(Status.NeedsJudgement, new Answer(Truth.Met, Truth.NeedsJudgement).Status);
        Assert.Equal(Status.NotApplicable, Answer.NotApplicable.Status);
    }

    [Fact]
    public void A_recommendation_against_beats_necessity_and_an_open_one_leaves_it_open()
    {
        Assert.Equal(Finding.Necessary, Findings.Of(Truth.Met, Answer.NotApplicable));
        Assert.Equal(Finding.RecommendsAgainst, Findings.Of(Truth.Met, Truth.Met));
        Assert.Equal(Finding.RecommendsAgainst, Findings.Of(Answer.NotApplicable, Truth.Met));
        Assert.Equal(Finding.NotEstablished, Findings.Of(Truth.Met, Truth.NotDocumented));
        Assert.Equal(Finding.NeedsJudgement, Findings.Of(Truth.Met, Truth.NeedsJudgement));
        Assert.Equal(Finding.NotNecessary, Findings.Of(Truth.NotMet, Truth.NotDocumented));
        Assert.Equal(Finding.NotEstablished, Findings.Of(Answer.NotApplicable, Truth.NotDocumented));
        Assert.Equal(Finding.NotAddressed, Findings.Of(Answer.NotApplicable, Truth.NotMet));
        Assert.Equal(Finding.NotAddressed, Findings.Of(Answer.NotApplicable));
    }

    private static bool IsMoreKnown(Truth less, Truth more) =>
        less == more || less == Truth.NotDocumented || (less == Truth.NeedsJudgement && !more.IsOpen);

    private static void AssertSameButForTheReason(Truth whole, Truth early)
    {
        Assert.Equal(whole.IsMet, early.IsMet);
        Assert.Equal(whole.IsNotMet, early.IsNotMet);
    }
}
