namespace ImrDsl.Generator.Tests;

/// <summary>Small guidelines.</summary>
internal static class Texts
{
    public const string Care = """
        language 1
        vocabulary common.care

        facts
          care: list of treatments
            kind: one of medication, physical
            failed: yes/no

        define failed care: care where failed
        """;

    public const string Pump = """
        language 1
        guideline mtus.pump "Pumps"
          effective from 2009-07-18

        use common.care

        facts
          sepsis: yes/no

        criteria for pain
          1. Care failed: some failed care
          2. No contraindication: none of
               sepsis

        service pump "A pump"
          medically necessary when all criteria for pain
        """;

    public const string Brace = """
        language 1
        guideline mtus.brace "Braces"
          effective from 2009-07-18

        facts
          pain: number 0 to 10

        service brace "A brace"
          medically necessary when pain >= 5
        """;
}
