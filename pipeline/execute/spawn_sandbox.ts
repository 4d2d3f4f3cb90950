import { relative } from "node:path";
import { packageFolder } from "../code/workspace.ts";
import type { Digest } from "../digest.ts";
import { EnvironmentError } from "../errors.ts";
import { leaseFolder } from "../store/lease.ts";
import type { Store } from "../store/store.ts";
import type { ExecutionRequest, PinnedFile } from "./messages.ts";
import { mapValues } from "./perform.ts";
import { NO_EVAL } from "./v8_flags.ts";

/** What the processes of actions run before they run the action, and where Deno keeps its packages. */
export interface Sandbox {
  readonly code: Digest;
  /** The lock file of the packages. */
  readonly lock: Digest;
  readonly npm: string;
  readonly denoDir: string;
}

/** How Deno runs code from the store: only that, and packages from its cache. */
export const RUN_STORED = [
  "run",
  "--ext=js",
  "--quiet",
  "--no-prompt",
  "--no-config",
  "--cached-only",
  "--no-remote",
  "--frozen",
] as const;

/** The time zone and the language that actions find, on whatever machine. */
const SURROUNDINGS = {
  TZ: "UTC",
  LANG: "en_US.UTF-8",
  LC_ALL: "en_US.UTF-8",
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
};

export interface SpawnOptions {
  readonly store: Store;
  readonly sandbox: Sandbox;
  /** "name@version" of what the process may read. */
  readonly packages: readonly string[];
  /** Options of V8, as arguments of Deno. */
  readonly flags: readonly string[];
}

/** Starts the process of an action, which may read and write what its request names, and nothing else. */
export function spawnSandbox(
  request: ExecutionRequest,
  { store, sandbox, packages, flags }: SpawnOptions,
): Deno.ChildProcess {
  const blob = (digest: Digest): string => relative(store.root, store.blobPath(digest));
  const files = [
    request.bundle,
    ...Object.values(request.inputs).flat(),
    ...Object.values(request.assets),
  ];
  const writable = [request.scratch, request.lock, leaseFolder(request.lock)];
  const read = [
    ...files.map(({ path }) => path),
    ...packages.map((id) => packageFolder(id, sandbox)),
    ...writable,
  ];
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...RUN_STORED,
      NO_EVAL,
      ...flags,
      `--lock=${blob(sandbox.lock)}`,
      `--allow-read=${pathList(read)}`,
      `--allow-write=${pathList(writable)}`,
      ...(request.engine.blas === undefined
        ? []
        : [`--allow-ffi=${pathList([request.engine.blas])}`]),
      blob(sandbox.code),
    ],
    cwd: store.root,
    clearEnv: true,
    env: { ...SURROUNDINGS, DENO_DIR: sandbox.denoDir },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/**
 * A request by names within the cache folder, where the process starts: Deno splits its lists of paths
 * at commas and knows no escape, and no name in a cache has one.
 */
export function within(root: string, request: ExecutionRequest): ExecutionRequest {
  const pin = (file: PinnedFile): PinnedFile => ({ ...file, path: relative(root, file.path) });
  return {
    ...request,
    bundle: pin(request.bundle),
    inputs: mapValues(request.inputs, (input) => isList(input) ? input.map(pin) : pin(input)),
    assets: mapValues(request.assets, pin),
    scratch: relative(root, request.scratch),
    lock: relative(root, request.lock),
  };
}

function isList(input: PinnedFile | readonly PinnedFile[]): input is readonly PinnedFile[] {
  return Array.isArray(input);
}

/** Paths as Deno's permissions take them; throws an EnvironmentError if one has a comma. */
export function pathList(paths: readonly string[]): string {
  const bad = paths.find((path) => path.includes(","));
  if (bad === undefined) return paths.join(",");
  throw new EnvironmentError(
    `Cannot let a process use "${bad}": Deno takes no comma in a path; choose another place`,
  );
}
