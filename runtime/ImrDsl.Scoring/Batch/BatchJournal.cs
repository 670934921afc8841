using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImrDsl.Scoring.Batch;

/// <summary>How far a run came, as it stands in the journal beside its files.</summary>
/// <param name="Run">The hash of guidelines, options and version; a run goes on only with the same.</param>
/// <param name="Results">The length of the results, in bytes.</param>
/// <param name="Rejects">The length of the rejects, in bytes.</param>
/// <param name="IsComplete">Whether everything is written, and only the files had still to be given their names.</param>
/// <param name="Progress">How far.</param>
public sealed record BatchJournal(string Run, long Results, long Rejects, bool IsComplete, BatchProgress Progress)
{
    /// <summary>The journal in a file; null if the file is none.</summary>
    public static BatchJournal? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BatchJournalJson.Default.BatchJournal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the journal as JSON.</summary>
    public void Write(Stream file) => JsonSerializer.Serialize(file, this, BatchJournalJson.Default.BatchJournal);
}

/// <summary>Code made at build time instead of reflection, which the tool does without where it is published as machine code.</summary>
[JsonSerializable(typeof(BatchJournal))]
internal sealed partial class BatchJournalJson : JsonSerializerContext;
