import { stream } from "../random/stream.ts";
import type { Matrix } from "../tensor/engine.ts";
import { fillNoise } from "../training/noise.ts";
import type { ActiveNetwork } from "./active_network.ts";
import type { RidgeMap } from "./denoisers.ts";
import { onEngine } from "./denoising.ts";
import { PairSums } from "./pair_sums.ts";

/** How the input moves active states and what that does to the outputs. */
export interface InputResponse {
  /** Even part of d(r, u) = Delta(r, u) - Delta(r, 0), (d(u) + d(-u)) / 2, and d itself. */
  readonly even: PairSums;
  /** d and mu(s + u) - mu(s) of the ridge map. */
  readonly tracking: PairSums;
  /** o_l, what one input changes in the outputs l steps later, and f(s + u) - f(s), at index l - 1. */
  readonly gain: PairSums;
  /** Root of the mean of |d|^2. */
  readonly rmsInput: number;
  /** |mean of the even part| */
  readonly meanEven: number;
}

/** Which states one input is given to, and how long it is followed. */
export interface GainTimes {
  /** Times, evenly spaced from the first to the last. */
  readonly times: number;
  readonly lags: number;
}

/**
 * Measures how the input acts. For the gain, pairs of states with and without the one input go on without
 * input and with the same noise, from a stream of its own.
 */
export function inputResponse(
  active: ActiveNetwork,
  map: RidgeMap,
  { times, lags }: GainTimes,
): InputResponse {
  const { engine, network, batch, cells, from, steps } = active;
  const { count, states, inputs } = network, units = states.cols;
  const matrix = () => engine.allocate(count, units);
  const still = matrix(), there = matrix(), back = matrix(), moved = matrix();
  const opposite = engine.allocate(count, inputs.cols);
  const coefficients = engine.freeze(onEngine(engine, map.coefficients, units));
  const step = engine.allocate(count, cells); // f(s + u) - f(s)
  const before = new Float32Array(count * cells);
  const d = new Float32Array(count * units), even = new Float32Array(count * units);
  const found = { even: new PairSums(count, 1), tracking: new PairSums(count, 1) };
  const gain = new Gain(active, lags);
  const chosen = new Set(Array.from(
    { length: times },
    (_, i) => from + Math.round(i * (steps - 1 - from) / Math.max(1, times - 1)),
  ));
  const sum = new Float64Array(units);
  let squares = 0;
  for (const t of network.run(batch, from, steps)) {
    const negative = opposite.data, positive = inputs.data;
    for (let k = 0; k < positive.length; k++) negative[k] = -positive[k]!;
    network.step(states, {}, still);
    network.step(states, { inputs }, there);
    network.step(states, { inputs: opposite }, back);
    const middle = still.data, one = there.data, other = back.data;
    for (let at = 0; at < middle.length; at++) {
      d[at] = one[at]! - middle[at]!;
      even[at] = (one[at]! + other[at]!) / 2 - middle[at]!;
      sum[at % units]! += even[at]!;
      squares += d[at]! ** 2;
    }
    batch.targets(t - 1, before);
    batch.targets(t, step.data);
    const change = step.data;
    for (let at = 0; at < before.length; at++) change[at]! -= before[at]!;
    engine.product(step, coefficients, moved);
    found.even.add(0, even, d);
    found.tracking.add(0, d, moved.data);
    if (chosen.has(t)) gain.follow(t, step);
  }
  const total = count * (steps - from);
  return {
    ...found,
    gain: gain.sums,
    rmsInput: Math.sqrt(squares / total),
    meanEven: Math.sqrt(sum.reduce((all, value) => all + (value / total) ** 2, 0)),
  };
}

/** Follows what one input does to the outputs. */
class Gain {
  readonly sums: PairSums;
  readonly #active: ActiveNetwork;
  readonly #with: Matrix;
  readonly #without: Matrix;
  readonly #noise: Matrix;
  readonly #outputs: Matrix;

  constructor(active: ActiveNetwork, lags: number) {
    const { engine, network: { count, states }, cells } = active;
    this.#active = active;
    this.#with = engine.allocate(count, states.cols);
    this.#without = engine.allocate(count, states.cols);
    this.#noise = engine.allocate(count, states.cols);
    this.#outputs = engine.allocate(count, cells);
    this.sums = new PairSums(count, lags);
  }

  /** From the states of time t, the input being the network's own. */
  follow(t: number, change: Matrix): void {
    const { network, noise: law, path } = this.#active;
    const pair = [this.#with, this.#without] as const, noise = this.#noise;
    for (let l = 0; l < this.sums.lags; l++) {
      fillNoise(law, stream(...path, "gain", t, l), noise.data);
      const inputs = l === 0 ? { inputs: network.inputs } : {};
      network.step(l === 0 ? network.states : pair[0], { noise, ...inputs }, pair[0]);
      network.step(l === 0 ? network.states : pair[1], { noise }, pair[1]);
      // The noise is drawn anew in the next step, so the difference may take its place.
      const one = pair[0].data, other = pair[1].data, difference = noise.data;
      for (let k = 0; k < one.length; k++) difference[k] = one[k]! - other[k]!;
      network.decode(noise, this.#outputs);
      this.sums.add(l, this.#outputs.data, change.data);
    }
  }
}
