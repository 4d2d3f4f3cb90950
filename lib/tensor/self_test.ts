import type { Engine } from "./engine.ts";

/** Throws unless an engine does small products in place, exactly. */
export function selfTest(engine: Engine): void {
  const both = engine.allocate(4, 2), right = engine.rows(both, 2, 2), out = engine.allocate(2, 2);
  const expect = (values: readonly number[]) => {
    if (values.every((value, k) => out.data[k] === value)) return;
    throw new Error(
      `Cannot use the WASM backend: product is "${out.data.join(" ")}", expected "${
        values.join(" ")
      }"; this needs @tensorflow/tfjs-backend-wasm 4.22.0`,
    );
  };
  const left = engine.rows(both, 0, 2);
  both.data.set([1, 2, 3, 4, 5, 6, 7, 8]);
  engine.product(left, right, out);
  expect([19, 22, 43, 50]);
  using transposed = engine.freeze(out, true);
  engine.addProduct(left, transposed, out);
  expect([82, 165, 188, 379]);
}
