using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Which edition of a guideline decides an item.</summary>
public class EditionChoiceTests
{
    private static readonly CalendarDate Start = CalendarDate.Create(2014, 1, 1);

    [Theory]
    [InlineData("2016-07-27", "2009-07-18")]
    [InlineData("2016-07-28", "2016-07-28")]
    public void Both_ends_of_an_edition_count(string decided, string edition) =>
        Assert.Equal(edition, Only(Set(("from 2009-07-18 to 2016-07-27", 5), ("from 2016-07-28", 7)), decided, string.Empty).Guideline.EffectiveFrom.ToString());

    [Fact]
    public void Editions_that_ask_the_same_need_no_warning()
    {
        ItemResult same = Only(Set(("from 2009-07-18 to 2016-07-27", 5), ("from 2016-07-28", 5)), "2016-08-10", "\"request date\": \"2016-07-20\"");
        ItemResult other = Only(Set(("from 2009-07-18 to 2016-07-27", 5), ("from 2016-07-28", 7)), "2016-08-10", "\"request date\": \"2016-07-20\"");

        Assert.Empty(same.EditionWarnings);
        string warning = Assert.Single(other.EditionWarnings);
        Assert.Contains("from 2009-07-18 to 2016-07-27", warning, StringComparison.Ordinal);
        Assert.Contains("from 2016-07-28 on", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_in_three_editions_make_two_warnings()
    {
        GuidelineSet set = Set(("to 2009", 5), ("from 2010 to 2013", 6), ("from 2014", 7));

        Assert.Equal(2, Only(set, "2014-02-01", "\"request date\": \"2009-12-31\", \"service date\": \"2013-12\"").EditionWarnings.Count);
    }

    [Fact]
    public void Only_the_edition_that_decides_has_to_read_the_case()
    {
        GuidelineSet set = Set(("to 2013", 5), ("from 2014", 7));
        string later = Text("from 2014", 7).Replace("pain: number 0 to 10", "pain: yes/no", StringComparison.Ordinal).Replace("pain is at least 7", "pain", StringComparison.Ordinal);
        var mixed = new GuidelineSet([set.Editions[0], new PlanEdition(Guidelines.OfText(later))]);

        Assert.Equal(Finding.Necessary, Only(mixed, "2013-12-31", string.Empty).Finding);
        Assert.NotEmpty(mixed.Score(Case("2014-01-01", string.Empty)).Errors);
    }

    [Fact]
    public void A_service_that_the_edition_in_force_does_not_know_is_not_addressed()
    {
        string later = Text("from 2014", 7).Replace("service brace", "service splint", StringComparison.Ordinal);
        var set = new GuidelineSet([Set(("to 2013", 5)).Editions[0], new PlanEdition(Guidelines.OfText(later))]);

        ItemResult result = Only(set, "2014-01-01", string.Empty);
        Assert.Equal((Finding.NotAddressed, Decision.Upheld), (result.Finding, result.Decision));
        Assert.Contains("the edition in force from 2014 on does not decide this service", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlapping_editions_are_refused() => Assert.Throws<ArgumentException>(() => Set(("to 2014", 5), ("from 2014", 7)));

    // Completions are the meaning of a partial date.
    [Fact]
    public void A_partial_service_date_decides_if_and_only_if_all_of_its_days_agree()
    {
        var random = new Random(40);
        int decided = 0;
        for (int round = 0; round < 150; round++)
        {
            GuidelineSet set = RandomEditions(random);
            PartialDate month = PartialDate.InMonth(2014, random.Next(1, 7));
            IEnumerable<int> days = Enumerable.Range(month.Earliest.DayNumber, month.Latest.DayNumber - month.Earliest.DayNumber + 1);
            List<Finding> findings = [.. days.Select(day => OnServiceDate(set, CalendarDate.FromDayNumber(day)).Finding).Distinct()];

            Assert.Equal(findings.Count == 1 ? findings[0] : Finding.NotEstablished, OnServiceDate(set, month).Finding);
            decided += findings.Count == 1 ? 1 : 0;
        }

        Assert.InRange(decided, 40, 149);
    }

    private static ItemResult OnServiceDate(GuidelineSet set, PartialDate date) => Only(set, "2014-07-01", "\"service date\": \"" + date + "\"");

    private static GuidelineSet RandomEditions(Random random)
    {
        var editions = new List<(string, int)>();
        CalendarDate day = Start.AddDays(random.Next(0, 60));
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            CalendarDate end = day.AddDays(random.Next(0, 70));
            editions.Add(("from " + day + (i == 1 && random.Next(2) == 0 ? string.Empty : " to " + end), random.Next(5, 9)));
            day = end.AddDays(random.Next(1, 3));
        }

        return new GuidelineSet(editions.Select(edition =>
            new PlanEdition(Guidelines.OfText(Text(edition.Item1 + "\n  edition by service date", edition.Item2)))));
    }

    private static ItemResult Only(GuidelineSet set, string decided, string item)
    {
        CaseScore score = set.Score(Case(decided, item));
        Assert.Empty(score.Errors);
        return Assert.Single(score.Determination!.Items);
    }

    private static GuidelineSet Set(params (string Effective, int Least)[] editions) =>
        new(editions.Select(edition => new PlanEdition(Guidelines.OfText(Text(edition.Effective, edition.Least)))));

    private static string Text(string effective, int least) => string.Create(CultureInfo.InvariantCulture, $"""
        language 1
        guideline test.brace "Braces"
          effective {effective}

        facts
          pain: number 0 to 10

        service brace "A brace"
          medically necessary when pain is at least {least}

        """);

    private static byte[] Case(string decided, string item) => Encoding.UTF8.GetBytes(
        "{ \"schema\": 1, \"case\": { \"decision date\": \"" + decided + "\" }, \"items\": [ { \"service\": \"brace\"" + (item.Length > 0 ? ", " + item : string.Empty)
        + " } ], \"facts\": { \"pain\": 6 } }");
}
