using System.Runtime.InteropServices;

namespace ImrDsl.Values
{
    /// <summary>The parts of a <see cref="decimal"/> where they lie, looked at without copying them into an array.</summary>
    [StructLayout(LayoutKind.Explicit)]
    internal readonly struct DecimalParts
    {
        private const uint SignBit = 0x8000_0000;

        [FieldOffset(0)]
        private readonly decimal value;

        // The sign is the highest bit; the scale stands in bits 16 to 23.
        [FieldOffset(0)]
        private readonly uint flags;

        [FieldOffset(4)]
        private readonly uint high;

        [FieldOffset(8)]
        private readonly ulong low;

        /// <summary>The parts of a decimal.</summary>
        public DecimalParts(decimal value)
            : this() => this.value = value;

        /// <summary>How many digits stand after the point, from 0 to 28.</summary>
        public int Scale => (int)((flags >> 16) & 0xFF);

        /// <summary>The upper 32 of its 96 bits.</summary>
        public uint High => high;

        /// <summary>The lower 64 of its 96 bits.</summary>
        public ulong Low => low;

        /// <summary>Its digits as a whole number, where 63 bits hold them.</summary>
        public long AsLong => (flags & SignBit) != 0 ? -(long)low : (long)low;

        /// <summary>Whether its digits are a long at the scale of another.</summary>
        public bool IsLongAtScaleOf(in DecimalParts other) => high == 0 && (low >> 63) == 0 && ((flags ^ other.flags) & ~SignBit) == 0;

        /// <summary>Whether two decimals are written alike, so that they are surely equal.</summary>
        public static bool AreSame(decimal left, decimal right)
        {
            var leftParts = new DecimalParts(left);
            var rightParts = new DecimalParts(right);
            return leftParts.low == rightParts.low && leftParts.high == rightParts.high && leftParts.flags == rightParts.flags;
        }
    }
}
