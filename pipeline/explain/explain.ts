import type { ActionDescription } from "../action_key.ts";
import { secondsOf } from "../action_result.ts";
import { counted, formatBytes, formatDuration } from "../amount.ts";
import { shorten } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { references } from "../graph.ts";
import type { ArtifactRef } from "../graph.ts";
import { originText } from "../origin.ts";
import { changesBetween } from "../plan/changes.ts";
import type { Change } from "../plan/changes.ts";
import { compare } from "../plan/comparison.ts";
import { Estimate } from "../plan/estimate.ts";
import { artifactOf, describe } from "../plan/plan.ts";
import type { Node, Plan } from "../plan/plan.ts";
import { inWords, shownValue } from "../plan/reason.ts";
import { readContents } from "../tidy/cache_contents.ts";
import type { CacheContents } from "../tidy/cache_contents.ts";
import { codeChanges } from "./code_diff.ts";
import { firstDifference } from "./first_difference.ts";

/** Members of one list input that are followed to what changed them; the rest is counted. */
const FOLLOWED = 3;

/** Lines of a difference of code that are shown, unless all are asked for. */
const CODE_LINES = 60;

export interface ExplainOptions {
  /** Shows all of a difference of code, however long. */
  readonly verbose: boolean;
}

/** Says why an action will run, or what it gave, down to the parameter, function or number. */
export async function explain(
  plan: Plan,
  name: string,
  options: ExplainOptions,
): Promise<string[]> {
  return await new Explanation(plan, options).of(plan.nodes.get(name)!); // the caller selected it
}

/** A description before and after: of the action itself or of one that it rests on. */
interface Versions {
  readonly node: Node;
  readonly before: ActionDescription;
}

class Explanation {
  readonly #plan: Plan;
  readonly #options: ExplainOptions;
  /** Actions and code that have been explained. */
  readonly #said = new Set<string>();
  #contents: Promise<CacheContents> | undefined;

  constructor(plan: Plan, options: ExplainOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  async of(node: Node): Promise<string[]> {
    const { name } = node.action;
    const comparison = await compare(this.#plan, node);
    const { state, before, failure, causes } = comparison;
    if (state === "cached" || state === "adopted") {
      return [`${name} is ${state}`, ...indent(this.#made(node))];
    }
    const time = formatDuration(new Estimate(this.#plan, 1).seconds(node));
    const first = state === "running" ? "is being executed" : `is ${state}: it runs, about ${time}`;
    const lines: string[] = failure === undefined ? [] : [`its last execution failed: ${failure}`];
    if (before === undefined) {
      lines.push("it never ran, as far as this cache knows");
      lines.push(...comparison.awaited.slice(0, 1).map(({ action }) => `it needs ${action} first`));
    } else {
      lines.push(...await this.#since(before.key));
      if (node.result !== undefined || (causes.has("evicted") && causes.size === 1)) {
        lines.push("nothing else changed: its artifacts are no longer in the cache");
      }
      this.#said.add(name);
      lines.push(...await this.#differences({ node, before: before.description }));
    }
    return [`${name} ${first}`, ...indent(lines)];
  }

  /** What an action gave, and where it is from. */
  #made({ result, prepared }: Node): string[] {
    if (result === undefined || prepared === undefined) return []; // cached actions have both
    const { code, inputs } = prepared.description;
    const shown = (digest: Digest | readonly Digest[]): string =>
      typeof digest === "string" ? shorten(digest) : counted(digest.length, "artifact");
    return [
      `made ${dateOf(result.completed)} in ${formatDuration(secondsOf(result))}, ` +
      `key ${shorten(prepared.key)}, code ${shorten(code.bundle)}`,
      originText(result),
      ...Object.entries(inputs).map(([input, digest]) => `input ${input}: ${shown(digest)}`),
      ...Object.entries(result.outputs).map(([output, { digest, bytes, format }]) =>
        `output ${output}.${format}: ${shorten(digest)}, ${formatBytes(bytes)}`
      ),
    ];
  }

  async #since(key: ActionKey): Promise<string[]> {
    const result = await this.#plan.store.readResult(key);
    const date = result === undefined ? "" : ` of ${dateOf(result.completed)}`;
    return [`compared with its last result${date}, key ${shorten(key)}:`];
  }

  /** Everything that differs, each input followed to what changed it. */
  async #differences({ node, before }: Versions): Promise<string[]> {
    const now = describe(this.#plan, node);
    const lines: string[] = [];
    for (const change of changesBetween(now, before)) {
      lines.push(
        ...change.kind === "input"
          ? await this.#inputs({ node, before }, change.name)
          : await this.#change(change, now, before),
      );
    }
    return lines;
  }

  /** What changed the artifacts of an input, which may be a list. */
  async #inputs({ node, before }: Versions, name: string): Promise<string[]> {
    const refs = references(node.action).filter(({ input }) => input === name)
      .map(({ ref }) => ref);
    const old = [before.inputs[name] ?? []].flat();
    if (old.length !== refs.length) {
      return [`input ${name}: ${counted(old.length, "artifact")} → ${refs.length}`];
    }
    const changed = refs.map((ref, i) => ({ ref, old: old[i]! })) // of the same length
      .filter(({ ref, old }) => artifactOf(this.#plan, ref) !== old);
    const lines: string[] = [];
    for (const { ref, old } of changed.slice(0, FOLLOWED)) {
      lines.push(...await this.#input(name, ref, old));
    }
    const rest = changed.length - FOLLOWED;
    return rest > 0 ? [...lines, `input ${name}: and ${rest} more of its artifacts`] : lines;
  }

  /** An input that is another, or will be, and what changed the action that makes it. */
  async #input(name: string, ref: ArtifactRef, old: Digest): Promise<string[]> {
    const producer = this.#plan.nodes.get(ref.action)!; // a plan holds all ancestors
    const now = artifactOf(this.#plan, ref);
    const how = now === undefined
      ? `comes from ${ref.action}, which runs first`
      : `${shorten(old)} → ${shorten(now)}, from ${ref.action}`;
    const head = `input ${name} ${how}`;
    if (this.#said.has(ref.action)) return [`${head} (see above)`];
    this.#said.add(ref.action);
    const before = now === undefined
      ? await this.#plan.history.previous(ref.action)
      : await this.#makerOf(producer, ref.output, old);
    if (before === undefined) return [head];
    const why = await this.#differences({ node: producer, before });
    return [why.length === 0 ? head : `${head}:`, ...indent(why)];
  }

  /** The description under which an artifact of a stage was made, if the cache still has it. */
  async #makerOf(
    { action }: Node,
    output: string,
    digest: Digest,
  ): Promise<ActionDescription | undefined> {
    this.#contents ??= readContents(this.#plan.store.root);
    const makers = [...(await this.#contents).results.values()].filter(({ description, result }) =>
      description?.stage === action.stage.name && result.outputs[output]?.digest === digest
    );
    return makers[0]?.description;
  }

  async #change(
    change: Change,
    now: ActionDescription,
    before: ActionDescription,
  ): Promise<string[]> {
    switch (change.kind) {
      case "parameter": {
        const [from, to] = [change.before, change.now].map(shownValue);
        return [`parameter ${change.name}: ${from} → ${to}`];
      }
      case "code":
        return await this.#code(before.code.bundle, now.code.bundle);
      case "numerics":
        return await this.#numerics(
          change.name,
          before.numerics[change.name],
          now.numerics[change.name],
        );
      case "package": {
        const [from, to] = [before, now].map(({ code }) => code.packages[change.name]);
        return [
          `package ${change.name} is ${
            from === undefined ? "new" : to === undefined ? "gone" : "another"
          }`,
        ];
      }
      default:
        return [inWords(change)];
    }
  }

  async #code(before: Digest, now: Digest): Promise<string[]> {
    if (this.#said.has(before + now)) return ["its code changed (see above)"];
    this.#said.add(before + now);
    const { store, nodes } = this.#plan;
    const old = await store.readBlob(before);
    const bundle = [...nodes.values()].find(({ code }) => code.identity.bundle === now)?.code
      .bundle;
    if (old === undefined || bundle === undefined) {
      return ["its code changed; the former code is no longer in the cache"];
    }
    const lines = (await codeChanges(old, bundle)).flatMap(({ name, kind, lines }) => [
      `code: ${name} ${kind === "changed" ? "changed" : `was ${kind}`}`,
      ...indent(lines),
    ]);
    if (lines.length <= CODE_LINES || this.#options.verbose) return lines;
    return [
      ...lines.slice(0, CODE_LINES),
      `… ${counted(lines.length - CODE_LINES, "more line")} with --verbose`,
    ];
  }

  async #numerics(kind: string, before?: Digest, now?: Digest): Promise<string[]> {
    if (before === undefined || now === undefined) {
      return [`numerics: it ${now === undefined ? "no longer does" : "now does"} ${kind} work`];
    }
    const [a, b] = await Promise.all(
      [before, now].map(async (digest) => parse(await this.#plan.store.readBlob(digest))),
    );
    const found = a === undefined || b === undefined ? undefined : firstDifference(a, b);
    if (found === undefined) return [`numerics: the ${kind} arithmetic of this machine is another`];
    const short = (value: unknown): string => String(JSON.stringify(value)).slice(0, 18);
    return [
      `numerics: the ${kind} arithmetic first differs at "${found.path}": ` +
      `${short(found.before)} → ${short(found.now)}`,
    ];
  }
}

/** A battery is JSON, but nothing checks that. */
function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** "2026-11-22 15:34 UTC" */
const dateOf = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
