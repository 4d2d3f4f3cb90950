import { noiseMeans, sweptNetworks } from "../../../lib/results/noise_factor.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { SpatialVanilla } from "../../configuration/configuration.ts";
import { noiseFactorOf } from "../../noise_factor/stage.ts";
import type { Networks } from "../networks.ts";
import { networkOf } from "../spatial_measures.ts";
import { addCentres, spatialSetupOf } from "../spatial_networks.ts";
import { vanillaSpectrum } from "./update.ts";

/** Adds the spectra of the updates of a seed's noisy networks, which predict the best factor. */
export function predictions(networks: Networks, sizes: SpatialVanilla): ArtifactRef[] {
  return sweptNetworks.map((swept) => vanillaSpectrum(networks, sizes, networkOf(networks, swept)));
}

/** Adds the sweeps of the noise factor of a seed's noisy networks. */
export function noiseFactors(networks: Networks, sizes: SpatialVanilla): ArtifactRef[] {
  const { graph, seed } = networks;
  const { active, quiescent, noiseFactor } = sizes;
  return sweptNetworks.map((swept) => {
    const network = networkOf(networks, swept);
    const [first, again] = [networks.inputs(network), networks.inputs(network, "second")];
    const parameters = {
      ...spatialSetupOf(sizes, seed, network.bias),
      ...noiseFactor,
      swept,
      trajectories: Math.min(active.trajectories, quiescent.trajectories),
      activeSteps: active.steps,
      steps: quiescent.steps,
      early: quiescent.early,
      noise: network.noise,
      // Noise whose mean is 0 is the same either way.
      means: network.noise.law === "uniform" ? [...noiseMeans] : [noiseMeans[0]],
    };
    return graph.add(noiseFactorOf, { labels: network.labels }, parameters, {
      weights: network.weights,
      centres: addCentres(networks, sizes),
      moments: networks.activeMoments(network),
      coordinates: first.coordinates,
      updates: first.updates,
      coordinatesAgain: again.coordinates,
      updatesAgain: again.updates,
    }).sweeps;
  });
}
