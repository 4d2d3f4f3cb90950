import assert from "node:assert/strict";
import { z } from "zod";
import { compareSides } from "../../../cli/compare/compare_sides.ts";
import { comparisonLines } from "../../../cli/compare/comparison_lines.ts";
import type { Made, Side } from "../../../cli/compare/side.ts";
import { digestOf } from "../../../pipeline/digest.ts";
import { nameAction } from "../../../pipeline/labels.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";

const configuration = await readProfile("smoke");

/** A result of a stage that measures nothing. */
function made(stage: string, seed: number, { code = "", bytes = "" } = {}): Made {
  const stored = { digest: digestOf(bytes), bytes: 1, format: "npy" };
  return {
    action: {
      ...nameAction({ labels: { seed } }, stage),
      parameters: {},
      inputs: {},
      stage: {
        name: stage,
        summary: "",
        parameters: z.looseObject({}),
        inputs: {},
        outputs: { out: "npy" },
        arithmetic: "plain",
        cost: () => ({ seconds: 0, memory: 0, output: 0 }),
        run: new URL("file:///none.ts"),
      },
    },
    result: { outputs: { out: stored }, started: "", completed: "" },
    description: {
      version: 1,
      stage,
      parameters: {},
      inputs: {},
      outputs: { out: "npy" },
      code: { bundle: digestOf(code), assets: {}, packages: {} },
      numerics: {},
    },
  };
}

const side = (all: readonly Made[], own: Partial<Side> = {}): Side => ({
  name: "quick",
  words: "--profile quick",
  configuration,
  made: new Map(all.map((each) => [each.action.name, each])),
  stale: 0,
  gone: 0,
  ...own,
});

async function lines(a: Side, b: Side): Promise<string[]> {
  const cache = await Deno.makeTempDir();
  const store = await Store.open(cache, () => {});
  const compared = await compareSides(store, a, b);
  await Deno.remove(cache, { recursive: true });
  return comparisonLines(compared, undefined);
}

Deno.test("compareSides() names the stages whose code was not the same, once each", async () => {
  const stages = ["train", "decode", "train"];
  const of = (code: string) => side(stages.map((stage, seed) => made(stage, seed, { code })));
  assert.ok((await lines(of("a"), of("b"))).includes("The code of train, decode was not the same"));
  assert.ok(!(await lines(of("a"), of("a"))).some((line) => line.startsWith("The code of")));
});

Deno.test("compareSides() counts what both gave, and what only one has, by stage", async () => {
  const a = side([made("train", 0), made("train", 1), made("train", 2), made("decode", 2)]);
  const b = side([made("train", 0), made("train", 1, { bytes: "other" })]);
  const found = await lines(a, b);
  assert.ok(found.includes("2 actions are in both; 1 of them gave the same bytes"));
  assert.ok(found.includes("Only A has 2 results: train 1, decode 1"));
  assert.ok(!found.some((line) => line.startsWith("Only B")));
});
