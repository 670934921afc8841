using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Lines;
using ImrDsl.Scoring.Batch.Csv;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>
/// How the rows of a table are read for a set of guidelines: as the lines are that are written of them. Made once; may be used by several threads at once.
/// </summary>
internal sealed class RowRules
{
    /// <summary>The rules for a table.</summary>
    /// <param name="lines">How lines are read.</param>
    /// <param name="layout">What the columns of the table mean.</param>
    public RowRules(LineRules lines, CsvLayout layout)
    {
        Layout = layout;
        OfCase = FrameOf(CsvPart.Case, FrameWords.OfCase);
        OfItem = FrameOf(CsvPart.Item, FrameWords.OfItem);
        Editions = [.. lines.Editions.Select(edition => new EditionRows(edition, layout))];

        FrameCell[] FrameOf(CsvPart part, KeyTable names) => [.. layout.Members[(int)part].Select(member => new FrameCell(member.Columns[0].Place, NumberOf(names, member.Key)))];
    }

    /// <summary>What the columns of the table mean.</summary>
    public CsvLayout Layout { get; }

    /// <summary>The cells of the case itself.</summary>
    public FrameCell[] OfCase { get; }

    /// <summary>The cells of its item.</summary>
    public FrameCell[] OfItem { get; }

    /// <summary>The cells of facts, for each edition.</summary>
    public EditionRows[] Editions { get; }

    /// <summary>The number that a key has where it stands in a line; −1 if it means nothing there.</summary>
    public static int NumberOf(KeyTable names, CsvKey key)
    {
        byte[] line = [(byte)'{', .. key.Bytes, .. Enumerable.Repeat((byte)'\n', LineText.Slack)];
        names.Next(ref line[0], 0, KeyTable.Start, out int number, out _);
        return number;
    }
}

/// <summary>A cell of the frame of a case.</summary>
/// <param name="Place">Its place in a row.</param>
/// <param name="Word">What it is, one of <see cref="FrameWords"/>; −1 for what is left to the careful reader.</param>
internal readonly record struct FrameCell(int Place, int Word);

/// <summary>The cells of facts for an edition.</summary>
internal sealed class EditionRows
{
    /// <summary>The cells for an edition.</summary>
    public EditionRows(EditionRules rules, CsvLayout layout)
    {
        FactCells[] facts = [.. Of(CsvPart.Facts, rules.Facts), .. Of(CsvPart.Reviewer, rules.Answers)];
        Request = Of(CsvPart.Request, rules.Request);
        Lists = [.. layout.Lists.Select(list => new FactCells(rules, RowRules.NumberOf(rules.Facts, list.Key), list.Columns))];
        ILookup<int, FactCells> byNumber = facts.Concat(Lists).ToLookup(cells => cells.Number);
        Answers = [.. facts.Where(cells => IsAnswer(cells) && byNumber[cells.Number].Count() == 1)];
        Facts = [.. facts.Except(Answers)];
        AnswerCells = [.. Answers.Select(cells => new AnswerCell(cells, rules))];

        // A yes or no of which nothing else may be said.
        static bool IsAnswer(FactCells cells) => cells.Rule is { Type: FactType.YesNo } && cells.Value >= 0 && cells.Columns is [{ IsYesNo: true }];

        FactCells[] Of(CsvPart part, KeyTable names) => [.. layout.Members[(int)part].Select(member => new FactCells(rules, RowRules.NumberOf(names, member.Key), member.Columns))];
    }

    /// <summary>The facts of the case and the answers of the reviewer, without <see cref="Answers"/>.</summary>
    public FactCells[] Facts { get; }

    /// <summary>Those of them that are answered with yes or no in one cell alone.</summary>
    public FactCells[] Answers { get; }

    /// <summary>How they are read together.</summary>
    public AnswerCell[] AnswerCells { get; }

    /// <summary>The facts of the request.</summary>
    public FactCells[] Request { get; }

    /// <summary>The lists that have tables of their own.</summary>
    public FactCells[] Lists { get; }
}

/// <summary>A cell that alone answers a fact of its own with yes or no.</summary>
internal readonly struct AnswerCell
{
    /// <summary>The cell of a fact.</summary>
    /// <param name="cells">The fact and its only cell.</param>
    /// <param name="rules">The edition that reads it.</param>
    public AnswerCell(FactCells cells, EditionRules rules)
    {
        FactRule rule = cells.Rule!;
        (Place, Number, IsKept) = (cells.Value, cells.Number, rule.IsRead);
        No = FlatEntry.Empty;
        No.IsKnown = true;
        if (rule.IsAnswer)
        {
            No.HasEvidence = true;
            No.Person = rules.Reviewer;
        }
    }

    /// <summary>Its place in a row.</summary>
    public readonly int Place;

    /// <summary>The place of its fact.</summary>
    public readonly int Number;

    /// <summary>Whether anything asks about the fact; if not, it is only checked.</summary>
    public readonly bool IsKept;

    /// <summary>What is written for a no.</summary>
    public readonly FlatEntry No;
}

/// <summary>The cells of one fact, or of an entry of a list.</summary>
internal sealed class FactCells
{
    /// <summary>The cells of a fact.</summary>
    /// <param name="rules">The edition that reads them.</param>
    /// <param name="number">The number of its name; −1 if there is no such name.</param>
    /// <param name="columns">Its columns.</param>
    public FactCells(EditionRules rules, int number, CsvColumn[] columns)
    {
        Number = number;
        Columns = columns;
        Rule = number >= 0 && number < rules.Rules.Length ? rules.Rules[number] : null;
        Value = Array.Find(columns, column => column.Field is null)?.Place ?? -1;
        Usual = Rule is not null && Value >= 0 ? UsualOf(Rule, columns.First(column => column.Field is null)) : UsualValue.None;

        var seen = new HashSet<int>();
        KeyTable names = Rule?.Entries?.Names ?? EvidenceWords.OfValue;
        Parts = [.. columns.Where(column => column.Field is not null).Select(column => PartOf(column, RowRules.NumberOf(names, column.FieldKey)))];

        Bits = columns.Aggregate(0UL, (bits, column) => bits | RowCells.BitOf(column.Place));
        PartBits = Parts.Aggregate(0UL, (bits, part) => bits | RowCells.BitOf(part.Place));
        AroundBits = Parts.Where(part => part.Word < 0).Aggregate(0UL, (bits, part) => bits | RowCells.BitOf(part.Place));
        Around = [.. Parts.Where(part => part.Word < 0)];

        // What stands there twice, or around values, is read as it stands in a line.
        CellPart PartOf(CsvColumn column, int word)
        {
            bool isField = word >= EvidenceWords.FirstField;
            bool isUsual = (isField || word is EvidenceWords.By or EvidenceWords.Kind or EvidenceWords.Date or EvidenceWords.Source) && seen.Add(word);
            FactRule? field = isField ? Rule!.Entries!.Fields[word - EvidenceWords.FirstField] : null;
            return new CellPart(column, isUsual ? word : -1, field, field is null ? UsualValue.None : UsualOf(field, column));
        }
    }

    /// <summary>The number of the name; −1 if there is no such name.</summary>
    public int Number { get; }

    /// <summary>The rule of the fact; null if what stands there is passed over.</summary>
    public FactRule? Rule { get; }

    /// <summary>Its columns.</summary>
    public CsvColumn[] Columns { get; }

    /// <summary>The place of the value itself; −1 if it has no cell.</summary>
    public int Value { get; }

    /// <summary>What the value most often is.</summary>
    public UsualValue Usual { get; }

    /// <summary>Fields and evidence.</summary>
    public CellPart[] Parts { get; }

    /// <summary>The bits of its cells (<see cref="RowCells.BitOf"/>).</summary>
    public ulong Bits { get; }

    /// <summary>The bits of fields and evidence.</summary>
    public ulong PartBits { get; }

    /// <summary>The bits of what is neither.</summary>
    public ulong AroundBits { get; }

    /// <summary>Those of them that are neither.</summary>
    public CellPart[] Around { get; }

    // Only what is written as such in a line.
    private static UsualValue UsualOf(FactRule rule, CsvColumn column) => rule.Usual switch
    {
        UsualValue.YesNo when !column.IsYesNo => UsualValue.None,
        UsualValue.Number when !column.IsNumber => UsualValue.None,
        UsualValue.Choice or UsualValue.Date or UsualValue.Period when column.IsYesNo || column.IsNumber => UsualValue.None,
        UsualValue usual => usual,
    };
}

/// <summary>A cell of a field or of evidence.</summary>
/// <param name="column">Its column.</param>
/// <param name="word">What it is, one of <see cref="EvidenceWords"/>; −1 for what has to be read as it stands in a line.</param>
/// <param name="field">The rule of the field, or null.</param>
/// <param name="usual">What the value of the field most often is.</param>
internal readonly struct CellPart(CsvColumn column, int word, FactRule? field, UsualValue usual)
{
    /// <summary>Its column.</summary>
    public readonly CsvColumn Column = column;

    /// <summary>What it is, one of <see cref="EvidenceWords"/>; −1 for what has to be read as it stands in a line.</summary>
    public readonly int Word = word;

    /// <summary>The rule of the field, or null.</summary>
    public readonly FactRule? Field = field;

    /// <summary>What the value of the field most often is.</summary>
    public readonly UsualValue Usual = usual;

    /// <summary>The place of the cell in a row.</summary>
    public readonly int Place = column.Place;
}
