import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { canonicalJson } from "../pipeline/canonical.ts";
import { digestOf } from "../pipeline/digest.ts";
import { openEngine } from "../pipeline/engine.ts";
import { UsageError } from "../pipeline/errors.ts";
import type { Executor } from "../pipeline/executor.ts";
import type { Plan } from "../pipeline/plan.ts";
import { selectActions } from "../pipeline/select.ts";
import type { Configuration } from "./configuration.ts";
import { experiment } from "./experiment.ts";
import { batteries } from "./numerics.ts";
import { readProfile } from "./profile.ts";
import { applySettings } from "./settings.ts";
import type { Setting } from "./settings.ts";

/** What to reproduce, as the command line says it. */
export interface Request {
  readonly profile: string;
  readonly seeds?: string;
  readonly only?: string;
  readonly set: readonly string[];
  readonly cache?: string;
  readonly out?: string;
  readonly warn: (message: string) => void;
}

export interface Prepared {
  readonly configuration: Configuration;
  readonly settings: readonly Setting[];
  readonly plan: Plan;
  readonly executor: Executor;
  /** Where the figures go. */
  readonly out: string;
  /** "quick", or "quick+1a2b3c4d" if it was changed. */
  readonly name: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** From words to a plan: profile, settings, graph, selection, cache. */
export async function prepare(request: Request): Promise<Prepared> {
  const profile = await readProfile(request.profile);
  const seeded = request.seeds === undefined
    ? profile
    : { ...profile, seeds: parseSeeds(request.seeds) };
  const { configuration, settings } = applySettings(seeded, request.set);
  const changed = canonicalJson(configuration) !== canonicalJson(profile);
  const own = request.profile.replace(/^.*[/\\]/, "").replace(/\.json$/, "");
  const name = changed ? `${own}+${digestOf(canonicalJson(configuration)).slice(0, 8)}` : own;
  const graph = experiment(configuration);
  const words = request.only?.split(",").map((word) => word.trim()).filter((word) => word !== "");
  const { plan, executor } = await openEngine({
    root,
    cache: request.cache ?? join(root, "cache"),
    graph,
    batteries,
    name,
    ...(words === undefined ? {} : { targets: selectActions(graph, words) }),
    warn: request.warn,
  });
  const out = request.out ?? join(root, "figures", "out", name);
  return { configuration, settings, plan, executor, out, name };
}

/** "0,2-4" -> [0, 2, 3, 4] */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(",").flatMap((part) => {
    const match = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || last < first || last - first > 10000) {
      throw new UsageError(
        `Cannot use --seeds "${text}": expected numbers and ranges, as in 0,2-4`,
      );
    }
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return [...new Set(seeds)].sort((a, b) => a - b);
}
