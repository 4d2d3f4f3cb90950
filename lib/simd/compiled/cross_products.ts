// Generated from assembly/cross_products.ts by "deno task simd".
import type { Compiled } from "../compiled.ts";

/** Functions of assembly/cross_products.ts, which says what their numbers are. */
export interface CrossProductKernels {
  addTile(a: number, end: number, b: number, tile: number, stride: number): void;
}

export const crossProductKernels: Compiled<CrossProductKernels> = {
  base64:
    "AGFzbQEAAAABCQFgBX9/f39/AAIPAQNlbnYGbWVtb3J5AgAAAwIBAAcUAgdhZGRUaWxlAAAGbWVtb3J5AgAK0wIB0AIBC3sDQCAAIAFJBEAgBSAA/QoDACIOIAL9AAQAIg398gH98AEhBSAGIA4gAv0ABBAiDv3yAf3wASEGIAcgAP0KAwgiDyAN/fIB/fABIQcgCCAPIA798gH98AEhCCAJIAD9CgMQIg8gDf3yAf3wASEJIAogDyAO/fIB/fABIQogCyAA/QoDGCIPIA398gH98AEhCyAMIA8gDv3yAf3wASEMIABBIGohACACQSBqIQIMAQsLIAMgA/0ABAAgBf3wAf0LBAAgAyAD/QAEECAG/fAB/QsEECADIARqIgAgAP0ABAAgB/3wAf0LBAAgACAA/QAEECAI/fAB/QsEECADIARBAXRqIgAgAP0ABAAgCf3wAf0LBAAgACAA/QAEECAK/fAB/QsEECADIARBA2xqIgAgAP0ABAAgC/3wAf0LBAAgACAA/QAEECAM/fAB/QsEEAs=",
};
