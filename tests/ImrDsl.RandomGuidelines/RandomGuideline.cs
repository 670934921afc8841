using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ImrDsl.RandomGuidelines;

/// <summary>Writes random guidelines that use everything the language has. The same seed writes the same text.</summary>
public static class RandomGuideline
{
    /// <summary>The text of a guideline that uses no other file.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="recordsPercentages">Whether recorded percentages may stand in for values that are not known. Like a default, such a one gives way to what comes to light.</param>
    public static string Create(int seed, bool recordsPercentages = false) => Write(seed, null, recordsPercentages);

    /// <summary>The text of a guideline that uses a vocabulary, and of that vocabulary, whose id is <c>random.v</c> and the seed.</summary>
    /// <param name="seed">Any number.</param>
    public static (string Guideline, string Vocabulary) CreateWithVocabulary(int seed)
    {
        var vocabulary = new StringBuilder();
        string guideline = Write(seed, vocabulary, recordsPercentages: true);
        return (guideline, vocabulary.ToString());
    }

    private static string Write(int seed, StringBuilder? vocabulary, bool recordsPercentages)
    {
        var dice = new Dice(seed);
        int size = dice.Of(1, 2, 3);
        var declarations = new Declarations(dice, recordsPercentages);
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

        var definitions = new Definitions(dice, declarations, conditions);
        definitions.WriteShared(shared);
        definitions.Write(text, hasAmounts);
        List<(string Name, int Count)> lists = [];
        for (int i = dice.Number(1, 2); i > 0; i--)
        {
            string name = "group " + (char)('P' + i);
            lists.Add((name, WriteList(dice, conditions, text, name, size, lists)));
        }

        string? read = dice.Chance(35) ? WriteReadList(dice, declarations, conditions, text, lists) : null;

        for (int i = dice.Number(1, 2); i > 0; i--)
        {
            WriteService(dice, declarations, conditions, text, "service " + (char)('X' + i), lists, size, hasAmounts && dice.Chance(40), read);
        }

        return text.ToString();
    }

    private static int WriteList(Dice dice, Conditions conditions, StringBuilder text, string name, int size, List<(string Name, int Count)> above)
    {
        text.Append("criteria for ").Append(name).Append('\n');
        if (dice.Chance(97))
        {
            Outline scope = dice.Chance(75) ? conditions.Simple([]) : conditions.Condition([], 1);
            new Outline("scope: " + scope.Text).With(scope.Below).Write(text, 1);
        }

        int count = dice.Of(1, 1, 2, 3);
        for (int i = 1; i <= count; i++)
        {
            Outline criterion = above.Count > 0 && dice.Chance(20) ? new Outline(Counted(dice, dice.One(above))) : conditions.Condition([], dice.Number(0, size));
            string title = dice.Chance(50) ? "Criterion " + (char)('A' + i) + ": " : string.Empty;
            new Outline(i + ". " + title + criterion.Text).With(criterion.Below).Write(text, 1);
        }

        return count;
    }

    // Criteria that ask for one list, and a reference that reads another list in its place.
    private static string WriteReadList(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text, List<(string Name, int Count)> lists)
    {
        Name asked = declarations.Facts[0];
        Name other = dice.One([.. declarations.Facts.Where(fact => fact.IsShared && fact != asked)]);
        text.Append("criteria for group S\n");
        int count = dice.Number(1, 3);
        for (int i = 1; i <= count; i++)
        {
            Outline criterion = conditions.Entries(asked);
            new Outline(i + ". " + criterion.Text).With(criterion.Below).Write(text, 1);
        }

        lists.Add(("group S", count));
        return "all criteria for group S, reading " + asked.Text + " as " + other.Text;
    }

    private static void WriteService(Dice dice, Declarations declarations, Conditions conditions, StringBuilder text, string name, List<(string Name, int Count)> lists, int size, bool hasAmounts, string? read)
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
            if (judged.Count > 0 && dice.Chance(50))
            {
                var block = new Outline(opening + dice.Of("all of", "any of", "any of")) { Below = { new Outline(dice.One(judged).Text), new Outline(Reference(dice, dice.One(lists))) } };
                block.Write(text, 1);
            }
            else if (dice.Chance(78))
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
                var block = new Outline(opening + dice.Of("all of", "any of", "any of"));
                block.Below.AddRange(lists.Select(list => new Outline(Reference(dice, list))));
                if (read is not null && dice.Chance(75))
                {
                    block.Below.Add(new Outline(read));
                }

                if (dice.Chance(50))
                {
                    Outline further = conditions.Condition([], 1);
                    further.Text = "R. Further: " + further.Text;
                    block.Below.Add(further);
                }

                block.Write(text, 1);
            }
        }

        if (!isNecessary || dice.Chance(33))
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
            List<LookUp> visits = [.. conditions.LookUps.Where(known => known.Unit == "visits")];
            string amount = dice.Of(string.Empty, string.Empty, "half of ") + (visits.Count > 0 && dice.Chance(40) ? dice.One(visits).Text : dice.Number(1, 12) + " visits") + dice.Of(string.Empty, " over 2 weeks");
            string given = dice.Of(string.Empty, string.Empty, ", counting visits already given,", ", counting " + dice.One(entries).Text + ",");
            Outline when = dice.Weighted(
                (6, () => new Outline(Reference(dice, dice.One(lists)))),
                (2, () => conditions.Condition([], dice.Number(0, size))),
                (2, () => new Outline("any of") { Below = { conditions.Simple([]), conditions.Simple([]), conditions.Simple([]) } }));
            new Outline("medically necessary up to " + amount + given + " when " + when.Text).With(when.Below).Write(text, 1);
        }
    }

    private static string Reference(Dice dice, (string Name, int Count) list) => dice.Weighted(
        (4, () => "all criteria for " + list.Name),
        (list.Count > 1 ? 2 : 0, () => "all criteria for " + list.Name + " except " + dice.Number(1, list.Count)),
        (list.Count > 1 ? 2 : 0, () => "criteria 1 and " + list.Count + " for " + list.Name),
        (1, () => "criteria 1 to " + list.Count + " for " + list.Name));

    // Some of the criteria of a list, as a criterion of another asks for them.
    private static string Counted(Dice dice, (string Name, int Count) list) => dice.Weighted(
        (3, () => Reference(dice, list)),
        (1, () => "any criterion for " + list.Name),
        (1, () => "at least 1 of the criteria for " + list.Name),
        (list.Count > 1 ? 1 : 0, () => "none of criteria 1 to " + list.Count + " for " + list.Name));

    private static Outline With(this Outline line, IEnumerable<Outline> below)
    {
        line.Below.AddRange(below);
        return line;
    }
}
