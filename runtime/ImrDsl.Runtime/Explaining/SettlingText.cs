using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Writes what would settle items, as plain text.</summary>
public sealed class SettlingText
{
    // More sets than this are counted.
    private const int MostShown = 6;

    private readonly TextPage page;

    private SettlingText(TextPage page) => this.page = page;

    /// <summary>What would settle items, lines ended by <c>\n</c>.</summary>
    /// <param name="items">Items for which that was looked for.</param>
    /// <param name="width">The greatest width of a line, in characters; at least 60.</param>
    public static string Write(IReadOnlyList<ItemResult> items, int width = 96)
    {
        var page = new TextPage(System.Math.Max(width, 60), null);
        foreach (ItemResult item in items)
        {
            page.Gap();
            page.Write(0, "Item " + (item.Number + 1).ToString(CultureInfo.InvariantCulture) + "  ", item.ServiceTitle + ": " + item.Reason);
            new SettlingText(page).WriteItem(item);
        }

        return page.ToString();
    }

    /// <summary>Writes what would settle one item below what a page says of it.</summary>
    internal static void Write(TextPage page, ItemResult item) => new SettlingText(page).WriteItem(item);

    private void WriteItem(ItemResult item)
    {
        if (item.Settling is not { } settling)
        {
            return;
        }

        WriteSets("To establish medical necessity", settling.ToEstablish);
        WriteSets("To settle that it is not medically necessary", settling.ToRefute);
        WriteSets("For it to be medically necessary", settling.Changes);
        if (item.Finding == Finding.Necessary)
        {
            page.Write(2, string.Empty, "Nothing is missing.");
        }
    }

    private void WriteSets(string heading, SettlingSets sets)
    {
        if (sets.Sets.Count == 0)
        {
            if (sets.MayBeMore)
            {
                page.Gap();
                page.Write(2, string.Empty, heading + ": no set of facts does for certain, as several lines ask different things of one list.");
            }

            return;
        }

        // What every set holds is said once, and so is each choice.
        SettlingChoices settling = SettlingChoices.Of(sets.Sets);
        page.Gap();
        string lead = heading + ",";
        if (settling.Common.Count > 0)
        {
            page.Write(2, string.Empty, lead + (settling.Common.Count == 1 ? " this is needed:" : " all of these are needed:"));
            WriteSet(settling.Common, string.Empty);
            lead = "and with " + (settling.Common.Count == 1 ? "it" : "them");
        }

        foreach (IReadOnlyList<IReadOnlyList<SettlingFact>> choice in settling.Choices)
        {
            WriteChoice(lead, choice);
            lead = "and";
        }

        if (sets.More > 0 || sets.MayBeMore)
        {
            page.Write(4, string.Empty, "and " + (sets.More == 0 ? "perhaps more sets of facts" : (sets.MayBeMore ? "at least " : string.Empty) + Phrases.Count(sets.More, "more set") + " of facts"));
        }
    }

    private void WriteChoice(string lead, IReadOnlyList<IReadOnlyList<SettlingFact>> choice)
    {
        bool isOfOne = choice.All(alternative => alternative.Count == 1);
        page.Write(2, string.Empty, lead + (isOfOne ? " any one of these:" : " any one of these sets of facts:"));
        for (int i = 0; i < choice.Count && i < MostShown; i++)
        {
            WriteSet(choice[i], isOfOne ? string.Empty : ((char)('a' + i)) + ". ");
        }

        if (choice.Count > MostShown)
        {
            page.Write(4, string.Empty, "and " + (choice.Count - MostShown).ToString(CultureInfo.InvariantCulture) + " more of them");
        }
    }

    private void WriteSet(IReadOnlyList<SettlingFact> set, string lead)
    {
        foreach (SettlingFact fact in set)
        {
            string shortfall = (fact.Shortfall.Length > 0 ? ", " + fact.Shortfall : string.Empty);
            string criteria = fact.Criteria.Count == 0 ? string.Empty : " (" + Phrases.And(fact.Criteria) + ")";
            string question = fact.Question is null ? string.Empty : "; " + (fact.IsJudgement ? "the reviewer decides: " : string.Empty) + fact.Question;
            page.Write(4, ReferenceEquals(fact, set[0]) && lead.Length > 0 ? lead : lead.Length > 0 ? "   " : "- ", fact.Words + shortfall + criteria + question);
        }
    }
}
