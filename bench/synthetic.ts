import { fileURLToPath } from "node:url";
import { z } from "zod";
import { GraphBuilder } from "../pipeline/graph.ts";
import type { ArtifactRef, Graph } from "../pipeline/graph.ts";
import { openPlan } from "../pipeline/plan/open_plan.ts";
import { defineStage } from "../pipeline/stage.ts";
import { batteries } from "../stages/numerics/stage.ts";

/** Actions of a layer: each takes the outputs of two of the layer before. */
export const WIDTH = 100;

const step = defineStage({
  name: "step",
  summary: "Does next to nothing, so that only the engine's own time is left",
  parameters: z.strictObject({ index: z.int() }),
  inputs: { before: { format: "json", list: true, optional: true } },
  outputs: { out: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.01, memory: 1e6, output: 30 }),
  run: new URL("./synthetic_step_run.ts", import.meta.url),
});

/** A graph of trivial actions in layers; peers/Snakefile describes the same. */
export function syntheticGraph(count: number, width = WIDTH): Graph {
  const builder = new GraphBuilder();
  const made: ArtifactRef[] = [];
  for (let index = 0; index < count; index++) {
    const first = index - index % width - width;
    const before = [first + index % width, first + (index + 1) % width].map((i) => made[i]!);
    const inputs = index < width ? {} : { before };
    const outputs = builder.add(step, `step${index}`, { index }, inputs);
    made.push(outputs.out);
    if (index >= count - width) builder.target(outputs);
  }
  return builder.build();
}

/** Makes the plan of a graph of trivial actions; both kinds of arithmetic have the plain battery. */
export async function openSynthetic(graph: Graph, cache: string) {
  return await openPlan({
    root: fileURLToPath(new URL("..", import.meta.url)),
    cache,
    graph,
    batteries: { plain: batteries.plain, tensor: batteries.plain },
    name: "synthetic",
    warn: (message) => console.error(message),
  });
}
