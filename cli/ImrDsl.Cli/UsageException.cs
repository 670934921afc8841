using System;

namespace ImrDsl.Cli;

/// <summary>Something the person at the keyboard can mend: a missing file, a wrong id. Its message is all that is shown; the exit code is 2.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>One sentence: what is wrong, and what to do instead.</summary>
    public UsageException(string message)
        : base(message)
    {
    }
}
