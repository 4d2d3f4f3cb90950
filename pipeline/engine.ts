import type { Executor } from "./executor.ts";
import type { Graph } from "./graph.ts";
import { History } from "./history.ts";
import { measureFingerprint } from "./numerics.ts";
import type { Batteries } from "./numerics.ts";
import { ProcessExecutor } from "./process_executor.ts";
import { makePlan } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { readStageCode } from "./stage_code.ts";
import { Store } from "./store.ts";
import { readWorkspace } from "./workspace.ts";

export interface EngineOptions {
  /** Folder with the deno.json and deno.lock that the stages' imports are found in. */
  readonly root: string;
  /** Cache folder. */
  readonly cache: string;
  readonly graph: Graph;
  readonly batteries: Batteries;
  /** Name of the configuration, under which its history is kept. */
  readonly name: string;
  /** Names of the actions to bring about; the graph's targets if not given. */
  readonly targets?: readonly string[];
  /** Path of the BLAS library that does tensor work; the default engine does if not given. */
  readonly blas?: string | undefined;
  readonly warn: (message: string) => void;
}

/** Opens the cache, reads the code, measures the arithmetic, and makes the plan. */
export async function openEngine(
  { root, cache, graph, batteries, name, targets = graph.targets, blas, warn }: EngineOptions,
): Promise<{ plan: Plan; executor: Executor }> {
  const [workspace, store] = await Promise.all([readWorkspace(root), Store.open(cache, warn)]);
  const stages = [...graph.actions.values()].map(({ stage }) => stage);
  const [codes, executor, history] = await Promise.all([
    readStageCode([...stages, ...Object.values(batteries)], workspace),
    ProcessExecutor.create(store, workspace),
    History.open(store, name),
  ]);
  const fingerprint = await measureFingerprint(batteries, codes, store, executor, blas);
  const plan = await makePlan({ graph, codes, fingerprint, store, history, blas }, targets);
  return { plan, executor };
}
