import { join } from "node:path";
import { counted } from "../amount.ts";
import { digestOf } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { explainIo, UsageError } from "../errors.ts";
import { references } from "../graph.ts";
import type { ArtifactRef } from "../graph.ts";
import type { Node, Plan } from "../plan/plan.ts";
import { bringWhole } from "../remote/artifacts.ts";
import { artifactBytes, materialise } from "../store/materialise.ts";
import { isOurs, sign } from "../store/signature.ts";
import type { Signer } from "../store/signature.ts";
import { encodePublication, mark, RECORDS } from "./publication.ts";
import type { Publication, PublishedAction, PublishedFile } from "./publication.ts";
import type { CrateSubject } from "./crate_subject.ts";
import { previewPage } from "./preview.ts";
import { PREVIEW, roCrate } from "./ro_crate.ts";
import type { CrateFile, CrateFolder } from "./ro_crate.ts";
import { writeZip } from "./zip.ts";

export interface PublishOptions {
  readonly folder: string;
  /** Of the configuration: "quick". */
  readonly name: string;
  readonly subject: CrateSubject;
  /** Where an artifact goes in the folder: a readable path that is no other's. */
  readonly pathOf: (ref: ArtifactRef, format: string) => string;
  /** What else the folder holds, by path: reports, the lock file, the licence. */
  readonly extras: ReadonlyMap<string, CrateExtra>;
  /** The sources that ran it, by path within the folder that is described for them. */
  readonly source?: CrateSource | undefined;
  /** A file into which all is packed, too. */
  readonly zip?: string | undefined;
  /** Signs the results that were made here; signatures of others go along as they are. */
  readonly signer?: Signer | undefined;
  /** Whether adopted results are signed, too. */
  readonly shareAdopted?: boolean | undefined;
}

export interface CrateExtra {
  readonly bytes: Uint8Array;
  readonly description: string;
  /** What it is beside a file: "ImageObject". */
  readonly type?: string;
}

/** A folder that goes with the results and is described as a whole. */
export interface CrateSource {
  readonly folder: CrateFolder;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const METADATA = "ro-crate-metadata.json";
const SUMS = "SHA256SUMS";

/**
 * Writes a plan's results as a folder to be archived: artifacts under readable names, the code that
 * made them, records that `import` reads, digests, and the provenance as an RO-Crate. The same cache
 * gives the same bytes: all times are those of the results.
 *
 * @returns the records, and the actions that were left out because their artifacts are gone
 */
export async function writePublication(
  plan: Plan,
  { folder, name, subject, pathOf, extras, source, zip, ...signing }: PublishOptions,
): Promise<{ readonly publication: Publication; readonly missing: readonly string[] }> {
  const before = await listed(folder);
  const kept: Node[] = [];
  const missing: string[] = [];
  for (const node of plan.nodes.values()) {
    const there = node.prepared !== undefined && node.result !== undefined &&
      await bringWhole(node.result, { store: plan.store });
    if (there) kept.push(node);
    else missing.push(node.action.name);
  }
  const published = new Set(kept.map(({ action }) => action.name));
  if (plan.targets.some((target) => !published.has(target))) {
    throw new UsageError(
      `Cannot publish: ${counted(missing.length, "action has", "actions have")} no result in the ` +
        `cache ("${missing[0]}"); run "deno task reproduce" with the same options first`,
    );
  }
  const publication: Publication = {
    name,
    actions: await Promise.all(kept.map((node) => describe(node, published, pathOf, signing))),
    targets: plan.targets,
  };
  const sums = new Map<string, Digest>();
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await materialise(join(folder, path), bytes);
    sums.set(path, digestOf(bytes));
  };
  for (const [i, { code, outputs }] of publication.actions.entries()) {
    if (!sums.has(code)) await write(code, kept[i]!.code.bundle); // one node an action
    for (const { path, digest } of Object.values(outputs)) {
      if (sums.has(path)) throw new Error(`Two artifacts are named "${path}"`);
      await write(path, await artifactBytes(plan.store, digest));
    }
  }
  for (const [path, { bytes }] of extras) if (!sums.has(path)) await write(path, bytes);
  for (const [path, bytes] of source?.files ?? []) await write(source!.folder.path + path, bytes);
  await write(RECORDS, encodePublication(publication));
  await write(subject.workflow.path, workflow(publication));
  const crate = roCrate(publication, subject, [
    { path: subject.workflow.path, description: subject.workflow.description },
    { path: RECORDS, description: "What ran: keys, descriptions, results; for import" },
    { path: SUMS, description: "Digests of all files, for sha256sum --check" },
    ...[...extras].map(([path, { bytes, ...rest }]): CrateFile => ({
      path,
      bytes: bytes.length,
      ...rest,
    })),
    ...source === undefined ? [] : [source.folder],
  ]);
  await write(METADATA, new TextEncoder().encode(`${JSON.stringify(crate, null, 1)}\n`));
  await write(PREVIEW, new TextEncoder().encode(previewPage(crate["@graph"])));
  await removeStale(folder, before, sums);
  const lines = [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([path, sum]) =>
    `${sum}  ${path}`
  );
  await materialise(join(folder, SUMS), new TextEncoder().encode(`${lines.join("\n")}\n`));
  if (zip !== undefined) await writeZip(folder, [...sums.keys(), SUMS], zip);
  return { publication, missing };
}

async function describe(
  { action, prepared, result, code }: Node,
  published: ReadonlySet<string>,
  pathOf: PublishOptions["pathOf"],
  { signer, shareAdopted = false }: Pick<PublishOptions, "signer" | "shareAdopted">,
): Promise<PublishedAction> {
  const { key, description } = prepared!; // `writePublication` has chosen those that have both
  const inputs: Record<string, ArtifactRef[]> = {};
  for (const { input, ref } of references(action)) {
    if (published.has(ref.action)) (inputs[input] ??= []).push(ref);
  }
  const outputs: Record<string, PublishedFile> = {};
  for (const [output, artifact] of Object.entries(result!.outputs)) {
    const path = pathOf({ action: action.name, output }, artifact.format);
    outputs[output] = { path, ...artifact };
  }
  const signature = signer !== undefined && isOurs(result!, shareAdopted)
    ? await sign(key, result!, signer)
    : result!.signature?.text;
  return {
    name: action.name,
    key,
    description,
    inputs,
    code: `code/${action.stage.name}-${mark(code.bundle)}.js`,
    outputs,
    started: result!.started,
    completed: result!.completed,
    ...(result!.adopted === undefined ? {} : { adopted: result!.adopted }),
    ...(signature === undefined ? {} : { signature }),
  };
}

/** The graph that ran, for a reader: each action with its stage, parameters and inputs. */
function workflow({ actions, targets }: Publication): Uint8Array {
  const graph = actions.map(({ name, description: { stage, parameters, outputs }, inputs }) => {
    const from = Object.entries(inputs)
      .map(([input, refs]) => [input, refs.map(({ action, output }) => `${action}.${output}`)]);
    return { name, stage, parameters, inputs: Object.fromEntries(from), outputs };
  });
  return new TextEncoder().encode(`${JSON.stringify({ targets, actions: graph }, null, 1)}\n`);
}

/** Files of an earlier publication; throws a UsageError if the folder is somebody else's. */
async function listed(folder: string): Promise<string[]> {
  try {
    const lines = (await Deno.readTextFile(join(folder, SUMS))).trim().split("\n");
    return lines.map((line) => line.slice(66)).filter((path) => !path.split("/").includes(".."));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw explainIo(error, "write", folder);
  }
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []); // not there: made
  if (entries.length === 0) return [];
  throw new UsageError(
    `Cannot publish into "${folder}": it holds other files; expected an empty or new folder`,
  );
}

async function removeStale(
  folder: string,
  before: readonly string[],
  sums: ReadonlyMap<string, Digest>,
): Promise<void> {
  for (const path of before.filter((path) => !sums.has(path))) {
    await Deno.remove(join(folder, path)).catch(() => {}); // gone already
  }
}
