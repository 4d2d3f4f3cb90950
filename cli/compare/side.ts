import { join } from "node:path";
import { protocols } from "../../lib/conditions.ts";
import type { Protocol } from "../../lib/conditions.ts";
import type { ActionDescription } from "../../pipeline/action_key.ts";
import type { ActionResult } from "../../pipeline/action_result.ts";
import { bounded } from "../../pipeline/bounded.ts";
import { canonicalJson } from "../../pipeline/canonical.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { hasAllBlobs } from "../../pipeline/execute/perform.ts";
import type { Action } from "../../pipeline/graph.ts";
import { printName } from "../../pipeline/labels.ts";
import { didYouMean } from "../../pipeline/nearest.ts";
import { readHistory } from "../../pipeline/store/history.ts";
import { readRegularText } from "../../pipeline/store/regular_file.ts";
import type { Store } from "../../pipeline/store/store.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { profileNames } from "../../stages/configuration/profile.ts";
import { choose } from "../prepare.ts";
import type { Chosen } from "../prepare.ts";
import { readRunWords } from "../run_words.ts";

/** Results that are read at a time. */
const AT_A_TIME = 16;

/** A run, or what it gave under one protocol. */
export interface RunName {
  readonly run: string;
  /** All protocols if undefined. */
  readonly protocol?: Protocol | undefined;
}

/** An action with what it gave last. */
export interface Made {
  /** Named without its protocol where the results of two are compared. */
  readonly action: Action;
  readonly result: ActionResult;
  readonly description: ActionDescription;
}

/** One of two runs that are compared. */
export interface Side {
  /** "quick", "quick, described" */
  readonly name: string;
  /** The options that chose it. */
  readonly words: string;
  readonly configuration: Configuration;
  readonly made: ReadonlyMap<string, Made>;
  /** Results that were of other parameters than its options mean today. */
  readonly stale: number;
  /** Results that are no longer in the cache. */
  readonly gone: number;
}

/**
 * What a word means: a run that the cache knows, or a report's folder, whose page says which run it is
 * of. Throws a UsageError, with the nearest name, if it is neither.
 */
export async function readRunName(word: string, runs: readonly string[]): Promise<RunName> {
  if (runs.includes(word)) return { run: word };
  const page = await readRegularText(join(word, "index.html")).catch(() => undefined);
  if (page === undefined) {
    const near = didYouMean(word, runs) || '; "deno task runs" lists them';
    throw new UsageError(
      `Cannot compare "${word}": this cache knows of no such run, nor is it a report's folder${near}`,
    );
  }
  const said = (name: string): string | undefined =>
    new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(page)?.[1];
  const run = said("run");
  if (run === undefined || !runs.includes(run)) {
    const why = run === undefined
      ? "its page does not say which run it is of"
      : `this cache knows nothing of its run "${run}"`;
    throw new UsageError(`Cannot compare "${word}": ${why}; reproduce it again`);
  }
  return { run, protocol: protocols.find((protocol) => protocol === said("protocol")) };
}

/** Reads what a run gave last. Throws a UsageError if its options mean nothing today. */
export async function readSide(store: Store, { run, protocol }: RunName): Promise<Side> {
  const words = await wordsOf(store, run);
  const { graph, configuration } = await chosenBy(words, run, protocol);
  const keys = await readHistory(store.runPath(run));
  const slot = bounded(AT_A_TIME);
  let stale = 0, gone = 0;
  const read = async (action: Action): Promise<Made | undefined> => {
    const key = keys.get(action.name);
    if (key === undefined) return undefined;
    const [result, description] = await Promise.all([
      store.readResult(key),
      store.readDescription(key),
    ]);
    if (result === undefined || description === undefined || !await hasAllBlobs(result, store)) {
      return void gone++;
    }
    const same = canonicalJson(description.parameters) === canonicalJson(action.parameters);
    const isTable = action.labels["group"] === "sweep"; // --only says which measures it has
    if (!same && !isTable) stale++;
    return {
      action: protocol === undefined ? action : withoutProtocol(action),
      result,
      description,
    };
  };
  const actions = [...graph.actions.values()];
  const made = await Promise.all(actions.map((action) => slot(() => read(action))));
  return {
    name: protocol === undefined ? run : `${run}, ${protocol}`,
    words,
    configuration,
    made: new Map(made.flatMap((each) => each === undefined ? [] : [[each.action.name, each]])),
    stale,
    gone,
  };
}

/** What the options of a run choose: of the paper's experiment under all protocols, if none is asked for. */
async function chosenBy(words: string, run: string, protocol: string | undefined): Promise<Chosen> {
  const options = readRunWords(words);
  const all = options.experiment === undefined ? "both" : options.protocol;
  try {
    return await choose({ ...options, protocol: protocol ?? all });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`Cannot compare "${run}", which ran with ${words}: ${error.message}`);
  }
}

/** An earlier version did not write options down: a profile's own name says them. */
async function wordsOf(store: Store, run: string): Promise<string> {
  const words = await readRegularText(store.runWordsPath(run)).catch(() => undefined);
  if (words !== undefined) return words.trim();
  if (profileNames.some((name) => name === run)) return `--profile ${run}`;
  throw new UsageError(
    `Cannot compare "${run}": with which options it ran is not known; reproduce it again`,
  );
}

/** Under the name that the other protocol's action has, too. */
function withoutProtocol(action: Action): Action {
  const { protocol: _, ...labels } = action.labels;
  return { ...action, labels, name: printName(labels, action.leaf) };
}
