import { Moments } from "../../../lib/stats/covariance.ts";
import { pca } from "../../../lib/stats/pca.ts";
import type { Axes, OpenNetwork } from "./lab_network.ts";
import { LabRun } from "./lab_run.ts";

/** Steps of the active phase that the axes of a network are made from, if the run has none. */
export const AXES_STEPS = 100;

/** The first two principal components of a network's active phase, run here. */
export function activeAxes(network: OpenNetwork): Axes {
  const { data: { units, seed, factors } } = network;
  const settings = { phase: "active", law: "uniform", factor: factors.active, seed } as const;
  const run = new LabRun({ ...network, axes: undefined }, {
    ...settings,
    friction: 1,
    adaptation: 0,
  });
  const moments = new Moments(units, true);
  for (let t = 0; t < AXES_STEPS; t++) {
    run.advance();
    moments.add(run.unitStates);
  }
  const { mean, components } = pca(moments.mean, moments.covariance());
  return { mean, components: components.slice(0, 2 * units) };
}
