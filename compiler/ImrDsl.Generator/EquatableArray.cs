using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Generator
{
    /// <summary>Values in order, equal to another if the values are: what steps of an incremental generator pass on.</summary>
    internal sealed class EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
        where T : IEquatable<T>
    {
        private readonly T[] items;

        /// <summary>These values.</summary>
        public EquatableArray(IEnumerable<T> items) => this.items = items.ToArray();

        /// <inheritdoc/>
        public int Count => items.Length;

        /// <inheritdoc/>
        public T this[int index] => items[index];

        /// <inheritdoc/>
        public bool Equals(EquatableArray<T>? other) => other is not null && items.SequenceEqual(other.items);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

        /// <inheritdoc/>
        public override int GetHashCode() => items.Aggregate(items.Length, (hash, item) => unchecked((hash * 31) + item.GetHashCode()));

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
    }
}
