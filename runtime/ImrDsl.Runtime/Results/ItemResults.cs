using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>Makes the result of a disputed item from the answers, the account and the facts, whoever evaluated it.</summary>
public sealed class ItemResults
{
    private readonly GuidelineDescription guideline;
    private readonly DisputedItem item;
    private readonly ICaseFacts facts;
    private readonly AccountIndex account;
    private readonly ItemQuantity? quantity;
    private readonly List<LackOf> lacks = [];
    private readonly List<LineOf> lines = [];

    private ItemResults(GuidelineDescription guideline, DisputedItem item, ItemQuantity? quantity, IReadOnlyList<AccountEntry> account, ICaseFacts facts)
    {
        this.quantity = quantity;
        this.guideline = guideline;
        this.item = item;
        this.facts = facts;
        this.account = new AccountIndex(guideline, account);
    }

    /// <summary>The result of a disputed item.</summary>
    /// <param name="guideline">The guideline.</param>
    /// <param name="number">The place of the item in the case file, from 0.</param>
    /// <param name="item">The item; its service is one of the guideline's.</param>
    /// <param name="answer">What the guideline says of it.</param>
    /// <param name="account">The whole account.</param>
    /// <param name="facts">The facts of the case.</param>
    public static ItemResult Of(
        GuidelineDescription guideline, int number, DisputedItem item, in ServiceAnswer answer, IReadOnlyList<AccountEntry> account, ICaseFacts facts) =>
        Of(guideline, number, item, answer.Finding, answer.Quantity, account, facts);

    /// <summary>The result of a disputed item.</summary>
    /// <param name="guideline">The guideline.</param>
    /// <param name="number">The place of the item in the case file, from 0.</param>
    /// <param name="item">The item; its service is one of the guideline's.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="amounts">How much of what is requested is necessary; null for a service that is decided without amounts.</param>
    /// <param name="account">The whole account.</param>
    /// <param name="facts">The facts of the case.</param>
    public static ItemResult Of(
        GuidelineDescription guideline,
        int number,
        DisputedItem item,
        Finding finding,
        Quantity? amounts,
        IReadOnlyList<AccountEntry> account,
        ICaseFacts facts)
    {
        ServiceDescription service = guideline.Services[item.Service];
        ItemQuantity? quantity = amounts is { } divided ? new ItemQuantity(divided, guideline.Facts[service.Requested].Unit!) : null;
        var results = new ItemResults(guideline, item, quantity, account, facts);
        List<ListResult> lists = results.ListsOf(service, finding);
        List<LineResult> own = [.. results.LinesOf(service).OrderBy(line => line.Status)];
        List<MissingFact> missing = results.MissingFacts();
        return new ItemResult
        {
            Guideline = guideline,
            Number = number,
            Item = item,
            Service = service.Name,
            ServiceTitle = service.TitleOrName,
            Finding = finding,
            Decision = Findings.DecisionOf(finding),
            Quantity = quantity,
            Reason = results.ReasonFor(finding, missing),
            Lists = lists,
            Lines = own,
            Contrary = results.Cited(StatementKind.Contrary),
            Missing = missing,
            Defaults = results.Cited(StatementKind.Default),
            Remarks = results.Cited(StatementKind.Remark),
            Notes = service.Notes,
            EditionWarnings = [.. results.EditionWarnings()],
        };
    }

    private List<ListResult> ListsOf(ServiceDescription service, Finding finding)
    {
        var outline = new ServiceOutline(guideline, service);
        List<(UseDescription Use, LineExplanation? Scope)> scopes =
            [.. service.Uses.Select(use => (use, guideline.Lists[use.List].Scope is >= 0 and int scope ? Explain(scope, LineResult.ScopeLead) : null))];
        bool isOnlyOne = scopes.Count(list => !IsOutOfScope(list.Scope?.Line)) <= 1;
        var lists = new List<ListResult>();
        foreach ((UseDescription use, LineExplanation? scope) in scopes)
        {
            // That a list does not apply is no evidence against a request which another list decides.
            bool isOut = IsOutOfScope(scope?.Line);
            if (scope is not null && (!isOut || finding == Finding.NotAddressed))
            {
                Keep("scope", scope);
            }

            ListDescription list = guideline.Lists[use.List];
            bool isAgainst = outline.IsAgainst(list);
            IEnumerable<LineResult> criteria = list.Criteria.Select((criterion, i) =>
                isOut ? NotAsked(criterion, "this list of criteria does not apply")
                : use.Criteria.Contains(i) ? Criterion(list, criterion, isOnlyOne, isAgainst)
                : NotAsked(criterion, "not asked at this stage"));
            lists.Add(new ListResult(list.Name, scope?.Line, [.. criteria.OrderBy(line => OrderOf(line, isAgainst))], list.Notes) { IsAgainst = isAgainst });
        }

        return lists;
    }

    // What decides stands first: of a recommendation against the service, what is met.
    private static int OrderOf(LineResult line, bool isAgainst) => isAgainst && line.Status == Status.Met ? -1 : (int)line.Status;

    private LineResult Criterion(ListDescription list, CriterionDescription criterion, bool isOnlyList, bool isAgainst)
    {
        LineExplanation explanation = Explain(criterion.Node, isAgainst ? LineResult.AgainstLead : string.Empty);
        explanation = isAgainst ? explanation with { Line = Turned(explanation.Line) } : explanation;
        Keep(ReferenceTo(explanation.Line) + (isOnlyList ? string.Empty : " for " + list.Name), explanation);
        return explanation.Line with { Id = criterion.Id };
    }

    private string ReferenceTo(LineResult line) => line.Label.Length > 0 ? "criterion " + line.Label
        : guideline.Nodes[line.Node].Kind == NodeKind.QuantityLine ? "“" + AmountOf(line.Words) + "”"
        : guideline.Nodes[line.Node].Kind == NodeKind.Quantity ? "the request"
        : line.Reference;

    // "up to 6 visits over 2 weeks": what a quantity line allows, without its condition.
    private static string AmountOf(string words) =>
        words.IndexOf(" when ", System.StringComparison.OrdinalIgnoreCase) is >= 0 and int end ? words[..end].TrimEnd(',') : words;

    private static bool IsOutOfScope(LineResult? scope) => scope is { Status: Status.NotMet or Status.NotApplicable };

    // A criterion of the list that this request does not have to meet.
    private LineResult NotAsked(CriterionDescription criterion, string why)
    {
        NodeDescription node = guideline.Nodes[criterion.Node];
        return new LineResult
        {
            Node = node.Number,
            Id = criterion.Id,
            Label = node.Label,
            Title = node.Title,
            Words = node.Words == node.Title ? string.Empty : node.Words,
            Citation = node.Citation,
            Status = Status.NotApplicable,
            Statements = [new Statement(StatementKind.Remark, why)],
        };
    }

    private IEnumerable<LineResult> LinesOf(ServiceDescription service)
    {
        var outline = new ServiceOutline(guideline, service);
        foreach (NodeDescription node in outline.OwnNodes)
        {
            LineExplanation own = Explain(node.Number, root: service.Necessary);
            if (node.Kind == NodeKind.Quantity && own.Line.Statements.Count == 0)
            {
                continue;
            }

            Keep(
                own.Line is { Label.Length: 0, Title.Length: 0, Parts.Count: > 0 } && node.Kind != NodeKind.QuantityLine ? "condition of the service" : ReferenceTo(own.Line),
                own);
            yield return own.Line;
        }

        if (outline.AgainstNode is >= 0 and int advice)
        {
            LineExplanation against = Explain(advice, LineResult.AgainstLead);
            against = against with { Line = Turned(against.Line) };
            Keep("not recommended", against);
            yield return against.Line;
        }
    }

    // What supports a recommendation against the service is evidence against the service.
    private static LineResult Turned(LineResult line) => line with
    {
        Statements = [.. line.Statements.Select(Turned).OrderBy(statement => statement.Kind)],
        Parts = [.. line.Parts.Select(Turned)],
    };

    // What would be required for it to hold is no requirement of the request.
    private static Statement Turned(Statement statement) => statement with
    {
        Text = statement.Kind == StatementKind.Contrary ? statement.Text[..^statement.Requirement.Length] : statement.Text,
        Requirement = statement.Kind == StatementKind.Contrary ? string.Empty : statement.Requirement,
        Kind = statement.Kind switch
        {
            StatementKind.Support => StatementKind.Contrary,
            StatementKind.Contrary => StatementKind.Support,
            _ => statement.Kind,
        },
    };

    private LineExplanation Explain(int node, string lead = "", int root = -1)
    {
        var explainer = new LineExplainer(guideline, facts, item.DecisionDate, account, root < 0 ? node : root);
        return new LineExplanation(explainer.Explain(node, lead), explainer.Lacks);
    }

    private void Keep(string criterion, LineExplanation explanation)
    {
        lines.Add(new LineOf(criterion, explanation.Line));
        lacks.AddRange(explanation.Lacks.Select(lack => new LackOf(criterion, lack)));
    }

    private List<MissingFact> MissingFacts()
    {
        var missing = new List<MissingFact>();
        if (quantity is { Amounts: { NotEstablished: { HasHigh: true, High: 0 }, Requested.IsExact: true } })
        {
            // The whole amount is accounted for: nothing hangs on what a line leaves open.
            return missing;
        }

        foreach (var group in lacks.GroupBy(lack => new FactOf(lack.Lack.Fact.Number, lack.Lack.Holder?.Number ?? -1)))
        {
            Lack lack = group.First().Lack;
            Lack telling = group.Select(other => other.Lack).FirstOrDefault(other => other.Wanted is not null) ?? lack;
            missing.Add(new MissingFact
            {
                Fact = lack.Fact.Number,
                Name = lack.Fact.Name,
                Of = lack.Holder?.Name,
                Which = lack.Which,
                Question = lack.Fact.Question,
                Wanted = telling.Wanted ?? lack.Fact.TypeWords,
                NeedsWanted = telling.Wanted is not null || lack.Fact.Type is FactType.Choice or FactType.Number,
                Problem = lack.Problem,
                Criteria = [.. group.Select(other => other.Criterion).Distinct()],
                IsJudgement = lack.IsJudgement,
            });
        }

        return [.. missing.OrderBy(fact => fact.IsJudgement)];
    }

    private List<CitedStatement> Cited(StatementKind kind)
    {
        var cited = new List<CitedStatement>();
        foreach ((string criterion, LineResult line) in lines)
        {
            Collect(criterion, line, line.IsAgainst);
        }

        return [.. cited.Distinct()];

        void Collect(string criterion, LineResult line, bool isAgainst)
        {
            if (kind == StatementKind.Contrary && !CanSpeakAgainst(line, isAgainst))
            {
                return;
            }

            cited.AddRange(line.Statements.Where(statement => statement.Kind == kind).Select(statement => new CitedStatement(criterion, statement)));
            // Where another way is still open, one that is closed does not speak against the request.
            bool isOneOfSeveral = kind == StatementKind.Contrary && !isAgainst && line.Combination == Combination.Any && line.Status != Status.NotMet;
            foreach (LineResult part in line.Parts.Where(part => !isOneOfSeveral || part.Status != Status.NotMet))
            {
                Collect(criterion, part, isAgainst);
            }
        }
    }

    // An exception that does not hold is no evidence against the criterion, nor is anything on a line that is as it should be.
    private static bool CanSpeakAgainst(LineResult line, bool isAgainst) =>
        line.Status != Status.NotApplicable && line.Status != (isAgainst ? Status.NotMet : Status.Met)
        && line.Lead is "" or LineResult.ScopeLead or LineResult.AgainstLead;

    private string ReasonFor(Finding finding, List<MissingFact> missing)
    {
        int facts = missing.Count(fact => !fact.IsJudgement);
        int judgements = missing.Count - facts;
        string because = finding switch
        {
            Finding.Necessary when quantity is not null => "for all of the " + quantity.Amounts.Requested + " " + quantity.Unit + " that are requested",
            Finding.NecessaryInPart => InPartWords(facts, judgements),
            Finding.Necessary => "everything the guideline asks is met",
            Finding.NotNecessary => NotMetWords(),
            Finding.NotAddressed => "no list of criteria applies to the request",
            Finding.RecommendsAgainst => AgainstWords(),
            Finding.NeedsJudgement => Phrases.Count(judgements, "question") + " for the reviewer",
            _ => facts == 0 && judgements == 0
                ? "the record leaves it open"
                : Phrases.And([.. MissingWords(facts, judgements)]),
        };
        string part = (finding is Finding.NotEstablished or Finding.NeedsJudgement) && quantity is not null && (quantity.Amounts.Necessary != 0 || quantity.Amounts.NotNecessary != 0)
            ? "; " + quantity.Division
            : string.Empty;
        return Findings.Words(finding) + ", " + because + part;
    }

    // "6 of 12 visits; 4 not established, 2 facts missing; 2 not medically necessary"
    private string InPartWords(int facts, int judgements)
    {
        Quantity amounts = quantity!.Amounts;
        string open = amounts.NotEstablished == 0 ? string.Empty
            : "; " + amounts.NotEstablished + " not established"
                + (facts + judgements == 0 ? string.Empty : ", " + Phrases.And([.. MissingWords(facts, judgements)]));
        return quantity.Words + open + (amounts.NotNecessary == 0 ? string.Empty : "; " + amounts.NotNecessary + " not medically necessary");
    }

    private static IEnumerable<string> MissingWords(int facts, int judgements)
    {
        if (facts > 0)
        {
            yield return Phrases.Count(facts, "fact") + " missing";
        }

        if (judgements > 0)
        {
            yield return Phrases.Count(judgements, "question") + " for the reviewer";
        }
    }

    private string NotMetWords()
    {
        List<string> notMet = [.. lines.Where(line => line.Line.Status == Status.NotMet && !line.Line.IsAgainst).Select(line => line.Criterion)];
        return notMet.Count == 0 ? "its condition is not met" : Phrases.Names(notMet) + (notMet.Count == 1 ? " is not met" : " are not met");
    }

    private string AgainstWords()
    {
        List<string> holding = [.. lines.Where(line => line.Line is { IsAgainst: true, Status: Status.Met, Label.Length: > 0 }).Select(line => line.Criterion)];
        return holding.Count == 0 ? "the condition of the recommendation is met" : Phrases.Names(holding) + (holding.Count == 1 ? " holds" : " hold");
    }

    private IEnumerable<string> EditionWarnings()
    {
        string edition = "this edition of the guideline is in force " + guideline.InForce + "; check whether another edition applies";
        if (IsOutside(item.DecisionDate))
        {
            yield return "The item is decided as of " + item.DecisionDate + ", but " + edition + ".";
        }
        else if (IsOutside(item.RequestDate))
        {
            yield return "The request is of " + item.RequestDate + ", but " + edition + ".";
        }
        else if (IsOutside(item.ServiceDate))
        {
            yield return "The service is of " + item.ServiceDate + ", but " + edition + ".";
        }
    }

    private bool IsOutside(PartialDate date) => guideline.InForce.Holds(date).IsNotMet;

    // Classes and no tuples: for those the small published tool has the code of LINQ compiled already.
    private sealed record LackOf(string Criterion, Lack Lack);

    private sealed record LineOf(string Criterion, LineResult Line);

    private sealed record FactOf(int Fact, int Holder);
}

/// <summary>A line with what the record lacks for it.</summary>
internal sealed record LineExplanation(LineResult Line, IReadOnlyList<Lack> Lacks);
