import { z } from "zod";

/**
 * The trajectories that a network is evaluated on. The second set is independent of the first, its starts,
 * moves and the noise of its rollouts drawn anew: how far two such sets are apart by chance is the floor
 * of any distance from the first.
 */
export const evaluationSet = z.enum(["first", "second"]).default("first");

export type EvaluationSet = z.output<typeof evaluationSet>;
