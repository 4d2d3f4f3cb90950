import { startEngine } from "../lib/tensor/start_engine.ts";
import type { Engine } from "../lib/tensor/engine.ts";
import type { Scale } from "./benchmark.ts";
import type { NetworkName } from "./networks.ts";
import { Peer } from "./peer.ts";
import { clock } from "./seconds.ts";

/** An engine of ours as a contender: what it computes with. */
export interface Contender {
  readonly label: string;
  readonly engine: "wasm" | "blas";
  readonly threads: number;
}

export const contenders: readonly Contender[] = [
  { label: "wasm, 1 thread", engine: "wasm", threads: 1 },
  { label: "wasm, 2 threads", engine: "wasm", threads: 2 },
  { label: "blas, 1 thread", engine: "blas", threads: 1 },
];

/** Where OpenBLAS stands on Debian, Fedora and macOS. */
const LIBRARIES = [
  "/usr/lib/x86_64-linux-gnu/libopenblas.so.0",
  "/usr/lib/aarch64-linux-gnu/libopenblas.so.0",
  "/usr/lib64/libopenblas.so.0",
  "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
];

/** Whether this machine can run a contender; if not, says why. */
export function canRun({ label, engine, threads }: Contender, note: (text: string) => void) {
  if (engine === "blas" && library() === undefined) {
    note(`OpenBLAS is not installed, so "${label}" is left out; see bench/peers/install.sh`);
    return false;
  }
  if (threads > 1 && clock() === "processor") return false;
  if (threads > navigator.hardwareConcurrency) {
    note(`This machine has ${navigator.hardwareConcurrency} cores, so "${label}" is left out`);
    return false;
  }
  return true;
}

/**
 * Starts a training of ours in a process of its own, as the pipeline does.
 *
 * @param module the trainer, ours or an earlier commit's
 */
export async function trainer(
  network: NetworkName,
  scale: Scale,
  { engine, threads }: Contender,
  module = new URL("./trainer.ts", import.meta.url),
): Promise<Peer> {
  const path = engine === "blas" ? library() : undefined;
  return await Peer.module(
    module,
    [network, scale, String(threads), ...(path === undefined ? [] : [path])],
    path === undefined ? [] : [`--allow-ffi=${path}`],
  );
}

/** Starts the engine of a trainer, which must not fall back to one thread. */
export async function startContender(threads: string, blas: string | undefined): Promise<Engine> {
  return await startEngine({ threads: Number(threads), blas }, (why) => {
    throw new Error(why);
  });
}

function library(): string | undefined {
  return LIBRARIES.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}
