using System;
using System.Collections;
using System.Collections.Generic;

namespace ImrDsl.Language.Plan
{
    /// <summary>Nodes in printed order. To walk over them allocates nothing.</summary>
    public readonly struct NodeList : IReadOnlyList<PlanNode>
    {
        private readonly PlanNode[]? nodes;

        internal NodeList(PlanNode[] nodes) => this.nodes = nodes;

        /// <inheritdoc/>
        public int Count => Nodes.Length;

        private PlanNode[] Nodes => nodes ?? Array.Empty<PlanNode>();

        /// <inheritdoc/>
        public PlanNode this[int index] => Nodes[index];

        /// <summary>Walks over them.</summary>
        public Enumerator GetEnumerator() => new Enumerator(Nodes);

        /// <inheritdoc/>
        IEnumerator<PlanNode> IEnumerable<PlanNode>.GetEnumerator() => ((IEnumerable<PlanNode>)Nodes).GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => Nodes.GetEnumerator();

        /// <summary>A walk over nodes.</summary>
        public struct Enumerator
        {
            private readonly PlanNode[] nodes;
            private int index;

            internal Enumerator(PlanNode[] nodes)
            {
                this.nodes = nodes;
                index = -1;
            }

            /// <summary>The node at hand.</summary>
            public readonly PlanNode Current => nodes[index];

            /// <summary>Goes on to the next.</summary>
            public bool MoveNext() => ++index < nodes.Length;
        }
    }
}
