using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Tests;

/// <summary>The generated code of a guideline, loaded, with cases put into its types.</summary>
internal sealed class TypedGuideline
{
    private readonly GuidelinePlan plan;
    private readonly GuidelineNames names;
    private readonly Type caseType;
    private readonly MethodInfo read;
    private readonly MethodInfo explain;
    private readonly ICaller caller;
    private readonly Lazy<IPackedReading> packedReading;

    public TypedGuideline(GuidelinePlan plan, Assembly assembly, string rootNamespace = "Example")
    {
        this.plan = plan;
        names = new GuidelineNames(plan, rootNamespace);
        caseType = assembly.GetType(names.Namespace + "." + names.Case, throwOnError: true)!;
        Type guideline = assembly.GetType(names.Namespace + "." + names.Class, throwOnError: true)!;
        Type serviceType = guideline.GetNestedType("Service")!;
        read = guideline.GetMethod("ReadCase")!;
        explain = guideline.GetMethods().Single(method => method.Name == "Explain" && method.GetParameters().Length == 1);
        Description = (GuidelineDescription)guideline.GetProperty("Description")!.GetValue(null)!;
        Type packedType = guideline.GetNestedType("Packed") ?? throw new ArgumentException("Cases are not packed.", nameof(assembly));
        packedReading = new(() => (IPackedReading)Activator.CreateInstance(
            typeof(PackedReading<,,>).MakeGenericType(caseType, serviceType, packedType), read, packedType.GetNestedType("Reader")!, packedType)!);
        caller = (ICaller)Activator.CreateInstance(
            typeof(Caller<,,>).MakeGenericType(caseType, serviceType, packedType),
            guideline.GetMethod("Decide")!,
            guideline.GetMethod("Evaluate")!,
            packedType.GetMethod("Of")!,
            packedType.GetMethod("Decide")!,
            packedType.GetMethod("Statuses"),
            packedType.GetMethod("Asked"),
            packedType.GetMethod("Account"))!;
    }

    /// <summary>The words of the guideline.</summary>
    public GuidelineDescription Description { get; }

    /// <summary>The reader of packed cases, beside that of cases.</summary>
    public IPackedReading PackedReading => packedReading.Value;

    /// <summary>What <c>Decide</c> says.</summary>
    public Finding Decide(object record, ServicePlan service) => caller.Decide(record, service.Ordinal);

    /// <summary>What <c>Decide</c> of the packed case says.</summary>
    public Finding DecidePacked(object record, ServicePlan service) => caller.DecidePacked(record, service.Ordinal);

    /// <summary>What <c>Statuses</c> of the packed case says, with the numbers of the nodes; null where a service asks too much for it.</summary>
    public (CriterionStatuses Statuses, int[] Asked)? Statuses(object record, ServicePlan service) => caller.Statuses(record, service.Ordinal);

    /// <summary>What <c>Account</c> of the packed case says; null where a service asks too much for it.</summary>
    public (Finding Finding, AccountLine[] Lines)? Account(object record, ServicePlan service)
    {
        if (caller.PackForAccount(record) is not { } account)
        {
            return null;
        }

        (Finding finding, int needed) = account(service.Ordinal, []);
        var lines = new AccountLine[needed];
        return (finding, account(service.Ordinal, lines) == (finding, needed) ? lines : []);
    }

    /// <summary>What <c>Evaluate</c> says.</summary>
    public ServiceAnswer Evaluate(object record, ServicePlan service, Span<AccountEntry> entries) => caller.Evaluate(record, service.Ordinal, entries);

    /// <summary>How many bytes <c>Decide</c> allocates for all services of some cases, once it has warmed up.</summary>
    public long AllocatedByDecide(object[] cases) => Allocated(() =>
    {
        for (int i = 0; i < cases.Length; i++)
        {
            for (int service = 0; service < plan.Services.Count; service++)
            {
                caller.Decide(cases[i], service);
            }
        }
    });

    /// <summary>How many bytes <c>Decide</c> of packed cases allocates for all services, once it has warmed up and the cases are packed.</summary>
    public long AllocatedByDecidePacked(object[] cases)
    {
        Func<int, Finding>[] packed = [.. cases.Select(caller.Pack)];
        return Allocated(() =>
        {
            foreach (Func<int, Finding> decide in packed)
            {
                for (int service = 0; service < plan.Services.Count; service++)
                {
                    decide(service);
                }
            }
        });
    }

    /// <summary>How many bytes <c>Statuses</c> of packed cases allocates for all services, once it has warmed up and the cases are packed.</summary>
    public long AllocatedByStatuses(object[] cases)
    {
        Func<int, CriterionStatuses>[] packed = [.. cases.Select(record => caller.PackForStatuses(record)!)];
        return Allocated(() =>
        {
            foreach (Func<int, CriterionStatuses> statuses in packed)
            {
                for (int service = 0; service < plan.Services.Count; service++)
                {
                    statuses(service);
                }
            }
        });
    }

    /// <summary>How many bytes <c>Account</c> of packed cases allocates for all services, once it has warmed up and the cases are packed.</summary>
    public long AllocatedByAccount(object[] cases, AccountLine[] room)
    {
        Func<int, AccountLine[], (Finding Finding, int Needed)>[] packed = [.. cases.Select(record => caller.PackForAccount(record)!)];
        return Allocated(() =>
        {
            foreach (Func<int, AccountLine[], (Finding Finding, int Needed)> account in packed)
            {
                for (int service = 0; service < plan.Services.Count; service++)
                {
                    account(service, room);
                }
            }
        });
    }

    /// <summary>How many bytes <c>Evaluate</c> allocates for all services of some cases, once it has warmed up.</summary>
    public long AllocatedByEvaluate(object[] cases, AccountEntry[] room) => Allocated(() =>
    {
        for (int i = 0; i < cases.Length; i++)
        {
            for (int service = 0; service < plan.Services.Count; service++)
            {
                caller.Evaluate(cases[i], service, room);
            }
        }
    });

    /// <summary>A case file as the generated reader reads it: its errors, and its items as cases.</summary>
    public (IReadOnlyList<CaseError> Errors, IReadOnlyList<object> Cases) Read(byte[] utf8, string path)
    {
        object file = read.Invoke(null, [new ReadOnlyMemory<byte>(utf8), path])!;
        var items = (System.Collections.IEnumerable)file.GetType().GetProperty("Items")!.GetValue(file)!;
        return (
            (IReadOnlyList<CaseError>)file.GetType().GetProperty("Errors")!.GetValue(file)!,
            [.. items.Cast<object>().Select(item => item.GetType().GetProperty("Case")!.GetValue(item)!)]);
    }

    /// <summary>The results of a case file.</summary>
    public IReadOnlyList<ItemResult> Explain(byte[] utf8, string path)
    {
        object file = read.Invoke(null, [new ReadOnlyMemory<byte>(utf8), path])!;
        var items = (System.Collections.IEnumerable)file.GetType().GetProperty("Items")!.GetValue(file)!;
        return [.. items.Cast<object>().Select(item => (ItemResult)explain.Invoke(null, [item])!)];
    }

    /// <summary>A case in the generated types.</summary>
    public object Case(CaseRecord record)
    {
        object typed = Activator.CreateInstance(caseType)!;
        caseType.GetProperty(nameof(GuidelineCase.DecisionDate))!.SetValue(typed, record.DecisionDate);
        foreach ((FactPlan fact, FactRecord found) in record.Facts.Where(fact => fact.Key.BuiltIn != BuiltInFact.DecisionDate))
        {
            Set(typed, fact, found);
        }

        return typed;
    }

    private void Set(object holder, FactPlan fact, FactRecord found)
    {
        PropertyInfo property = holder.GetType().GetProperty(names[fact])!;
        Type type = property.PropertyType.GetGenericArguments()[0];
        string method = fact.Kind is FactKind.Record or FactKind.List ? nameof(EntriesOf) : nameof(FactOf);
        object value = typeof(TypedGuideline).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, [fact, found])!;
        property.SetValue(holder, value);
    }

    private Fact<T> FactOf<T>(FactPlan fact, FactRecord found)
    {
        if (found.Knowledge != Knowledge.Given)
        {
            return found.Knowledge == Knowledge.Unknown ? Fact.Unknown : default(Fact<T>);
        }

        Entry<T>[] entries = [.. found.Entries.Select(entry => EntryOf<T>(fact, entry))];
        return entries is [{ IsKnown: true, Evidence: null, Reason: null } only] ? only.Value : Fact.From<T>(entries);
    }

    private static Entry<T> EntryOf<T>(FactPlan fact, EntryRecord entry)
    {
        object? value = fact.Kind switch
        {
            FactKind.YesNo => entry.YesNo,
            FactKind.Number => entry.Number,
            FactKind.Date => entry.Date,
            FactKind.Period => entry.Period,
            FactKind.Choice => entry.Choice is { } choice ? Enum.ToObject(typeof(T), choice) : null,
            _ => entry.Text,
        };
        return value is null ? Entry<T>.Unknown(entry.Evidence) : new Entry<T>((T)value, entry.Evidence, fact.Kind is FactKind.YesNo or FactKind.Number ? entry.Text : null);
    }

    private Entries<T> EntriesOf<T>(FactPlan fact, FactRecord found)
        where T : RecordEntry
    {
        T[] entries = [.. found.Entries.Select(entry => EntryOf<T>(fact.EntryKind!, entry))];
        return found.Knowledge switch
        {
            Knowledge.Unknown => Fact.Unknown,
            Knowledge.None => Fact.None,
            Knowledge.Given => Entries.From<T>(entries),
            Knowledge.Incomplete => Entries.From<T>(entries).AndMaybeMore(),
            _ => default(Entries<T>),
        };
    }

    private T EntryOf<T>(EntryKindPlan kind, EntryRecord entry)
        where T : RecordEntry
    {
        var typed = Activator.CreateInstance<T>();
        typeof(RecordEntry).GetProperty(nameof(RecordEntry.Evidence))!.SetValue(typed, entry.Evidence);
        foreach (FactPlan field in kind.Fields)
        {
            Set(typed, field, field.Ordinal < entry.Fields.Count ? entry.Fields[field.Ordinal] : FactRecord.NotMentioned);
        }

        return typed;
    }

    // The least of several runs: buffers that are used again grow to what these cases need, and a collection on another thread disturbs the count.
    private static long Allocated(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 10 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    // Calls generated code without boxing, so that its own allocations can be measured.
    private interface ICaller
    {
        Finding Decide(object record, int service);

        Finding DecidePacked(object record, int service);

        Func<int, Finding> Pack(object record);

        Func<int, CriterionStatuses>? PackForStatuses(object record);

        Func<int, AccountLine[], (Finding Finding, int Needed)>? PackForAccount(object record);

        (CriterionStatuses Statuses, int[] Asked)? Statuses(object record, int service);

        ServiceAnswer Evaluate(object record, int service, Span<AccountEntry> entries);
    }

    private sealed class Caller<TCase, TService, TPacked>(
        MethodInfo decide, MethodInfo evaluate, MethodInfo pack, MethodInfo decidePacked, MethodInfo? statuses, MethodInfo? asked, MethodInfo? account) : ICaller
        where TService : struct, Enum
        where TPacked : struct
    {
        private readonly Func<TCase, TPacked> pack = pack.CreateDelegate<Func<TCase, TPacked>>();
        private readonly DecidePackedMethod decidePacked = decidePacked.CreateDelegate<DecidePackedMethod>();
        private readonly Func<TCase, TService, Finding> decide = decide.CreateDelegate<Func<TCase, TService, Finding>>();
        private readonly EvaluateMethod evaluate = evaluate.CreateDelegate<EvaluateMethod>();

        private readonly StatusesMethod? statuses = statuses?.CreateDelegate<StatusesMethod>();
        private readonly AskedMethod? asked = asked?.CreateDelegate<AskedMethod>();

        private readonly AccountMethod? account = account?.CreateDelegate<AccountMethod>();

        private delegate Finding DecidePackedMethod(ref TPacked packed, TService service);

        private delegate Finding AccountMethod(ref TPacked packed, TService service, Span<AccountLine> lines, out int needed);

        private delegate CriterionStatuses StatusesMethod(ref TPacked packed, TService service);

        private delegate ReadOnlySpan<int> AskedMethod(TService service);

        private delegate ServiceAnswer EvaluateMethod(TCase c, TService service, Span<AccountEntry> entries);

        public Finding Decide(object record, int service) => decide((TCase)record, Unsafe.BitCast<int, TService>(service));

        public Finding DecidePacked(object record, int service) => Pack(record)(service);

        public Func<int, Finding> Pack(object record)
        {
            TPacked packed = pack((TCase)record);
            return service => decidePacked(ref packed, Unsafe.BitCast<int, TService>(service));
        }

        public Func<int, CriterionStatuses>? PackForStatuses(object record)
        {
            TPacked packed = pack((TCase)record);
            return statuses is null ? null : service => statuses(ref packed, Unsafe.BitCast<int, TService>(service));
        }

        public Func<int, AccountLine[], (Finding Finding, int Needed)>? PackForAccount(object record)
        {
            TPacked packed = pack((TCase)record);
            return account is null ? null : (service, lines) => (account(ref packed, Unsafe.BitCast<int, TService>(service), lines, out int needed), needed);
        }

        public (CriterionStatuses Statuses, int[] Asked)? Statuses(object record, int service) => PackForStatuses(record) is { } statusesOf
            ? (statusesOf(service), asked!(Unsafe.BitCast<int, TService>(service)).ToArray())
            : null;

        public ServiceAnswer Evaluate(object record, int service, Span<AccountEntry> entries) =>
            evaluate((TCase)record, Unsafe.BitCast<int, TService>(service), entries);
    }
}
