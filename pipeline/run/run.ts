import { secondsOf } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { inSources } from "../code/source_places.ts";
import { EnvironmentError, messageOf } from "../errors.ts";
import { onceEach } from "../events.ts";
import type { Listener } from "../events.ts";
import type { Perform, Performed, PreparedAction } from "../execute/perform.ts";
import { Estimate } from "../plan/estimate.ts";
import {
  bringInputs,
  bringTargets,
  damagedOf,
  demand,
  inputsOf,
  resolveNode,
} from "../plan/plan.ts";
import type { Node, Plan } from "../plan/plan.ts";
import { bringWhole, canBeHad } from "../remote/artifacts.ts";
import { noteFailure } from "../store/failure.ts";
import { Frontier } from "./frontier.ts";
import { Repairs } from "./repairs.ts";
import type { Remedy } from "./repairs.ts";
import { threadShare } from "./thread_share.ts";

export interface RunOptions {
  /** Actions at a time. */
  readonly jobs: number;
  readonly perform: Perform;
  readonly listener: Listener;
  /** Aborted: start nothing more, let running actions write a checkpoint and stop. */
  readonly stop: AbortSignal;
  /** Aborted: stop running actions at once. */
  readonly kill: AbortSignal;
  /** Seconds between checkpoints of a long action. */
  readonly checkpointEvery: number;
  /** Threads of every tensor action; its share of the idle cores if not given. */
  readonly threads?: number | undefined;
}

export interface Summary {
  readonly executed: number;
  readonly cached: number;
  readonly failed: number;
  readonly interrupted: boolean;
  /** The targets that have results now. */
  readonly given: readonly string[];
}

/** Carries a plan out. Of the actions that are ready, the one with the longest chain behind it starts. */
export async function runPlan(plan: Plan, options: RunOptions): Promise<Summary> {
  using _hold = plan.hold;
  if (plan.remote !== undefined) await bringTargets(plan, options.stop);
  return await new Run(plan, options).run();
}

class Run {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #estimate: Estimate;
  readonly #frontier: Frontier;
  readonly #repairs = new Repairs();
  readonly #running = new Set<Promise<void>>();
  /** Threads of the running actions. */
  readonly #threads = new Map<Node, number>();
  readonly #warn: (message: string) => void;
  readonly #executed = new Set<Node>();
  #failed = 0;
  #fatal: unknown;

  constructor(plan: Plan, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#estimate = new Estimate(plan, options.jobs);
    this.#frontier = new Frontier(plan, (node) => this.#estimate.secondsToEnd(node));
    this.#warn = onceEach((message) => options.listener({ event: "warning", message }));
  }

  async run(): Promise<Summary> {
    const { jobs, listener, stop, kill } = this.#options;
    const halted = (): boolean => stop.aborted || kill.aborted || this.#fatal !== undefined;
    const nodes = [...this.#plan.nodes.values()];
    const cached = nodes.filter(({ reason }) => reason === undefined);
    listener({
      event: "planned",
      run: nodes.length - cached.length,
      cached: cached.length,
      seconds: this.#estimate.secondsLeft(),
    });
    for (const node of cached) {
      this.#tellCached(node);
      this.#upload(node);
    }
    await this.#plan.history.save(); // what is cached is kept while the first action takes hours
    this.#frontier.advance();
    for (;;) {
      while (this.#running.size < jobs && !halted()) {
        const node = this.#frontier.start();
        if (node === undefined) break;
        this.#start(node);
      }
      if (this.#running.size === 0) break;
      await Promise.race(this.#running);
    }
    await this.#settleUploads();
    if (this.#fatal !== undefined) throw this.#fatal;
    await this.#plan.history.save();
    const done = new Set(nodes.filter((node) => this.#frontier.is("done", node)));
    const executed = this.#executed.size;
    const summary = { executed, cached: done.size - executed, failed: this.#failed };
    const { remote, targets } = this.#plan;
    listener({ event: "done", ...summary, ...(remote && { fetched: remote.fetched }) });
    const given = targets.filter((name) => done.has(this.#plan.nodes.get(name)!)); // it holds them
    return { ...summary, interrupted: stop.aborted || kill.aborted, given };
  }

  #start(node: Node): void {
    this.#threads.set(node, this.#threadsFor(node));
    const step = this.#step(node)
      .catch((error: unknown) => {
        if (error instanceof EnvironmentError) this.#fatal ??= error;
        else this.#fail(node, messageOf(error), error instanceof Error ? error.stack ?? "" : "");
      })
      .finally(() => {
        this.#running.delete(step);
        this.#threads.delete(node);
      });
    this.#running.add(step);
  }

  #threadsFor(node: Node): number {
    if (node.action.stage.arithmetic === "plain" || this.#plan.blas !== undefined) return 1;
    const { jobs, threads } = this.#options;
    if (threads !== undefined) return threads;
    const isTensor = ({ action }: Node): boolean => action.stage.arithmetic === "tensor";
    const others = this.#frontier.countReady(isTensor, jobs - this.#running.size - 1);
    return threadShare({
      cores: navigator.hardwareConcurrency,
      busy: [...this.#threads.values()].reduce((sum, threads) => sum + threads, 0),
      starting: 1 + others,
      seconds: this.#estimate.seconds(node),
    });
  }

  /** One action from its inputs to its result: found by now, or executed. */
  async #step(node: Node): Promise<void> {
    const inputs = inputsOf(node, this.#plan);
    await resolveNode(this.#plan, node);
    const { perform, listener, stop, kill, checkpointEvery } = this.#options;
    if (node.result !== undefined && await this.#isThere(node, node.result)) {
      this.#tellCached(node);
      return this.#finish(node);
    }
    const action = node.prepared!; // its producers are done, so its inputs are known
    const label = this.#labels(node);
    const lost = await bringInputs(inputs, this.#plan, stop);
    if (stop.aborted) return this.#frontier.wait(node);
    if (lost.length > 0) return await this.#apply(this.#repairs.remedy(lost), node);
    for (const { artifact } of inputs) this.#repairs.end(artifact.digest);
    listener({ event: "started", reason: node.reason ?? "", ...label });
    const performed = await perform(action, {
      progress: (progress) => {
        this.#estimate.progress(node, progress.done / progress.total);
        listener({ event: "progress", ...label, ...progress, left: this.#estimate.secondsLeft() });
      },
      waiting: (holder) => listener({ event: "waiting", holder, ...label }),
      warning: this.#warn,
      printed: (text) => listener({ event: "printed", ...label, text }),
      threads: this.#threads.get(node),
      stop,
      kill,
      checkpointEvery,
    });
    if (performed.kind !== "damaged") return await this.#conclude(node, action, performed);
    // All that it reads is checked, so that all is healed at once.
    const damaged = await damagedOf(inputs, this.#plan);
    const remedy = damaged.length > 0
      ? this.#repairs.remedy(damaged)
      : this.#repairs.doubt(node, performed);
    await this.#apply(remedy, node);
  }

  async #conclude(
    node: Node,
    action: PreparedAction,
    performed: Exclude<Performed, { kind: "damaged" }>,
  ): Promise<void> {
    const { listener } = this.#options;
    switch (performed.kind) {
      case "executed":
        this.#accept(node, action, performed.result);
        this.#plan.history.saveSoon();
        this.#executed.add(node);
        this.#estimate.observe(node, secondsOf(performed.result));
        this.#estimate.close(node);
        listener({
          event: "executed",
          ...this.#labels(node),
          seconds: secondsOf(performed.result),
          bytes: Object.values(performed.result.outputs).reduce((sum, { bytes }) => sum + bytes, 0),
          left: this.#estimate.secondsLeft(),
        });
        return this.#finish(node);
      case "found":
        this.#accept(node, action, performed.result);
        this.#tellCached(node);
        return this.#finish(node);
      case "failed": {
        const { stage } = node.action;
        const failure = await inSources(performed, stage.run, action.code, this.#plan.workspace);
        const { message, detail, at } = failure;
        const note = { ...failure, message: at === undefined ? message : `${message} (${at})` };
        const log = await noteFailure(this.#plan.store, action.key, note);
        return this.#fail(node, message, detail, { log, at });
      }
      case "interrupted":
        this.#frontier.wait(node);
        listener({ event: "interrupted", ...this.#labels(node) });
    }
  }

  #accept(node: Node, action: PreparedAction, result: ActionResult): void {
    node.result = result;
    this.#plan.history.note(node.action.name, action.key);
  }

  /** The artifacts of a target are brought here and checked, others when an action reads them. */
  async #isThere(node: Node, result: ActionResult): Promise<boolean> {
    if (!this.#plan.targets.includes(node.action.name)) return await canBeHad(result, this.#plan);
    return await bringWhole(result, this.#plan, this.#options.stop);
  }

  #upload({ prepared, result }: Node): void {
    if (result !== undefined) this.#plan.remote?.upload(prepared!, result); // it has a key, then
  }

  async #settleUploads(): Promise<void> {
    const { remote } = this.#plan;
    if (remote === undefined || remote.uploading === 0) return;
    this.#options.listener({ event: "uploading", results: remote.uploading });
    await remote.settle(this.#options.stop);
  }

  #finish(node: Node): void {
    this.#upload(node);
    this.#estimate.close(node);
    this.#frontier.finish(node);
  }

  async #apply(remedy: Remedy, node: Node): Promise<void> {
    if (remedy.kind === "again") await this.#makeAgain(node, remedy.culprits);
    else this.#fail(node, remedy.message, "");
  }

  /** Has actions executed again whose artifacts a node needs, and then the node. */
  async #makeAgain(node: Node, culprits: readonly string[]): Promise<void> {
    await demand(this.#plan, culprits);
    this.#frontier.wait(node);
    for (const again of this.#plan.nodes.values()) {
      const isDone = (): boolean => this.#frontier.is("done", again);
      if (again.reason === undefined || !isDone()) continue;
      if (again.result !== undefined && await canBeHad(again.result, this.#plan)) continue;
      if (!isDone()) continue; // another node needed it, too, and was faster
      this.#frontier.wait(again);
      this.#estimate.reopen(again);
    }
    this.#frontier.advance();
    for (const culprit of culprits) {
      if (this.#frontier.is("failed", this.#plan.nodes.get(culprit)!)) this.#block(culprit);
    }
  }

  #fail(
    node: Node,
    message: string,
    detail: string,
    { log, at }: { readonly log?: string | undefined; readonly at?: string | undefined } = {},
  ): void {
    const { listener } = this.#options;
    this.#failed++;
    this.#frontier.fail(node);
    this.#estimate.close(node);
    listener({
      event: "failed",
      ...this.#labels(node),
      message,
      detail,
      ...at && { at },
      ...log && { log },
    });
    this.#block(node.action.name);
  }

  /** Gives up what rests on an action that failed. */
  #block(after: string): void {
    for (const node of this.#frontier.block(after)) {
      this.#estimate.close(node);
      const { name, stage } = node.action;
      this.#options.listener({ event: "blocked", stage: stage.name, label: name, after });
    }
  }

  #tellCached(node: Node): void {
    const { result } = node;
    const from = result?.from?.kind ?? (result?.adopted && "adopted");
    this.#options.listener({ event: "cached", ...this.#labels(node), ...(from && { from }) });
  }

  #labels({ action, prepared }: Node) {
    const { name, labels, stage } = action;
    return { key: prepared!.key, stage: stage.name, label: name, labels }; // resolved by now
  }
}
