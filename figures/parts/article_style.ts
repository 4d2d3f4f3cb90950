import { PHASE_COLOUR } from "./style.ts";

// A column of about 65 characters in the middle, evidence in the margin beside it, plates over all.
/** The style sheet of the text of the index page, after that of the page. */
export const ARTICLE_STYLE = `
:root { --cell: #88419d; --text: Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Liberation Serif", serif; }
@media (prefers-color-scheme: dark) { :root { --cell: #c9a0dc; } }
header, .article > .part { display: grid; column-gap: 2rem;
  grid-template-columns: minmax(0, 1fr) minmax(0, 34rem) minmax(0, 1fr); }
header > *, .part > * { grid-column: 2; }
header > p { margin: 0 0 .8rem; }
header > .sizes { grid-column: 3; grid-row: 2 / span 6; align-self: start; margin: .3rem 0 0; font-size: .8rem; }
header > .sizes th { white-space: normal; }
header > .glance { margin: 0 0 .5rem; }
.contents { margin-top: 1rem; font-size: .88rem; }
.contents [aria-current] { color: var(--ink); text-decoration: none; font-weight: 600; }
header h1 { margin-top: 1.5rem; font-size: clamp(1.6rem, 4vw, 2rem); line-height: 1.15; text-wrap: balance; }
.part { margin: 0 0 1rem; scroll-margin-top: 3.5rem; }
.part > h2 { margin: 3rem 0 .75rem; border: 0; font-size: 1.5rem; line-height: 1.2; text-wrap: balance; }
.part > p { margin: 0 0 1.1rem; font: 1.15rem/1.6 var(--text); hyphens: auto; }
.part > section, .part > .scene { grid-column: 1 / -1; margin: 1rem 0 2rem; }
.part > section > h2 { max-width: 64rem; margin: 1rem auto .5rem; border: 0; font-size: 1rem; }
.part .value { font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; }
a.value { color: inherit; text-decoration-color: var(--link); text-underline-offset: .15em; }
.part .active, .part .quiescent { font-weight: 600; }
.part > .evidence { grid-column: 3; align-self: start; max-width: 17rem; margin: .25rem 0 1rem; padding-left: .8rem;
  border-left: 2px solid var(--line); color: var(--soft); font: .85rem/1.45 system-ui, sans-serif; }
.equation { display: flex; flex-wrap: wrap; justify-content: center; align-items: baseline; gap: .5rem 1rem;
  margin: .25rem 0 1.4rem; font: 1.3rem/1.4 var(--text); }
.equation span { text-align: center; }
.equation small { display: block; color: var(--soft); font: .8rem/1.35 system-ui, sans-serif; }
.scene { width: min(100%, 56rem); justify-self: center; }
.pictures { display: grid; gap: 1rem 2.5rem; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); align-items: center; }
.scene .room, .scene .input { display: block; width: 100%; height: auto; font-size: 12px; }
.scene text { fill: var(--ink); }
.scene text.quiescent { fill: currentColor; font-weight: 400; }
.scene .wall, .scene .axis { fill: none; stroke: var(--soft); stroke-width: 1; }
.scene .cell { fill: var(--cell); fill-opacity: calc(.12 + .88 * var(--activity, 0)); }
.key .cell { --activity: 1; }
.scene .walk, .scene .path, .scene .trace { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.scene .walk { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 4 3; }
.scene .path.active, .scene .trace.active { stroke: ${PHASE_COLOUR.active}; }
.scene .path.quiescent, .scene .trace.quiescent { stroke: ${PHASE_COLOUR.quiescent}; }
.scene .start { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.scene .winner { fill: none; stroke: var(--cell); stroke-width: 2; }
.scene .extent { stroke: var(--ground); stroke-width: 8; paint-order: stroke; }
.scene .animal { fill: var(--ink); }
.scene .position { stroke: var(--ground); stroke-width: 1; }
.scene .position.active { fill: ${PHASE_COLOUR.active}; }
.scene .position.quiescent { fill: ${PHASE_COLOUR.quiescent}; }
.scene .now { stroke: var(--ink); stroke-width: 1.2; }
.room [hidden] { display: none; }
.key { margin: 1rem 0 0; padding: 0; list-style: none; font-size: .85rem; line-height: 1.7; color: var(--soft); }
.key svg { width: 1em; height: 1em; vertical-align: -.15em; margin-right: .3em; }
.scene .controls { margin-top: 1rem; font-size: .9rem; }
#scene-play { min-width: 4.5rem; }
#scene-says { color: var(--soft); font-variant-numeric: tabular-nums; }
@media (max-width: 64rem) {
  header, .article > .part { grid-template-columns: minmax(0, 1fr) minmax(0, 34rem) minmax(0, 1fr); column-gap: 0; }
  header > .sizes { grid-column: 2; grid-row: auto; justify-self: start; margin: .3rem 0 .8rem; }
  .part > .evidence { grid-column: 2; max-width: none; margin: -.5rem 0 1.4rem; }
}
@media (max-width: 40rem) {
  .pictures { grid-template-columns: minmax(0, 26rem); justify-content: center; }
  .equation { flex-direction: column; align-items: center; gap: .4rem; }
}
@media print {
  body { max-width: none; padding: 0; }
  .part h2, .part h3 { break-after: avoid; }
  .part > p { font-size: 10.5pt; orphans: 3; widows: 3; }
  .scene, .equation, .evidence { break-inside: avoid; }
  a { color: inherit; }
}
`;
