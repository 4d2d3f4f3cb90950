/**
 * What V8 is told in the processes of tensor actions: to join pairs of WebAssembly's 128-bit operations
 * into 256-bit ones, and not to check the bounds of every access to its memory (which also keeps
 * them from being joined). Products take half the time, and no bit changes. It means that the kernels
 * are trusted as a native library is; the tests run them with the checks.
 */
const FLAGS = "--v8-flags=--experimental-wasm-revectorize,--no-wasm-bounds-checks";

let known: Promise<readonly string[]> | undefined;

/** The arguments of Deno that say so; none if this Deno does not know them. */
export function tensorFlags(): Promise<readonly string[]> {
  known ??= new Deno.Command(Deno.execPath(), { args: ["eval", FLAGS, ""], stderr: "null" })
    .output().then(({ success }) => success ? [FLAGS] : []);
  return known;
}
