using System;
using System.Collections.Generic;
using System.Globalization;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>The names of one declaration space, each given once.</summary>
    internal sealed class NameScope
    {
        // As many are found as soon by a look at each.
        private const int MostFew = 12;

        private readonly List<string> few = new List<string>();
        private readonly HashSet<string>? always;
        private HashSet<string>? many;

        // The numbers below this one are taken behind a name.
        private Dictionary<string, int>? firstFree;

        /// <summary>A space in which some names are not to be given.</summary>
        /// <param name="reserved">Names that are not to be given in this space.</param>
        /// <param name="always">Names that are not to be given in any space of its kind.</param>
        public NameScope(IEnumerable<string> reserved, HashSet<string>? always = null)
        {
            few.AddRange(reserved);
            this.always = always;
        }

        /// <summary>
        /// Takes a name. If it is taken already: with <paramref name="suffix"/>, then with the first number that is free.
        /// </summary>
        public string Take(string name, string suffix = "")
        {
            if (TryTake(name))
            {
                return name;
            }

            string plain = name + suffix;
            if (TryTake(plain))
            {
                return plain;
            }

            // "Dose", "DoseFact", "DoseFact3": the number counts those that were wanted.
            firstFree ??= new Dictionary<string, int>(StringComparer.Ordinal);
            int i = firstFree.TryGetValue(plain, out int free) ? free : suffix.Length > 0 ? 3 : 2;
            string numbered;
            do
            {
                numbered = plain + i.ToString(CultureInfo.InvariantCulture);
                i++;
            }
            while (!TryTake(numbered));
            firstFree[plain] = i;
            return numbered;
        }

        private bool TryTake(string name)
        {
            if (always?.Contains(name) == true)
            {
                return false;
            }

            if (many is null && few.Count > MostFew)
            {
                many = new HashSet<string>(few, StringComparer.Ordinal);
            }

            if (many is not null)
            {
                return many.Add(name);
            }

            bool isFree = !few.Contains(name);
            if (isFree)
            {
                few.Add(name);
            }

            return isFree;
        }
    }
}
