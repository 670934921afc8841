using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Runtime.Lines;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>How lines are read into packed readings, and asked, for one edition of a guideline. Made once; used by several threads at once.</summary>
internal sealed class PackedEdition
{
    private readonly PackedLayout layout;
    private readonly PackedForm form;

    private PackedEdition(PackedLayout layout, PackedProgram?[] programs)
    {
        this.layout = layout;
        form = layout.ToForm();
        Programs = programs;
    }

    /// <summary>How the finding of each service is asked; null for one that has no packed form.</summary>
    public IReadOnlyList<PackedProgram?> Programs { get; }

    /// <summary>The edition; null if none of its services has a packed form.</summary>
    /// <param name="form">How its cases are written.</param>
    public static PackedEdition? Of(FlatForm form)
    {
        // What a service reads that has no packed form needs no room.
        bool[] areAlone = [.. form.Plan.Services.Select(service => PackedProgram.Of(new PackedCompiler(new PackedLayout(form)), service) is not null)];
        var layout = new PackedLayout(form);
        var compiler = new PackedCompiler(layout);
        PackedProgram?[] programs = [.. form.Plan.Services.Select((service, i) => areAlone[i] ? PackedProgram.Of(compiler, service) : null)];
        return programs.Any(program => program is not null) ? new PackedEdition(layout, programs) : null;
    }

    /// <summary>A reader for one thread, with what it learns from; null if lines cannot be read so.</summary>
    public (LineReader Line, PackedProbe Probe)? NewReader()
    {
        var probe = new PackedProbe(layout, form);
        var reader = new LineReader(PlanDescription.Of(layout.Form.Plan), form, probe.Of);
        return reader.IsUsable ? (reader, probe) : null;
    }
}

/// <summary>How the finding of a service is asked of packed readings. Used by several threads at once.</summary>
internal sealed class PackedProgram
{
    private readonly FlatCondition necessary;
    private readonly FlatCondition against;

    private PackedProgram(FlatCondition necessary, FlatCondition against)
    {
        this.necessary = necessary;
        this.against = against;
    }

    /// <summary>The program of a service; null if it has no packed form.</summary>
    /// <param name="compiler">Makes what is asked.</param>
    /// <param name="service">The service.</param>
    public static PackedProgram? Of(PackedCompiler compiler, ServicePlan service) =>
        Asked(compiler, service.Necessary) is { } necessary && Asked(compiler, service.NotRecommended) is { } against ? new PackedProgram(necessary, against) : null;

    /// <summary>The finding, asked of the case at hand.</summary>
    public Finding Ask(AtHand at)
    {
        Answer isAgainst = against.Of(at);
        return Findings.Of(necessary.Of(at), isAgainst);
    }

    private static FlatCondition? Asked(PackedCompiler compiler, ConditionNode? node) => node is null ? new FlatConstant(Answer.NotApplicable) : compiler.Condition(node);
}
