using ImrDsl.Runtime.Lines;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>The keys of the frame of a case, by numbers.</summary>
internal static class FrameWords
{
    public const int Schema = 0;
    public const int Case = 1;
    public const int Items = 2;
    public const int Facts = 3;
    public const int Reviewer = 4;

    public const int DecisionDate = 0;
    public const int ReviewDate = 1;
    public const int EditionDate = 2;
    public const int OtherDate = 3;

    public const int Service = 0;
    public const int Code = 1;
    public const int Quantity = 2;
    public const int RequestDate = 3;
    public const int ServiceDate = 4;
    public const int Request = 5;
    public const int WordsOfRequest = 6;

    /// <summary>Keys whose words nothing here reads. Each has a number of its own, so that one that stands twice is seen.</summary>
    public const int FirstOfWords = 10;

    /// <summary>The keys of a case file.</summary>
    public static KeyTable OfFile { get; } = new([("schema", Schema), ("case", Case), ("items", Items), ("facts", Facts), ("reviewer", Reviewer)]);

    /// <summary>The keys of <c>case</c>.</summary>
    public static KeyTable OfCase { get; } = new(
        [("decision date", DecisionDate), ("utilization review date", ReviewDate), ("edition date", EditionDate), ("application date", OtherDate), ("assignment date", OtherDate + 1),
        ("id", FirstOfWords), ("description", FirstOfWords + 1)]);

    /// <summary>The keys of an item. <c>guideline</c> and <c>units already used</c> are left to the careful reader.</summary>
    public static KeyTable OfItem { get; } = new(
        [("service", Service), ("code", Code), ("quantity", Quantity), ("request date", RequestDate), ("service date", ServiceDate), ("request", Request),
        ("body part", WordsOfRequest), ("stage", WordsOfRequest + 1), ("frequency", WordsOfRequest + 2), ("description", FirstOfWords)]);
}
