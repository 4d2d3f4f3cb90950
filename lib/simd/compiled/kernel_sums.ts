// Generated from assembly/kernel_sums.ts by "deno task simd".
import type { Compiled } from "../compiled.ts";

/** Functions of assembly/kernel_sums.ts, which says what their numbers are. */
export interface KernelSumKernels {
  sumPairs(at: number, end: number, other: number, u: number, v: number, table: number, limit: number, series: number): number;
}

export const kernelSumKernels: Compiled<KernelSumKernels> = {
  base64:
    "AGFzbQEAAAABDQFgCH9/f3x8f3x/AXwCDwEDZW52Bm1lbW9yeQIAAAMCAQAHFQIIc3VtUGFpcnMAAAZtZW1vcnkCAAqzAgGwAgEKeyAD/RQhCSAE/RQhCiAG/RQhCyAH/QoDACEMIAf9CgMIIQ0gB/0KAxAhDiAH/QoDGCEPIAf9CgMgIRADQCAAIAFJBEAgCP0MAAAAAAAA8D8AAAAAAADwPyAA/QAEACAJ/fEBIgggCP3yASAC/QAEACAK/fEBIgggCP3yAf3wASAL/fYBIhH9DAAAAAAAADhDAAAAAAAAOEP98AEiCP0MAAAAAAAAOEMAAAAAAAA4Q/3xASAR/fEBIhEgDCARIA0gESAOIBEgDyARIBD98gH98AH98gH98AH98gH98AH98gH98AH98gH98AEgBSAI/RsCQQN0aiAFIAj9GwBBA3Rq/V0DAP1XAwAB/fIB/fABIQggAEEQaiEAIAJBEGohAgwBCwsgCP0hACAI/SEBoAs=",
};
