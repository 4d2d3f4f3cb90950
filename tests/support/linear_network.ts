import type { Architecture } from "../../lib/networks/architecture.ts";
import { WeightMatrices } from "../../lib/networks/weights.ts";
import { stream } from "../../lib/random/stream.ts";
import { startWasmEngine } from "../../lib/tensor/wasm_engine.ts";
import type { BatchSource } from "../../lib/training/backpropagation.ts";
import type { Noise } from "../../lib/training/noise.ts";
import { fillNoise } from "../../lib/training/noise.ts";
import type { ActiveNetwork } from "../../lib/update/active_network.ts";
import { DrivenNetwork } from "../../lib/update/driven_network.ts";
import { noiseMoments } from "../../lib/update/noise_moments.ts";

/** A network whose update is known, for what is measured of updates. */
export interface KnownNetwork {
  /** k_i: Delta(r, u)_i = -k_i r_i + the increment of the input. */
  readonly rates: readonly number[];
  /** What the inputs of a trajectory add to a unit; nothing by default. */
  readonly heard?: (inputs: Float32Array, unit: number) => number;
  readonly noise: Noise;
  readonly count: number;
  readonly steps: number;
  readonly from?: number;
  /** Standard deviations of the normal states at the start; those of the balance by default. */
  readonly start?: readonly number[];
  /** Input of a trajectory and step; 0 by default. */
  readonly input?: (trajectory: number, t: number) => number;
}

const engine = await startWasmEngine();

/**
 * Units on their own, r' = (1 - k) r + b(u) + sigma xi, that decode to themselves; one input, whose running
 * sum is the activity of every cell.
 */
export function knownNetwork(known: KnownNetwork): ActiveNetwork {
  const { rates, noise, count, steps, from = 1 } = known;
  const units = rates.length, random = ["known network", units];
  const architecture = linearCells(known);
  const weights = new WeightMatrices(engine, architecture.shapes);
  const eye = Float32Array.from({ length: units ** 2 }, (_, at) => at % (units + 1) === 0 ? 1 : 0);
  const square = { shape: [units, units], data: eye };
  weights.load({ encoder: square, decoder: square });
  const scale = noiseMoments(noise), s = Math.sqrt(scale.variance);
  const start = known.start ?? rates.map((k) => s / Math.sqrt(k * (2 - k)));
  const input = known.input ?? (() => 0);
  const places = Array.from({ length: count }, (_, n) => {
    let place = 0;
    return Array.from({ length: steps }, (_, t) => place += input(n, t));
  });
  const batch: BatchSource = {
    initial: (out) => {
      stream(...random, "start").fillNormal(out);
      for (let at = 0; at < out.length; at++) out[at]! *= start[at % units]!;
    },
    inputs: (t, out) => out.forEach((_, n) => out[n] = input(n, t)),
    noise: (t, out) => fillNoise(noise, stream(...random, "noise", t), out),
    targets: (t, out) => {
      places.forEach((of, n) => out.fill(of[t]!, n * units, (n + 1) * units));
    },
  };
  const network = new DrivenNetwork(engine, architecture, weights, count, noise.sigma);
  return { engine, network, batch, cells: units, from, steps, noise, scale, path: random };
}

function linearCells({ rates, heard }: KnownNetwork): Architecture {
  const units = rates.length, square = { outputs: units, inputs: units };
  return {
    sizes: { inputs: 1, units, outputs: units },
    shapes: [{ name: "encoder", ...square }, { name: "decoder", ...square }],
    encoder: "encoder",
    decoder: "decoder",
    cell: () => ({
      refresh: () => {},
      step(_, { previous, inputs, noise, sigma, next }) {
        const before = previous.data, draws = noise.data, after = next.data;
        for (let at = 0; at < before.length; at++) {
          const n = Math.floor(at / units), i = at % units;
          const input = inputs && heard ? heard(inputs.data.subarray(n, n + 1), i) : 0;
          after[at] = before[at]! * (1 - rates[i]!) + input + sigma * draws[at]!;
        }
      },
      differentiate: () => {
        throw new Error("This cell is not trained");
      },
    }),
  };
}
