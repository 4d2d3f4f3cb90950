import type { Article } from "../../figures/article_facts.ts";
import type { Scene, ScenePhase } from "../../figures/article_scene.ts";
import type { PanelId } from "../../figures/panels.ts";
import type { NdArray } from "../../lib/array.ts";
import type { Protocol } from "../../lib/conditions.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { readExplainedVariance } from "../../lib/results/explained_variance.ts";
import { readTrainingHistory } from "../../lib/results/training_history.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { Action } from "../../pipeline/graph.ts";
import type { Plan } from "../../pipeline/plan/plan.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { noiseOf } from "../../stages/configuration/protocol.ts";
import { figureName } from "../../stages/experiment/draw.ts";
import { makerOf, readInputs } from "./read_inputs.ts";

/** What the text of a report says of its run: what was configured, and what its figures were drawn of. */
export async function articleOf(
  plan: Plan,
  { spatial: { vanilla, gru }, headDirection }: Configuration,
  protocol: Protocol,
): Promise<Article> {
  const drawer = (id: PanelId) => plan.nodes.get(figureName(protocol, id))?.action;
  const { motion, cells, network, train, quiescent } = vanilla;
  const { batches, batchSize, steps, sigmaStep } = train;
  const noise = noiseOf(protocol, train.noiseLaw, sigmaStep).law;
  return {
    box: [motion.boxWidth, motion.boxHeight],
    timeStep: motion.timeStep,
    placeCells: cells.count,
    cellWidth: cells.width,
    winners: cells.winners,
    units: network.units,
    anchor: [motion.anchorX, motion.anchorY],
    headDirection: {
      units: headDirection.vanilla.network.units,
      cells: headDirection.vanilla.cells.count,
    },
    training: { batches, batchSize, steps, noise },
    quiescent: {
      steps: quiescent.steps,
      noise: noise === "none" ? noise : quiescent.noiseLaw ?? noise,
      varianceFactor: quiescent.varianceFactor,
      gruVarianceFactor: gru.quiescent.varianceFactor,
    },
    error: await errorOf(plan, drawer("fig1b")),
    explained: await explainedOf(plan, drawer("fig1c")),
    scene: await sceneOf(plan, { active: drawer("fig1d"), quiescent: drawer("fig1e") }, vanilla),
  };
}

async function errorOf(plan: Plan, figure: Action | undefined): Promise<Article["error"]> {
  const histories = await readInputs(plan, figure, "history");
  const errors = histories?.map((bytes) => readTrainingHistory(bytes).error);
  if (errors === undefined) return undefined;
  const at = (index: number) => mean(errors.map((each) => each.at(index) ?? NaN));
  return { before: at(0), after: at(-1) };
}

async function explainedOf(plan: Plan, figure: Action | undefined): Promise<Article["explained"]> {
  const [active, quiescent] = await Promise.all(
    ["active", "quiescent"].map(async (phase) => {
      const files = await readInputs(plan, figure, phase);
      return files?.map((bytes) => readExplainedVariance(bytes).cumulativeRatio);
    }),
  );
  if (active === undefined || quiescent === undefined) return undefined;
  const components = Math.min(...[...active, ...quiescent].map(({ length }) => length));
  const share = (all: readonly (readonly number[])[]) =>
    mean(all.map((each) => each[components - 1]!));
  return { components, active: share(active), quiescent: share(quiescent) };
}

/** The first trajectory of the network that is drawn; undefined if the cache has not all of it. */
async function sceneOf(
  plan: Plan,
  figures: Readonly<Record<"active" | "quiescent", Action | undefined>>,
  { motion, cells }: Configuration["spatial"]["vanilla"],
): Promise<Scene | undefined> {
  const decoding = makerOf(plan, figures.active, "decoded");
  const rollout = makerOf(plan, decoding, "winners");
  const read = async (action: Action | undefined, input: string) =>
    (await readInputs(plan, action, input))?.[0];
  const [centres, coordinates, updates, active, quiescent] = await Promise.all([
    read(decoding, "centres"),
    read(rollout, "coordinates"),
    read(rollout, "updates"),
    phaseOf(plan, figures.active),
    phaseOf(plan, figures.quiescent),
  ]);
  if (!centres || !coordinates || !updates || !active || !quiescent) return undefined;
  const steps = active.decoded.length;
  const first = (bytes: Uint8Array) => pairs(readNpy(bytes, Float32Array, [null, null, 2]));
  return {
    box: [motion.boxWidth, motion.boxHeight],
    timeStep: motion.timeStep,
    cells: pairs(readNpy(centres, Float32Array, [null, 2])),
    cellWidth: cells.width,
    walk: first(coordinates).slice(0, steps + 1),
    velocity: first(updates).slice(0, steps).map(([x, y]) =>
      [x / motion.timeStep, y / motion.timeStep] as const
    ),
    active,
    quiescent,
  };
}

/** What the network says in the first trajectory of a phase. */
async function phaseOf(plan: Plan, figure: Action | undefined): Promise<ScenePhase | undefined> {
  const [decoded, winners] = await Promise.all([
    readInputs(plan, figure, "decoded"),
    readInputs(plan, makerOf(plan, figure, "decoded"), "winners"),
  ]);
  if (decoded === undefined || winners === undefined) return undefined;
  const { data, shape } = readNpy(winners[0]!, Uint16Array, [null, null, null]);
  const [, steps, count] = shape as [number, number, number]; // three extents, as asked for
  return {
    decoded: pairs(readNpy(decoded[0]!, Float32Array, [null, null, 2])),
    winners: Array.from(
      { length: steps },
      (_, step) => [...data.subarray(step * count, (step + 1) * count)],
    ),
  };
}

/** The rows of [N, 2], or of the first of [n, N, 2]. */
function pairs({ data, shape }: NdArray<Float32Array>): (readonly [number, number])[] {
  return Array.from({ length: shape.at(-2)! }, (_, i) => [data[2 * i]!, data[2 * i + 1]!] as const);
}
