import { placeCellCentres, PlaceCells } from "../lib/cells/place_cells.ts";
import { topK } from "../lib/decoding/top_k.ts";
import { vanilla } from "../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../lib/networks/weights.ts";
import { stream } from "../lib/random/stream.ts";
import { startWasmEngine } from "../lib/tensor/wasm_engine.ts";
import { Rollout } from "../lib/training/rollout.ts";
import { defineBenchmark } from "./benchmark.ts";

const TRAJECTORIES = 200, CELLS = 512, UNITS = 512, WINNERS = 3;

export const topKBenchmark = defineBenchmark({
  name: "top-k",
  summary: "Decoding 200 x 1000 x 512 outputs against the quiescent rollout that feeds it",
  measures: {
    "rollout": { unit: "s" },
    "top-k": { unit: "s" },
    "top-k / rollout": { unit: "x", target: { kind: "at most", value: 1 } },
  },
  async prepare(scale) {
    const steps = scale === "smoke" ? 3 : 1000;
    const architecture = vanilla({ inputs: 2, units: UNITS, outputs: CELLS }, 0.2);
    const engine = await startWasmEngine();
    const weights = new WeightMatrices(engine, architecture.shapes);
    weights.load(initialWeights(architecture.shapes, "bench"));
    const rollout = new Rollout(engine, architecture, weights, TRAJECTORIES);
    const starts = placeCellCentres(TRAJECTORIES, { width: 2, height: 2 }, stream("starts")).data;
    const centres = placeCellCentres(CELLS, { width: 2.2, height: 2.2 }, stream("centres"));
    const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
    const winners = new Uint16Array(TRAJECTORIES * WINNERS);
    const drive = {
      initial: (out: Float32Array) => cells.activate(starts, out),
      noise: (t: number, out: Float32Array) => stream("noise", t).fillNormal(out),
    };
    const run = (steps: number) => {
      const start = performance.now();
      let decoding = 0;
      for (const { outputs } of rollout.run(drive, steps, 0.01 * Math.SQRT2)) {
        const before = performance.now();
        topK(outputs, { rows: TRAJECTORIES, cells: CELLS, k: WINNERS }, winners);
        decoding += performance.now() - before;
      }
      const rest = performance.now() - start - decoding;
      return {
        "rollout": rest / 1000,
        "top-k": decoding / 1000,
        "top-k / rollout": decoding / rest,
      };
    };
    run(Math.min(steps, 100));
    return {
      round: () => Promise.resolve(run(steps)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  },
});
