import { z } from "zod";

/**
 * Where a phase starts: "own", where the trajectories of its evaluation set do, which is uniform; "centre",
 * about the centre of the box or bearing 0; "uniform", all over the box or the circle, and drawn anew.
 */
export const starts = z.enum(["own", "centre", "uniform"]).default("own");

export type Starts = z.output<typeof starts>;
