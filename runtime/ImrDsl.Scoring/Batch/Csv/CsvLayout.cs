using System;
using System.Linq;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>What the columns of a table of cases mean, and those of its tables of entries. May be used by several threads at once.</summary>
internal sealed class CsvLayout
{
    // Two numbers of the comment in front, quotation marks, a comma and braces.
    private const int MostAroundCell = 40;
    private const int MostOfFrame = 256;
    private readonly int mostAroundCells;

    /// <summary>The layout of a table.</summary>
    /// <param name="columns">The columns of the cases.</param>
    /// <param name="lists">The lists that have tables of their own.</param>
    public CsvLayout(CsvColumn[] columns, CsvList[] lists)
    {
        Columns = columns.Length;
        Lists = lists;
        Members = [.. Enum.GetValues<CsvPart>().Select(part =>
            columns.Where(column => column.Part == part).GroupBy(column => column.Name).Select(member => new CsvMember(new CsvKey(member.Key), [.. member])).ToArray())];
        Id = columns.FirstOrDefault(column => column is { Part: CsvPart.Case, Name: CsvHead.Id })?.Place ?? -1;
        mostAroundCells = MostOfFrame + lists.Sum(list => list.Key.Bytes.Length) + columns.Sum(MostAround) + Members.Sum(part => part.Sum(member => member.Key.Bytes.Length));
    }

    /// <summary>How many columns the cases have.</summary>
    public int Columns { get; }

    /// <summary>The place of the id of a case; −1 if there is none.</summary>
    public int Id { get; }

    /// <summary>By part: each key and the columns that stand under it.</summary>
    public CsvMember[][] Members { get; }

    /// <summary>The lists that have tables of their own.</summary>
    public CsvList[] Lists { get; }

    /// <summary>More bytes than the line of a case has whose row has no cell too many.</summary>
    /// <param name="row">How many bytes its row has.</param>
    public long MostOfLine(int row) => (long)mostAroundCells + row;

    /// <summary>More bytes than what is written around a cell.</summary>
    public static int MostAround(CsvColumn column) => MostAroundCell + column.FieldKey.Bytes.Length;
}

/// <summary>A key of a part and the columns that stand under it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Columns">The columns.</param>
internal sealed record CsvMember(CsvKey Key, CsvColumn[] Columns);

/// <summary>A list that has a table of its own.</summary>
/// <param name="Key">The key under which it stands.</param>
/// <param name="Columns">The columns of its entries.</param>
/// <param name="Id">The place of the id of the case.</param>
internal sealed record CsvList(CsvKey Key, CsvColumn[] Columns, int Id)
{
    private readonly int mostAroundEntry = Columns.Sum(CsvLayout.MostAround);

    /// <summary>More bytes than an entry has in the line of its case.</summary>
    /// <param name="row">How many bytes its row has.</param>
    public long MostOfEntry(int row) => (long)mostAroundEntry + row;
}
