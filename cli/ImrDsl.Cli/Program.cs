using System;
using System.IO;

namespace ImrDsl.Cli;

/// <summary>The command line tool <c>imr</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            Terminal terminal = Terminal.OfProcess();
            int code = Application.Run(args, terminal);
            terminal.Out.Flush();
            return code;
        }
        catch (IOException failure)
        {
            // The results could not be written, to a full disk for instance. If this cannot be said either, the exit code does.
            try
            {
                Console.Error.WriteLine("imr: The results cannot be written: " + failure.Message);
            }
            catch (IOException)
            {
            }

            return ExitCode.BadUse;
        }
    }
}
