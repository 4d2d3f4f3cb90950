import { placeCellCentres, PlaceCells } from "../../lib/cells/place_cells.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { initialWeights } from "../../lib/networks/weights.ts";
import { stream } from "../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../lib/tasks/spatial_task.ts";
import type { Engine } from "../../lib/tensor/engine.ts";
import { defaultAdam } from "../../lib/training/adam.ts";
import { Training } from "../../lib/training/training.ts";

export interface SomeSizes {
  readonly batches: number;
  readonly cells?: number;
  readonly units?: number;
  readonly batchSize?: number;
  readonly steps?: number;
}

/** A noisy spatial training of a small network, after so many batches. */
export function trainSome(
  engine: Engine,
  cell: "vanilla" | "gru",
  { batches, cells = 40, units = 48, batchSize = 30, steps = 8 }: SomeSizes,
): Training {
  const centres = placeCellCentres(cells, { width: 2.2, height: 2.2 }, stream("centres"));
  const place = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const architecture = { vanilla, gru }[cell]({ inputs: 2, units, outputs: cells }, 0.2);
  const training = new Training({
    engine,
    architecture,
    task: spatialTask(place, defaultSpatialMotion, 3),
    settings: {
      batchSize,
      steps,
      batches: Infinity,
      testEvery: Infinity,
      adam: defaultAdam,
      noise: { law: "gaussian", sigma: 0.01 },
    },
    initial: initialWeights(architecture.shapes, "some"),
    path: ["some"],
  });
  while (training.batch < batches) training.advance();
  return training;
}
