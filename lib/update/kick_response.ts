import { stream } from "../random/stream.ts";
import type { Pca } from "../stats/pca.ts";
import type { ActiveNetwork } from "./active_network.ts";
import { type BandName, bandsOf } from "./bands.ts";
import { onEngine } from "./denoising.ts";
import { PairSums } from "./pair_sums.ts";

/** Bands that are kicked. */
export const kickedBands = ["manifold", "transverse"] as const satisfies readonly BandName[];
/** One of `kickedBands`. */
export type KickedBand = typeof kickedBands[number];

/** When a kick comes and how long it is followed. */
export interface KickTimes {
  /** t of the state that is kicked. */
  readonly at: number;
  /** Steps after it. */
  readonly lags: number;
}

/**
 * Kicks active states by s sqrt(H) in random directions of a band and goes on with the same inputs and
 * noise as without: pairs of e_l, the difference l = 1 .. L steps later, and e_0, at index l - 1. There are
 * none for a band without components.
 */
export function kickResponse(
  active: ActiveNetwork,
  pca: Pca,
  { at, lags }: KickTimes,
): Readonly<Partial<Record<KickedBand, PairSums>>> {
  const { engine, network, batch, scale } = active;
  const { states, count } = network, units = states.cols;
  const bands = bandsOf(pca.explainedVariance, scale.variance);
  const kicked = kickedBands.filter((band) => bands.includes(band)).map((band) => ({
    band,
    kick: kicks(active, pca, band, bands),
    states: engine.allocate(count, units),
    sums: new PairSums(count, lags),
  }));
  const difference = new Float32Array(count * units);
  network.start(batch);
  for (let t = 0; t < at + lags; t++) {
    if (t === at) {
      for (const { kick, states: other } of kicked) {
        const now = states.data, moved = other.data;
        for (let k = 0; k < now.length; k++) {
          moved[k] = now[k]! + kick[k]!;
          kick[k] = moved[k]! - now[k]!; // as it was rounded
        }
      }
    }
    network.draw(batch, t);
    network.step(states, network, states);
    if (t < at) continue;
    for (const { kick, states: other, sums } of kicked) {
      network.step(other, network, other);
      const now = states.data, moved = other.data;
      for (let k = 0; k < now.length; k++) difference[k] = moved[k]! - now[k]!;
      sums.add(t - at, difference, kick);
    }
  }
  const found: Partial<Record<KickedBand, PairSums>> = {};
  for (const { band, sums } of kicked) found[band] = sums;
  return found;
}

/** Vectors of length s sqrt(H), a trajectory each, in directions uniform within a band, [n, H]. */
export function kicks(
  { engine, network: { count }, scale, path }: ActiveNetwork,
  { components, mean: { length: units } }: Pca,
  band: KickedBand,
  bands: readonly BandName[],
): Float32Array {
  const along = engine.allocate(count, units), out = engine.allocate(count, units);
  const axes = onEngine(engine, components, units);
  const random = stream(...path, "kick", band), { data } = along;
  for (let n = 0; n < count; n++) {
    const row = data.subarray(n * units, (n + 1) * units);
    let square = 0;
    bands.forEach((each, i) => {
      if (each === band) square += (row[i] = random.normal()) ** 2;
    });
    const factor = Math.sqrt(scale.variance * units / square);
    for (let i = 0; i < units; i++) row[i]! *= factor;
  }
  engine.product(along, axes, out);
  return Float32Array.from(out.data);
}
