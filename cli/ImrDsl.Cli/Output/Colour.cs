namespace ImrDsl.Cli.Output;

/// <summary>Colours for a person who looks; nothing at all for a file or another program.</summary>
internal sealed class Colour(bool isUsed)
{
    /// <summary>What one looks for first.</summary>
    public string Strong(string text) => Wrap("1", text);

    /// <summary>What must be mended.</summary>
    public string Error(string text) => Wrap("31;1", text);

    /// <summary>What should be looked at.</summary>
    public string Warning(string text) => Wrap("33;1", text);

    /// <summary>What went well.</summary>
    public string Good(string text) => Wrap("32", text);

    /// <summary>What is there if one needs it.</summary>
    public string Quiet(string text) => Wrap("2", text);

    private string Wrap(string code, string text) => isUsed ? $"\e[{code}m{text}\e[0m" : text;
}
