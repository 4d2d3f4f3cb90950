import assert from "node:assert/strict";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { stream } from "../../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../../lib/tasks/spatial_task.ts";
import { taskBatch } from "../../../lib/training/task_batch.ts";

Deno.test("taskBatch() gives each step of trajectories and names its noise by the step", () => {
  const centres = placeCellCentres(6, { width: 2.2, height: 2.2 }, stream("cells"));
  const cells = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const task = spatialTask(cells, defaultSpatialMotion, 3);
  const trajectories = task.draw(3, 4, stream("starts"), stream("moves"));
  const { coordinates, updates } = trajectories;
  const batch = taskBatch(task, trajectories, { law: "gaussian", sigma: 1 }, ["noise", 8]);

  const point = (b: number, time: number) => {
    const from = 2 * (b * 5 + time);
    const out = new Float32Array(6);
    cells.activate(coordinates.data.slice(from, from + 2), out);
    return [...out];
  };
  const all = (time: number) => [0, 1, 2].flatMap((b) => point(b, time));
  const found = new Float32Array(18);
  batch.initial(found);
  assert.deepEqual([...found], all(0));
  for (let t = 0; t < 4; t++) {
    batch.targets(t, found);
    assert.deepEqual([...found], all(t + 1));
    const inputs = new Float32Array(6);
    batch.inputs(t, inputs);
    assert.deepEqual(
      [...inputs],
      [0, 1, 2].flatMap((b) => [...updates.data.slice(2 * (b * 4 + t), 2 * (b * 4 + t + 1))]),
    );
    const noise = new Float32Array(9), expected = new Float32Array(9);
    batch.noise(t, noise);
    stream("noise", 8, t).fillNormal(expected);
    assert.deepEqual(noise, expected);
  }
});
