using System;

namespace ImrDsl.Values
{
    /// <summary>Where a fact stands in the record, who stated it and on what grounds.</summary>
    public sealed class Evidence : IEquatable<Evidence>
    {
        /// <summary>Who stated it, as the record says: <c>"Jane Roe, psychologist"</c>.</summary>
        public string? By { get; init; }

        /// <summary>The term of the vocabulary of persons that <see cref="By"/> names: <c>"psychologist"</c>.</summary>
        public string? Person { get; init; }

        /// <summary>The term of the vocabulary of evidence: <c>"imaging"</c>, <c>"examination"</c>.</summary>
        public string? Kind { get; init; }

        /// <summary>The day it was stated or measured.</summary>
        public PartialDate Date { get; init; }

        /// <summary>Where in the record it stands: <c>"progress note 2014-09-12, p. 3"</c>.</summary>
        public string? At { get; init; }

        /// <inheritdoc/>
        public bool Equals(Evidence? other) =>
            other is not null && By == other.By && Person == other.Person && Kind == other.Kind && Date == other.Date && At == other.At;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Evidence);

        /// <inheritdoc/>
        public override int GetHashCode() => ((By?.GetHashCode() ?? 0) * 397) ^ Date.GetHashCode();
    }
}
