using System;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

// What values mean is learned from the careful reader: a case that says nothing but one value is read and packed, and compared with one that says nothing.
internal sealed partial class LineReader
{
    // An entry that says nothing of its fields is none; where its evidence stands says nothing of them either.
    private const string Beside = ",\"at\":\"p. 1\"}";
    private const int MostWords = 1000;
    private const int MostEntries = 4096;

    private static readonly string[] Literals = ["null", "true", "false"];
    private static readonly CalendarDate SomeDay = CalendarDate.Create(2020, 6, 15);

    private readonly Func<byte[], PackedImage?> probe;
    private readonly PackedImage first;
    private bool isUsable;

    // False for a word that is none, or means nothing that can be kept.
    private bool TryApplyWord(LineFact fact, int word, int from, int end)
    {
        if (word < fact.OfWords.Count)
        {
            readings ^= fact.OfWords[word];
            return true;
        }

        return TryApply(fact, LineEvidence.WithFields(0, (ulong)word + 1), from, end);
    }

    private bool TryApply(LineFact fact, ulong key, int from, int end)
    {
        if (fact.Recent.TryFind(key, out Vector128<ulong> recent))
        {
            readings ^= recent;
            return true;
        }

        if (!fact.OfEntries.TryGetValue(key, out Vector128<ulong> change))
        {
            if (Probe(fact, Encoding.UTF8.GetString(bytes, from, end - from)) is not { } image)
            {
                return false;
            }

            change = ChangeOf(image);
            if (fact.OfEntries.Count < MostEntries)
            {
                fact.OfEntries.Add(key, change);
            }
        }

        fact.Recent.Add(key, change);
        readings ^= change;
        return true;
    }

    // A word that was never met. Of a closed list it must be a value; a code the careful reader has to know.
    private int LearnWord(int at, int end, LineFact fact, out int word)
    {
        word = -1;
        if (bytes[at] != '"' || bytes[end] != '"' || end == at + 1 || fact.Words.Count == MostWords)
        {
            return LineText.Careful;
        }

        string text = Encoding.UTF8.GetString(bytes, at, end + 1 - at);
        LineFact holder = fact;
        string json = text;
        for (; holder.Owner is not null; holder = holder.Owner)
        {
            json = Within(holder, json);
        }

        if (Probe(holder, json) is not { } image)
        {
            return LineText.Careful;
        }

        word = fact.Words.Count;
        fact.Words.Add(bytes.AsSpan(at + 1, end - at - 1), word);
        if (fact.Owner is { Type: FactType.List } list)
        {
            fact.EntryOfWords.Add(list.List < 0 ? 0 : image.Lists[list.List].Entries[0].Readings.Bits ^ list.EntryBase.Readings.Bits);
        }
        else
        {
            fact.OfWords.Add(ChangeOf(image));
        }

        return end + 1;
    }

    private Vector128<ulong> ChangeOf(PackedImage image) =>
        Vector128.Create(image.Readings.IsTrue, image.Readings.IsFalse) ^ Vector128.Create(first.Readings.IsTrue, first.Readings.IsFalse);

    // The value of a record or list of which one field is known.
    private static string Within(LineFact field, string json)
    {
        string entry = "{\"value\":{" + Quoted(field.Description.Name) + ":" + json + "}" + Beside;
        return field.Owner!.Type == FactType.List ? "[" + entry + "]" : entry;
    }

    private static string Empty(LineFact list) => list.Type == FactType.List ? "[{\"value\":{}" + Beside + "]" : "{\"value\":{}" + Beside;

    private PackedImage? Probe(LineFact? fact, string json)
    {
        var text = new StringBuilder("{\"schema\":1,\"case\":{\"decision date\":\"");
        text.Append(isBegun ? DecisionDate : SomeDay).Append("\"},\"items\":[{\"service\":");
        text.Append(Quoted(guideline.Services[Math.Max(Service, 0)].Name));
        if (!isBegun || requestDay >= 0)
        {
            text.Append(",\"request date\":\"").Append(isBegun ? CalendarDate.OfDay(requestDay) : SomeDay).Append('"');
        }

        text.Append("}]");
        if (fact is not null)
        {
            text.Append(fact.Description.Holder == FactHolder.Reviewer ? ",\"reviewer\":{" : ",\"facts\":{");
            text.Append(Quoted(fact.Description.Name)).Append(':').Append(json).Append('}');
        }

        return probe(Encoding.UTF8.GetBytes(text.Append('}').ToString())) is { Fits: true } image ? image : null;
    }

    private static string Quoted(string name) => "\"" + JsonEncodedText.Encode(name) + "\"";

    private void Prepare()
    {
        isUsable = BitConverter.IsLittleEndian && guideline.Services.Count > 0 && Probe(null, string.Empty) is { } silent && Keep(silent);
        if (!isUsable)
        {
            return;
        }

        foreach (ServiceDescription service in guideline.Services)
        {
            services.Add(Encoding.UTF8.GetBytes(service.Name), guideline.ServiceNames.IndexOf(service.Name));
        }

        PutPlaces();
        foreach (LineFact fact in facts.Where(fact => fact.Description.Holder is FactHolder.Case or FactHolder.Reviewer && !fact.IsCareful))
        {
            fact.IsCareful = !TryLearn(fact);
        }
    }

    private bool Keep(PackedImage silent)
    {
        first.Readings = silent.Readings;
        silent.Numbers.CopyTo(first.Numbers, 0);
        silent.Lists.CopyTo(first.Lists, 0);
        return true;
    }

    private void PutPlaces()
    {
        foreach (LineFact fact in facts.Where(fact => fact.Description.Holder is FactHolder.Case or FactHolder.Reviewer && fact.Description.HasEntries))
        {
            fact.SetFields();
        }

        foreach (int fact in form.Bits)
        {
            facts[fact].HasBits = true;
        }

        foreach (int fact in form.Involved)
        {
            facts[fact].IsCareful = true;
        }

        foreach (int fact in form.Dated)
        {
            facts[fact].IsDated = true;
        }

        LineFact At(int fact, int field) => field < 0 ? facts[fact] : facts[fact].Fields[field];
        for (int i = 0; i < form.Numbers.Count; i++)
        {
            LineFact number = At(form.Numbers[i].Fact, form.Numbers[i].Field);
            number.Numbers = [.. number.Numbers, (i, form.Numbers[i].Scale)];
        }

        for (int i = 0; i < form.Dates.Count; i++)
        {
            if (form.Dates[i].Field >= 0)
            {
                LineFact date = At(form.Dates[i].Fact, form.Dates[i].Field);
                date.Dates = [.. date.Dates, i];
            }
        }

        for (int i = 0; i < form.Lists.Count; i++)
        {
            PackedListForm list = form.Lists[i];
            At(list.Fact, list.Field).List = i;
            At(list.Fact, list.Field).OfList = (list.Period, list.Quantity, list.Scale);
            lists[i] = new ListRoom { HasPeriods = list.Period >= 0 };
        }
    }

    private bool TryLearn(LineFact fact) => fact.Type switch
    {
        FactType.YesNo => TryLearnYesNo(fact),
        FactType.Record => TryLearnRecord(fact),
        FactType.List => TryLearnList(fact, fact, Empty(fact)),
        FactType.Period => !fact.HasBits,
        _ => true,
    };

    private bool TryLearnYesNo(LineFact fact)
    {
        ref Usual learned = ref usual[fact.Description.Number];
        if (fact.HasBits)
        {
            if (Probe(fact, Literals[1]) is not { } yes)
            {
                return false;
            }

            learned.Yes = ChangeOf(yes);
            if (Probe(fact, Literals[2]) is not { } no)
            {
                return false;
            }

            learned.No = ChangeOf(no);
        }

        learned.IsYesNo = true;
        return true;
    }

    private bool TryLearnRecord(LineFact record)
    {
        if (Probe(record, Empty(record)) is not { } image)
        {
            return false;
        }

        foreach (LineFact field in record.Fields)
        {
            foreach ((int place, _) in field.Numbers)
            {
                record.EntryNumbers = [.. record.EntryNumbers, (place, image.Numbers[place])];
            }

            if (field.List >= 0 && !field.IsCareful)
            {
                record.EntryLists = [.. record.EntryLists, field.List];
                listsOfEntries[field.List] = image.Lists[field.List];
                if (!TryLearnList(field, record, Within(field, Empty(field))))
                {
                    field.IsCareful = true;
                }
            }
        }

        record.CanBeBlank = Array.TrueForAll(record.EntryNumbers, number => number.Value == Scaled.Unknown)
            && Array.TrueForAll(record.Fields, field => field.List < 0 || field.IsCareful || (field.EntryBase.Readings.Bits == 0 && field.EntryBase.Quantity == Scaled.Unknown));
        return true;
    }

    private bool TryLearnList(LineFact list, LineFact holder, string empty)
    {
        if (list.List < 0)
        {
            return !list.HasBits;
        }

        if (Probe(holder, empty) is not { } image || image.Lists[list.List].Entries.Length != 1)
        {
            return false;
        }

        list.EntryBase = image.Lists[list.List].Entries[0];
        foreach (LineFact field in list.Fields.Where(field => field.Type == FactType.YesNo))
        {
            for (int answer = 1; answer <= 2; answer++)
            {
                string json = Within(field, Literals[answer]);
                if (Probe(holder, ReferenceEquals(list, holder) ? json : Within(list, json)) is not { } known)
                {
                    return false;
                }

                field.EntryYesNo[answer] = known.Lists[list.List].Entries[0].Readings.Bits ^ list.EntryBase.Readings.Bits;
            }
        }

        return true;
    }
}
