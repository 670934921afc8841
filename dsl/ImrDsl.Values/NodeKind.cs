namespace ImrDsl.Values
{
    /// <summary>What a node of a guideline is. Conditions stand before values.</summary>
    public enum NodeKind : byte
    {
        /// <summary>A block, or a line with <i>and</i>: every part.</summary>
        AllOf,

        /// <summary>A block, or a line with <i>or</i>: at least one part.</summary>
        AnyOf,

        /// <summary>A block of which no part may be met.</summary>
        NoneOf,

        /// <summary>At least <i>n</i> parts.</summary>
        AtLeast,

        /// <summary>Exactly <i>n</i> parts.</summary>
        Exactly,

        /// <summary>At most <i>n</i> parts.</summary>
        AtMost,

        /// <summary>The negation of its part.</summary>
        Not,

        /// <summary>Its first part, unless the second.</summary>
        Unless,

        /// <summary>Its first part, which applies only when the second is met.</summary>
        AppliesOnlyWhen,

        /// <summary>Its first part, excused when the second is met.</summary>
        ExcusedWhen,

        /// <summary>A reference to criteria of a list.</summary>
        Criteria,

        /// <summary>A reference to a defined condition.</summary>
        DefinedCondition,

        /// <summary>A yes/no fact.</summary>
        YesNo,

        /// <summary>A comparison of its two parts.</summary>
        Comparison,

        /// <summary>"at least A to B": its first part against the other two.</summary>
        AtLeastBand,

        /// <summary>"at most A to B".</summary>
        AtMostBand,

        /// <summary>"is A to B".</summary>
        WithinBand,

        /// <summary>Whether a choice is one of several.</summary>
        Membership,

        /// <summary>Whether two choices have the same value.</summary>
        SameChoice,

        /// <summary>Whether a code is one of several.</summary>
        Code,

        /// <summary>A yes/no fact, the reviewer's when the first part is met: the second part; otherwise the third.</summary>
        JudgedWhen,

        /// <summary>A demand for documentation: dates, then what the entry must meet.</summary>
        Documented,

        /// <summary>Some entry of a list: the list, then what the entry must meet.</summary>
        Some,

        /// <summary>Every entry of a list: the list, then what the entries must meet.</summary>
        Every,

        /// <summary>The latest or first entry of a list: the list, the date of an entry, then what the entry must meet.</summary>
        Chosen,

        /// <summary>What can confirm and cannot refute: its part.</summary>
        Confirmation,

        /// <summary>How much of what is requested is necessary: the amount requested, then the lines.</summary>
        Quantity,

        /// <summary>"up to 6 visits when …": the amount, what was given already if that counts, and the condition.</summary>
        QuantityLine,

        /// <summary>On how many days an entry of a list passes: the list, the day of an entry, what it must pass, then dates.</summary>
        Frequency,

        /// <summary>A constant.</summary>
        Constant,

        /// <summary>The value of a fact.</summary>
        Fact,

        /// <summary>The date of an entry of a list.</summary>
        EntryDate,

        /// <summary>A value of the latest or first entry of a list: the list, the date of an entry, then the value; without one, the date itself.</summary>
        ChosenValue,

        /// <summary>The time from its first part to the second.</summary>
        Elapsed,

        /// <summary>The time that the entries of a list add up to.</summary>
        TotalTime,

        /// <summary>The longest unbroken time of the entries of a list.</summary>
        LongestTime,

        /// <summary>The change from its first part to the second, in percent.</summary>
        PercentChange,

        /// <summary>Arithmetic on its parts.</summary>
        Arithmetic,

        /// <summary>A count, total or extreme over a list: the list, then the value of an entry.</summary>
        Aggregate,

        /// <summary>A cell of a table.</summary>
        Table,

        /// <summary>A reference to a defined value.</summary>
        DefinedValue,

        /// <summary>The entries of a list or record that pass its parts.</summary>
        List,

        /// <summary>The points of its parts that are met.</summary>
        Score,
    }
}
