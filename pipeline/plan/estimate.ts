import { secondsOf } from "../action_result.ts";
import { producers } from "../graph.ts";
import type { Node, Plan } from "./plan.ts";

/**
 * How long a run will take: the stages' own estimates, corrected by what the actions of the same
 * stage took so far, here or in results that are in the cache, also of former parameters or code.
 */
export class Estimate {
  readonly #jobs: number;
  readonly #expected = new Map<Node, number>();
  readonly #toEnd = new Map<string, number>();
  /** By stage: estimated and measured seconds of finished actions. */
  readonly #seen = new Map<string, { expected: number; measured: number }>();
  readonly #open: Map<Node, number>;

  constructor(plan: Plan, jobs: number) {
    this.#jobs = jobs;
    for (const [stage, duration] of plan.recorded) this.#seen.set(stage, { ...duration });
    const nodes = [...plan.nodes.values()];
    for (const node of nodes) {
      const { stage, parameters } = node.action;
      this.#expected.set(node, stage.cost(parameters).seconds);
      if (node.result !== undefined) this.observe(node, secondsOf(node.result));
    }
    this.#open = new Map(
      nodes.filter(({ reason }) => reason !== undefined).map((node) => [node, 0]),
    );
    for (const node of nodes.reverse()) {
      const { name } = node.action;
      const here = this.seconds(node) + (this.#toEnd.get(name) ?? 0);
      this.#toEnd.set(name, here);
      for (const producer of producers(node.action)) {
        this.#toEnd.set(producer, Math.max(here, this.#toEnd.get(producer) ?? 0));
      }
    }
  }

  /** Expected seconds of one action. */
  seconds(node: Node): number {
    const seen = this.#seen.get(node.action.stage.name);
    const expected = this.#expected.get(node) ?? 0;
    return seen === undefined ? expected : expected * seen.measured / seen.expected;
  }

  /** Expected seconds from the start of an action to the end of the longest chain behind it. */
  secondsToEnd(node: Node): number {
    return this.#toEnd.get(node.action.name) ?? 0;
  }

  /** Expected seconds to the end of the run. */
  secondsLeft(): number {
    let work = 0;
    let longest = 0;
    for (const [node, fraction] of this.#open) {
      const done = fraction * this.seconds(node);
      work += this.seconds(node) - done;
      longest = Math.max(longest, this.secondsToEnd(node) - done);
    }
    return Math.max(0, work / this.#jobs, longest); // sums that cancel out may end below 0
  }

  /** Records how much of an action is done, 0 to 1. */
  progress(node: Node, fraction: number): void {
    if (this.#open.has(node)) this.#open.set(node, fraction);
  }

  /** Removes an action from what is left. */
  close(node: Node): void {
    this.#open.delete(node);
  }

  /** Adds an action to what is left again. */
  reopen(node: Node): void {
    this.#open.set(node, 0);
  }

  /** Learns from an execution. */
  observe(node: Node, measured: number): void {
    const { name } = node.action.stage;
    const seen = this.#seen.get(name) ?? { expected: 0, measured: 0 };
    seen.expected += this.#expected.get(node) ?? 0;
    seen.measured += measured;
    if (seen.expected > 0) this.#seen.set(name, seen);
  }
}
