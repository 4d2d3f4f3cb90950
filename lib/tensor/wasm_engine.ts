import { Heap } from "./heap.ts";
import { selfTest } from "./self_test.ts";
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
    selfTest(engine);
    return engine;
  } catch (error) {
    started[Symbol.dispose]();
    throw error;
  }
}
