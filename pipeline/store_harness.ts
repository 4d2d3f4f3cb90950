import { fileURLToPath } from "node:url";
import { bundlesOf } from "./known_bundles.ts";
import type { Harness } from "./process_executor.ts";
import type { Store } from "./store.ts";
import type { Workspace } from "./workspace.ts";

/** Stores the harness and deno.lock, so that an edit during the run reaches no action of it. */
export async function storeHarness(store: Store, workspace: Workspace): Promise<Harness> {
  const module = new URL("./harness.ts", import.meta.url);
  const root = fileURLToPath(new URL(".", import.meta.url));
  const [harness] = await bundlesOf([module], { ...workspace, root, imports: {} }, store);
  // The harness keeps all of Deno; a bundle gets what seal.ts leaves of it.
  const code = "const { Deno } = globalThis;\n" + new TextDecoder().decode(harness!.bytes) +
    // One in, one out; a timer left behind must not keep it alive.
    "await run((code) => import(`data:text/javascript,${encodeURIComponent(code)}`)); Deno.exit();\n";
  const [codeDigest, lockDigest] = await Promise.all([
    store.putBytes(new TextEncoder().encode(code)),
    store.putBytes(workspace.lockBytes),
  ]);
  const { npm, denoDir } = workspace;
  return { code: codeDigest, lock: lockDigest, npm, denoDir };
}
