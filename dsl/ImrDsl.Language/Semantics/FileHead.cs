using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What the head of a file says, without the rest of it.</summary>
    public sealed class FileHead
    {
        /// <summary>The id, as written.</summary>
        public string Id { get; init; } = string.Empty;

        /// <summary>Whether the file is a vocabulary.</summary>
        public bool IsVocabulary { get; init; }

        /// <summary>When the edition is in force.</summary>
        public EffectivePeriod InForce { get; init; }

        /// <summary>Which date of a case chooses among the editions.</summary>
        public EditionRule EditionRule { get; init; }

        /// <summary>The line that says when it is in force, or the one that gives the id.</summary>
        public SourceSpan Source { get; init; } = null!;

        /// <summary>The codes of warnings that the file allows.</summary>
        public IReadOnlyCollection<string> Allowed { get; init; } = new List<string>();
    }
}
