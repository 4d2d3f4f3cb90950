import { stream } from "../random/stream.ts";
import { type Pca, pca } from "../stats/pca.ts";
import type { ActiveNetwork } from "./active_network.ts";
import { EngineMoments, type RowMoments, together } from "./engine_moments.ts";
import { jointMoments } from "./joint_moments.ts";
import type { JointMoments } from "./joint_moments.ts";
import { noiseMoments } from "./noise_moments.ts";

/** The active states of a network and how it would go on from them without input. */
export interface ActiveMoments {
  /** Of sqrt(N) f(x) and r: of the first half of the trajectories, and of the second. */
  readonly halves: readonly [JointMoments, JointMoments];
  readonly all: JointMoments;
  /** Of the states. */
  readonly pca: Pca;
  /** Mean of v(r) = Delta(r, 0) + m, [H] */
  readonly meanUpdate: Float64Array<ArrayBuffer>;
  /** Root of the mean of |v|^2. */
  readonly rmsUpdate: number;
  /** sqrt(N) f at random active places, [J, N], of the first half and of the second. */
  readonly places: readonly [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>];
}

/**
 * Accumulates the moments of active states and of the autonomous update, by halves of the trajectories.
 *
 * @param places J, drawn of each half with replacement
 */
export function activeMoments(active: ActiveNetwork, places: number): ActiveMoments {
  const { engine, network, batch, cells, from, steps } = active;
  const { count, states } = network, units = states.cols;
  const half = count >> 1, sizes = [half, count - half] as const;
  const joint = engine.allocate(count, cells + units), next = engine.allocate(count, units);
  const rows = [engine.rows(joint, 0, half), engine.rows(joint, half, count - half)] as const;
  const moments = sizes.map((size) => new EngineMoments(engine, size, cells + units));
  const activities = new Float32Array(count * cells);
  const drawn = sizes.map((size, h) => new Places(active, places, { first: h * half, size }));
  const added = noiseMoments(active.noise).mean;
  const sum = new Float64Array(units);
  let squares = 0;
  for (const t of network.run(batch, from, steps)) {
    batch.targets(t - 1, activities);
    for (let at = 0; at < activities.length; at++) activities[at]! *= Math.sqrt(cells);
    drawn.forEach((each) => each.take(t, activities));
    network.step(states, {}, next);
    const r = states.data, after = next.data, to = joint.data;
    for (let n = 0, at = 0; n < count; n++) {
      const row = n * (cells + units);
      to.set(activities.subarray(n * cells, (n + 1) * cells), row);
      for (let i = 0; i < units; i++, at++) {
        to[row + cells + i] = r[at]!;
        const v = after[at]! - r[at]! + added;
        sum[i]! += v;
        squares += v * v;
      }
    }
    moments.forEach((each, h) => each.add(rows[h]!));
  }
  const [one, two] = moments.map((each) => each.moments()) as [RowMoments, RowMoments]; // of two
  const total = count * (steps - from);
  const all = jointMoments(together(one, two), cells);
  return {
    halves: [jointMoments(one, cells), jointMoments(two, cells)],
    all,
    pca: pca(all.states.mean, all.states.covariance),
    meanUpdate: sum.map((value) => value / total),
    rmsUpdate: Math.sqrt(squares / total),
    places: [drawn[0]!.activities, drawn[1]!.activities], // of two halves
  };
}

/** The activities of cells at random places that some trajectories visit. */
class Places {
  /** [J, N] */
  readonly activities: Float64Array<ArrayBuffer>;
  readonly #cells: number;
  /** Trajectory and place of what is taken at a time. */
  readonly #chosen = new Map<number, [trajectory: number, place: number][]>();

  constructor(
    { path, cells, from, steps }: ActiveNetwork,
    places: number,
    { first, size }: { readonly first: number; readonly size: number },
  ) {
    this.#cells = cells;
    this.activities = new Float64Array(places * cells);
    const random = stream(...path, "places", first);
    for (let place = 0; place < places; place++) {
      const trajectory = first + Math.floor(random.uniform() * size);
      const t = from + Math.floor(random.uniform() * (steps - from));
      const others = this.#chosen.get(t) ?? [];
      this.#chosen.set(t, [...others, [trajectory, place]]);
    }
  }

  take(t: number, activities: Float32Array): void {
    const cells = this.#cells;
    for (const [trajectory, place] of this.#chosen.get(t) ?? []) {
      const row = activities.subarray(trajectory * cells, (trajectory + 1) * cells);
      this.activities.set(row, place * cells);
    }
  }
}
