import assert from "node:assert/strict";
import { UsageError } from "../../../pipeline/errors.ts";
import { selectActions } from "../../../pipeline/plan/select.ts";
import { rigGraph } from "../../support/rig.ts";

const names = ["spatial/noisy/train", "spatial/quiet/train", "fig1a", "fig1b", "fig10a", "fig2"];
const graph = rigGraph("/nowhere", {
  stages: { any: { module: "any.ts" } },
  actions: names.map((name) => ({ name, stage: "any" })),
});

Deno.test("selectActions() takes names, last parts, beginnings of paths and groups of panels", () => {
  assert.deepEqual(selectActions(graph, ["fig1b"]), ["fig1b"]);
  assert.deepEqual(selectActions(graph, ["fig1", "fig1a"]), ["fig1a", "fig1b"]);
  assert.deepEqual(selectActions(graph, ["train"]), names.slice(0, 2));
  assert.deepEqual(selectActions(graph, ["spatial/quiet"]), ["spatial/quiet/train"]);
});

Deno.test("selectActions() suggests names for a word that names nothing", () => {
  assert.throws(() => selectActions(graph, ["trian"]), (error) => {
    assert.ok(error instanceof UsageError);
    assert.equal(error.message, `Cannot find "trian" in this experiment; did you mean "train"?`);
    return true;
  });
});
