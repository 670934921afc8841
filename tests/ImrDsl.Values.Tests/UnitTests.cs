using System.Linq;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData("mg/day", "mass per time")]
    [InlineData("mg MED/day", "mass of morphine equivalent per time")]
    [InlineData("mg MED per day", "mass of morphine equivalent per time")]
    [InlineData("kg/m2", "mass per area")]
    [InlineData("kg/m²", "mass per area")]
    [InlineData("kg/m^2", "mass per area")]
    [InlineData("kg.m-2", "mass per area")]
    [InlineData("mm[Hg]", "pressure")]
    [InlineData("mcg/h", "mass per time")]
    [InlineData("mg/dL", "mass per volume")]
    [InlineData("cm²", "area")]
    [InlineData("h/night", "time per nights")]
    [InlineData("visits per week", "visits per time")]
    [InlineData("/min", "per time")]
    [InlineData("%", "plain number")]
    [InlineData("deg", "angle")]
    [InlineData("°", "angle")]
    [InlineData("months", "calendar months")]
    [InlineData("pack-years", "pack-years")]
    [InlineData("(mg/kg)/day", "per time")]
    [InlineData("mg/kg/day", "per time")]
    [InlineData("mmol/L", "amount of substance per volume")]
    [InlineData("in", "length")]
    [InlineData("µg", "mass")]
    [InlineData("ug/kg/min", "per time")]
    [InlineData("cc", "volume")]
    [InlineData("mEq/L", "amount of substance per volume")]
    [InlineData("IU/mL", "international units per volume")]
    [InlineData("units", "units")]
    [InlineData("events/h", "events per time")]
    [InlineData("packs/day", "cigarettes per time")]
    [InlineData("mm Hg", "pressure")]
    [InlineData("cmH2O", "pressure")]
    [InlineData("cm H2O", "pressure")]
    [InlineData("MME/day", "mass of morphine equivalent per time")]
    [InlineData("MME", "mass of morphine equivalent")]
    [InlineData("sessions/wk", "sessions per time")]
    [InlineData("visits per month", "visits per calendar months")]
    [InlineData("blocks", "blocks")]
    [InlineData("tablets/day", "tablets per time")]
    [InlineData("°C", "temperature in degrees Celsius")]
    [InlineData("kcal/day", "power")]
    [InlineData("mA", "electric current")]
    [InlineData("mV", "voltage")]
    [InlineData("g.m/s4", "length times mass per time to the power 4")]
    public void A_unit_and_what_it_measures(string text, string dimension)
    {
        Assert.True(Unit.TryParse(text, out Unit unit));
        Assert.Equal(dimension, unit.Dimension.ToString());
        Assert.Equal(text, unit.Symbol);
    }

    [Theory]
    [InlineData("mg/d", "mg/day")]
    [InlineData("ug/h", "mcg/hour")]
    [InlineData("µg", "μg")]
    [InlineData("visit", "visits")]
    [InlineData("lb", "[lb_av]")]
    [InlineData("mm[Hg]", "mmHg")]
    [InlineData("mg MED/day", "mg MME/d")]
    [InlineData("years", "yr")]
    [InlineData("kg / m2", "kg/m²")]
    [InlineData("mL", "cm3")]
    [InlineData("packs", "pack")]
    [InlineData("mL", "cc")]
    [InlineData("mm Hg", "mm[Hg]")]
    [InlineData("cm H2O", "cm[H2O]")]
    [InlineData("cmH2O", "cm[H2O]")]
    [InlineData("MME/day", "mg MED/day")]
    [InlineData("MED", "mg MME")]
    [InlineData("mg MED/mg", "MME/mg")]
    [InlineData("packs/day.years", "pack-years")]
    [InlineData("years.packs/day", "pack-years")]
    [InlineData("hrs", "hr")]
    [InlineData("hours", "h")]
    [InlineData("mins", "min")]
    [InlineData("secs", "s")]
    [InlineData("wks", "wk")]
    [InlineData("a", "years")]
    [InlineData("mo", "months")]
    [InlineData("lbs", "lb")]
    [InlineData("mcg", "µg")]
    [InlineData("mcg", "ug")]
    [InlineData("ft", "[ft_i]")]
    [InlineData("IU", "[iU]")]
    [InlineData("degrees", "°")]
    [InlineData("percent", "%")]
    [InlineData("Hz", "/s")]
    [InlineData("J", "Pa.m3")]
    public void Two_ways_to_write_one_unit(string one, string other)
    {
        (Unit left, Unit right) = (Read(one), Read(other));
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("MG")]
    [InlineData("Visits")]
    [InlineData("mg/")]
    [InlineData("mg//day")]
    [InlineData("kvisits")]
    [InlineData("kgram")]
    [InlineData("mg day")]
    [InlineData("m0")]
    [InlineData("m10")]
    [InlineData("m-")]
    [InlineData("m^")]
    [InlineData("(mg")]
    [InlineData("mg)")]
    [InlineData("[lb_av")]
    [InlineData("per")]
    [InlineData("rad")]
    [InlineData("{events}/h")]
    [InlineData("mg{MED}")]
    [InlineData("Hg")]
    [InlineData("mg Hg")]
    [InlineData("mm Hgs")]
    [InlineData("MED MED MED")]
    [InlineData("-day")]
    [InlineData("((((((((((((((((((((((((((((((((((((m))))))))))))))))))))))))))))))))))))")]
    public void Anything_else_is_no_unit(string text) => Assert.False(Unit.TryParse(text, out _));

    // NIST SP 811, appendix B; UCUM for mercury, water and calories.
    [Theory]
    [InlineData("1", "lb", "kg", "0.45359237")]
    [InlineData("1", "oz", "g", "28.349523125")]
    [InlineData("16", "oz", "lb", "1")]
    [InlineData("1", "in", "cm", "2.54")]
    [InlineData("5.5", "ft", "in", "66")]
    [InlineData("120", "mm[Hg]", "Pa", "15998.64")]
    [InlineData("25", "mcg/h", "mg/day", "0.6")]
    [InlineData("1", "week", "h", "168")]
    [InlineData("2", "years", "months", "24")]
    [InlineData("18", "months", "years", "1.5")]
    [InlineData("50", "%", "1", "0.5")]
    [InlineData("1", "kg/m2", "g/cm2", "0.1")]
    [InlineData("30", "cigarettes/day", "packs/day", "1.5")]
    [InlineData("1", "mile", "m", "1609.344")]
    [InlineData("1", "ft", "mm", "304.8")]
    [InlineData("10", "cm[H2O]", "Pa", "980.665")]
    [InlineData("1", "kcal", "J", "4184")]
    [InlineData("1.5", "L", "cc", "1500")]
    [InlineData("30", "min", "h", "0.5")]
    [InlineData("0.1", "MME/h", "mg MED/day", "2.4")]
    [InlineData("5", "mEq/L", "mmol/L", "5")]
    [InlineData("80", "beats/min", "bpm", "80")]
    public void A_quantity_in_another_unit(string value, string from, string to, string expected)
    {
        (Unit one, Unit other) = (Read(from), Read(to));
        Assert.True(one.TryConvert(decimal.Parse(value, null), other, out decimal result));
        Assert.Equal(decimal.Parse(expected, null), result);
    }

    [Theory]
    [InlineData("1", "min", "h")]
    [InlineData("1", "months", "days")]
    [InlineData("1", "visits", "sessions")]
    [InlineData("1", "mg", "mg MED")]
    [InlineData("1", "a", "wk")]
    [InlineData("1", "visits/month", "visits/week")]
    [InlineData("1", "IU", "mg")]
    [InlineData("1", "°C", "°F")]
    [InlineData("1", "tablets", "mg")]
    [InlineData("1", "blocks", "injections")]
    [InlineData("1", "events/h", "beats/h")]
    [InlineData("1", "lb/in2", "kg/cm2")]
    public void No_exact_decimal_no_conversion(string value, string from, string to)
    {
        (Unit one, Unit other) = (Read(from), Read(to));
        Assert.False(one.TryConvert(decimal.Parse(value, null), other, out _));
    }

    [Theory]
    [InlineData("250", "min", "h", "250", "60")]
    [InlineData("80.5", "kg", "lb", "8050000000", "45359237")]
    [InlineData("170", "cm", "in", "17000", "254")]
    [InlineData("1", "month", "year", "1", "12")]
    public void A_quantity_in_another_unit_that_no_decimal_holds(string value, string from, string to, string above, string below)
    {
        Assert.True(Read(from).TryConvert((Number)decimal.Parse(value, null), Read(to), out Number result));
        Assert.Equal((Number)decimal.Parse(above, null) / decimal.Parse(below, null), result);
        Assert.True(Read(to).TryConvert(result, Read(from), out Number back));
        Assert.Equal(decimal.Parse(value, null), back);
    }

    [Fact]
    public void Ranges_are_converted_end_by_end()
    {
        (Unit minutes, Unit hours) = (Read("min"), Read("h"));
        Assert.True(minutes.TryConvert(Number.Between(30, 250), hours, out Number both));
        Assert.Equal(Number.Either(0.5m, (Number)25 / 6), both);
        Assert.True(minutes.TryConvert(Number.NoMoreThan(250), hours, out Number most));
        Assert.Equal(((Number)25 / 6).WithoutLowerBound(), most);
        Assert.True(minutes.TryConvert(Number.NoLessThan(30), hours, out Number least));
        Assert.Equal(Number.NoLessThan(0.5m), least);
        Assert.False(minutes.TryConvert(Number.NoLessThan(30), Read("visits"), out _));
        Assert.False(Read("Tm3").TryConvert((Number)1, Read("fm3"), out _));
    }

    [Theory]
    [InlineData("mg/dya", "mg/day")]
    [InlineData("vists", "visits")]
    [InlineData("vists per week", "visits per week")]
    [InlineData("MG/day", "mg/day")]
    [InlineData("moths", "months")]
    [InlineData("Hours", "hours")]
    public void The_unit_somebody_meant(string text, string expected) => Assert.Equal(expected, Unit.Suggest(text));

    [Theory]
    [InlineData("hgbA1c")]
    [InlineData("mg/day")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("mg/")]
    public void Nothing_to_suggest(string text) => Assert.Null(Unit.Suggest(text));

    [Fact]
    public void Products_quotients_and_powers_are_read_back_from_their_symbols()
    {
        string[] sample = ["mg", "mg/day", "mg MED", "m2", "visits", "1", "%", "kg/m2"];
        foreach (Unit left in sample.Select(Read))
        {
            foreach (Unit right in sample.Select(Read))
            {
                Assert.Equal(left * right, Read((left * right).Symbol));
                Assert.Equal(left / right, Read((left / right).Symbol));
                Assert.Equal(left, left * right / right);
            }

            Assert.Equal(left * left, left.Power(2));
            Assert.Equal(left.Power(2), Read(left.Power(2).Symbol));
            Assert.Equal(Unit.One / left, left.Power(-1));
        }
    }

    private static Unit Read(string text)
    {
        Assert.True(Unit.TryParse(text, out Unit unit), text);
        return unit;
    }

    [Theory]
    [InlineData("packs/day", "years", "packs.years/day", "packs/day/years")]
    [InlineData("kg", "cm2", "kg.cm2", "kg/cm2")]
    [InlineData("mg MED/day", "mg/day", "mg MED.mg/day2", "mg MED/mg")]
    [InlineData("mg MED per mg", "mg/day", "mg MED/day", "mg MED.day/mg2")]
    [InlineData("events", "h", "events.h", "events/h")]
    [InlineData("mL/min", "mL/min", "mL2/min2", "1")]
    [InlineData("mm Hg", "1/h", "mm[Hg]/h", "mm[Hg].h")]
    [InlineData("(mg/kg)/day", "kg", "mg/day", "mg/kg2/day")]
    public void A_derived_unit_is_written_so_that_it_can_be_read(string left, string right, string product, string quotient)
    {
        Assert.True(Unit.TryParse(left, out Unit one));
        Assert.True(Unit.TryParse(right, out Unit other));
        foreach (Unit derived in new[] { one * other, one / other, (one * other).Power(2), one / other / other, other / one * other })
        {
            Assert.True(Unit.TryParse(derived.Symbol, out Unit read), derived.Symbol);
            Assert.Equal(derived, read);
        }

        Assert.Equal(product, (one * other).Symbol);
        Assert.Equal(quotient, (one / other).Symbol);
    }
}
