import assert from "node:assert/strict";
import os from "node:os";
import process from "node:process";
import { stream } from "../../../lib/random/stream.ts";
import { startEngine } from "../../../lib/tensor/start_engine.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { trainSome } from "../../support/some_training.ts";

for (const [rows, inner, cols] of [[200, 512, 512], [20000, 512, 512], [37, 61, 23]] as const) {
  Deno.test(`Engine.product() gives the same bytes for any number of threads (${rows} x ${inner} x ${cols})`, async () => {
    const product = async (threads: number): Promise<Float32Array> => {
      using engine = await startWasmEngine(threads);
      const left = engine.allocate(rows, inner), right = engine.allocate(inner, cols);
      const out = engine.allocate(rows, cols);
      stream("left").fillNormal(left.data);
      stream("right").fillNormal(right.data);
      using frozen = engine.freeze(right);
      engine.product(left, frozen, out);
      const first = out.data.slice();
      out.data.fill(NaN);
      engine.product(left, right, out);
      assertSame(out.data, first);
      return first;
    };
    const one = await product(1);
    assertSame(await product(2), one);
    if (rows < 1000) assertSame(await product(3), one);
  });
}

for (const cell of ["vanilla", "gru"] as const) {
  Deno.test(`Training gives the same bytes on 1 and 2 threads (${cell})`, async () => {
    using one = await startWasmEngine();
    using two = await startWasmEngine(2);
    const [wanted, found] = [one, two].map((engine) => trainSome(engine, cell, { batches: 5 }));
    assert.deepEqual(found!.save(), wanted!.save());
    assert.deepEqual(found!.trace, wanted!.trace);
    assert.equal(found!.trace.length, 3);
  });
}

Deno.test("startWasmEngine() leaves no trace of its threads' start", async () => {
  const { cpus } = os, { Worker } = globalThis;
  const listeners = process.listenerCount("uncaughtException");
  using _ = await startWasmEngine(2);
  assert.equal(os.cpus, cpus);
  assert.equal(globalThis.Worker, Worker);
  assert.equal(process.listenerCount("uncaughtException"), listeners);
});

Deno.test("Engines started at the same time have their own threads, and leave no trace of their start", async () => {
  const { cpus } = os, { Worker } = globalThis;
  const listeners = process.listenerCount("uncaughtException");
  const engines = await Promise.all([2, 3, 1, 2].map((threads) => startWasmEngine(threads)));
  for (const engine of engines) {
    using started = engine;
    const three = started.allocate(1, 1), out = started.allocate(1, 1);
    three.data[0] = 3;
    started.product(three, three, out);
    assert.equal(out.data[0], 9);
  }
  assert.equal(os.cpus, cpus);
  assert.equal(globalThis.Worker, Worker);
  assert.equal(process.listenerCount("uncaughtException"), listeners);
});

Deno.test({
  name: "An engine's threads end when it is disposed of, however often",
  ignore: Deno.build.os !== "linux", // it counts them in /proc
  async fn() {
    const count = async (): Promise<number> => {
      const command = new Deno.Command("ls", { args: [`/proc/${Deno.pid}/task`] });
      return new TextDecoder().decode((await command.output()).stdout).trim().split("\n").length;
    };
    const before = await count();
    for (let round = 0; round < 4; round++) {
      using engine = await startWasmEngine(2);
      const matrix = engine.allocate(8, 8);
      engine.product(matrix, matrix, engine.allocate(8, 8));
    }
    // Four engines had 8 each; a few of Deno's own helpers come and stay.
    const deadline = Date.now() + 10_000;
    while (await count() > before + 8 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const after = await count();
    assert.ok(after <= before + 8, `${before} threads before, ${after} after`);
  },
});

Deno.test("startEngine() goes on with one thread, and says so once, if threads cannot start", async () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (descriptor.shared) throw new Error("no shared memory");
      super(descriptor);
    }
  };
  const warnings: string[] = [];
  try {
    const engine = await startEngine({ threads: 2 }, (message) => warnings.push(message));
    const one = engine.allocate(1, 1), out = engine.allocate(1, 1);
    one.data[0] = 3;
    engine.product(one, one, out);
    assert.equal(out.data[0], 9);
  } finally {
    WebAssembly.Memory = Memory;
  }
  assert.deepEqual(warnings, [
    "Cannot start threads, so tensor work goes on with one: no shared memory",
  ]);
});

function assertSame(found: Float32Array, wanted: Float32Array): void {
  const at = found.findIndex((value, k) => !Object.is(value, wanted[k]));
  assert.equal(at, -1, `entry ${at} is ${found[at]}, expected ${wanted[at]}`);
}
