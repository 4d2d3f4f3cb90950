import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { defineFigure } from "../panels/figure.ts";

/** Gathers the measures of all points of a sweep in one tidy table. */
export const sweepTable = defineStage({
  name: "sweepTable",
  summary: "Gathers the measures of a sweep in one table, a row a number",
  parameters: z.strictObject({
    /** Paths of the swept parameters. */
    columns: z.array(z.string()),
    /** Their values at each point, as typed. */
    points: z.array(z.array(z.string())),
    /** In the order of the input: the point, and the labels and stage of the action. */
    measured: z.array(z.strictObject({
      point: z.int().nonnegative(),
      /** Or the action's name, if it has no seed. */
      condition: z.string(),
      seed: z.int().nonnegative().nullable(),
      phase: z.string().nullable(),
      stage: z.string(),
      /** All numbers of the file are measures, called by this and their place; else the stage's known ones. */
      numbersOf: z.string().optional(),
    })),
  }),
  inputs: { measures: { format: "json", list: true } },
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
