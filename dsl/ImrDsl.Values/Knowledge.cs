namespace ImrDsl.Values
{
    /// <summary>What is known of a fact as a whole.</summary>
    public enum Knowledge : byte
    {
        /// <summary>The record is silent. A default applies.</summary>
        NotMentioned,

        /// <summary>The record says that it is not known. A default does not apply.</summary>
        Unknown,

        /// <summary>There are entries; a list is complete.</summary>
        Given,

        /// <summary>A record or list of which the record says that there is none.</summary>
        None,

        /// <summary>There are entries, and there may be more (lists).</summary>
        Incomplete,
    }
}
