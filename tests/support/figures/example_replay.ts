import {
  encodeReplay,
  fitRanges,
  replayConditions,
  replayDecoders,
  replayPhases,
} from "../../../lib/results/replay.ts";
import type { Coverage, Motion, ReplayCondition, ReplayKind } from "../../../lib/results/replay.ts";
import { stream } from "../../../lib/random/stream.ts";
import { perNetwork } from "./example_action.ts";
import type { ExampleSizes } from "./example_action.ts";

/** Exponent and size of a step, m. */
const MOVES = {
  true: [1.85, 0.022],
  active: [1.7, 0.024],
  early: [1.2, 0.012],
  late: [0.9, 0.011],
} as const;

/** Activity that is nearly straight, quiescence that diffuses and is slower; late it fades in biased networks. */
export function replays({ networks, activeSteps, quiescentSteps }: ExampleSizes) {
  const conditions: readonly (readonly [ReplayKind, ReplayCondition])[] = [
    ...replayConditions.map((condition) => ["spatial", condition] as const),
    ...(["GRU", "head direction"] as const).flatMap((kind) =>
      (["U^σ", "B^σ"] as const).map((condition) => [kind, condition] as const)
    ),
  ];
  return conditions.flatMap(([kind, condition]) =>
    perNetwork(networks, encodeReplay, (seed) => {
      const draws = stream("example figures", "replay", kind, condition, seed);
      const circle = kind === "head direction";
      const motions = replayPhases.flatMap((phase) =>
        replayDecoders.flatMap((decoder): Motion[] => {
          if ((phase === "true") !== (decoder === "none")) return [];
          const [from, to] = phase === "late"
            ? [quiescentSteps / 2, quiescentSteps]
            : [0, phase === "early" ? 20 : activeSteps];
          const jitter = decoder === "top-3" ? 0.0008 : 0;
          const still = condition === "U" && phase === "late"; // as noiseless networks come to stand
          const [exponent, step] = MOVES[phase];
          const alpha = exponent + 0.05 * draws.normal();
          const scale = step * (circle ? 4 : 1) * Math.exp(0.1 * draws.normal());
          const squared = Array.from(
            { length: Math.min(50, to - from - 1) },
            (_, i) => still ? 0 : scale ** 2 * (i + 1) ** alpha + jitter,
          );
          const exponents = fitRanges.map(({ from }) =>
            from === 10 || still
              ? {
                value: null,
                error: null,
                why: still ? "nothing moves" : "the window is too short",
              }
              : { value: alpha - 100 * jitter * 5 / from, error: 0.03 }
          );
          return [{
            phase,
            decoder,
            from,
            to,
            longestLag: Math.floor((to - from) / (phase === "early" || phase === "late" ? 4 : 2)),
            squared,
            exponents,
            detrended: circle ? { squared, exponents } : undefined,
            path: still ? 0 : 100 * scale,
            stepQuantiles: [0.2, 0.6, 1, 1.4, 2].map((factor) => factor * scale),
            longestStep: 3 * scale,
            beside: phase === "early" || phase === "late"
              ? {
                compression: { value: still ? 0 : scale / 0.024, error: 0.01 },
                jumps: condition === "B^σ" && phase === "late" ? 0.034 : 0,
                peak: condition === "B^σ" && phase === "late" ? 0.42 : 1.1,
                lively: { value: null, error: null, why: "fewer than 20", stretches: 0 },
              }
              : undefined,
          }];
        })
      );
      return {
        seed,
        kind,
        condition,
        motions,
        coverage: circle ? [] : coverage(activeSteps, quiescentSteps),
      };
    })
  );
}

function coverage(activeSteps: number, quiescentSteps: number): Coverage[] {
  const phases = ["true", "active", "quiescent", "late"] as const;
  return phases.map((phase) => {
    const active = phase === "true" || phase === "active";
    const length = active ? activeSteps : phase === "late" ? quiescentSteps / 2 : quiescentSteps;
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((step) => step <= length);
    const distances = [0.1, 0.2, 0.5, 1, 2].slice(0, active ? 3 : 4);
    const speed = active ? 0.02 : 0.006;
    return {
      phase,
      steps,
      each: steps.map((step) => (1 + speed * step / 0.2) / 121),
      pooled: steps.map((step) => Math.min(1, (40 + speed * step * 50) / 121)),
      distances,
      eachAtDistance: distances.map((distance) => (1 + distance / (active ? 0.2 : 0.3)) / 121),
    };
  });
}
