import { stream } from "../../../lib/random/stream.ts";
import { activeNames } from "../../../lib/results/divergences.ts";
import type { ActiveName } from "../../../lib/results/divergences.ts";
import { encodeMemory } from "../../../lib/results/memory.ts";
import type { Memory, Population } from "../../../lib/results/memory.ts";
import { perNetwork } from "./example_action.ts";
import type { ExampleSizes } from "./example_action.ts";

/** Steps after which a network has forgotten most of its start. */
const LIVES: Readonly<Record<ActiveName, number>> = { "U^σ": 900, "B^σ": 500, "U": 9000, "B": 300 };

/** Unbiased networks remember where they start; biased ones go to where activity is; GRUs do neither. */
export function memories({ networks, quiescentSteps }: ExampleSizes) {
  const all: readonly (readonly [Population, ActiveName])[] = [
    ...activeNames.map((network) => ["spatial", network] as const),
    ...(["gru", "headDirection"] as const).flatMap((population) =>
      (["U^σ", "B^σ"] as const).map((network) => [population, network] as const)
    ),
  ];
  return all.flatMap(([population, network]) =>
    perNetwork(networks, encodeMemory, (seed) => memory(population, network, seed, quiescentSteps))
  );
}

function memory(population: Population, network: ActiveName, seed: number, last: number): Memory {
  const draws = stream("example figures", "memory", population, network, seed);
  const circle = population === "headDirection";
  const steps = [...new Set([0, 0.1, 0.3, 0.6, 1].map((share) => Math.floor(share * (last - 1))))];
  const life = LIVES[network] * Math.exp(0.2 * draws.normal()) * last / 1000;
  const unit = circle ? 2 : 0.4;
  const biased = network.startsWith("B");
  const [ownStart, centreStart] = biased ? [1, 0.3] : [0.12, 1.1];
  const towards = (from: number) =>
    steps.map((at) => unit * (0.15 + (from - 0.1) * (0.5 + 0.5 * Math.exp(-at / life))));
  const forget = (start: number) => steps.map((at) => start * Math.exp(-at / life));
  const silent = population === "gru" && biased; // its late quiescence shows one place
  const window = (kl: number, peak: number) => ({
    kl: circle || silent ? null : kl,
    distance: unit / 2,
    from: 0,
    to: last,
    peak,
    jumps: 0,
  });
  const still = (kl: number, start: number) => ({
    kl: circle ? null : kl,
    distance: unit * (0.05 + start),
  });
  return {
    seed,
    population,
    network,
    steps,
    memory: {
      own: forget(0.98),
      centre: forget(0.8).map((value, i) => silent && i > 2 ? null : value),
    },
    distance: { own: towards(ownStart), centre: towards(centreStart) },
    early: { own: window(0.3, 1), centre: window(2.5, 1) },
    late: { own: window(0.5, 1), centre: window(2, network === "U" ? 0.4 : 1) },
    frozen: { own: still(0.4, ownStart), centre: still(3, centreStart) },
    floor: { kl: circle ? null : 0.1, distance: 0.15 * unit },
  };
}
