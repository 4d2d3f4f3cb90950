import { createHash } from "node:crypto";
import { encodeJson } from "../../lib/files/json.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/** Arguments for each function. */
const ARGUMENTS = 1 << 17;

/**
 * The functions of Math that may change with the JavaScript engine and that stages use; what is not
 * here (sqrt, floor, fround, ...) IEEE 754 and ECMAScript fix to the last bit. A test compares this
 * list with the sources.
 */
export const functions: Readonly<Record<string, (x: number, y: number) => number>> = {
  atan2: Math.atan2,
  cos: Math.cos,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  pow: (x, y) => Math.abs(x) ** y,
  sin: Math.sin,
};

export async function run(
  action: RunningAction<unknown, never, "battery">,
): Promise<void> {
  const digests = Object.entries(functions).map(([name, f]) => [name, digestOfValues(f)]);
  await action.write("battery", encodeJson(Object.fromEntries(digests)));
}

/**
 * Half the arguments have random bits, and so every magnitude, subnormals included; half are of
 * ordinary size, where almost all real ones lie.
 */
function digestOfValues(f: (x: number, y: number) => number): string {
  const bits = new DataView(new ArrayBuffer(8));
  const values = new Float64Array(ARGUMENTS);
  let state = 1;
  const next = (): number => state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  const wild = (): number => {
    bits.setUint32(0, next());
    bits.setUint32(4, next());
    return bits.getFloat64(0);
  };
  const tame = (): number => (next() / 2 ** 32 - 0.5) * 40;
  for (let i = 0; i < ARGUMENTS; i++) {
    const draw = i % 2 === 0 ? wild : tame;
    const value = f(draw(), draw());
    values[i] = Number.isNaN(value) ? 0 : value; // which NaN it is does not matter
  }
  return createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex");
}
