using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ImrDsl.RandomGuidelines;

/// <summary>What a random guideline may name: facts or fields of one type.</summary>
internal sealed record Name(string Text, string Type)
{
    public string Unit { get; init; } = string.Empty;

    public decimal Low { get; init; }

    public decimal High { get; init; }

    /// <summary>Whether it is declared much wider than <see cref="High"/>, so that its products are too long to be computed exactly.</summary>
    public bool IsWide { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    public bool IsScale { get; init; }

    public bool IsJudgement { get; init; }

    /// <summary>The fields, of a record or list.</summary>
    public IReadOnlyList<Name> Fields { get; init; } = [];

    /// <summary>Whether its entries are of the kind that several lists share.</summary>
    public bool IsShared { get; init; }

    /// <summary>Of a recorded percentage, the change that it records: "reduction from … to …".</summary>
    public string Change { get; init; } = string.Empty;

    /// <summary>Whether it is declared on which scale it was measured.</summary>
    public bool HasScale { get; init; }
}

/// <summary>Declares random facts: their names, types, defaults.</summary>
internal sealed class Declarations
{
    private static readonly string[] Letters =
        ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "iota", "kappa", "lambda", "sigma", "omega", "rho", "tau", "phi", "chi", "psi", "omicron"];

    // What begins the names of what the request gives.
    private const string Asked = "asked";

    private static readonly string[] Scales = ["VAS", "NRS"];

    private readonly Dice dice;
    private readonly bool recordsPercentages;
    private readonly HashSet<string> taken = [];

    public Declarations(Dice dice, bool recordsPercentages)
    {
        this.dice = dice;
        this.recordsPercentages = recordsPercentages;
        SharedFields = [Declare("number", "inner"), Declare("number", "inner"), Declare("one of", "inner"), Declare("yes/no", "inner")];
        SharedLines.Add("entry item");
        SharedLines.AddRange(SharedFields.SelectMany(field => LinesOf(field, 1)));
        SharedLines.Add("facts");
        Name[] shared = [Declare("shared", string.Empty), Declare("yes/no", string.Empty)];
        SharedLines.AddRange(shared.SelectMany(fact => LinesOf(fact, 1)));
        Facts = [.. shared, .. DeclareFacts()];
    }

    /// <summary>The facts of the case and of the request.</summary>
    public IReadOnlyList<Name> Facts { get; }

    /// <summary>The fields of the shared kind of entry.</summary>
    public IReadOnlyList<Name> SharedFields { get; }

    /// <summary>The declarations that a vocabulary may hold, as lines: the shared kind of entry, a list of such, a yes/no fact.</summary>
    public List<string> SharedLines { get; } = [];

    /// <summary>The guideline's own declarations, as lines.</summary>
    public List<string> Lines { get; } = [];

    private readonly Dictionary<Name, string> declared = [];

    private List<Name> DeclareFacts()
    {
        Lines.AddRange(["codes set alpha: ICD-10-CM M96.1, G89.0 to G89.4; ICD-9-CM 722.83", "codes set beta: ICD-10-CM M54.*"]);
        Lines.Add("facts");
        List<Name> facts = [];
        Name kindred = Declare("one of", string.Empty, SharedFields.First(field => field.Type == "one of").Values);
        Lines.AddRange(LinesOf(kindred, 1));
        facts.Add(kindred);
        string[] types = ["yes/no", "yes/no", "yes/no", "number", "number", "date", "one of", "scale", "period", "text", "code", "codes", "record", "list", "shared"];
        foreach (string type in types.Concat(Enumerable.Range(0, dice.Number(0, 4)).Select(_ => dice.One(types))))
        {
            Name fact = Declare(type, string.Empty);
            Lines.AddRange(LinesOf(fact, 1));
            facts.Add(fact);
        }

        List<Name> measurements = Measurements(string.Empty);
        Lines.AddRange(measurements.SelectMany(fact => LinesOf(fact, 1)));
        facts.AddRange(measurements);
        if (dice.Chance(40))
        {
            Lines.Add("request");
            foreach (Name fact in new[] { Declare("yes/no", Asked), Declare("one of", Asked) })
            {
                Lines.AddRange(LinesOf(fact, 1));
                facts.Add(fact with { Text = "requested " + fact.Text });
            }
        }

        return facts;
    }

    // Two numbers that can be compared, often with the scale each was measured on, and the change between them as it is recorded.
    private List<Name> Measurements(string prefix)
    {
        Name before = Declare("number", prefix);
        Name after = Declare("number", prefix, like: before);
        List<Name> scales = [];
        if (dice.Chance(60))
        {
            string[] names = prefix.Length > 0 && dice.Chance(70) ? ["scale"] : ["scale of " + before.Text, "scale of " + after.Text];
            scales = [.. names.Select(name => new Name(name, "one of") { Values = Scales })];
            scales.ForEach(scale => declared[scale] = "one of " + string.Join(", ", Scales));
            (before, after) = (Scaled(before), Scaled(after));
        }

        List<Name> all = [before, after, .. scales];
        if (recordsPercentages && dice.Chance(70))
        {
            string change = dice.Of("reduction", "reduction", "increase") + " from " + before.Text + " to " + after.Text;
            Name percentage = Declare("percentage", prefix) with { Change = change };
            declared[percentage] = "number " + dice.Of("0 to 100", "-100 to 200") + " %, " + change;
            all.Add(percentage);
        }

        return all;
    }

    private Name Scaled(Name number)
    {
        Name scaled = number with { HasScale = true };
        declared[scaled] = declared[number];
        return scaled;
    }

    private Name Declare(string type, string prefix, IReadOnlyList<string>? values = null, Name? like = null)
    {
        string noun = type switch
        {
            "yes/no" => "sign",
            "number" => "score",
            "percentage" => "relief",
            "date" => "onset",
            "one of" or "scale" => "grade",
            "period" => "span",
            "text" => "remark",
            "code" => "diagnosis",
            "codes" => "diagnoses",
            "record" => "study",
            _ => "courses",
        };
        string text;
        do
        {
            text = (prefix + " " + dice.One(Letters) + " " + (dice.Chance(20) ? dice.One(Letters) + " " : string.Empty) + noun).Trim();
        }
        while (!taken.Add(text));

        bool isField = prefix.Length > 0 && prefix != Asked;
        var name = new Name(text, type == "shared" ? "list" : type);
        switch (type)
        {
            case "yes/no":
                bool isJudgement = !isField && dice.Chance(40);
                if (prefix.Length == 0 && !isJudgement && dice.Chance(15))
                {
                    declared[name] = "yes/no, reviewer decides only when " + dice.Of("date of injury is after 2012-03-01", "decision date is after 2013-05-31", "request date is documented");
                    return name;
                }

                declared[name with { IsJudgement = isJudgement }] =
                    isJudgement ? "yes/no, reviewer decides" : "yes/no" + Default(25, "yes", "no");
                return name with { IsJudgement = isJudgement };

            case "number":
                string unit = dice.Of(string.Empty, string.Empty, "mg/day", "points");
                (int low, int high) = dice.Of((0, 10), (0, 10), (0, 100), (0, 20), (-5, 5));
                name = like is not null
                    ? name with { Unit = like.Unit, Low = like.Low, High = like.High, IsWide = like.IsWide }
                    : name with { Unit = unit, Low = low, High = high, IsWide = low == 0 && unit.Length == 0 && dice.Chance(45) };
                string greatest = name.IsWide ? "1000000000000" : Show(name.High);
                declared[name] = $"number {Show(name.Low)} to {greatest} {name.Unit}".TrimEnd() + (dice.Chance(30) ? ", in steps of 0.5" : string.Empty)
                    + Default(15, Show(decimal.Floor((name.Low + name.High) / 2)));
                return name;

            case "percentage":
                return name with { Unit = "%", High = 100 };

            case "date":
                declared[name] = "date" + Default(30, isField ? [] : ["date of injury"]);
                return name;

            case "code" or "codes":
                declared[name] = "ICD-10-CM " + type;
                return name;

            case "one of":
                name = name with { Values = values ?? Values() };
                declared[name] = "one of " + string.Join(", ", name.Values) + Default(15, [.. name.Values]);
                return name;

            case "scale":
                name = name with { Values = Values(), IsScale = true };
                declared[name] = "scale " + string.Join(" < ", name.Values) + Default(15, [.. name.Values]);
                return name;

            case "record":
                name = name with { Fields = [.. Fields(isField), .. isField ? [] : new[] { Declare("shared", "deep") }] };
                declared[name] = "record";
                return name;

            case "list":
                var date = new Name("date", "date");
                declared[date] = "date";
                name = name with { Fields = [.. Fields(isField), Declare("period", "field"), date] };
                declared[name] = "list of " + text.Replace(' ', '-') + Default(15, "none");
                return name;

            case "shared":
                name = name with { Fields = SharedFields, IsShared = true };
                declared[name] = "list of items" + Default(15, isField ? [] : ["none"]);
                return name;

            default:
                declared[name] = type;
                return name;
        }
    }

    private Name[] Fields(bool isField) => isField
        ? []
        : [Declare("yes/no", "field"), Declare("yes/no", "field"), Declare("one of", "field"), .. Measurements("field"), Declare("date", "field")];

    private string[] Values() => [.. new[] { "low", "middle", "high", "highest of them" }.Take(dice.Number(2, 4)).Select(value => value + " " + dice.One(Letters))];

    private string Default(int percent, params string[] values) =>
        values.Length > 0 && dice.Chance(percent) ? ", " + dice.One(values) + " if not mentioned" : string.Empty;

    private IEnumerable<string> LinesOf(Name name, int depth)
    {
        yield return new string(' ', depth * 2) + name.Text + ": " + declared[name];
        foreach (string line in name.IsShared ? [] : name.Fields.SelectMany(field => LinesOf(field, depth + 1)))
        {
            yield return line;
        }
    }

    internal static string Show(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
