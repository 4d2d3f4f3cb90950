import assert from "node:assert/strict";
import { decodeJson, encodeJson } from "../../../lib/files/json.ts";
import type { Json } from "../../../lib/files/json.ts";
import * as angularVelocities from "../../../lib/results/angular_velocities.ts";
import * as bearingMatch from "../../../lib/results/bearing_match.ts";
import * as claims from "../../../lib/results/claims.ts";
import * as divergences from "../../../lib/results/divergences.ts";
import * as explainedVariance from "../../../lib/results/explained_variance.ts";
import * as fading from "../../../lib/results/fading.ts";
import * as memory from "../../../lib/results/memory.ts";
import * as noiseFactor from "../../../lib/results/noise_factor.ts";
import * as inputGain from "../../../lib/results/input_gain.ts";
import * as kickResponse from "../../../lib/results/kick_response.ts";
import * as replay from "../../../lib/results/replay.ts";
import * as stepDistances from "../../../lib/results/step_distances.ts";
import * as sweepTable from "../../../lib/results/sweep_table.ts";
import * as totalVariance from "../../../lib/results/total_variance.ts";
import * as trainingHistory from "../../../lib/results/training_history.ts";
import * as updateSpectrum from "../../../lib/results/update_spectrum.ts";
import { CLAIMS } from "../../support/figures/example_claims.ts";

/**
 * Tests that a result is read as it was encoded, and that a wrong value of any of its fields is refused
 * in one line that names it.
 */
function testResult<Result>(
  what: string,
  value: Result,
  encode: (value: Result) => Uint8Array,
  read: (bytes: Uint8Array) => Result,
): void {
  Deno.test(`${what}: what was encoded is read`, () => {
    const bytes = encode(value);
    assert.deepEqual(given(read(bytes)), value);
    assert.deepEqual(encode(read(bytes)), bytes);
  });

  Deno.test(`${what}: a wrong field is refused in one line that names it`, () => {
    const json = decodeJson(encode(value)) as Json;
    const fields = [...placesIn(json)];
    assert.ok(fields.length > 0);
    for (const path of fields) {
      // No field has such an object.
      const wrong = encodeJson(replaced(json, path, { unknown: [] }));
      const name = String(path.findLast((step) => typeof step === "string"));
      assert.throws(() => read(wrong), (error: Error) => {
        assert.ok(error.message.startsWith(`Cannot read ${what}: `), error.message);
        assert.match(error.message, /, expected [^\n]+$/);
        assert.ok(error.message.includes(name), `${path.join(".")}: ${error.message}`);
        return true;
      });
    }
  });
}

type Path = readonly (string | number)[];

/** The paths of all fields of the objects in it. */
function* placesIn(json: Json, path: Path = []): Iterable<Path> {
  if (typeof json !== "object" || json === null) return;
  for (const [key, value] of Object.entries(json)) {
    const here = [...path, Array.isArray(json) ? Number(key) : key];
    if (!Array.isArray(json)) yield here;
    yield* placesIn(value, here);
  }
}

function replaced(json: Json, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by;
  const parts = json as Readonly<Record<string | number, Json>>; // the path goes through it
  const part = replaced(parts[step]!, rest, by);
  return Array.isArray(json) ? json.with(Number(step), part) : { ...parts, [step]: part };
}

/** Without the fields that are undefined. */
const given = <T>(value: T): T => JSON.parse(JSON.stringify(value));

testResult(
  "training history",
  {
    batches: [0, 10],
    loss: [4, 1],
    error: [0.5, 0.25],
    meanSquaredError: [3, 2],
    releasedError: [6, 5],
  },
  trainingHistory.encodeTrainingHistory,
  trainingHistory.readTrainingHistory,
);

testResult(
  "explained variance",
  { cumulativeRatio: [0.5, 0.75] },
  explainedVariance.encodeExplainedVariance,
  explainedVariance.readExplainedVariance,
);

testResult(
  "total variance",
  { seed: 1, condition: "noisy biased", from: 10, to: 20, value: 0.5, error: null },
  totalVariance.encodeTotalVariance,
  totalVariance.readTotalVariance,
);

testResult(
  "divergences",
  {
    quiescent: "uniform",
    seed: 1,
    values: { "U^σ": 1.5, "B": null },
    errors: { "U^σ": 0.5, "B": null },
    clipped: { "U^σ": 3, "B": null },
    released: { "U^σ": 2.25, "B": null },
    reasons: { "U^σ": null, "B": "a covariance is singular" },
  },
  divergences.encodeDivergences,
  divergences.readDivergences,
);

testResult(
  "step distances",
  { seed: 1, group: "DT noisy quiescent", steps: 9, mean: [1, 2], largest: [3, 4] },
  stepDistances.encodeStepDistances,
  stepDistances.readStepDistances,
);

testResult(
  "fading",
  {
    seed: 1,
    rollout: "noisy",
    network: "unbiased",
    step: [5, 15],
    peak: [1, 0.5],
    jumps: [0, 0.25],
    window: { from: 0, to: 20, peak: 0.75, jumps: 0.125 },
  },
  fading.encodeFading,
  fading.readFading,
);

const swept = {
  state: [0.5, 0.25],
  sliced: [0.5, 0.75],
  energy: [0.25, 0],
  peak: [1, 0.5],
  jumps: [0, 0.25],
  resampled: [[0.5, 0.25], [0.75, 0.5]],
};

testResult<noiseFactor.NoiseFactor>(
  "noise factor",
  {
    seed: 1,
    network: "B^σ",
    factors: [0, 2],
    windows: { early: { from: 0, to: 5 }, late: { from: 5, to: 10 } },
    floor: { state: 0.125, sliced: 0.25, energy: 0.5 },
    frozen: { state: 0.5, sliced: 0.25, energy: 0.125 },
    sweeps: [{
      mean: "scaled",
      early: swept,
      late: { ...swept, resampled: [] },
      course: { step: [0.5], leading: [1], rest: [0.5] },
    }],
  },
  noiseFactor.encodeNoiseFactor,
  noiseFactor.readNoiseFactor,
);

const measure = { value: 1.25, error: 0.5 };
const motion = {
  phase: "late",
  decoder: "smooth",
  from: 5,
  to: 10,
  longestLag: 1,
  squared: [0.5, 0.75],
  exponents: [measure, { value: null, error: null, why: "the window is too short" }, measure],
  path: null,
  stepQuantiles: [0.25, 0.5],
  longestStep: 2,
} as const;
testResult(
  "replay",
  {
    seed: 1,
    kind: "head direction",
    condition: "U^σ",
    motions: [motion, {
      ...motion,
      detrended: { squared: [0.25], exponents: [measure] },
      beside: {
        compression: measure,
        jumps: 0.25,
        peak: 1.5,
        lively: { value: null, error: null, why: "fewer than 20", stretches: 3 },
      },
    }],
    coverage: [{
      phase: "quiescent",
      steps: [1, 2],
      each: [0.25, 0.5],
      pooled: [0.5, 0.75],
      distances: [0.125],
      eachAtDistance: [0.5],
    }],
  },
  replay.encodeReplay,
  replay.readReplay,
);

const fromActivity = { kl: 0.5, distance: 0.125 };
const inWindow = { ...fromActivity, from: 0, to: 20, peak: 0.75, jumps: 0.0625 };
testResult(
  "memory of the start",
  {
    seed: 1,
    population: "gru",
    network: "U^σ",
    steps: [0, 20],
    memory: { own: [1, null], centre: [0.5, 0.25] },
    distance: { own: [0.25, 0.5], centre: [0.75, 1] },
    early: { own: inWindow, centre: { ...inWindow, kl: null } },
    late: { own: inWindow, centre: inWindow },
    frozen: { own: fromActivity, centre: { ...fromActivity, kl: null } },
    floor: fromActivity,
  },
  memory.encodeMemory,
  memory.readMemory,
);

testResult(
  "bearing match",
  {
    seed: 1,
    histogramDistance: 0.5,
    activeHole: 0.75,
    quiescentHole: null,
    errors: { histogramDistance: 0.25, activeHole: null, quiescentHole: null },
  },
  bearingMatch.encodeBearingMatch,
  bearingMatch.readBearingMatch,
);

testResult(
  "angular velocities",
  {
    seed: 1,
    edges: [-1, 0, 1],
    proportion: [0.25, 0.75],
    mean: 0.5,
    backward: 0.25,
    errors: { mean: 0.125, backward: null },
    released: { proportion: [0.5, 0.5], mean: -0.5 },
  },
  angularVelocities.encodeAngularVelocities,
  angularVelocities.readAngularVelocities,
);

testResult("claims", CLAIMS, claims.encodeClaims, claims.readClaims);

const drift = { action: "drift", quantity: "speed" };

testResult(
  "sweep table",
  {
    swept: [{ path: "train.sigmaStep", unit: "" }, { path: "speed", unit: "m/s" }],
    labels: ["bias", "seed"],
    rows: [
      { ...{ point: [0.01, "none"], labels: ["U", 1] }, ...drift, unit: "m", value: 2 },
      { ...{ point: [0, "1e"], labels: ["U", null] }, ...drift, unit: null, value: null },
    ],
  },
  sweepTable.encodeSweepTable,
  sweepTable.readSweepTable,
);

const network = { seed: 3, kind: "GRU", condition: "U^σ", alpha: 0.2, trajectories: 40 } as const;
const measured = { value: 0.5, error: 0.1, low: null, high: 0.7 };

testResult(
  "update spectrum",
  {
    ...network,
    ...{ from: 5, to: 20, unit: 0.02, drift: 0.1, size: 0.7, inverseMisfit: 0.9 },
    spectrum: {
      variance: [1, 0.5],
      rate: [0.1, 0.2],
      beta: [2, -1],
      better: "mixture",
      bands: [{
        band: "all",
        components: 2,
        slope: measured,
        cosine: measured,
        mixtureSlope: measured,
        mixtureCosine: measured,
        updateLoss: measured,
        linearLoss: measured,
        mixtureLoss: measured,
        efficiency: measured,
      }],
    },
  },
  updateSpectrum.encodeUpdateSpectrum,
  updateSpectrum.readUpdateSpectrum,
);

testResult(
  "kick responses",
  {
    ...network,
    at: 8,
    manifold: { overlap: [measured], norm: [measured, measured] },
    transverse: null,
  },
  kickResponse.encodeKickResponses,
  kickResponse.readKickResponses,
);

testResult(
  "input gain",
  {
    ...network,
    ...{ from: 5, to: 20, times: 3, unit: 0.02, size: 0.4, drift: 0.1, openGate: 0.6 },
    evenShare: measured,
    tracking: measured,
    slope: [measured],
    cosine: [measured, measured],
  },
  inputGain.encodeInputGain,
  inputGain.readInputGain,
);

Deno.test("a name that a result does not know is refused with those that it knows", () => {
  const variance = { seed: 1, condition: "loud", from: 0, to: 2, value: 1, error: null };
  assert.throws(() => totalVariance.readTotalVariance(encodeJson(variance)), {
    message: 'Cannot read total variance: "condition" is "loud", expected one of ' +
      '"noiseless unbiased", "noiseless biased", "noisy unbiased", "noisy biased"',
  });
});

Deno.test("readSweepTable() refuses other columns, and rows of another length", () => {
  const measured = ["action", "quantity", "unit", "value"];
  const read = (columns: readonly string[], row: Json) => () => {
    const swept = [{ path: "law", unit: "" }];
    sweepTable.readSweepTable(encodeJson({ swept, labels: ["bias"], columns, rows: [row] }));
  };
  assert.throws(read(["bias", "law", ...measured], []), {
    message: "Cannot read sweep table: its columns are bias, law, action, quantity, unit, value, " +
      "expected law, bias, action, quantity, unit, value",
  });
  assert.throws(read(["law", "bias", ...measured], ["none", "U", "train", "loss", ""]), {
    message: 'Cannot read sweep table: "rows" is a list, expected a list of lists of 6',
  });
  assert.throws(read(["law", "bias", ...measured], ["none", "U", "train", "loss", "", "2"]), {
    message: 'Cannot read sweep table: "rows[0].value" is "2", expected a number or null',
  });
});
