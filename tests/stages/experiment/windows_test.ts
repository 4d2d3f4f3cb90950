import assert from "node:assert/strict";
import type { z } from "zod";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { encodeStepDistances } from "../../../lib/results/step_distances.ts";
import type { Graph } from "../../../pipeline/graph.ts";
import type { weighClaims } from "../../../stages/claims/stage.ts";
import { parseConfiguration, readProfile } from "../../../stages/configuration/profile.ts";
import { applySettings } from "../../../stages/configuration/settings.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { run as measureSteps } from "../../../stages/step_distance/run.ts";

const paper = parseConfiguration({}, "the defaults");
type Windows = z.output<typeof weighClaims["parameters"]>["windows"];

function windowsOf(graph: Graph): Windows {
  return graph.actions.get("claims")!.parameters["windows"] as Windows; // the graph is checked
}

function withSettings(...typed: string[]): Graph {
  return experiment(applySettings(paper, typed).configuration);
}

Deno.test("step distances are taken over equally many steps of every group, at any size", async () => {
  const quick = await readProfile("quick");
  const cases: [Graph, number][] = [
    [experiment(quick), 50], // 100 are set, the active phase has 50
    [withSettings("stepDistance.steps=30"), 30],
    [withSettings("vanilla.quiescent.steps=20", "gru.quiescent.steps=20"), 20],
  ];
  for (const [{ actions }, expected] of cases) {
    const measured = [...actions.values()].filter(({ stage }) => stage.name === "stepDistance");
    assert.ok(measured.some(({ parameters }) => parameters["group"] === "DT noisy quiescent"));
    for (const { name, parameters } of measured) assert.equal(parameters["steps"], expected, name);
  }
});

Deno.test("the windows of the claims are those of the actions that measure", async () => {
  assert.deepEqual(windowsOf(experiment(await readProfile("quick"))), {
    explainedVariance: "10 components; 50 active and 200 quiescent steps",
    divergence: "50 active and 400 quiescent steps",
    totalVariance: "quiescent steps 50 to 100",
    stepDistance: "the first 50 steps",
    gru: "50 active and 400 quiescent steps",
    gruStepDistance: "the first 50 steps",
    headDirection: "50 active and 400 quiescent steps",
  });
});

Deno.test("each window of the claims follows its own setting, a GRU's no vanilla one", () => {
  const usual = windowsOf(withSettings());
  const cases: [string, keyof Windows, string][] = [
    [
      "explainedVariance.components=4",
      "explainedVariance",
      "4 components; 100 active and 200 quiescent steps",
    ],
    [
      "spatial.vanilla.network.units=6", // which have no more components
      "explainedVariance",
      "6 components; 100 active and 200 quiescent steps",
    ],
    [
      "explainedVariance.activeSteps=31",
      "explainedVariance",
      "10 components; 31 active and 200 quiescent steps",
    ],
    [
      "explainedVariance.quiescentSteps=31",
      "explainedVariance",
      "10 components; 100 active and 31 quiescent steps",
    ],
    ["vanilla.quiescent.steps=401", "divergence", "100 active and 401 quiescent steps"],
    ["totalVariance.from=900", "totalVariance", "quiescent steps 900 to 2000"],
    ["totalVariance.steps=1900", "totalVariance", "quiescent steps 1000 to 1900"],
    ["vanilla.stepDistance.steps=40", "stepDistance", "the first 40 steps"],
    ["gru.stepDistance.steps=40", "gruStepDistance", "the first 40 steps"],
    ["gru.quiescent.steps=402", "gru", "100 active and 402 quiescent steps"],
    ["headDirection.active.steps=90", "headDirection", "90 active and 1000 quiescent steps"],
  ];
  for (const [typed, window, expected] of cases) {
    const words = typed.startsWith("vanilla.") ? `spatial.${typed}` : typed;
    // "vanilla" is a head direction network, too.
    assert.deepEqual(windowsOf(withSettings(words)), { ...usual, [window]: expected }, typed);
  }
});

Deno.test("step distances hold the number of steps that they were measured over", async () => {
  const decoded = encodeNpy({ shape: [1, 4, 2], data: Float32Array.of(0, 0, 3, 4, 3, 4, 99, 0) });
  const written = new Map<string, Uint8Array>();
  const parameters = { seed: 3, group: "NT active", steps: 3 } as const;
  const action = {
    parameters,
    read: () => Promise.resolve(decoded),
    write: (output: string, bytes: Uint8Array) => Promise.resolve(void written.set(output, bytes)),
  };
  await measureSteps(action as unknown as Parameters<typeof measureSteps>[0]); // all that it uses
  const distances = encodeStepDistances({ ...parameters, mean: [2.5], largest: [5] });
  assert.deepEqual(written.get("distances"), distances);
});
