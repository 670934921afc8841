using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Routing;

/// <summary>Which guidelines decide the items of a case.</summary>
/// <param name="Guidelines">The ids of the guidelines that decide each item, in the order of the case.</param>
/// <param name="Errors">Items that no guideline decides, or that may mean several services; then nothing can be decided.</param>
public sealed record RoutedCase(IReadOnlyList<IReadOnlyList<string>> Guidelines, IReadOnlyList<CaseError> Errors);

/// <summary>
/// Finds the guidelines that decide the items of a case, by the service or the code that an item names, over a whole library. What may mean several
/// services is an error that names them and says what to write in the case; nothing is guessed.
/// </summary>
public sealed class ServiceRouter
{
    // The editions of each guideline, by its id.
    private readonly GuidelineDescription[][] library;

    /// <summary>A router over these guidelines.</summary>
    /// <param name="guidelines">Guidelines, every edition of each.</param>
    public ServiceRouter(IEnumerable<GuidelineDescription> guidelines) =>
        library = [.. guidelines.GroupBy(guideline => guideline.Id, StringComparer.Ordinal).OrderBy(editions => editions.Key, StringComparer.Ordinal).Select(editions => editions.ToArray())];

    /// <summary>The guidelines that decide the items of a case.</summary>
    /// <param name="outline">The items.</param>
    /// <param name="utf8">The whole file, for the places of errors.</param>
    /// <param name="path">The file, as messages name it.</param>
    public RoutedCase Route(CaseOutline outline, ReadOnlyMemory<byte> utf8, string path)
    {
        var errors = new CaseErrors(path, utf8);
        IReadOnlyList<string>[] routes = [.. outline.Items.Select(item => Route(item, errors))];
        return new RoutedCase(routes, errors.ToList());
    }

    private string[] Route(ItemOutline item, CaseErrors errors)
    {
        if (item.Guidelines is [var (only, _)] && only.Equals(GuidelineDescription.None.Id, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        List<GuidelineDescription[]> able = Named(item, errors);
        if (able.Count == 0)
        {
            return [];
        }

        if (item.Service is null && item.Code is null)
        {
            errors.Report(CaseMessages.NothingToRoute, item.Offset);
            return [];
        }

        return item.Service is not null ? ByService(item, able, errors) : ByCode(item, able, errors);
    }

    // The guidelines that an item may be decided by: all, unless it names some.
    private List<GuidelineDescription[]> Named(ItemOutline item, CaseErrors errors)
    {
        if (item.Guidelines.Count == 0)
        {
            return [.. library];
        }

        var named = new List<GuidelineDescription[]>();
        foreach ((string id, int offset) in item.Guidelines)
        {
            if (library.FirstOrDefault(editions => editions[0].Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                named.Add(found);
            }
            else
            {
                errors.Report(
                    CaseMessages.UnknownGuideline, offset, CaseErrors.Quote(id), new CaseNames([.. library.Select(editions => editions[0].Id)]).DidYouMean(id));
            }
        }

        return named.Count == item.Guidelines.Count ? named : [];
    }

    private string[] ByService(ItemOutline item, List<GuidelineDescription[]> able, CaseErrors errors)
    {
        List<GuidelineDescription[]> knowing = [.. able.Where(editions => ServicesOf(editions).Any(service => IsNamed(service, item.Service!)))];
        if (knowing.Count == 0)
        {
            errors.Report(CaseMessages.NoGuidelineDecides, item.ServiceOffset, CaseErrors.Quote(item.Service!), Suggestion(item.Service!, able));
            return [];
        }

        // Who has the code under another name decides too, where it is clear which service of it is meant.
        List<GuidelineDescription[]> byCode = item.Code is { } code
            ? [.. able.Where(editions => !knowing.Contains(editions) && WithCode(editions, code) is [var only] && !IsAnother(only, item.Service!, knowing))]
            : [];
        List<GuidelineDescription[]> meant = knowing.Count == 1 || item.Guidelines.Count > 0 ? knowing
            : item.Code is not null ? [.. knowing.Where(editions => ServicesOf(editions).Any(service => IsNamed(service, item.Service!) && service.HasCode(item.Code)))]
            : AreOneService(knowing, item.Service!) ? knowing
            : [];
        if (meant.Count == 0)
        {
            string[] ids = IdsOf(knowing);
            errors.Report(
                CaseMessages.SeveralServices,
                item.ServiceOffset,
                CaseErrors.Quote(item.Service!),
                string.Join("; ", knowing.Select(editions => InWords([Known(editions, item.Service!)], editions))),
                "\"guideline\": \"" + ids[0] + "\" for one of them, or \"guideline\": [" + string.Join(", ", ids.Select(id => "\"" + id + "\"")) + "] to have them compared");
        }

        return meant.Count == 0 ? [] : IdsOf([.. meant, .. byCode]);
    }

    private static string[] ByCode(ItemOutline item, List<GuidelineDescription[]> able, CaseErrors errors)
    {
        List<GuidelineDescription[]> knowing = [.. able.Where(editions => WithCode(editions, item.Code!).Count > 0)];
        if (knowing.Count == 0)
        {
            errors.Report(CaseMessages.NoGuidelineHasCode, item.CodeOffset, CaseErrors.Quote(item.Code!));
            return [];
        }

        if (knowing.All(editions => WithCode(editions, item.Code!).Count == 1))
        {
            return IdsOf(knowing);
        }

        string first = WithCode(knowing.First(editions => WithCode(editions, item.Code!).Count > 1), item.Code!)[0].Name;
        errors.Report(
            CaseMessages.SeveralServices,
            item.CodeOffset,
            CaseErrors.Quote(item.Code!),
            string.Join("; ", knowing.Select(editions => InWords(WithCode(editions, item.Code!), editions))),
            "add \"service\", as in \"service\": \"" + first + "\"" + (knowing.Count > 1 ? ", and \"guideline\" if only one of the guidelines is to decide" : string.Empty));
        return [];
    }

    // Who knows the name of the item may know that name too, for another service: "pump replacement" beside "permanent implantation".
    private static bool IsAnother(ServiceDescription service, string name, List<GuidelineDescription[]> knowing) =>
        !IsNamed(service, name) && knowing.Exists(editions => ServicesOf(editions).Any(known => IsNamed(known, service.Name)));

    // One name in several guidelines is one service if each shares a code with another of them.
    private static bool AreOneService(List<GuidelineDescription[]> knowing, string name)
    {
        List<ServiceDescription> services = [.. knowing.Select(editions => Known(editions, name))];
        return services.All(service => services.Any(other => other != service && SharesCode(service, other)));
    }

    private static bool SharesCode(ServiceDescription left, ServiceDescription right) =>
        left.Codes.Any(code => right.Codes.Any(other => other.System == code.System && (other.Holds(code.First) || code.Holds(other.First))));

    // The services of a guideline with a code, each name once: an edition may call it as the one before.
    private static List<ServiceDescription> WithCode(GuidelineDescription[] editions, string code) =>
        [.. ServicesOf(editions).Where(service => service.HasCode(code)).DistinctBy(service => CaseNames.Fold(service.Name))];

    private static ServiceDescription Known(GuidelineDescription[] editions, string name) => ServicesOf(editions).Last(service => IsNamed(service, name));

    private static IEnumerable<ServiceDescription> ServicesOf(GuidelineDescription[] editions) => editions.SelectMany(edition => edition.Services);

    private static bool IsNamed(ServiceDescription service, string name) => CaseNames.Fold(service.Name) == CaseNames.Fold(name);

    private static string[] IdsOf(IReadOnlyList<GuidelineDescription[]> guidelines) => [.. guidelines.Select(editions => editions[0].Id)];

    // "“temporary trial” of mtus.idds".
    private static string InWords(IReadOnlyList<ServiceDescription> services, GuidelineDescription[] editions) =>
        string.Join(", ", services.Select(service => "“" + service.Name + "”")) + " of " + editions[0].Id;

    // A service by its title, or by a name spelt almost like this one.
    private static string Suggestion(string service, List<GuidelineDescription[]> able)
    {
        var all = able.SelectMany(editions => ServicesOf(editions).Select(known => (Service: known, editions[0].Id))).ToList();
        string? near = Spelling.Nearest(CaseNames.Fold(service), all.Select(known => known.Service.Name).Distinct(StringComparer.OrdinalIgnoreCase));
        string[] meant =
        [
            .. all.Where(known => CaseNames.Fold(known.Service.Title) == CaseNames.Fold(service) || (near is not null && IsNamed(known.Service, near)))
                .Select(known => "“" + known.Service.Name + "” of " + known.Id).Distinct(),
        ];
        return meant.Length == 0 ? " If none here does, say so: \"guideline\": \"none\"." : " Did you mean " + string.Join(" or ", meant) + "?";
    }
}
