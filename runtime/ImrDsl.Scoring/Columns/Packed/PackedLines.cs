using System.Linq;
using System.Text;
using ImrDsl.Runtime.Lines;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Reading;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>
/// Reads usual lines into packed readings and asks them. A line that is not usual, or of another edition than the line before, is left to the flat reader. Of an
/// edition of which few lines are usual none is tried for a while. For one thread.
/// </summary>
internal sealed class PackedLines
{
    private readonly PackedRules rules;
    private readonly Routes routes;
    private readonly AtHand at = new(0);
    private readonly Attempts?[] attempts;
    private int edition = -1;

    /// <summary>No line is read yet.</summary>
    /// <param name="rules">How lines are read.</param>
    public PackedLines(PackedRules rules)
    {
        this.rules = rules;
        routes = new Routes(rules.Lines.Plans);
        attempts = new Attempts?[rules.Lines.Editions.Length];
    }

    /// <summary>The place of the edition that decides the line read last.</summary>
    public int Edition => edition;

    /// <summary>The number of its service.</summary>
    public int Service { get; private set; }

    /// <summary>How many lines were read.</summary>
    public long Read { get; private set; }

    /// <summary>How many lines were tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Reads and asks a line. Gives the place of its line feed, or <see cref="LineText.Careful"/> if it is not taken.</summary>
    /// <param name="buffer">What holds the line and, behind its line end, another <see cref="LineText.Slack"/> bytes.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="isAscii">Whether it is known to hold nothing but ASCII.</param>
    /// <param name="finding">The finding of its item.</param>
    public int Take(byte[] buffer, int start, bool isAscii, out Finding finding)
    {
        finding = default;
        if (edition < 0 || attempts[edition] is not { IsOn: true } tried)
        {
            return LineText.Careful;
        }

        Tried++;
        LineReader line = tried.Reader!;
        int end = line.Read(buffer, start, isAscii);
        bool isRead = end >= 0 && line.IsPlainlyRouted && tried.Of(line.Service) is { } service && IsOf(service.Route, line);
        tried.Note(isRead);
        if (!isRead)
        {
            return LineText.Careful;
        }

        Read++;
        Service = line.Service;
        at.Take(line);
        finding = tried.Of(Service)!.Program.Ask(at);
        return end;
    }

    /// <summary>Notes that the flat reader read a line that packed readings did not take.</summary>
    /// <param name="number">The place of the edition that decides it.</param>
    public void Note(int number)
    {
        edition = number;
        Attempts tried = attempts[number] ??= new Attempts(rules.FirstTried);
        if (tried.IsDue)
        {
            tried.Begin(rules, number, routes);
        }
    }

    private bool IsOf(Routes.Route route, LineReader line) =>
        routes.EditionOf(route, (FlatEntry.None, FlatEntry.None), (line.ServiceDay, line.ServiceDay), line.DecisionDay) == edition;

    // What was tried with the lines of an edition.
    private sealed class Attempts(int firstTried)
    {
        private const int Window = 256;
        private const int Enough = Window / 2;
        private const int Pause = 64 * Window;

        // What a value means takes as long to learn as some twenty lines take to read.
        private const int FirstLearned = 1024;
        private const int LinesALesson = 64;

        private PackedProbe? probe;
        private Routed?[] services = [];
        private int wait = firstTried;
        private int tried;
        private int read;

        public LineReader? Reader { get; private set; }

        // Whether the next line is tried.
        public bool IsOn { get; private set; }

        // Whether lines are to be tried from now on; counts the lines until then.
        public bool IsDue => !IsOn && wait >= 0 && wait-- == 0;

        public Routed? Of(int service) => services[service];

        public void Begin(PackedRules rules, int number, Routes routes)
        {
            if (Reader is null && rules.Of(number) is { } edition && edition.NewReader() is var (reader, learning))
            {
                (Reader, probe) = (reader, learning);
                probe.Left = FirstLearned;
                services = [.. edition.Programs.Select((program, i) => program is null ? null : new Routed(program, routes.Of(Encoding.UTF8.GetBytes(rules.Lines.Plans[number].Services[i].Name), [])))];
            }

            IsOn = Reader is not null;
        }

        public void Note(bool isRead)
        {
            tried++;
            probe!.Left += tried % LinesALesson == 0 ? 1 : 0;
            read += isRead ? 1 : 0;
            if (tried == Window)
            {
                IsOn = read >= Enough;
                wait = Pause;
                (tried, read) = (0, 0);
            }
        }
    }

    // A service, and where its name leads.
    private sealed record Routed(PackedProgram Program, Routes.Route Route);
}
