using System;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>The id of a file beside its name: <c>payers.evicore-pumps</c> stands in <c>payers/evicore-pumps.guideline</c>, an edition of it in <c>payers/evicore-pumps-2015.guideline</c>.</summary>
    internal sealed partial class Binder
    {
        private static readonly Regex YearOfEdition = new Regex(@"-\d{4}$", RegexOptions.CultureInvariant);

        private const string Extension = ".guideline";

        // A copied head keeps the id of the file it was copied from. Whoever names files otherwise than by their ids is told nothing.
        private void WarnOfIdOfAnother(string id, SourceSpan at)
        {
            (string folder, string name) = PlaceOf(Text.Path);
            int dot = id.LastIndexOf('.');
            string last = id.Substring(dot + 1);
            string group = dot <= 0 ? string.Empty : id.Substring(0, dot);
            group = group.Substring(group.LastIndexOf('.') + 1);
            if (name.Length == 0 || last.Length == 0 || IsEditionOf(name, last) || !name.All(IsOfId))
            {
                return;
            }

            string? other = usedFiles.PathOf(id);
            (string otherFolder, string otherName) = other is null ? (string.Empty, string.Empty) : PlaceOf(other);
            bool isOfAnother = otherName == last;
            bool isMisspelt = (dot < 0 || group == folder) && (other is null || other == Text.Path) && Spelling.Nearest(last, new[] { name }) == name;
            if (isOfAnother || isMisspelt)
            {
                string start = dot < 0 ? string.Empty : id.Substring(0, dot + 1);
                bool isByFolder = isOfAnother && otherFolder == group && folder.Length > 0 && folder.All(IsOfId);
                string right = (isByFolder ? start.Substring(0, start.Length - group.Length - 1) + folder + "." : start) + YearOfEdition.Replace(name, string.Empty);
                Report(new Diagnostic("GL0178", at, id, (isOfAnother ? otherName : last) + Extension, name + Extension, right) { Fix = TextFix.Offer(at.Span, right) });
            }
        }

        private static bool IsEditionOf(string name, string id) => name.IndexOf(id, StringComparison.Ordinal) >= 0;

        private static bool IsOfId(char sign) => char.IsLetterOrDigit(sign) || sign == '-';

        // The last folder and the name of a file; no name if it is not one of a guideline.
        private static (string Folder, string Name) PlaceOf(string path)
        {
            string[] parts = path.Split('/', '\\');
            string file = parts[parts.Length - 1];
            return file.EndsWith(Extension, StringComparison.Ordinal)
                ? (parts.Length > 1 ? parts[parts.Length - 2] : string.Empty, file.Substring(0, file.Length - Extension.Length))
                : (string.Empty, string.Empty);
        }
    }
}
