import type { z } from "zod";
import type { Configuration } from "../configuration/configuration.ts";
import {
  headDirectionCells,
  headDirectionMotion,
  headDirectionNetwork,
} from "../configuration/parameters/head_direction.ts";
import type { ParameterNotes } from "../configuration/parameters/parameter.ts";
import { gruQuiescent, quiescent } from "../configuration/parameters/phases.ts";
import { placeCells, spatialMotion, spatialNetwork } from "../configuration/parameters/spatial.ts";
import { headDirectionTraining, training } from "../configuration/parameters/training.ts";
import { draw } from "./draw.ts";
import type { Canvas } from "./draw.ts";

type Row = z.output<
  ReturnType<typeof import("../panels/panel.ts").panel<"tableA1">>["parameters"]
>["rows"][number];

/** Adds tables A.1 and A.2: the hyperparameters that run, beside the paper's. */
export function addTables(
  canvas: Canvas,
  { spatial: { vanilla, gru }, headDirection: { vanilla: turning } }: Configuration,
): void {
  const law = canvas.protocol === "released" ? "uniform" : "gaussian";
  const trained = <T extends { readonly noiseLaw: string | null }>(train: T) => ({
    ...train,
    noiseLaw: train.noiseLaw ?? law,
  });
  draw(canvas, "tableA1", {
    title: "Spatial position estimation",
    rows: [
      ...rowsOf(spatialNetwork, vanilla.network, gru.network),
      ...rowsOf(placeCells, vanilla.cells, gru.cells),
      ...rowsOf(spatialMotion, vanilla.motion, gru.motion),
      ...rowsOf(training, trained(vanilla.train), trained(gru.train)),
      ...rowsOf(quiescent.pick({ varianceFactor: true }), vanilla.quiescent),
      ...rowsOf(
        gruQuiescent.pick({ varianceFactor: true }),
        gru.quiescent,
        undefined,
        "GRU: ",
      ),
    ],
  }, {});
  draw(canvas, "tableA2", {
    title: "Head direction estimation",
    rows: [
      ...rowsOf(headDirectionNetwork, turning.network),
      ...rowsOf(headDirectionCells, turning.cells),
      ...rowsOf(headDirectionMotion.omit({ biased: true }), turning.motion),
      ...rowsOf(headDirectionTraining, trained(turning.train)),
      ...rowsOf(quiescent.pick({ varianceFactor: true }), turning.quiescent),
    ],
  }, {});
}

/** A row for each parameter of a group; the GRU's value stands beside it where it is another. */
function rowsOf(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
  gru?: Readonly<Record<string, unknown>>,
  prefix = "",
): Row[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const notes = (field as z.ZodType).meta() as Partial<ParameterNotes> | undefined;
    const value = text(values[name]);
    const other = gru === undefined ? value : text(gru[name]);
    return {
      parameter: prefix + (notes?.text ?? name),
      symbol: notes?.symbol ?? "",
      unit: notes?.unit ?? "",
      value: other === value ? value : `${value} (GRU: ${other})`,
      paper: name === "noiseLaw" ? null : text((field as z.ZodType).parse(undefined)),
      source: notes?.source ?? "",
    };
  });
}

function text(value: unknown): string | number {
  return typeof value === "number" ? Number(value.toPrecision(6)) : String(value);
}
