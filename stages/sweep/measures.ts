import { readAngularVelocities } from "../../lib/results/angular_velocities.ts";
import { readBearingMatch } from "../../lib/results/bearing_match.ts";
import { readDivergences } from "../../lib/results/divergences.ts";
import { readExplainedVariance } from "../../lib/results/explained_variance.ts";
import { readFading } from "../../lib/results/fading.ts";
import { readStepDistances } from "../../lib/results/step_distances.ts";
import { readTotalVariance } from "../../lib/results/total_variance.ts";
import { readTrainingHistory } from "../../lib/results/training_history.ts";
import { mean } from "../../lib/stats/summary.ts";

/** Components of the plane that states are drawn on. */
const PLANE = 2;
/** Components whose share of the variance a sweep tells: of that plane, and of all of Fig. 1c. */
const COMPONENTS = [PLANE, 10] as const;

/** A number that a sweep takes of a result; its unit is "" of a pure number, null where it is not known. */
export type Measure = readonly [name: string, value: number | null, unit: string | null];

/** What a sweep takes of a stage's results. */
interface Measures {
  /** The output that holds them. */
  readonly output: string;
  /** @param task the network's: "spatial" */
  of(bytes: Uint8Array, task: unknown): Measure[];
}

/** Units of what is decoded. */
const DECODED: Readonly<Record<string, string>> = { spatial: "m", headDirection: "rad" };

/** By the stage's name. */
const measures: Readonly<Record<string, Measures>> = {
  train: {
    output: "history",
    of(bytes, task) {
      const { loss, error } = readTrainingHistory(bytes);
      const unit = DECODED[String(task)] ?? null;
      return [["test loss", last(loss), ""], ["decoding error", last(error), unit]];
    },
  },
  pca: {
    output: "explained",
    of(bytes) {
      const { cumulativeRatio: shares } = readExplainedVariance(bytes);
      if (shares.length <= PLANE) return []; // axes for drawing; the network's curve says as much
      return COMPONENTS.filter((count) => count <= shares.length)
        .map((count) => [`variance in ${count} PCs`, shares[count - 1]!, ""]);
    },
  },
  totalVariance: {
    output: "variance",
    of: (bytes) => [["total variance", readTotalVariance(bytes).value, "m²"]],
  },
  divergence: {
    output: "kl",
    of(bytes) {
      const { quiescent, values } = readDivergences(bytes);
      return Object.entries(values)
        .filter(([, kl]) => kl !== null)
        .map(([active, kl]) => [`KL(${quiescent} || ${active})`, kl, "nat"]);
    },
  },
  stepDistance: {
    output: "distances",
    of: (bytes) => [["step distance", mean(readStepDistances(bytes).mean), "m"]],
  },
  bearingMatch: {
    output: "match",
    of: (bytes) => [["histogram distance", readBearingMatch(bytes).histogramDistance, ""]],
  },
  angularVelocities: {
    output: "velocity",
    of: (bytes) => [["mean angular velocity", readAngularVelocities(bytes).mean, "rad/step"]],
  },
  fading: {
    output: "fading",
    of(bytes) {
      const { peak, jumps } = readFading(bytes);
      return [["largest output at the end", last(peak), ""], ["share of jumps", mean(jumps), ""]];
    },
  },
};

/** What a sweep takes of a stage's results; undefined of one that measures nothing. */
export function measuresOf(stage: string): Measures | undefined {
  return Object.hasOwn(measures, stage) ? measures[stage] : undefined;
}

const last = (values: readonly number[]): number => values.at(-1)!; // no curve is empty
