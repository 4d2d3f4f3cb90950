import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import type { Engine } from "../../../lib/tensor/engine.ts";
import { takeRows } from "../../../lib/tensor/serve_pool.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";

/** Memory of the threads: no row is taken yet, at least `least` are to be taken at a time. */
const control = (rows: number, least: number) =>
  Int32Array.of(0, 0, 0, least, 0, 0, 0, rows, 0, 0, 0, 0);

for (const rows of [1, 5, 6, 7, 37, 200, 20_000]) {
  for (const threads of [2, 3, 8]) {
    Deno.test(`takeRows() takes each row once, whoever comes when (${rows} rows, ${threads} threads)`, () => {
      const memory = control(rows, 12), taken = new Uint8Array(rows);
      // Another thread takes all that is left while the first is at its first, second or third share.
      for (const interrupted of [1, 2, 3]) {
        memory[2] = 0;
        taken.fill(0);
        let shares = 0;
        takeRows(memory, threads, (first, last) => {
          for (let row = first; row < last; row++) taken[row]!++;
          if (++shares !== interrupted) return;
          takeRows(memory, threads, (first, last) => {
            for (let row = first; row < last; row++) taken[row]!++;
          });
        });
        assert.ok(taken.every((times) => times === 1), `interrupted at share ${interrupted}`);
      }
    });
  }
}

Deno.test("takeRows() leaves a thread that comes late its share", () => {
  const shares = (least: number) => {
    const all: number[] = [];
    takeRows(control(200, least), 2, (first, last) => all.push(last - first));
    return all;
  };
  assert.deepEqual(shares(12), [96, 48, 24, 12, 12, 8]);
  assert.deepEqual(shares(100), [100, 100]);
});

// Shared by threads; with rows that fill no tile; too small to be shared.
const SHAPES = [[200, 128, 512], [1001, 131, 53], [9, 6, 20]] as const;

for (const threads of [1, 2, 3]) {
  Deno.test(`Engine.product() does what is to be done meanwhile, and no bit changes (${threads} threads)`, async () => {
    using engine = await startWasmEngine(threads);
    const noise = engine.allocate(200, 128), expected = new Float32Array(200 * 128);
    for (const [rows, inner, cols] of SHAPES) {
      const { left, frozen, out } = operands(engine, rows, inner, cols);
      engine.product(left, frozen, out);
      const alone = out.data.slice();
      for (let round = 0; round < 20; round++) {
        out.data.fill(NaN);
        stream("noise", round).fillNormal(expected);
        const fill = () => stream("noise", round).fillNormal(noise.data);
        engine.product(left, frozen, out, fill);
        assert.deepEqual(noise.data.slice(), expected);
        assert.deepEqual(out.data.slice(), alone);
      }
    }
  });

  Deno.test(`Engine.product() hands on what is thrown meanwhile, and can be used again (${threads} threads)`, async () => {
    using engine = await startWasmEngine(threads);
    const { left, frozen, out } = operands(engine, 200, 128, 512);
    engine.product(left, frozen, out);
    const alone = out.data.slice();
    const fail = () => {
      throw new Error("no noise today");
    };
    assert.throws(() => engine.product(left, frozen, out, fail), /no noise today/);
    out.data.fill(NaN);
    engine.product(left, frozen, out);
    assert.deepEqual(out.data.slice(), alone);
  });
}

function operands(engine: Engine, rows: number, inner: number, cols: number) {
  const left = engine.allocate(rows, inner), right = engine.allocate(inner, cols);
  stream("left").fillNormal(left.data);
  stream("right").fillNormal(right.data);
  return { left, frozen: engine.freeze(right), out: engine.allocate(rows, cols) };
}
