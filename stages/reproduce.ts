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
import { experiment } from "./experiment/experiment.ts";
import { batteries } from "./numerics/numerics.ts";
import { readProfile } from "./profile.ts";
import { protocols } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";
import { applySettings } from "./settings.ts";
import type { Setting } from "./settings.ts";

/** What to reproduce, as the command line says it. */
export interface Request {
  readonly profile: string;
  /** "released", "described" or "both". */
  readonly protocol: string;
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
  /** Where the figures of each protocol go. */
  readonly folders: ReadonlyMap<Protocol, string>;
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
  const chosen = parseProtocol(request.protocol);
  const graph = experiment(configuration, chosen);
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
  const folders = new Map(chosen.map((protocol) => [protocol, folderOf(out, protocol)]));
  return { configuration, settings, plan, executor, folders, name };
}

/** "quick" and "quick-described", "quick+1a2b3c4d" and "quick-described+1a2b3c4d". */
function folderOf(out: string, protocol: Protocol): string {
  return protocol === "released" ? out : out.replace(/(\+[0-9a-f]{8})?$/, `-${protocol}$1`);
}

function parseProtocol(text: string): readonly Protocol[] {
  if (text === "both") return protocols;
  const found = protocols.filter((protocol) => protocol === text);
  if (found.length > 0) return found;
  throw new UsageError(`Cannot use --protocol "${text}": expected released, described or both`);
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
