using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>
/// Everything that a plan holds, found by reflection from its services: another way to what <see cref="Meaning"/> writes by hand. Only what is
/// named here is left out, so that a property that is added to the plan counts at once.
/// </summary>
internal sealed class PlanContent
{
    // Places in the source, numbers of nodes, words that people read, and what follows from other properties.
    private static readonly HashSet<string> LeftOut =
    [
        "Source", "Ordinal", "Height", "Title", "Notes", "Citation", "Question", "Words", "GapAllowed", "ShownWith", "Vocabulary", "Id", "Children", "HasGuard", "Set",
        "DeclaredIn", "DateField", "CanDecrease", "IsOfOneDate", "Dates of WindowPlan", "Column", "AsksStandard", "Name of DefinitionPlan", "Name of EntryKindPlan",
        "Name of ChoicePlan", "List of CriterionPlan", "Label of CriterionPlan",
    ];

    private readonly Dictionary<object, int> seen = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder text = new();

    public static string Of(GuidelinePlan plan)
    {
        var content = new PlanContent();
        content.text.Append(plan.Id.ToLowerInvariant()).Append(plan.EffectiveFrom).Append(' ').Append(plan.EffectiveTo).Append(plan.EditionRule).Append(plan.Authority);
        content.Write(plan.Services);
        return content.text.ToString();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string words:
                text.Append(string.Join(' ', words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                break;
            case CalendarDuration duration:
                text.Append(duration.IsInMonths ? duration.InMonths + " months" : duration.InDays + " days");
                break;
            case decimal number:
                text.Append(number.ToString("0.############################", CultureInfo.InvariantCulture));
                break;
            case IEnumerable<int> or IEnumerable<string> or IEnumerable<CodeRange>:
                // Sets: codes, members, persons, kinds of evidence. The values of a closed list are written in order, with the fact.
                text.AppendJoin(',', ((IEnumerable)value).Cast<object>().Select(one => one.ToString()!.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal));
                break;
            case IEnumerable several:
                text.Append('[');
                foreach (object one in several)
                {
                    Write(one);
                    text.Append(';');
                }

                text.Append(']');
                break;
            case FactReference reference:
                WriteProperties(reference);
                break;
            default:
                WriteObject(value);
                break;
        }
    }

    private void WriteObject(object value)
    {
        if (value.GetType().IsPrimitive || value.GetType().IsEnum || value is PartialDate)
        {
            text.Append(value);
        }
        else if (seen.TryGetValue(value, out int place))
        {
            text.Append('#').Append(place);
        }
        else
        {
            // A record that holds the same is the same only by chance; things are told apart by themselves.
            seen.Add(value, seen.Count);
            text.Append(value.GetType().Name);
            WriteProperties(value);
        }
    }

    private void WriteProperties(object value)
    {
        Type type = value.GetType();
        text.Append('{');
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            bool isLeftOut = LeftOut.Contains(property.Name) || LeftOut.Contains(property.Name + " of " + type.Name) || property.Name == "EqualityContract"
                || typeof(SourceSpan).IsAssignableFrom(property.PropertyType) || (property.Name == "Kind" && value is ValueNode)
                || (property.Name == "Number" && property.PropertyType == typeof(int));
            if (isLeftOut)
            {
                continue;
            }

            text.Append(property.Name).Append('=');
            if (value is ChoicePlan choice && property.Name == nameof(ChoicePlan.Values))
            {
                text.AppendJoin('<', choice.Values.Select(one => one.ToLowerInvariant()));
            }
            else
            {
                Write(property.GetValue(value));
            }

            text.Append(' ');
        }

        text.Append('}');
    }
}
