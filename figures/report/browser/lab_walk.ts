import type { StreamPath } from "../../../lib/random/path_hash.ts";
import { stream } from "../../../lib/random/stream.ts";
import { drawHeadings, walkHeadings } from "../../../lib/tasks/head_direction.ts";
import type { HeadDirectionMotion } from "../../../lib/tasks/head_direction_motion.ts";
import { drawWalks, walk } from "../../../lib/tasks/spatial.ts";
import type { SpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import type { LabNetwork } from "../../lab.ts";

/** Steps that are drawn at a time. */
const STRETCH = 200;

/** A stretch of the way of each of n animals. */
interface Stretch {
  /** [n, STRETCH + 1, D] */
  readonly coordinates: Float64Array;
  /** [n, STRETCH, D] */
  readonly updates: Float64Array;
}

/** Draws the next stretch of animals that are at `from`, [n, D]. */
type Draw = (from: Float32Array, path: StreamPath) => Stretch;

/** Animals that move as the task has it, for as long as one looks. */
export class LabWalk {
  /** Where they are, [n, D]. */
  readonly at: Float32Array<ArrayBuffer>;
  readonly #dimensions: number;
  readonly #draw: Draw;
  readonly #path: StreamPath;
  #stretch: Stretch | undefined;
  #stretches = 0;
  #moved = 0;

  /**
   * @param start [n, D]
   * @param path of the streams that their moves are drawn from
   */
  constructor(network: LabNetwork, start: Float32Array, path: StreamPath) {
    this.at = Float32Array.from(start);
    this.#dimensions = network.task === "spatial" ? 2 : 1;
    this.#draw = network.task === "spatial" ? walks(network.motion) : turns(network.motion);
    this.#path = path;
  }

  /** Moves each by a step and writes the changes, the network's inputs, [n, D]. */
  move(updates: Float32Array): void {
    if (this.#stretch === undefined || this.#moved === STRETCH) {
      this.#stretch = this.#draw(this.at, [...this.#path, this.#stretches++]);
      this.#moved = 0;
    }
    const { coordinates, updates: changes } = this.#stretch;
    const dimensions = this.#dimensions, t = this.#moved++;
    for (let i = 0; i < this.at.length; i++) {
      const animal = Math.floor(i / dimensions), d = i % dimensions;
      updates[i] = changes[(animal * STRETCH + t) * dimensions + d]!;
      this.at[i] = coordinates[(animal * (STRETCH + 1) + t + 1) * dimensions + d]!;
    }
  }
}

function walks(motion: SpatialMotion): Draw {
  let heading: Float64Array | undefined;
  return (from, path) => {
    const sizes = { count: from.length / 2, steps: STRETCH - 1 }; // a walk has a step more
    const streams = { starts: stream(...path, "starts"), moves: stream(...path, "moves") };
    const draws = drawWalks(sizes, motion, streams);
    for (let n = 0; n < sizes.count; n++) {
      draws.x[n] = from[2 * n]!;
      draws.y[n] = from[2 * n + 1]!;
    }
    const { positions, updates, headings } = walk(
      { ...draws, heading: heading ?? draws.heading },
      motion,
    );
    heading = Float64Array.from(draws.x, (_, n) => headings[(n + 1) * (STRETCH + 1) - 1]!);
    return { coordinates: positions, updates };
  };
}

function turns(motion: HeadDirectionMotion): Draw {
  return (from, path) => {
    const sizes = { count: from.length, steps: STRETCH };
    const streams = { starts: stream(...path, "starts"), moves: stream(...path, "moves") };
    const start = Float64Array.from(from);
    const { headings, updates } = walkHeadings(
      { ...drawHeadings(sizes, motion, streams), start },
      motion,
    );
    return { coordinates: headings, updates };
  };
}
