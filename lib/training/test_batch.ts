import type { Architecture } from "../networks/architecture.ts";
import type { WeightMatrices } from "../networks/weights.ts";
import type { StreamPath } from "../random/path_hash.ts";
import { stream } from "../random/stream.ts";
import type { Task } from "../tasks/task.ts";
import { coordinatesAt, type Trajectories } from "../tasks/trajectories.ts";
import type { Engine } from "../tensor/engine.ts";
import type { Noise } from "./noise.ts";
import { Rollout } from "./rollout.ts";
import { taskBatch } from "./task_batch.ts";

/** What a test of a network gives, as means over the test batch. */
export interface TestResult {
  /** Mean squared error over trajectories, time and outputs. */
  readonly loss: number;
  /** Mean distance between decoded and true coordinates, m or rad. */
  readonly error: number;
  /** Mean squared coordinate error, m^2 or rad^2; of bearings, circular. */
  readonly meanSquaredError: number;
  /** What the released code logs: the same, but for bearings not circular (paper.md D7, D12). */
  readonly releasedError: number;
}

/** What a test batch is drawn from. */
export interface TestBatchOptions {
  readonly task: Task;
  readonly noise: Noise;
  /** Trajectories. */
  readonly count: number;
  readonly steps: number;
  /** The trajectories are named `path`, "starts" and "moves"; noise `path`, "noise". */
  readonly path: StreamPath;
}

/** One fixed batch on which a network is tested again and again, with its noise on. */
export class TestBatch {
  readonly #trajectories: Trajectories;
  readonly #rollout: Rollout;

  readonly #options: TestBatchOptions;

  constructor(
    engine: Engine,
    architecture: Architecture,
    weights: WeightMatrices,
    options: TestBatchOptions,
  ) {
    const { task, count, steps, path } = options;
    this.#options = options;
    this.#trajectories = task.draw(
      count,
      steps,
      stream(...path, "starts"),
      stream(...path, "moves"),
    );
    this.#rollout = new Rollout(engine, architecture, weights, count);
  }

  /** @param round names the noise: it differs between rounds, as in the released code */
  run(round: number): TestResult {
    const { task, noise, count, steps, path } = this.#options;
    const batch = taskBatch(task, this.#trajectories, noise, [...path, "noise", round]);
    const targets = new Float32Array(count * task.cells.count);
    const points = new Float32Array(count * task.cells.dimensions);
    let loss = 0, error = 0, meanSquaredError = 0, releasedError = 0;
    for (const { step, outputs } of this.#rollout.run(batch, steps, noise.sigma)) {
      batch.targets(step, targets);
      loss += meanSquare(outputs, targets);
      coordinatesAt(this.#trajectories, step + 1, points);
      const { distance, squared, released } = task.error(task.decode(outputs), points);
      error += distance;
      meanSquaredError += squared;
      releasedError += released;
    }
    return {
      loss: loss / steps,
      error: error / steps,
      meanSquaredError: meanSquaredError / steps,
      releasedError: releasedError / steps,
    };
  }
}

function meanSquare(found: Float32Array, expected: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < found.length; k++) sum += (found[k]! - expected[k]!) ** 2;
  return sum / found.length;
}
