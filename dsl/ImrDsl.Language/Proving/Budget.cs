using System.Threading;

namespace ImrDsl.Language.Proving
{
    /// <summary>How much work may still be done, in steps: the same on every machine, unlike a clock. Whoever finds it used up says nothing.</summary>
    internal sealed class Budget
    {
        private readonly CancellationToken cancellation;
        private long left;

        public Budget(long steps, CancellationToken cancellation)
        {
            left = steps;
            this.cancellation = cancellation;
        }

        public bool IsUsedUp => left <= 0;

        /// <summary>Steps that were not used.</summary>
        public long Left => left > 0 ? left : 0;

        public void Spend(long steps)
        {
            cancellation.ThrowIfCancellationRequested();
            left -= steps;
        }

        /// <summary>A share of at most so many steps, for one question. What is spent of it is given back by <see cref="Settle"/>.</summary>
        public Budget Share(long most) => new Budget(System.Math.Min(most, Left), cancellation);

        /// <summary>Spends what was spent of a share.</summary>
        public void Settle(Budget share, long most) => Spend(System.Math.Min(most, Left) - share.Left);
    }
}
