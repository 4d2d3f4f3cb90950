import assert from "node:assert/strict";
import { pca } from "../../../lib/stats/pca.ts";
import { productTransposed } from "../../../lib/stats/matrix_product.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { bandsOf } from "../../../lib/update/bands.ts";
import type { BandName } from "../../../lib/update/bands.ts";
import { linearDenoiser, mixtureDenoiser, ridgeMap } from "../../../lib/update/denoisers.ts";
import { Denoising } from "../../../lib/update/denoising.ts";
import { EngineMoments, together } from "../../../lib/update/engine_moments.ts";
import { inverseMisfit } from "../../../lib/update/inverse_misfit.ts";
import { alongAxes, jointMoments } from "../../../lib/update/joint_moments.ts";
import { type BandMeasures, UpdateSums } from "../../../lib/update/update_sums.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden, shapeOf } from "../../support/golden.ts";

const engine = await startWasmEngine();
const { inputs, outputs } = golden("beyond_update");
const [count, steps, units] = shapeOf(inputs.states) as [number, number, number];
const [, , cells] = shapeOf(inputs.cells) as [number, number, number];
const half = count / 2, variance = Number(inputs.noiseVariance), penalty = Number(inputs.penalty);

/** The columns of trajectories [from, to) at a time, of an array [n, T, d]. */
function timeOf(array: Float64Array, t: number, from: number, to: number): Float64Array {
  const width = array.length / (count * steps);
  const rows = Array.from({ length: to - from }, (_, i) => {
    const first = ((from + i) * steps + t) * width;
    return [...array.subarray(first, first + width)];
  });
  return Float64Array.from(rows.flat());
}

/** Joint moments of both halves; rows hold cells and then states. */
const moments = [0, 1].map((h) => {
  const found = new EngineMoments(engine, half, cells + units);
  const block = engine.allocate(half, cells + units);
  for (let t = 0; t < steps; t++) {
    const of = (name: string) => timeOf(flat(inputs[name]), t, h * half, (h + 1) * half);
    const [activities, states] = [of("cells"), of("states")];
    for (let n = 0; n < half; n++) {
      block.data.set(activities.subarray(n * cells, (n + 1) * cells), n * (cells + units));
      block.data.set(states.subarray(n * units, (n + 1) * units), n * (cells + units) + cells);
    }
    found.add(block);
  }
  return found.moments();
});
const halves = moments.map((each) => jointMoments(each, cells));
const all = jointMoments(together(moments[0]!, moments[1]!), cells);
const axes = pca(all.states.mean, all.states.covariance);

Deno.test("the moments of two halves together have NumPy's components and ridge map", () => {
  assertClose(axes.explainedVariance, flat(outputs.variance), { relative: 1e-5 });
  assertClose(axes.components, flat(outputs.components), { absolute: 1e-4 });
  const { coefficients, constant } = ridgeMap(all, penalty);
  assertClose(coefficients, flat(outputs.coefficients), { absolute: 1e-4 });
  assertClose(constant, flat(outputs.constant), { absolute: 1e-4 });
});

Deno.test("inverseMisfit() has NumPy's pseudo-inverse without small singular values", () => {
  const found = inverseMisfit(flat(inputs.decoder), all);
  assertClose([found], [Number(outputs.inverseMisfit)], { relative: 1e-5 });
});

Deno.test("UpdateSums has NumPy's spectrum, slopes, cosines and held-out noise losses", () => {
  const bands = bandsOf(axes.explainedVariance, variance);
  assert.deepEqual(bands, outputs.bands);
  const sums = new UpdateSums(count, bands, variance);
  const places = flat(inputs.places);
  const denoising = [0, 1].map((own) => {
    const other = 1 - own, fitted = alongAxes(halves[other]!, axes);
    const there = places.subarray(other * places.length / 2, (other + 1) * places.length / 2);
    const linear = linearDenoiser(fitted, variance);
    const mixture = mixtureDenoiser(fitted, penalty, there);
    return new Denoising(engine, half, { linear, mixture }, variance);
  });
  const updates = flat(inputs.updates);
  const mean = Float64Array.from({ length: units }, (_, i) => {
    const own = updates.filter((_, at) => at % units === i);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
  const project = (array: Float64Array, t: number, shift: Float64Array) => {
    const rows = timeOf(array, t, 0, count).map((value, at) => value - shift[at % units]!);
    return Float32Array.from(productTransposed(rows, axes.components, units));
  };
  for (let t = 0; t < steps; t++) {
    const states = project(flat(inputs.states), t, axes.mean);
    const linear = new Float32Array(states.length), mixture = new Float32Array(states.length);
    const block = [0, 1, 2].map(() => engine.allocate(half, units));
    denoising.forEach((each, h) => {
      const first = h * half * units, end = first + half * units;
      block[0]!.data.set(states.subarray(first, end));
      each.apply(block[0]!, block[1]!, block[2]!);
      linear.set(block[1]!.data, first);
      mixture.set(block[2]!.data, first);
    });
    const noise = project(flat(inputs.noise), t, new Float64Array(units));
    sums.add({ states, updates: project(updates, t, mean), noise, linear, mixture });
  }
  const { variance: found, rate, beta } = sums.spectrum();
  assertClose(found, flat(outputs.variance), { relative: 1e-5 });
  assertClose(rate, flat(outputs.rate), { absolute: 1e-5 });
  assertClose(beta, flat(outputs.beta), { absolute: 1e-4 });
  const measured = sums.bands();
  const expected = (tree: unknown, name: keyof BandMeasures) => Number(at(tree, name));
  const compare = (band: "all" | BandName, tree: unknown) => {
    for (const [name, value] of Object.entries(measured[band])) {
      assertClose([value], [expected(tree, name as keyof BandMeasures)], { relative: 1e-4 });
    }
  };
  compare("all", outputs.all);
  compare("manifold", at(outputs.perBand, "manifold"));
  compare("transverse", at(outputs.perBand, "transverse"));
  assert.ok(Number.isNaN(measured.middle.slope)); // there is no such component
});
