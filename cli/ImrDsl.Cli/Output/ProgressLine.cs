using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace ImrDsl.Cli.Output;

/// <summary>How far a long run is: one line that is overwritten for a person who looks, a line every ten seconds otherwise.</summary>
/// <param name="writer">Where to show it.</param>
/// <param name="isScreen">Whether lines can be overwritten.</param>
/// <param name="total">How much there is to read, in bytes; null if nobody knows.</param>
/// <param name="read">How much is read, in bytes of <paramref name="total"/>; null: as the caller counts.</param>
/// <param name="isShown">Whether to show anything.</param>
internal sealed class ProgressLine(TextWriter writer, bool isScreen, long? total, Func<long>? read, bool isShown)
{
    private const int BarWidth = 24;

    private readonly TimeSpan betweenLines = isScreen ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(10);
    private readonly long start = Stopwatch.GetTimestamp();
    private long last = Stopwatch.GetTimestamp();
    private long? linesBefore;
    private double? shareBefore;
    private bool isThere;

    /// <summary>Shows how far it is, if it is time to.</summary>
    /// <param name="lines">How many lines are done, those of an earlier run included.</param>
    /// <param name="offset">How many bytes are done.</param>
    public void Show(long lines, long offset)
    {
        double? share = total > 0 ? Math.Min(1, (read?.Invoke() ?? offset) / (double)total) : null;
        linesBefore ??= lines;
        shareBefore ??= share;
        if (!isShown || Stopwatch.GetElapsedTime(last) < betweenLines)
        {
            return;
        }

        last = Stopwatch.GetTimestamp();
        string text = Text(lines, lines - linesBefore.Value, share, share - shareBefore, Stopwatch.GetElapsedTime(start));
        if (isScreen)
        {
            writer.Write("\r\e[K" + text);
            isThere = true;
        }
        else
        {
            writer.WriteLine(text);
        }
    }

    /// <summary>Takes the line away, so that something else can be written.</summary>
    public void Clear()
    {
        if (isThere)
        {
            writer.Write("\r\e[K");
            isThere = false;
        }
    }

    /// <summary>"[#####     ] 41 %  1,234,000 lines  52,300/s  12 s left".</summary>
    /// <param name="lines">How many lines are done.</param>
    /// <param name="linesNow">How many of them in this run.</param>
    /// <param name="share">What part of the input is done, 0 to 1; null if nobody knows.</param>
    /// <param name="shareNow">What part of the input was done in this run.</param>
    /// <param name="elapsed">How long this run has taken.</param>
    internal string Text(long lines, long linesNow, double? share, double? shareNow, TimeSpan elapsed)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines  {linesNow / Math.Max(elapsed.TotalSeconds, 0.001):N0}/s");
        if (share is not { } done)
        {
            return text;
        }

        string bar = isScreen ? "[" + new string('#', (int)(done * BarWidth)).PadRight(BarWidth) + "] " : string.Empty;
        string left = shareNow is > 0 and var now ? "  " + Words(elapsed * ((1 - done) / now)) + " left" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{bar}{Math.Floor(done * 100):0} %  {text}{left}");
    }

    private static string Words(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(time.TotalHours >= 1
        ? $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{Math.Ceiling(time.TotalSeconds):0} s")}");
}
