using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ImrDsl.RandomGuidelines;

/// <summary>Writes random definitions, tables and scores, and lets conditions know of them.</summary>
internal sealed class Definitions(Dice dice, Declarations declarations, Conditions conditions)
{
    private static readonly string[] Bands = ["slight", "moderate", "severe", "very severe"];

    /// <summary>Writes what may stand in a vocabulary: on the shared kind of entry and the first two facts only.</summary>
    public void WriteShared(StringBuilder text)
    {
        Name inner = declarations.SharedFields[0];
        Name choice = declarations.SharedFields.First(field => field.Type == "one of");
        Name sign = declarations.SharedFields.First(field => field.Type == "yes/no");
        Name list = declarations.Facts[0];
        if (dice.Chance(60))
        {
            var table = new RandomTable(dice, "weight beta", choice, inner, holdsVisits: false);
            table.Write(text);
            conditions.SharedLookUps.AddRange(table.LookUps(declarations.SharedFields));
            conditions.LookUps.AddRange(table.LookUps(declarations.Facts));
        }

        if (dice.Chance(60))
        {
            conditions.Function = "burden";
            List<LookUp> factors = [.. conditions.SharedLookUps.Where(known => !known.IsTime && known.Unit.Length == 0)];
            text.Append("define burden of a list of items: total of ").Append(inner.Text).Append(factors.Count == 0 ? string.Empty : dice.Of(" × ", " × ", " / ") + dice.One(factors).Text).Append('\n');
        }

        if (dice.Chance(60))
        {
            string negation = dice.Of(string.Empty, "not ");
            text.Append("define state of the items: ").Append(negation).Append(declarations.Facts[1].Text).Append(dice.Of(" and ", " or "))
                .Append(dice.Of("some ", "every ")).Append(list.Text).Append(", with ").Append(sign.Text).Append('\n');
            conditions.DefinedConditions.Add("state of the items");
        }

        if (dice.Chance(60))
        {
            Name number = declarations.SharedFields[1];
            text.Append("define narrow ").Append(list.Text).Append(": ").Append(list.Text).Append(" where ")
                .Append(number.Text).Append(dice.Of(" > ", " <= ")).Append(dice.Number(0, (int)number.High)).Append(' ').Append(number.Unit).Append('\n');
            conditions.DefinedLists.Add(("narrow " + list.Text, list));
        }

        if (dice.Chance(30))
        {
            WriteScore(text, "hazard beta", [new Outline(declarations.Facts[1].Text), new Outline("some " + list.Text + ", with " + sign.Text)]);
        }
    }

    /// <summary>Writes what a guideline defines for itself.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="hasVisits">Whether it speaks of visits.</param>
    public void Write(StringBuilder text, bool hasVisits)
    {
        Name number = declarations.Facts.First(fact => fact.Type == "number");
        if (dice.Chance(60))
        {
            var table = new RandomTable(dice, "weight alpha", declarations.Facts.First(fact => fact.Type == "one of"), number, hasVisits);
            table.Write(text);
            conditions.LookUps.AddRange(table.LookUps(declarations.Facts));
        }

        foreach (Name list in declarations.Facts.Where(fact => fact.Type == "list" && fact != declarations.Facts[0] && dice.Chance(50)).ToList())
        {
            string name = "narrow " + list.Text;
            text.Append("define ").Append(name).Append(": ").Append(list.Text).Append(conditions.Narrowed(list)).Append(" where ").Append(conditions.Simple(list.Fields).Text).Append('\n');
            conditions.DefinedLists.Add((name, list));
        }

        List<Name> dates = [.. declarations.Facts.Where(fact => fact.Type == "date")];
        if (dice.Chance(50))
        {
            text.Append("define duration omega: time from ").Append(dice.One(dates).Text).Append(" to decision date\n");
            conditions.DefinedTimes.Add("duration omega");
        }

        List<Name> plain = [.. declarations.Facts.Where(fact => fact.Type == "number" && fact.Unit == number.Unit)];
        if (dice.Chance(50) && number.Unit.Length == 0)
        {
            text.Append("define sum omega: ").Append(number.Text).Append(dice.Of(" + ", " - ", " × ", " / ")).Append(dice.One(plain).Text).Append(dice.Of(string.Empty, "²")).Append('\n');
            conditions.DefinedNumbers.Add("sum omega");
        }

        if (dice.Chance(60))
        {
            WriteScore(text, "hazard omega", [.. Enumerable.Range(0, dice.Number(1, 4)).Select(_ => conditions.Condition([], dice.Number(0, 1)))]);
        }

        for (int i = dice.Number(0, 2); i > 0; i--)
        {
            string name = "state " + (char)('a' + i) + " omega";
            new Outline("define " + name + ":") { Below = { conditions.Condition([], 1) } }.Write(text, 0);
            conditions.DefinedConditions.Add(name);
        }
    }

    // The totals are multiples of a half, so that bands that meet at a half leave none out.
    private void WriteScore(StringBuilder text, string name, List<Outline> parts)
    {
        text.Append("score ").Append(name).Append('\n');
        decimal most = 0;
        foreach (Outline part in parts)
        {
            decimal points = dice.Number(1, 8) / 2m;
            most += points;
            string title = Declarations.Show(points) + (points == 1 ? " point: " : " points: ");
            var line = new Outline(title + part.Text);
            line.Below.AddRange(part.Below);
            line.Write(text, 1);
        }

        List<string> bands = [];
        decimal low = 0;
        foreach (string band in dice.Chance(80) ? Bands : [])
        {
            decimal high = low + (dice.Number(0, 4) / 2m);
            bool isLast = high >= most || band == Bands[^1];
            text.Append("  ").Append(band).Append(": ").Append(
                isLast ? Declarations.Show(low) + " or more" : (low == 0 && dice.Chance(50) ? "up to " : Declarations.Show(low) + " to ") + Declarations.Show(high)).Append('\n');
            bands.Add(band);
            if (isLast)
            {
                break;
            }

            low = high + 0.5m;
        }

        conditions.Scores.Add((name, bands));
        conditions.DefinedNumbers.Add(name);
    }
}
