namespace ImrDsl.Cli;

/// <summary>What a command tells its caller. Scripts rely on these; they do not change.</summary>
internal static class ExitCode
{
    /// <summary>Done, whatever the determination is.</summary>
    public const int Done = 0;

    /// <summary>A guideline has errors (or warnings, if asked to count them), an example of it fails, or a determination is not the same when it is made again.</summary>
    public const int Findings = 1;

    /// <summary>The command was used wrongly, or a guideline or a case cannot be read or is invalid.</summary>
    public const int BadUse = 2;

    /// <summary>A batch is scored, and some of its lines were rejected.</summary>
    public const int Rejects = 3;

    /// <summary>Stopped by the person at the keyboard; what was done is kept.</summary>
    public const int Interrupted = 130;
}
