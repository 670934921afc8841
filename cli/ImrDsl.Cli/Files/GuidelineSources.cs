using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Files;

/// <summary>
/// The texts of guidelines, and the search for used files by their id. What a file uses is looked for, in this order: in the file's own
/// folder and the folders in it; among the files of the command line; in up to three folders above, each with the folders in it; in the
/// library. The search upward ends at the root of a repository, and never takes in a home folder or the root of the file system.
/// </summary>
internal sealed class GuidelineSources
{
    private const int FoldersAbove = 3;

    private readonly Terminal terminal;
    private readonly Func<string, string> nameOf;
    private readonly Dictionary<SourceText, string> folders = [];
    private readonly Dictionary<string, SourceText> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, SourceText>> idsByFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceText> given = new(StringComparer.Ordinal);

    /// <summary>Sources for one command.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="nameOf">How a full path is named in findings and generated code; as messages show it, if not given.</param>
    public GuidelineSources(Terminal terminal, Func<string, string>? nameOf = null)
    {
        this.terminal = terminal;
        this.nameOf = nameOf ?? terminal.Shown;
    }

    /// <summary>Reads a file of the command line; other files may use it by its id.</summary>
    /// <param name="path">A full path, or "-" for the terminal's input.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public SourceText Give(string path)
    {
        SourceText text = Read(path);
        AddById(given, text);
        return text;
    }

    /// <summary>The folders that hold what was read so far, and those in which used files were looked for.</summary>
    public IEnumerable<string> SearchedFolders => folders.Values.Concat(idsByFolder.Keys).Distinct();

    /// <summary>The search for what a file uses.</summary>
    public Func<string, SourceText?> SearchFor(SourceText user) => id => Find(id, user);

    /// <summary>What a file can use: the files around it, those of the command line, and the library.</summary>
    public Func<IEnumerable<SourceText>> AllFor(SourceText user) => () => Library.Contains(user)
        ? Library.Vocabularies
        : FoldersAround(folders[user]).SelectMany(folder => IdsNear(folder).Values).Concat(given.Values).Concat(Library.Vocabularies);

    /// <summary>Puts a new text in the place of one that was read, for all files that use it. Nothing is written.</summary>
    public SourceText Replace(SourceText text, string content)
    {
        var changed = new SourceText(text.Path, content);
        texts[PathOf(text)] = changed;
        folders.Add(changed, folders[text]);
        idsByFolder.Clear();
        foreach (string id in given.Where(pair => pair.Value == text).Select(pair => pair.Key).ToArray())
        {
            given.Remove(id);
        }

        AddById(given, changed);
        return changed;
    }

    /// <summary>The full path of a text that was read, or "-" for the terminal's input.</summary>
    public string PathOf(SourceText text) => texts.First(pair => pair.Value == text).Key;

    private SourceText? Find(string id, SourceText user)
    {
        if (Library.Contains(user))
        {
            return Library.Find(id);
        }

        string[] around = [.. FoldersAround(folders[user])];
        return IdsNear(around[0]).GetValueOrDefault(id)
            ?? given.GetValueOrDefault(id)
            ?? around.Skip(1).Select(folder => IdsNear(folder).GetValueOrDefault(id)).FirstOrDefault(text => text is not null)
            ?? Library.Find(id);
    }

    private static IEnumerable<string> FoldersAround(string start)
    {
        string? folder = start;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (int above = 0; folder is not null && above <= FoldersAbove; above++)
        {
            if (above > 0 && (folder == home || Path.GetPathRoot(folder) == folder))
            {
                yield break;
            }

            yield return folder;
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                yield break;
            }

            folder = Path.GetDirectoryName(folder);
        }
    }

    private Dictionary<string, SourceText> IdsNear(string folder)
    {
        if (!idsByFolder.TryGetValue(folder, out Dictionary<string, SourceText>? ids))
        {
            idsByFolder.Add(folder, ids = new Dictionary<string, SourceText>(StringComparer.Ordinal));

            foreach (string file in GuidelineFiles.Near(folder))
            {
                if (TryRead(file) is { } text)
                {
                    AddById(ids, text);
                }
            }
        }

        return ids;
    }

    // Of two files that declare one id, the nearer counts, then the first by path.
    private static void AddById(Dictionary<string, SourceText> ids, SourceText text)
    {
        if (Compilation.DeclaredId(text, out _) is { } id)
        {
            ids.TryAdd(id, text);
        }
    }

    private SourceText Read(string path)
    {
        if (!texts.TryGetValue(path, out SourceText? text))
        {
            bool isInput = path == "-";
            string content = TextFiles.ReadText(terminal, isInput ? path : terminal.Shown(path));
            texts.Add(path, text = new SourceText(isInput ? path : nameOf(path), content));
            folders.Add(text, isInput ? terminal.CurrentFolder : Path.GetDirectoryName(path)!);
        }

        return text;
    }

    // A file that was only met on the way may be unreadable without harm.
    private SourceText? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
