import { Heap } from "./heap.ts";
import { SimdProducts } from "./simd_products.ts";
import { TensorEngine } from "./tensor_engine.ts";

/**
 * Starts the default engine, checks that it works in place as expected, and throws if it does not.
 * Dispose of the engine to end its threads.
 *
 * @param threads 1 to 8; products are split among them by tiles, so that no bit depends on their number
 */
export async function startWasmEngine(threads = 1): Promise<TensorEngine> {
  const heap = await Heap.start(threads);
  let started: Disposable = heap;
  try {
    const engine = new TensorEngine(heap, await SimdProducts.start(heap, threads));
    started = engine;
    check(engine);
    return engine;
  } catch (error) {
    started[Symbol.dispose]();
    throw error;
  }
}

/** Throws unless an engine does small products in place, exactly. */
function check(engine: TensorEngine): void {
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
