namespace ImrDsl.Runtime.Letters;

/// <summary>The style sheet and the icons of the page.</summary>
public sealed partial class LetterHtml
{
    // Every colour of words has a contrast of at least 7 to 1 with what lies behind it, in light and in dark.
    private const string Style = """
        :root { --paper: #ffffff; --ink: #1a1a1a; --quiet: #4a4a4a; --line: #c4c4c4; --panel: #f4f4f2; --link: #003f8a;
          --met: #0b5224; --not-met: #8a1010; --open: #6a3d00; --judge: #4a2080; --none: #4a4a4a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #f0f0f0; --quiet: #c0c0c0; --line: #5a5a5a; --panel: #222222; --link: #a8c8ff;
          --met: #86dca2; --not-met: #ffb0a8; --open: #ffcf80; --judge: #d4b8ff; --none: #c0c0c0; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
        p { margin: .4rem 0; }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; display: inline-block; margin-bottom: 1rem; }
        dl { margin: .5rem 0; }
        dl div { display: flex; gap: 1rem; }
        dt { flex: 0 0 11rem; color: var(--quiet); }
        dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
        th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; font-weight: normal; }
        thead th { background: var(--panel); font-weight: 600; }
        article { border-top: 2px solid var(--line); margin-top: 2rem; }
        .conclusion { background: var(--panel); border-left: .3rem solid var(--ink); padding: .6rem .9rem; font-weight: 600; }
        .upheld { color: var(--not-met); } .overturned { color: var(--met); } .in-part { color: var(--open); } .pending { color: var(--judge); }
        .tree { list-style: none; margin: .3rem 0; padding: 0; }
        .tree .tree { margin-left: .4rem; padding-left: 1rem; border-left: 1px solid var(--line); }
        .tree > li { margin: .3rem 0; }
        summary { cursor: pointer; }
        .leaf { display: block; padding-left: 1.1rem; }
        .body { padding-left: 1.1rem; }
        .status { display: inline-flex; align-items: baseline; gap: .3rem; min-width: 11rem; font-weight: 600; }
        .status svg { width: 1em; height: 1em; flex: none; align-self: center; }
        .met { color: var(--met); } .not-met { color: var(--not-met); } .not-documented { color: var(--open); } .needs-judgement { color: var(--judge); } .not-applicable { color: var(--none); }
        .asks, .note { color: var(--quiet); }
        .why { margin: .2rem 0; padding-left: 1.2rem; }
        .warning { border-left: .3rem solid var(--open); padding-left: .6rem; }
        footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { dl div { display: block; } .status { min-width: 0; margin-right: .5rem; } }
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --quiet: #333333; --line: #999999; --panel: #ffffff; --link: #000000;
            --met: #000000; --not-met: #000000; --open: #000000; --judge: #000000; --none: #333333; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .skip { display: none; }
          a { text-decoration: none; }
          h1, h2, h3, summary { break-after: avoid; }
          tr, .conclusion, .why li { break-inside: avoid; }
          details > summary { list-style: none; }
          details::details-content { content-visibility: visible; block-size: auto; }
        }

        """;

    private const string Icons = """
        <svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute"><defs>
        <symbol id="i-met" viewBox="0 0 16 16"><path d="M2 8.5l4 4 8-9" fill="none" stroke="currentColor" stroke-width="2.5"/></symbol>
        <symbol id="i-not-met" viewBox="0 0 16 16"><path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="2.5"/></symbol>
        <symbol id="i-not-documented" viewBox="0 0 16 16"><path d="M4.5 5a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="13.5" r="1.4" fill="currentColor"/></symbol>
        <symbol id="i-needs-judgement" viewBox="0 0 16 16"><path d="M8 2v11M4 14h8M2 4.500h12M2 4.500L.7 9h4.600L3.700 4.500M12.300 4.500L10.700 9h4.600L14 4.500" fill="none" stroke="currentColor" stroke-width="1.500"/></symbol>
        <symbol id="i-not-applicable" viewBox="0 0 16 16"><path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="2.5"/></symbol>
        </defs></svg>

        """;
}
