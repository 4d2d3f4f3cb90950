import { defineBenchmark } from "./benchmark.ts";
import type { Benchmark, Measure } from "./benchmark.ts";
import { canRun, contenders, trainer } from "./contender.ts";
import { checkOutEarlier, EARLIER } from "./earlier.ts";
import type { NetworkName } from "./networks.ts";
import type { TrainerAnswer } from "./trainer.ts";

/** Least part of a batch that its products take, on one thread and on two. */
const shares = {
  "vanilla": [0.85, 0.75],
  "gru": [0.85, 0.75],
  "head direction": [0.8, 0.65],
} as const;

/** How many times as fast as a batch of the earlier commit one is, on one thread. */
const gains = { "vanilla": 1.15, "gru": 1.12, "head direction": 1.1 } as const;

/**
 * A whole batch against its bare matrix products, ours and TensorFlow.js's, in the same process; these against
 * what registers alone allow; and against a batch of the earlier commit.
 */
export function trainingStep(network: NetworkName): Benchmark {
  return defineBenchmark({
    name: `training ${network}`,
    summary: "A whole batch, data and Adam included, against its bare matrix products",
    measures: Object.fromEntries(
      contenders.flatMap(({ label, engine, threads }): [string, Measure][] => {
        const share = { kind: "at least", value: shares[network][threads - 1]! } as const;
        const gain = { kind: "at least", value: gains[network] } as const;
        const ceiling = { kind: "at least", value: 0.93 } as const;
        const wasm: [string, Measure][] = [
          [`${label}: TensorFlow.js's products`, { unit: "s" }],
          [`${label}: TensorFlow.js's products / batch`, { unit: "" }],
          [
            `${label}: batch of ${EARLIER} / batch`,
            threads === 1 ? { unit: "x", target: gain } : { unit: "x" },
          ],
        ];
        const registers: [string, Measure][] = [
          [`${label}: speed of registers alone`, { unit: "GFLOP/s" }],
          [`${label}: products / registers alone`, { unit: "", target: ceiling }],
        ];
        return [
          [`${label}: batch`, { unit: "s" }],
          [`${label}: products`, { unit: "s" }],
          [`${label}: speed of products`, { unit: "GFLOP/s" }],
          ...engine === "wasm" && threads === 1 ? registers : [],
          [
            `${label}: products / batch`,
            engine === "wasm" ? { unit: "", target: share } : { unit: "" },
          ],
          ...engine === "wasm" ? wasm : [],
          [`${label}: memory`, { unit: "MB", target: { kind: "at most", value: 1500 } }],
        ];
      }),
    ),
    async prepare(scale, note) {
      await using stack = new AsyncDisposableStack();
      const able = contenders.filter((contender) => canRun(contender, note));
      const checkout = await checkOutEarlier(note);
      if (checkout !== undefined) stack.use(checkout);
      const trainers = await Promise.all(able.map(async (contender) => {
        const peer = stack.use(await trainer(network, scale, contender));
        const earlier = checkout === undefined || contender.engine !== "wasm"
          ? undefined
          : stack.use(await trainer(network, scale, contender, checkout.url("bench/trainer.ts")));
        return { ...contender, peer, earlier };
      }));
      const owner = stack.move();
      return {
        async round() {
          const numbers: Record<string, number> = {};
          for (const { label, engine, threads, peer, earlier } of trainers) {
            const step = await peer.round<TrainerAnswer>("step");
            const before = await earlier?.round<TrainerAnswer>("step");
            const products = await peer.round<TrainerAnswer>("products");
            const speed = products.flop / products.seconds / 1e9;
            numbers[`${label}: batch`] = step.seconds;
            numbers[`${label}: products`] = products.seconds;
            numbers[`${label}: speed of products`] = speed;
            numbers[`${label}: products / batch`] = products.seconds / step.seconds;
            numbers[`${label}: memory`] = step.memory;
            if (before !== undefined) {
              numbers[`${label}: batch of ${EARLIER} / batch`] = before.seconds / step.seconds;
            }
            if (engine === "wasm" && threads === 1) {
              const { flop, seconds } = await peer.round<TrainerAnswer>("ceiling");
              numbers[`${label}: speed of registers alone`] = flop / seconds / 1e9;
              numbers[`${label}: products / registers alone`] = speed / (flop / seconds / 1e9);
            }
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
