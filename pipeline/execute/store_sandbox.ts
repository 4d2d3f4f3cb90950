import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundlesOf } from "../code/bundle_cache.ts";
import type { Workspace } from "../code/workspace.ts";
import type { Store } from "../store/store.ts";
import type { Sandbox } from "./spawn_sandbox.ts";

/** Stores the sandbox and deno.lock, so that an edit during the run reaches no action of it. */
export async function storeSandbox(store: Store, workspace: Workspace): Promise<Sandbox> {
  const module = new URL("./sandbox.ts", import.meta.url);
  const root = dirname(fileURLToPath(module)); // it imports no package
  const [sandbox] = await bundlesOf([module], { ...workspace, root, imports: {} }, store);
  // The sandbox keeps all of Deno; a bundle gets what seal.ts leaves of it.
  const code = "const { Deno } = globalThis;\n" + new TextDecoder().decode(sandbox!.bytes) +
    // One in, one out; a timer left behind must not keep it alive.
    "await run((code) => import(`data:text/javascript,${encodeURIComponent(code)}`)); Deno.exit();\n";
  const [codeDigest, lockDigest] = await Promise.all([
    store.putBytes(new TextEncoder().encode(code)),
    store.putBytes(workspace.lockBytes),
  ]);
  const { npm, denoDir } = workspace;
  return { code: codeDigest, lock: lockDigest, npm, denoDir };
}
