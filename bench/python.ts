import { fileURLToPath } from "node:url";
import { Peer } from "./peer.ts";

/** Debian's Python: the peers are compared as Debian ships them. */
export const PYTHON = "/usr/bin/python3";

/** Whether these programs and Python modules are there; if not, says how to install them. */
export async function installed(
  modules: readonly string[],
  note: (text: string) => void,
): Promise<boolean> {
  for (const module of modules) {
    const found = await succeeds(PYTHON, ["-c", `import ${module}`]);
    if (found) continue;
    note(
      `Python module "${module}" is not installed, so it is left out; see bench/peers/install.sh`,
    );
    return false;
  }
  return true;
}

/** Whether a program is there and answers. */
export async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(program, {
      args: [...args],
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** Starts a script in `bench/peers/`; `threads` limits its BLAS and OpenMP. */
export async function pythonPeer(
  script: string,
  args: readonly string[],
  threads?: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Peer> {
  const limit = String(threads);
  const limits = threads === undefined
    ? {}
    : { OMP_NUM_THREADS: limit, OPENBLAS_NUM_THREADS: limit };
  return await Peer.start(PYTHON, ["-B", peerPath(script), ...args], { ...limits, ...env });
}

/** Where a script of `bench/peers/` is. */
export function peerPath(script: string): string {
  return fileURLToPath(new URL(`./peers/${script}`, import.meta.url));
}
