using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Codes: "Reading a fact" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>A code as a condition, met by some codes: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="codes">The codes that pass.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth Code(int node, int fact, in Fact<string> stated, CodeSet codes, Held holder = default) =>
        Answer(node, ReadCode(node, fact, stated, codes, holder));

    /// <summary>Reads a code. See <see cref="Code"/>.</summary>
    public Truth ReadCode(int node, int fact, in Fact<string> stated, CodeSet codes, Held holder = default) =>
        Read(node, fact, stated, EvidenceStandard.Any, holder, new IsIn(codes));
}
