import type { Memory } from "../../lib/results/memory.ts";
import { estimate, type MaybeEstimate, ratio } from "../claims/estimate.ts";
import type { Measure } from "../claims/measure.ts";
import type { Measurements } from "./measurements.ts";

/** Whether late quiescence is where activity is although it started about the centre of the box. */
export const reachedFromElsewhere: readonly Measure<Measurements>[] = [
  {
    measure: "KL(U^σ q || U^σ a) from starts about the centre, late, nats",
    value: (measurements, seed) => lateOf(measurements, seed),
    floor: (measurements, seed) => estimate(memoryOf(measurements, seed)?.floor.kl),
    criterion: { most: 1, reason: "a tenth of Fig. 2e's colour scale" },
    window: ({ replay }) => replay.late,
  },
  {
    measure: "the same over that of quiescence that stays at these starts",
    value: (measurements, seed) =>
      ratio(
        lateOf(measurements, seed),
        estimate(memoryOf(measurements, seed)?.frozen.centre.kl),
      ),
    scale: "ratio",
    criterion: { most: 0.5, reason: "less than half of what standing still gives" },
    window: ({ replay }) => replay.late,
  },
];

function lateOf(measurements: Measurements, seed: number): MaybeEstimate {
  return estimate(memoryOf(measurements, seed)?.late.centre.kl);
}

/** That of the unbiased noisy vanilla network. */
function memoryOf({ memory }: Measurements, seed: number): Memory | undefined {
  return memory.find((each) =>
    each.seed === seed && each.population === "spatial" && each.network === "U^σ"
  );
}
