import { readStageCode } from "../code/stage_code.ts";
import { readWorkspace } from "../code/workspace.ts";
import type { Executor } from "../execute/executor.ts";
import { batteriesOf, measureFingerprint } from "../execute/numerics.ts";
import type { Batteries, Battery } from "../execute/numerics.ts";
import { ProcessExecutor } from "../execute/process_executor.ts";
import type { Sandbox } from "../execute/spawn_sandbox.ts";
import { storeSandbox } from "../execute/store_sandbox.ts";
import type { Graph } from "../graph.ts";
import { RemoteCache } from "../remote/remote_cache.ts";
import type { RemoteOptions } from "../remote/remote_cache.ts";
import type { Arithmetic } from "../stage.ts";
import { History } from "../store/history.ts";
import { holdRun } from "../store/hold.ts";
import type { TrustedKeys } from "../store/signature.ts";
import { Store } from "../store/store.ts";
import { makePlan } from "./plan.ts";
import type { Plan } from "./plan.ts";

export interface OpenPlanOptions {
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
  /** A cache shared with others. */
  readonly remote?: RemoteOptions | undefined;
  /** Whose results are used, of those that others made; everybody's if not given. */
  readonly trusted?: TrustedKeys | undefined;
  /** Whether adopted results are used: the default. */
  readonly adopted?: boolean | undefined;
  readonly warn: (message: string) => void;
}

/** What it takes to execute the plan's actions elsewhere. */
export interface Equipment {
  readonly sandbox: Sandbox;
  readonly batteries: Readonly<Record<Arithmetic, Battery>>;
}

/** Opens the cache, reads the code, measures the arithmetic, and makes the plan. */
export async function openPlan(
  { root, cache, graph, batteries, name, targets = graph.targets, blas, ...options }:
    OpenPlanOptions,
): Promise<{ plan: Plan; executor: Executor; equipment: Equipment }> {
  const { warn, trusted, adopted } = options;
  const [workspace, store] = await Promise.all([
    readWorkspace(root),
    Store.open(cache, warn, { trusted, adopted }),
  ]);
  const history = await History.open(store, name); // refuses a bad name
  const waiting = (gc: string): void => warn(`Waiting until "cache gc" (${gc}) is done`);
  const hold = await holdRun(store.root, name, waiting);
  const remote = options.remote && new RemoteCache(options.remote, store, warn);
  const stages = [...graph.actions.values()].map(({ stage }) => stage);
  const [codes, sandbox] = await Promise.all([
    readStageCode([...stages, ...Object.values(batteries)], workspace, store),
    storeSandbox(store, workspace),
  ]);
  const executor = new ProcessExecutor(store, sandbox);
  const equipment = { sandbox, batteries: batteriesOf(batteries, codes) };
  const fingerprint = await measureFingerprint(equipment.batteries, store, executor, blas);
  const plan = await makePlan(
    { workspace, graph, codes, fingerprint, store, remote, history, hold, blas },
    targets,
  );
  return { plan, executor, equipment };
}
