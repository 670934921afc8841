using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// Answers of a row, all together: no processor can guess what stands in each, so there is no branch on it.
internal sealed partial class FactReader
{
    /// <summary>Reads the answers of a row into facts of which nothing is known yet. False if any is not usual; nothing is written then.</summary>
    /// <param name="row">The row.</param>
    /// <param name="answers">Which cells of it; each is of a fact of its own.</param>
    public bool TryReadAnswers(RowCells row, AnswerCell[] answers)
    {
        ReadOnlySpan<int> starts = row.Starts;
        int before = flat.EntryCount;
        flat.Reserve(answers.Length);
        ref byte text = ref MemoryMarshal.GetArrayDataReference(row.Bytes);
        int count = before;
        int unusual = 0;
        Span<FlatEntry> entries = flat.Entries;
        foreach (ref readonly AnswerCell cell in answers.AsSpan())
        {
            if (cell.Place + 1 >= starts.Length)
            {
                unusual = 1;
                break;
            }

            int at = starts[cell.Place];
            int length = starts[cell.Place + 1] - at - 1;
            int isYes = (length == 4) & LineText.Has(ref text, at, LineText.True) ? 1 : 0;
            int isNo = (length == 5) & (LineText.At(ref text, at) == 'f') & LineText.Has(ref text, at + 1, LineText.Alse) ? 1 : 0;
            int isSilent = length == 0 ? 1 : 0;
            unusual |= 1 ^ (isYes | isNo | isSilent);

            // Written in any case, and written over where it does not count.
            int counts = (isYes | isNo) & (cell.IsKept ? 1 : 0);
            ref FlatEntry entry = ref entries[count];
            entry = cell.No;
            entry.Value = isYes;
            flat.Facts[cell.Number] = new FlatFact { Knowledge = (Knowledge)(counts * (int)Knowledge.Given), Entries = counts, FirstEntry = count, LastEntry = count };
            count += counts;
        }

        if (unusual == 0)
        {
            flat.EntryCount = count;
            return true;
        }

        foreach (ref readonly AnswerCell cell in answers.AsSpan())
        {
            flat.Facts[cell.Number] = default;
        }

        return false;
    }
}
