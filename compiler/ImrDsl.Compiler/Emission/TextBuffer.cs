using System;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Characters in one piece, to which text is added at the end. Each thread uses a few again and again, so that no text grows from nothing.</summary>
    internal sealed class TextBuffer
    {
        // More is not kept for the next text.
        private const int MostKept = 1 << 18;
        private const int Fewest = 1 << 9;

        [ThreadStatic]
        private static TextBuffer? kept;

        private char[] text = new char[Fewest];
        private TextBuffer? nextKept;

        private TextBuffer()
        {
        }

        /// <summary>How many characters there are.</summary>
        public int Length { get; private set; }

        /// <summary>No characters yet. The room is nobody else's until it is given back.</summary>
        public static TextBuffer Take()
        {
            TextBuffer buffer = kept ?? new TextBuffer();
            kept = buffer.nextKept;
            buffer.nextKept = null;
            buffer.Length = 0;
            return buffer;
        }

        /// <summary>Gives the room back. Where writing was broken off, nobody does.</summary>
        public void Give()
        {
            if (text.Length > MostKept)
            {
                return;
            }

            // The largest is taken first.
            ref TextBuffer? place = ref kept;
            while (place is not null && place.text.Length > text.Length)
            {
                place = ref place.nextKept;
            }

            nextKept = place;
            place = this;
        }

        /// <summary>The characters as a string; the room is given back.</summary>
        public string Taken()
        {
            string taken = ToString();
            Give();
            return taken;
        }

        /// <summary>Adds a character.</summary>
        public void Add(char c)
        {
            Reserve(1);
            text[Length] = c;
            Length++;
        }

        /// <summary>Adds text.</summary>
        public void Add(string added) => Add(added, 0, added.Length);

        /// <summary>Adds a stretch of a text.</summary>
        public void Add(string added, int start, int length)
        {
            Reserve(length);
            added.CopyTo(start, text, Length, length);
            Length += length;
        }

        /// <summary>Adds all of another.</summary>
        public void Add(TextBuffer other)
        {
            Reserve(other.Length);
            Array.Copy(other.text, 0, text, Length, other.Length);
            Length += other.Length;
        }

        /// <summary>Adds a number in digits.</summary>
        public void Add(int number)
        {
            if (number is < 0 or > 9_999)
            {
                Add(Literals.Of(number));
                return;
            }

            int digits = number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : 4;
            Reserve(digits);
            for (int i = Length + digits - 1; i >= Length; i--)
            {
                text[i] = (char)('0' + (number % 10));
                number /= 10;
            }

            Length += digits;
        }

        /// <summary>Adds blanks.</summary>
        public void AddBlanks(int count)
        {
            Reserve(count);
            for (int i = 0; i < count; i++)
            {
                text[Length + i] = ' ';
            }

            Length += count;
        }

        /// <summary>Puts text before what stands at a place.</summary>
        public void Insert(int place, string inserted)
        {
            Reserve(inserted.Length);
            Array.Copy(text, place, text, place + inserted.Length, Length - place);
            inserted.CopyTo(0, text, place, inserted.Length);
            Length += inserted.Length;
        }

        /// <summary>Cuts what stands behind a length.</summary>
        public void Cut(int length) => Length = length;

        /// <summary>Whether a text stands at a place.</summary>
        public bool HasAt(int place, string asked)
        {
            if (place < 0 || place + asked.Length > Length)
            {
                return false;
            }

            for (int i = 0; i < asked.Length; i++)
            {
                if (text[place + i] != asked[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override string ToString() => new string(text, 0, Length);

        private void Reserve(int more)
        {
            if (Length + more > text.Length)
            {
                Array.Resize(ref text, Math.Max(Length + more, 2 * text.Length));
            }
        }
    }
}
