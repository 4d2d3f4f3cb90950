/**
 * Measures the tensor battery and prints it, whether multiply-additions are fused, and what was warned of.
 * Spawned by numerics_test.ts; "without" has it run as in a Deno without relaxed SIMD.
 */
import { startWasmEngine } from "../../lib/tensor/wasm_engine.ts";
import { run } from "../../stages/numerics/tensor_run.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import { fuses } from "../lib/simd/fused.ts";

if (Deno.args.includes("without")) WebAssembly.validate = () => false;
const warnings: string[] = [];
let battery = "";
const action = {
  engine: { threads: 1 },
  warn: (message: string) => void warnings.push(message),
  write: (_: string, bytes: Uint8Array) => {
    battery = new TextDecoder().decode(bytes);
    return Promise.resolve();
  },
};
// It asks for nothing else.
await run(action as unknown as RunningAction<unknown, never, "battery">);
console.log(JSON.stringify({ fused: fuses(await startWasmEngine()), battery, warnings }));
