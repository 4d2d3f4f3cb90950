import { quiescentWindows, sweptNetworks } from "../../../lib/results/noise_factor.ts";
import { encodeRolloutVariants } from "../../../lib/results/rollout_variants.ts";
import { stream } from "../../../lib/random/stream.ts";
import { perNetwork } from "./example_action.ts";
import type { ExampleSizes } from "./example_action.ts";

/** Momentum is faster, adaptation fades. */
export function variants({ networks }: ExampleSizes) {
  return sweptNetworks.flatMap((network) =>
    perNetwork(networks, encodeRolloutVariants, (seed) => {
      const draws = stream("example figures", "variants", network, seed);
      const of = (value: number) => value * (1 + 0.05 * draws.normal());
      return {
        seed,
        network,
        floor: of(0.08),
        frozen: of(0.07),
        variants: [["plain (λ = 1, b = 0)", 1], ["momentum, λ = 0.5, c = √λ", 1.5]].map((
          [name, fast],
        ) => ({
          name: String(name),
          fades: fast !== 1,
          windows: quiescentWindows.map((window) => ({
            window,
            short: of(1.1),
            primary: window === "late" ? null : of(1.2),
            long: window === "late" ? null : of(1),
            compression: of(0.3 * Number(fast)),
            path: of(0.5 * Number(fast)),
            jumps: window === "late" ? of(0.02) : 0,
            peak: of(1.2),
            sw1: of(0.1),
            covers: of(0.1),
            coversTogether: of(0.6),
          })),
        })),
      };
    })
  );
}
