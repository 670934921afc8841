using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>A guideline as far as its form tells it: what it is and which services it decides, not what it asks.</summary>
    internal sealed partial class Binder
    {
        /// <summary>Reads the head, and of each service the name, title and codes. Null for a vocabulary and for a file without a head.</summary>
        public GuidelinePlan? ReadOutline()
        {
            Dictionary<string, List<LineSyntax>> sections = Sections();
            Head head = BindHead(sections["guideline"], sections["vocabulary"]);
            return head.Id.Length == 0 || head.IsVocabulary ? null : new GuidelinePlan
            {
                Id = head.Id,
                Title = head.Title,
                Source = head.Source,
                Verified = head.Verified,
                EffectiveFrom = head.EffectiveFrom,
                EffectiveTo = head.EffectiveTo,
                EditionRule = head.EditionRule,
                Authority = head.Authority ?? Authorities.Of(head.Id, head.Source),
                File = Text,
                Services = sections["service"].Select(ReadServiceOutline).ToList(),
            };
        }

        private ServicePlan ReadServiceOutline(LineSyntax section, int ordinal)
        {
            var head = new PhraseCursor(Text, section.Phrase);
            string name = TakeServiceName(head);
            head.TryTakeString(out string title);
            var codes = new List<CodeRange>();
            foreach (LineSyntax line in section.Lines)
            {
                var phrase = new PhraseCursor(Text, line.Phrase);
                if (line.Head is { } lineHead ? new PhraseCursor(Text, lineHead).IsWord("codes") : phrase.Take("codes") || phrase.Take("code"))
                {
                    BindCodes(phrase, codes);
                }
            }

            return new ServicePlan { Name = name, Ordinal = ordinal, Title = title, Codes = codes };
        }

        // "service NAME": what follows the first word.
        private static string TakeServiceName(PhraseCursor head)
        {
            int start = ++head.Position;
            while (head.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Slash)
            {
                head.Position++;
            }

            return head.Words(start, head.Position);
        }
    }
}
