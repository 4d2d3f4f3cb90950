import { biases } from "../../../lib/conditions.ts";
import { encodeBandwidths } from "../../../lib/results/bandwidths.ts";
import { encodeBearingDistances } from "../../../lib/results/bearing_distances.ts";
import { comparedNames, distanceWindows, encodeDistances } from "../../../lib/results/distances.ts";
import type { ComparedName } from "../../../lib/results/distances.ts";
import { activeNames, encodeDivergences } from "../../../lib/results/divergences.ts";
import type { ActiveName } from "../../../lib/results/divergences.ts";
import { stream } from "../../../lib/random/stream.ts";
import { type ExampleAction, type ExampleSizes, perNetwork } from "./example_action.ts";

/** Fig. S5, from divergences like those of Fig. 2e. */
export function exampleDistances(
  { networks }: ExampleSizes,
  kl: readonly Uint8Array<ArrayBuffer>[],
): Record<"figS5a" | "figS5b" | "figS5c" | "figS5d", ExampleAction> {
  const all = [...kl, ...floors(networks)];
  const vanilla = distances(networks, activeNames, comparedNames());
  const noisy = ["U^σ", "B^σ"] as const;
  const gru = distances(networks, noisy, [...noisy, "floor", "frozen"]);
  return {
    figS5a: {
      parameters: { divergence: 10, distance: 0.6 },
      inputs: { kl: all, distances: vanilla },
    },
    figS5b: { parameters: {}, inputs: { vanilla, gru } },
    figS5c: { parameters: {}, inputs: { kl: all, bandwidths: bandwidths(networks) } },
    figS5d: { parameters: {}, inputs: { distances: bearings(networks) } },
  };
}

/** About how far one is from the other, m. */
function apart(active: ActiveName, compared: ComparedName): number {
  if (compared === "floor") return 0.05;
  if (compared === active) return 0.08;
  if (compared === "R^σ") return active.startsWith("B") ? 0.3 : 0.62;
  const isWide = (name: string) => /^(U|uniform|frozen)/.test(name);
  return isWide(compared) === isWide(active) ? 0.1 : 0.4;
}

function distances(
  networks: number,
  rows: readonly ActiveName[],
  columns: readonly ComparedName[],
) {
  return perNetwork(networks, encodeDistances, (seed) => ({
    seed,
    distances: rows.flatMap((active) =>
      columns.flatMap((compared) => {
        const still = ["uniform", "floor", "frozen"].includes(compared);
        return (still ? [null] : distanceWindows).map((window) => {
          const draws = stream(
            "example figures",
            "distances",
            seed,
            active,
            compared,
            window ?? "",
          );
          const sw1 = apart(active, compared) * Math.exp(0.1 * draws.normal());
          const p = compared === "uniform" ? null : sw1 > 0.07 ? 1 / 1001 : draws.uniform();
          return { compared, active, window, sw1, sw2: 1.2 * sw1, energy: sw1 ** 2 - 0.003, p };
        });
      })
    ),
  }));
}

function floors(networks: number) {
  return activeNames.flatMap((active) =>
    perNetwork(networks, encodeDivergences, (seed) => ({
      quiescent: `${active} again` as const,
      seed,
      values: { [active]: 0.12 },
      errors: { [active]: 0.01 },
      clipped: { [active]: 0 },
    }))
  );
}

function bandwidths(networks: number) {
  return perNetwork(networks, encodeBandwidths, (seed) => ({
    seed,
    divergences: [0.5, 1, 2].flatMap((factor) =>
      activeNames.flatMap((active) =>
        comparedNames().map((compared) => {
          const nats = 12 * apart(active, compared) / factor;
          return { compared, active, factor, nats, clipped: Math.min(1, nats / 30) };
        })
      )
    ),
  }));
}

function bearings(networks: number) {
  return biases.flatMap((bias) =>
    perNetwork(networks, encodeBearingDistances, (seed) => {
      const draws = stream("example figures", "bearings", seed, bias);
      const about = (value: number) => value * Math.exp(0.1 * draws.normal());
      const [all, early, late] = [about(0.3), about(0.1), about(0.4)];
      return { seed, bias, all, early, late, again: about(0.05), frozen: about(0.12) };
    })
  );
}
