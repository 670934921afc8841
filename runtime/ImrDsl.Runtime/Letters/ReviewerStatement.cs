using System;
using System.Collections.Generic;
using ImrDsl.Runtime.Cases;

namespace ImrDsl.Runtime.Letters;

/// <summary>What a letter says of the reviewer who signs it. A qualification that the case does not give is an error, never made up.</summary>
public static class ReviewerStatement
{
    /// <summary>What the case does not say of the reviewer and a letter needs: an error for each.</summary>
    /// <param name="reviewer">What the case says.</param>
    /// <param name="offset">The byte at which the section on the reviewer stands, or 0.</param>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    public static IReadOnlyList<CaseError> Check(ReviewerInfo reviewer, int offset, ReadOnlyMemory<byte> utf8, string path)
    {
        var errors = new CaseErrors(path, utf8);
        foreach ((string field, string? value, string example) in new[]
        {
            ("specialty", reviewer.Specialty, "\"specialty\": \"Physical Medicine and Rehabilitation\""),
            ("licence state", reviewer.LicenceState, "\"licence state\": \"California\""),
            ("years of practice", reviewer.YearsOfPractice, "\"years of practice\": 12"),
            ("hours a week", reviewer.HoursAWeek, "\"hours a week\": 30"),
        })
        {
            if (value is null)
            {
                errors.Report(CaseMessages.NoQualification, offset, field, example);
            }
        }

        return errors.ToList();
    }
}
