import { encodeNoiseFactor, noiseMeans, sweptNetworks } from "../../../lib/results/noise_factor.ts";
import { stream } from "../../../lib/random/stream.ts";
import { perNetwork } from "./example_action.ts";
import type { ExampleSizes } from "./example_action.ts";

const FACTORS = [0, 0.5, 1, 1.5, 2, 3, 4, 8];

/** Best at 1 if the mean grows with the factor, flat if it is kept. */
export function noiseFactors({ networks, quiescentSteps }: ExampleSizes) {
  return sweptNetworks.flatMap((network) =>
    perNetwork(networks, encodeNoiseFactor, (seed) => {
      const draws = stream("example figures", "noise factor", network, seed);
      const near = 0.15 + 0.02 * draws.normal();
      const courseOf = (rise: number, start: number) => {
        const step = Array.from({ length: 20 }, (_, i) => (i + 0.5) * quiescentSteps / 20);
        const course = (from: number) => step.map((at) => from + rise * at / quiescentSteps);
        return { step, leading: course(0.8 + start), rest: course(1.5 - start) };
      };
      const windowOf = (late: boolean, scaled: boolean) => {
        const away = FACTORS.map((factor) =>
          scaled ? Math.abs(Math.sqrt(factor) - 1) : 0.02 * factor
        );
        return {
          state: away.map((each) => near * (late ? 3 : 1) + 0.4 * each),
          sliced: away.map((each) => near / 2 * (late ? 1.5 : 1) + 0.12 * each),
          energy: away.map((each) => 0.1 * each),
          peak: away.map((each) => 1 + 0.6 * each),
          jumps: away.map((each) => late ? 0.02 * each : 0),
          resampled: [],
        };
      };
      return {
        seed,
        network,
        factors: FACTORS,
        windows: {
          early: { from: 0, to: 20 },
          late: { from: quiescentSteps / 2, to: quiescentSteps },
        },
        floor: { state: near, sliced: near / 2, energy: 0.002 * draws.normal() },
        frozen: { state: 1.2, sliced: 0.07, energy: 0.01 },
        sweeps: noiseMeans.map((mean) => ({
          mean,
          early: windowOf(false, mean === "scaled"),
          late: windowOf(true, mean === "scaled"),
          course: courseOf(mean === "scaled" ? 1 : 0, near),
        })),
      };
    })
  );
}
