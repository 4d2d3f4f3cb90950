import { dirname, join } from "node:path";
import { secondsOf } from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { inSources } from "../code/source_places.ts";
import { digestOf, digestOfFile } from "../digest.ts";
import { EnvironmentError, explainIo } from "../errors.ts";
import type { Listener } from "../events.ts";
import { outputPath } from "../execute/executor.ts";
import type { Execution, Executor } from "../execute/executor.ts";
import { executionRequest, putCode } from "../execute/perform.ts";
import type { PreparedAction } from "../execute/perform.ts";
import { producers } from "../graph.ts";
import type { Action } from "../graph.ts";
import { bringInputs, inputsOf } from "../plan/plan.ts";
import type { Node, Plan } from "../plan/plan.ts";
import { bringHere, canBeHad } from "../remote/artifacts.ts";
import { readRegularFile } from "../store/regular_file.ts";

export interface VerifyOptions {
  /** Actions at a time. */
  readonly jobs: number;
  readonly executor: Executor;
  readonly listener: Listener;
  /** Says where two files of a format differ, and by how much. */
  readonly difference: (format: string, expected: Uint8Array, found: Uint8Array) => string;
  /** Threads of tensor actions; 1 if not given. */
  readonly threads?: number | undefined;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
}

export interface Verification {
  /** Actions that gave the same bytes again. */
  readonly same: number;
  readonly different: number;
  /** Actions that could not be executed again. */
  readonly failed: number;
  readonly interrupted: boolean;
}

/**
 * The actions of a plan whose results are in the cache: those that can be verified. Of actions that
 * come to the same key, and so share a result, the first.
 */
export function verifiable(plan: Plan): Node[] {
  const byKey = new Map<string, Node>();
  for (const node of plan.nodes.values()) {
    const { prepared, result } = node;
    if (prepared !== undefined && result !== undefined && !byKey.has(prepared.key)) {
      byKey.set(prepared.key, node);
    }
  }
  return [...byKey.values()];
}

/** Of such actions, those all of whose files are here or can be had: a remote result may have none. */
export async function obtainable(nodes: readonly Node[], plan: Plan): Promise<Node[]> {
  const there = await Promise.all(nodes.map(async ({ action, result }) => {
    if (result?.from?.kind !== "remote") return true;
    const makers = producers(action).map((name) => plan.nodes.get(name)?.result);
    const needed = [result, ...makers.filter((made) => made !== undefined)];
    return (await Promise.all(needed.map((made) => canBeHad(made, plan)))).every(Boolean);
  }));
  return nodes.filter((_, i) => there[i]);
}

/** Some of the actions, chosen by the seed and their names alone. */
export function sample(nodes: readonly Node[], count: number, seed: number): Node[] {
  const draw = (node: Node): string => digestOf(`${seed} ${node.action.name}`);
  const chosen = new Set(nodes.toSorted((a, b) => draw(a) < draw(b) ? -1 : 1).slice(0, count));
  return nodes.filter((node) => chosen.has(node));
}

/**
 * Executes actions again, each in a fresh scratch folder with nothing but its inputs, and compares
 * what they give with what the cache holds. The cache is not changed; a file that differs is kept in
 * `different/<key>/`.
 */
export async function verifyActions(
  plan: Plan,
  nodes: readonly Node[],
  options: VerifyOptions,
): Promise<Verification> {
  return await new Verifier(plan, options).run(nodes);
}

class Verifier {
  readonly #plan: Plan;
  readonly #options: VerifyOptions;
  readonly #scratch: string;
  #same = 0;
  #different = 0;
  #failed = 0;
  #seconds = 0;

  constructor(plan: Plan, options: VerifyOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#scratch = join(plan.store.root, "tmp", `verify-${crypto.randomUUID()}`);
  }

  async run(nodes: readonly Node[]): Promise<Verification> {
    const { jobs, listener, stop, kill } = this.#options;
    // The longest first, so that none is left alone at the end; undefined results were filtered out.
    const open = nodes.toSorted((a, b) => secondsOf(a.result!) - secondsOf(b.result!));
    this.#seconds = open.reduce((sum, { result }) => sum + secondsOf(result!), 0);
    listener({ event: "planned", run: open.length, cached: 0, seconds: this.#seconds / jobs });
    using _hold = this.#plan.hold;
    const work = async (): Promise<void> => {
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (stop.aborted || kill.aborted) return;
        await bringInputs(inputsOf(node, this.#plan), this.#plan, stop); // what is still missing, the action finds out
        await bringHere(node.result!, this.#plan, stop);
        await this.#verify(node.action, node.prepared!, node.result!);
      }
    };
    try {
      await Promise.all(Array.from({ length: jobs }, work));
    } finally {
      await Deno.remove(this.#scratch, { recursive: true }).catch(() => {}); // gc's, then
    }
    const [same, different, failed] = [this.#same, this.#different, this.#failed];
    listener({ event: "done", executed: same + different, cached: 0, failed });
    return { same, different, failed, interrupted: stop.aborted || kill.aborted };
  }

  async #verify(
    { labels, stage: { run } }: Action,
    action: PreparedAction,
    result: ActionResult,
  ): Promise<void> {
    const { executor, listener, stop, kill, jobs, threads } = this.#options;
    const { store } = this.#plan;
    const { key, name, description: { stage } } = action;
    const label = { key, stage, label: name, labels };
    const scratch = join(this.#scratch, action.key);
    const left = (): number => this.#seconds / jobs;
    await putCode(action, store);
    listener({ event: "started", reason: "to be verified", ...label });
    const request = executionRequest(action, store, {
      scratch,
      lock: join(this.#scratch, `${action.key}.lock`),
      checkpointEvery: 3600,
      threads,
    });
    const differing: string[] = [];
    const execution = await executor.execute(
      request,
      Object.keys(action.description.code.packages),
      {
        locked: () => Promise.resolve(true),
        record: async () => {
          for (const [output, artifact] of Object.entries(result.outputs)) {
            const path = outputPath(scratch, `${output}.${artifact.format}`);
            const { digest } = await digestOfFile(path);
            if (digest === artifact.digest) continue;
            const [how, kept] = await this.#keep(path, action, output, artifact);
            differing.push(output);
            listener({ event: "different", ...label, output, message: how, kept });
          }
        },
        progress: (progress) =>
          listener({ event: "progress", ...label, ...progress, left: left() }),
        waiting: () => {},
        stop,
        kill,
      },
    );
    await Deno.remove(scratch, { recursive: true }).catch(() => {}); // again at the end
    this.#seconds -= secondsOf(result);
    if (execution.kind !== "finished") {
      if (execution.kind === "interrupted") return listener({ event: "interrupted", ...label });
      this.#failed++;
      const { workspace } = this.#plan;
      const failure = await inSources(whyFailed(execution), run, action.code, workspace);
      return listener({ event: "failed", ...label, ...failure });
    }
    if (differing.length > 0) this.#different++;
    else this.#same++;
    const bytes = Object.values(result.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
    const seconds = secondsOf({ ...result, ...execution });
    listener({ event: "executed", ...label, seconds, bytes, left: left() });
  }

  /** Moves a file that differs out of the scratch, and says how it differs. */
  async #keep(
    path: string,
    { key }: PreparedAction,
    output: string,
    { digest, format }: Artifact,
  ): Promise<readonly [how: string, kept: string]> {
    const { store } = this.#plan;
    const kept = join(store.root, "different", key, `${output}.${format}`);
    const expected = await readRegularFile(store.blobPath(digest)).catch(() => undefined);
    const how = expected === undefined
      ? "it has another digest, and the file in the cache is missing"
      : digestOf(expected) !== digest
      ? "it has another digest, and the file in the cache is damaged"
      : this.#options.difference(format, expected, await Deno.readFile(path));
    try {
      await Deno.mkdir(dirname(kept), { recursive: true });
      await Deno.rename(path, kept);
    } catch (error) {
      throw explainIo(error, "keep the differing file", kept);
    }
    return [how, kept];
  }
}

function whyFailed(execution: Execution): { message: string; detail: string } {
  switch (execution.kind) {
    case "failed":
      return execution;
    case "damaged":
      return {
        message: `Its input ${execution.digest} is damaged (${execution.why}); run reproduce first`,
        detail: "",
      };
    default:
      throw new EnvironmentError(`Execution ended as "${execution.kind}"`);
  }
}
