import type { Cells } from "../../../lib/cells/cells.ts";
import { topK } from "../../../lib/decoding/top_k.ts";
import type { Stream } from "../../../lib/random/stream.ts";
import { mean } from "../../../lib/stats/summary.ts";
import type { Task } from "../../../lib/tasks/task.ts";
import type { Trajectories } from "../../../lib/tasks/trajectories.ts";

/** How an animal runs to and fro on a track that is centred on 0. */
export interface TrackMotion {
  /** m */
  readonly length: number;
  /** dt, s */
  readonly timeStep: number;
  /** Scale of the Rayleigh-distributed speed, m/s. */
  readonly speedScale: number;
  /** Probability of turning round at a step; at the ends it always does. */
  readonly turning: number;
}

/** Place cells on a line: Gaussian tuning, divided by its sum over the cells. */
export class TrackCells implements Cells {
  readonly dimensions = 1;

  /** @param centres [N], m; @param width of the tuning, m */
  constructor(readonly centres: Float32Array, readonly width: number) {}

  get count(): number {
    return this.centres.length;
  }

  activate(points: Float32Array, out: Float32Array): void {
    const { centres, count, width } = this;
    points.forEach((x, p) => {
      const row = out.subarray(p * count, (p + 1) * count);
      let sum = 0;
      for (let i = 0; i < count; i++) {
        sum += row[i] = Math.exp(-0.5 * ((x - centres[i]!) / width) ** 2);
      }
      for (let i = 0; i < count; i++) row[i]! /= sum;
    });
  }
}

/** N centres along the track, evenly spaced, the outermost at its ends. */
export function trackCentres(count: number, length: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => length * (i / (count - 1) - 0.5));
}

/**
 * Estimation of the position on a track, from the changes of position.
 *
 * @param k how many of the most active cells the decoded position is the mean of
 */
export function trackTask(cells: TrackCells, motion: TrackMotion, k: number): Task {
  return {
    inputs: 1,
    cells,
    draw: (count, steps, starts, moves) => run(motion, { count, steps }, starts, moves),
    decode(outputs) {
      const rows = outputs.length / cells.count;
      const winners = new Uint16Array(rows * k);
      topK(outputs, { rows, cells: cells.count, k }, winners);
      return Float32Array.from({ length: rows }, (_, row) => {
        const centres = winners.subarray(row * k, (row + 1) * k);
        return mean(Array.from(centres, (cell) => cells.centres[cell]!));
      });
    },
    error(decoded, target) {
      const squared = mean(decoded.map((x, i) => (x - target[i]!) ** 2));
      const distance = mean(decoded.map((x, i) => Math.abs(x - target[i]!)));
      return { distance, squared, released: squared };
    },
  };
}

function run(
  { length, timeStep, speedScale, turning }: TrackMotion,
  { count, steps }: Pick<Trajectories, "count" | "steps">,
  starts: Stream,
  moves: Stream,
): Trajectories {
  const coordinates = new Float32Array(count * (steps + 1));
  const updates = new Float32Array(count * steps);
  for (let n = 0; n < count; n++) {
    let x = length * (starts.uniform() - 0.5);
    let direction = starts.uniform() < 0.5 ? -1 : 1;
    coordinates[n * (steps + 1)] = x;
    for (let t = 0; t < steps; t++) {
      if (moves.uniform() < turning) direction = -direction;
      const ahead = x + direction * timeStep * moves.rayleigh(speedScale);
      const end = direction * length / 2;
      const turns = direction * ahead > length / 2;
      const next = turns ? 2 * end - ahead : ahead;
      if (turns) direction = -direction;
      updates[n * steps + t] = next - x;
      coordinates[n * (steps + 1) + t + 1] = x = next;
    }
  }
  return {
    count,
    steps,
    coordinates: { shape: [count, steps + 1, 1], data: coordinates },
    updates: { shape: [count, steps, 1], data: updates },
  };
}
