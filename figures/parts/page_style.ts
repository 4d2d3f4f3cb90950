// The colours of the figures are made for white paper, so in the dark they stay on a white plate.
/** The style sheet of the index page. */
export const PAGE_STYLE = `
:root {
  --ground: #fbfbfa; --ink: #1a1a1a; --soft: #5c5c5c; --line: #d9d9d6; --plate: #ffffff; --link: #0b6483;
  --good: #1b6e3c; --bad: #b3261e; --active: #16798f; --quiescent: #c32021;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #17181a; --ink: #e8e8e6; --soft: #a9a9a6; --line: #3a3b3e; --plate: #f4f4f2; --link: #7ccbe0;
    --good: #7ddba0; --bad: #ff9d94; --active: #5cc3dc; --quiescent: #ff8a8b; }
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
.contents { position: sticky; top: 0; z-index: 1; flex-wrap: nowrap; overflow-x: auto; white-space: nowrap;
  background: var(--ground); border-bottom: 1px solid var(--line); padding: .4rem 0; }
.contents p { flex-wrap: nowrap; }
nav p { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .5rem; }
.figures { display: grid; gap: 2rem; }
.figures > *, figure { margin: 0; min-width: 0; scroll-margin-top: 4rem; }
.sheet { width: 100%; max-width: 64rem; margin: 0 auto; }
.plate { background: var(--plate); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; }
.plate:has(> img) { display: grid; place-items: center; }
.row { display: grid; gap: .5rem 0; grid-template-columns: var(--columns); }
.panel { position: relative; min-width: 0; cursor: zoom-in; scroll-margin-top: 5rem; border-radius: 4px; }
.panel > svg { display: block; width: 100%; height: auto; mix-blend-mode: multiply; }
.panel > svg, .layer svg { overflow: visible; }
.panel:has(.open:focus-visible) { outline: 2px solid var(--link); }
.open { position: absolute; top: 0; right: 0; min-width: 1.75rem; height: 1.75rem; line-height: 1; opacity: 0; }
.panel:hover .open, .open:focus-visible { opacity: 1; }
@media (hover: none) { .open { opacity: 1; } }
figcaption p { margin: .25rem 0; font-size: .875rem; color: var(--soft); }
.captions { columns: 26rem auto; column-gap: 2rem; }
.captions summary { column-span: all; }
.caption { break-inside: avoid; scroll-margin-top: 5rem; }
.caption b { color: var(--ink); margin-right: .15rem; }
.live .captions .files { display: none; }
.tools .files { margin: 0; }
.about { flex: none; max-height: 30%; overflow: auto; padding: .5rem 1rem; border-top: 1px solid var(--line); }
.about p { margin: 0; font-size: .875rem; max-width: 60rem; }
.files a { margin-right: .5rem; }
details { font-size: .85rem; margin-top: .5rem; }
summary { cursor: pointer; }
.scroll { overflow: auto; max-height: 22rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .6rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.number, thead th { overflow-wrap: normal; white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--ground); }
.claim { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0; scroll-margin-top: 5rem; }
.claim h3 { margin: 0; }
.claim h3 .number { color: var(--soft); margin-right: .25rem; }
.claim p { margin: .1rem 0 .5rem; }
.claim i { font-family: Georgia, serif; }
.measure { display: grid; grid-template-columns: 1fr 1.2fr 1fr; gap: .25rem 1.5rem; padding: .5rem 0;
  border-top: 1px solid var(--line); font-size: .9rem; overflow-wrap: anywhere; }
.detail { color: var(--soft); font-size: .8rem; }
.analysis { margin: 2rem 0; }
.analysis h3 { font-size: 1.1rem; }
.analysis > p, .analysis > ul { max-width: 46rem; }
.caution { color: var(--soft); font-size: .9rem; }
.sizes { margin: .75rem 0; font-size: .9rem; }
.sizes th[scope="row"] { font-weight: normal; }
.sizes .differs td:nth-child(2) { font-weight: 600; }
.glance { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .25rem 0 1rem; padding: 0; list-style: none; }
.legend { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
.legend dd { margin: 0; color: var(--soft); }
.active { color: var(--active); } .quiescent { color: var(--quiescent); }
.top { position: fixed; right: 1rem; bottom: 1rem; z-index: 1; padding: .2rem .7rem; border-radius: 50vh;
  background: var(--ground); border: 1px solid var(--line); text-decoration: none; }
.verdict { font-weight: 600; white-space: nowrap; }
.holds { color: var(--good); }
.fails { color: var(--bad); }
.undecided, .untested { color: var(--soft); }
.rule { max-width: 60rem; }
td.number { text-align: right; }
.reading { position: fixed; z-index: 2; max-width: 26rem; padding: .05rem .5rem; white-space: pre-line; border-radius: 5px; font-size: .8rem;
  background: var(--ink); color: var(--ground); pointer-events: none; font-variant-numeric: tabular-nums; }
.reading[hidden] { display: none; }
button, select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft);
  border-radius: 5px; padding: .1rem .6rem; cursor: pointer; }
.files button { margin-right: .5rem; color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
dialog { width: min(76rem, 96vw); height: 94vh; padding: 0; color: var(--ink); background: var(--ground);
  border: 1px solid var(--line); border-radius: 8px; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: #000a; }
dialog h2 { flex: 1; min-width: 0; margin: 0; border: 0; font-size: 1.1rem; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
dialog h2:focus-visible { outline: none; }
.bar { display: flex; gap: .5rem; align-items: center; padding: .6rem 1rem; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: 0 1rem .6rem;
  border-bottom: 1px solid var(--line); }
.body { overflow: auto; flex: 1; min-height: 0; padding: 1rem; }
.body td { white-space: normal; overflow-wrap: anywhere; }
.body li { margin: .2rem 0; }
.body li button { overflow-wrap: anywhere; text-align: left; }
#enlarged .body { background: var(--plate); }
#enlarged .body > svg { display: block; margin: auto; height: auto; min-height: 0; }
caption { text-align: left; font-weight: 600; padding: .75rem 0 .25rem; }
.tall { max-height: none; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; }
.controls label { display: flex; gap: .5rem; align-items: center; }
.controls input { width: min(24rem, 60vw); accent-color: var(--link); }
.controls output { font-variant-numeric: tabular-nums; color: var(--soft); }
.phases { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
canvas { width: 100%; max-width: 36rem; border: 1px solid var(--line); border-radius: 6px; }
label.values { display: inline-flex; gap: .4rem; align-items: center; margin-right: .5rem; }
label.values input { width: 7rem; accent-color: var(--link); }
.stages svg { max-width: 100%; height: auto; }
.stages text { fill: var(--ink); }
.stages text + text { fill: var(--soft); }
.stages .node path { fill: var(--ground); stroke: var(--soft); }
.stages .edge path { stroke: var(--line); }
.stages .edge polygon { fill: var(--line); stroke: var(--line); }
.edges { fill: none; stroke: var(--line); stroke-width: 1.5; }
.lineage { height: auto; font-size: 12px; fill: var(--ink); }
.lineage rect { fill: var(--ground); stroke: var(--soft); }
.lineage .soft { fill: var(--soft); font-size: 10.5px; }
.lineage .lane { font-size: 11px; font-weight: 600; stroke: var(--ground); stroke-width: 4; paint-order: stroke; }
.lineage .box { cursor: pointer; }
.lineage .box:is(:hover, :focus-visible) rect { stroke: var(--link); stroke-width: 2; }
.lineage .box:focus-visible { outline: none; }
@media (max-width: 40rem) {
  td:not(.number), tbody th { white-space: normal; overflow-wrap: anywhere; padding: .15rem .35rem; }
  .stages svg { max-width: none; }
  .measure { grid-template-columns: 1fr; }
  .row { display: flex; flex-wrap: wrap; justify-content: center; gap: 1rem; }
  .panel { flex: 0 1 calc(var(--width) * 1.5px); max-width: 100%; }
  .panel.wide { overflow-x: auto; }
  .panel.wide > svg { width: 760px; }
  dialog { width: 100vw; height: 100dvh; max-width: none; max-height: none; border: 0; border-radius: 0; }
}
@media print { details:not(.captions), summary, button, dialog, .controls, .contents, .top, label.values { display: none; } figure { break-inside: avoid; } }
`;
