import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { CONSTANTS } from "../../../lib/simd/compiled.ts";
import { networkKernels } from "../../../lib/simd/compiled/network.ts";
import { KernelMemory } from "../../../lib/simd/kernel_memory.ts";

const ALPHA = 0.2, SIGMA = 0.05;

/** Kernels, and arrays of random numbers between two guards that must not change. */
function bench(lengths: readonly number[]) {
  const memory = new KernelMemory(2 ** 20);
  const kernels = memory.instantiate(networkKernels);
  kernels.prepare(memory.float64(CONSTANTS / 8).byteOffset);
  const random = stream("network kernels", ...lengths);
  const arrays = lengths.map((length) => {
    const guarded = memory.float32(length + 8).fill(7);
    const array = guarded.subarray(4, 4 + length);
    random.fillNormal(array);
    return { guarded, array };
  });
  const check = (): void => {
    for (const { guarded, array } of arrays) {
      const guards = [...guarded.subarray(0, 4), ...guarded.subarray(4 + array.length)];
      assert.deepEqual(guards, Array(8).fill(7));
    }
  };
  return { kernels, arrays: arrays.map(({ array }) => array), check };
}

/** As float32 arithmetic in another order: to a few units of the last place of the terms. */
function close(found: Float32Array, expected: readonly number[]): void {
  expected.forEach((value, k) => {
    if (Number.isNaN(value)) return assert.ok(Number.isNaN(found[k]), `entry ${k}`);
    assert.ok(
      Math.abs(found[k]! - value) <= 5e-7 * Math.max(1, Math.abs(value)),
      `entry ${k} is ${found[k]}, expected ${value}`,
    );
  });
}

const at = ({ byteOffset }: Float32Array): number => byteOffset;

for (const length of [1, 2, 3, 4, 5, 21, 512]) {
  const like = [length, length, length, length, length];

  Deno.test(`differentiateSquares() works in place (${length})`, () => {
    const { kernels, arrays: [outputs, targets], check } = bench(like.slice(3));
    const errors = Array.from(outputs!, (x, k) => Math.fround(x - targets![k]!));
    const sum = errors.reduce((sum, error) => sum + error * error, 0);
    const found = kernels.differentiateSquares(at(outputs!), at(targets!), 4 * length, 0.5);
    assert.ok(Math.abs(found - sum) <= 1e-14 * sum);
    assert.deepEqual([...outputs!], errors.map((error) => 0.5 * error));
    check();
  });

  Deno.test(`vanillaStep() and vanillaStepBack() follow eq. A.1 and its derivative (${length})`, () => {
    const { kernels, arrays, check } = bench(like.slice(1));
    const [activation, previous, noise, next] = arrays as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    if (length > 4) [previous[0], noise[0], activation[0], activation[1]] = [1e-33, 0, -1, NaN];
    const rectified = Array.from(activation, (a) => a < 0 ? 0 : a);
    const expected = rectified.map((r, k) => {
      const state = (1 - ALPHA) * previous[k]! + ALPHA * r + SIGMA * noise[k]!;
      return Math.abs(state) < 1e-30 ? 0 : state;
    });
    const [a, p, n, to] = arrays.map(at);
    kernels.vanillaStep(a!, p!, n!, to!, 4 * length, ALPHA, SIGMA);
    close(activation, rectified);
    close(next, expected);
    if (length > 4) assert.ok(next[0] === 0 && Number.isNaN(next[1]));
    const gradient = noise, g = [...gradient], active = [...activation];
    kernels.vanillaStepBack(a!, at(gradient), 4 * length, ALPHA);
    close(activation, active.map((x, k) => x > 0 ? ALPHA * g[k]! : 0));
    close(gradient, g.map((x) => (1 - ALPHA) * x));
    check();
  });
}

for (const [rows, units] of [[1, 1], [3, 7], [2, 4], [5, 130]] as const) {
  Deno.test(`the kernels of the GRU follow eqs. A.3-A.6 and their derivatives (${rows} x ${units})`, () => {
    const n = rows * units;
    const { kernels, arrays, check } = bench([2 * n, n, n, n, n, n, n]);
    const [gates, state, gated, candidates, noise, next, gradient] = arrays;
    const entry = (k: number) => {
      const row = Math.floor(k / units), unit = k % units;
      return { z: 2 * row * units + unit, g: (2 * row + 1) * units + unit };
    };
    const each = <T>(f: (k: number) => T): T[] => Array.from({ length: n }, (_, k) => f(k));
    const logistic = (x: number) => 1 / (1 + Math.exp(-x));

    const opened = each((k) => {
      const { z, g } = entry(k);
      return { z: logistic(gates![z]!), g: logistic(gates![g]!) };
    });
    kernels.openGates(at(gates!), at(state!), at(gated!), rows, units);
    close(Float32Array.from(each((k) => gates![entry(k).z]!)), opened.map(({ z }) => z));
    close(Float32Array.from(each((k) => gates![entry(k).g]!)), opened.map(({ g }) => g));
    close(gated!, opened.map(({ g }, k) => g * state![k]!));

    const proposed = each((k) => Math.tanh(candidates![k]!));
    kernels.propose(at(candidates!), 4 * n);
    close(candidates!, proposed);

    const [z, c] = [each((k) => gates![entry(k).z]!), [...candidates!]];
    const stepped = each((k) =>
      state![k]! + ALPHA * (1 - z[k]!) * (c[k]! - state![k]!) + SIGMA * noise![k]!
    );
    const [G, C, S, N, to, d] = [gates!, candidates!, state!, noise!, next!, gradient!].map(at);
    kernels.gruStep(G!, C!, S!, N!, to!, rows, units, ALPHA, SIGMA);
    close(next!, stepped);

    const before = [...gradient!];
    const share = z.map((z) => ALPHA * (1 - z));
    kernels.gruStepBack(G!, C!, S!, d!, rows, units, ALPHA);
    close(gradient!, before.map((g, k) => (1 - share[k]!) * g));
    close(candidates!, before.map((g, k) => share[k]! * (1 - c[k]! ** 2) * g));
    const throughZ = before.map((g, k) => share[k]! * z[k]! * (state![k]! - c[k]!) * g);
    close(Float32Array.from(each((k) => gates![entry(k).z]!)), throughZ);

    const [open, through, kept] = [each((k) => gates![entry(k).g]!), [...noise!], [...gradient!]];
    kernels.closeGates(G!, N!, S!, d!, rows, units);
    close(gradient!, kept.map((g, k) => g + open[k]! * through[k]!));
    const throughG = open.map((g, k) => g * (1 - g) * state![k]! * through[k]!);
    close(Float32Array.from(each((k) => gates![entry(k).g]!)), throughG);
    check();
  });
}

Deno.test("openGates() and propose() are accurate to float32's last bit, far out and near 0 as well", () => {
  const values = [0, -0, NaN, Infinity, -Infinity, 200, -200, 50, -50, 1e-38, -1e-38, 1e-20];
  for (let x = 1e-6; x < 86; x *= 1.003) values.push(x, -x);
  const n = values.length;
  const { kernels, arrays: [gates, state, gated, candidates] } = bench([2 * n, n, n, n]);
  gates!.set([...values, ...values]);
  candidates!.set(values);
  kernels.openGates(at(gates!), at(state!), at(gated!), 1, n);
  kernels.propose(at(candidates!), 4 * n);
  values.forEach((value, k) => {
    const x = Math.fround(value);
    if (Number.isNaN(x)) {
      assert.ok(Number.isNaN(gates![k]) && Number.isNaN(candidates![k]));
      return;
    }
    const logistic = Math.max(2 ** -126, 1 / (1 + Math.exp(-x)));
    assert.ok(Math.abs(gates![k]! - logistic) <= 2 ** -23.99 * logistic, `sigmoid(${x})`);
    assert.equal(gates![n + k], gates![k]);
    const tanh = Math.tanh(x);
    assert.ok(Math.abs(candidates![k]! - tanh) <= 2 ** -23.99 * Math.abs(tanh), `tanh(${x})`);
  });
});
