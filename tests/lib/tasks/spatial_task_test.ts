import assert from "node:assert/strict";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { stream } from "../../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../../lib/tasks/spatial_task.ts";

Deno.test("spatialTask().decode() of perfect activations has the paper's floor", () => {
  const centres = placeCellCentres(512, { width: 2.2, height: 2.2 }, stream("task", "cells"));
  const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const task = spatialTask(cells, defaultSpatialMotion, 3);
  const { coordinates } = task.draw(200, 20, stream("task", "starts"), stream("task", "moves"));
  const outputs = new Float32Array((coordinates.data.length / 2) * 512);
  task.cells.activate(coordinates.data, outputs);
  const { distance, squared } = task.error(task.decode(outputs), coordinates.data);
  // paper.md 7: about 0.037 m with 512 cells; it depends on the centres drawn.
  assert.ok(Math.abs(distance - 0.037) < 0.005, `found ${distance}`);
  assert.ok(2 * squared > distance ** 2);
});
