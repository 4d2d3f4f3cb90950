import { producers } from "../graph.ts";
import type { Node, Plan } from "../plan/plan.ts";

/** Of a node: waiting for its producers, ready for its turn, failed by itself or behind one that did. */
export type State = "waiting" | "ready" | "running" | "done" | "failed";

/** How far each node of a plan is, and which one starts next. */
export class Frontier {
  readonly #plan: Plan;
  readonly #urgency: (node: Node) => number;
  readonly #states = new Map<Node, State>();
  readonly #consumers = new Map<string, Node[]>();
  /** Ascending by urgency: the last one is next. */
  readonly #ready: Node[] = [];

  /** @param urgency of the nodes that are ready, the greatest starts first */
  constructor(plan: Plan, urgency: (node: Node) => number) {
    this.#plan = plan;
    this.#urgency = urgency;
    for (const node of plan.nodes.values()) {
      this.#states.set(node, node.reason === undefined ? "done" : "waiting");
      for (const producer of producers(node.action)) {
        const consumers = this.#consumers.get(producer);
        if (consumers === undefined) this.#consumers.set(producer, [node]);
        else consumers.push(node);
      }
    }
  }

  is(state: State, node: Node): boolean {
    return this.#states.get(node) === state;
  }

  /** Has every node that waits, and whose producers are done, wait for its turn. */
  advance(nodes: Iterable<Node> = this.#plan.nodes.values()): void {
    for (const node of nodes) {
      if (this.is("waiting", node) && this.#isReady(node)) this.#enqueue(node);
    }
  }

  /** The next node, which runs then; undefined if none is ready. */
  start(): Node | undefined {
    for (let node = this.#ready.pop(); node !== undefined; node = this.#ready.pop()) {
      if (!this.is("ready", node)) continue; // blocked meanwhile
      const isReady = this.#isReady(node); // unless what it reads was found damaged meanwhile
      this.#states.set(node, isReady ? "running" : "waiting");
      if (isReady) return node;
    }
    return undefined;
  }

  /** How many of the nodes that are ready satisfy a condition, counted up to a limit. */
  countReady(condition: (node: Node) => boolean, limit: number): number {
    let count = 0;
    for (let i = this.#ready.length - 1; i >= 0 && count < limit; i--) {
      if (condition(this.#ready[i]!)) count++;
    }
    return count;
  }

  /** Has a node wait (again) until it is advanced. */
  wait(node: Node): void {
    this.#states.set(node, "waiting");
  }

  finish(node: Node): void {
    this.#states.set(node, "done");
    this.advance(this.#consumers.get(node.action.name) ?? []);
  }

  /** Gives a node up. */
  fail(node: Node): void {
    this.#states.set(node, "failed");
  }

  /** Gives up what rests on an action that failed; the nodes that were still open. */
  block(after: string): Node[] {
    const blocked: Node[] = [];
    const open = [...this.#consumers.get(after) ?? []];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!this.is("waiting", next) && !this.is("ready", next)) continue;
      this.#states.set(next, "failed");
      blocked.push(next);
      open.push(...this.#consumers.get(next.action.name) ?? []);
    }
    return blocked;
  }

  #enqueue(node: Node): void {
    const urgency = this.#urgency(node);
    let [low, high] = [0, this.#ready.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#urgency(this.#ready[middle]!) <= urgency) low = middle + 1;
      else high = middle;
    }
    this.#ready.splice(low, 0, node);
    this.#states.set(node, "ready");
  }

  #isReady({ action }: Node): boolean {
    const { nodes } = this.#plan; // it holds all ancestors
    return producers(action).every((name) => this.is("done", nodes.get(name)!));
  }
}
