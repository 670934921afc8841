using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.RandomGuidelines;

// The latest and the first entry of a list.
internal sealed partial class Conditions
{
    /// <summary>A condition on the latest or first entry of a list.</summary>
    /// <param name="name">The list.</param>
    /// <param name="list">The list itself or a narrower one, by its name.</param>
    /// <param name="narrowed">The same with what narrows it further.</param>
    /// <param name="depth">How deep it may be nested.</param>
    private Outline ChosenEntry(Name name, string list, string narrowed, int depth)
    {
        Name number = dice.One([.. name.Fields.Where(field => field.Type is "number" or "percentage")]);
        Name choice = name.Fields.First(field => field.Type == "one of");
        string which = dice.Of("latest ", "first ");
        string comparison = dice.Of("> ", ">= ", "< ", "<= ", "is at least ", "is at most ");
        string throughout = " throughout " + Duration() + " after " + dice.One(Times);
        string scale = number.HasScale && dice.Chance(40) ? ", on the same scale" : string.Empty;
        List<Name> before = [.. declarations.Facts.Where(fact => fact.Type == "number" && fact.Unit == number.Unit && fact.HasScale == number.HasScale)];
        return dice.Weighted(
            (4, () => With(which + narrowed, name, depth)),
            (1, () => new Outline(which + narrowed)),
            (2, () => new Outline(number.Text + " of " + which + list + " " + comparison + Constant(number))),
            (2, () => new Outline(choice.Text + " of " + which + list + dice.Of(" is ", " is not ") + dice.One(choice.Values))),
            (2, () => new Outline("date of " + which + list + dice.Of(" is ", " is not ") + Standing())),
            (2, () => new Outline(Percent(number.Text + " of first " + list, number.Text + " of latest " + list) + scale)),
            (before.Count > 0 ? 3 : 0, () => new Outline(Percent(dice.One(before).Text, number.Text + " of " + list) + throughout + scale)),
            (3, () => new Outline(dice.Of("at least ", "less than ", "within ") + Duration() + " since " + which + narrowed)),
            (5, () => new Outline(number.Text + " of " + list + " " + comparison + Constant(number) + throughout)),
            (1, () => new Outline(choice.Text + " of " + list + " is " + dice.One(choice.Values) + throughout)));
    }
}
