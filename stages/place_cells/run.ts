import { placeCellCentres } from "../../lib/cells/place_cells.ts";
import { encodeNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { placeCells } from "./stage.ts";

export async function run(action: ActionOf<typeof placeCells>): Promise<void> {
  const { seed, count, boxWidth, boxHeight } = action.parameters;
  const box = { width: boxWidth, height: boxHeight };
  const centres = placeCellCentres(count, box, stream("spatial", seed, "cells"));
  await action.write("centres", encodeNpy(centres));
}
