import { measureCurves } from "../../../figures/parts/measure_curves.ts";
import { writeDrawing } from "../../../figures/parts/panel.ts";
import { PHASE_COLOUR } from "../../../figures/parts/style.ts";
import { Fields } from "../../../lib/results/fields.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { wanderingFigure } from "./noise_sweep.ts";

export async function run(action: ActionOf<typeof wanderingFigure>): Promise<void> {
  const { factors } = action.parameters;
  const read = async (input: "active" | "quiescent") =>
    (await action.readAll(input)).map((bytes) => Fields.of(bytes, "wandering"));
  const [active, quiescent] = [await read("active"), await read("quiescent")];
  const of = (measure: "displacement" | "covered", label: string, scale = 1) => ({
    label,
    colours: { networks: PHASE_COLOUR.quiescent, reference: PHASE_COLOUR.active },
    reference: active.map((fields) => scale * fields.number(measure)),
    networks: active.map((_, seed) =>
      factors.map((_, i) => scale * quiescent[seed * factors.length + i]!.number(measure))
    ),
  });
  const svg = measureCurves(
    {
      figure: "noiseSweep",
      title: "How far quiescence wanders",
      description:
        "Distance and share of the room of quiescent trajectories against the variance of the noise, beside " +
        "those of activity.",
    },
    { label: "factor on the variance of the noise", values: factors },
    [of("displacement", "start to end (m)"), of("covered", "share of the room (%)", 100)],
    "dashed: activity with its input",
  );
  await writeDrawing(action, svg);
}
