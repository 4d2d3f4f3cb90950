import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalJson } from "../canonical.ts";
import { digestOf, parseDigest } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { NearDisk } from "../store/near_disk.ts";
import { readRegularText } from "../store/regular_file.ts";
import type { Store } from "../store/store.ts";
import { bundlerIdentity, bundleRunModules } from "./bundle.ts";
import type { Bundle, Bundles } from "./bundle.ts";
import { bundleScript } from "./bundle_script.ts";
import type { Workspace } from "./workspace.ts";

/**
 * What is written down of bundles, as a blob: all that they depend on, and where their bytes are. It
 * is the same wherever the workspace lies and in whatever order its files were read.
 */
interface BundleRecord {
  /** Of the modules and the settings that the bundles were made from: a record of others is no use. */
  readonly origin: Digest;
  /** Every file that was read, by its path from the workspace. */
  readonly files: readonly (readonly [path: string, digest: Digest])[];
  readonly bundles: readonly {
    readonly digest: Digest;
    readonly packages: Readonly<Record<string, string>>;
    readonly specifiers: readonly string[];
    /** Places in `files`. */
    readonly sources: readonly number[];
  }[];
}

/** The run modules as `bundleRunModules` bundles them. */
export function bundlesOf(
  modules: readonly URL[],
  workspace: Omit<Workspace, "npm" | "denoDir">,
  store: Store,
): Promise<readonly Bundle[]> {
  const by = new URL("./bundle.ts", import.meta.url);
  return remembered(modules, workspace, store, {
    by,
    make: () => bundleRunModules(modules, workspace),
  });
}

/** A module for a web page as `bundleScript` bundles it. */
export async function scriptOf(
  entry: URL,
  workspace: Omit<Workspace, "denoDir">,
  store: Store,
): Promise<string> {
  const by = new URL("./bundle_script.ts", import.meta.url);
  const make = () => bundleScript([entry], workspace);
  const [script] = await remembered([entry], workspace, store, { by, make });
  return new TextDecoder().decode(script!.bytes); // one for one module
}

/** How modules are bundled, and the module of ours that does it. */
interface Bundling {
  readonly by: URL;
  readonly make: () => Promise<Bundles>;
}

/**
 * What a bundler makes of modules; from the cache if every file that it read has the same bytes still.
 * To bundle takes longer than all else that a plan needs.
 */
async function remembered(
  modules: readonly URL[],
  { root, imports, lockBytes }: Pick<Workspace, "root" | "imports" | "lockBytes">,
  store: Store,
  { by, make }: Bundling,
): Promise<readonly Bundle[]> {
  const origin = digestOf(canonicalJson({
    by: await bundlerIdentity(by),
    modules: modules.map((module) => relative(root, fileURLToPath(module)) + module.hash),
    imports,
    lock: digestOf(lockBytes),
  }));
  const path = store.codePath(origin);
  const known = await recall(path, origin, root, store);
  if (known !== undefined) return known;
  const made = await make();
  if (!store.writable) return made.bundles;
  await Promise.all(made.bundles.map(({ bytes }) => store.putBytes(bytes)));
  const record = new TextEncoder().encode(JSON.stringify(recordOf(made, origin, root)));
  await store.writeRecord(path, await store.putBytes(record));
  return made.bundles;
}

async function recall(
  path: string,
  origin: Digest,
  root: string,
  store: Store,
): Promise<Bundle[] | undefined> {
  const digest = await readRegularText(path).then(parseDigest).catch(() => undefined);
  const record = digest && parseRecord(await store.readBlob(digest), origin);
  if (record === undefined) return undefined;
  const { files } = record;
  const disk = new NearDisk();
  const same = await Promise.all(
    files.map(async ([file, digest]) => await digestAt(resolve(root, file), disk) === digest),
  );
  if (same.includes(false)) return undefined;
  const bytes = await Promise.all(record.bundles.map(({ digest }) => store.readBlob(digest)));
  if (bytes.includes(undefined)) return undefined;
  return record.bundles.map((bundle, i) => ({
    ...bundle,
    bytes: bytes[i]!, // checked in the line above
    sources: bundle.sources.map((place) => resolve(root, files[place]![0])), // recordOf wrote it
  }));
}

/** A record of this origin; the name of the file does not say that what it names is one. */
function parseRecord(bytes: Uint8Array | undefined, origin: Digest): BundleRecord | undefined {
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes)) as Partial<BundleRecord> | null;
    return record?.origin === origin ? record as BundleRecord : undefined; // only recordOf writes it
  } catch {
    return undefined;
  }
}

function recordOf({ bundles, files }: Bundles, origin: Digest, root: string): BundleRecord {
  const read = [...files].map(([path, digest]) => ({ path, name: relative(root, path), digest }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const place = new Map(read.map(({ path }, index) => [path, index]));
  return {
    origin,
    files: read.map(({ name, digest }) => [name, digest]),
    bundles: bundles.map(({ digest, packages, specifiers, sources }) => ({
      ...{ digest, packages, specifiers },
      sources: sources.map((path) => place.get(path)!), // esbuild read it
    })),
  };
}

async function digestAt(path: string, disk: NearDisk): Promise<Digest | undefined> {
  const read = disk.read(() => Deno.readFileSync(path), () => Deno.readFile(path));
  return await read.then(digestOf, () => undefined);
}
