import type { Architecture } from "../networks/architecture.ts";
import { WeightMatrices, type Weights } from "../networks/weights.ts";
import type { StreamPath } from "../random/path_hash.ts";
import { stream } from "../random/stream.ts";
import type { TrainingHistory } from "../results/training_history.ts";
import { isTraced } from "../results/training_trace.ts";
import type { TrainingTrace } from "../results/training_trace.ts";
import type { Task } from "../tasks/task.ts";
import type { Engine } from "../tensor/engine.ts";
import { Adam, type AdamSettings } from "./adam.ts";
import { Backpropagation } from "./backpropagation.ts";
import type { Noise } from "./noise.ts";
import { taskBatch } from "./task_batch.ts";
import { TestBatch } from "./test_batch.ts";
import { decodeTrainingState, encodeTrainingState, stateDigest } from "./training_state.ts";

/** The sizes of a training, its optimiser and its noise. */
export interface TrainingSettings {
  /** B, trajectories per batch. */
  readonly batchSize: number;
  /** T, time steps per trajectory. */
  readonly steps: number;
  readonly batches: number;
  readonly adam: AdamSettings;
  readonly noise: Noise;
  /** Batches between two tests; the untrained and the trained network are always tested. */
  readonly testEvery: number;
}

/** All that a training starts from. */
export interface TrainingSetup {
  readonly engine: Engine;
  readonly architecture: Architecture;
  readonly task: Task;
  readonly settings: TrainingSettings;
  readonly initial: Weights;
  /** Names the random streams: those of batch b are `path`, "train", "starts" etc., b. */
  readonly path: StreamPath;
}

/**
 * A training, batch by batch. It can be saved between any two batches, and a restored one ends in
 * the same bytes as one that was never interrupted.
 */
export class Training {
  readonly #setup: TrainingSetup;
  readonly #weights: WeightMatrices;
  readonly #adam: Adam;
  readonly #backpropagation: Backpropagation;
  readonly #test: TestBatch;
  #batch = 0;
  #loss = NaN;
  #history: TrainingHistory = {
    batches: [],
    loss: [],
    error: [],
    meanSquaredError: [],
    releasedError: [],
  };
  #trace: TrainingTrace = [];

  /** @param saved what `save` gave, to go on from there */
  constructor(setup: TrainingSetup, saved?: Uint8Array) {
    const { engine, architecture, task, settings, path } = setup;
    const { batchSize, steps, adam, noise } = settings;
    this.#setup = setup;
    this.#weights = new WeightMatrices(engine, architecture.shapes);
    this.#adam = new Adam(this.#weights, adam);
    this.#backpropagation = new Backpropagation(engine, architecture, this.#weights, {
      batchSize,
      steps,
    });
    this.#test = new TestBatch(engine, architecture, this.#weights, {
      task,
      noise,
      count: batchSize,
      steps,
      path: [...path, "test"],
    });
    if (saved === undefined) {
      this.#weights.load(setup.initial);
    } else {
      const state = decodeTrainingState(saved, architecture.shapes);
      this.#batch = state.adam.step;
      this.#weights.load(state.weights);
      this.#adam.restore(state.adam);
      this.#history = state.history;
      this.#trace = state.trace;
    }
  }

  /** Batches done. */
  get batch(): number {
    return this.#batch;
  }

  /** Whether all batches are done. */
  get finished(): boolean {
    return this.#batch >= this.#setup.settings.batches;
  }

  /** Training loss of the last batch; NaN before the first one and after a restart. */
  get loss(): number {
    return this.#loss;
  }

  /** The tests up to now. */
  get history(): TrainingHistory {
    return this.#history;
  }

  /** Digests of the state after some batches, from the first on: a restart leaves no gap. */
  get trace(): TrainingTrace {
    return this.#trace;
  }

  /** Trains on one batch, and tests when it is time. Throws if the loss is not finite. */
  advance(): void {
    const { batches, testEvery } = this.#setup.settings;
    if (this.#batch === 0) this.#runTest();
    this.#train();
    this.#batch++;
    if (isTraced(this.#batch) || this.#batch === batches) {
      const sha256 = stateDigest(this.#weights, this.#adam);
      this.#trace = [...this.#trace, { batch: this.#batch, sha256 }];
    }
    if (this.#batch % testEvery === 0 || this.#batch === batches) this.#runTest();
  }

  /** A copy of the weights as they are now. */
  weights(): Weights {
    return this.#weights.save();
  }

  /** The whole state, as a .safetensors file. */
  save(): Uint8Array<ArrayBuffer> {
    return encodeTrainingState({
      weights: this.#weights.save(),
      adam: this.#adam.save(),
      history: this.#history,
      trace: this.#trace,
    });
  }

  #train(): void {
    const { task, settings, path } = this.#setup;
    const { batchSize, steps, noise } = settings;
    const named = (name: string) => stream(...path, "train", name, this.#batch);
    const trajectories = task.draw(batchSize, steps, named("starts"), named("moves"));
    const noisePath = [...path, "train", "noise", this.#batch];
    const batch = taskBatch(task, trajectories, noise, noisePath);
    this.#loss = this.#backpropagation.run(batch, noise.sigma);
    if (!Number.isFinite(this.#loss)) {
      throw new Error(
        `Cannot train on batch ${this.#batch}: loss is "${this.#loss}", expected a finite number; ` +
          `a smaller learning rate may help`,
      );
    }
    this.#adam.update(this.#backpropagation.gradients);
  }

  #runTest(): void {
    const { loss, error, meanSquaredError, releasedError } = this.#test.run(this.#batch);
    const history = this.#history;
    this.#history = {
      batches: [...history.batches, this.#batch],
      loss: [...history.loss, loss],
      error: [...history.error, error],
      meanSquaredError: [...history.meanSquaredError, meanSquaredError],
      releasedError: [...history.releasedError, releasedError],
    };
  }
}
