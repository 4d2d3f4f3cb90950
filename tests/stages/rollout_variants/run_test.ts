import assert from "node:assert/strict";
import { encodeReplay } from "../../../lib/results/replay.ts";
import type { Coverage, Motion } from "../../../lib/results/replay.ts";
import { readRolloutVariants } from "../../../lib/results/rollout_variants.ts";
import { run } from "../../../stages/rollout_variants/run.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

/** Three trajectories of ten steps on a diagonal, moved in x. */
const positions = (moved: (step: number) => number) =>
  float32Npy(
    [3, 10, 2],
    Array.from({ length: 30 }, (_, i) => [0.1 * i + moved(i % 10), 0.1 * i]).flat(),
  );

const motion = (
  phase: "early" | "late",
  primary: number | null,
  decoder: "smooth" | "top-3" = "smooth",
  jumps = 0.25,
): Motion => ({
  phase,
  decoder,
  from: 0,
  to: 5,
  longestLag: 5,
  squared: [],
  exponents: [0.9, primary, null].map((value) => ({ value, error: null })),
  path: 0.5,
  stepQuantiles: [],
  longestStep: 1,
  beside: {
    compression: { value: 0.4, error: null },
    jumps,
    peak: 0.8,
    lively: { value: null, error: null, stretches: 0 },
  },
});

/** After so many steps, as many are covered in each phase but the late one. */
const covered = (phase: Coverage["phase"], each: number): Coverage => ({
  phase,
  steps: [1, 5],
  each: [0.01, each],
  pooled: [0.02, 2 * each],
  distances: [],
  eachAtDistance: [],
});

const replay = (primary: number | null, jumps = 0) =>
  encodeReplay({
    seed: 4,
    kind: "spatial",
    condition: "U^σ",
    motions: [
      motion("early", primary),
      motion("late", null),
      motion("late", null, "top-3", jumps),
    ],
    coverage: [covered("active", 0.2), covered("quiescent", 0.1), covered("late", 0.05)],
  });

Deno.test("rolloutVariants sets each variant's motion and its distances in both windows side by side", async () => {
  const still = positions(() => 0);
  const { variants } = await runModule(run, {
    seed: 4,
    network: "U^σ",
    variants: ["plain", "momentum"],
    early: 5,
  }, {
    active: still,
    again: positions(() => 0.3),
    frozen: still,
    // Steps from 5 on are moved: the late window alone.
    quiescent: [still, positions((step) => step < 5 ? 0 : 2)],
    replay: [replay(1.2), replay(null, 0.02)],
  });
  const found = readRolloutVariants(variants);
  assert.equal(found.frozen, 0);
  assert.ok(Math.abs(found.floor - 2 * 0.3 / Math.PI) < 1e-3); // SW1 of a shift
  const [plain, momentum] = found.variants;
  assert.deepEqual([plain!.name, momentum!.name], ["plain", "momentum"]);
  const { sw1: _distance, ...early } = plain!.windows[0]!;
  assert.deepEqual(early, {
    window: "early",
    short: 0.9,
    primary: 1.2,
    long: null,
    compression: 0.4,
    path: 0.5,
    jumps: 0.25,
    peak: 0.8,
    covers: 0.1,
    coversTogether: 0.2,
  });
  assert.equal(plain!.windows[1]!.covers, 0.05);
  assert.deepEqual([plain!.fades, momentum!.fades], [false, true]);
  assert.equal(momentum!.windows[0]!.primary, null);
  assert.equal(momentum!.windows[0]!.sw1, plain!.windows[0]!.sw1);
  assert.ok(momentum!.windows[1]!.sw1 > plain!.windows[1]!.sw1 + 0.5);
});
