using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// The lines that a result of a service shows, each with what is asked for it: the statuses of a case without the rest of its result. Immutable; used by several
/// threads at once.
/// </summary>
internal sealed class ItemLines
{
    /// <summary>In place of the status of a criterion: its list does not apply.</summary>
    public const int OutOfScope = -1;

    private readonly FlatCondition?[] scopes;

    private ItemLines(FlatCondition?[] scopes, Line[] lines)
    {
        this.scopes = scopes;
        Lines = lines;
    }

    /// <summary>The lines: criteria by list, then the service's own.</summary>
    public Line[] Lines { get; }

    /// <summary>How many criteria stand before the service's own lines.</summary>
    public int Criteria => Lines.TakeWhile(line => line.List >= 0).Count();

    /// <summary>How many statuses <see cref="Ask"/> gives: one for each line, then one for the scope of each list.</summary>
    public int Statuses => Lines.Length + scopes.Length;

    /// <summary>The lines of a service; null if it is decided by amounts, whose lines hang on more than their statuses.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="service">The service.</param>
    /// <param name="asking">Makes what is asked.</param>
    public static ItemLines? Of(GuidelinePlan plan, ServicePlan service, FlatCompiler asking)
    {
        GuidelineDescription guideline = PlanDescription.Of(plan);
        ServiceDescription described = guideline.Services[service.Ordinal];
        var outline = new ServiceOutline(guideline, described);
        NodeDescription[] own = [.. outline.OwnNodes];
        if (own.Any(node => node.Kind is NodeKind.Quantity or NodeKind.QuantityLine))
        {
            return null;
        }

        FlatCondition Asked(int node) => asking.Condition((ConditionNode)plan.Nodes[node]);
        var lines = new List<Line>();
        for (int i = 0; i < described.Uses.Count; i++)
        {
            UseDescription use = described.Uses[i];
            ListDescription list = guideline.Lists[use.List];
            for (int place = 0; place < list.Criteria.Count; place++)
            {
                CriterionDescription criterion = list.Criteria[place];
                NodeDescription node = guideline.Nodes[criterion.Node];
                bool isAsked = use.Criteria.Contains(place);
                lines.Add(new Line(criterion.Id, node.Label, node.Title, isAsked ? Asked(criterion.Node) : null, i, isAsked && outline.IsAgainst(list)));
            }
        }

        string key = BatchCounts.KeyOf(plan.Id, plan.EffectiveFrom, service.Name);
        lines.AddRange(own.Select(node => new Line(BatchCounts.KeyOf(key, node.Number), node.Label, node.Title, Asked(node.Number), -1, false)));
        if (outline.AgainstNode is >= 0 and int advice)
        {
            lines.Add(new Line(BatchCounts.KeyOf(key, advice), string.Empty, string.Empty, Asked(advice), -1, true));
        }

        return new ItemLines([.. described.Uses.Select(use => guideline.Lists[use.List].Scope is >= 0 and int scope ? Asked(scope) : null)], [.. lines]);
    }

    /// <summary>Asks for every line of the case at hand.</summary>
    /// <param name="at">The case.</param>
    /// <param name="statuses">Where to write the <see cref="Status"/> of each line or <see cref="OutOfScope"/>, then those of the scopes likewise.</param>
    public void Ask(AtHand at, Span<int> statuses)
    {
        Span<int> ofScopes = statuses[Lines.Length..];
        for (int i = 0; i < scopes.Length; i++)
        {
            Status? status = scopes[i]?.Of(at).Status;
            ofScopes[i] = status is Status.NotMet or Status.NotApplicable ? OutOfScope : (int)(status ?? Status.Met);
        }

        for (int i = 0; i < Lines.Length; i++)
        {
            Line line = Lines[i];
            statuses[i] = line.List >= 0 && ofScopes[line.List] == OutOfScope ? OutOfScope : (int)(line.Condition?.Of(at).Status ?? Status.NotApplicable);
        }
    }

    /// <summary>How many lines and scopes are reasons for a finding, as <see cref="Runtime.Explaining.DecidingLines.ReasonsOf"/> has them.</summary>
    public int Reasons(Finding finding, ReadOnlySpan<int> statuses)
    {
        int reasons = 0;
        for (int i = 0; i < statuses.Length; i++)
        {
            bool isLine = i < Lines.Length ? Explains(finding, statuses[i], Lines[i].IsAgainst) : scopes[i - Lines.Length] is not null && Explains(finding, statuses[i], false);
            reasons += isLine ? 1 : 0;
        }

        return reasons;
    }

    /// <summary>Whether a line with a status is a reason for a finding.</summary>
    public static bool Explains(Finding finding, int status, bool isAgainst) => status != OutOfScope && finding switch
    {
        Finding.Necessary or Finding.NecessaryInPart or Finding.NotAddressed => false,
        Finding.NotNecessary => status == (int)Status.NotMet && !isAgainst,
        Finding.RecommendsAgainst => isAgainst,
        Finding.NeedsJudgement => status == (int)Status.NeedsJudgement,
        _ => status is (int)Status.NotDocumented or (int)Status.NeedsJudgement,
    };

    /// <summary>A line.</summary>
    /// <param name="Key">What its counts are kept by.</param>
    /// <param name="Label">Its label, or empty.</param>
    /// <param name="Title">Its title, or empty.</param>
    /// <param name="Condition">What is asked; null for a criterion that this service does not ask.</param>
    /// <param name="List">Of a criterion the place of its list among those the service uses; else −1.</param>
    /// <param name="IsAgainst">Whether it speaks against the service if it is met.</param>
    internal readonly record struct Line(string Key, string Label, string Title, FlatCondition? Condition, int List, bool IsAgainst);
}
