// The colours of the figures are made for white paper, so in the dark they stay on a white plate.
/** The style sheet of the index page. */
export const PAGE_STYLE = `
:root {
  --ground: #fbfbfa; --ink: #1a1a1a; --soft: #5c5c5c; --line: #d9d9d6; --plate: #ffffff; --link: #0b6483;
  --good: #1b6e3c; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #17181a; --ink: #e8e8e6; --soft: #a9a9a6; --line: #3a3b3e; --plate: #f4f4f2; --link: #7ccbe0;
    --good: #7ddba0; --bad: #ff9d94; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.25rem 4rem; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 1rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); }
h3 { margin: .75rem 0 .25rem; font-size: 1rem; }
header p { max-width: 46rem; color: var(--soft); }
a { color: var(--link); }
nav { display: flex; flex-wrap: wrap; gap: .1rem 1.75rem; }
nav p { margin: 0; }
nav a { margin-left: .25rem; }
.figures { display: grid; gap: 2rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
figure { margin: 0; scroll-margin-top: 1rem; min-width: 0; }
.plate { background: var(--plate); border: 1px solid var(--line); border-radius: 6px; padding: .75rem;
  display: grid; place-items: center; }
.plate svg { display: block; width: 100%; max-width: 380px; height: auto; mix-blend-mode: multiply; }
figcaption p { margin: .25rem 0; font-size: .875rem; color: var(--soft); }
.wide { grid-column: 1 / -1; }
.wide .plate svg { max-width: 760px; }
.files a { margin-right: .5rem; }
details { font-size: .85rem; margin-top: .5rem; }
summary { cursor: pointer; }
.scroll { overflow: auto; max-height: 22rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .6rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--ground); }
.claims { max-height: none; }
.claims th, .claims td { white-space: normal; vertical-align: top; padding: .4rem .6rem; }
.claims th[scope="row"] { font-weight: normal; min-width: 16rem; max-width: 24rem; }
.claims details { margin: 0; }
.claims .detail { color: var(--soft); font-size: .8rem; }
.verdict { font-weight: 600; white-space: nowrap; }
.holds { color: var(--good); }
.fails { color: var(--bad); }
.untested { color: var(--soft); }
td.number { text-align: right; }
@media print { details { display: none; } figure { break-inside: avoid; } }
`;
