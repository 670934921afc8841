using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.RandomGuidelines;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>Small random guidelines of what can be decided completely: yes/no facts, choices, numbers with and without steps, in blocks.</summary>
internal static class SmallGuideline
{
    public static string Create(int seed)
    {
        var dice = new Dice(seed);
        var text = new StringBuilder();
        text.Append("language 1\nguideline random.small").Append(seed).Append(" \"Small\"\nallow GL0401 \"made at random\"\nfacts\n");
        text.Append("  a: yes/no\n  b: yes/no\n  stage: one of first, second, third\n  pain: number 0 to 10\n  visits: number 0 to 8, in steps of 1\n");
        text.Append("criteria for care\n");
        if (dice.Chance(30))
        {
            text.Append("  scope: ").Append(Leaf(dice)).Append('\n');
        }

        int count = dice.Number(2, 4);
        for (int i = 1; i <= count; i++)
        {
            Write(dice, text, "  " + i + ". ", 1);
        }

        text.Append("service care\n  medically necessary when all criteria for care\n");
        return text.ToString();
    }

    private static void Write(Dice dice, StringBuilder text, string opening, int depth)
    {
        string indent = new(' ', (2 * depth) + 4);
        if (depth > 2 || dice.Chance(depth == 1 ? 50 : 75))
        {
            text.Append(opening).Append(Leaf(dice)).Append('\n');
            if (depth == 1 && dice.Chance(15))
            {
                text.Append(indent).Append(dice.Of("unless ", "applies only when ", "excused when ")).Append(Leaf(dice)).Append('\n');
            }

            return;
        }

        text.Append(opening).Append(dice.Of("all of", "any of", "any of", "none of", "at least 2 of")).Append('\n');
        for (int i = dice.Number(2, 3); i > 0; i--)
        {
            Write(dice, text, indent, depth + 1);
        }
    }

    private static string Leaf(Dice dice) => dice.Weighted(
        (2, () => dice.Of("a", "b", "not a", "not b")),
        (2, () => "stage is " + dice.Of("first", "second", "third", "first or second", "second or third", "not second")),
        (3, () => Number(dice, "pain", 10)),
        (2, () => Number(dice, "visits", 8)),
        (1, () => "pain " + dice.Of("<", "≥", ">") + " visits"));

    private static string Number(Dice dice, string fact, int most)
    {
        int low = dice.Number(1, most - 1);
        return dice.Chance(30)
            ? fact + " is " + low + " to " + dice.Number(low, most).ToString(CultureInfo.InvariantCulture)
            : fact + " " + dice.Of("<", "≤", "≥", ">") + " " + low;
    }
}
