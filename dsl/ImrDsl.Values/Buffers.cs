using System;

namespace ImrDsl.Values
{
    /// <summary>Arrays that are used again, a few for each thread, so that what is computed often allocates nothing once they have grown.</summary>
    internal static class Buffers
    {
        private const int MostKept = 16;
        private const int Smallest = 64;

        [ThreadStatic]
        private static long[]?[]? kept;

        /// <summary>An array of at least this length. What it holds means nothing.</summary>
        public static long[] Rent(int length = Smallest)
        {
            long[]?[] slots = kept ??= new long[]?[MostKept];
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] is { } buffer)
                {
                    slots[i] = null;
                    return buffer.Length >= length ? buffer : new long[length];
                }
            }

            return new long[Math.Max(length, Smallest)];
        }

        /// <summary>Gives an array back.</summary>
        public static void Return(long[] buffer)
        {
            if (buffer.Length == 0)
            {
                return;
            }

            long[]?[] slots = kept ??= new long[]?[MostKept];
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] is null)
                {
                    slots[i] = buffer;
                    return;
                }
            }
        }

        /// <summary>Makes sure of a length; what it held is lost.</summary>
        public static void EnsureLength(ref long[] buffer, int length)
        {
            if (buffer.Length < length)
            {
                Return(buffer);
                buffer = Rent(length * 2);
            }
        }

        /// <summary>Makes room for one more.</summary>
        public static void EnsureRoom(ref long[] buffer, int used)
        {
            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, used * 2);
            }
        }
    }
}
