using System;
using System.Collections.Generic;

namespace ImrDsl.Values
{
    /// <summary>
    /// The two vocabularies of evidence, persons and kinds, each term with what it is a kind of: an MRI is imaging, a psychiatrist is a
    /// physician. Guidelines extend them (<c>evidence FCE is formal evaluation</c>). Terms are compared without regard to case.
    /// </summary>
    /// <remarks>
    /// A physician is a doctor of medicine or osteopathy. California Labor Code section 3209.3 counts psychologists, acupuncturists,
    /// optometrists, dentists, podiatrists and chiropractors as physicians too; here they are clinicians, since guidelines that ask for a
    /// physician and name a psychologist beside him mean two professions. A guideline that means the section names them:
    /// <c>is documented by a physician or a chiropractor</c>. A QME and an AME count as physicians, as most are; one who is recorded with
    /// another profession first ("psychologist, QME") counts as that.
    /// </remarks>
    public sealed class EvidenceVocabulary
    {
        private readonly Dictionary<string, string?> persons;
        private readonly Dictionary<string, string?> kinds;

        private EvidenceVocabulary(Dictionary<string, string?> persons, Dictionary<string, string?> kinds)
        {
            this.persons = persons;
            this.kinds = kinds;
        }

        /// <summary>Other words for terms for persons that every guideline has: <c>doctor</c> is a physician, and any physician is a doctor.</summary>
        public static IReadOnlyDictionary<string, string> OtherWordsForPersons { get; } = Words(
            ("injured worker", "patient"), ("adjuster", "claims administrator"), ("doctor", "physician"), ("medical doctor", "physician"), ("PTP", "primary treating physician"),
            ("qualified medical evaluator", "QME"), ("agreed medical evaluator", "AME"),
            ("pain management specialist", "pain specialist"), ("pain physician", "pain specialist"), ("orthopaedic surgeon", "orthopedic surgeon"),
            ("orthopedist", "orthopedic surgeon"), ("neurological surgeon", "neurosurgeon"));

        /// <summary>Other words for kinds of evidence that every guideline has: <c>exam</c> is examination.</summary>
        public static IReadOnlyDictionary<string, string> OtherWordsForKinds { get; } = Words(
            ("exam", "examination"), ("physical exam", "physical examination"), ("neurological exam", "neurological examination"),
            ("testing", "test"), ("laboratory testing", "laboratory test"), ("lab test", "laboratory test"),
            ("electrodiagnostic study", "electrodiagnostic test"), ("electrodiagnostic testing", "electrodiagnostic test"),
            ("electromyography", "EMG"), ("NCS", "nerve conduction study"),
            ("diagnostic imaging", "imaging"), ("radiograph", "x-ray"), ("magnetic resonance imaging", "MRI"), ("computed tomography", "CT"));

        /// <summary>The terms every guideline has.</summary>
        public static EvidenceVocabulary BuiltIn { get; } = new EvidenceVocabulary(
            Terms(
                ("patient", null), ("reviewer", null), ("claims administrator", null), ("employer", null), ("clinician", null),
                ("physician", "clinician"), ("treating physician", "physician"), ("primary treating physician", "treating physician"), ("consulting physician", "physician"),
                ("primary care physician", "physician"), ("QME", "physician"), ("AME", "physician"), ("specialist", "physician"),
                ("psychiatrist", "specialist"), ("surgeon", "specialist"), ("orthopedic surgeon", "surgeon"), ("neurosurgeon", "surgeon"),
                ("spine surgeon", "surgeon"), ("neurologist", "specialist"), ("oncologist", "specialist"), ("pain specialist", "specialist"),
                ("physiatrist", "specialist"), ("radiologist", "specialist"), ("cardiologist", "specialist"), ("anesthesiologist", "specialist"),
                ("psychologist", "clinician"), ("nurse", "clinician"), ("nurse practitioner", "clinician"), ("physician assistant", "clinician"),
                ("physical therapist", "clinician"), ("occupational therapist", "clinician"), ("chiropractor", "clinician"),
                ("acupuncturist", "clinician"), ("podiatrist", "clinician"), ("optometrist", "clinician"), ("pharmacist", "clinician"),
                ("dentist", "clinician"), ("social worker", "clinician"), ("dietitian", "clinician"), ("multidisciplinary team", "clinician")),
            Terms(
                ("reported by patient", null), ("stated by clinician", null), ("examination", null), ("imaging", null), ("test", null),
                ("formal evaluation", null), ("questionnaire", null), ("validated instrument", null), ("progress note", null),
                ("operative report", "stated by clinician"),
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
            Extend(newPersons, morePersons, OtherWordsForPersons);
            Extend(newKinds, moreKinds, OtherWordsForKinds);
            return new EvidenceVocabulary(newPersons, newKinds);
        }

        /// <summary>The term for a person as the vocabulary spells it, or null. Of another word for it (<c>doctor</c>), the term (<c>physician</c>).</summary>
        public string? FindPerson(string text) => Find(persons, Meant(text, OtherWordsForPersons));

        /// <summary>The term for a kind of evidence as the vocabulary spells it, or null. Of another word for it (<c>exam</c>), the term.</summary>
        public string? FindKind(string text) => Find(kinds, Meant(text, OtherWordsForKinds));

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

        /// <summary>What a term for a person is a kind of, or null.</summary>
        public string? PersonAbove(string term) => Above(persons, term);

        /// <summary>What a term for a kind of evidence is a kind of, or null.</summary>
        public string? KindAbove(string term) => Above(kinds, term);

        private static Dictionary<string, string?> Terms(params (string Term, string? IsA)[] terms)
        {
            var dictionary = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach ((string term, string? isA) in terms)
            {
                dictionary.Add(term, isA);
            }

            return dictionary;
        }

        private static Dictionary<string, string> Words(params (string Word, string Term)[] words)
        {
            var dictionary = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach ((string word, string term) in words)
            {
                dictionary.Add(word, term);
            }

            return dictionary;
        }

        private static string Meant(string text, IReadOnlyDictionary<string, string> words) => words.TryGetValue(text, out string? term) ? term : text;

        private static void Extend(
            Dictionary<string, string?> terms, IEnumerable<(string Term, string IsA)> more, IReadOnlyDictionary<string, string> words)
        {
            foreach ((string term, string isA) in more)
            {
                if (terms.ContainsKey(term) || words.ContainsKey(term) || !terms.ContainsKey(isA))
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

        private static string? Above(Dictionary<string, string?> terms, string term) =>
            terms.TryGetValue(term, out string? isA) && isA is not null ? Find(terms, isA) : null;

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
