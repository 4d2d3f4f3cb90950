import assert from "node:assert/strict";
import { encodeSafetensors } from "../../../lib/files/safetensors.ts";
import { stream } from "../../../lib/random/stream.ts";
import { readNoiseFactor } from "../../../lib/results/noise_factor.ts";
import { spatialVanilla as moments } from "../../../stages/moments/run.ts";
import { run } from "../../../stages/noise_factor/run.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { phase } from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

const n = 240, steps = 160, units = 2, cells = 4, alpha = 0.2, sigma = 0.1;
const factors = [0, 0.5, 1, 1.5, 2, 3, 4, 8];
type Law = "uniform" | "gaussian";

/** Independent AR(1) units, r <- (1 - alpha) r + alpha relu(hearing u) + sigma xi, that are decoded as they are. */
function leaky(hearing: number) {
  const diagonal = (rows: number, cols: number, value: number) => ({
    shape: [rows, cols],
    data: Float32Array.from(
      { length: rows * cols },
      (_, k) => Math.floor(k / cols) % cols === k % cols ? value : 0,
    ),
  });
  return encodeSafetensors({
    "encoder.weight": diagonal(units, cells, 0),
    "w_in.weight": diagonal(units, 2, hearing),
    "w_rec.weight": diagonal(units, units, 0),
    "w_out.weight": diagonal(cells, units, 1),
  });
}

/** White inputs of variance 1, and starts all over the box. */
function set(name: string) {
  const updates = new Float32Array(n * steps * 2);
  const coordinates = new Float32Array(n * (steps + 1) * 2);
  stream("noise factor", name, "updates").fillNormal(updates);
  stream("noise factor", name, "coordinates").fillUniform(coordinates);
  return {
    updates: float32Npy([n, steps, 2], [...updates]),
    coordinates: float32Npy([n, steps + 1, 2], [...coordinates]),
  };
}

const [first, second] = [set("first"), set("second")];
const centres = float32Npy([4, 2], [-0.5, -0.5, 0.5, -0.5, -0.5, 0.5, 0.5, 0.5]);

/** The bytes of the sweeps. */
async function swept(hearing: number, law: Law, means: ("scaled" | "kept")[], threads = 1) {
  const {
    phase: _phase,
    set: _set,
    steps: _steps,
    trajectories: _count,
    starts: _starts,
    ...setup
  } = phase("active");
  const noise = { law, sigma } as const;
  const common = { ...setup, network: { units, alpha }, noise, trajectories: n };
  const inputs = { weights: leaky(hearing), centres, ...first };
  const active = { phase: "active", set: "first", starts: "own", steps } as const;
  const taken = await runModule(moments, { ...common, ...active }, inputs);
  const found = await runModule(run, {
    ...common,
    swept: "U^σ" as const,
    activeSteps: steps,
    steps,
    early: 40,
    factors,
    means,
    sampledSteps: 8,
    components: 2,
    directions: 32,
    resamples: 6,
  }, {
    ...inputs,
    moments: taken.moments,
    coordinatesAgain: second.coordinates,
    updatesAgain: second.updates,
  }, threads);
  return found.sweeps;
}

const sweep = async (...how: Parameters<typeof swept>) => readNoiseFactor(await swept(...how));

/** Run once for the tests that look at it. */
let found: ReturnType<typeof sweep> | undefined;
const uniform = () => found ??= sweep(0, "uniform", ["scaled", "kept"]);

const least = (distances: readonly number[]) => factors[distances.indexOf(Math.min(...distances))];

Deno.test("noiseFactor finds the optimum of AR(1) units: 1 if noise alone moves them", async () => {
  const { sweeps: [swept] } = await sweep(0, "gaussian", ["scaled"]);
  // The variance is gamma sigma^2 / (alpha (2 - alpha)), that of activity times gamma.
  assert.equal(least(swept!.late.state), 1);
  const late = swept!.course.leading.slice(20);
  const ratio = late.reduce((sum, value) => sum + value, 0) / late.length;
  assert.ok(Math.abs(ratio - 2) < 0.1, `at the factor 2 the variance is ${ratio} of activity's`); // 2.5 SE
});

Deno.test("noiseFactor finds the optimum 2 if inputs add as much variance as the noise", async () => {
  // Var relu(w u) = w^2 (1/2 - 1/(2 pi)) for a standard normal u; alpha times that is to be sigma.
  const hearing = sigma / alpha / Math.sqrt(0.5 - 0.5 / Math.PI);
  const { sweeps: [swept] } = await sweep(hearing, "gaussian", ["scaled"]);
  assert.equal(least(swept!.late.state), 2);
});

Deno.test("noiseFactor at 1 is plain quiescence either way; elsewhere a kept mean is another noise", async () => {
  const { sweeps: [scaled, kept], floor } = await uniform();
  for (const window of ["early", "late"] as const) {
    for (const measure of ["state", "sliced", "energy", "peak", "jumps"] as const) {
      const [a, b] = [scaled![window][measure], kept![window][measure]];
      assert.equal(a[factors.indexOf(1)], b[factors.indexOf(1)], `${window} ${measure}`);
    }
    // Fixed points move with the mean: of 0.5 sigma / alpha, 0.25, by half a SD of 0.1 / 0.6 and more.
    const eight = factors.indexOf(8);
    assert.ok(scaled![window].state[eight]! > 2 * kept![window].state[eight]!);
  }
  assert.ok(floor.state < 0.1 && floor.sliced < 0.1);
});

Deno.test("noiseFactor names its windows, and the distance of standing still", async () => {
  const { windows, frozen, floor, network, seed } = await uniform();
  assert.deepEqual(windows, { early: { from: 0, to: 40 }, late: { from: 80, to: 160 } });
  assert.deepEqual([network, seed], ["U^σ", 0]);
  // Without an encoder all start at 0, 0.25 away from the mean of activity in each unit, with its SD of 0.048.
  assert.ok(frozen.state > 4 && frozen.state > 20 * floor.state, `${frozen.state}`);
});

Deno.test("noiseFactor gives the same bytes with one thread and two", async () => {
  const [one, two] = [
    await swept(1, "gaussian", ["scaled"], 1),
    await swept(1, "gaussian", ["scaled"], 2),
  ];
  assert.deepEqual(two, one);
});
