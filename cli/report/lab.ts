import { isDeepStrictEqual } from "node:util";
import { LAB_TRAJECTORIES, labFile, labFileText } from "../../figures/lab.ts";
import type { LabNetwork, LabSetup } from "../../figures/lab.ts";
import { LabDensity } from "../../figures/report/browser/lab_density.ts";
import { biases, noiseLevels } from "../../lib/conditions.ts";
import type { Protocol } from "../../lib/conditions.ts";
import { bytesOf } from "../../lib/files/array_bytes.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { references } from "../../pipeline/graph.ts";
import type { Action } from "../../pipeline/graph.ts";
import { artifactOf } from "../../pipeline/plan/plan.ts";
import type { Node, Plan } from "../../pipeline/plan/plan.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { noiseOf } from "../../stages/configuration/protocol.ts";
import { parametersOf } from "../../stages/experiment/ran.ts";
import { rollout } from "../../stages/rollout/stage.ts";

/** The networks that a page runs, and the files beside it that hold the weights which it does not. */
export interface Lab {
  readonly networks: readonly LabNetwork[];
  readonly files: ReadonlyMap<string, string>;
}

/** The order in which networks are offered. */
const TASKS = ["spatial/vanilla", "headDirection/vanilla", "spatial/gru"];
const TRAININGS: readonly LabNetwork["training"][] = [...noiseLevels, "random"];

/** The networks of the first seed whose quiescence the cache has, as far as it has what they need. */
export async function labOf(
  plan: Plan,
  configuration: Configuration,
  protocol: Protocol,
): Promise<Lab> {
  const found: Weighed[] = [];
  for (const node of plan.nodes.values()) {
    if (!isPlainQuiescence(node, configuration.seeds[0]!, protocol)) continue; // there is a seed
    const network = await labNetwork(plan, node, configuration, protocol);
    if (network !== undefined) found.push(network);
  }
  const rank = ({ task, cell, training, bias }: LabNetwork) =>
    (TASKS.indexOf(`${task}/${cell}`) * TRAININGS.length + TRAININGS.indexOf(training)) *
      biases.length + biases.indexOf(bias);
  return place(found.sort((a, b) => rank(a) - rank(b)));
}

/**
 * The first network of each task is in the page with its weights, the others have theirs in files: all would
 * be 1 MB at the profile quick, and 36 MB at the paper's sizes.
 */
function place(all: readonly Weighed[]): Lab {
  const files = new Map<string, string>();
  const tasks = new Set<string>();
  const networks = all.map((network): LabNetwork => {
    const { weights, ...rest } = network;
    if (!tasks.has(rest.task)) {
      tasks.add(rest.task);
      return network;
    }
    files.set(labFile(rest.name), labFileText(rest.name, weights));
    return rest;
  });
  return { networks, files };
}

/** The labels of quiescence as the paper has it: others have a variant, starts of their own, a measure. */
const PLAIN = ["protocol", "task", "cell", "noise", "bias", "network", "seed", "phase"];

function isPlainQuiescence({ action, result }: Node, seed: number, protocol: Protocol): boolean {
  const { protocol: named = "released", noise, ...labels } = action.labels;
  return result !== undefined && labels["seed"] === seed && labels["phase"] === "quiescent" &&
    action.stage.name === rollout.spatialVanilla.name &&
    Object.keys(labels).every((label) => PLAIN.includes(label)) &&
    (named === protocol || noise === "noiseless"); // which protocols share
}

async function labNetwork(
  plan: Plan,
  { action }: Node,
  configuration: Configuration,
  protocol: Protocol,
): Promise<Weighed | undefined> {
  const { seed: _, phase: _phase, protocol: _protocol, ...labels } = action.labels;
  const [weights, coordinates, pca, centres] = await Promise.all(
    ["weights", "coordinates", "pca", "centres"].map((input) => inputBytes(plan, action, input)),
  );
  if (weights === undefined || coordinates === undefined) return undefined;
  const setup = setupOf(action, centres);
  const cell = labels["cell"] === "gru" ? "gru" : "vanilla";
  const training = labels["network"] === "random"
    ? "random"
    : labels["noise"] === "noiseless"
    ? "noiseless"
    : "noisy";
  const sizes = setup.task === "spatial"
    ? configuration.spatial[cell]
    : configuration.headDirection.vanilla;
  const { quiescent, train } = sizes, law = quiescent.noiseLaw ?? train.noiseLaw;
  const quiet = training === "noiseless";
  return {
    ...setup,
    name: Object.values(labels).join("/"),
    cell,
    training,
    bias: labels["bias"] === "biased" ? "biased" : "unbiased",
    noise: noiseOf(protocol, law, train.sigmaStep),
    factors: { active: quiet ? 0 : 1, quiescent: quiet ? 0 : quiescent.varianceFactor },
    starts: startsIn(coordinates),
    weights: weights.toBase64(),
    pca: pca?.toBase64(),
    active: await activeDensity(plan, action, setup),
  };
}

/** What an action's parameters make. */
function setupOf(action: Action, centres: Bytes | undefined): LabSetup {
  const [spatial] = parametersOf([action], rollout.spatialVanilla, rollout.spatialGru);
  const [headDirection] = parametersOf([action], rollout.headDirection);
  const { seed, network: { units, alpha }, cells: { winners } } = (spatial ?? headDirection)!; // its kinds
  const common = { seed, units, alpha, winners };
  if (spatial === undefined) {
    const { cells: { winners: _, ...cells }, motion } = headDirection!; // the other kind
    return { ...common, task: "headDirection", cells, motion };
  }
  const { cells: { width, normalisation }, motion: { anchorX, anchorY, ...motion } } = spatial;
  const places = readNpy(centres!, Float32Array, [null, 2]); // an input that every such rollout has
  return {
    ...common,
    task: "spatial",
    cells: { width, normalisation },
    motion: { ...motion, anchor: [anchorX, anchorY] },
    centres: bytesOf(places.data).toBase64(),
  };
}

/** Where the first trajectories start, of coordinates [n, T + 1, D]. */
function startsIn(coordinates: Bytes): string {
  const { shape: [n, times, dimensions], data } = readNpy(coordinates, Float32Array, [
    null,
    null,
    null,
  ]);
  const count = Math.min(n!, LAB_TRAJECTORIES); // three extents, checked
  const starts = Float32Array.from(
    { length: count * dimensions! },
    (_, i) => data[Math.floor(i / dimensions!) * times! * dimensions! + i % dimensions!]!,
  );
  return bytesOf(starts).toBase64();
}

/** Where the active phase of the same network was. */
async function activeDensity(
  plan: Plan,
  { labels }: Action,
  setup: LabSetup,
): Promise<LabNetwork["active"]> {
  const sought = { ...labels, phase: "active" };
  const node = plan.nodes.values().find(({ action }) =>
    action.stage.name === rollout.spatialVanilla.name && isDeepStrictEqual(action.labels, sought)
  );
  const digest = node?.result?.outputs["smooth"]?.digest;
  const bytes = digest && await plan.store.readBlob(digest);
  if (bytes === undefined) return undefined;
  const density = new LabDensity(
    setup.task === "spatial"
      ? { dimensions: 2, width: setup.motion.boxWidth, height: setup.motion.boxHeight }
      : { dimensions: 1 },
  );
  density.add(readNpy(bytes, Float32Array).data);
  return { count: density.count, shares: density.shares().toBase64() };
}

async function inputBytes(plan: Plan, action: Action, input: string): Promise<Bytes | undefined> {
  const found = references(action).find((each) => each.input === input);
  const digest = found && artifactOf(plan, found.ref);
  return digest && await plan.store.readBlob(digest);
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A network with its weights, wherever they will be. */
type Weighed = LabNetwork & { readonly weights: string };
