using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>What becomes of a case as a whole.</summary>
public enum Outcome : byte
{
    /// <summary>Every denial stands.</summary>
    Upheld,

    /// <summary>Every item is to be authorised.</summary>
    Overturned,

    /// <summary>Some of it is to be authorised.</summary>
    PartiallyOverturned,

    /// <summary>A reviewer must answer first.</summary>
    PendingReviewer,
}

/// <summary>The determination of a case: a result for each disputed item, and what they come to.</summary>
public sealed class Determination
{
    /// <summary>A determination.</summary>
    /// <param name="info">What the case file says of the case.</param>
    /// <param name="items">The results of its items; put in the order of the case, those of one item as they come.</param>
    public Determination(CaseInfo info, IEnumerable<ItemResult> items)
    {
        Info = info;
        Items = [.. items.OrderBy(item => item.Number)];
    }

    /// <summary>What the case file says of the case.</summary>
    public CaseInfo Info { get; }

    /// <summary>The results of its items, in the order of the case.</summary>
    public IReadOnlyList<ItemResult> Items { get; }

    /// <summary>What the items come to, by the results that decide them.</summary>
    public Outcome Outcome
    {
        get
        {
            List<ItemResult> deciding = [.. Items.Where(item => item.Governs)];
            return deciding.Any(item => item.Decision == Decision.PendingReviewer) ? Outcome.PendingReviewer
                : deciding.All(item => item.Decision == Decision.Upheld) ? Outcome.Upheld
                : deciding.All(item => item.Decision == Decision.Overturned) ? Outcome.Overturned
                : Outcome.PartiallyOverturned;
        }
    }

    /// <summary>The outcome in the words of determinations.</summary>
    public static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Upheld => "upheld",
        Outcome.Overturned => "overturned",
        Outcome.PartiallyOverturned => "partially overturned",
        _ => "pending reviewer",
    };

    /// <summary>Which date serves as the decision date, in words.</summary>
    public static string Words(DecisionDateSource source) => source switch
    {
        DecisionDateSource.DecisionDate => "decision date",
        DecisionDateSource.UtilizationReviewDate => "utilization review date",
        _ => "request date",
    };
}
