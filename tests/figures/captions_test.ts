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
  gru: {
    rollouts: { ...phases, trajectories: 211 },
    drawnEvery: { active: 9, quiescent: 12 },
    density: { ...phases, trajectories: 213, grid: 102 },
  },
  examples: { trajectories: 33, every: 11, steps: 107 },
  absoluteNoise: Math.sqrt(2e-4),
  stepDistance: { trajectories: 203, steps: 109 },
  headDirection: {
    trainingBatches: 20003,
    trajectoriesPerBatch: 217,
    rollouts: { ...phases, trajectories: 219 },
    bins: 21,
    scatter: { everyTrajectory: 4, fromStep: 3, everyStep: 22 },
    path: { trajectory: 6, activeSteps: 51, quiescentSteps: 503 },
  },
  fading: { trajectories: 221, steps: 2011 },
};

Deno.test("captions state the sizes that ran", () => {
  assert.match(captions.fig1b(SIZES).caption, /2503 batches of 207 .* 1 SD \(ddof 0\) over 5 net/);
  assert.match(captions.fig1e(SIZES).caption, /every 3rd of 201 trajectories of 1007 steps/);
  assert.match(captions.fig1g(SIZES).caption, /every 2nd trajectory, every 21st step from step 7/);
  assert.match(captions.fig1h(SIZES).caption, /101 × 101 grid.*201 trajectories of 103 steps/);
  assert.match(captions.fig2e(SIZES).caption, /2507 points.*over 5 networks/);
  assert.match(captions.fig2f(SIZES).caption, /501 .* 2003 steps .* first 1009/);
  assert.match(
    captions.fig3b(SIZES).caption,
    /219 trajectories of 1007 .* 21 bins.* 20003 batches/,
  );
  assert.match(captions.fig3c(SIZES).caption, /every 4th trajectory, every 22nd step from step 3/);
  assert.match(captions.figC1a(SIZES).caption, /every 8th of 201 /);
  assert.match(captions.figC2f(SIZES).caption, /every 12th of 211 .* GRU .* biased/);
  assert.match(captions.figC2c(SIZES).caption, /102 × 102 grid.*213 trajectories of 103 steps/);
  assert.match(captions.figC3a(SIZES).caption, /every 11th of 33 trajectories, 107 steps/);
  assert.match(captions.figC4a(SIZES).caption, /203 trajectories of 109 steps of each of 5 net/);
  assert.match(captions.figC5a(SIZES).caption, /number 6, .* 51 steps/);
  assert.match(captions.figC5c(SIZES).caption, /503 steps/);
  assert.match(captions.figS1(SIZES).caption, /221 trajectories of 2011 quiescent steps/);
});

Deno.test("captions say what the noise of quiescence is", () => {
  for (const [figure, caption] of Object.entries(captions)) {
    if (!/^fig(1[eg]|2[bd]|3[bd]|C[1235]\w)$/.test(figure)) continue;
    const { caption: text } = caption(SIZES);
    if (!/quiescent phase|input off/.test(text)) continue;
    const wanted = /^figC[12]/.test(figure)
      ? /not doubled/
      : /^figC3[cd]/.test(figure)
      ? /no noise/
      : /^figC3[ef]/.test(figure)
      ? /scale 0\.0141 a step/
      : /noise variance doubled/;
    assert.match(text, wanted, figure);
  }
});

Deno.test("captions name the protocol's noise wherever a network is drawn", () => {
  for (const [figure, caption] of Object.entries(captions)) {
    // A schematic, networks without noise, tables.
    if (/^(fig1a|figC3c|figC3d|table.*)$/.test(figure)) continue;
    assert.match(caption(SIZES).caption, /noise uniform on \[0, 1\)/);
    assert.match(caption({ ...SIZES, protocol: "described" }).caption, /noise Gaussian/);
  }
});

Deno.test("captions claim no spread when there is one network", () => {
  for (const caption of Object.values(captions)) {
    assert.doesNotMatch(caption({ ...SIZES, networks: 1 }).caption, /SD|Means over/);
  }
});
