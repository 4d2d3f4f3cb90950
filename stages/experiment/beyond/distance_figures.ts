import type { Configuration } from "../../configuration/configuration.ts";
import { type Canvas, draw } from "../draw.ts";
import type { DistancesEvidence } from "./distances.ts";

/** Adds Fig. S5. */
export function distanceFigures(
  canvas: Canvas,
  { spatial: { vanilla: { drawing } } }: Configuration,
  { vanilla, gru, divergence: kl, bandwidths, headDirection }: DistancesEvidence,
): void {
  const { divergence, distance } = drawing;
  draw(canvas, "figS5a", { divergence, distance }, { kl, distances: vanilla });
  draw(canvas, "figS5b", {}, { vanilla, gru });
  draw(canvas, "figS5c", {}, { kl, bandwidths });
  draw(canvas, "figS5d", {}, { distances: headDirection });
}
