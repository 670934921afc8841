using System;
using System.Collections.Generic;

namespace ImrDsl.Values
{
    /// <summary>
    /// The two vocabularies of evidence, persons and kinds, each term with what it is a kind of: an MRI is imaging, a psychiatrist is a
    /// physician. Guidelines extend them (<c>evidence FCE is formal evaluation</c>). Terms are compared without regard to case.
    /// </summary>
    public sealed class EvidenceVocabulary
    {
        private readonly Dictionary<string, string?> persons;
        private readonly Dictionary<string, string?> kinds;

        private EvidenceVocabulary(Dictionary<string, string?> persons, Dictionary<string, string?> kinds)
        {
            this.persons = persons;
            this.kinds = kinds;
        }

        /// <summary>The terms every guideline has.</summary>
        public static EvidenceVocabulary BuiltIn { get; } = new EvidenceVocabulary(
            Terms(
                ("patient", null), ("reviewer", null), ("claims administrator", null), ("employer", null), ("clinician", null),
                ("physician", "clinician"), ("treating physician", "physician"), ("consulting physician", "physician"),
                ("psychiatrist", "physician"), ("surgeon", "physician"), ("orthopedic surgeon", "surgeon"), ("neurosurgeon", "surgeon"),
                ("neurologist", "physician"), ("oncologist", "physician"), ("pain specialist", "physician"), ("physiatrist", "physician"),
                ("radiologist", "physician"), ("cardiologist", "physician"), ("primary care physician", "physician"),
                ("psychologist", "clinician"), ("nurse", "clinician"), ("nurse practitioner", "clinician"), ("physician assistant", "clinician"),
                ("physical therapist", "clinician"), ("occupational therapist", "clinician"), ("chiropractor", "clinician"),
                ("acupuncturist", "clinician"), ("pharmacist", "clinician"), ("dentist", "clinician"), ("multidisciplinary team", "clinician")),
            Terms(
                ("reported by patient", null), ("stated by clinician", null), ("examination", null), ("imaging", null), ("test", null),
                ("formal evaluation", null),
                ("x-ray", "imaging"), ("MRI", "imaging"), ("CT", "imaging"), ("CT myelogram", "imaging"), ("ultrasound", "imaging"),
                ("bone scan", "imaging"), ("flexion-extension x-ray", "x-ray"), ("echocardiography", "imaging"),
                ("laboratory test", "test"), ("electrodiagnostic test", "test"), ("EMG", "electrodiagnostic test"),
                ("nerve conduction study", "electrodiagnostic test"), ("polysomnogram", "test"), ("biopsy", "test"), ("urine drug screen", "laboratory test"),
                ("neurological examination", "examination"), ("physical examination", "examination"),
                ("psychological evaluation", "formal evaluation"), ("functional capacity evaluation", "formal evaluation")));

        /// <summary>All terms for persons, in the order of declaration.</summary>
        public IReadOnlyCollection<string> Persons => persons.Keys;

        /// <summary>All terms for kinds of evidence, in the order of declaration.</summary>
        public IReadOnlyCollection<string> Kinds => kinds.Keys;

        /// <summary>The same vocabularies with further terms, each with what it is a kind of.</summary>
        /// <exception cref="ArgumentException">A term is there already, or what it is a kind of is not.</exception>
        public EvidenceVocabulary With(IEnumerable<(string Term, string IsA)> morePersons, IEnumerable<(string Term, string IsA)> moreKinds)
        {
            var newPersons = new Dictionary<string, string?>(persons, StringComparer.OrdinalIgnoreCase);
            var newKinds = new Dictionary<string, string?>(kinds, StringComparer.OrdinalIgnoreCase);
            Extend(newPersons, morePersons);
            Extend(newKinds, moreKinds);
            return new EvidenceVocabulary(newPersons, newKinds);
        }

        /// <summary>The term for a person as the vocabulary spells it, or null.</summary>
        public string? FindPerson(string text) => Find(persons, text);

        /// <summary>The term for a kind of evidence as the vocabulary spells it, or null.</summary>
        public string? FindKind(string text) => Find(kinds, text);

        /// <summary>
        /// The person that a record's words name: the first of their comma-separated parts that is a term
        /// (<c>"Jane Roe, PhD, psychologist"</c> names a psychologist), or null.
        /// </summary>
        public string? PersonNamedIn(string by)
        {
            foreach (string part in by.Split(','))
            {
                if (FindPerson(part.Trim()) is { } term)
                {
                    return term;
                }
            }

            return null;
        }

        /// <summary>Every term for a person that is the given one or a kind of it.</summary>
        public IReadOnlyList<string> PersonsThatAre(string term) => ThatAre(persons, term);

        /// <summary>Every term for a kind of evidence that is the given one or a kind of it.</summary>
        public IReadOnlyList<string> KindsThatAre(string term) => ThatAre(kinds, term);

        private static Dictionary<string, string?> Terms(params (string Term, string? IsA)[] terms)
        {
            var dictionary = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach ((string term, string? isA) in terms)
            {
                dictionary.Add(term, isA);
            }

            return dictionary;
        }

        private static void Extend(Dictionary<string, string?> terms, IEnumerable<(string Term, string IsA)> more)
        {
            foreach ((string term, string isA) in more)
            {
                if (terms.ContainsKey(term) || !terms.ContainsKey(isA))
                {
                    throw new ArgumentException("The term '" + term + "' is there already, or '" + isA + "' is not.");
                }

                terms.Add(term, isA);
            }
        }

        private static string? Find(Dictionary<string, string?> terms, string text)
        {
            if (!terms.ContainsKey(text))
            {
                return null;
            }

            foreach (string term in terms.Keys)
            {
                if (string.Equals(term, text, StringComparison.OrdinalIgnoreCase))
                {
                    return term;
                }
            }

            return null;
        }

        private static List<string> ThatAre(Dictionary<string, string?> terms, string term)
        {
            var found = new List<string>();
            foreach (string candidate in terms.Keys)
            {
                for (string? t = candidate; t is not null; t = terms[t])
                {
                    if (string.Equals(t, term, StringComparison.OrdinalIgnoreCase))
                    {
                        found.Add(candidate);
                        break;
                    }
                }
            }

            return found;
        }
    }
}
