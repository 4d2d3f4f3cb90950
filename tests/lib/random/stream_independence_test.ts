import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { chiSquareScore, correlationScore } from "../../support/reference_statistics.ts";

// Fixed seeds; a score beyond 4 has probability 6e-5.

Deno.test("stream(..., i) and stream(..., i + 1) are uncorrelated at lags 0 to 4", () => {
  const draw = (i: number) => filled(stream("neighbour", i), 50_000);
  let squares = 0;
  let scores = 0;
  for (let i = 0; i < 40; i++) {
    const [a, b] = [draw(i), draw(i + 1)];
    for (let lag = 0; lag <= 4; lag++) {
      squares += correlationScore(a, b, lag) ** 2;
      scores++;
    }
  }
  // The sum of 200 squared N(0, 1) has mean 200 and variance 400.
  assert.ok(Math.abs(squares - scores) < 4 * Math.sqrt(2 * scores), `${squares} of ${scores}`);
});

Deno.test("Stream.fillNormal() is uncorrelated with itself at lags 1 to 64, squares too", () => {
  const x = filled(stream("lagged"), 500_000);
  const squared = x.map((value) => value * value);
  for (const values of [x, squared]) {
    let squares = 0;
    for (let lag = 1; lag <= 64; lag++) {
      const score = correlationScore(values, values, lag);
      assert.ok(Math.abs(score) < 4.5, `lag ${lag}: ${score}`);
      squares += score ** 2;
    }
    assert.ok(Math.abs(squares - 64) < 4 * Math.sqrt(128), `${squares}`);
  }
});

Deno.test("first words of stream(i), stream(i + 1) have even bits and even pairs", () => {
  const n = 50_000;
  const first = Uint32Array.from({ length: n }, (_, i) => stream("x", i).uint32());
  for (let bit = 0; bit < 32; bit++) {
    let ones = 0;
    for (const word of first) ones += (word >>> bit) & 1;
    assert.ok(Math.abs(ones - n / 2) < 4 * Math.sqrt(n) / 2, `bit ${bit}: ${ones}`);
  }
  for (const shift of [0, 13, 27]) {
    const pairs = new Float64Array(1024);
    for (let i = 1; i < n; i++) {
      pairs[(first[i - 1]! >>> shift & 31) * 32 + (first[i]! >>> shift & 31)]!++;
    }
    const score = chiSquareScore(pairs, () => 1 / 1024);
    assert.ok(Math.abs(score) < 4, `bits ${shift} to ${shift + 4}: ${score}`);
  }
});

Deno.test("words of one stream have even pairs at lags 1 to 8, within and across lanes", () => {
  const s = stream("words");
  const words = Uint32Array.from({ length: 2_000_000 }, () => s.uint32());
  for (let lag = 1; lag <= 8; lag++) {
    for (const shift of [0, 12, 25]) {
      const pairs = new Float64Array(128 * 128);
      for (let i = lag; i < words.length; i++) {
        pairs[(words[i - lag]! >>> shift & 127) * 128 + (words[i]! >>> shift & 127)]!++;
      }
      const score = chiSquareScore(pairs, () => 1 / 16384);
      assert.ok(Math.abs(score) < 4, `lag ${lag}, bits ${shift} to ${shift + 6}: ${score}`);
    }
  }
});

function filled(s: ReturnType<typeof stream>, n: number): Float32Array {
  const out = new Float32Array(n);
  s.fillNormal(out);
  return out;
}
