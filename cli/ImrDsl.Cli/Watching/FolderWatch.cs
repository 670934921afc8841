using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ImrDsl.Cli.Files;

namespace ImrDsl.Cli.Watching;

/// <summary>Tells when guidelines in a changing set of folders are changed, created, deleted or renamed.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly Burst burst = new(quiet: TimeSpan.FromMilliseconds(100), longest: TimeSpan.FromSeconds(2));
    private readonly Dictionary<WatchedFolder, FileSystemWatcher> watchers = [];
    private volatile IReadOnlySet<string> files = new HashSet<string>();

    /// <summary>Watches these folders from now on, and no others.</summary>
    /// <param name="folders">The folders; each exists, or did a moment ago.</param>
    /// <param name="checkedFiles">The full paths of the files that are checked.</param>
    /// <param name="failures">The folders that cannot be watched, with what the system says.</param>
    /// <returns>Whether any of them was not watched before: what was read of it may have changed since.</returns>
    public bool Watch(IReadOnlyList<WatchedFolder> folders, IEnumerable<string> checkedFiles, out IReadOnlyList<string> failures)
    {
        files = new HashSet<string>(checkedFiles, StringComparer.Ordinal);
        foreach (WatchedFolder gone in new HashSet<WatchedFolder>(watchers.Keys))
        {
            if (!((ICollection<WatchedFolder>)folders).Contains(gone))
            {
                Forget(gone);
            }
        }

        var failed = new List<string>();
        int before = watchers.Count;
        foreach (WatchedFolder folder in folders)
        {
            if (!watchers.ContainsKey(folder) && Start(folder) is { } failure)
            {
                failed.Add(failure);
            }
        }

        failures = failed;
        return watchers.Count > before;
    }

    /// <summary>Waits until something changes, and then until it rests.</summary>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void Wait(CancellationToken cancellation) => burst.Wait(cancellation);

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in watchers.Values)
        {
            watcher.Dispose();
        }

        burst.Dispose();
    }

    private string? Start(WatchedFolder folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder.Path)
            {
                IncludeSubdirectories = folder.IsDeep,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += (_, change) => Tell(folder, change.FullPath);
            watcher.Created += (_, change) => Tell(folder, change.FullPath);
            watcher.Deleted += (_, change) => Tell(folder, change.FullPath);
            watcher.Renamed += (_, change) => Tell(folder, change.FullPath, change.OldFullPath);

            // Changes were lost, or the folder itself has vanished: checking again finds out.
            watcher.Error += (_, _) => burst.Add();
            watcher.EnableRaisingEvents = true;
            watchers.Add(folder, watcher);
            return null;
        }
        catch (Exception failure) when (failure is ArgumentException || TextFiles.IsOfTheFileSystem(failure))
        {
            watcher?.Dispose();
            return $"{folder.Path} cannot be watched: {TextFiles.FirstLine(failure)}";
        }
    }

    private void Tell(WatchedFolder folder, params string[] paths)
    {
        if (Array.Exists(paths, path => WatchedPlaces.Matters(folder.Path, path, files)))
        {
            burst.Add();
        }
    }

    private void Forget(WatchedFolder folder)
    {
        watchers[folder].Dispose();
        watchers.Remove(folder);
    }
}
