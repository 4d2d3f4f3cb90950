import type { ActiveMoments } from "./active_moments.ts";
import type { ActiveNetwork } from "./active_network.ts";
import { bandsOf } from "./bands.ts";
import { Denoising, onEngine } from "./denoising.ts";
import { linearDenoiser, mixtureDenoiser } from "./denoisers.ts";
import { alongAxes } from "./joint_moments.ts";
import { UpdateSums } from "./update_sums.ts";

/**
 * Compares v(r) with denoisers on active states (eqs. 15 to 18): runs the trajectories again, projects
 * everything on the principal components and gives each half of the trajectories the denoisers that were
 * fitted to the other.
 *
 * @param penalty of the mixture's ridge regression
 */
export function compareUpdates(
  { engine, network, batch, from, steps, scale, noise: { sigma } }: ActiveNetwork,
  { halves, pca, meanUpdate, places }: ActiveMoments,
  penalty: number,
): UpdateSums {
  const { count, states, noise } = network, units = states.cols;
  const half = count >> 1, { variance, mean: added } = scale;
  const axes = engine.freeze(onEngine(engine, pca.components, units), true);
  const matrix = () => engine.allocate(count, units);
  const next = matrix(), r = matrix(), v = matrix(), xi = matrix();
  const z = matrix(), vz = matrix(), xz = matrix(), linear = matrix(), mixture = matrix();
  const parts = [{ first: 0, size: half }, { first: half, size: count - half }]
    .map(({ first, size }, h) => {
      const other = 1 - h;
      const moments = alongAxes(halves[other]!, pca);
      const denoisers = {
        linear: linearDenoiser(moments, variance),
        mixture: mixtureDenoiser(moments, penalty, places[other]!),
      };
      return {
        denoising: new Denoising(engine, size, denoisers, variance),
        states: engine.rows(z, first, size),
        linear: engine.rows(linear, first, size),
        mixture: engine.rows(mixture, first, size),
      };
    });
  const sums = new UpdateSums(count, bandsOf(pca.explainedVariance, variance), variance);
  for (const _ of network.run(batch, from, steps)) {
    network.step(states, {}, next);
    const now = states.data, after = next.data, draws = noise.data;
    const centred = r.data, update = v.data, held = xi.data;
    for (let at = 0; at < now.length; at++) {
      const i = at % units;
      centred[at] = now[at]! - pca.mean[i]!;
      update[at] = after[at]! - now[at]! + added - meanUpdate[i]!;
      held[at] = sigma * draws[at]! - added;
    }
    engine.product(r, axes, z);
    engine.product(v, axes, vz);
    engine.product(xi, axes, xz);
    for (const { denoising, states, linear, mixture } of parts) {
      denoising.apply(states, linear, mixture);
    }
    sums.add({
      states: z.data,
      updates: vz.data,
      noise: xz.data,
      linear: linear.data,
      mixture: mixture.data,
    });
  }
  return sums;
}
