namespace ImrDsl.Language.Semantics
{
    /// <summary>What a compilation looks for where a line is not understood. A file without findings costs the same in all of them.</summary>
    public enum Offers
    {
        /// <summary>Nothing: for whoever asks for the plan and shows no finding. Fixes are not tried, and findings that follow from others are not left out.</summary>
        None,

        /// <summary>What is certain: for whoever applies fixes. The certain fixes are those of <see cref="All"/>; messages may say less.</summary>
        Certain,

        /// <summary>What was meant, in the words of the file: for whoever shows the findings. Each of the first few costs up to 120 compilations.</summary>
        All,
    }
}
