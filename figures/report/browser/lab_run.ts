import { topK } from "../../../lib/decoding/top_k.ts";
import { adaptingVanilla } from "../../../lib/networks/adaptation.ts";
import type { RunOnly } from "../../../lib/networks/architecture.ts";
import { withMomentum } from "../../../lib/networks/momentum.ts";
import { WeightMatrices } from "../../../lib/networks/weights.ts";
import { stream } from "../../../lib/random/stream.ts";
import { project } from "../../../lib/stats/pca.ts";
import { KernelEngine } from "../../../lib/tensor/kernel_engine.ts";
import { fillNoise } from "../../../lib/training/noise.ts";
import type { Noise } from "../../../lib/training/noise.ts";
import { Rollout } from "../../../lib/training/rollout.ts";
import type { Drive, Snapshot } from "../../../lib/training/rollout.ts";
import { LabDensity } from "./lab_density.ts";
import type { OpenNetwork } from "./lab_network.ts";
import { LabWalk } from "./lab_walk.ts";

/** What can be changed while a network runs. */
export interface LiveSettings {
  readonly phase: "active" | "quiescent";
  readonly law: "uniform" | "gaussian";
  /** Of the variance of the training's noise. */
  readonly factor: number;
}

/** How a network is run. */
export interface LabSettings extends LiveSettings {
  /** Of the noise; the network's own gives the noise of the pipeline. */
  readonly seed: number;
  /** Where all trajectories start; as in the run if it is undefined. */
  readonly place?: readonly number[] | undefined;
  /** lambda of momentum.ts; 1 is none. */
  readonly friction: number;
  /** b of adaptation.ts; 0 is none. Only of vanilla networks. */
  readonly adaptation: number;
}

/** tau_a, in steps: that of the analyses beyond the paper. */
const ADAPTATION_TIME = 8;

/** Variance of the uniform law on [0, 1). */
const UNIFORM_VARIANCE = 1 / 12;

/** Steps whose positions are kept for a file, and whose states for a tail. */
const KEPT = 20_000, TAIL = 100;

/**
 * A run of a network, step by step: what the stage `rollout` computes, from the same starts, with the same
 * noise. The phase and the noise may change on the way.
 */
export class LabRun {
  readonly network: OpenNetwork;
  readonly settings: LabSettings;
  /** Whether products are summed with fused multiply-additions. */
  readonly fused: boolean;
  /** Since the phase began. */
  density: LabDensity;
  /** Steps done. */
  step = 0;
  /** Decoded positions or bearings of the last steps, [n, D] each. */
  readonly positions: Float32Array<ArrayBuffer>[] = [];
  /** States of the last steps on the axes, [n, 2] each; without axes, none. */
  readonly states: Float64Array<ArrayBuffer>[] = [];
  /** The largest coordinate of a state on the axes so far, above 0. */
  largestState = 1e-9;
  /** The outputs of the first trajectory, [N]. */
  outputs = new Float32Array(0);
  /** The states after the last step, [n, H]: a view that the next step overwrites. */
  unitStates: Float32Array = new Float32Array(0);
  readonly #steps: Iterator<Snapshot>;
  readonly #start: Float32Array<ArrayBuffer>;
  readonly #drive: Drive;
  #live: LiveSettings;
  #walk: LabWalk | undefined;
  #walks = 0;

  /** Throws where the browser lacks WebAssembly with SIMD. */
  constructor(network: OpenNetwork, settings: LabSettings) {
    const { cells, starts, architecture } = network;
    this.network = network;
    this.settings = this.#live = settings;
    this.density = new LabDensity(network.space);
    const { place } = settings;
    this.#start = Float32Array.from(starts, (start, i) => place?.[i % cells.dimensions] ?? start);
    this.#drive = {
      initial: (out) => cells.activate(this.#start, out),
      noise: (t, out) => this.#fillNoise(t, out),
    };
    this.#switchInput(settings.phase);
    const engine = new KernelEngine();
    this.fused = engine.fused;
    const weights = new WeightMatrices(engine, architecture.shapes);
    weights.load(network.weights);
    const count = starts.length / cells.dimensions;
    const rollout = new Rollout(engine, variantOf(network, settings), weights, count);
    // The noise comes with its size: that may change from step to step.
    this.#steps = rollout.run(this.#drive, Infinity, 1);
  }

  /** n */
  get trajectories(): number {
    return this.#start.length / this.network.cells.dimensions;
  }

  /** Where the animals of an active network are, [n, D]. */
  get truth(): Float32Array | undefined {
    return this.#walk?.at;
  }

  /** Changes how it goes on. An animal whose input is switched on starts where the network is. */
  change(live: LiveSettings): void {
    const { phase } = this.#live;
    this.#live = live;
    if (phase === live.phase) return;
    this.density = new LabDensity(this.network.space);
    this.#switchInput(live.phase);
  }

  /** Does a step. Throws if the network has diverged. */
  advance(): void {
    const { value } = this.#steps.next() as IteratorYieldResult<Snapshot>; // it has no end
    const { outputs, states } = value, { network } = this;
    const { cells: { count: cells }, data: { winners: k } } = network;
    const rows = outputs.length / cells;
    const winners = new Uint16Array(rows * k);
    topK(outputs, { rows, cells, k }, winners);
    const decoded = network.decode(outputs, winners, k);
    this.density.add(decoded);
    this.positions.push(decoded);
    if (this.positions.length > KEPT) this.positions.shift();
    if (network.axes !== undefined) this.#keepState(project(network.axes, states, 2));
    this.outputs = outputs.slice(0, cells);
    this.unitStates = states;
    this.step++;
  }

  #keepState(state: Float64Array<ArrayBuffer>): void {
    this.states.push(state);
    if (this.states.length > TAIL) this.states.shift();
    for (const value of state) this.largestState = Math.max(this.largestState, Math.abs(value));
  }

  /** All decoded positions that are kept, as lines of CSV. */
  csv(): string {
    const { dimensions } = this.network.cells, first = this.step - this.positions.length;
    const names = dimensions === 2 ? "x (m),y (m)" : "bearing (rad)";
    const lines = this.positions.flatMap((points, t) =>
      Array.from(
        { length: points.length / dimensions },
        (_, n) =>
          [first + t, n, ...points.subarray(n * dimensions, (n + 1) * dimensions)].join(","),
      )
    );
    return [`step,trajectory,${names}`, ...lines, ""].join("\r\n");
  }

  #switchInput(phase: LiveSettings["phase"]): void {
    if (phase === "quiescent") {
      this.#walk = undefined;
      delete this.#drive.inputs;
      return;
    }
    const { data } = this.network;
    const path = [data.task, this.settings.seed, "laboratory", this.#walks++];
    const walk = new LabWalk(data, this.positions.at(-1) ?? this.#start, path);
    this.#walk = walk;
    this.#drive.inputs = (_, out) => walk.move(out);
  }

  /** sigma xi, of the pipeline's stream of this step. */
  #fillNoise(t: number, out: Float32Array): void {
    const { phase, law, factor } = this.#live, { task, noise } = this.network.data;
    const sigma = Math.fround(sigmaOf(noise, law) * Math.sqrt(factor));
    fillNoise({ law, sigma }, stream(task, this.settings.seed, phase, "noise", t), out);
    for (let k = 0; k < out.length; k++) out[k]! *= sigma;
  }
}

/** As stages/rollout/variant.ts has it. */
function variantOf(
  { architecture, data }: OpenNetwork,
  { friction, adaptation: strength }: LabSettings,
): RunOnly {
  const adapting = strength > 0 && data.cell === "vanilla"
    ? adaptingVanilla(architecture.sizes, data.alpha, { strength, timeConstant: ADAPTATION_TIME })
    : architecture;
  return friction < 1 ? withMomentum(adapting, friction) : adapting;
}

/** The sigma that gives another law the variance of the training's. */
function sigmaOf(noise: Noise, law: LiveSettings["law"]): number {
  if (noise.law === law || noise.law === "none") return noise.sigma;
  return noise.sigma * Math.sqrt(law === "uniform" ? 1 / UNIFORM_VARIANCE : UNIFORM_VARIANCE);
}
