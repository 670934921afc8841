using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Editions;

/// <summary>
/// The results of several guidelines for one item, in the order of authorities. The first authority that addresses the item decides; what the
/// others say stays in view.
/// </summary>
internal static class AuthorityOrder
{
    /// <summary>The results with their places in the order; a single one is left as it is.</summary>
    /// <param name="results">The results of one item.</param>
    public static IEnumerable<ItemResult> Of(IReadOnlyList<ItemResult> results)
    {
        if (results.Count < 2)
        {
            return results;
        }

        bool anyAddresses = results.Any(IsAddressed);
        List<ItemResult> able = [.. results.Where(result => IsAddressed(result) || !anyAddresses)];
        int rank = able.Min(RankOf);
        List<ItemResult> deciding = [.. able.Where(result => RankOf(result) == rank)];
        return results.OrderBy(RankOf).Select(result => Placed(result, results, deciding));
    }

    private static ItemResult Placed(ItemResult result, IReadOnlyList<ItemResult> results, List<ItemResult> deciding)
    {
        string others = string.Join(" and ", deciding.Where(other => other != result).Select(NameOf));
        bool isOne = deciding.Count(other => other != result) == 1;
        bool isSplit = deciding.Any(other => other.Decision != deciding[0].Decision || other.AmountsInPart != deciding[0].AmountsInPart);
        bool governs = deciding.Contains(result);
        bool anyAddresses = results.Any(IsAddressed);
        ItemResult placed = result with
        {
            Governs = governs,
            Order = (governs, IsAddressed(result)) switch
            {
                _ when !anyAddresses => "does not address the item, nor does any other guideline at hand",
                (true, _) when isSplit => "ranks with " + others + ", which " + (isOne ? "decides" : "decide") + " differently",
                (true, _) when others.Length > 0 => "decides, together with " + others,
                (true, _) => "decides: the first in the order MTUS, then ACOEM and ODG, then others, to address the item",
                (false, true) => "comes after " + others + ", which " + (isOne ? "decides" : "decide"),
                (false, false) => "does not address the item; " + others + (isOne ? " decides" : " decide"),
            },
            Conflicts = [.. results.Where(other => AreInConflict(result, other)).Select(other => NameOf(other) + " finds it " + other.FindingWords)],
        };
        return governs && isSplit
            ? placed with { Decision = Decision.PendingReviewer, Reason = result.Reason + "; a reviewer has to weigh it against " + others }
            : placed;
    }

    private static int RankOf(ItemResult result) => Authorities.RankOf(result.Guideline.Authority);

    private static bool IsAddressed(ItemResult result) => result.Finding != Finding.NotAddressed;

    private static bool AreInConflict(ItemResult left, ItemResult right) => IsAddressed(left) && IsAddressed(right)
        && (left.Finding != right.Finding || left.AmountsInPart != right.AmountsInPart);

    private static string NameOf(ItemResult result) => result.Guideline.Authority == Authority.Other
        ? result.Guideline.Id
        : Authorities.Words(result.Guideline.Authority) + " (" + result.Guideline.Id + ")";
}
