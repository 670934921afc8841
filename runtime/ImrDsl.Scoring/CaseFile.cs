using System.Collections.Generic;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;

namespace ImrDsl.Scoring;

/// <summary>A case file as one guideline sees it.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Info">What it says of the case itself.</param>
/// <param name="Items">The disputed items that the guideline decides, in the order of the file.</param>
public sealed record CaseFile(string Path, CaseInfo Info, IReadOnlyList<CaseItem> Items);

/// <summary>One disputed item of a case file.</summary>
/// <param name="Number">Its place in the file, from 0.</param>
/// <param name="Item">What was asked for, and when.</param>
/// <param name="Service">The service that decides it.</param>
/// <param name="Record">The item with the facts of the case.</param>
public sealed record CaseItem(int Number, DisputedItem Item, ServicePlan Service, CaseRecord Record);

/// <summary>What came of reading a case file.</summary>
/// <param name="File">The case; null if there are errors.</param>
/// <param name="Errors">Everything that is wrong with the file, in its order.</param>
/// <param name="Frame">The case and all of its items, as far as they could be read.</param>
public sealed record CaseReading(CaseFile? File, IReadOnlyList<CaseError> Errors, CaseFrame Frame);
