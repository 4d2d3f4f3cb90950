import assert from "node:assert/strict";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { readFading } from "../../../lib/results/fading.ts";
import { references } from "../../../pipeline/graph.ts";
import type { Action } from "../../../pipeline/graph.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { experiment, paperExperiment } from "../../../stages/experiment/experiment.ts";
import { run } from "../../../stages/fading/run.ts";

const paper = parseConfiguration({ seeds: [0, 1] }, "the defaults");

Deno.test("figure S1 takes the fading of every quiescent rollout, compared with its own network", () => {
  const { actions } = paperExperiment(paper, ["released", "described"]); // ours have it in S3, S4 and S7
  const makers = (action: Action, wanted: string) =>
    references(action).filter(({ input }) => input === wanted)
      .map(({ ref }) => actions.get(ref.action)!);
  const rollouts = [...actions.values()].filter(({ stage, parameters }) =>
    stage.name === "rollout" && parameters["phase"] === "quiescent" &&
    parameters["starts"] === "own" // others are controls; figure S4 has their fading
  );
  const shown = new Set<string>();
  for (const prefix of ["", "described/"]) {
    const lines = makers(actions.get(`${prefix}figures/figS1`)!, "fading");
    for (const line of lines) {
      const [active, quiescent] = [
        makers(line, "activePeak")[0]!,
        makers(line, "quiescentPeak")[0]!,
      ];
      assert.deepEqual(active.inputs["weights"], quiescent.inputs["weights"], line.name);
      shown.add(quiescent.name);
    }
    const labels = lines.map(({ parameters: { rollout, network, seed } }) =>
      [rollout, network, seed].join("/")
    );
    assert.equal(new Set(labels).size, labels.length, "no two lines have one name");
  }
  assert.deepEqual([...shown].sort(), rollouts.map(({ name }) => name).sort());
  for (const kind of ["quiescentSame", "quiescentNoisy", "random", "totalVariance", "gru"]) {
    assert.ok(rollouts.some(({ name }) => name.includes(kind)), kind);
  }
});

Deno.test("the fading of the total variance's rollout names the steps that the measure takes", () => {
  const { actions } = experiment(paper);
  const windows = (ends: string) =>
    [...actions.values()].filter(({ name }) => name.endsWith(ends)).map(({ parameters }) =>
      parameters["window"]
    );
  const long = windows("/totalVariance/fading");
  assert.equal(long.length, 8);
  for (const window of long) assert.deepEqual(window, { from: 1000, to: 2000 });
  for (const window of windows("/quiescent/fading")) assert.equal(window, null);
});

/** Fading of two trajectories; the longest active step is 1. */
async function fading(
  window: { from: number; to: number } | null,
  bins: number,
): Promise<Record<string, unknown>> {
  const line = (...xs: number[]) => xs.flatMap((x) => [x, 0]);
  const arrays: Record<string, Uint8Array> = {
    activePeak: encodeNpy({ shape: [1, 2], data: Float32Array.of(1, 3) }),
    activeDecoded: encodeNpy({ shape: [1, 2, 2], data: Float32Array.from(line(0, 1)) }),
    quiescentPeak: encodeNpy({
      shape: [2, 5],
      data: Float32Array.of(3, 2, 1, 2, 0.5, 1, 2, 1, 0, 0.5),
    }),
    quiescentDecoded: encodeNpy({
      shape: [2, 5, 2],
      data: Float32Array.from([...line(0, 0.5, 3, 3, 9), ...line(50, 50, 50, 52, 52)]),
    }),
  };
  let written = new Uint8Array();
  const action = {
    parameters: { seed: 0, rollout: "noisy", network: "unbiased", space: "plane", bins, window },
    read: (input: string) => Promise.resolve(arrays[input]),
    write: (_: string, bytes: Uint8Array<ArrayBuffer>) => Promise.resolve(void (written = bytes)),
  };
  await run(action as unknown as Parameters<typeof run>[0]); // all that it uses
  return readFading(written);
}

Deno.test("fading measures the largest output and the jumps by step, and over its window", async () => {
  const whole = await fading(null, 40);
  assert.deepEqual(whole["peak"], [1, 0.5, 0.5, 0.25]); // relative to an active mean of 2
  assert.deepEqual(whole["jumps"], [0, 0.5, 0.5, 0.5]);
  assert.deepEqual(whole["window"], { from: 0, to: 5, peak: 0.65, jumps: 3 / 8 });
  const late = await fading({ from: 3, to: 5 }, 2);
  assert.deepEqual(late["jumps"], [0.25, 0.5]);
  assert.deepEqual(late["window"], { from: 3, to: 5, peak: 0.375, jumps: 0.5 });
});

Deno.test("fading refuses a window that the rollout does not have", async () => {
  for (const window of [{ from: 3, to: 6 }, { from: 4, to: 5 }, { from: 4, to: 2 }]) {
    await assert.rejects(fading(window, 2), /expected at least two of 5/);
  }
});
