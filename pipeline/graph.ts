import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { checkJson } from "./canonical.ts";
import { messageOf, UsageError } from "./errors.ts";
import { flawOf } from "./flaw.ts";
import { labelProblems, nameAction } from "./labels.ts";
import type { ActionName, Naming } from "./labels.ts";
import { didYouMean } from "./nearest.ts";
import type { Stage } from "./stage.ts";
import { stageFlaw } from "./stage_flaw.ts";
import { twinProblem } from "./twins.ts";

/** An output of an action: what another action takes as an input. */
export interface ArtifactRef {
  readonly action: string;
  readonly output: string;
}

/** What an input is bound to: one artifact, or many in an order that counts. */
export type Binding = ArtifactRef | readonly ArtifactRef[];

/** One stage with its parameters and inputs, under a name that is unique in the graph. */
export interface Action extends ActionName {
  readonly stage: Stage;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, Binding>>;
}

/** A checked graph: every reference resolves, names are unique, no cycle. */
export interface Graph {
  /** By name, each after all that it needs. */
  readonly actions: ReadonlyMap<string, Action>;
  /** Names of the actions that the whole graph is run for. */
  readonly targets: readonly string[];
}

/** Outputs of an action just added, by name. */
export type Outputs<Output extends string> = Readonly<Record<Output, ArtifactRef>>;

/**
 * Collects the actions of an experiment; `build` checks them all at once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { z } from "zod";
 * import { defineStage } from "./stage.ts";
 *
 * const common = { parameters: z.strictObject({}), arithmetic: "plain" } as const;
 * const cost = () => ({ seconds: 1, memory: 1e8, output: 1000 });
 * const draw = defineStage({
 *   ...common,
 *   name: "draw",
 *   summary: "Draws numbers",
 *   inputs: {},
 *   outputs: { numbers: "npy" },
 *   cost,
 *   run: new URL("./draw_run.ts", import.meta.url),
 * });
 * const sum = defineStage({
 *   ...common,
 *   name: "sum",
 *   summary: "Adds them up",
 *   inputs: { numbers: { format: "npy" } },
 *   outputs: { total: "json" },
 *   cost,
 *   run: new URL("./sum_run.ts", import.meta.url),
 * });
 *
 * const graph = new GraphBuilder();
 * const { numbers } = graph.add(draw, "draw", {}, {});
 * graph.target(graph.add(sum, "sum", {}, { numbers }));
 * assert.deepEqual([...graph.build().actions.keys()], ["draw", "sum"]);
 * ```
 */
export class GraphBuilder {
  readonly #actions: Action[] = [];
  readonly #byName = new Map<string, Action>();
  readonly #targets = new Set<string>();

  /**
   * Adds an action and gives references to its outputs. What several parts of an experiment need each
   * of them may add: the same action added again is one action.
   *
   * @param naming `{ labels: { task: "spatial", seed: 3 } }` names it "spatial/seed3/" and its stage, or
   * its `leaf` if that is given; a text is the name as it stands, of an action without condition or seed
   */
  add<
    Schema extends z.ZodObject,
    Input extends string,
    Output extends string,
    Asset extends string,
  >(
    stage: Stage<Schema, Input, Output, Asset>,
    naming: Naming,
    parameters: z.input<Schema>,
    inputs: { readonly [name in Input]?: Binding },
  ): Outputs<Output> {
    const flaw = stageFlaw(stage);
    if (flaw !== undefined) throw new UsageError(`Cannot add an action: ${flaw}`);
    const action: Action = {
      ...nameAction(naming, stage.name),
      stage: stage as unknown as Stage, // parameters are checked against the schema in `build`
      parameters,
      inputs: inputs as Readonly<Record<string, Binding>>, // an absent input is absent from the object
    };
    const { name } = action;
    const same = this.#byName.get(name);
    if (same === undefined || !isDeepStrictEqual(same, action)) this.#actions.push(action);
    this.#byName.set(name, action);
    const outputs = Object.keys(stage.outputs).map((output) => [output, { action: name, output }]);
    return Object.fromEntries(outputs) as Outputs<Output>; // the keys are the stage's outputs
  }

  /** An action that was added, its parameters not yet checked. */
  action(name: string): Action | undefined {
    return this.#byName.get(name);
  }

  /** Makes an action one of those that the graph is run for. */
  target(outputs: Outputs<string>): void {
    for (const output of Object.values(outputs)) {
      if (!isRef(output)) {
        throw new UsageError(
          "Cannot make a target: expected all outputs of an action, as add() gives them, not one",
        );
      }
      this.#targets.add(output.action);
    }
  }

  /** The graph, checked. Throws one UsageError that lists every problem found. */
  build(): Graph {
    return checkGraph(this.#actions, [...this.#targets]);
  }
}

/** Checks a graph; throws one UsageError that lists every problem found. */
export function checkGraph(actions: readonly Action[], targets: readonly string[]): Graph {
  const twins = twinProblem(actions);
  const problems = twins === undefined ? [] : [twins];
  for (const action of actions) {
    for (const problem of labelProblems(action.labels)) {
      problems.push(`${problem}, of "${action.name}"`);
    }
  }
  const checked = new Map(actions.map((action) => [action.name, withParameters(action, problems)]));
  for (const action of checked.values()) checkInputs(action, checked, problems);
  for (const target of targets) {
    if (!checked.has(target)) problems.push(`Target "${target}" is not an action of the graph`);
  }
  const order = topologicalOrder(checked, problems);
  if (problems.length > 0) throw new UsageError(`Cannot build the graph: ${problems.join("; ")}`);
  return { actions: new Map(order.map((action) => [action.name, action])), targets };
}

/** An artifact that an action takes, and the name of the input that it stands in. */
export interface Reference {
  readonly input: string;
  readonly ref: ArtifactRef;
}

/** What an action takes, found once: it is asked for at every step of planning and running. */
interface Taken {
  readonly references: readonly Reference[];
  readonly producers: readonly string[];
}

const takenBy = new WeakMap<Action, Taken>();

function taken(action: Action): Taken {
  const known = takenBy.get(action);
  if (known !== undefined) return known;
  const references = Object.entries(action.inputs).flatMap(([input, binding]) =>
    (Array.isArray(binding) ? binding : [binding]).map((ref: ArtifactRef) => ({ input, ref }))
  );
  const names = references.flatMap(({ ref }) => isRef(ref) ? ref.action : []); // checkInputs tells of others
  const found = { references, producers: [...new Set(names)] };
  takenBy.set(action, found);
  return found;
}

/** Every reference of an action, in the order of its inputs. */
export function references(action: Action): readonly Reference[] {
  return taken(action).references;
}

/** Names of the actions whose outputs an action takes, each once. */
export function producers(action: Action): readonly string[] {
  return taken(action).producers;
}

function withParameters(action: Action, problems: string[]): Action {
  const parsed = action.stage.parameters.safeParse(action.parameters);
  if (parsed.success) {
    try {
      checkJson(parsed.data);
    } catch (error) {
      problems.push(`Parameters of "${action.name}": ${messageOf(error)}`);
    }
    return { ...action, parameters: parsed.data };
  }
  for (const issue of parsed.error.issues) {
    problems.push(`Parameter of "${action.name}": ${flawOf(issue, action.parameters)}`);
  }
  return action;
}

function checkInputs(action: Action, all: ReadonlyMap<string, Action>, problems: string[]): void {
  for (const [input, spec] of Object.entries(action.stage.inputs)) {
    const binding = action.inputs[input];
    if (binding === undefined && !spec.optional) {
      problems.push(`Input "${input}" of "${action.name}" is missing`);
    }
    if (binding !== undefined && Array.isArray(binding) !== (spec.list ?? false)) {
      problems.push(
        `Input "${input}" of "${action.name}" is ${
          spec.list ? "one artifact, expected a list" : "a list, expected one artifact"
        }`,
      );
    }
  }
  for (const { input, ref } of references(action)) {
    if (!isRef(ref)) {
      problems.push(`Input "${input}" of "${action.name}" ${refFlaw(ref)}`);
      continue;
    }
    const spec = action.stage.inputs[input];
    const producer = all.get(ref.action);
    const format = producer?.stage.outputs[ref.output];
    if (spec === undefined) {
      const near = didYouMean(input, Object.keys(action.stage.inputs));
      problems.push(`Stage "${action.stage.name}" has no input "${input}"${near}`);
    } else if (producer === undefined) {
      const near = didYouMean(ref.action, all.keys());
      problems.push(
        `Input "${input}" of "${action.name}" names an unknown action "${ref.action}"${near}`,
      );
    } else if (format === undefined) {
      const near = didYouMean(ref.output, Object.keys(producer.stage.outputs));
      problems.push(`Action "${ref.action}" has no output "${ref.output}"${near}`);
    } else if (format !== spec.format) {
      problems.push(
        `Input "${input}" of "${action.name}" is ${format} from "${ref.action}", expected ${spec.format}`,
      );
    }
  }
}

/** Whether something that an experiment without a type check gave is one output of an action. */
function isRef(value: unknown): value is ArtifactRef {
  return typeof value === "object" && value !== null &&
    "action" in value && typeof value.action === "string" &&
    "output" in value && typeof value.output === "string";
}

function refFlaw(value: unknown): string {
  const [[output, first] = []] = typeof value === "object" ? Object.entries(value ?? {}) : [];
  return isRef(first)
    ? `is all outputs of "${first.action}", expected one of them, as in outputs.${output}`
    : "is no output of an action";
}

/** Depth first; the path that is being walked shows a cycle when it meets itself. */
function topologicalOrder(all: ReadonlyMap<string, Action>, problems: string[]): Action[] {
  const order: Action[] = [];
  const state = new Map<string, "open" | "done">();
  for (const start of all.values()) {
    // An explicit stack: a chain of 10,000 actions must not overflow the call stack.
    const stack = [{ action: start, next: 0, needs: producers(start) }];
    if (state.has(start.name)) continue;
    state.set(start.name, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const name = top.needs[top.next++];
      if (name === undefined) {
        state.set(top.action.name, "done");
        order.push(top.action);
        stack.pop();
      } else if (state.get(name) === "open") {
        const path = stack.map(({ action }) => action.name);
        problems.push(
          `Actions form a cycle: ${[...path.slice(path.indexOf(name)), name].join(" -> ")}`,
        );
        return [];
      } else if (!state.has(name)) {
        const action = all.get(name);
        if (action === undefined) continue; // checkInputs has said so
        state.set(name, "open");
        stack.push({ action, next: 0, needs: producers(action) });
      }
    }
  }
  return order;
}
