import type { Configuration } from "../../configuration/configuration.ts";
import type { Canvas } from "../draw.ts";
import type { Networks } from "../networks.ts";
import { addBeyondClaims } from "./claims.ts";

/** The networks of all seeds, by task and cell. */
export interface AllNetworks {
  readonly vanilla: readonly Networks[];
  readonly gru: readonly Networks[];
  readonly headDirection: readonly Networks[];
}

/** Adds what goes beyond the paper: analyses, their figures, and the verdicts on their claims. */
export function addBeyond(
  canvas: Canvas,
  { seeds }: Configuration,
  _networks: AllNetworks,
): void {
  addBeyondClaims(canvas, seeds);
}
