using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ImrDsl.RandomGuidelines;

// Numbers: comparisons, arithmetic, changes in percent, scores, look-ups.
internal sealed partial class Conditions
{
    private const string Gap = "gap allowed \"as the source has it\"";

    public string Number(int low, int high) => dice.Number(low, high).ToString(CultureInfo.InvariantCulture);

    private string Constant(Name name)
    {
        decimal value = dice.Number(0, (int)name.High) + (dice.Chance(20) ? 0.5m : 0);
        value = Math.Min(value, name.High);
        return name.Unit == "mg/day" && dice.Chance(20)
            ? Declarations.Show(value / 1000) + " g/day"
            : (Declarations.Show(value) + " " + name.Unit).TrimEnd();
    }

    private string Compared() => dice.Of(" > ", " >= ", " < ", " <= ", " = ", " ≠ ", " is at least ", " is at most ", " is more than ", " is less than ");

    // A condition on a number that is declared.
    private Outline Numeric(Name name, IReadOnlyList<Name> visible, IReadOnlyList<Name> fields)
    {
        if (dice.Chance(6))
        {
            (string low, string high) = Band(name);
            var band = new Outline(name.Text + " is " + low + " to " + high);
            if (dice.Chance(50))
            {
                return new Outline(band.Text + ", " + Gap);
            }

            band.Below.Add(new Outline(Gap));
            return band;
        }

        return Joinable(Comparison(name, visible, fields));
    }

    private string Comparison(Name name, IReadOnlyList<Name> visible, IReadOnlyList<Name> fields)
    {
        List<Name> likes = [.. visible.Where(other => other.Type == "number" && other.Unit == name.Unit)];
        Name other = dice.One(likes);
        (string low, string high) = Band(name);
        List<LookUp> lookUps = [.. (ReferenceEquals(fields, declarations.SharedFields) ? SharedLookUps : LookUps).Where(known => !known.IsTime)];
        List<LookUp> comparable = [.. lookUps.Where(known => known.Unit == name.Unit)];
        return dice.Weighted(
            (5, () => name.Text + Compared() + Constant(name)),
            (name.IsWide ? 8 : 0, () => name.Text + " × " + name.Text + Compared() + Constant(name)),
            (5, () => Arithmetic(name, other)),
            (ReferenceEquals(name, other) ? 0 : 1, () => name.Text + Compared() + other.Text),
            (1, () => "at least " + Constant(name) + " of " + name.Text),
            (2, () => name.Text + " " + dice.Of("is ", "is at least ", "is at most ") + low + " to " + high),
            (3, () => Change(name, other)),
            (lookUps.Count > 0 ? 2 : 0, () => Looked(dice.One(lookUps))),
            (comparable.Count > 0 ? 2 : 0, () => name.Text + Compared() + dice.One(comparable).Text));
    }

    private string Looked(LookUp lookUp) => lookUp.Text + Compared() + Number(0, 8) + (lookUp.Unit.Length > 0 ? " " + lookUp.Unit : string.Empty);

    private string Arithmetic(Name name, Name other)
    {
        bool isBare = name.Unit.Length == 0;
        return dice.Weighted(
            (1, () => name.Text + " + " + other.Text + Compared() + Constant(name)),
            (1, () => name.Text + " - " + other.Text + Compared() + Constant(name)),
            (isBare ? 1 : 0, () => name.Text + " × " + dice.Of(Number(2, 3), other.Text) + Compared() + Constant(name)),
            (2, () => name.Text + dice.Of(" / ", " ÷ ") + other.Text + Compared() + dice.Of("0.5", "1", "1.5", Number(0, 5))),
            (1, () => name.Text + " / " + Number(1, 7) + Compared() + Constant(name)),
            (1, () => "(" + name.Text + " - " + other.Text + ") / " + other.Text + Compared() + dice.Of("0.5", "1", "-1", Number(0, 5))),
            (isBare ? 2 : 0, () => name.Text + dice.Of("²", "^2", " squared", "^3", "³", "^5") + Compared() + Number(0, 100)),
            (isBare ? 1 : 0, () => "(" + name.Text + " - " + other.Text + ")² / " + Number(1, 9) + Compared() + Number(0, 30)));
    }

    private (string Low, string High) Band(Name name)
    {
        int low = dice.Number(0, (int)name.High - 1);
        int high = dice.Number(low, (int)name.High);
        return ((Number(low, low) + " " + name.Unit).TrimEnd(), (Number(high, high) + " " + name.Unit).TrimEnd());
    }

    // The change between two declared numbers.
    private string Change(Name from, Name to) =>
        Percent(from.Text, to.Text) + (from.HasScale && to.HasScale && dice.Chance(50) ? ", on the same scale" : string.Empty);

    private string Percent(string from, string to) => Percent(dice.Of("reduction from ", "reduction from ", "increase from ") + from + " to " + to);

    private string Percent(string change)
    {
        int low = dice.Of(0, 20, 30, 50, 100);
        return dice.Chance(50)
            ? change + " " + dice.Of("is at least ", "> ", "is at most ", "< ", "is ", "≠ ") + low + "%"
            : change + " is " + dice.Of("at least ", "at most ", string.Empty) + low + "% to " + (low + 20) + "%";
    }

    // The change that a record may give in percent, instead of the values or beside them.
    private string RecordedChange(Name percentage, IReadOnlyList<Name> visible)
    {
        Name from = visible.First(name => percentage.Change.Contains(" from " + name.Text + " to ", StringComparison.Ordinal));
        string scale = from.HasScale && dice.Chance(20) ? ", on the same scale" : string.Empty;
        return dice.Weighted(
            (4, () => Percent(percentage.Text)),
            (4, () => Percent(percentage.Change) + scale),
            (1, () => Percent("measured " + percentage.Change) + scale),
            (2, () => Percent(percentage.Change) + ", measured"),
            (1, () => percentage.Text + " + 10%" + Compared() + Number(0, 90) + "%"));
    }

    private string Score()
    {
        (string name, List<string> bands) = dice.One(Scores);
        return dice.Weighted(
            (bands.Count > 0 ? 2 : 0, () => name + dice.Of(" is ", " is ", " is not ") + string.Join(" or ", dice.Some(bands))),
            (bands.Count > 0 ? 1 : 0, () => name + dice.Of(" is ", " is ", " is not ") + dice.One(bands) + dice.Of(" or higher", " or lower")),
            (1, () => name + " is " + Number(0, 3) + " to " + Number(3, 8)),
            (1, () => name + dice.Of(string.Empty, string.Empty, " / 2") + Compared() + dice.Of(Number(0, 6), Number(0, 6) + ".5")));
    }
}
