import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { zigguratLayers } from "../../../lib/random/ziggurat.ts";
import {
  chiSquareScore,
  kolmogorovSmirnov,
  normalCdf,
} from "../../support/reference_statistics.ts";

// Seeds are fixed, so these tests cannot fail by chance. Bounds: a score beyond 4 has probability
// 6e-5, a Kolmogorov-Smirnov statistic beyond 1.95 has 1e-3.

const MILLION = 1_000_000;

Deno.test("Stream.fillNormal(Float32Array) has the moments of a normal", () => {
  const n = 20 * MILLION;
  const sums = [0, 0, 0, 0, 0];
  normals(n, (x) => {
    const square = x * x;
    sums[1]! += x;
    sums[2]! += square;
    sums[3]! += square * x;
    sums[4]! += square * square;
  });
  const mean = (k: number) => sums[k]! / n;
  // Variances of single x, x^2, x^3, x^4: 1, 2, 15, 96.
  assertScore(mean(1) / Math.sqrt(1 / n), "mean");
  assertScore((mean(2) - 1) / Math.sqrt(2 / n), "second moment");
  assertScore(mean(3) / Math.sqrt(15 / n), "third moment");
  assertScore((mean(4) - 3) / Math.sqrt(96 / n), "fourth moment");
});

Deno.test("Stream.fillNormal(Float32Array) has the right share beyond 3, 3.65, 4, 4.5 and 5 sigma", () => {
  const n = 40 * MILLION;
  const limits = [3, zigguratLayers().width[1]!, 4, 4.5, 5];
  const beyond = limits.map(() => [0, 0] as [number, number]);
  normals(n, (x) => {
    const size = Math.abs(x);
    if (size < 3) return;
    limits.forEach((limit, i) => {
      if (size > limit) beyond[i]![x < 0 ? 0 : 1]++;
    });
  });
  limits.forEach((limit, i) => {
    const p = normalCdf(-limit);
    for (const count of beyond[i]!) {
      assertScore(
        (count - n * p) / Math.sqrt(n * p),
        `beyond ${limit}: ${count}, expected ${n * p}`,
      );
    }
  });
});

Deno.test("Stream.fillNormal() fits a normal on either side of every layer's edge", () => {
  // 512 edges where the ziggurat could go wrong, the middles between them, and the tail.
  const edges = layerEdges();
  const counts = new Float64Array(edges.length + 1);
  normals(12 * MILLION, (x) => counts[binOf(edges, x)]!++);
  assertScore(chiSquareScore(counts, probabilityIn(edges)), "float32");

  counts.fill(0);
  const doubles = new Float64Array(3 * MILLION);
  stream("doubles").fillNormal(doubles);
  for (const x of doubles) counts[binOf(edges, x)]!++;
  assertScore(chiSquareScore(counts, probabilityIn(edges)), "float64");
});

Deno.test("Stream passes Kolmogorov-Smirnov tests for every law", () => {
  const s = stream("kolmogorov");
  const single = new Float32Array(MILLION);
  const double = new Float64Array(MILLION);
  s.fillNormal(single);
  assertDistance(kolmogorovSmirnov(single, normalCdf), "normal, float32");
  s.fillNormal(double);
  assertDistance(kolmogorovSmirnov(double, normalCdf), "normal, float64");
  s.fillUniform(single);
  // A float32 uniform stands for the cell of width 2^-24 that it begins.
  assertDistance(kolmogorovSmirnov(single, (x) => x + 2 ** -25), "uniform, float32");
  s.fillUniform(double);
  assertDistance(kolmogorovSmirnov(double, (x) => x), "uniform, float64");
  const rayleigh = double.map(() => s.rayleigh(0.8));
  const cdf = (x: number) => -Math.expm1(-x * x / (2 * 0.8 * 0.8));
  assertDistance(kolmogorovSmirnov(rayleigh, cdf), "Rayleigh");
});

Deno.test("Stream.fillUniform(Float32Array) is even over 4096 bins and in its low bits", () => {
  const high = new Float64Array(4096);
  const low = new Float64Array(4096);
  const numbers = new Float32Array(4 * MILLION);
  stream("even").fillUniform(numbers);
  for (const x of numbers) {
    const bits = x * 2 ** 24;
    high[bits >>> 12]!++;
    low[bits & 4095]!++;
  }
  assertScore(chiSquareScore(high, () => 1 / 4096), "high bits");
  assertScore(chiSquareScore(low, () => 1 / 4096), "low bits");
});

/** Calls `see` with n float32 normals, made in fills of an odd length. */
function normals(n: number, see: (x: number) => void): void {
  const s = stream("normals", n);
  const chunk = new Float32Array(99_999);
  for (let done = 0; done < n; done += chunk.length) {
    const part = chunk.subarray(0, Math.min(chunk.length, n - done));
    s.fillNormal(part);
    for (let i = 0; i < part.length; i++) see(part[i]!);
  }
}

function layerEdges(): Float64Array {
  const { width } = zigguratLayers();
  const positive = [3.7, 3.8, 3.9, 4, 4.2, 4.4];
  for (let i = 1; i < 256; i++) {
    positive.push(width[i]!, (width[i]! + (width[i + 1] ?? 0)) / 2);
  }
  return Float64Array.from([...positive, 0, ...positive.map((x) => -x)]).sort();
}

/** The number of edges that are not above x. */
function binOf(edges: Float64Array, x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function probabilityIn(edges: Float64Array): (bin: number) => number {
  const below = [0, ...Array.from(edges, normalCdf), 1];
  return (bin) => below[bin + 1]! - below[bin]!;
}

function assertScore(score: number, what: string): void {
  assert.ok(Math.abs(score) < 4, `${what}: score ${score}`);
}

function assertDistance(distance: number, what: string): void {
  assert.ok(distance < 1.95, `${what}: ${distance}`);
}
