namespace ImrDsl.Runtime.Letters;

/// <summary>The style sheet and the icons of the page.</summary>
public sealed partial class LetterHtml
{
    // As in the base, words have a contrast of at least 7 to 1.
    private const string Style = PageStyle.Base + """
        :root { --met: #0b5224; --not-met: #8a1010; --open: #6a3d00; --judge: #4a2080; --none: #4a4a4a; }
        @media (prefers-color-scheme: dark) { :root { --met: #86dca2; --not-met: #ffb0a8; --open: #ffcf80; --judge: #d4b8ff; --none: #c0c0c0; } }
        table { width: 100%; }
        article { border-top: 2px solid var(--line); margin-top: 2rem; }
        .conclusion { background: var(--panel); border-left: .3rem solid var(--ink); padding: .6rem .9rem; font-weight: 600; }
        .upheld { color: var(--not-met); } .overturned { color: var(--met); } .in-part { color: var(--open); } .pending { color: var(--judge); }
        .leaf { display: block; padding-left: 1.1rem; }
        .body { padding-left: 1.1rem; }
        .status { display: inline-flex; align-items: baseline; gap: .3rem; min-width: 11rem; font-weight: 600; }
        .status svg { width: 1em; height: 1em; flex: none; align-self: center; }
        .met { color: var(--met); } .not-met { color: var(--not-met); } .not-documented { color: var(--open); } .needs-judgement { color: var(--judge); } .not-applicable { color: var(--none); }
        .asks { color: var(--quiet); }
        .why { margin: .2rem 0; padding-left: 1.2rem; }
        .warning { border-left: .3rem solid var(--open); padding-left: .6rem; }
        @media (max-width: 40rem) { .status { min-width: 0; margin-right: .5rem; } }
        @media print {
          :root { --met: #000000; --not-met: #000000; --open: #000000; --judge: #000000; --none: #333333; }
          .conclusion, .why li { break-inside: avoid; }
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
