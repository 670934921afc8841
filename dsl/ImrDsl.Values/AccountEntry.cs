using System;

namespace ImrDsl.Values
{
    /// <summary>What an entry of an account records.</summary>
    public enum AccountKind : byte
    {
        /// <summary>The answer of a node: <see cref="AccountEntry.Applies"/> and <see cref="AccountEntry.Value"/>.</summary>
        Answer,

        /// <summary>A fact that was read, and the entry of it that counted (−1: the only value).</summary>
        FactUsed,

        /// <summary>A fact that could have decided and that the record does not document.</summary>
        FactMissing,

        /// <summary>A judgement the reviewer has not given.</summary>
        JudgementMissing,

        /// <summary>A default the author wrote, used because the record is silent.</summary>
        DefaultUsed,

        /// <summary>An entry of a record or list that was chosen.</summary>
        EntryChosen,

        /// <summary>An entry of a record or list that does not count, because a qualifier fails or it is not the latest.</summary>
        EntrySetAside,

        /// <summary>A measured length of time; <see cref="AccountEntry.Low"/> and <see cref="AccountEntry.High"/> as packed by <see cref="AccountEntry.Pack(Elapsed)"/>.</summary>
        ElapsedMeasured,

        /// <summary>A computed quantity in ten-thousandths, from <see cref="AccountEntry.Low"/> to <see cref="AccountEntry.High"/>.</summary>
        NumberComputed,

        /// <summary>A rule of the language that decided; <see cref="AccountEntry.Low"/> is the <see cref="AccountRule"/>.</summary>
        RuleApplied,
    }

    /// <summary>Rules of the language that are printed whenever they decide.</summary>
    public enum AccountRule
    {
        /// <summary>A month ends with its last day: n months after the 31st of a month is the last day of a shorter month.</summary>
        MonthEndClamped = 1,

        /// <summary>Days left over from several periods are added, 30 to a month.</summary>
        LeftOverDays = 2,

        /// <summary>A recorded baseline of zero has no percentage: an error of the record.</summary>
        BaselineOfZero = 3,

        /// <summary>A quantity could not be computed exactly: an error of the record.</summary>
        Overflow = 4,

        /// <summary>The value lies inside the band the guideline names.</summary>
        InsideBand = 5,

        /// <summary>The value lies above the band the guideline names.</summary>
        AboveBand = 6,

        /// <summary>A quantity is divided by zero: an error of the record.</summary>
        DivisorOfZero = 7,

        /// <summary>The recorded percentage is not the one that the recorded values make; the values count.</summary>
        PercentageDisagrees = 8,
    }

    /// <summary>
    /// One fixed-size entry of an account: data, not text. Text is made from the case and the guideline when somebody reads it.
    /// Entries stand in the order of evaluation; the entries of a node stand before its own <see cref="AccountKind.Answer"/>.
    /// </summary>
    public readonly struct AccountEntry : IEquatable<AccountEntry>
    {
        /// <summary>An entry.</summary>
        public AccountEntry(AccountKind kind, int node, int fact, int entry, Truth applies, Truth value, long low, long high)
        {
            Kind = kind;
            Node = node;
            Fact = fact;
            Entry = entry;
            Applies = applies;
            Value = value;
            Low = low;
            High = high;
        }

        /// <summary>What it records.</summary>
        public AccountKind Kind { get; }

        /// <summary>The guard of the node (<see cref="AccountKind.Answer"/> only).</summary>
        public Truth Applies { get; }

        /// <summary>The value of the node (<see cref="AccountKind.Answer"/> only).</summary>
        public Truth Value { get; }

        /// <summary>The number of the node in the guideline.</summary>
        public int Node { get; }

        /// <summary>The number of the fact in the guideline, or −1.</summary>
        public int Fact { get; }

        /// <summary>
        /// The entry of the fact that is meant, or −1. For a field of a record or list: the entry of the record or list that holds it.
        /// </summary>
        public int Entry { get; }

        /// <summary>A number whose meaning <see cref="Kind"/> gives.</summary>
        public long Low { get; }

        /// <summary>A number whose meaning <see cref="Kind"/> gives.</summary>
        public long High { get; }

        /// <summary>Whether two entries are the same.</summary>
        public static bool operator ==(AccountEntry left, AccountEntry right) => left.Equals(right);

        /// <summary>Whether two entries differ.</summary>
        public static bool operator !=(AccountEntry left, AccountEntry right) => !left.Equals(right);

        /// <summary>A measured length as one number: months above days.</summary>
        public static long Pack(Elapsed length) => ((long)length.Months << 32) | (uint)length.Days;

        /// <summary>The length that <see cref="Pack(Elapsed)"/> packed: its months and days.</summary>
        public static (int Months, int Days) Unpack(long packed) => ((int)(packed >> 32), (int)packed);

        /// <summary>A quantity in ten-thousandths, rounded for display and held to what fits.</summary>
        public static long Pack(decimal value) =>
            (long)(Math.Round(Math.Min(Math.Max(value, -900_000_000_000_000m), 900_000_000_000_000m), 4, MidpointRounding.AwayFromZero) * 10_000m);

        /// <inheritdoc/>
        public bool Equals(AccountEntry other) =>
            Kind == other.Kind && Node == other.Node && Fact == other.Fact && Entry == other.Entry
            && Applies == other.Applies && Value == other.Value && Low == other.Low && High == other.High;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is AccountEntry other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (((Node * 31) + Fact) * 31) + Entry;

        /// <summary>A terse form for tests and debuggers.</summary>
        public override string ToString() => Kind == AccountKind.Answer
            ? "#" + Node + " " + new Answer(Applies, Value)
            : "#" + Node + " " + Kind + " fact " + Fact + " entry " + Entry + " " + Low + ".." + High;
    }
}
