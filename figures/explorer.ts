import type { NdArray } from "../lib/array.ts";
import { embeddedJson } from "./provenance.ts";

/** What a phase of a network shows over time. */
export interface ExplorerPhase {
  readonly phase: "active" | "quiescent";
  /** Decoded positions, m: [trajectories, steps, 2]. */
  readonly positions: NdArray;
  /** States on the first two principal components of the active phase: [trajectories, steps, 2]. */
  readonly states: NdArray;
}

export interface Explorer {
  /** Of the box, m. */
  readonly halfWidth: number;
  /** Which network, as a sentence: "One network (seed 0), trained noisy and unbiased." */
  readonly network: string;
  readonly phases: readonly ExplorerPhase[];
}

/** Trajectories and steps that go into the page, at most. */
const TRAJECTORIES = 12;
const STEPS = 1000;

/** Largest value of a coordinate in the page: 16 bits are finer than a screen. */
const FULL = 32767;

/**
 * The section in which a reader moves through time in both phases, by position or in PC space, with
 * the data that the page's script draws.
 */
export function explorerSection({ halfWidth, network, phases }: Explorer): string {
  const statesRange = Math.max(...phases.map(({ states }) => largest(states)));
  const positionRange = Math.max(halfWidth, ...phases.map(({ positions }) => largest(positions)));
  const data = phases.map(({ phase, positions, states }) => {
    const [trajectories, steps] = sizes(positions);
    return {
      phase,
      trajectories,
      steps,
      position: quantised(positions, positionRange),
      states: quantised(states, statesRange),
    };
  });
  const last = Math.max(...data.map(({ steps }) => steps)) - 1;
  const ranges = { position: positionRange, states: statesRange };
  const canvases = data.map(({ phase, trajectories, steps }) =>
    `<div><h3 id="explore-${phase}">${
      phase === "active" ? "Active" : "Quiescent"
    }</h3><canvas class="explore" data-phase="${phase}" width="720" height="720" role="img" ` +
    `aria-label="${trajectories} trajectories of the ${phase} phase, ${steps} steps"></canvas></div>`
  );
  return `<section id="explore" aria-labelledby="explore-title">
<h2 id="explore-title">Through time</h2>
<p>${network} Active, and with its input switched off. Both phases are drawn on the same axes; the states
on the principal components of the active phase. Rings: starts; dots: the step shown; behind it the last
300 steps, fainter the older.</p>
<div class="controls">
<label>Show <select id="explore-view"><option value="position">decoded position</option>
<option value="states">PC 1 and PC 2</option></select></label>
<label>Step <input type="range" id="explore-step" min="0" max="${last}" value="${
    Math.min(99, last)
  }"></label>
<button type="button" id="explore-play" aria-pressed="false">Play</button>
<output id="explore-says" for="explore-step explore-view"></output>
</div>
<div class="phases">${canvases.join("\n")}</div>
${embeddedJson("explore-data", { halfWidth, ranges, full: FULL, phases: data })}</section>
`;
}

function sizes({ shape }: NdArray): [trajectories: number, steps: number] {
  return [Math.min(shape[0]!, TRAJECTORIES), Math.min(shape[1]!, STEPS)]; // [n, T, 2]
}

function largest({ data }: NdArray): number {
  let found = 1e-9;
  for (const value of data) found = Math.max(found, Math.abs(Number(value)));
  return found;
}

/** The first trajectories and steps as base64 of little-endian int16. */
function quantised(array: NdArray, range: number): string {
  const [trajectories, steps] = sizes(array);
  const all = array.shape[1]!;
  const view = new DataView(new ArrayBuffer(trajectories * steps * 4));
  for (let n = 0, at = 0; n < trajectories; n++) {
    for (let i = n * all * 2; i < (n * all + steps) * 2; i++, at += 2) {
      view.setInt16(at, Math.round(Number(array.data[i]!) / range * FULL), true);
    }
  }
  return new Uint8Array(view.buffer).toBase64();
}
