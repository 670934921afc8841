using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Reflection;

namespace ImrDsl.Language.Diagnostics
{
    /// <summary>An entry of the catalogue: everything that is ever said about one kind of finding, in the words of authors.</summary>
    public sealed record CatalogueEntry(string Code, Severity Severity, string Title, string Message, string Why, string Fix)
    {
        /// <summary>
        /// The case that shows the mistake and its remedy, as tests compile them: a folder of tests/cases, or the
        /// name of a case file there. Empty for the few that no author can print: texts without end, and mistakes of the compiler.
        /// </summary>
        public string Example { get; init; } = string.Empty;

        /// <summary>The message as a page shows it: “…” where a finding says what it found.</summary>
        public string GeneralMessage => Format(new[] { "…", "…", "…", "…", "…", "…", "…", "…", "…", "…" });

        /// <summary>The message with its places filled. A place without an argument stays empty.</summary>
        public string Format(IReadOnlyList<string> arguments)
        {
            string text = Message;
            for (int i = 9; i >= 0; i--)
            {
                text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", i < arguments.Count ? arguments[i] : string.Empty);
            }

            // What was cut off ends in dots, and so may the message.
            return text.Replace("….", "…");
        }
    }

    /// <summary>The catalogue of findings. Its texts are data: <c>catalogue.txt</c> beside this file, one block a code.</summary>
    public static class Catalogue
    {
        private static readonly Lazy<Dictionary<string, CatalogueEntry>> Loaded = new Lazy<Dictionary<string, CatalogueEntry>>(Load);

        /// <summary>All entries, in the order of their codes.</summary>
        public static IReadOnlyCollection<CatalogueEntry> Entries => Loaded.Value.Values;

        /// <summary>The entry of a code.</summary>
        /// <exception cref="KeyNotFoundException">The catalogue has no such code.</exception>
        public static CatalogueEntry Find(string code) => Loaded.Value[code];

        /// <summary>The entry of a code, or null.</summary>
        public static CatalogueEntry? TryFind(string code) => Loaded.Value.TryGetValue(code, out CatalogueEntry? entry) ? entry : null;

        private static Dictionary<string, CatalogueEntry> Load()
        {
            using Stream stream = typeof(Catalogue).GetTypeInfo().Assembly.GetManifestResourceStream("ImrDsl.Language.Diagnostics.catalogue.txt")!;
            using var reader = new StreamReader(stream);
            return Parse(reader);
        }

        // A block is a head line "GL0201 error" and lines "title: …", "message: …", "why: …", "fix: …", "example: …".
        private static Dictionary<string, CatalogueEntry> Parse(TextReader reader)
        {
            var entries = new Dictionary<string, CatalogueEntry>(StringComparer.Ordinal);
            CatalogueEntry? entry = null;
            while (reader.ReadLine() is { } line)
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                if (line.StartsWith("GL", StringComparison.Ordinal))
                {
                    string[] head = line.Split(' ');
                    entry = new CatalogueEntry(
                        head[0], (Severity)Enum.Parse(typeof(Severity), head[1], ignoreCase: true), string.Empty, string.Empty, string.Empty, string.Empty);
                    entries.Add(entry.Code, entry);
                }
                else if (entry is not null && colon > 0)
                {
                    string text = line.Substring(colon + 2);
                    entry = line.Substring(0, colon) switch
                    {
                        "title" => entry with { Title = text },
                        "message" => entry with { Message = text },
                        "why" => entry with { Why = text },
                        "fix" => entry with { Fix = text },
                        "example" => entry with { Example = text },
                        _ => entry,
                    };
                    entries[entry.Code] = entry;
                }
            }

            return entries;
        }
    }
}
