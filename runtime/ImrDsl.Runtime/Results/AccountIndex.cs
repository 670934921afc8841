using System.Collections.Generic;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>
/// An account by root (scope, criterion, condition of a service) and node. What is noted in the body of a definition belongs to the root
/// that refers to it.
/// </summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<(int Root, int Node), List<NotedEntry>> entries = [];

    public AccountIndex(GuidelineDescription guideline, IReadOnlyList<AccountEntry> account)
    {
        int[] roots = RootsOf(guideline);
        var bodies = new HashSet<int>();
        foreach (NodeDescription node in guideline.Nodes)
        {
            if (node.Target >= 0)
            {
                bodies.Add(roots[node.Target]);
            }
        }

        // The entries of a definition's body stand before those of the node that refers to it, and nothing stands between.
        var ofBodies = new List<NotedEntry>();
        int chosen = -1;
        foreach (AccountEntry entry in account)
        {
            var noted = new NotedEntry(entry, chosen);
            if (entry.Kind == AccountKind.EntryChosen && guideline.Nodes[entry.Node].Kind == NodeKind.Documented)
            {
                chosen = entry.Entry;
            }

            int root = roots[entry.Node];
            if (bodies.Contains(root))
            {
                ofBodies.Add(noted);
                continue;
            }

            foreach (NotedEntry earlier in ofBodies)
            {
                Add(root, earlier);
            }

            ofBodies.Clear();
            Add(root, noted);
        }
    }

    /// <summary>What was noted of a node, in order.</summary>
    public IReadOnlyList<NotedEntry> Of(int root, int node) => entries.TryGetValue((root, node), out List<NotedEntry>? found) ? found : [];

    /// <summary>The answer of a node; where it was asked of several entries, the one they agree on. Null if it was not asked.</summary>
    public Answer? AnswerOf(int root, int node)
    {
        Answer? answer = null;
        foreach (NotedEntry noted in Of(root, node))
        {
            if (noted.Entry.Kind == AccountKind.Answer)
            {
                var next = new Answer(noted.Entry.Applies, noted.Entry.Value);
                answer = answer is { } others ? new Answer(Truth.Agree(others.Applies, next.Applies), Truth.Agree(others.Value, next.Value)) : next;
            }
        }

        return answer;
    }

    private static int[] RootsOf(GuidelineDescription guideline)
    {
        // A node stands before its parts.
        var roots = new int[guideline.Nodes.Count];
        foreach (NodeDescription node in guideline.Nodes)
        {
            roots[node.Number] = node.Parent < 0 ? node.Number : roots[node.Parent];
        }

        return roots;
    }

    private void Add(int root, NotedEntry noted)
    {
        if (!entries.TryGetValue((root, noted.Entry.Node), out List<NotedEntry>? list))
        {
            entries.Add((root, noted.Entry.Node), list = []);
        }

        list.Add(noted);
    }
}

/// <summary>An entry of an account, and which entry of a record was at hand around it (−1: none).</summary>
internal readonly record struct NotedEntry(AccountEntry Entry, int Outer);
