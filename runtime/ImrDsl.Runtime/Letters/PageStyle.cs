namespace ImrDsl.Runtime.Letters;

/// <summary>The style that every page of HTML begins with: letters, reference pages, coverage.</summary>
public static class PageStyle
{
    /// <summary>
    /// Colours, headings, tables, lists of terms and the tree of criteria, in light and dark, on narrow screens and in print. Words have a contrast
    /// of at least 7 to 1 with what lies behind them. Ends with a line break.
    /// </summary>
    public const string Base = """
        :root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --quiet: #4a4a4a; --line: #c4c4c4; --panel: #f4f4f2; --link: #003f8a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #f0f0f0; --quiet: #c0c0c0; --line: #5a5a5a; --panel: #222222; --link: #a8c8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
        p { margin: .4rem 0; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; display: inline-block; margin-bottom: 1rem; }
        dl { margin: .5rem 0; }
        dl div { display: flex; gap: 1rem; }
        dt { flex: 0 0 11rem; color: var(--quiet); }
        dd { margin: 0; }
        table { border-collapse: collapse; margin: .5rem 0; }
        th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; font-weight: normal; }
        thead th { background: var(--panel); font-weight: 600; overflow-wrap: normal; }
        .tree { list-style: none; margin: .3rem 0; padding: 0; }
        .tree .tree { margin-left: .4rem; padding-left: 1rem; border-left: 1px solid var(--line); }
        .tree > li { margin: .3rem 0; }
        .note { color: var(--quiet); }
        summary { cursor: pointer; }
        footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .85rem; }
        @media (max-width: 40rem) { body { padding: 1rem; } dl div { display: block; } th, td { padding: .25rem .35rem; } }
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --quiet: #333333; --line: #999999; --panel: #ffffff; --link: #000000; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .skip { display: none; }
          a { text-decoration: none; }
          h1, h2, h3, summary { break-after: avoid; }
          tr { break-inside: avoid; }
        }

        """;
}
