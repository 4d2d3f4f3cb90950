import { readNpy } from "../../lib/files/npy.ts";
import type { PanelAction } from "../kinds.ts";
import { boxDensityPanel, readGrid } from "./density.ts";
import { type PanelHead, type PhaseView, writeDrawing } from "./panel.ts";
import { PHASE_COLOUR } from "./style.ts";
import { trajectoriesPanel } from "./trajectory_lines.ts";

/** Whose decoded positions a map of the box shows. */
export interface MapView extends PhaseView {
  readonly biased?: boolean;
  /** What is special about it, for the title: "GRU". */
  readonly remark?: string;
  /** px; a quarter of a plate unless given. */
  readonly width?: number;
}

/** Draws decoded trajectories in the box. */
export async function drawTrajectories(
  action: PanelAction<"trajectories">,
  view: MapView,
): Promise<void> {
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const head = mapHead("Decoded trajectories", view);
  await writeDrawing(
    action,
    trajectoriesPanel(head, view.phase, decoded, action.parameters, view.width),
  );
}

/** Draws the density of decoded positions in the box. */
export async function drawBoxDensity(
  action: PanelAction<"boxDensity">,
  view: MapView,
): Promise<void> {
  const head = mapHead("Density of decoded positions", view);
  await writeDrawing(action, boxDensityPanel(head, await readGrid(action), action.parameters));
}

function mapHead(what: string, { figure, phase, biased, remark }: MapView): PanelHead {
  const network = biased ? ", biased network" : "";
  const also = remark === undefined ? "" : `, ${remark}`;
  return {
    figure,
    title: (phase === "active" ? "Active" : "Quiescent") + (biased ? ", biased" : "") + also,
    titleColour: PHASE_COLOUR[phase],
    description: `${what} in the box, ${phase} phase${network}${also}.`,
  };
}
