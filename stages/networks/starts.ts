import type { z } from "zod";
import type { NdArray } from "../../lib/array.ts";
import { stream } from "../../lib/random/stream.ts";
import { drawBearings, drawPositions, type StartLaw } from "../../lib/tasks/starts.ts";
import type { EvaluationSet } from "../configuration/parameters/evaluation_set.ts";
import type { headDirectionMotion } from "../configuration/parameters/head_direction.ts";
import type { spatialMotion } from "../configuration/parameters/spatial.ts";
import { HEAD_DIRECTION } from "./head_direction_network.ts";
import { setPath } from "./set_path.ts";
import { SPATIAL } from "./spatial_network.ts";

/** Which starts of which task: its motion tells the plane from the circle. */
export interface StartsOptions {
  readonly seed: number;
  readonly set: EvaluationSet;
  readonly trajectories: number;
  readonly motion: z.output<typeof spatialMotion> | z.output<typeof headDirectionMotion>;
}

/**
 * Where a phase starts that does not start like its trajectories, [n, 1, D]. Drawn from a stream of their
 * own, named by task, seed and set: the same for every condition, protocol and kind of cell.
 */
export function drawStarts(
  law: StartLaw,
  { seed, set, trajectories: count, motion }: StartsOptions,
): NdArray<Float32Array<ArrayBuffer>> {
  const random = (task: string) => stream(task, seed, "evaluation", ...setPath(set), "starts", law);
  return "boxWidth" in motion
    ? { shape: [count, 1, 2], data: drawPositions(law, count, motion, random(SPATIAL)) }
    : { shape: [count, 1, 1], data: drawBearings(law, count, random(HEAD_DIRECTION)) };
}
