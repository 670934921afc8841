using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Parts of a determination that a program may set off, by colour for instance.</summary>
public enum TextRole : byte
{
    /// <summary>The head of an item or a section.</summary>
    Heading,

    /// <summary>The decision.</summary>
    Decision,

    /// <summary>Evidence against.</summary>
    Contrary,

    /// <summary>What is not documented, or what a reviewer must decide.</summary>
    Open,

    /// <summary>What is met.</summary>
    Met,

    /// <summary>What is of less interest: sources, notes, what is not applicable.</summary>
    Quiet,
}

/// <summary>Sets words off. Must not change how wide they are shown.</summary>
/// <param name="role">What the words are.</param>
/// <param name="text">The words, on one line.</param>
public delegate string TextStyle(TextRole role, string text);

/// <summary>How parts of a determination are set off.</summary>
internal static class TextRoles
{
    /// <summary>The role of a status.</summary>
    public static TextRole Of(Status status) => status switch
    {
        Status.NotMet => TextRole.Contrary,
        Status.NotDocumented or Status.NeedsJudgement => TextRole.Open,
        Status.Met => TextRole.Met,
        _ => TextRole.Quiet,
    };
}
