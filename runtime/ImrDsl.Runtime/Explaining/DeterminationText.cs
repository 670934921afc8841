using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Writes a determination for people: plain text in the guideline's own words.</summary>
public sealed class DeterminationText
{
    private const int StatusWidth = 17;

    private readonly TextPage page;

    private DeterminationText(int width, TextStyle? style) => page = new TextPage(width, style);

    /// <summary>A determination as text, lines ended by <c>\n</c>.</summary>
    /// <param name="determination">The determination.</param>
    /// <param name="width">The greatest width of a line, in characters; at least 60.</param>
    /// <param name="style">Sets words off (colours), or null.</param>
    public static string Write(Determination determination, int width = 96, TextStyle? style = null)
    {
        var text = new DeterminationText(System.Math.Max(width, 60), style);
        text.WriteHead(determination);
        foreach (ItemResult item in determination.Items)
        {
            text.WriteItem(item);
        }

        return text.page.ToString();
    }

    private void WriteHead(Determination determination)
    {
        string id = determination.Info.Id.Length > 0 ? "Case " + determination.Info.Id : "Case";
        string items = Phrases.Count(determination.Items.Select(item => item.Number).Distinct().Count(), "disputed item");
        page.Write(0, string.Empty, id + ", " + items + ": " + Determination.Words(determination.Outcome), TextRole.Heading);
    }

    private void WriteItem(ItemResult item)
    {
        page.Gap();
        page.Write(0, "Item " + (item.Number + 1).ToString(CultureInfo.InvariantCulture) + "  ", item.ServiceTitle, TextRole.Heading, TextRole.Heading);
        WriteRequest(item);
        page.Gap();
        string decision = item.Governs ? Findings.Words(item.Decision).ToUpperInvariant() : "For comparison";
        page.Write(2, string.Empty, decision + ": " + item.Reason, item.Governs ? TextRole.Decision : TextRole.Heading);
        page.Write(2, string.Empty, Tally(item), TextRole.Quiet);
        foreach (ListResult list in item.Lists)
        {
            WriteList(list);
        }

        if (item.Lines.Count > 0)
        {
            Heading("Asked of this service");
            foreach (LineResult line in item.Lines)
            {
                WriteLine(line, 4);
            }
        }

        WriteCited("What speaks against it", item.Contrary, TextRole.Contrary);
        WriteMissing(item.Missing);
        WriteNotes(item);
    }

    private void WriteRequest(ItemResult item)
    {
        var asked = new List<string>();
        if (item.Item.Description is { } description)
        {
            asked.Add(description);
        }

        if (item.Item.Code is { } code)
        {
            asked.Add(code);
        }

        if (item.Item.Quantity is { } quantity)
        {
            asked.Add("quantity " + quantity.ToString("0.####", CultureInfo.InvariantCulture));
        }

        if (item.Item.RequestDate.IsKnown)
        {
            asked.Add("requested " + item.Item.RequestDate);
        }

        if (item.Item.ServiceDate.IsKnown)
        {
            asked.Add("service of " + item.Item.ServiceDate);
        }

        if (asked.Count > 0)
        {
            page.Write(2, "request    ", string.Join("; ", asked), null, TextRole.Quiet);
        }

        GuidelineDescription guideline = item.Guideline;
        page.Write(2, "guideline  ", guideline.Title + " (" + guideline.Id + ")" + (guideline.Source.Length > 0 ? "; " + guideline.Source : string.Empty), null, TextRole.Quiet);
        string edition = guideline.InForce.ToString();
        if (edition.Length > 0)
        {
            string verified = guideline.Verified is "no" ? "; not verified against its source"
                : guideline.Verified is "in part" ? "; verified in part against its source"
                : string.Empty;
            page.Write(2, "edition    ", "in force " + edition + (item.EditionChoice.Length > 0 ? " (" + item.EditionChoice + ")" : string.Empty) + verified, null, TextRole.Quiet);
        }

        page.Write(
            2, "decided    ", "as of " + item.Item.DecisionDate + ", the " + Determination.Words(item.Item.DecisionDateSource), null, TextRole.Quiet);
        if (item.Order.Length > 0)
        {
            page.Write(2, "authority  ", Authorities.Words(guideline.Authority) + "; " + item.Order, null, TextRole.Quiet);
        }

        foreach (string conflict in item.Conflicts)
        {
            page.Write(2, "conflict   ", conflict, TextRole.Open, TextRole.Open);
        }

        foreach (string warning in item.EditionWarnings.Concat(item.Item.PassedOver.Select(Phrases.PassedOver)))
        {
            page.Write(2, "warning    ", warning, TextRole.Open, TextRole.Open);
        }
    }

    private void WriteList(ListResult list)
    {
        Heading("Criteria for " + list.Name);
        if (list.IsOutOfScope)
        {
            IEnumerable<Statement> why = list.Scope!.Statements.Where(statement => statement.Kind == StatementKind.Contrary);
            WriteLine(list.Scope with { Statements = [.. why], Parts = [] }, 4, "does not apply");
            return;
        }

        if (list.Scope is { } scope)
        {
            WriteLine(scope, 4, scope.Status == Status.Met ? "applies" : "may apply");
        }

        foreach (LineResult line in list.Criteria)
        {
            WriteLine(line, 4);
        }
    }

    private void WriteLine(LineResult line, int indent, string? status = null)
    {
        string words = WordsOf(line, isScope: status is not null);
        if (line.Status == Status.NotApplicable && status is null)
        {
            string why = string.Concat(line.Statements.Take(1).Select(statement => ": " + statement.Text));
            page.Write(indent, Column("not applicable"), words + why, TextRole.Quiet, TextRole.Quiet);
            return;
        }

        // The words of a line need not be said twice.
        bool saysAll = line is { Title.Length: 0, Label.Length: 0, Lead.Length: 0, Statements: [var only], Parts: [] }
            && only.Text.StartsWith(line.Words + ":", System.StringComparison.OrdinalIgnoreCase);
        page.Write(indent, Column(status ?? line.StatusWords), saysAll ? Sentence(line.Statements[0]) : words, null, RoleOf(line));
        int inner = indent + StatusWidth;
        foreach (Statement statement in saysAll ? [] : line.Statements)
        {
            page.Write(inner, "- ", Sentence(statement));
        }

        // Where one part suffices, those that do not help are no news; nor is an exception that nobody needs.
        foreach (LineResult part in line.Parts)
        {
            bool isOptional = line.Combination == Combination.Any || part.Lead is "unless" or "excused when";
            if (!isOptional || line.Status != Status.Met || part.Status == Status.Met)
            {
                WriteLine(part, indent + 2);
            }
        }

        foreach (string note in line.Notes)
        {
            page.Write(inner, "note: ", note, TextRole.Quiet, TextRole.Quiet);
        }
    }

    private static TextRole RoleOf(LineResult line) => line is { IsAgainst: true, Status: Status.Met } ? TextRole.Contrary
        : line is { IsAgainst: true, Status: Status.NotMet } ? TextRole.Met
        : TextRoles.Of(line.Status);

    // "1. Failure of conservative care: ≥6 months failed conservative care (page 53)"
    private static string WordsOf(LineResult line, bool isScope)
    {
        string label = line.Label.Length > 0 ? line.Label + ". " : string.Empty;
        string lead = line.Lead.Length > 0 && !isScope ? line.Lead + " " : string.Empty;
        string title = line.Title.Length > 0 && line.Words.Length > 0 ? line.Title + ": " : line.Title;
        return label + lead + title + line.Words + (line.Citation is null ? string.Empty : " (" + line.Citation + ")");
    }

    // "Of 7 criteria asked: 1 met, 1 not met, 5 not documented"
    private static string Tally(ItemResult item)
    {
        List<Status> asked = [.. item.Lists.Where(list => !list.IsOutOfScope).SelectMany(list => list.Criteria).Concat(item.Lines.Where(line => !line.IsAgainst))
            .Select(line => line.Status).Where(status => status != Status.NotApplicable)];
        IEnumerable<string> counts = asked.GroupBy(status => status).OrderBy(group => group.Key)
            .Select(group => group.Count().ToString(CultureInfo.InvariantCulture) + " " + Findings.Words(group.Key));
        return asked.Count == 0 ? string.Empty : "Of " + (asked.Count == 1 ? "1 criterion" : asked.Count.ToString(CultureInfo.InvariantCulture) + " criteria") + " asked: " + string.Join(", ", counts) + ".";
    }

    private void WriteCited(string heading, IReadOnlyList<CitedStatement> cited, TextRole role)
    {
        if (cited.Count == 0)
        {
            return;
        }

        Heading(heading);
        foreach (CitedStatement statement in cited)
        {
            page.Write(4, "- ", statement.Criterion + ": " + Sentence(statement.Statement), null, role);
        }
    }

    private void WriteMissing(IReadOnlyList<MissingFact> missing)
    {
        List<MissingFact> facts = [.. missing.Where(fact => !fact.IsJudgement)];
        if (facts.Count > 0)
        {
            Heading("What to submit");
        }

        for (int i = 0; i < facts.Count; i++)
        {
            MissingFact fact = facts[i];
            string number = (i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(2) + ". ";
            page.Write(4, number, NameOf(fact) + " (for " + Phrases.And(fact.Criteria) + "): " + fact.Problem);
            if (fact.Question is { } question)
            {
                page.Write(8, string.Empty, question);
            }

            if (fact.Question is null || fact.NeedsWanted)
            {
                page.Write(8, "wanted: ", fact.Wanted, TextRole.Quiet, TextRole.Quiet);
            }
        }

        List<MissingFact> questions = [.. missing.Where(fact => fact.IsJudgement)];
        if (questions.Count > 0)
        {
            Heading("For the reviewer to decide");
        }

        foreach (MissingFact question in questions)
        {
            page.Write(4, "- ", (question.Question ?? question.Name) + " (for " + Phrases.And(question.Criteria) + ")");
        }
    }

    private void WriteNotes(ItemResult item)
    {
        List<string> notes = [.. item.Notes, .. item.Lists.Where(list => !list.IsOutOfScope).SelectMany(list => list.Notes)];
        if (notes.Count == 0)
        {
            return;
        }

        Heading("Notes");
        foreach (string note in notes)
        {
            page.Write(4, "- ", note, TextRole.Quiet);
        }
    }

    private void Heading(string heading)
    {
        page.Gap();
        page.Write(2, string.Empty, heading, TextRole.Heading);
    }

    private static string Column(string status) => status.PadRight(StatusWidth);

    private static string NameOf(MissingFact fact) => fact.Of is null ? fact.Name : fact.Name + " in " + fact.Of;

    /// <summary>A sentence with the evidence it rests on: "not tumor (MRI; 2014-01-10)".</summary>
    internal static string Sentence(Statement statement) =>
        Phrases.Evidence(statement.Evidence) is { } evidence
            ? statement.Text[..^statement.Requirement.Length] + " (" + evidence + ")" + statement.Requirement
            : statement.Text;
}
