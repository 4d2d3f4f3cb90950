import { dirname, join } from "node:path";
import { bundlerIdentity, bundleRunModules } from "./bundle.ts";
import type { Bundle, Bundles } from "./bundle.ts";
import { canonicalJson } from "./canonical.ts";
import { digestOf, parseDigest } from "./digest.ts";
import type { Digest } from "./digest.ts";
import type { Store } from "./store.ts";
import type { Workspace } from "./workspace.ts";

/** What is written down of bundles, as a blob: all that they depend on, and where their bytes are. */
interface BundleRecord {
  /** Every file that was read, and every package.json that could have been: null if it is not there. */
  readonly files: readonly (readonly [path: string, digest: Digest | null])[];
  readonly bundles: readonly {
    readonly digest: Digest;
    readonly packages: Readonly<Record<string, string>>;
    readonly specifiers: readonly string[];
    /** Places in `files`. */
    readonly sources: readonly number[];
  }[];
}

/**
 * What `bundleRunModules` makes of these modules; from the cache if every file that it read has the
 * same bytes still. To bundle takes longer than all else that a plan needs.
 */
export async function bundlesOf(
  modules: readonly URL[],
  { imports, lock, lockBytes }: Pick<Workspace, "imports" | "lock" | "lockBytes">,
  store: Store,
): Promise<readonly Bundle[]> {
  const origin = {
    by: await bundlerIdentity(),
    modules: modules.map(({ href }) => href),
    imports,
    lock: digestOf(lockBytes),
  };
  const path = store.codePath(digestOf(new TextEncoder().encode(canonicalJson(origin))));
  const known = await recall(path, store);
  if (known !== undefined) return known;
  const made = await bundleRunModules(modules, { imports, lock });
  await Promise.all(made.bundles.map(({ bytes }) => store.putBytes(bytes)));
  const record = new TextEncoder().encode(JSON.stringify(await recordOf(made)));
  await store.writeRecord(path, await store.putBytes(record));
  return made.bundles;
}

async function recall(path: string, store: Store): Promise<Bundle[] | undefined> {
  const digest = await Deno.readTextFile(path).then(parseDigest).catch(() => undefined);
  const stored = digest && await store.readBlob(digest);
  if (stored === undefined) return undefined;
  const record = JSON.parse(new TextDecoder().decode(stored)) as BundleRecord; // its digest is good
  const { files } = record;
  const same = await Promise.all(
    files.map(async ([file, digest]) => await digestAt(file) === digest),
  );
  if (same.includes(false)) return undefined;
  const bytes = await Promise.all(record.bundles.map(({ digest }) => store.readBlob(digest)));
  if (bytes.includes(undefined)) return undefined;
  return record.bundles.map((bundle, i) => ({
    ...bundle,
    bytes: bytes[i]!, // checked in the line above
    sources: bundle.sources.map((place) => files[place]![0]), // recordOf wrote it
  }));
}

async function recordOf({ bundles, files }: Bundles): Promise<BundleRecord> {
  const listed: [string, Digest | null][] = [...files];
  const place = new Map(listed.map(([path], index) => [path, index]));
  // A package.json may say that modules have no side effects, which changes what is left out.
  for (const path of new Set([...files.keys()].flatMap(packageFilesAbove))) {
    listed.push([path, await digestAt(path)]);
  }
  return {
    files: listed,
    bundles: bundles.map(({ digest, packages, specifiers, sources }) => ({
      ...{ digest, packages, specifiers },
      sources: sources.map((path) => place.get(path)!), // esbuild read it
    })),
  };
}

function packageFilesAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [join(folder, "package.json"), ...packageFilesAbove(folder)];
}

async function digestAt(path: string): Promise<Digest | null> {
  return await Deno.readFile(path).then(digestOf, () => null);
}
