import { biases } from "../../../lib/conditions.ts";
import type { UpdatedCondition } from "../../../lib/results/updated_network.ts";
import type { ArtifactRef } from "../../../pipeline/graph.ts";
import type { Configuration, HeadDirection, Spatial } from "../../configuration/configuration.ts";
import { protocolLabel } from "../../configuration/protocol.ts";
import { headDirectionTrajectories } from "../../head_direction_trajectories/stage.ts";
import { learnedUpdate } from "../../learned_update/stage.ts";
import { spatialTrajectories } from "../../spatial_trajectories/stage.ts";
import { draw } from "../draw.ts";
import type { Canvas } from "../draw.ts";
import { headDirectionSetupOf } from "../head_direction_networks.ts";
import type { Network, Networks } from "../networks.ts";
import { addCentres, spatialSetupOf } from "../spatial_networks.ts";
import type { AllNetworks } from "./all_networks.ts";

/** What was measured of the learned update of one network. */
type UpdateMeasures = Readonly<Record<"spectrum" | "kicks" | "gain", ArtifactRef>>;

/** What was measured of the learned updates: one a seed and network, those on the spatial task first. */
export type UpdateEvidence = Readonly<
  Record<"spectrum" | "kicks" | "gain", readonly ArtifactRef[]>
>;

/** Adds figure S2 and Table S2. */
export function updateFigures(canvas: Canvas, { spectrum, kicks, gain }: UpdateEvidence): void {
  draw(canvas, "figS2a", {}, { spectrum });
  draw(canvas, "figS2b", {}, { kicks });
  draw(canvas, "figS2c", {}, { gain });
  draw(canvas, "tableS2", {}, { spectrum, gain });
}

/** Adds the comparison of the learned update with the optimal one, of all tasks, networks and seeds. */
export function updateEvidence(
  { spatial: { vanilla, gru }, headDirection }: Configuration,
  networks: AllNetworks,
): UpdateEvidence {
  const all = [
    ...networks.vanilla.flatMap((seed) => vanillaUpdates(seed, vanilla)),
    ...networks.gru.flatMap((seed) => gruUpdates(seed, gru)),
    ...networks.headDirection.flatMap((seed) => headDirectionUpdates(seed, headDirection.vanilla)),
  ];
  return {
    spectrum: all.map(({ spectrum }) => spectrum),
    kicks: all.map(({ kicks }) => kicks),
    gain: all.map(({ gain }) => gain),
  };
}

function vanillaUpdates(networks: Networks, sizes: Spatial): UpdateMeasures[] {
  const all = [
    ...biases.map((bias) => networks.trained("noisy", bias)),
    ...biases.map((bias) => networks.trained("noiseless", bias)),
    networks.random(),
  ];
  return all.map((network) => spatialUpdate(networks, sizes, network, "spatialVanilla"));
}

function gruUpdates(networks: Networks, sizes: Spatial): UpdateMeasures[] {
  return biases.map((bias) =>
    spatialUpdate(networks, sizes, networks.trained("noisy", bias), "spatialGru")
  );
}

function headDirectionUpdates(networks: Networks, sizes: HeadDirection): UpdateMeasures[] {
  const { graph, seed } = networks;
  return biases.map((bias) => {
    const network = networks.trained("noisy", bias);
    const setup = headDirectionSetupOf(sizes, seed, bias);
    const { trajectories: count, steps } = sizes.learnedUpdate;
    const drawn = { seed, motion: setup.motion, count, steps, set: "update" } as const;
    const walks = graph.add(headDirectionTrajectories, walksNaming(networks, network), drawn, {});
    const parameters = { ...setup, ...parametersOf(networks, sizes, network) };
    const inputs = { ...walks, weights: network.weights };
    return graph.add(learnedUpdate.headDirection, naming(networks, network), parameters, inputs);
  });
}

/** The spectrum of the update of a vanilla network. */
export function vanillaSpectrum(networks: Networks, sizes: Spatial, network: Network): ArtifactRef {
  return spatialUpdate(networks, sizes, network, "spatialVanilla").spectrum;
}

function spatialUpdate(
  networks: Networks,
  sizes: Spatial,
  network: Network,
  kind: "spatialVanilla" | "spatialGru",
): UpdateMeasures {
  const { graph, seed } = networks;
  const setup = spatialSetupOf(sizes, seed, network.bias);
  const { trajectories: count, steps } = sizes.learnedUpdate;
  const drawn = { seed, motion: setup.motion, count, steps, set: "update" } as const;
  const walks = graph.add(spatialTrajectories, walksNaming(networks, network), drawn, {});
  const parameters = { ...setup, ...parametersOf(networks, sizes, network) };
  const inputs = { ...walks, weights: network.weights, centres: addCentres(networks, sizes) };
  return graph.add(learnedUpdate[kind], naming(networks, network), parameters, inputs);
}

function parametersOf(
  networks: Networks,
  { learnedUpdate }: Pick<Spatial | HeadDirection, "learnedUpdate">,
  network: Network,
) {
  const { noise } = network;
  return {
    condition: conditionOf(network),
    ...learnedUpdate,
    noise,
    // A network without noise is kicked as hard as those with it.
    scale: noise.law === "none" ? networks.random().noise : noise,
  };
}

function conditionOf({ level, bias }: Network): UpdatedCondition {
  if (level === "random") return "R^σ";
  const letter = bias === "biased" ? "B" : "U";
  return level === "noisy" ? `${letter}^σ` : letter;
}

/** Of a network without noise, too, the scale is the protocol's. */
function naming({ protocol }: Networks, { labels }: Network) {
  return { labels: { ...protocolLabel(protocol), ...labels } };
}

function walksNaming({ labels, seed }: Networks, { bias }: Network) {
  return { labels: { ...labels, bias, seed, set: "update" }, leaf: "trajectories" };
}
