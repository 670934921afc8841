using System;
using System.IO;
using System.Linq;
using System.Reflection;
using ImrDsl.Testing;

namespace ImrDsl.Package.Tests;

/// <summary>
/// Both packages in a local feed, outside the repository, in a folder with a name that badly written build files stumble over. Made once for
/// all tests. The version is new each time, since packages of a known version are taken from caches.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), "imr-package-" + Path.GetRandomFileName());

    public PackageFeed()
    {
        Folder = Path.Combine(root, "odd [dir] 1");
        string feed = Path.Combine(root, "feed");
        Directory.CreateDirectory(Folder);
        Version = "0.0.0-test." + Guid.NewGuid().ToString("N")[..12];
        Pack(PackageProject, feed);
        Pack("cli/ImrDsl.Cli/ImrDsl.Cli.csproj", feed);

        // This feed alone, and a cache of its own: nothing else is needed to use the packages.
        File.WriteAllText(Path.Combine(root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(root, "packages")}" /></config>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>Where projects that use the packages are made.</summary>
    public string Folder { get; }

    /// <summary>The version of both packages.</summary>
    public string Version { get; }

    private static string PackageProject => Directory
        .EnumerateFiles(Repository.Root, "ImrDsl.csproj", SearchOption.AllDirectories).Select(Repository.RelativePath).Single();

    private static string Configuration =>
        typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Writes a file below <see cref="Folder"/>.</summary>
    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Runs <c>dotnet</c> in a folder below <see cref="Folder"/>.</summary>
    public Output Run(string folder, params string[] arguments) => DotNet.Run(Path.Combine(Folder, folder), arguments);

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Pack(string project, string feed) =>
        DotNet.Run(Repository.Root, "pack", project, "--no-build", "-c", Configuration, "-o", feed, $"-p:PackageVersion={Version}").Succeeded();
}
