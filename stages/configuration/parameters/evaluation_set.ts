import { z } from "zod";

/**
 * The trajectories that a network is evaluated on. The second set is independent of the first, its starts,
 * moves and the noise of its rollouts drawn anew: how far two such sets are apart by chance is the floor
 * of any distance from the first. The third, "update", is that of the learned update, as large and long as
 * its analysis takes it.
 */
export const evaluationSet = z.enum(["first", "second", "update"]).default("first");

export type EvaluationSet = z.output<typeof evaluationSet>;
