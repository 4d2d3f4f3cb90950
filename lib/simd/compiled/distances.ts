// Generated from assembly/distances.ts by "deno task simd".
import type { Compiled } from "../compiled.ts";

/** Functions of assembly/distances.ts, which says what their numbers are. */
export interface DistanceKernels {
  meanDistances(a: number, n: number, k: number, b: number, m: number, l: number, d: number, out: number): void;
}

export const distanceKernels: Compiled<DistanceKernels> = {
  base64:
    "AGFzbQEAAAABDAFgCH9/f39/f39/AAIPAQNlbnYGbWVtb3J5AgAAAwIBAAcaAg1tZWFuRGlzdGFuY2VzAAAGbWVtb3J5AgAKqAMBpQMDA3wIfwJ7IAJBA3QhDiAFQQN0IQwgAiAFbLchCgNAIAEgDUoEQCAAIAYgDWwgDmxqIREgDUEAIAAgA0YbIQIDQCACIARIBEAgAyACIAZsIAxsaiESIAxBcHEhEP0MAAAAAAAAAAAAAAAAAAAAACEURAAAAAAAAAAAIQhBACEFA0AgBSAOSQRAQQAhDwNAIA8gEEkEQP0MAAAAAAAAAAAAAAAAAAAAACETQQAhCwNAIAYgC0oEQCATIAUgEWogCyAObGr9CgMAIA8gEmogCyAMbGr9AAQA/fEBIhMgE/3yAf3wASETIAtBAWohCwwBCwsgFCAT/e8B/fABIRQgD0EQaiEPDAELCyAMIBBLBEBEAAAAAAAAAAAhCUEAIQsDQCAGIAtKBEAgCSAFIBFqIAsgDmxqKwMAIBAgEmogCyAMbGorAwChIgkgCaKgIQkgC0EBaiELDAELCyAIIAmfoCEICyAFQQhqIQUMAQsLIAcgBCANbCACakEDdGogFP0hACAU/SEBoCAIoCAKozkDACACQQFqIQIMAQsLIA1BAWohDQwBCwsL",
};
