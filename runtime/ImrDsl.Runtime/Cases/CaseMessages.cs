using System;
using System.Collections.Generic;
using System.IO;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// The texts of the errors in case files: the blocks <c>GL07…</c> of the catalogue of the language, of which this assembly carries
/// a copy, so that it can speak without the compiler and in the same words.
/// </summary>
public static class CaseMessages
{
    /// <summary>The file cannot be read at all: <c>{0}</c> says why. For whoever reads files.</summary>
    public const string Unreadable = "GL0700";

    /// <summary>A line of a batch has <c>{0}</c> bytes, more than the <c>{1}</c> that are read. For whoever reads batches.</summary>
    public const string LineTooLong = "GL0756";

    internal const string NotUtf8 = "GL0701";
    internal const string NotJson = "GL0702";
    internal const string Truncated = "GL0703";
    internal const string TooDeep = "GL0704";
    internal const string DuplicateKey = "GL0705";
    internal const string WrongShape = "GL0706";
    internal const string MissingPart = "GL0707";
    internal const string WrongSchema = "GL0708";
    internal const string UnknownPart = "GL0709";
    internal const string UnknownFact = "GL0710";
    internal const string BelongsToReviewer = "GL0711";
    internal const string BelongsToFacts = "GL0712";
    internal const string BelongsElsewhere = "GL0713";
    internal const string UnknownField = "GL0714";
    internal const string UnknownService = "GL0715";
    internal const string UnknownCode = "GL0716";
    internal const string AmbiguousCode = "GL0717";
    internal const string NoService = "GL0718";
    internal const string NoItems = "GL0719";
    internal const string NotYesNo = "GL0720";
    internal const string NotNumber = "GL0721";
    internal const string WrongUnit = "GL0722";
    internal const string OutsideRange = "GL0723";
    internal const string OffStep = "GL0724";
    internal const string ReversedRange = "GL0725";
    internal const string NotDate = "GL0726";
    internal const string ImpossibleDate = "GL0727";
    internal const string NotPeriod = "GL0728";
    internal const string ReversedPeriod = "GL0729";
    internal const string NotChoice = "GL0730";
    internal const string NotText = "GL0731";
    internal const string NotEntry = "GL0732";
    internal const string EmptyArray = "GL0733";
    internal const string NestedArray = "GL0734";
    internal const string Contradiction = "GL0735";
    internal const string UnknownPerson = "GL0736";
    internal const string UnknownKind = "GL0737";
    internal const string NoValue = "GL0738";
    internal const string UnknownEvidence = "GL0739";
    internal const string NoDecisionDate = "GL0740";
    internal const string InexactDecisionDate = "GL0741";
    internal const string EndOfOngoing = "GL0742";
    internal const string HalfCharacter = "GL0743";
    internal const string TooMany = "GL0744";
    internal const string NotPositive = "GL0745";
    internal const string AmountTwice = "GL0746";
    internal const string UsedTwice = "GL0747";
    internal const string NotCode = "GL0749";
    internal const string NoQualification = "GL0750";
    internal const string NoGuidelineDecides = "GL0751";
    internal const string NoGuidelineHasCode = "GL0752";
    internal const string SeveralServices = "GL0753";
    internal const string UnknownGuideline = "GL0754";
    internal const string NothingToRoute = "GL0755";
    internal const string BadQualification = "GL0757";

    private static readonly Lazy<Dictionary<string, string>> Texts = new(Load);

    /// <summary>The message of a code with its places filled.</summary>
    /// <param name="code">A code from <c>GL0700</c> to <c>GL0799</c>.</param>
    /// <param name="arguments">What fills <c>{0}</c>, <c>{1}</c> and so on.</param>
    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    public static string Format(string code, params IReadOnlyList<string> arguments)
    {
        // The case may hold braces too, so a filled place is not looked at again.
        string text = Texts.Value[code];
        var message = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && i + 2 < text.Length && text[i + 2] == '}')
            {
                int place = text[i + 1] - '0';
                message.Append(place < arguments.Count ? arguments[place] : string.Empty);
                i += 2;
            }
            else
            {
                message.Append(text[i]);
            }
        }

        return message.ToString();
    }

    private static Dictionary<string, string> Load()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        using Stream stream = typeof(CaseMessages).Assembly.GetManifestResourceStream("ImrDsl.Runtime.Cases.catalogue.txt")!;
        using var reader = new StreamReader(stream);
        string code = string.Empty;
        const string Message = "message: ";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("GL", StringComparison.Ordinal))
            {
                code = line.Split(' ')[0];
            }
            else if (code.StartsWith("GL07", StringComparison.Ordinal) && line.StartsWith(Message, StringComparison.Ordinal))
            {
                texts.Add(code, line[Message.Length..]);
            }
        }

        return texts;
    }
}
