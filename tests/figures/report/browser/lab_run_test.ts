import assert from "node:assert/strict";
import { activeAxes } from "../../../../figures/report/browser/lab_axes.ts";
import { openNetwork } from "../../../../figures/report/browser/lab_network.ts";
import { LabRun } from "../../../../figures/report/browser/lab_run.ts";
import type { LabSettings } from "../../../../figures/report/browser/lab_run.ts";
import { readNpy } from "../../../../lib/files/npy.ts";
import { headDirection, spatialGru, spatialVanilla } from "../../../../stages/rollout/run.ts";
import { labPair } from "../../../support/lab_network.ts";
import type { LabPair } from "../../../support/lab_network.ts";
import { runModule } from "../../../support/run_module.ts";

const quiet: LabSettings = {
  phase: "quiescent",
  law: "uniform",
  factor: 2,
  seed: 3,
  friction: 1,
  adaptation: 0,
};
const plain = { fluctuations: 1, friction: 1, adaptation: 0, adaptationTime: 8 };

function start(pair: LabPair, settings: Partial<LabSettings> = {}): LabRun {
  return new LabRun(openNetwork(pair.network, pair.weights), { ...quiet, ...settings });
}

/** Positions of so many more steps. */
function advance(run: LabRun, steps: number): number[][] {
  for (let i = 0; i < steps; i++) run.advance();
  return run.positions.slice(-steps).map((points) => [...points]);
}

for (
  const [name, pair, run, settings, variant, sigma] of [
    ["vanilla", labPair("spatial"), spatialVanilla, {}, {}, 0.05 * Math.SQRT2],
    ["gru", labPair("spatial", "gru"), spatialGru, {}, {}, 0.05 * Math.SQRT2],
    ["head direction", labPair("headDirection"), headDirection, {}, {}, 0.05 * Math.SQRT2],
    [
      "noise × 3",
      labPair("spatial"),
      spatialVanilla,
      { factor: 3 },
      {},
      0.05 * Math.sqrt(3),
    ],
    [
      "momentum and adaptation",
      labPair("spatial"),
      spatialVanilla,
      { friction: 0.3, adaptation: 0.05 },
      { friction: 0.3, adaptation: 0.05 },
      0.05 * Math.SQRT2,
    ],
    [
      "momentum of a gru",
      labPair("spatial", "gru"),
      spatialGru,
      { friction: 0.3, adaptation: 0.05 }, // which it has not
      { friction: 0.3 },
      0.05 * Math.SQRT2,
    ],
  ] as const
) {
  Deno.test(`LabRun has the positions and states of the stage rollout, to the bit (${name})`, async () => {
    const steps = 60, { inputs } = pair;
    const noise = { law: "uniform", sigma } as const;
    const parameters = { ...pair.parameters, steps, noise, variant: { ...plain, ...variant } };
    // The kinds of network differ in their parameters; each is given its own by `labPair`.
    const outputs = await runModule(run as typeof spatialVanilla, parameters as never, inputs);
    const { data: smooth, shape } = readNpy(outputs.smooth, Float32Array);
    const { data: projection } = readNpy(outputs.projection, Float32Array);
    const dimensions = shape[2] ?? 1;
    const lab = start(pair, settings);
    for (let t = 0; t < steps; t++) {
      lab.advance();
      const expected = Array.from({ length: lab.trajectories }, (_, n) => {
        const from = (n * steps + t) * dimensions;
        return [...smooth.subarray(from, from + dimensions)];
      });
      assert.deepEqual([...lab.positions[t]!], expected.flat(), `step ${t}`);
      const state = [...projection.subarray(t * 2, t * 2 + 2)]; // of the first trajectory
      assert.deepEqual([...lab.states.at(-1)!.subarray(0, 2)].map(Math.fround), state);
    }
    assert.equal(lab.trajectories, 16);
  });
}

Deno.test("LabRun goes on from where it is when the input is switched, and counts anew", () => {
  for (const task of ["spatial", "headDirection"] as const) {
    const run = start(labPair(task), { phase: "active", factor: 0 });
    advance(run, 30);
    assert.equal(run.density.count, 30 * 16);
    const animal = [...run.truth!];
    run.change({ phase: "quiescent", law: "uniform", factor: 0 });
    assert.equal(run.truth, undefined);
    assert.equal(run.density.count, 0);
    const [first] = advance(run, 1);
    assert.equal(run.step, 31);
    const still = advance(run, 400).at(-1)!;
    assert.deepEqual(advance(run, 1)[0]!.map(rounded), still.map(rounded), "it comes to rest");
    run.change({ phase: "active", law: "uniform", factor: 0 });
    const now = [...run.truth!];
    assert.deepEqual(now, run.positions.at(-1) && [...run.positions.at(-1)!], "from where it is");
    assert.notDeepEqual(now, animal);
    assert.notDeepEqual(first, advance(run, 1)[0]);
  }
});

const rounded = (value: number) => Number(value.toFixed(5));

Deno.test("LabRun moves animals as the task has it, for longer than they are drawn at once", () => {
  const run = start(labPair("spatial"), { phase: "active" });
  let before = Float32Array.from(run.truth!);
  let farthest = 0;
  for (let t = 0; t < 450; t++) {
    run.advance();
    const now = run.truth!;
    const moved = now.map((value, i) => Math.abs(value - before[i]!));
    assert.ok(Math.max(...moved) < 0.1, `step ${t}: no jump from one stretch to the next`);
    assert.ok(moved.some((distance) => distance > 0));
    farthest = Math.max(farthest, ...now.map(Math.abs));
    before = Float32Array.from(now);
  }
  assert.ok(farthest > 0.8 && farthest < 1.2, `in the box: ${farthest}`);
  const turning = start(labPair("headDirection"), { phase: "active" });
  for (let t = 0; t < 450; t++) turning.advance();
  assert.ok(Math.abs(turning.truth![0]!) > 0.1);
});

Deno.test("LabRun repeats itself with its seed, and does not with another, or another law", () => {
  const pair = labPair("spatial");
  const once = advance(start(pair), 20);
  assert.deepEqual(advance(start(pair), 20), once);
  for (const other of [{ seed: 4 }, { law: "gaussian" }, { factor: 1 }] as const) {
    assert.notDeepEqual(advance(start(pair, other), 20), once, JSON.stringify(other));
  }
  const silent = advance(start(pair, { factor: 0 }), 20);
  assert.deepEqual(advance(start(pair, { factor: 0, seed: 4, law: "gaussian" }), 20), silent);
});

Deno.test("LabRun keeps the variance of the noise under another law", () => {
  // Without weights, and keeping nothing: its states are its noise.
  const pair = labPair("spatial"), settings = { factor: 4 };
  const spread = (law: LabSettings["law"]) => {
    const network = openNetwork({ ...pair.network, alpha: 1 }, pair.weights);
    for (const { data } of Object.values(network.weights)) data.fill(0);
    const axes = { mean: new Float64Array(40), components: new Float64Array(80) };
    axes.components[0] = axes.components[41] = 1; // the first two units
    const run = new LabRun({ ...network, axes }, { ...quiet, ...settings, law });
    const values: number[] = [];
    for (let t = 0; t < 200; t++) {
      run.advance();
      values.push(...run.states.at(-1)!);
    }
    const mean = values.reduce((a, b) => a + b) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  };
  const [uniform, gaussian] = [spread("uniform"), spread("gaussian")];
  assert.ok(Math.abs(uniform / gaussian - 1) < 0.1, `${uniform}, ${gaussian}`); // of 6400 draws
});

Deno.test("LabRun starts all trajectories where it is told, and says where all were", () => {
  const run = start(labPair("spatial"), { place: [0.25, -0.5], phase: "active" });
  assert.deepEqual([...run.truth!.subarray(0, 4)], [0.25, -0.5, 0.25, -0.5]);
  advance(run, 2);
  const lines = run.csv().split("\r\n");
  assert.equal(lines[0], "step,trajectory,x (m),y (m)");
  assert.equal(lines.length, 1 + 2 * 16 + 1);
  const [step, trajectory, x, y] = lines[1 + 17]!.split(",").map(Number);
  assert.deepEqual([step, trajectory], [1, 1]);
  assert.deepEqual([x, y], [...run.positions[1]!.subarray(2, 4)]); // every digit
  const bearings = start(labPair("headDirection"), { place: [1, 7] });
  advance(bearings, 1);
  assert.match(bearings.csv(), /^step,trajectory,bearing \(rad\)\r\n0,0,-?[\d.e-]+\r\n0,1,/);
});

Deno.test("openNetwork() refuses weights of another network", () => {
  const { network } = labPair("spatial");
  assert.throws(() => openNetwork(network, labPair("headDirection").weights), /w_in\.weight/);
  assert.throws(() => openNetwork(network, ""), /Cannot read \.safetensors/);
});

Deno.test("activeAxes() are orthogonal, and along them the active phase varies most", () => {
  const network = openNetwork(labPair("spatial").network, labPair("spatial").weights);
  const axes = activeAxes(network);
  const [first, second] = [axes.components.subarray(0, 40), axes.components.subarray(40)];
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  assert.ok(Math.abs(dot(first, second)) < 1e-9 && Math.abs(dot(first, first) - 1) < 1e-9);
  const others = { mean: axes.mean, components: new Float64Array(80) };
  others.components[0] = others.components[41] = 1; // of two units
  const spread = (of: typeof axes) => {
    const run = new LabRun({ ...network, axes: of }, { ...quiet, phase: "active", factor: 1 });
    advance(run, 100);
    return run.states.reduce((sum, states) => sum + dot(states, states), 0);
  };
  assert.ok(spread(axes) > 2 * spread(others));
});
