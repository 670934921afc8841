namespace ImrDsl.Generator
{
    /// <summary>The steps of the generator, by which tests ask why a step ran.</summary>
    internal static class StepNames
    {
        /// <summary>A guideline file and its text.</summary>
        public const string File = "File";

        /// <summary>What a file declares and uses.</summary>
        public const string Declaration = "Declaration";

        /// <summary>A file with the files it uses.</summary>
        public const string Input = "Input";

        /// <summary>What a file compiles to.</summary>
        public const string Output = "Output";

        /// <summary>A generated file.</summary>
        public const string Source = "Source";

        /// <summary>A finding in a guideline.</summary>
        public const string Finding = "Finding";

        /// <summary>A finding in the editions of a guideline, side by side.</summary>
        public const string EditionFinding = "EditionFinding";
    }
}
