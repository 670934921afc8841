using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.RandomGuidelines;

/// <summary>Makes random conditions of everything the language has.</summary>
internal sealed partial class Conditions(Dice dice, Declarations declarations)
{
    private static readonly string[] Times = ["decision date", "request date", "2012-06-15", "2012-02", "2013-05", "date of injury"];

    private static readonly string[] Standards =
        ["imaging", "imaging or test", "a psychologist", "a physician, nurse or imaging", "examination", "a psychologist or psychiatrist"];

    /// <summary>Conditions, values and lists that were defined, by name; filled in while definitions are made.</summary>
    public List<string> DefinedConditions { get; } = [];

    public List<string> DefinedNumbers { get; } = [];

    public List<string> DefinedTimes { get; } = [];

    public List<(string Name, Name List)> DefinedLists { get; } = [];

    /// <summary>Scores, with the names of their bands.</summary>
    public List<(string Name, List<string> Bands)> Scores { get; } = [];

    /// <summary>Look-ups by facts of the case, and by fields of the shared entries.</summary>
    public List<LookUp> LookUps { get; } = [];

    public List<LookUp> SharedLookUps { get; } = [];

    public string? Function { get; set; }

    /// <summary>A condition on what is visible: the facts of the case and the fields of an entry at hand.</summary>
    public Outline Condition(IReadOnlyList<Name> fields, int depth)
    {
        Outline line = depth > 0 && dice.Chance(45) ? Block(fields, depth) : dice.Chance(15) ? Joined(fields) : Leaf(fields, depth);
        return depth > 0 && dice.Chance(20) ? Modified(line, fields, depth) : line;
    }

    /// <summary>A condition that is one line and joinable.</summary>
    public Outline Simple(IReadOnlyList<Name> fields)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            Outline line = Leaf(fields, 0);
            if (line.IsJoinable)
            {
                return line;
            }
        }

        return new Outline("decision date after 2013") { IsJoinable = true };
    }

    public string Duration() => dice.Of(
        dice.Number(2, 30) + " months", dice.Number(2, 8) + " months", dice.Number(2, 20) + " weeks", dice.Number(10, 200) + " days", "1 year", "1 month");

    private Outline Block(IReadOnlyList<Name> fields, int depth)
    {
        int count = dice.Number(2, 4);
        var block = new Outline(dice.Of("all of", "any of", "none of", $"at least {dice.Number(1, count)} of", $"exactly {dice.Number(1, count)} of", $"at most {dice.Number(1, count - 1)} of"));
        for (int i = 0; i < count; i++)
        {
            Outline part = Condition(fields, depth - 1);
            if (dice.Chance(30))
            {
                part.Text = (char)('a' + i) + ". " + (dice.Chance(50) ? "Part " + (char)('A' + i) + ": " : string.Empty) + part.Text;
            }

            block.Below.Add(part);
        }

        return block;
    }

    // What is negated stands last: before a name alone the reach of “not” would be unclear.
    private Outline Joined(IReadOnlyList<Name> fields) =>
        new(string.Join(dice.Of(" and ", " or "), Enumerable.Range(0, dice.Number(2, 3)).Select(_ => Simple(fields).Text).OrderBy(text => text.StartsWith("not ", StringComparison.Ordinal))));

    private Outline Modified(Outline line, IReadOnlyList<Name> fields, int depth)
    {
        string word = dice.Of("unless ", "excused when ", "applies only when ");
        if (line.IsJoinable && dice.Chance(30))
        {
            return new Outline(line.Text + " " + word + Simple(fields).Text);
        }

        Outline other = Condition(fields, depth - 1);
        bool isPlain = other.Below.Count == 0;
        var modifier = new Outline(word + (word == "unless " && isPlain && dice.Chance(20) ? Simple(fields).Text + " but not when " + Simple(fields).Text : other.Text));
        modifier.Below.AddRange(other.Below);
        line.Below.Add(modifier);
        return line;
    }

    private Outline Leaf(IReadOnlyList<Name> fields, int depth)
    {
        // Fields of the entry at hand are what is asked most.
        IReadOnlyList<Name> visible = fields.Count > 0 && dice.Chance(80) ? fields : declarations.Facts;
        Name name = dice.One(visible);
        return name.Type switch
        {
            "yes/no" => YesNo(name),
            "number" => Numeric(name, visible, fields),
            "percentage" => Joinable(RecordedChange(name, visible)),
            "date" => Joinable(Date(name)),
            "one of" or "scale" => Choice(name),
            "code" => Code(name),
            "codes" => Codes(name),
            "record" => Record(name, depth),
            "list" => List(name, depth),
            _ => dice.Chance(40) ? new Outline(name.Text + " is documented" + Qualifier()) : Defined(fields),
        };
    }

    private Outline Code(Name name) => dice.Chance(20)
        ? new Outline(name.Text + " is documented" + Qualifier())
        : Joinable(name.Text + dice.Of(" is in ", " is ", " is not in ") + CodeSet());

    private Outline Codes(Name name) => Joinable(name.Text + dice.Of(" are in ", " include ", " are not in ") + CodeSet());

    /// <summary>A condition on the entries of a list, at any of which it asks a condition.</summary>
    public Outline Entries(Name list) => With(dice.Of("some ", "every ", "latest ", "first ") + list.Text, list, 1);

    private string CodeSet() => dice.Of("ICD-10-CM M54.*", "ICD-10-CM M96.1, G89.4", "G89.0 to G89.4", "ICD-10-CM M54.5 or M96.1", "set alpha", "set alpha or set beta");

    private Outline Defined(IReadOnlyList<Name> fields) => dice.Weighted(
        (DefinedConditions.Count > 0 ? 3 : 0, () => Joinable((dice.Chance(30) ? "not " : string.Empty) + dice.One(DefinedConditions))),
        (DefinedTimes.Count > 0 ? 2 : 0, () => Joinable(dice.One(DefinedTimes) + " " + dice.Of("> ", ">= ", "< ", "<= ", "at least ") + Duration())),
        (DefinedNumbers.Count > 0 ? 2 : 0, () => Joinable(dice.One(DefinedNumbers) + " " + dice.Of("> ", ">= ", "< ", "<= ") + Number(0, 40))),
        (Scores.Count > 0 ? 4 : 0, () => Joinable(Score())),
        (LookUps.Any(known => !known.IsTime) ? 2 : 0, () => Joinable(Looked(dice.One([.. LookUps.Where(known => !known.IsTime)])))),
        (Function is not null ? 2 : 0, Functions),
        (1, () => Joinable(dice.Chance(50) ? Age() : Elapsed())));

    private static Outline Joinable(string text) => new(text) { IsJoinable = true };

    private Outline YesNo(Name name) => name.IsJudgement
        ? Joinable(dice.Chance(30) ? "not " + name.Text : name.Text)
        : dice.Weighted(
            (6, () => Joinable(dice.Chance(30) ? "not " + name.Text : name.Text)),
            (2, () => new Outline(name.Text + " is documented" + Qualifier())),
            (1, () => new Outline(name.Text + " is ruled out" + Qualifier())),
            (1, () => new Outline("neither " + name.Text + " nor " + declarations.Facts[1].Text)));

    private string Qualifier()
    {
        string text = string.Empty;
        if (dice.Chance(40))
        {
            text += " by " + dice.One(Standards);
        }

        if (dice.Chance(25))
        {
            text += " " + Standing();
        }

        return text;
    }

    // How a date stands to another.
    private string Standing() => dice.Weighted(
        (5, () => dice.Of("before ", "on or before ", "after ", "on or after ")),
        (2, () => "within " + Duration() + dice.Of(" before ", " after ", " of ")),
        (1, () => dice.Of("at least ", "more than ", "at most ") + Duration() + dice.Of(" before ", " after ")),
        (1, () => "between day " + dice.Number(0, 40) + " and day " + dice.Number(41, 400) + " after ")) + dice.One(Times);

    private string Date(Name name)
    {
        string time = dice.One(Times);
        return dice.Weighted(
            (4, () => name.Text + dice.Of(" ", " is ", " is not ") + Standing()),
            (1, () => name.Text + " = " + time),
            (3, () => "time from " + name.Text + " to " + dice.Of("decision date", "request date") + " " + Lasts()));
    }

    private string Age() => "age " + dice.Weighted(
        (2, () => dice.Of(">= ", "< ", "is at most ", "> ", "= ", "≠ ") + dice.Number(1, 3)),
        (1, () => "is " + dice.Number(0, 2) + " to " + dice.Number(2, 4)));

    private string Elapsed() => "time from " + dice.Of("date of injury", "request date") + " to decision date " + Lasts();

    private string Lasts() => LookUps.Any(known => known.IsTime) && dice.Chance(40)
        ? dice.Of("> ", ">= ", "< ", "<= ", "at least ", "is at most ") + dice.One([.. LookUps.Where(known => known.IsTime)]).Text
        : dice.Chance(80) ? dice.Of("> ", ">= ", "< ", "<= ", "= ", "≠ ", "at least ", "is more than ") + Duration()
        : dice.Of("is at least ", "is at most ", "is ") + dice.Number(2, 6) + " months to " + dice.Number(6, 24) + " months";

    private Outline Choice(Name name)
    {
        string value = dice.One(name.Values);
        return dice.Weighted(
            (3, () => Joinable(name.Text + " is " + value)),
            (1, () => Joinable(name.Text + " is not " + value)),
            (Alike(name).Count > 0 ? 2 : 0, () => Joinable(name.Text + dice.Of(" is ", " is not ", " is the same as ") + dice.One(Alike(name)).Text)),
            (2, () => Joinable(name.Text + " is " + string.Join(" or ", dice.Some(name.Values)))),
            (1, () => new Outline(name.Text + " is documented" + Qualifier())),
            (name.IsScale ? 4 : 0, () => Joinable(name.Text + " is " + value + dice.Of(" or higher", " or lower"))));
    }

    // Choices of the case with the same closed list of values.
    private List<Name> Alike(Name choice) => [.. declarations.Facts.Where(fact => fact.Text != choice.Text && fact.Type == "one of" && fact.Values.SequenceEqual(choice.Values))];

    /// <summary>What may narrow a list before "where": "for K", a window on the date of its entries.</summary>
    public string Narrowed(Name list)
    {
        Name choice = list.Fields.First(field => field.Type == "one of");
        string key = dice.Chance(70) ? string.Empty
            : Alike(choice) is { Count: > 0 } alike && dice.Chance(70) ? " for " + dice.One(alike).Text
            : " for " + string.Join(" or ", dice.Some(choice.Values));
        return key + dice.Weighted(
            (6, () => string.Empty),
            (1, () => " in " + dice.Of(string.Empty, "the last ") + Duration()),
            (1, () => " in the " + Duration() + dice.Of(" before ", " after ") + dice.One(Times)),
            (1, () => " " + Standing()),
            (1, () => dice.Of(" since ", " on ") + "date of injury"));
    }

    private Outline Record(Name name, int depth)
    {
        if (dice.Chance(15))
        {
            Name number = dice.One([.. name.Fields.Where(field => field.Type == "number")]);
            return dice.Chance(60)
                ? Joinable(number.Text + " of " + name.Text + Compared() + Constant(number))
                : new Outline(dice.Of("at least ", "less than ", "within ") + Duration() + " since " + name.Text);
        }

        string documented = name.Text + " is documented" + Qualifier();
        if (dice.Chance(20))
        {
            return new Outline(documented);
        }

        if (depth == 0 || dice.Chance(30))
        {
            return new Outline(documented + ", with " + Simple(name.Fields).Text);
        }

        var line = new Outline(documented + ", with " + dice.Of("all of", "any of", "none of", "at least 1 of"));
        for (int i = dice.Number(1, 3); i > 0; i--)
        {
            line.Below.Add(Condition(name.Fields, depth - 1));
        }

        return line;
    }

    private Outline List(Name name, int depth)
    {
        string list = name.Text;
        List<(string Name, Name List)> narrower = [.. DefinedLists.Where(defined => defined.List == name)];
        if (narrower.Count > 0 && dice.Chance(50))
        {
            list = dice.One(narrower).Name;
        }

        string where = dice.Chance(50) ? " where " + Simple(name.Fields).Text : string.Empty;
        string narrowed = list + Narrowed(name);
        Name number = dice.One([.. name.Fields.Where(field => field.Type == "number")]);
        Name choice = name.Fields.First(field => field.Type == "one of");
        bool hasPeriod = name.Fields.Any(field => field.Type == "period");
        return dice.Weighted(
            (4, () => With(dice.Of("some ", "every ") + narrowed + where, name, depth)),
            (2, () => new Outline(dice.Of("some ", "every ", "no ") + narrowed + " where " + Simple(name.Fields).Text)),
            (list == name.Text ? 1 : 0, () => new Outline("for every " + choice.Text + " of " + list + ", some entry where " + Simple(name.Fields).Text)),
            (hasPeriod ? 12 : 0, () => new Outline(dice.Of("≥", "at least ", "more than ", "less than ") + Duration() + " " + list + DaysThatCount(30) + where)),
            (hasPeriod ? 12 : 0, () => new Outline("≥" + Consecutive() + list + DaysThatCount(30) + (dice.Chance(50) ? " allowing gaps up to " + dice.Number(2, 40) + " days" : string.Empty))),
            (10, () => Frequency(name, list, where)),
            (2, () => new Outline(dice.Of("at most ", "at least ", "exactly ", "more than ") + dice.Number(0, 3) + " " + narrowed + where + dice.Of(string.Empty, ", counting this request"))),
            (2, () => Joinable("number of " + narrowed + dice.Of(" <= ", " >= ") + dice.Number(0, 3))),
            (1, () => new Outline("number of " + narrowed + ", counting this request, is " + dice.Of("<= ", ">= ") + dice.Number(0, 3))),
            (3, () => Joinable(dice.Of("total of ", "highest ", "lowest ") + number.Text + (dice.Chance(30) && number.Unit.Length == 0 ? dice.Of(" × 2", "²", " / 2", " / " + number.Text) : string.Empty) + " over " + narrowed + " " + dice.Of("> ", ">= ", "< ", "<= ") + Constant(number))),
            (1, () => new Outline("total of " + number.Text + " over " + narrowed + ", counting " + Constant(number) + ", is " + dice.Of("at most ", "at least ") + Constant(number))),
            (16, () => ChosenEntry(name, list, narrowed + where, depth)),
            (name.IsShared && Function is not null ? 9 : 0, Functions));
    }

    // The days that count towards a time: with a start, a frequency can be counted in them.
    private string DaysThatCount(int percent) => !dice.Chance(percent) ? string.Empty : dice.Weighted(
        (3, () => Starting()),
        (1, () => " " + dice.Of("before ", "on or before ") + dice.One(Times)),
        (1, () => " after date of injury and before " + dice.One(Times)));

    private string Starting() => " " + dice.Weighted(
        (2, () => "within " + Duration() + dice.Of(" before ", " after ", " of ") + dice.One(Times)),
        (1, () => "in the last " + Duration()),
        (1, () => "since " + dice.One(Times)),
        (1, () => "between day " + dice.Number(0, 40) + " and day " + dice.Number(41, 400) + " after " + dice.One(Times)));

    private Outline Frequency(Name name, string list, string where)
    {
        int run = dice.Number(1, 20);
        string often = dice.Of("at least ", "more than ", "at most ", "less than ", "exactly ", "≠ ", string.Empty) + (dice.Chance(50) ? dice.Number(0, 100) + "% of " : dice.Number(0, run) + " ");
        string days = dice.Chance(70) ? dice.Of("in some ", "in any ") + run + " consecutive days" + Starting() : Starting().TrimStart();
        return new Outline(days + ", " + Simple(name.Fields).Text + " on " + often + list + where);
    }

    private string Consecutive()
    {
        string[] parts = Duration().Split(' ');
        return parts[0] + " consecutive " + parts[1] + " ";
    }

    private Outline With(string some, Name name, int depth)
    {
        if (depth == 0 || dice.Chance(50))
        {
            return new Outline(some + ", with " + Simple(name.Fields).Text);
        }

        var line = new Outline(some + ", with " + dice.Of("all of", "any of"));
        for (int i = dice.Number(1, 3); i > 0; i--)
        {
            line.Below.Add(Condition(name.Fields, depth - 1));
        }

        return line;
    }

    private Outline Functions()
    {
        List<Name> lists = [.. declarations.Facts.Where(fact => fact.IsShared)];
        string value = Function + " of " + dice.One(lists).Text;
        return Joinable(dice.Chance(40)
            ? value + " " + dice.Of("< ", "<= ", ">= ") + Function + " of " + dice.One(lists).Text
            : value + " " + dice.Of("< ", ">= ") + Number(0, 30) + (declarations.SharedFields[0].Unit.Length > 0 ? " " + declarations.SharedFields[0].Unit : string.Empty));
    }
}
