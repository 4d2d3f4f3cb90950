import { defineBenchmark } from "./benchmark.ts";
import type { Benchmark, Measure } from "./benchmark.ts";
import { canRun, contenders, trainer } from "./contender.ts";
import type { NetworkName } from "./networks.ts";
import type { TrainerAnswer } from "./trainer.ts";

/** Least time of TensorFlow.js's products, of the time of a batch. */
const targets = { "vanilla": 0.8, "gru": 0.8, "head direction": 0.5 } as const;

/** A whole batch against its bare matrix products, TensorFlow.js's and ours, in the same process. */
export function trainingStep(network: NetworkName): Benchmark {
  return defineBenchmark({
    name: `training ${network}`,
    summary: "A whole batch, data and Adam included, against its bare matrix products",
    measures: Object.fromEntries(
      contenders.flatMap(({ label, engine }): [string, Measure][] => {
        const target = { kind: "at least", value: targets[network] } as const;
        const tfjs: [string, Measure][] = [
          [`${label}: TensorFlow.js's products`, { unit: "s" }],
          [`${label}: TensorFlow.js's products / batch`, { unit: "", target }],
        ];
        return [
          [`${label}: batch`, { unit: "s" }],
          [`${label}: products`, { unit: "s" }],
          [`${label}: speed of products`, { unit: "GFLOP/s" }],
          [`${label}: products / batch`, { unit: "" }],
          ...engine === "wasm" ? tfjs : [],
          [`${label}: memory`, { unit: "MB", target: { kind: "at most", value: 1500 } }],
        ];
      }),
    ),
    async prepare(scale, note) {
      await using stack = new AsyncDisposableStack();
      const able = contenders.filter((contender) => canRun(contender, note));
      const trainers = await Promise.all(able.map(async (contender) => {
        const peer = await trainer(network, scale, contender);
        return { ...contender, peer: stack.use(peer) };
      }));
      const owner = stack.move();
      return {
        async round() {
          const numbers: Record<string, number> = {};
          for (const { label, engine, peer } of trainers) {
            const step = await peer.round<TrainerAnswer>("step");
            const products = await peer.round<TrainerAnswer>("products");
            numbers[`${label}: batch`] = step.seconds;
            numbers[`${label}: products`] = products.seconds;
            numbers[`${label}: speed of products`] = products.flop / products.seconds / 1e9;
            numbers[`${label}: products / batch`] = products.seconds / step.seconds;
            numbers[`${label}: memory`] = step.memory;
            if (engine !== "wasm") continue;
            const tfjs = await peer.round<TrainerAnswer>("tfjs");
            numbers[`${label}: TensorFlow.js's products`] = tfjs.seconds;
            numbers[`${label}: TensorFlow.js's products / batch`] = tfjs.seconds / step.seconds;
          }
          return numbers;
        },
        [Symbol.asyncDispose]: () => owner.disposeAsync(),
      };
    },
  });
}
