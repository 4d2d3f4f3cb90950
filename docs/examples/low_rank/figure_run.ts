import { measureCurves } from "../../../figures/parts/measure_curves.ts";
import { writeDrawing } from "../../../figures/parts/panel.ts";
import { GREY, INK } from "../../../figures/parts/style.ts";
import { Fields } from "../../../lib/results/fields.ts";
import { readTrainingHistory } from "../../../lib/results/training_history.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { rankFigure } from "./low_rank.ts";

export async function run(action: ActionOf<typeof rankFigure>): Promise<void> {
  const { ranks } = action.parameters;
  const errors = (await action.readAll("learned"))
    .map((bytes) => Fields.of(bytes, "learned").number("error"));
  const full = (await action.readAll("full")).map(readTrainingHistory);
  const svg = measureCurves(
    {
      figure: "lowRank",
      title: "Error by rank",
      description:
        "Decoding error of trained networks against the rank of their recurrent weights.",
    },
    { label: "rank of the recurrent weights", values: ranks },
    [{
      label: "decoding error (m)",
      networks: full.map((_, seed) => errors.slice(seed * ranks.length, (seed + 1) * ranks.length)),
      reference: full.map(({ error }) => error.at(-1)!), // no history is empty
      colours: { networks: INK, reference: GREY },
    }],
    "dashed: full rank",
  );
  await writeDrawing(action, svg);
}
