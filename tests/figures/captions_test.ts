import assert from "node:assert/strict";
import { captions, type CaptionSizes } from "../../figures/captions.ts";

const phases = { trajectories: 201, activeSteps: 103, quiescentSteps: 1007 };
const SIZES: CaptionSizes = {
  protocol: "released",
  networks: 5,
  shownSeed: 3,
  trainingBatches: 2503,
  trajectoriesPerBatch: 207,
  explainedVariance: phases,
  rollouts: phases,
  drawnEvery: { active: 8, quiescent: 3 },
  scatter: { everyTrajectory: 2, fromStep: 7, everyStep: 21 },
  density: { ...phases, grid: 101 },
  divergence: { ...phases, points: 2507 },
  totalVariance: { trajectories: 501, steps: 2003, dropped: 1009 },
};

Deno.test("captions state the sizes that ran", () => {
  assert.match(captions.fig1b(SIZES).caption, /2503 batches of 207 .* 1 SD \(ddof 0\) over 5 net/);
  assert.match(captions.fig1e(SIZES).caption, /every 3rd of 201 trajectories of 1007 steps/);
  assert.match(captions.fig1g(SIZES).caption, /every 2nd trajectory, every 21st step from step 7/);
  assert.match(captions.fig1h(SIZES).caption, /101 × 101 grid.*201 trajectories of 103 steps/);
  assert.match(captions.fig2e(SIZES).caption, /2507 points.*over 5 networks/);
  assert.match(captions.fig2f(SIZES).caption, /501 .* 2003 steps .* first 1009/);
});

Deno.test("captions name the protocol's noise wherever a network is drawn", () => {
  for (const [figure, caption] of Object.entries(captions)) {
    if (figure === "fig1a") continue;
    assert.match(caption(SIZES).caption, /noise uniform on \[0, 1\)/);
    assert.match(caption({ ...SIZES, protocol: "described" }).caption, /noise Gaussian/);
  }
});

Deno.test("captions claim no spread when there is one network", () => {
  for (const caption of Object.values(captions)) {
    assert.doesNotMatch(caption({ ...SIZES, networks: 1 }).caption, /SD|Means over/);
  }
});
