import assert from "node:assert/strict";
import fc from "fast-check";
import { hashPath } from "../../../lib/random/path_hash.ts";
import { type Stream, stream } from "../../../lib/random/stream.ts";
import { Xoshiro128 } from "../../../lib/random/xoshiro128.ts";

Deno.test("stream() gives these numbers on every machine", () => {
  // The words, and so the uniform number, agree with an implementation in Python.
  const numbers = stream("spatial", 3, "train");
  assert.deepEqual([numbers.uint32(), numbers.uint32(), numbers.uint32()], [
    2824589320,
    311617858,
    66047672,
  ]);
  assert.deepEqual([numbers.uniform(), numbers.normal(), numbers.rayleigh(0.26 * Math.PI)], [
    0.8235369898462703,
    0.1996471224620461,
    0.7723543861596569,
  ]);
});

Deno.test("stream() repeats itself for the same path and only for it", () => {
  const draw = (s: Stream) => [s.uint32(), s.normal(), s.uniform()];
  assert.deepEqual(draw(stream("a", 1)), draw(stream("a", 1)));
  assert.notDeepEqual(draw(stream("a", 1)), draw(stream("a", "1")));
  assert.notDeepEqual(draw(stream("ab", 1)), draw(stream("a", "b1")));
});

Deno.test("Stream.fillNormal() gives these digests of 100,000 numbers on every machine", async () => {
  const single = new Float32Array(100_000);
  stream("digest").fillNormal(single);
  assert.equal(
    await sha256(single),
    "7c6a9b7c8f73ef6b2485367e032f3b18316c9ee79ca07ca2e37909e4714953ec",
  );
  const double = new Float64Array(100_000);
  stream("digest").fillNormal(double);
  assert.equal(
    await sha256(double),
    "be8065bd49ef060b2af950c2d48eeb917dcffd89146e86af511548d2c114d9e7",
  );
});

const fills = {
  "fillNormal(Float32Array)": (s: Stream, n: number) => filled(new Float32Array(n), s, "normal"),
  "fillNormal(Float64Array)": (s: Stream, n: number) => filled(new Float64Array(n), s, "normal"),
  "fillUniform(Float32Array)": (s: Stream, n: number) => filled(new Float32Array(n), s, "uniform"),
  "fillUniform(Float64Array)": (s: Stream, n: number) => filled(new Float64Array(n), s, "uniform"),
};

for (const [name, fill] of Object.entries(fills)) {
  Deno.test(`Stream.${name} in pieces of any length equals one long fill`, () => {
    const lengths = fc.array(fc.oneof(fc.nat(9), fc.nat(100), fc.nat(5000)), { maxLength: 12 });
    fc.assert(
      fc.property(lengths, fc.nat(3), (lengths, skipped) => {
        const [whole, pieces] = [stream("fill"), stream("fill")];
        for (let i = 0; i < skipped; i++) {
          whole.uint32();
          pieces.uint32();
        }
        const parts = lengths.flatMap((length) => [...fill(pieces, length)]);
        assert.deepEqual([...fill(whole, parts.length)], parts);
        assert.equal(whole.uint32(), pieces.uint32());
      }),
      { seed: 1, numRuns: 60 },
    );
  });
}

Deno.test("Stream.normal() and uniform() equal float64 fills", () => {
  const [fill, single] = [stream("same"), stream("same")];
  const numbers = new Float64Array(10_001);
  fill.fillNormal(numbers);
  assert.deepEqual(numbers, numbers.map(() => single.normal()));
  fill.fillUniform(numbers);
  assert.deepEqual(numbers, numbers.map(() => single.uniform()));
});

Deno.test("Stream.fillUniform(Float32Array) keeps the 24 high bits of uint32()", () => {
  const [fill, single] = [stream("bits"), stream("bits")];
  const numbers = new Float32Array(5000);
  fill.fillUniform(numbers);
  assert.deepEqual(numbers, numbers.map(() => Math.floor(single.uint32() / 256) / 2 ** 24));
});

Deno.test("Stream interleaves four lanes seeded by the hash of its path", () => {
  const state = hashPath(["lanes", 1], 20);
  const lanes = [0, 4, 8, 12].map((at) => new Xoshiro128(state, at));
  const s = stream("lanes", 1);
  for (let i = 0; i < 1000; i++) assert.equal(s.uint32(), lanes[i % 4]!.next() >>> 0);
});

Deno.test("Stream.uniform() and fillUniform() stay in [0, 1)", () => {
  const s = stream("range");
  const singles = filled(new Float32Array(5_000_000), s, "uniform");
  let [low, high] = [1, 0];
  for (const x of singles) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  assert.ok(low >= 0 && low < 1e-6 && high < 1 && high > 1 - 1e-6);
  for (let i = 0; i < 100_000; i++) {
    const x = s.uniform();
    assert.ok(x >= 0 && x < 1);
  }
});

Deno.test("Stream fills of length 0 take nothing", () => {
  const [a, b] = [stream("empty"), stream("empty")];
  a.fillNormal(new Float32Array(0));
  a.fillUniform(new Float64Array(0));
  assert.equal(a.uint32(), b.uint32());
});

function filled<T extends Float32Array | Float64Array>(
  out: T,
  s: Stream,
  law: "normal" | "uniform",
): T {
  if (law === "normal") s.fillNormal(out);
  else s.fillUniform(out);
  return out;
}

async function sha256(data: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data)).toHex();
}
