import { secondsOf } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { EnvironmentError, messageOf } from "../errors.ts";
import type { Listener } from "../events.ts";
import type { Perform, Performed, PreparedAction } from "../execute/perform.ts";
import { producers } from "../graph.ts";
import { Estimate } from "../plan/estimate.ts";
import {
  bringInputs,
  bringTargets,
  damagedOf,
  demand,
  inputsOf,
  resolveNode,
} from "../plan/plan.ts";
import type { InputArtifact, Node, Plan } from "../plan/plan.ts";
import { bringWhole, canBeHad } from "../remote/artifacts.ts";
import { noteFailure } from "../store/failure.ts";
import { Repairs } from "./repairs.ts";
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

/** Carries a plan out. Of the actions that are ready, the one with the longest way behind it starts. */
export async function runPlan(plan: Plan, options: RunOptions): Promise<Summary> {
  using _hold = plan.hold;
  if (plan.remote !== undefined) await bringTargets(plan, options.stop);
  return await new Run(plan, options).run();
}

/** Times that an action may find an input damaged that is good when it is read here. */
const DOUBTS = 3;

type Damaged = Extract<Performed, { kind: "damaged" }>;

/** Of a node: waiting for its producers, ready for its turn, failed by itself or behind one that did. */
type State = "waiting" | "ready" | "running" | "done" | "failed";

class Run {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #estimate: Estimate;
  readonly #states = new Map<Node, State>();
  readonly #consumers = new Map<string, Node[]>();
  readonly #repairs = new Repairs();
  readonly #doubts = new Map<Node, number>();
  /** Ascending by the length of the way behind: the last one is next. */
  readonly #ready: Node[] = [];
  readonly #running = new Set<Promise<void>>();
  /** Threads of the running actions. */
  readonly #threads = new Map<Node, number>();
  readonly #warnings = new Set<string>();
  readonly #executed = new Set<Node>();
  #failed = 0;
  #fatal: unknown;

  constructor(plan: Plan, options: RunOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#estimate = new Estimate(plan, options.jobs);
    for (const node of plan.nodes.values()) {
      this.#states.set(node, node.reason === undefined ? "done" : "waiting");
      for (const producer of producers(node.action)) {
        const consumers = this.#consumers.get(producer);
        if (consumers === undefined) this.#consumers.set(producer, [node]);
        else consumers.push(node);
      }
    }
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
    for (const node of nodes) this.#enqueueIfReady(node);
    for (;;) {
      while (this.#running.size < jobs && !halted()) {
        const node = this.#ready.pop();
        if (node === undefined) break;
        this.#start(node);
      }
      if (this.#running.size === 0) break;
      await Promise.race(this.#running);
    }
    await this.#settleUploads();
    if (this.#fatal !== undefined) throw this.#fatal;
    await this.#plan.history.save();
    const done = new Set(nodes.filter((node) => this.#states.get(node) === "done"));
    const executed = this.#executed.size;
    const summary = { executed, cached: done.size - executed, failed: this.#failed };
    const { remote, targets } = this.#plan;
    listener({ event: "done", ...summary, ...(remote && { fetched: remote.fetched }) });
    const given = targets.filter((name) => done.has(this.#plan.nodes.get(name)!)); // it holds them
    return { ...summary, interrupted: stop.aborted || kill.aborted, given };
  }

  #start(node: Node): void {
    if (this.#states.get(node) !== "ready") return; // blocked meanwhile
    if (!this.#isReady(node)) { // what it reads was found damaged meanwhile, and is made again
      this.#states.set(node, "waiting");
      return;
    }
    this.#states.set(node, "running");
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
    const free = jobs - this.#running.size;
    let starting = 1;
    for (let i = this.#ready.length - 1; i >= 0 && starting < free; i--) {
      if (this.#ready[i]!.action.stage.arithmetic === "tensor") starting++;
    }
    return threadShare({
      cores: navigator.hardwareConcurrency,
      busy: [...this.#threads.values()].reduce((sum, threads) => sum + threads, 0),
      starting,
      seconds: this.#estimate.seconds(node),
    });
  }

  #warn(message: string): void {
    if (!this.#warnings.has(message)) this.#options.listener({ event: "warning", message });
    this.#warnings.add(message);
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
    if (stop.aborted) return void this.#states.set(node, "waiting");
    if (lost.length > 0) return await this.#repair(node, lost);
    for (const { artifact } of inputs) this.#repairs.end(artifact.digest);
    listener({ event: "started", reason: node.reason ?? "", ...label });
    const performed = await perform(action, {
      progress: (progress) => {
        this.#estimate.progress(node, progress.done / progress.total);
        listener({ event: "progress", ...label, ...progress, left: this.#estimate.secondsLeft() });
      },
      waiting: (holder) => listener({ event: "waiting", holder, ...label }),
      warning: (message) => this.#warn(message),
      threads: this.#threads.get(node) ?? 1,
      stop,
      kill,
      checkpointEvery,
    });
    if (performed.kind === "damaged") await this.#heal(node, inputs, performed);
    else await this.#conclude(node, action, performed);
  }

  async #conclude(
    node: Node,
    action: PreparedAction,
    performed: Exclude<Performed, Damaged>,
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
      case "failed":
        await noteFailure(this.#plan.store, action.key, performed.message);
        return this.#fail(node, performed.message, performed.detail);
      case "interrupted":
        this.#states.set(node, "waiting");
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
    this.#states.set(node, "done");
    this.#upload(node);
    this.#estimate.close(node);
    for (const consumer of this.#consumers.get(node.action.name) ?? []) {
      this.#enqueueIfReady(consumer);
    }
  }

  /** An action has found a file damaged: all that it reads is checked, so that all is healed at once. */
  async #heal(
    node: Node,
    inputs: readonly InputArtifact[],
    { digest, why }: Damaged,
  ): Promise<void> {
    const damaged = await damagedOf(inputs, this.#plan);
    if (damaged.length > 0) return await this.#repair(node, damaged);
    // Another action's repair was faster, or it is code, which is stored anew before each execution.
    const doubts = (this.#doubts.get(node) ?? 0) + 1;
    this.#doubts.set(node, doubts);
    if (doubts <= DOUBTS) return await this.#makeAgain(node, []);
    const message = `It found its file ${digest} damaged ${doubts} times (${why}), though it is ` +
      "good when it is read again: check the disk and the network";
    this.#fail(node, message, "");
  }

  /** Has damaged inputs made again, and then tries the action again. */
  async #repair(node: Node, damaged: readonly InputArtifact[]): Promise<void> {
    const hopeless = damaged.find(({ artifact }) => !this.#repairs.begin(artifact.digest));
    if (hopeless === undefined) {
      return await this.#makeAgain(node, damaged.map(({ producer }) => producer));
    }
    const { producer, artifact } = hopeless;
    const message =
      `Its input ${artifact.digest} from "${producer}" was damaged again whenever it ` +
      "had been made again: the disk or another program alters files of the cache";
    this.#fail(node, message, "");
  }

  /** Has actions executed again whose artifacts a node needs, and then the node. */
  async #makeAgain(node: Node, culprits: readonly string[]): Promise<void> {
    await demand(this.#plan, culprits);
    this.#states.set(node, "waiting");
    for (const again of this.#plan.nodes.values()) {
      const isDone = (): boolean => this.#states.get(again) === "done";
      if (again.reason === undefined || !isDone()) continue;
      if (again.result !== undefined && await canBeHad(again.result, this.#plan)) continue;
      if (!isDone()) continue; // another node needed it, too, and was faster
      this.#states.set(again, "waiting");
      this.#estimate.reopen(again);
    }
    for (const again of this.#plan.nodes.values()) this.#enqueueIfReady(again);
    for (const culprit of culprits) {
      if (this.#states.get(this.#plan.nodes.get(culprit)!) === "failed") this.#block(culprit);
    }
  }

  #fail(node: Node, message: string, detail: string): void {
    const { listener } = this.#options;
    this.#failed++;
    this.#states.set(node, "failed");
    this.#estimate.close(node);
    listener({ event: "failed", ...this.#labels(node), message, detail });
    this.#block(node.action.name);
  }

  /** Gives up what rests on an action that failed. */
  #block(after: string): void {
    const open = [...this.#consumers.get(after) ?? []];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const state = this.#states.get(next);
      if (state !== "waiting" && state !== "ready") continue;
      this.#states.set(next, "failed");
      this.#estimate.close(next);
      const { name, stage } = next.action;
      this.#options.listener({ event: "blocked", stage: stage.name, label: name, after });
      open.push(...this.#consumers.get(name) ?? []);
    }
  }

  #enqueueIfReady(node: Node): void {
    if (this.#states.get(node) !== "waiting" || !this.#isReady(node)) return;
    const way = this.#estimate.secondsToEnd(node);
    let [low, high] = [0, this.#ready.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#estimate.secondsToEnd(this.#ready[middle]!) <= way) low = middle + 1;
      else high = middle;
    }
    this.#ready.splice(low, 0, node);
    this.#states.set(node, "ready");
  }

  #isReady({ action }: Node): boolean {
    const { nodes } = this.#plan; // it holds all ancestors
    return producers(action).every((name) => this.#states.get(nodes.get(name)!) === "done");
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
