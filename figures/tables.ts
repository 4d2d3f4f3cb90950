import { readInputGain } from "../lib/results/input_gain.ts";
import { readUpdateSpectrum } from "../lib/results/update_spectrum.ts";
import { readRolloutVariants } from "../lib/results/rollout_variants.ts";
import { readReplay } from "../lib/results/replay.ts";
import type { PanelAction } from "./kinds.ts";
import { numberTablePanel } from "./parts/number_table.ts";
import { writeDrawing } from "./parts/panel.ts";
import { replayTable } from "./parts/replay_table.ts";
import { tablePanel } from "./parts/table.ts";
import { variantsTable } from "./parts/variants_table.ts";
import { updateBands } from "./parts/update_bands.ts";

/** Table A.1: the hyperparameters that ran. */
export async function A1(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA1", action.parameters));
}

/** Table A.2: the hyperparameters that ran. */
export async function A2(action: PanelAction<"table">): Promise<void> {
  await writeDrawing(action, tablePanel("tableA2", action.parameters));
}

/** Table S2 (ours): the learned update beside the optimal one, by band of components. */
export async function S2(action: PanelAction<"updateBands">): Promise<void> {
  const spectra = (await action.readAll("spectrum")).map(readUpdateSpectrum);
  const gains = (await action.readAll("gain")).map(readInputGain);
  await writeDrawing(action, numberTablePanel("tableS2", updateBands(spectra, gains)));
}

/** Table S6 (ours): all numbers behind Fig. S6. */
export async function S6(action: PanelAction<"replay">): Promise<void> {
  const measured = (await action.readAll("replay")).map(readReplay);
  await writeDrawing(action, replayTable("tableS6", measured));
}

/** Table S7 (ours): momentum and adaptation in quiescence. */
export async function S7(action: PanelAction<"variants">): Promise<void> {
  const measured = (await action.readAll("variants")).map(readRolloutVariants);
  await writeDrawing(action, numberTablePanel("tableS7", variantsTable(measured)));
}
