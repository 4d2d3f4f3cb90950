import { createHash } from "node:crypto";
import { encodeJson } from "../../lib/files/json.ts";
import { stream } from "../../lib/random/stream.ts";
import type { Engine, Matrix } from "../../lib/tensor/engine.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/** Rows, inner extent and columns of the products: whole tiles, rests of tiles, single rows. */
const SHAPES = [[200, 512, 512], [50, 64, 128], [37, 61, 23], [1, 512, 3], [7, 2, 64]] as const;

/** Whether a^2 - round(a^2) is what was rounded, as fused multiply-additions have it, or 0. */
function doesFuse(engine: Engine): boolean {
  const left = engine.allocate(1, 2), right = engine.allocate(2, 1), out = engine.allocate(1, 1);
  const a = 1 + 2 ** -12;
  left.data.set([1, a]);
  right.data.set([-a * a, a]);
  engine.product(left, right, out);
  return out.data[0] !== 0;
}

function digestOfEntries({ data }: Matrix): string {
  return createHash("sha256").update(new Uint8Array(data.slice().buffer)).digest("hex");
}

export async function run(
  action: RunningAction<unknown, never, "battery">,
): Promise<void> {
  const engine = await startEngine(action.engine, action.warn);
  const fused = doesFuse(engine);
  const digests = SHAPES.flatMap((shape) => {
    const [rows, inner, cols] = shape, name = shape.join(" x ");
    const left = engine.allocate(rows, inner);
    const right = engine.allocate(inner, cols);
    const out = engine.allocate(rows, cols);
    stream("numerics", ...shape, "left").fillNormal(left.data);
    stream("numerics", ...shape, "right").fillNormal(right.data);
    // Among them subnormal numbers, which some engines flush to zero.
    for (let i = 0; i < left.data.length; i += 97) left.data[i] = 1e-41 * i;
    engine.product(left, right, out);
    const square = engine.allocate(inner, inner);
    engine.transposedProducts(left, [{ right: left, out: square }]);
    return [[name, digestOfEntries(out)], [`${name}, transposed`, digestOfEntries(square)]];
  });
  await action.write("battery", encodeJson({ fused, ...Object.fromEntries(digests) }));
}
