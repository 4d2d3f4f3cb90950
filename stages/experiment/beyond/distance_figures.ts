import type { Configuration } from "../../configuration/configuration.ts";
import { type Canvas, draw } from "../draw.ts";
import { spatialEvidence } from "../spatial_evidence.ts";
import type { AllNetworks } from "./all_networks.ts";
import type { DistancesEvidence } from "./distances.ts";

/** Adds Fig. S5. */
export function distanceFigures(
  canvas: Canvas,
  { spatial: { vanilla } }: Configuration,
  networks: AllNetworks,
  evidence: DistancesEvidence,
): void {
  const { divergence, floor } = spatialEvidence(vanilla, networks.vanilla);
  const kl = [...divergence, ...floor];
  const { divergence: nats, distance } = vanilla.drawing;
  draw(canvas, "figS5a", { divergence: nats, distance }, { kl, distances: evidence.vanilla });
  draw(canvas, "figS5b", {}, { vanilla: evidence.vanilla, gru: evidence.gru });
  draw(canvas, "figS5c", {}, { kl, bandwidths: evidence.bandwidths });
  draw(canvas, "figS5d", {}, { distances: evidence.headDirection });
}
