using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// The frame of a line: the case itself and its disputed items.
internal sealed partial class CaseLine
{
    // No guideline allows a fraction finer than this of an amount.
    private const int MostDecimals = 4;
    private const long MostQuantity = 1_000_000_000_000;

    private int ReadCase(ref byte text, int at)
    {
        uint seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            at = FrameWords.OfCase.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                return at;
            }

            if (at < 0 || word < 0 || (seen & (1u << word)) != 0)
            {
                return LineText.Careful;
            }

            seen |= 1u << word;
            if (word >= FrameWords.FirstOfWords)
            {
                at = FactReader.ReadWords(ref text, at, out _, out _);
            }
            else
            {
                at = FactReader.ReadDate(ref text, at, out int first, out int last);
                switch (word)
                {
                    case FrameWords.DecisionDate:
                        decisionDate = (first, last);
                        break;
                    case FrameWords.ReviewDate:
                        reviewDate = (first, last);
                        break;
                    case FrameWords.EditionDate:
                        editionDate = (first, last);
                        break;
                }
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadItems(ref byte text, int at)
    {
        if (LineText.At(ref text, at) != '[')
        {
            return LineText.Careful;
        }

        at = LineText.Blanks(ref text, at + 1);
        while (true)
        {
            if (itemCount == items.Length)
            {
                Array.Resize(ref items, 2 * itemCount);
            }

            at = ReadItem(ref text, at, ref items[itemCount++]);
            if (at < 0 || (at = LineText.Next(ref text, at, (byte)']', out bool isEnd)) < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                return at;
            }
        }
    }

    private static int ReadItem(ref byte text, int at, ref Item item)
    {
        item = NewItem();
        uint seen = 0;
        int word = KeyTable.Start;
        while (true)
        {
            at = FrameWords.OfItem.Next(ref text, at, word, out word, out bool isEnd);
            if (isEnd)
            {
                return seen == 0 ? LineText.Careful : at;
            }

            if (at < 0 || word < 0 || (seen & (1u << word)) != 0)
            {
                return LineText.Careful;
            }

            seen |= 1u << word;
            switch (word)
            {
                case FrameWords.Service:
                    item.ServiceAt = at + 1;
                    at = FactReader.ReadWords(ref text, at, out item.ServiceLength, out _);
                    break;
                case FrameWords.Code:
                    item.CodeAt = at + 1;
                    at = FactReader.ReadWords(ref text, at, out item.CodeLength, out _);
                    break;
                case FrameWords.Quantity:
                    at = ReadQuantity(ref text, at, ref item);
                    break;
                case FrameWords.RequestDate:
                    at = FactReader.ReadDate(ref text, at, out item.RequestDate.First, out item.RequestDate.Last);
                    break;
                case FrameWords.ServiceDate:
                    at = FactReader.ReadDate(ref text, at, out item.ServiceDate.First, out item.ServiceDate.Last);
                    break;
                case FrameWords.Request:
                    item.HasRequest = true;
                    item.RequestAt = LineText.At(ref text, at) == '{' ? at : -1;
                    at = item.RequestAt >= 0 || LineText.Has(ref text, at, LineText.Null) ? LineText.Skip(ref text, at) : LineText.Careful;
                    break;
                default:
                    item.HasWords |= word is >= FrameWords.WordsOfRequest and < FrameWords.FirstOfWords;
                    at = FactReader.ReadWords(ref text, at, out _, out _);
                    break;
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private static Item NewItem() => new() { RequestAt = -1, RequestDate = (FlatEntry.None, FlatEntry.None), ServiceDate = (FlatEntry.None, FlatEntry.None) };

    // More than nothing, with at most four decimals; what the guideline allows beyond is checked when it is known which one decides.
    private static int ReadQuantity(ref byte text, int at, ref Item item)
    {
        if (LineText.Has(ref text, at, LineText.Null))
        {
            return at + 4;
        }

        at = LineText.Number(ref text, at, isJson: true, out item.Quantity, out item.QuantityDecimals);
        return item.QuantityDecimals <= MostDecimals && item.Quantity is > 0 and < MostQuantity ? at : LineText.Careful;
    }

    // Finds the edition and service of every item. Items that different editions decide need a closer look.
    private bool TryRoute()
    {
        int common = -1;
        for (int i = 0; i < itemCount; i++)
        {
            ref Item item = ref items[i];
            Routes.Route route = routes.Of(bytes.AsSpan(item.ServiceAt, item.ServiceLength), bytes.AsSpan(item.CodeAt, item.CodeLength));
            (int First, int Last) decided = decisionDate.First >= 0 ? decisionDate : reviewDate.First >= 0 ? reviewDate : item.RequestDate;
            int found = decided.First < 0 || decided.First != decided.Last ? -1 : routes.EditionOf(route, editionDate, item.ServiceDate, decided.First);
            if (found < 0 || (i > 0 && found != common))
            {
                return false;
            }

            common = found;
            item.DecisionDay = decided.First;
            item.Service = route.Services[found];
        }

        // The facts may be read already.
        bool isSame = edition < 0 || edition == common;
        edition = common;
        return isSame && itemCount > 0;
    }

    // Puts an item's own facts in place of those of the item before.
    private bool TrySelect(ref byte text, int number)
    {
        selected = number;
        ref Item item = ref items[number];
        EditionRules rules = lineRules.Editions[edition];
        (Flat.EntryCount, Flat.FactCount) = (commonEntries, commonFacts);
        foreach (int fact in rules.OfItems)
        {
            Flat.Facts[fact] = default;
            met[fact] = 0;
        }

        Array.Clear(met, rules.FirstNameOfOthersRequests, rules.Names - rules.FirstNameOfOthersRequests);
        Flat.DecisionDay = item.DecisionDay;
        bool mayHaveWords = !rules.HasWordsOfItems || item.HasRequest || !item.HasWords;
        if (!mayHaveWords || (item.RequestAt >= 0 && !TryReadRequest(ref text, item.RequestAt, rules)) || !TryReadRequestCells() || !TryQuantity(item, rules))
        {
            return false;
        }

        AddDate(rules.RequestDate, item.RequestDate);
        AddDate(rules.ServiceDate, item.ServiceDate);
        AddDate(rules.DecisionDate, (item.DecisionDay, item.DecisionDay));
        return true;
    }

    private bool TryReadRequest(ref byte text, int at, EditionRules rules)
    {
        int number = KeyTable.Start;
        while (true)
        {
            at = rules.Request.Next(ref text, at, number, out number, out bool isEnd);
            if (isEnd || at < 0 || (at = ReadFact(ref text, at, rules, number)) < 0)
            {
                return isEnd;
            }
        }
    }

    // How much is requested stands in the quantity or in the field of the request; in both is a mistake.
    private bool TryQuantity(in Item item, EditionRules rules)
    {
        int fact = rules.Requested[item.Service];
        if (item.Quantity == 0 || fact < 0)
        {
            return true;
        }

        FactRule rule = rules.Rules[fact];
        bool isOfRequest = Array.IndexOf(rules.OfItems, fact) >= 0;
        if (!isOfRequest || met[fact] == line || !rule.IsPlain || !rule.TryScale(item.Quantity, item.QuantityDecimals, out long scaled))
        {
            return false;
        }

        if (rule.IsRead)
        {
            ref FlatEntry entry = ref Flat.AddEntry(fact);
            entry.IsKnown = true;
            entry.Value = scaled;
            Flat.Facts[fact].Knowledge = Knowledge.Given;
        }

        return true;
    }

    // Dates that the item states; a decision date known to the day always.
    private void AddDate(int fact, (int First, int Last) date)
    {
        if (fact >= 0 && date.First >= 0)
        {
            ref FlatEntry entry = ref Flat.AddEntry(fact);
            entry.IsKnown = true;
            (entry.FromFirst, entry.FromLast) = date;
            Flat.Facts[fact].Knowledge = Knowledge.Given;
        }
    }

    private struct Item
    {
        public int ServiceAt, ServiceLength;
        public int CodeAt, CodeLength;
        public int RequestAt;
        public bool HasRequest, HasWords;
        public (int First, int Last) RequestDate, ServiceDate;
        public long Quantity;
        public int QuantityDecimals;
        public int DecisionDay;
        public int Service;
    }
}
