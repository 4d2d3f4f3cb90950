import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CodeIdentity } from "../action_key.ts";
import { digestOf } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { EnvironmentError, messageOf } from "../errors.ts";
import type { Stage } from "../stage.ts";
import type { Store } from "../store/store.ts";
import type { Bundle } from "./bundle.ts";
import { bundlesOf } from "./bundle_cache.ts";
import { packageFolder, parseSpecifier } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/** What a stage runs, in memory: fixed when the plan is made, whatever happens to the files later. */
export interface StageCode {
  readonly identity: CodeIdentity;
  readonly bundle: Uint8Array;
  readonly assets: Readonly<Record<string, Uint8Array>>;
  /** Source files and assets, for those who watch them. */
  readonly sources: readonly string[];
}

/** Bundles every stage's run module and reads its assets. */
export async function readStageCode(
  stages: Iterable<Stage>,
  workspace: Workspace,
  store: Store,
): Promise<Map<Stage, StageCode>> {
  const all = [...new Set(stages)];
  const hrefs = [...new Set(all.map((stage) => stage.run.href))];
  const bundles = await bundlesOf(hrefs.map((href) => new URL(href)), workspace, store);
  const byModule = new Map(bundles.map((bundle, i) => [hrefs[i], bundle]));
  await fetchPackages(missing(bundles, workspace), workspace);
  const assets = new Map<string, Promise<Asset>>();
  const codes = all.map(async (stage): Promise<[Stage, StageCode]> => {
    const bundle = byModule.get(stage.run.href)!; // each was bundled
    const own = await Promise.all(
      Object.entries(stage.assets ?? {}).map(async ([name, url]) => {
        const { href } = url;
        if (!assets.has(href)) assets.set(href, readAsset(url, workspace, name, stage.name));
        return [name, await assets.get(href)!] as const; // set in the line above
      }),
    );
    const each = <T>(of: (asset: Asset) => T): Record<string, T> =>
      Object.fromEntries(own.map(([name, asset]) => [name, of(asset)]));
    return [stage, {
      identity: {
        bundle: bundle.digest,
        assets: each(({ digest }) => digest),
        packages: bundle.packages,
      },
      bundle: bundle.bytes,
      assets: each(({ bytes }) => bytes),
      sources: [...bundle.sources, ...own.map(([, { path }]) => path)],
    }];
  });
  return new Map(await Promise.all(codes));
}

/** An asset is a file, or a file of a package: `npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans.ttf`. */
async function assetPath(url: URL, workspace: Workspace): Promise<string> {
  if (url.protocol !== "npm:") return fileURLToPath(url);
  const { name, version, path } = parseSpecifier(url.href);
  const folder = packageFolder(`${name}@${version}`, workspace);
  if (!await exists(folder)) await fetchPackages([`npm:${name}@${version}`], workspace);
  return join(folder, path);
}

/** A file that many stages may share: read and hashed once. */
interface Asset {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

async function readAsset(
  url: URL,
  workspace: Workspace,
  name: string,
  stage: string,
): Promise<Asset> {
  const path = await assetPath(url, workspace);
  try {
    const bytes = await Deno.readFile(path);
    return { path, bytes, digest: digestOf(bytes) };
  } catch (error) {
    throw new EnvironmentError(
      `Cannot read asset "${name}" of stage "${stage}": ${messageOf(error)}`,
    );
  }
}

/** The specifiers of the bundles some of whose packages are not in Deno's cache yet. */
function missing(bundles: readonly Bundle[], workspace: Workspace): string[] {
  const absent = new Set(
    [...new Set(bundles.flatMap(({ packages }) => Object.keys(packages)))].filter((id) => {
      try {
        return !Deno.statSync(packageFolder(id, workspace)).isDirectory;
      } catch {
        return true;
      }
    }),
  );
  return bundles.filter(({ packages }) => Object.keys(packages).some((id) => absent.has(id)))
    .flatMap(({ specifiers }) => specifiers);
}

/** Downloads packages into Deno's cache; actions run without network and must find them there. */
async function fetchPackages(
  specifiers: readonly string[],
  { root, denoDir }: Workspace,
): Promise<void> {
  if (specifiers.length === 0) return;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", ...new Set(specifiers)],
    cwd: root, // its lock file says which versions
    env: { DENO_DIR: denoDir, NO_COLOR: "1", RUST_BACKTRACE: "0" },
  }).output();
  if (success) return;
  throw new EnvironmentError(
    `Cannot fetch the npm packages that the stages use into "${denoDir}": ${
      causeIn(new TextDecoder().decode(stderr))
    }; see to the network, or set DENO_DIR to a folder that you can write`,
  );
}

/** Deno's error and its causes, in one line. */
function causeIn(stderr: string): string {
  return stderr.replace(/^[^]*?error: /, "").split("\n")
    .map((line) => line.trim().replace(/^\d+: |^Caused by:$/, ""))
    .filter((line) => line !== "").join(": ");
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
