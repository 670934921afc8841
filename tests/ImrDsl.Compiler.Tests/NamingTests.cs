using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using Microsoft.CodeAnalysis;
using Xunit;
using Compilation = ImrDsl.Language.Semantics.Compilation;

namespace ImrDsl.Compiler.Tests;

/// <summary>Names a person would have chosen, whatever words a guideline uses.</summary>
public class NamingTests
{
    [Theory]
    [InlineData("stopped for side effects", "StoppedForSideEffects")]
    [InlineData("BMI", "BMI")]
    [InlineData("patient's report", "PatientsReport")]
    [InlineData("2 or more levels", "_2OrMoreLevels")]
    [InlineData("flexion-extension x-ray", "FlexionExtensionXRay")]
    [InlineData("Ménière’s disease", "MenieresDisease")]
    [InlineData("Überweisung ≥ 3 µg/m²", "Ueberweisung3UgM")]
    [InlineData("боль", "Боль")]
    [InlineData("%", "Otherwise")]
    public void Phrases_become_identifiers(string phrase, string name) => Assert.Equal(name, Identifier.Pascal(phrase, "Otherwise"));

    [Theory]
    [InlineData("BMI", "bmi")]
    [InlineData("MRIFinding", "mriFinding")]
    [InlineData("Class", "@class")]
    [InlineData("Treatment", "treatment")]
    public void A_variable_is_named_after_its_type(string type, string variable) => Assert.Equal(variable, Identifier.Camel(type));

    [Fact]
    public void Words_of_the_language_and_of_CSharp_are_names_like_others()
    {
        // Facts, values, services and titles that are keywords, types of the runtime, members of every object, or each other's names.
        const string Text = """
            language 1
            guideline test.class "Names"

            request
              region: one of object, string, unknown level

            facts
              number: number 0 to 10
              period: list of periods
                period: period
                evidence: yes/no
                equality contract: yes/no
              truth: one of class, CLASS 2, 3 levels, 3-levels
              answer: record
                to string: yes/no
                answer: yes/no
              class case: yes/no
              decision date again: date
              get type: yes/no
              service: yes/no

            define decide: number > 5
            define conditions: not get type

            criteria for x
              1. Decide: decide
              2. Decide: conditions
              3. Evaluate: answer is documented, with to string
              4. Period: some period where evidence
              S. Service: service and class case

            criteria for y
              1. Decide: truth is class or 3 levels
              2. requested region is object

            service class "Class"
              medically necessary when all of
                all criteria for x
                criteria 1 and 2 for y

            service decide "Decide"
              medically necessary when get type
            """;
        Compilation compilation = Compilation.Create(new SourceText("names.guideline", Text), _ => null);
        Assert.True(compilation.Plan is not null, string.Join('\n', compilation.Diagnostics));
        IReadOnlyList<CSharpFile> files = CSharpEmitter.Emit(compilation.Plan!, new EmitOptions { RootNamespace = "Example" });

        Assert.Empty(EmittedCode.Compile(files).GetDiagnostics().RemoveAll(found => found.Severity == DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void The_text_depends_on_the_guideline_alone()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            string[] here = [.. Texts("tests/cases/good/constructs/main.guideline")];
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(here, Texts("tests/cases/good/constructs/main.guideline"));
            Assert.All(here, text => Assert.DoesNotContain('\r', text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Line_ends_of_the_guideline_change_nothing()
    {
        string text = Testing.Repository.Read("tests/cases/good/constructs/main.guideline");
        GuidelinePlan Plan(string content) => Compilation.Create(
            new SourceText("g.guideline", content), id => Library.Compile("tests/cases/good/constructs/main.guideline").Plan!.Vocabularies.SingleOrDefault(used => used.Id == id)?.File).Plan!;

        Assert.Equal(
            CSharpEmitter.Emit(Plan(text), new EmitOptions()), CSharpEmitter.Emit(Plan(text.Replace("\n", "\r\n", StringComparison.Ordinal)), new EmitOptions()));
    }

    private static IEnumerable<string> Texts(string path) => Library.Emit(path).Select(file => file.Text);
}
