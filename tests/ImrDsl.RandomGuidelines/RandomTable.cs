using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ImrDsl.RandomGuidelines;

/// <summary>A look-up in a table as it is written, and what it gives: a number in a unit, or a length of time.</summary>
internal sealed record LookUp(string Text, string Unit, bool IsTime);

/// <summary>A random table: one or two keys, one or more columns of values, often with gaps.</summary>
internal sealed class RandomTable
{
    private readonly Dice dice;
    private readonly string name;
    private readonly Name choice;
    private readonly Name? number;
    private readonly IReadOnlyList<Name> columns;

    /// <summary>A table.</summary>
    /// <param name="dice">Chooses.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="choice">A key with a closed list of values.</param>
    /// <param name="number">The other key, if there are two.</param>
    /// <param name="holdsVisits">Whether visits can be looked up.</param>
    public RandomTable(Dice dice, string name, Name choice, Name number, bool holdsVisits)
    {
        this.dice = dice;
        this.name = name;
        this.choice = choice;
        this.number = dice.Chance(75) ? number : null;
        string letter = name.Split(' ')[^1];
        Name[] all =
        [
            new("factor " + letter, "number"), new("dose " + letter, "number") { Unit = "mg/day" }, new("term " + letter, "time"),
            .. holdsVisits ? [new Name("visits", "number") { Unit = "visits" }] : Enumerable.Empty<Name>(),
        ];
        columns = dice.Chance(30) ? [all[0]] : dice.Some(all);
    }

    /// <summary>Writes the table.</summary>
    public void Write(StringBuilder text)
    {
        bool hasOtherwise = dice.Chance(25);
        bool hasGaps = hasOtherwise || dice.Chance(40);
        text.Append("table ").Append(name).Append(dice.Chance(hasGaps ? 50 : 10) ? " (closed)" : string.Empty).Append('\n');
        WriteRow(text, [choice.Text, .. number is null ? [] : new[] { number.Text }, .. columns.Select(column => column.Text)]);
        List<string> rest = [.. choice.Values];
        bool isFirst = true;
        while (rest.Count > 0)
        {
            int count = rest.Count > 1 && dice.Chance(25) ? 2 : 1;
            string key = string.Join(" or ", rest.Take(count));
            rest.RemoveRange(0, count);
            if (isFirst || !hasGaps || dice.Chance(75))
            {
                WriteRows(text, key, hasGaps && !isFirst);
            }

            isFirst = false;
        }

        if (hasOtherwise)
        {
            WriteRow(text, ["otherwise", .. columns.Select(Cell)]);
        }
    }

    /// <summary>Some ways to look it up by what is visible.</summary>
    public IEnumerable<LookUp> LookUps(IReadOnlyList<Name> visible)
    {
        List<Name> choices = [.. visible.Where(other => other.Type == "one of" && other.Values.SequenceEqual(choice.Values))];
        List<Name> numbers = number is null ? [] : [.. visible.Where(other => other.Type == "number" && other.Unit == number.Unit)];
        if (choices.Count == 0 || (number is not null && numbers.Count == 0))
        {
            yield break;
        }

        foreach (Name column in columns)
        {
            bool canBeNamed = columns.Count == 1 && choices.Contains(choice) && (number is null || numbers.Contains(number));
            string keys = dice.One(choices).Text + (number is null ? string.Empty : " and " + dice.One(numbers).Text);
            yield return new LookUp(canBeNamed && dice.Chance(50) ? name : column.Text + " for " + keys, column.Unit, column.Type == "time");
        }
    }

    // The rows for some values of the choice: by tiers of the number, if that is a key.
    private void WriteRows(StringBuilder text, string key, bool mayLeaveOut)
    {
        if (number is null)
        {
            WriteRow(text, [key, .. columns.Select(Cell)]);
            return;
        }

        if (dice.Chance(40))
        {
            WriteRow(text, [key, "any", .. columns.Select(Cell)]);
            return;
        }

        string unit = number.Unit.Length > 0 ? " " + number.Unit : string.Empty;
        int low = dice.Number(1, (int)number.High - 2);
        int high = dice.Number(low + 1, (int)number.High - 1);
        foreach (string tier in new[] { $"up to {low}{unit}", $"over {low} up to {high}{unit}", $"over {high}{unit}" })
        {
            if (!mayLeaveOut || dice.Chance(75))
            {
                WriteRow(text, [key, tier, .. columns.Select(Cell)]);
            }
        }
    }

    private string Cell(Name column) => column.Type == "time"
        ? dice.Of(dice.Number(2, 30) + " months", dice.Number(2, 60) + " weeks", dice.Number(10, 200) + " days")
        : dice.Number(0, 8) + dice.Of(string.Empty, ".5") + (column.Unit.Length > 0 ? " " + column.Unit : string.Empty);

    private static void WriteRow(StringBuilder text, IEnumerable<string> cells) => text.Append("  ").AppendJoin(" | ", cells).Append('\n');
}
