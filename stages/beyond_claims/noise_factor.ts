import { stream } from "../../lib/random/stream.ts";
import type {
  NoiseFactor,
  QuiescentWindow,
  SweptNetwork,
  SweptWindow,
} from "../../lib/results/noise_factor.ts";
import { predictedFactors, predictionText } from "../../lib/results/predicted_factor.ts";
import { optimumOf } from "../../lib/stats/optimum.ts";
import { standardDeviation } from "../../lib/stats/summary.ts";
import { estimate } from "../claims/estimate.ts";
import type { MaybeEstimate } from "../claims/estimate.ts";
import type { Joint } from "../claims/measure.ts";
import type { Measurements } from "./measurements.ts";

/** The factor of eq. 19. */
const OURS = 2;

/** Its ends in a sweep, which it must be clearly better than. */
const ENDS = [0, 8];

/** A sweep of noise whose mean grows with it, as the released code's does. */
interface Swept {
  readonly network: SweptNetwork;
  readonly window: QuiescentWindow;
}

/** How much nearer to activity the factor 2 is than the nearer of 0 and 8, in SDs of the floor. */
export function depth(
  { noiseFactor }: Pick<Measurements, "noiseFactor">,
  seed: number,
  { network, window }: Swept,
): MaybeEstimate {
  const all = noiseFactor.filter((each) => each.network === network);
  const found = all.find((each) => each.seed === seed);
  const distances = found && sweptWindow(found, window).state;
  const [ours, ...ends] = [OURS, ...ENDS].map((factor) =>
    distances?.[found!.factors.indexOf(factor)]
  );
  if (ours === undefined || ends.some((end) => end === undefined)) return undefined;
  const spread = standardDeviation(all.map(({ floor }) => floor.state), 1);
  return estimate((Math.min(...ends.map((end) => end!)) - ours) / spread);
}

/** Whether the factor 2 is told from the best one. */
export function twoAmongBest(
  { noiseFactor, updateSpectrum }: Pick<Measurements, "noiseFactor" | "updateSpectrum">,
  { network, window }: Swept,
): Joint | undefined {
  const all = noiseFactor.filter((each) => each.network === network);
  const [first] = all;
  if (first === undefined) return undefined;
  const { factor, low, high, flat } = optimumOf(
    first.factors,
    all.map((each) => {
      const { state, resampled } = sweptWindow(each, window);
      return { distances: state, resampled, floor: each.floor.state };
    }),
    stream("claims", 18, network, window),
  );
  if (flat === null) return undefined;
  const whole = all.every((each) => sweptWindow(each, window).resampled.length > 0);
  return {
    holds: flat.includes(OURS),
    finding: [
      `optimum ${factor} [${low}, ${high}]${
        whole ? ", seeds and their trajectories resampled" : ""
      }`,
      `not distinguishable from it: ${flat.join(", ")}`,
      ...predicted(updateSpectrum, network),
    ].join("; "),
  };
}

/** What the update predicts of the optimum, and how long its modes remember. */
function predicted(all: Measurements["updateSpectrum"], network: SweptNetwork): string[] {
  const own = all.filter(({ kind, condition }) => kind === "spatial" && condition === network);
  return predictedFactors(own).map((each) =>
    `predicted 2 β, ${each.band}: ${predictionText(each)}`
  );
}

function sweptWindow({ sweeps }: NoiseFactor, window: QuiescentWindow): SweptWindow {
  return sweeps.find(({ mean }) => mean === "scaled")![window]; // every network has this sweep
}
