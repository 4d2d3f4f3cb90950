import type { Configuration } from "../../configuration/configuration.ts";
import { type Canvas, draw } from "../draw.ts";
import type { AllNetworks } from "./all_networks.ts";
import { addBeyondClaims } from "./claims.ts";
import { distanceFigures } from "./distance_figures.ts";
import { distancesEvidence } from "./distances.ts";
import { memoryEvidence } from "./memory.ts";
import { noiseFactors, predictions } from "./noise_factor.ts";
import { replayEvidence } from "./replay.ts";
import { variantsOf } from "./variants.ts";
import { updateEvidence, updateFigures } from "./update.ts";

/** Adds what goes beyond the paper: analyses, their figures, and the verdicts on their claims. */
export function addBeyond(
  canvas: Canvas,
  configuration: Configuration,
  networks: AllNetworks,
): void {
  const distances = distancesEvidence(configuration, networks);
  distanceFigures(canvas, configuration, distances);
  const update = updateEvidence(configuration, networks);
  updateFigures(canvas, update);
  const memory = memoryEvidence(canvas, configuration, networks);
  const replay = replayEvidence(canvas, configuration, networks);
  const { vanilla } = configuration.spatial;
  const noiseFactor = networks.vanilla.flatMap((seed) => noiseFactors(seed, vanilla));
  const variants = networks.vanilla.flatMap((seed) => variantsOf(seed, vanilla));
  draw(canvas, "tableS7", {}, { variants });
  const spectrum = networks.vanilla.flatMap((seed) => predictions(seed, vanilla));
  draw(canvas, "figS3", {}, { sweeps: noiseFactor, spectrum });
  addBeyondClaims(canvas, configuration, {
    updateSpectrum: update.spectrum,
    kicks: update.kicks,
    gain: update.gain,
    noiseFactor,
    distances: distances.vanilla,
    divergence: distances.divergence,
    memory,
    replay,
  });
}
