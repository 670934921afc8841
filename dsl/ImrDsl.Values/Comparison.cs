namespace ImrDsl.Values
{
    /// <summary>How two values are compared.</summary>
    public enum Comparison : byte
    {
        /// <summary>"less than", <c>&lt;</c></summary>
        Less,

        /// <summary>"at most", <c>≤</c></summary>
        AtMost,

        /// <summary>"equal to", <c>=</c></summary>
        Equal,

        /// <summary>"other than", <c>≠</c></summary>
        NotEqual,

        /// <summary>"at least", <c>≥</c></summary>
        AtLeast,

        /// <summary>"more than", <c>&gt;</c></summary>
        More,
    }
}
