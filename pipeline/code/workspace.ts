import { join } from "node:path";
import { EnvironmentError, messageOf } from "../errors.ts";

/**
 * The folder whose deno.json and deno.lock say which package stands behind an import, and the folder
 * in which Deno keeps those packages.
 */
export interface Workspace {
  /** The folder itself. */
  readonly root: string;
  /** Bare import name -> "npm:name@version". */
  readonly imports: Readonly<Record<string, string>>;
  readonly lock: Lock;
  /** The bytes of deno.lock, stored so that an edit during a run does not reach the run. */
  readonly lockBytes: Uint8Array;
  /** Folder of the npm registry in Deno's cache: `<npm>/<name>/<version>`. */
  readonly npm: string;
  /** Deno's cache, for the environment of subprocesses. */
  readonly denoDir: string;
}

/** The part of deno.lock (version 5) that is read here. */
export interface Lock {
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly integrity?: string;
  readonly dependencies?: readonly string[];
  readonly optionalDependencies?: readonly string[];
}

/** Reads a workspace; a folder without deno.json or deno.lock is one without packages. */
export async function readWorkspace(root: string): Promise<Workspace> {
  const [config, lock, info] = await Promise.all([
    readOptional(join(root, "deno.json")),
    readOptional(join(root, "deno.lock")),
    denoInfo(),
  ]);
  const lockBytes = lock ?? new TextEncoder().encode('{"version":"5"}\n');
  const parsed = parse(lockBytes, join(root, "deno.lock")) as Partial<Lock> & { version?: string };
  if (parsed.version !== "5") {
    throw new EnvironmentError(
      `Cannot read "${join(root, "deno.lock")}": version is "${parsed.version}", expected "5"`,
    );
  }
  const { imports = {} } = config === undefined
    ? {}
    : parse(config, join(root, "deno.json")) as { imports?: Record<string, string> };
  return {
    root,
    imports,
    lock: { specifiers: parsed.specifiers ?? {}, npm: parsed.npm ?? {} },
    lockBytes,
    npm: info.npm,
    denoDir: info.denoDir,
  };
}

/**
 * The packages behind npm specifiers with all that they depend on, as deno.lock pins them:
 * "name@version" -> integrity. Optional packages (esbuild's per-platform binaries) are left out,
 * since which of them is there depends on the machine.
 */
export function lockedPackages(
  specifiers: Iterable<string>,
  { lock }: Pick<Workspace, "lock">,
): Record<string, string> {
  const found = new Map<string, string>();
  const visit = (id: string, from: string): void => {
    if (found.has(id)) return;
    const locked = lock.npm[id];
    if (locked?.integrity === undefined) {
      throw new EnvironmentError(
        `Package "${id}" (for "${from}") is not in deno.lock; run "deno install"`,
      );
    }
    found.set(id, locked.integrity);
    for (const dependency of locked.dependencies ?? []) visit(fullId(dependency, lock), id);
  };
  for (const specifier of specifiers) {
    const { name, version } = parseSpecifier(specifier);
    const resolved = lock.specifiers[`npm:${name}@${version}`];
    if (resolved === undefined) {
      throw new EnvironmentError(`Import "${specifier}" is not in deno.lock; run "deno install"`);
    }
    visit(`${name}@${resolved}`, specifier);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => a < b ? -1 : 1));
}

/** Folder of a locked package in Deno's cache ("name@version_peer@..." stands in "name/version"). */
export function packageFolder(id: string, { npm }: Pick<Workspace, "npm">): string {
  const at = id.indexOf("@", 1);
  return join(npm, id.slice(0, at), id.slice(at + 1).replace(/_.*$/, ""));
}

/** "npm:@scope/name@1.2.3/some/path" -> its parts. */
export function parseSpecifier(specifier: string): { name: string; version: string; path: string } {
  const match = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)@([^/]+)\/?(.*)$/.exec(specifier);
  if (match === null) {
    throw new EnvironmentError(`Import "${specifier}" is not of the form npm:name@version`);
  }
  return { name: match[1]!, version: match[2]!, path: match[3]! };
}

/** deno.lock writes a dependency without its version where only one version is locked. */
function fullId(dependency: string, lock: Lock): string {
  if (dependency.indexOf("@", 1) > 0) return dependency;
  const ids = Object.keys(lock.npm).filter((id) => id.startsWith(`${dependency}@`));
  return ids[0] ?? dependency;
}

async function readOptional(path: string): Promise<Uint8Array | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new EnvironmentError(`Cannot read "${path}": ${messageOf(error)}`);
  }
}

function parse(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new EnvironmentError(`Cannot read "${path}": ${messageOf(error)}`);
  }
}

/** Where Deno keeps packages: asked of Deno itself, since it depends on the system and settings. */
async function denoInfo(): Promise<{ npm: string; denoDir: string }> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-config"],
    env: { NO_COLOR: "1" },
  }).output();
  const info = JSON.parse(new TextDecoder().decode(stdout)) as {
    denoDir: string;
    npmCache: string;
  };
  if (info.denoDir.includes(",")) { // actions may read packages, and Deno takes a list of paths
    throw new EnvironmentError(
      `Cannot use Deno's folder ${JSON.stringify(info.denoDir)}: its path has a comma; ` +
        `set DENO_DIR to another one`,
    );
  }
  const registry = Deno.env.get("NPM_CONFIG_REGISTRY") ?? "https://registry.npmjs.org";
  const { host, pathname } = new URL(registry);
  return { npm: join(info.npmCache, host, pathname), denoDir: info.denoDir };
}
