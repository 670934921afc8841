using System;
using System.Collections.Generic;

namespace ImrDsl.Runtime.Description;

/// <summary>A service that a guideline decides.</summary>
public sealed class ServiceDescription
{
    /// <summary>A service.</summary>
    /// <param name="name">The name: <c>pump replacement</c>.</param>
    /// <param name="title">The title as written, or empty.</param>
    public ServiceDescription(string name, string title)
    {
        Name = name;
        Title = title;
    }

    /// <summary>The name by which a case asks for it.</summary>
    public string Name { get; }

    /// <summary>The title as written, or empty.</summary>
    public string Title { get; }

    /// <summary>The title, or the name where there is none.</summary>
    public string TitleOrName => Title.Length > 0 ? Title : Name;

    /// <summary>The codes that route a request to it.</summary>
    public IReadOnlyList<CodeDescription> Codes { get; init; } = [];

    /// <summary>The author's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The node that says when it is medically necessary, or −1.</summary>
    public int Necessary { get; init; } = -1;

    /// <summary>The node that says when the guideline recommends against it, or −1.</summary>
    public int Against { get; init; } = -1;

    /// <summary>The fact that holds the amount requested, or −1 if it is decided without amounts.</summary>
    public int Requested { get; init; } = -1;

    /// <summary>What it asks, as a short text that is the same in two editions if they ask the same.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>The criteria it uses, by list, in the order of the file.</summary>
    public IReadOnlyList<UseDescription> Uses { get; init; } = [];

    /// <summary>Whether a code, with or without its system before it (<c>CPT 62350</c>), routes to this service.</summary>
    public bool HasCode(string code)
    {
        string[] parts = code.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (CodeDescription range in Codes)
        {
            if (parts.Length is 1 or 2 && range.Holds(parts[^1]) && (parts.Length == 1 || range.System.Equals(parts[0], StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A code or a run of codes of one system, both ends included.</summary>
/// <param name="System">The system: <c>CPT</c>, <c>HCPCS</c>.</param>
/// <param name="First">The first code.</param>
/// <param name="Last">The last code; the same as the first for a single one.</param>
public sealed record CodeDescription(string System, string First, string Last)
{
    /// <summary>Whether a code is one of these.</summary>
    public bool Holds(string code) => code.Length == First.Length
        && string.Compare(code, First, StringComparison.OrdinalIgnoreCase) >= 0
        && string.Compare(code, Last, StringComparison.OrdinalIgnoreCase) <= 0;
}

/// <summary>The criteria of one list that a service uses.</summary>
/// <param name="List">The place of the list among the lists of the guideline.</param>
/// <param name="Criteria">The places of the criteria in the list, in order.</param>
public sealed record UseDescription(int List, params IReadOnlyList<int> Criteria);
