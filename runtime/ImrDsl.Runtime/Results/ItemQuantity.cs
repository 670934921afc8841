using System.Globalization;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>What becomes of the amount that is requested, with its unit.</summary>
/// <param name="Amounts">How much is requested, necessary, not established and not necessary.</param>
/// <param name="Unit">What is counted: <c>visits</c>.</param>
public sealed record ItemQuantity(Quantity Amounts, string Unit)
{
    /// <summary>Whether the record says anything of how much is requested.</summary>
    public bool IsRequestKnown => Amounts.Requested is { HasHigh: true } or { Low: > 0 };

    /// <summary>"6 of 12 visits": how much is medically necessary of what is requested. "up to 6 visits" if nobody said how much is requested.</summary>
    public string Words => IsRequestKnown ? Amounts.Necessary + " of " + Amounts.Requested + " " + Unit : "up to " + Most(Amounts.Necessary) + " " + Unit;

    /// <summary>"6 of 12 visits medically necessary; 4 not established; 2 not medically necessary".</summary>
    public string Division => IsRequestKnown
        ? Words + " medically necessary" + Part(Amounts.NotEstablished, "not established") + Part(Amounts.NotNecessary, "not medically necessary")
        : Words + " would be medically necessary" + (Amounts.NotEstablished is { HasHigh: true, High: 0 } ? string.Empty : ", more is not established")
            + "; how many are requested is not stated";

    private static string Part(Number amount, string words) => amount == 0 ? string.Empty : "; " + amount + " " + words;

    private static string Most(Number amount) => amount.High.ToString("0.####", CultureInfo.InvariantCulture);
}
