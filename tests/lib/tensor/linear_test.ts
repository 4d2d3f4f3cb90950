import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { Linear } from "../../../lib/tensor/linear.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";

const engine = await startWasmEngine();

Deno.test("Linear multiplies by the weights of the last refresh(), both ways", () => {
  const weight = engine.allocate(2, 3), x = engine.allocate(1, 3), y = engine.allocate(1, 2);
  weight.data.set([1, 2, 3, 4, 5, 6]);
  x.data.set([1, 10, 100]);
  const layer = new Linear(engine, weight);
  const check = (forward: number[], backward: number[]) => {
    const back = engine.allocate(1, 3);
    layer.forward(x, y);
    assert.deepEqual([...y.data], forward);
    y.data.set([1, 1]);
    layer.backward(y, back);
    assert.deepEqual([...back.data], backward);
  };
  check([321, 654], [5, 7, 9]);
  weight.data.set([0, 0, 1, 1, 0, 0]);
  check([321, 654], [5, 7, 9]);
  layer.refresh();
  check([100, 1], [1, 0, 1]);
});

Deno.test("Linear gives back the memory of old weights", () => {
  const weight = engine.allocate(256, 256),
    x = engine.allocate(1, 256),
    y = engine.allocate(1, 256);
  const layer = new Linear(engine, weight);
  stream("x").fillUniform(x.data);
  const cycle = () => {
    layer.refresh();
    layer.forward(x, y);
    layer.backward(y, x);
  };
  cycle();
  const size = x.data.buffer.byteLength;
  for (let round = 0; round < 500; round++) cycle();
  assert.equal(x.data.buffer.byteLength, size);
});
