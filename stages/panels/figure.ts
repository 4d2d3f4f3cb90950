import type { z } from "zod";
import type { PanelAsset, PanelOutput } from "../../figures/kinds.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { Stage } from "../../pipeline/stage.ts";

/** What every figure is made into PNG and PDF with. */
export const assets: Readonly<Record<PanelAsset, URL>> = {
  "resvg.wasm": new URL("npm:@resvg/resvg-wasm@2.6.2/index_bg.wasm"),
  "DejaVuSans.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans.ttf"),
  "DejaVuSans-Bold.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans-Bold.ttf"),
};

/** A stage that draws one figure, as SVG, PNG and PDF. */
export type Figure<Schema extends z.ZodObject = z.ZodObject, Input extends string = string> = Stage<
  Schema,
  Input,
  PanelOutput,
  PanelAsset
>;

/**
 * Declares a stage that draws: its run module hands the SVG to `writeDrawing()` of
 * figures/parts/panel.ts, which makes PNG and PDF, too; fonts and what draws them are declared here.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { z } from "zod";
 *
 * const speedCurve = defineFigure({
 *   name: "speedCurve",
 *   summary: "Draws speeds against time",
 *   parameters: z.strictObject({}),
 *   inputs: { speeds: { format: "json" } },
 *   run: new URL("./speed_curve_run.ts", import.meta.url),
 * });
 * assert.deepEqual(speedCurve.outputs, { svg: "svg", png: "png", pdf: "pdf" });
 * ```
 */
export function defineFigure<Schema extends z.ZodObject, Input extends string>(
  figure: Pick<Figure<Schema, Input>, "name" | "summary" | "parameters" | "inputs" | "run">,
): Figure<Schema, Input> {
  return defineStage({
    ...figure,
    outputs: { svg: "svg", png: "png", pdf: "pdf" },
    assets,
    arithmetic: "plain",
    cost: () => ({ seconds: 0.9, memory: 2e8, output: 1.5e5 }),
  });
}
