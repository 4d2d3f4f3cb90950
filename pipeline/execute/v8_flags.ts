import type { ExecutionRequest } from "./messages.ts";

/**
 * What V8 is told in the processes of tensor actions: to join pairs of WebAssembly's 128-bit operations
 * into 256-bit ones, and not to check the bounds of every access to its memory (which also keeps
 * them from being joined). Products take half the time, and no bit changes. It means that the kernels
 * are trusted as a native library is; the tests run them with the checks.
 */
const FAST_WASM = ["--experimental-wasm-revectorize", "--no-wasm-bounds-checks"];

/**
 * What V8 is told where an action brings WebAssembly among its assets, somebody's library that is run once:
 * to compile each function once. To compile the busy ones a second time, for speed, takes longer than a
 * drawing does; without it a figure takes two thirds of the processor time, and the same bytes come out.
 */
const ONE_COMPILATION = ["--liftoff-only"];

let asked: Promise<readonly string[]> | undefined;
let once: Promise<readonly string[]> | undefined;

/** Options of V8 for any action: it must not run text as code, which would not be in the key. */
export const NO_EVAL = "--v8-flags=--disallow-code-generation-from-strings";

/** The arguments of Deno that an action's process is given beside these. */
export function flagsOf(
  { arithmetic, assets }: Pick<ExecutionRequest, "arithmetic" | "assets">,
): Promise<readonly string[]> {
  if (arithmetic === "tensor") return tensorFlags();
  const brings = Object.keys(assets).some((name) => name.endsWith(".wasm"));
  return brings ? once ??= v8Flags(ONE_COMPILATION) : Promise.resolve([]);
}

/** Those of tensor actions, as far as this Deno knows them. */
export function tensorFlags(): Promise<readonly string[]> {
  return asked ??= v8Flags(FAST_WASM);
}

/** An argument that sets those flags of V8 which there are; which these are depends on the processor. */
export async function v8Flags(flags: readonly string[]): Promise<readonly string[]> {
  const known = await Promise.all(flags.map(async (flag) => {
    const args = ["eval", `--v8-flags=${flag}`, ""];
    const { success } = await new Deno.Command(Deno.execPath(), { args, stderr: "null" }).output();
    return success ? [flag] : [];
  }));
  const found = known.flat();
  return found.length === 0 ? [] : [`--v8-flags=${found.join(",")}`];
}
