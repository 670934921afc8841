using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

public class CaseTemplateTests
{
    private static readonly CalendarDate Day = CalendarDate.Create(2014, 10, 30);

    [Theory]
    [InlineData("guidelines/mtus/idds.guideline")]
    [InlineData("tests/cases/broken/main.guideline")]
    public void A_blank_case_is_read_without_errors_and_says_nothing(string path)
    {
        GuidelinePlan plan = Guidelines.OfFile(path);

        CaseReading reading = CaseReader.Read(plan, Encoding.UTF8.GetBytes(CaseTemplate.For(plan, Day)), "blank.json");

        Assert.Empty(reading.Errors);
        CaseItem item = Assert.Single(reading.File!.Items);
        Assert.Equal(Day, item.Item.DecisionDate);
        Assert.Equal(["decision date"], item.Record.Facts.Where(fact => fact.Value.Knowledge != Knowledge.NotMentioned).Select(fact => fact.Key.Name));
    }

    [Fact]
    public void A_blank_case_names_every_fact_with_its_question_and_the_evidence_wanted() =>
        Golden.Verify(CaseTemplate.For(Guidelines.OfFile("tests/cases/broken/main.guideline"), Day), "tests/cases/scored/blank.verified.json");
}
