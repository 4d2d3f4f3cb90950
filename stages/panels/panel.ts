import type { z } from "zod";
import type * as fig1 from "../../figures/fig1.ts";
import type * as fig2 from "../../figures/fig2.ts";
import type * as fig3 from "../../figures/fig3.ts";
import type * as figC1 from "../../figures/figC1.ts";
import type * as figC2 from "../../figures/figC2.ts";
import type * as figC3 from "../../figures/figC3.ts";
import type * as figC4 from "../../figures/figC4.ts";
import type * as figC5 from "../../figures/figC5.ts";
import type * as figS1 from "../../figures/figS1.ts";
import type * as figS2 from "../../figures/figS2.ts";
import type * as figS3 from "../../figures/figS3.ts";
import type * as figS4 from "../../figures/figS4.ts";
import type * as figS5 from "../../figures/figS5.ts";
import type * as figS6 from "../../figures/figS6.ts";
import type * as tables from "../../figures/tables.ts";
import { type Kind, kinds, type PanelAction } from "../../figures/kinds.ts";
import { type PanelId, panelModule, panels } from "../../figures/panels.ts";
import type { InputSpec, Stage } from "../../pipeline/stage.ts";
import { defineFigure, type Figure } from "./figure.ts";

/** The exports of a figure's module: a function a panel, of an action of the panel's kind. */
type Drawn<Figure extends string> = {
  readonly [Id in PanelId as Id extends `${Figure}${infer Letter}` ? ExportName<Letter> : never]: (
    action: PanelAction<typeof panels[Id]>,
  ) => Promise<void>;
};
type ExportName<Letter extends string> = Letter extends "" ? "panel" : Letter;

/** Fails the type check if a module does not draw what `panels` says, from what the kind gives. */
type Draws<Figure extends string, Module extends Drawn<Figure>> = Module;
export type DrawnPanels = [
  Draws<"fig1", typeof fig1>,
  Draws<"fig2", typeof fig2>,
  Draws<"fig3", typeof fig3>,
  Draws<"figC1", typeof figC1>,
  Draws<"figC2", typeof figC2>,
  Draws<"figC3", typeof figC3>,
  Draws<"figC4", typeof figC4>,
  Draws<"figC5", typeof figC5>,
  Draws<"figS1", typeof figS1>,
  Draws<"figS2", typeof figS2>,
  Draws<"figS3", typeof figS3>,
  Draws<"figS4", typeof figS4>,
  Draws<"figS5", typeof figS5>,
  Draws<"figS6", typeof figS6>,
  Draws<"table", typeof tables>,
];

type Of<Id extends PanelId> = typeof kinds[typeof panels[Id]];

/** The stage of a panel: its own code, one export, so that an edit redraws that panel alone. */
export type Panel<Id extends PanelId> = Figure<
  Of<Id>["parameters"],
  keyof Of<Id>["inputs"] & string
>;

const stages = new Map<PanelId, Stage>();

/** The panels by name: one stage object each. */
export function panel<Id extends PanelId>(id: Id): Panel<Id> {
  const made = stages.get(id) ?? makePanel(id);
  stages.set(id, made);
  return made as unknown as Panel<Id>; // made from the same entry of `panels`
}

function makePanel(id: PanelId): Stage {
  const kind: Kind = panels[id];
  const { parameters, inputs } = kinds[kind];
  return defineFigure({
    name: id,
    summary: `Draws ${id.replace("fig", "Fig. ").replace("table", "Table ")}`,
    parameters: parameters as z.ZodObject, // whichever of the kinds
    inputs: inputs as Readonly<Record<string, InputSpec>>,
    run: panelModule(id),
  }) as unknown as Stage; // the names of its assets are forgotten
}
