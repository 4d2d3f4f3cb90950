/**
 * A training in a process of its own, as in the pipeline: `trainer.ts NETWORK SCALE THREADS [BLAS]`.
 * It answers "step" with the seconds of one whole batch (trajectories, cells, noise, back-propagation,
 * Adam), "products" with those of the bare matrix products, "tfjs" with those of the same products by
 * TensorFlow.js on as many threads, "ceiling" with those of multiply-additions in registers alone.
 */
import { initialWeights } from "../lib/networks/weights.ts";
import type { Engine } from "../lib/tensor/engine.ts";
import { Heap } from "../lib/tensor/heap.ts";
import { TensorEngine } from "../lib/tensor/tensor_engine.ts";
import { TfjsProducts } from "../lib/tensor/tfjs_products.ts";
import { defaultAdam } from "../lib/training/adam.ts";
import { Training } from "../lib/training/training.ts";
import { BareProducts } from "./bare_products.ts";
import type { Scale } from "./benchmark.ts";
import { Ceiling } from "./ceiling.ts";
import { startContender } from "./contender.ts";
import { network } from "./networks.ts";
import type { NetworkName } from "./networks.ts";
import { answerRounds } from "./peer.ts";
import { seconds } from "./seconds.ts";

/** What a round gives. */
export interface TrainerAnswer {
  readonly seconds: number;
  /** Of the round's products, or multiply-additions. */
  readonly flop: number;
  /** Resident memory, MB. */
  readonly memory: number;
}

// contender.ts gives the arguments.
const [name, scale, threads, blas] = Deno.args as [NetworkName, Scale, string, string?];
const trained = network(name, scale);
const { architecture, task, sigma, batchSize, steps } = trained;
const engine = await startContender(threads, blas);
const training = new Training({
  engine,
  architecture,
  task,
  settings: {
    batchSize,
    steps,
    batches: Infinity,
    testEvery: Infinity,
    adam: defaultAdam,
    noise: { law: "gaussian", sigma },
  },
  initial: initialWeights(architecture.shapes, "bench"),
  path: ["bench"],
});
training.advance(); // and the test before the first batch
training.advance();
const ceiling = new Ceiling(scale);
const products = new Map<string, BareProducts>(); // not made for those who only train: they take memory
let memory = 0;

async function bareProducts(request: string): Promise<BareProducts> {
  const known = products.get(request);
  if (known !== undefined) return known;
  const made = new BareProducts(request === "tfjs" ? await tfjs() : engine, name, trained);
  made.run();
  products.set(request, made);
  return made;
}

async function tfjs(): Promise<Engine> {
  const heap = await Heap.start(Number(threads));
  return new TensorEngine(heap, new TfjsProducts(heap));
}

await answerRounds(async (request): Promise<TrainerAnswer> => {
  if (request === "step") {
    const taken = seconds(() => training.advance());
    if (products.size === 0) memory = Deno.memoryUsage().rss / 1e6;
    return { seconds: taken, flop: 0, memory };
  }
  if (request === "ceiling") {
    return { seconds: seconds(() => ceiling.run()), flop: ceiling.flop, memory };
  }
  const bare = await bareProducts(request);
  return { seconds: seconds(() => bare.run()), flop: bare.flop, memory };
});
Deno.exit(); // an engine's threads would keep it alive
