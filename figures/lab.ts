import type { HeadDirectionCellSettings } from "../lib/cells/head_direction_cells.ts";
import type { PlaceCellSettings } from "../lib/cells/place_cells.ts";
import type { Bias, NoiseLevel } from "../lib/conditions.ts";
import type { HeadDirectionMotion } from "../lib/tasks/head_direction_motion.ts";
import type { SpatialMotion } from "../lib/tasks/spatial_motion.ts";
import type { Noise } from "../lib/training/noise.ts";
import { escapeHtml as escape } from "./parts/escape.ts";
import { embeddedJson } from "./provenance.ts";

/** Trajectories that the laboratory runs side by side, at most. */
export const LAB_TRAJECTORIES = 16;

/** What makes a network and its task. Bytes are base64. */
export type LabSetup = SpatialLabSetup | HeadDirectionLabSetup;

interface CommonSetup {
  readonly seed: number;
  /** H */
  readonly units: number;
  /** dt / tau */
  readonly alpha: number;
  /** k, how many of the most active cells are ranked. */
  readonly winners: number;
}

interface SpatialLabSetup extends CommonSetup {
  readonly task: "spatial";
  readonly cells: PlaceCellSettings;
  readonly motion: SpatialMotion;
  /** Centres of the place cells, float32 [N, 2], m. */
  readonly centres: string;
}

interface HeadDirectionLabSetup extends CommonSetup {
  readonly task: "headDirection";
  readonly cells: HeadDirectionCellSettings & { readonly count: number };
  readonly motion: HeadDirectionMotion;
}

/** A network that a reader can run in the page, with what the run gave it. */
export type LabNetwork = LabSetup & {
  /** "spatial/vanilla/noisy/unbiased" */
  readonly name: string;
  readonly cell: "vanilla" | "gru";
  readonly training: NoiseLevel | "random";
  readonly bias: Bias;
  /** That of the noisy networks' training: what a variance factor of 1 is. */
  readonly noise: Noise;
  /** The variance factors that the run has for each phase of this network. */
  readonly factors: Readonly<Record<"active" | "quiescent", number>>;
  /** Where the first evaluation trajectories start, float32 [n, D]. */
  readonly starts: string;
  /** The artifact of the weights (.safetensors); if it is not here, it is in a file beside the page. */
  readonly weights?: string;
  /** The artifact of the active phase's principal components (.safetensors), if the run has it. */
  readonly pca?: string | undefined;
  /** Where the run's active phase was, if it has one: see lab_density.ts. */
  readonly active?: { readonly count: number; readonly shares: string } | undefined;
};

/** The folder beside the page of the files with weights. */
export const LAB_FOLDER = "laboratory/";

/** The file beside the page that holds a network's weights. */
export function labFile(name: string): string {
  return `${LAB_FOLDER}${name.replaceAll("/", "-")}.js`;
}

/** The text of that file: a script works from file://, where fetch does not. */
export function labFileText(name: string, weights: string): string {
  return `labWeights(${JSON.stringify(name)}, "${weights}");\n`;
}

const TASKS: Readonly<Record<LabNetwork["task"], string>> = {
  spatial: "Position",
  headDirection: "Head direction",
};
const CELLS: Readonly<Record<LabNetwork["cell"], string>> = { vanilla: "vanilla", gru: "GRU" };

/**
 * The section in which a reader runs the networks, with the controls and the data that the page's script
 * works on (report/browser/lab.js); "" without any.
 */
export function labSection(networks: readonly LabNetwork[]): string {
  if (networks.length === 0) return "";
  return `<section id="laboratory" aria-labelledby="laboratory-title">
<h2 id="laboratory-title">Laboratory</h2>
<p class="intro">These networks run here, in your browser: the weights of this run, and the code that ran them.
They start <span class="active">active</span>, told how the animal moves. Switch the input off, and only noise
drives them: <span class="quiescent">quiescence</span>. Trajectories run side by side, the first drawn strongest.</p>
<div id="lab" hidden>
<form class="controls lab-controls" aria-label="Laboratory" autocomplete="off">
<label>Network <select id="lab-network">${networks.map(option).join("")}
</select></label>
<fieldset><legend>Input</legend>
<label><input type="radio" name="lab-phase" value="active" checked> on (active)</label>
<label><input type="radio" name="lab-phase" value="quiescent"> off (quiescent)</label></fieldset>
<div class="buttons"><button type="button" id="lab-play" aria-pressed="false">Play</button>
<button type="button" id="lab-step">Step</button>
<button type="button" id="lab-reset">Reset</button></div>
${
    range("factor", "Noise variance ×", { min: 0, max: 8, step: 0.25, value: 1 })
  }<details><summary>Law of the noise, speed, start, seed, momentum, adaptation, file</summary>
<div class="controls lab-controls">
<label>Noise <select id="lab-law"><option value="uniform">uniform (authors’ code)</option>
<option value="gaussian">Gaussian (equations)</option></select></label>
<label>Speed <select id="lab-speed"><option value="0.125">1 step in 8 frames</option>
<option value="0.25">1 step in 4 frames</option><option value="1" selected>1 step a frame</option>
<option value="4">4 steps a frame</option><option value="8">8 steps a frame</option></select></label>
<label>Start <select id="lab-start"><option value="stored">as in the run</option>
<option value="place">all at one place</option></select></label>
<span class="place" hidden><label><span id="lab-first-name">x (m)</span>
<input type="number" id="lab-first" value="0" step="any"></label>
<label><span id="lab-second-name">y (m)</span>
<input type="number" id="lab-second" value="0" step="any"></label></span>
<label>Seed <input type="number" id="lab-seed" min="0" max="999999" step="1" value="0"></label>
${range("friction", "Momentum, friction λ", { min: 0.05, max: 1, step: 0.05, value: 1 })}${
    range("adaptation", "Adaptation, b", { min: 0, max: 0.1, step: 0.005, value: 0 })
  }<a id="lab-csv" href="#laboratory" download="laboratory.csv">Positions so far (CSV)</a>
</div></details>
</form>
<p id="lab-says" class="says"></p>
<p id="lab-status" class="unseen" role="status"></p>
<div class="lab-views">
${view("room", "Decoded")}
${view("plane", "Principal components")}
${view("cells", "Output")}
${view("now", "Where it has been")}
${view("active", "Active, in the run")}
</div>
<p id="lab-how" class="detail"></p>
</div>
<p id="lab-without">This needs JavaScript and WebAssembly with SIMD.</p>
${embeddedJson("lab-data", networks)}</section>
`;
}

function option({ task, cell, training, bias }: LabNetwork, index: number): string {
  const trained = training === "random" ? "random" : `${training}, ${bias}`;
  const text = `${TASKS[task]}, ${CELLS[cell]}: ${trained}`;
  return `\n<option value="${index}">${escape(text)}</option>`;
}

function range(
  id: string,
  label: string,
  { min, max, step, value }: Readonly<Record<"min" | "max" | "step" | "value", number>>,
): string {
  return `<label>${label} <input type="range" id="lab-${id}" min="${min}" max="${max}" step="${step}" ` +
    `value="${value}"> <output for="lab-${id}">${value}</output></label>\n`;
}

function view(id: string, title: string): string {
  return `<div class="lab-view lab-${id}"><h3 id="lab-${id}-title">${title}</h3>` +
    `<canvas id="lab-${id}" role="img" aria-labelledby="lab-${id}-title lab-${id}-text"></canvas>` +
    `<p class="detail" id="lab-${id}-text"></p></div>`;
}
