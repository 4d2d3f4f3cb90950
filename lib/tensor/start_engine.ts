import { startBlasEngine } from "./blas_engine.ts";
import type { Engine } from "./engine.ts";
import { startWasmEngine } from "./wasm_engine.ts";

/** What to compute with. */
export interface EngineChoice {
  /** Of the default engine, 1 to 8; no bit depends on it. */
  readonly threads: number;
  /** Path of a CBLAS library, which is then used instead: other bits, and one thread. */
  readonly blas?: string | undefined;
}

/**
 * Starts the engine of choice; on one thread if more cannot be started, which it says.
 *
 * @param warn told why there is only one thread
 */
export async function startEngine(
  { threads, blas }: EngineChoice,
  warn: (message: string) => void,
): Promise<Engine> {
  if (blas !== undefined) return await startBlasEngine(blas);
  if (threads > 1) {
    try {
      return await startWasmEngine(threads);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warn(`Cannot start threads, so tensor work goes on with one: ${why}`);
    }
  }
  return await startWasmEngine();
}
