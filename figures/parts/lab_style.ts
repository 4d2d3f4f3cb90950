/** The style sheet of the laboratory, beside that of the page. */
export const LAB_STYLE = `
#laboratory .intro { max-width: 46rem; }
.lab-controls { gap: .6rem 1.5rem; }
.lab-controls details { flex-basis: 100%; margin: 0; }
.lab-controls details .lab-controls { margin-top: .5rem; font-size: 1rem; }
.lab-controls fieldset { display: flex; gap: .25rem 1rem; flex-wrap: wrap; margin: 0; padding: 0; border: 0; }
.lab-controls legend { float: left; margin-right: .75rem; padding: 0; }
.lab-controls input[type="range"] { width: 8rem; }
.lab-controls input[type="radio"] { width: auto; margin: 0; }
.lab-controls input[type="number"] { width: 5.5rem; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--soft); border-radius: 5px; padding: .1rem .3rem; }
.lab-controls select { max-width: min(24rem, 70vw); }
.lab-controls output { min-width: 2.5em; }
.lab-controls .place { display: flex; gap: .5rem 1rem; }
.lab-controls [hidden] { display: none; }
.says { margin: .75rem 0; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.lab-views { display: grid; gap: 1rem; grid-template-columns: 2fr 1fr 1fr; }
.lab-view { min-width: 0; }
.lab-view h3 { margin: 0 0 .25rem; }
.lab-view .detail { margin: .25rem 0 0; }
.lab-view canvas { display: block; max-width: none; aspect-ratio: 1; border: 0; }
.lab-room { grid-row: span 2; }
.lab-room canvas { cursor: crosshair; touch-action: manipulation; }
@media (max-width: 40rem) {
  .lab-views { grid-template-columns: 1fr 1fr; }
  .lab-room { grid-column: 1 / -1; }
}
`;
