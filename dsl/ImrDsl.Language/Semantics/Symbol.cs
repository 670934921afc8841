using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What a declared name means.</summary>
    internal abstract class Symbol
    {
        protected Symbol(string name, SourceSpan? source)
        {
            Name = name;
            Source = source;
        }

        /// <summary>The name as declared.</summary>
        public string Name { get; }

        /// <summary>The declaration; null for built-in names.</summary>
        public SourceSpan? Source { get; }

        /// <summary>What it is, for messages: "a fact", "a definition".</summary>
        public abstract string Noun { get; }

        /// <summary>Whether the name alone can be a condition, so that it has a negated form.</summary>
        public virtual bool IsCondition => false;

        /// <summary>Whether some condition or value refers to it.</summary>
        public bool IsUsed { get; set; }
    }

    /// <summary>A fact, or a field of the entry at hand.</summary>
    internal sealed class FactSymbol : Symbol
    {
        public FactSymbol(FactPlan fact)
            : base(fact.Name, fact.Source) => Fact = fact;

        public FactPlan Fact { get; }

        public override string Noun => "a fact";

        public override bool IsCondition => Fact.Kind == FactKind.YesNo;
    }

    /// <summary>A name whose declaration could not be understood. What uses it is not reported again.</summary>
    internal sealed class FailedSymbol : Symbol
    {
        public FailedSymbol(string name, SourceSpan source)
            : base(name, source)
        {
        }

        public override string Noun => "a declaration";

        public override bool IsCondition => true;
    }

    /// <summary>What a definition turned out to be.</summary>
    internal enum DefinitionForm
    {
        NotBound,
        Binding,
        Failed,
        Condition,
        Value,
        List,
    }

    /// <summary>A definition: bound when it is first needed, so that the order of declarations does not matter.</summary>
    internal sealed class DefinitionSymbol : Symbol
    {
        public DefinitionSymbol(string name, SourceSpan source, Binder owner, LineSyntax line, EntryKindPlan? parameter)
            : base(name, source)
        {
            Owner = owner;
            Line = line;
            Parameter = parameter;
        }

        /// <summary>The binder of the file that declares it.</summary>
        public Binder Owner { get; }

        public LineSyntax Line { get; }

        /// <summary>For "X of a list of opioids": the kind of entry; else null.</summary>
        public EntryKindPlan? Parameter { get; }

        /// <summary>Whether it is a score: a value made of points.</summary>
        public bool IsScore { get; init; }

        public DefinitionForm Form { get; set; }

        /// <summary>Whether it is bound under a reading of names, apart from the definition as it stands.</summary>
        public bool IsReading { get; init; }

        /// <summary>The facts (<see cref="FactPlan"/>) and definitions (<see cref="DefinitionSymbol"/>) whose names were met while it was bound.</summary>
        public HashSet<object> Mentions { get; } = new HashSet<object>();

        /// <summary>The condition or value, once bound; null for lists and for definitions with a parameter, which are bound anew at each use.</summary>
        public DefinitionPlan? Plan { get; set; }

        public override string Noun => "a definition";

        // What it is may not be known yet; a value's negated form is an error where it is used.
        public override bool IsCondition => Parameter is null;
    }

    /// <summary>A table: its key columns, and a number for each row.</summary>
    internal sealed class TableSymbol : Symbol
    {
        public TableSymbol(string name, SourceSpan source, Binder owner, LineSyntax line)
            : base(name, source)
        {
            Owner = owner;
            Line = line;
        }

        public Binder Owner { get; }

        public LineSyntax Line { get; }

        /// <summary>Whether it is headed "(closed)": what no row fits fails every comparison, instead of leaving it open.</summary>
        public bool IsClosed { get; set; }

        /// <summary>Whether it has been checked where it is declared.</summary>
        public bool IsChecked { get; set; }

        /// <summary>Whether its rows could be bound where it is declared.</summary>
        public bool IsSound { get; set; }

        /// <summary>Whether there are cases that no row fits.</summary>
        public bool HasGaps { get; set; }

        /// <summary>The facts that its key columns name, once checked.</summary>
        public IReadOnlyList<FactPlan>? DeclaredKeys { get; set; }

        public override string Noun => "a table";
    }

    /// <summary>The name of a column of values, of one table or several.</summary>
    internal sealed class ColumnSymbol : Symbol
    {
        public ColumnSymbol(string name)
            : base(name, null)
        {
        }

        public List<(TableSymbol Table, TableColumn Column)> Columns { get; } = new List<(TableSymbol, TableColumn)>();

        public override string Noun => "a column of a table";
    }

    /// <summary>A named set of medical codes.</summary>
    internal sealed class CodeSetSymbol : Symbol
    {
        public CodeSetSymbol(string name, SourceSpan source)
            : base(name, source)
        {
        }

        /// <summary>The codes with their systems; several systems may stand in one set.</summary>
        public List<(string System, string Code)> Codes { get; } = new List<(string, string)>();

        public override string Noun => "a set of codes";
    }

    /// <summary>A record or list whose entry is at hand: its fields are visible, and refer to that entry.</summary>
    internal sealed class EntryNames
    {
        public EntryNames(EntryKindPlan kind, EntryScope scope)
        {
            Kind = kind;
            Scope = scope;
            foreach (FactPlan field in kind.Fields)
            {
                var symbol = new FactSymbol(field);
                string name = NameTable.Canonical(field.Name);
                Names.Add(name, symbol);
                if (field.Kind == FactKind.List)
                {
                    Names.AddForm(Binder.Singular(name), symbol);
                }
            }
        }

        public EntryKindPlan Kind { get; }

        public EntryScope Scope { get; }

        public NameTable Names { get; } = new NameTable();
    }
}
