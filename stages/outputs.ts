import { join } from "node:path";
import { captions } from "../figures/captions.ts";
import type { CaptionSizes, FigureId } from "../figures/captions.ts";
import { indexPage } from "../figures/index_page.ts";
import type { FigureEntry } from "../figures/index_page.ts";
import { references } from "../pipeline/graph.ts";
import { artifactBytes, materialise } from "../pipeline/materialise.ts";
import { artifactOf } from "../pipeline/plan.ts";
import type { Node, Plan } from "../pipeline/plan.ts";
import type { Configuration } from "./configuration.ts";
import { summarise } from "./summarise.ts";

/** Writes every figure that has a result into the folder, and the page that shows them. */
export async function writeFigures(
  plan: Plan,
  configuration: Configuration,
  name: string,
  folder: string,
): Promise<readonly string[]> {
  const sizes = captionSizes(configuration);
  const entries: FigureEntry[] = [];
  for (const node of plan.nodes.values()) {
    const { stage } = node.action;
    const id = figureId(stage.name);
    if (id === undefined || node.result === undefined) continue;
    const [svg] = await Promise.all(["svg", "png"].map(async (output) => {
      const { digest } = node.result!.outputs[output]!; // a figure's result has both
      const bytes = await artifactBytes(plan.store, digest);
      await materialise(join(folder, `${id}.${output}`), bytes);
      return bytes;
    }));
    entries.push({
      id,
      ...captions[id](sizes),
      svg: new TextDecoder().decode(svg),
      numbers: await numbersBehind(plan, node),
      svgHref: `${id}.svg`,
      pngHref: `${id}.png`,
    });
  }
  if (entries.length === 0) return [];
  entries.sort((a, b) => a.id < b.id ? -1 : 1);
  const page = indexPage(entries, {
    title: "Offline reactivation in recurrent neural networks",
    summary: `Replication of Krishna et al. (ICLR 2024), profile ${name}, seeds ` +
      `${configuration.seeds.join(", ")}.`,
  });
  await materialise(join(folder, "index.html"), new TextEncoder().encode(page));
  return entries.map(({ id }) => id);
}

function figureId(stage: string): FigureId | undefined {
  return Object.hasOwn(captions, stage) ? stage as FigureId : undefined; // one of its keys
}

async function numbersBehind(plan: Plan, { action }: Node): Promise<FigureEntry["numbers"]> {
  const rows = await Promise.all(
    references(action).map(async ({ input, ref }) => {
      const digest = artifactOf(plan, ref);
      const bytes = digest === undefined ? undefined : await plan.store.readBlob(digest);
      if (bytes === undefined) return [];
      const format = plan.graph.actions.get(ref.action)!.stage.outputs[ref.output]; // a checked graph
      return summarise(bytes, format ?? "").map((
        [what, value],
      ) => [input, ref.action, what, value]);
    }),
  );
  return { columns: ["input", "from", "quantity", "value"], rows: rows.flat() };
}

function captionSizes({ seeds, spatial: { vanilla } }: Configuration): CaptionSizes {
  const { active, quiescent, density, drawing, totalVariance, train } = vanilla;
  const rollouts = {
    trajectories: active.trajectories,
    activeSteps: active.steps,
    quiescentSteps: quiescent.steps,
  };
  return {
    protocol: train.noiseLaw === "uniform" ? "released" : "described",
    networks: seeds.length,
    shownSeed: seeds[0]!, // the schema asks for one
    trainingBatches: train.batches,
    trajectoriesPerBatch: train.batchSize,
    explainedVariance: vanilla.explainedVariance,
    rollouts,
    drawnEvery: { active: drawing.activeEvery, quiescent: drawing.quiescentEvery },
    scatter: {
      everyTrajectory: drawing.scatterTrajectory,
      fromStep: drawing.scatterFrom,
      everyStep: drawing.scatterStep,
    },
    density: {
      ...rollouts,
      quiescentSteps: Math.min(density.quiescentSteps, quiescent.steps),
      grid: density.gridPoints,
    },
    divergence: { ...rollouts, points: vanilla.divergence.points },
    totalVariance: { ...totalVariance, dropped: totalVariance.from },
  };
}
