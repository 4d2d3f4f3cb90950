import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { About, Size } from "../../figures/parts/about.ts";
import type { Protocol } from "../../lib/conditions.ts";
import type { Plan } from "../../pipeline/plan/plan.ts";
import type { Configuration } from "../../stages/configuration/configuration.ts";
import { parseConfiguration } from "../../stages/configuration/profile.ts";
import { weighs } from "../../stages/experiment/claims_evidence.ts";
import { isFigure } from "../../stages/experiment/draw.ts";
import { ROOT } from "../project.ts";

/** What a report says of itself: what was run, when, of which sizes, and by which version of the code. */
export async function aboutReport(
  plan: Plan,
  { configuration, name, protocol }: {
    readonly configuration: Configuration;
    readonly name: string;
    readonly protocol: Protocol;
  },
): Promise<About> {
  const days = [...plan.nodes.values()]
    .filter(({ action }) => isFigure(action, protocol) || weighs(action, protocol))
    .flatMap(({ result }) => result === undefined ? [] : result.started.slice(0, 10));
  return {
    profile: name,
    protocol,
    seeds: configuration.seeds,
    computed: days.length === 0 ? undefined : [days.sort()[0]!, days.at(-1)!],
    sizes: sizesOf(configuration),
    commit: await commitOf(ROOT),
  };
}

/** The sizes that decide what a run can show, beside the paper's. */
function sizesOf(configuration: Configuration): Size[] {
  const paper = parseConfiguration({}, "the defaults");
  const size = (what: string, of: (configuration: Configuration) => number): Size => ({
    what,
    here: of(configuration),
    paper: of(paper),
  });
  return [
    size("units (spatial)", ({ spatial }) => spatial.vanilla.network.units),
    size("place cells", ({ spatial }) => spatial.vanilla.cells.count),
    size("training batches (spatial)", ({ spatial }) => spatial.vanilla.train.batches),
    size("training batches (head direction)", (c) => c.headDirection.vanilla.train.batches),
    size("trajectories of a phase", ({ spatial }) => spatial.vanilla.active.trajectories),
    size("quiescent steps", ({ spatial }) => spatial.vanilla.quiescent.steps),
    size("seeds", ({ seeds }) => seeds.length),
  ];
}

/** The commit that is checked out in a folder; undefined where there is none to be found. */
export async function commitOf(folder: string): Promise<string | undefined> {
  try {
    const git = await gitFolder(folder);
    const head = await read(git, "HEAD");
    const [, ref] = /^ref: (\S+)$/.exec(head) ?? [];
    if (ref === undefined) return head;
    const common = resolve(git, await read(git, "commondir").catch(() => "."));
    const loose = await read(common, ref).catch(() => undefined);
    return loose ?? packed(await read(common, "packed-refs"), ref);
  } catch {
    return undefined; // no checkout, or one of another kind
  }
}

/** `.git`; in a linked work tree a file that says where it is. */
async function gitFolder(folder: string): Promise<string> {
  const entry = join(folder, ".git");
  const linked = await readFile(entry, "utf8").catch(() => undefined);
  return linked === undefined ? entry : resolve(folder, linked.trim().replace(/^gitdir: /, ""));
}

const read = async (...path: [string, string]): Promise<string> =>
  (await readFile(join(...path), "utf8")).trim();

const packed = (refs: string, ref: string): string | undefined =>
  refs.split("\n").find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
