import type { ClaimCriteria } from "../claims/measure.ts";
import type { Measurements } from "./measurements.ts";

/**
 * Claims 14 to 22, in the order of their numbers. Written before any full-size result, with what a
 * prototype had shown at quick size, and not to be changed.
 */
export const claims: readonly ClaimCriteria<Measurements>[] = [];
