namespace ImrDsl.Cli;

/// <summary>The command line tool <c>imr</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Terminal terminal = Terminal.OfProcess();
        int code = Application.Run(args, terminal);
        terminal.Out.Flush();
        return code;
    }
}
