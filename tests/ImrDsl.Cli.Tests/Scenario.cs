using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Testing;

namespace ImrDsl.Cli.Tests;

/// <summary>
/// A file of command lines and what they are expected to print. Each step starts with a line "&gt;&gt;&gt; …":
/// <c>write PATH</c> (the lines below become a file), <c>copy FROM TO</c> (from the repository), <c>imr …</c> (the lines below are what
/// it prints, results first, then mistakes, then "exit N"), <c>show PATH</c> (the lines below are what the file holds).
/// Lines above the first step say what the file is about.
/// </summary>
internal static class Scenario
{
    private const string Mark = ">>> ";

    /// <summary>The scenario with what really happened in place of what was expected.</summary>
    public static string Play(string scenario)
    {
        using var session = new Session("scenario");
        var played = new StringBuilder();
        foreach (string step in Steps(scenario))
        {
            int end = step.IndexOf('\n', StringComparison.Ordinal);
            string head = step[..end];
            played.Append(head).Append('\n').Append(Play(head, step[(end + 1)..], session));
        }

        return played.ToString();
    }

    private static string Play(string head, string body, Session session)
    {
        string[] words = Words(head).ToArray();
        switch (head.StartsWith(Mark, StringComparison.Ordinal) ? words[1] : string.Empty)
        {
            case "write":
                session.Write(words[2], body);
                return body;
            case "copy":
                session.Write(words[3], File.ReadAllText(Repository.PathOf(words[2])));
                return body;
            case "show":
                return session.Read(words[2]);
            case "imr":
                Outcome outcome = session.Run(words[2..]);
                return outcome.Out + outcome.Error + "exit " + outcome.Code + "\n";
            default:
                return body;
        }
    }

    private static IEnumerable<string> Steps(string scenario)
    {
        int start = 0;
        while (start < scenario.Length)
        {
            int next = scenario.IndexOf("\n" + Mark, start, StringComparison.Ordinal);
            int end = next < 0 ? scenario.Length : next + 1;
            yield return scenario[start..end];
            start = end;
        }
    }

    // Words are divided by spaces; double quotes hold words together.
    private static IEnumerable<string> Words(string line)
    {
        string[] parts = line.Split('"');
        for (int i = 0; i < parts.Length; i++)
        {
            foreach (string word in i % 2 == 1 ? [parts[i]] : parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return word;
            }
        }
    }
}
