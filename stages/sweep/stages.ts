import { z } from "zod";
import { numberFormats } from "../../lib/results/numbers.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { defineFigure } from "../panels/figure.ts";

/** Gathers the measures of all points of a sweep in one tidy table. */
export const sweepTable = defineStage({
  name: "sweepTable",
  summary: "Gathers the measures of a sweep in one table, a row a number",
  parameters: z.strictObject({
    /** The swept parameters. */
    swept: z.array(z.strictObject({ path: z.string(), unit: z.string() })),
    /** Their values at each point, as typed. */
    points: z.array(z.array(z.string())),
    /** Names of all labels. */
    labels: z.array(z.string()),
    /** In the order of the inputs' files of its format: the point, the action and its stage. */
    measured: z.array(z.strictObject({
      point: z.int().nonnegative(),
      /** In the order of their names; null of one that the action has not. */
      labels: z.array(z.union([z.string(), z.number(), z.null()])),
      action: z.string(),
      stage: z.string(),
      format: z.enum(numberFormats),
      /** All numbers of the file are measures, called by this and their place; else the stage's known ones. */
      numbersOf: z.string().optional(),
    })),
  }),
  inputs: {
    json: { format: "json", list: true, optional: true },
    csv: { format: "csv", list: true, optional: true },
  },
  /** "table": column names and rows. */
  outputs: { table: "json" },
  arithmetic: "plain",
  cost: ({ measured }) => ({ seconds: 0.1, memory: 6e7, output: 200 * measured.length }),
  run: new URL("./table_run.ts", import.meta.url),
});

/** Draws a small diagram for each measure of a sweep. */
export const sweepFigure = defineFigure({
  name: "sweepFigure",
  summary: "Draws the measures of a sweep against the swept parameter",
  parameters: z.strictObject({}),
  inputs: { table: { format: "json" } },
  run: new URL("./figure_run.ts", import.meta.url),
});
