using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Scoring;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>The description that generated code carries is the one made from the plan.</summary>
public class DescriptionTests
{
    public static TheoryData<string> Guidelines => [.. Library.Paths.Where(path => Library.Compile(path).Plan is not null)];

    [Theory]
    [MemberData(nameof(Guidelines))]
    public void A_generated_description_has_the_same_words(string path)
    {
        GuidelinePlan plan = Library.Compile(path).Plan!;
        var guideline = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(path))));

        Assert.Equal(Show(PlanDescription.Of(plan)), Show(guideline.Description));
    }

    private static string Show(object? value, string indent = "\n")
    {
        switch (value)
        {
            case null or string or IFormattable or bool or PartialDate:
                return value?.ToString() ?? "null";
            case EvidenceVocabulary vocabulary:
                return string.Join(", ", vocabulary.Persons.Concat(vocabulary.Kinds).Select(term =>
                    term + " " + string.Join("/", vocabulary.PersonsThatAre(term).Concat(vocabulary.KindsThatAre(term)))));
            case IEnumerable items:
                return string.Concat(items.Cast<object?>().Select(item => indent + "- " + Show(item, indent + "  ")));
            default:
                var shown = new StringBuilder();
                foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    // A description carries the name of a file, not the path on one machine.
                    object? member = property.GetValue(value);
                    shown.Append(indent).Append(property.Name).Append(": ").Append(property.Name == nameof(NodeDescription.File) ? Path.GetFileName((string?)member) : Show(member, indent + "  "));
                }

                return shown.ToString();
        }
    }
}
