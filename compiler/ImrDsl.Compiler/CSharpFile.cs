namespace ImrDsl.Compiler
{
    /// <summary>A generated file: a name that is unique in its compilation, and its text.</summary>
    public sealed record CSharpFile(string HintName, string Text);
}
