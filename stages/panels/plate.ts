import { z } from "zod";
import { defineFigure } from "./figure.ts";

/** Puts the panels of a figure on one plate, as they are printed. */
export const plate = defineFigure({
  name: "plate",
  summary: "Puts the panels of a figure on a plate",
  parameters: z.strictObject({
    /** "fig1" */
    figure: z.string(),
    /** The panels of each row: "fig1d". */
    rows: z.array(z.array(z.string()).min(1)).min(1),
  }),
  /** "panels": the drawings, in the order of the rows. */
  inputs: { panels: { format: "svg", list: true } },
  run: new URL("./plate_run.ts", import.meta.url),
});
