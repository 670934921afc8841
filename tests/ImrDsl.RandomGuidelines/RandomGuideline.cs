using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ImrDsl.RandomGuidelines;

/// <summary>Writes random guidelines that use everything the language has. The same seed writes the same text.</summary>
public static class RandomGuideline
{
    /// <summary>The text of a guideline that uses no other file.</summary>
    /// <param name="seed">Any number.</param>
    public static string Create(int seed) => Write(seed, null);

    /// <summary>The text of a guideline that uses a vocabulary, and of that vocabulary, whose id is <c>random.v</c> and the seed.</summary>
    /// <param name="seed">Any number.</param>
    public static (string Guideline, string Vocabulary) CreateWithVocabulary(int seed)
    {
        var vocabulary = new StringBuilder();
        string guideline = Write(seed, vocabulary);
        return (guideline, vocabulary.ToString());
    }

    private static string Write(int seed, StringBuilder? vocabulary)
    {
        var dice = new Dice(seed);
        int size = dice.Of(1, 2, 3);
        var declarations = new Declarations(dice);
        var conditions = new Conditions(dice, declarations);
        var text = new StringBuilder();
        text.Append("language 1\nguideline random.g").Append(seed).Append(" \"Random guideline ").Append(seed).Append("\"\n  effective from 2000-01-01\n");
        text.Append("allow GL0401 \"made at random\"\n");
        if (vocabulary is not null)
        {
            text.Append("use random.v").Append(seed).Append('\n');
            vocabulary.Append("language 1\nvocabulary random.v").Append(seed).Append("\nevidence spirometry is test\nperson QME is physician\n");
        }

        StringBuilder shared = vocabulary ?? text;
        shared.AppendJoin('\n', declarations.SharedLines).Append('\n');
        text.AppendJoin('\n', declarations.Lines).Append('\n');
        bool hasAmounts = dice.Chance(50);
        if (hasAmounts)
        {
            text.Append("request\n  visits: number 1 to 30 visits\nfacts\n  visits already given: number 0 to 30 visits\n");
        }

        DefineShared(dice, declarations, conditions, shared);
        Define(dice, declarations, conditions, text);
        List<(string Name, int Count)> lists = [];
        for (int i = dice.Number(1, 2); i > 0; i--)
        {
            string name = "group " + (char)('P' + i);
            lists.Add((name, WriteList(dice, conditions, text, name, size)));
        }

        for (int i = dice.Number(1, 2); i > 0; i--)
        {
            WriteService(dice, declarations, conditions, text, "service " + (char)('X' + i), lists, size, hasAmounts && dice.Chance(40));
        }

        return text.ToString();
    }

    private static void Define(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text)
    {
        Name choice = declarations.Facts.First(fact => fact.Type == "one of");
        Name number = declarations.Facts.First(fact => fact.Type == "number");
        if (dice.Chance(60))
        {
            conditions.Tables.Add("weight alpha");
            WriteTable(dice, text, "weight alpha", choice, number);
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
            text.Append("define sum omega: ").Append(number.Text).Append(dice.Of(" + ", " - ", " × ")).Append(dice.One(plain).Text).Append('\n');
            conditions.DefinedNumbers.Add("sum omega");
        }

        for (int i = dice.Number(0, 2); i > 0; i--)
        {
            string name = "state " + (char)('a' + i) + " omega";
            new Outline("define " + name + ":") { Below = { conditions.Condition([], 1) } }.Write(text, 0);
            conditions.DefinedConditions.Add(name);
        }
    }

    // What may stand in a vocabulary: on the shared kind of entry and the first two facts only.
    private static void DefineShared(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text)
    {
        Name inner = declarations.SharedFields[0];
        if (dice.Chance(60))
        {
            conditions.SharedTable = "weight beta";
            WriteTable(dice, text, "weight beta", declarations.SharedFields[2], inner);
        }

        if (dice.Chance(60))
        {
            conditions.Function = "burden";
            text.Append("define burden of a list of items: total of ").Append(inner.Text).Append(conditions.SharedTable is null ? string.Empty : " × " + conditions.SharedTable).Append('\n');
        }

        if (dice.Chance(60))
        {
            string negation = dice.Of(string.Empty, "not ");
            text.Append("define state of the items: ").Append(negation).Append(declarations.Facts[1].Text).Append(dice.Of(" and ", " or "))
                .Append(dice.Of("some ", "every ")).Append(declarations.Facts[0].Text).Append(", with ").Append(declarations.SharedFields[3].Text).Append('\n');
            conditions.DefinedConditions.Add("state of the items");
        }

        if (dice.Chance(60))
        {
            string name = "narrow " + declarations.Facts[0].Text;
            text.Append("define ").Append(name).Append(": ").Append(declarations.Facts[0].Text).Append(" where ")
                .Append(declarations.SharedFields[1].Text).Append(dice.Of(" > ", " <= ")).Append(dice.Number(0, (int)declarations.SharedFields[1].High)).Append(' ').Append(declarations.SharedFields[1].Unit).Append('\n');
            conditions.DefinedLists.Add((name, declarations.Facts[0]));
        }
    }

    private static void WriteTable(Dice dice, StringBuilder text, string name, Name choice, Name number)
    {
        text.Append("table ").Append(name).Append("\n  ").Append(choice.Text).Append(" | ").Append(number.Text).Append(" | factor\n");
        foreach (string value in choice.Values)
        {
            string unit = number.Unit.Length > 0 ? " " + number.Unit : string.Empty;
            if (dice.Chance(50))
            {
                text.Append("  ").Append(value).Append(" | any | ").Append(dice.Number(0, 8)).Append('\n');
                continue;
            }

            int middle = dice.Number(1, (int)number.High - 1);
            text.Append("  ").Append(value).Append(" | up to ").Append(middle).Append(unit).Append(" | ").Append(dice.Number(0, 8)).Append('\n');
            text.Append("  ").Append(value).Append(" | over ").Append(middle).Append(unit).Append(" | ").Append(dice.Number(0, 8)).Append(".5\n");
        }
    }

    private static int WriteList(Dice dice, Conditions conditions, StringBuilder text, string name, int size)
    {
        text.Append("criteria for ").Append(name).Append('\n');
        if (dice.Chance(90))
        {
            Outline scope = dice.Chance(75) ? conditions.Simple([]) : conditions.Condition([], 1);
            new Outline("scope: " + scope.Text).With(scope.Below).Write(text, 1);
        }

        int count = dice.Of(1, 1, 2, 3);
        for (int i = 1; i <= count; i++)
        {
            Outline criterion = conditions.Condition([], dice.Number(0, size));
            string title = dice.Chance(50) ? "Criterion " + (char)('A' + i) + ": " : string.Empty;
            new Outline(i + ". " + title + criterion.Text).With(criterion.Below).Write(text, 1);
        }

        return count;
    }

    private static void WriteService(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text, string name, List<(string Name, int Count)> lists, int size, bool hasAmounts)
    {
        text.Append("service ").Append(name).Append('\n');
        bool isNecessary = hasAmounts || dice.Chance(95);
        if (hasAmounts)
        {
            WriteAmounts(dice, declarations, conditions, text, lists, size);
        }
        else if (isNecessary)
        {
            string opening = "medically necessary when ";
            List<Name> judged = [.. declarations.Facts.Where(fact => fact.IsJudgement)];
            if (judged.Count > 0 && dice.Chance(38))
            {
                var block = new Outline(opening + dice.Of("all of", "any of", "any of")) { Below = { new Outline(dice.One(judged).Text), new Outline(Reference(dice, dice.One(lists))) } };
                block.Write(text, 1);
            }
            else if (dice.Chance(70))
            {
                new Outline(opening + Reference(dice, dice.One(lists))).Write(text, 1);
            }
            else if (dice.Chance(30))
            {
                Outline alone = conditions.Condition([], dice.Number(0, size));
                new Outline(opening + alone.Text).With(alone.Below).Write(text, 1);
            }
            else
            {
                var block = new Outline(opening + dice.Of("all of", "any of"));
                block.Below.AddRange(lists.Select(list => new Outline(Reference(dice, list))));
                if (dice.Chance(50))
                {
                    Outline further = conditions.Condition([], 1);
                    further.Text = "R. Further: " + further.Text;
                    block.Below.Add(further);
                }

                block.Write(text, 1);
            }
        }

        if (!isNecessary || dice.Chance(36))
        {
            Outline against = dice.Chance(60) ? conditions.Simple([]) : conditions.Condition([], 1);
            new Outline(dice.Of("not recommended when ", "not recommended except when ") + against.Text).With(against.Below).Write(text, 1);
        }
    }

    // Lines that each allow an amount.
    private static void WriteAmounts(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text, List<(string Name, int Count)> lists, int size)
    {
        List<Name> entries = [.. declarations.Facts.Where(fact => fact.Type == "list")];
        for (int i = dice.Number(1, 3); i > 0; i--)
        {
            string amount = dice.Of(string.Empty, string.Empty, "half of ") + dice.Number(1, 12) + " visits" + dice.Of(string.Empty, " over 2 weeks");
            string given = dice.Of(string.Empty, string.Empty, ", counting visits already given,", ", counting " + dice.One(entries).Text + ",");
            Outline when = dice.Chance(50) ? new Outline(Reference(dice, dice.One(lists))) : conditions.Condition([], dice.Number(0, size));
            new Outline("medically necessary up to " + amount + given + " when " + when.Text).With(when.Below).Write(text, 1);
        }
    }

    private static string Reference(Dice dice, (string Name, int Count) list) => dice.Weighted(
        (4, () => "all criteria for " + list.Name),
        (list.Count > 1 ? 2 : 0, () => "all criteria for " + list.Name + " except " + dice.Number(1, list.Count)),
        (list.Count > 1 ? 2 : 0, () => "criteria 1 and " + list.Count + " for " + list.Name),
        (1, () => "criteria 1 to " + list.Count + " for " + list.Name));

    private static Outline With(this Outline line, IEnumerable<Outline> below)
    {
        line.Below.AddRange(below);
        return line;
    }
}
