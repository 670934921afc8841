using System;
using System.Collections.Generic;
using System.Globalization;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>The names of one declaration space, each given once.</summary>
    internal sealed class NameScope
    {
        private readonly HashSet<string> taken;

        /// <summary>A space in which some names are not to be given.</summary>
        public NameScope(IEnumerable<string> reserved) => taken = new HashSet<string>(reserved, StringComparer.Ordinal);

        /// <summary>
        /// Takes a name. If it is taken already: with <paramref name="suffix"/>, then with the first number that is free.
        /// </summary>
        public string Take(string name, string suffix = "")
        {
            if (taken.Add(name))
            {
                return name;
            }

            name += suffix;
            for (int i = 2; ; i++)
            {
                string candidate = suffix.Length > 0 && i == 2 ? name : name + i.ToString(CultureInfo.InvariantCulture);
                if (taken.Add(candidate))
                {
                    return candidate;
                }
            }
        }
    }
}
