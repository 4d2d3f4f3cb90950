import { smoothPositions } from "../../lib/decoding/smooth.ts";
import type { SmoothDecoder } from "../../lib/decoding/smooth.ts";
import { decodeSafetensors, readTensor } from "../../lib/files/safetensors.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { WeightMatrices } from "../../lib/networks/weights.ts";
import { pca } from "../../lib/stats/pca.ts";
import { Linear } from "../../lib/tensor/linear.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import type { Engine } from "../../lib/tensor/engine.ts";
import type { BatchSource } from "../../lib/training/backpropagation.ts";
import { Rollout } from "../../lib/training/rollout.ts";
import type { Drive, Snapshot } from "../../lib/training/rollout.ts";
import { taskBatch } from "../../lib/training/task_batch.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import type { Network } from "../networks/network.ts";
import { readFirst } from "../networks/read_first.ts";
import { readWeights } from "../networks/read_weights.ts";
import { setPath } from "../networks/set_path.ts";
import { readSpatialNetwork } from "../networks/spatial_network.ts";
import type { ActiveVariance } from "./course.ts";
import { Projector, Recorder } from "./recorder.ts";
import type { Axes, Sample } from "./recorder.ts";
import type { noiseFactorOf } from "./stage.ts";

export type Action = ActionOf<typeof noiseFactorOf>;

/** Which rows are run, for how long, and what is recorded of them. */
interface Run {
  readonly rows: number;
  readonly steps: number;
  readonly windows: readonly Window[];
  /** Is shown every step. */
  readonly watch?: (snapshot: Snapshot) => void;
}

/** A network to be run again and again, and how its states are seen. */
export class SweptNetwork {
  /** The leading components of active states. */
  readonly axes: Axes;
  readonly variance: ActiveVariance;
  readonly #action: Action;
  readonly #network: Network;
  readonly #engine: Engine;
  readonly #weights: WeightMatrices;
  readonly #decode: SmoothDecoder;

  private constructor(
    action: Action,
    network: Network,
    given: {
      readonly engine: Engine;
      readonly weights: WeightMatrices;
      readonly decode: SmoothDecoder;
      readonly axes: Axes;
      readonly variance: ActiveVariance;
    },
  ) {
    this.#action = action;
    this.#network = network;
    this.#engine = given.engine;
    this.#weights = given.weights;
    this.#decode = given.decode;
    this.axes = given.axes;
    this.variance = given.variance;
  }

  /** Reads it from the inputs of an action. */
  static async open(action: Action): Promise<SweptNetwork> {
    const network = await readSpatialNetwork(action, vanilla);
    const { shapes } = network.architecture;
    const engine = await startEngine(action.engine, action.warn);
    const weights = new WeightMatrices(engine, shapes);
    weights.load(await readWeights(action, "weights", network.architecture));
    const centres = readNpy(await action.read("centres"), Float32Array, [null, 2]);
    const decode = smoothPositions(centres.data);
    return new SweptNetwork(action, network, {
      engine,
      weights,
      decode,
      ...await readActivity(action),
    });
  }

  /** Trajectories of a set, with the noise of a phase as it was drawn in training. */
  async batch(set: EvaluationSet, phase: "active" | "quiescent"): Promise<BatchSource> {
    const { seed, trajectories: count, noise } = this.#action.parameters;
    const [coordinates, updates] = set === "first"
      ? ["coordinates", "updates"] as const
      : ["coordinatesAgain", "updatesAgain"] as const;
    const given = {
      count,
      coordinates: await readFirst(this.#action, coordinates, count),
      updates: await readFirst(this.#action, updates, count),
    };
    const steps = given.updates.shape[1]!; // readFirst checks that there are three extents
    const path = [this.#network.streams, seed, phase, ...setPath(set), "noise"];
    return taskBatch(this.#network.task, { ...given, steps }, noise, path);
  }

  /** Runs rows and records windows of them. */
  async run(drive: Drive, { rows, steps, windows, watch }: Run): Promise<readonly Sample[]> {
    const { architecture } = this.#network;
    const projector = this.projector(rows);
    const { sampledSteps: sampled } = this.#action.parameters;
    const recorder = new Recorder(windows, { rows, sampled }, { projector, decode: this.#decode });
    const rollout = new Rollout(this.#engine, architecture, this.#weights, rows);
    for (const snapshot of rollout.run(drive, steps, this.#action.parameters.noise.sigma)) {
      watch?.(snapshot); // before the recorder's product, after which views may be void
      recorder.take(snapshot);
      await this.#action.progress({ done: snapshot.step + 1, total: steps, unit: "steps" });
    }
    return recorder.samples;
  }

  /** For so many rows of states. */
  projector(rows: number): Projector {
    return new Projector(this.#engine, this.axes, rows);
  }

  /** The states that a drive starts from, on the axes: [rows, C]. */
  starts(drive: Drive, rows: number): Float32Array {
    const { encoder, sizes } = this.#network.architecture;
    const activations = this.#engine.allocate(rows, sizes.outputs);
    const states = this.#engine.allocate(rows, sizes.units);
    drive.initial(activations.data);
    new Linear(this.#engine, this.#weights.get(encoder)).forward(activations, states);
    return this.projector(rows).project(states.data);
  }
}

/** Axes and variance of activity from its moments. */
async function readActivity(action: Action): Promise<{ axes: Axes; variance: ActiveVariance }> {
  const { network: { units }, components } = action.parameters;
  const tensors = decodeSafetensors(await action.read("moments"));
  const found = pca(
    readTensor(tensors, "mean", Float64Array, [units]).data,
    readTensor(tensors, "covariance", Float64Array, [units, units]).data,
  );
  const count = Math.min(components, units);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    axes: { mean: found.mean, components: found.components.slice(0, count * units), count },
    variance: {
      leading: sum(found.explainedVariance.subarray(0, count)),
      rest: sum(found.explainedVariance.subarray(count)),
    },
  };
}
