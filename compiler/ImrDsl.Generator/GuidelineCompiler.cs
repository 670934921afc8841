using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ImrDsl.Compiler;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Generator
{
    /// <summary>The steps of the generator as functions of plain values.</summary>
    internal static class GuidelineCompiler
    {
        /// <summary>The code of a mistake that is the compiler's own.</summary>
        public const string InternalError = "GL9999";

        /// <summary>What a file declares and uses.</summary>
        public static DeclaredFile Declare(GuidelineFile file)
        {
            try
            {
                var text = new SourceText(file.Path, file.Text);
                FileHead? head = Compilation.HeadOf(text);
                return new DeclaredFile(file, head?.Id, new EquatableArray<string>(Compilation.UsedIds(text)), head?.InForce ?? default);
            }
            catch (Exception)
            {
                // Compiling the file meets the same mistake and reports it.
                return new DeclaredFile(file, null, new EquatableArray<string>(Array.Empty<string>()), default);
            }
        }

        /// <summary>What is wrong with the editions of guidelines side by side. Never throws, but when it is cancelled.</summary>
        public static EquatableArray<Finding> CheckEditions(IReadOnlyList<DeclaredFile> all, CancellationToken cancellation)
        {
            try
            {
                // Only of files that share an id there is anything to check.
                IEnumerable<FileHead> heads = all.Where(file => all.Any(other => other != file && other.Id == file.Id && file.Id is not null))
                    .Select(file => Compilation.HeadOf(new SourceText(file.File.Path, file.File.Text), cancellation)).OfType<FileHead>();
                return new EquatableArray<Finding>(Editions.Check(heads).Select(Of));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return new EquatableArray<Finding>(new[] { Failure(exception, string.Empty) });
            }
        }

        /// <summary>A file with the files it uses, directly or not. Of several with one id the nearest counts, then the first by path.</summary>
        public static CompileInput Gather(DeclaredFile file, IReadOnlyList<DeclaredFile> all, ProjectOptions project)
        {
            var used = new SortedDictionary<string, GuidelineFile>(StringComparer.Ordinal);
            var waiting = new Queue<string>(file.Uses);
            while (waiting.Count > 0)
            {
                string id = waiting.Dequeue();
                if (!used.ContainsKey(id) && Nearest(id, file.File.Path, all) is { } found)
                {
                    used.Add(id, found.File);
                    foreach (string further in found.Uses)
                    {
                        waiting.Enqueue(further);
                    }
                }
            }

            List<DeclaredFile> editions = all.Where(other => file.Id is not null && other.Id == file.Id).OrderBy(other => other.Edition.First.DayNumber).ToList();
            IEnumerable<PartialDate> days = editions.Count > 1 ? editions.Select(other => other.Edition.From).Distinct() : Array.Empty<PartialDate>();
            return new CompileInput(
                file.File,
                new EquatableArray<NamedFile>(used.Select(pair => new NamedFile(pair.Key, pair.Value))),
                new EquatableArray<PartialDate>(days),
                editions.Any(other => other.Edition.From == file.Edition.From && string.CompareOrdinal(other.File.Path, file.File.Path) < 0),
                project);
        }

        /// <summary>The code of a file and, where the analyzer does not tell it, what is wrong with it. Never throws, but when it is cancelled.</summary>
        public static CompileOutput Compile(CompileInput input, CancellationToken cancellation)
        {
            try
            {
                bool isShown = !input.Project.AnalyzerTells;
                Compilation compilation = Read(input, isShown ? Offers.All : Offers.None, cancellation);
                IEnumerable<Finding> findings = isShown ? compilation.Diagnostics.Select(Of) : Array.Empty<Finding>();
                return new CompileOutput(new EquatableArray<CSharpFile>(Emit(compilation, input)), new EquatableArray<Finding>(findings));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return new CompileOutput(
                    new EquatableArray<CSharpFile>(Array.Empty<CSharpFile>()), new EquatableArray<Finding>(new[] { Failure(exception, input.File.Path) }));
            }
        }

        /// <summary>What can be proved wrong with a file, and all else that is wrong with it where the analyzer tells it. Never throws, but when it is cancelled.</summary>
        public static IReadOnlyList<Finding> Prove(CompileInput input, CancellationToken cancellation)
        {
            try
            {
                bool isShown = input.Project.AnalyzerTells;
                Compilation compilation = Read(input, isShown ? Offers.All : Offers.Certain, cancellation);
                return (isShown ? Prover.FindingsOf(compilation, cancellation) : Prover.Check(compilation, cancellation)).Select(Of).ToList();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return new[] { Failure(exception, input.File.Path) };
            }
        }

        private static Compilation Read(CompileInput input, Offers offers, CancellationToken cancellation)
        {
            var texts = input.Used.ToDictionary(used => used.Id, used => new SourceText(used.File.Path, used.File.Text), StringComparer.Ordinal);
            SourceText? Find(string id) => texts.TryGetValue(id, out SourceText? text) ? text : null;
            return Compilation.Create(new SourceText(input.File.Path, input.File.Text), Find, Array.Empty<SourceText>, offers, cancellation);
        }

        private static Finding Failure(Exception exception, string path)
        {
            string message = Catalogue.Find(InternalError).Format(new[] { exception.GetType().Name + ", " + exception.Message.TrimEnd('.') });
            return new Finding(InternalError, Severity.Error, message, path, 0, 0, 0, 0, 0, 0);
        }

        private static IEnumerable<CSharpFile> Emit(Compilation compilation, CompileInput input)
        {
            // With errors the shape is still there, so that code which uses it has no errors of its own.
            var options = new EmitOptions
            {
                RootNamespace = input.Project.RootNamespace,
                HasPackedCases = input.Project.HasPackedCases,
                IsShapeOnly = compilation.HasErrors,
                Editions = input.Editions,
            };
            return input.IsRepeated ? Array.Empty<CSharpFile>()
                : compilation.DeclaredPlan is { } plan ? CSharpEmitter.Emit(plan, options)
                : compilation.DeclaredVocabulary is { } vocabulary ? CSharpEmitter.Emit(vocabulary, options)
                : Array.Empty<CSharpFile>();
        }

        private static Finding Of(Diagnostic diagnostic)
        {
            SourceSpan span = diagnostic.Span;
            LinePosition start = span.Start;
            LinePosition end = span.End;
            return new Finding(
                diagnostic.Code, diagnostic.Severity, diagnostic.Message, span.Path, span.Span.Start, span.Span.Length, start.Line, start.Column, end.Line, end.Column);
        }

        private static DeclaredFile? Nearest(string id, string user, IReadOnlyList<DeclaredFile> all) => all
            .Where(file => file.Id == id)
            .OrderByDescending(file => SharedFolders(file.File.Path, user))
            .ThenBy(file => file.File.Path, StringComparer.Ordinal)
            .FirstOrDefault();

        private static int SharedFolders(string path, string other)
        {
            string[] left = path.Split('/', '\\');
            string[] right = other.Split('/', '\\');
            int shared = 0;
            while (shared < left.Length - 1 && shared < right.Length - 1 && left[shared] == right[shared])
            {
                shared++;
            }

            return shared;
        }
    }
}
