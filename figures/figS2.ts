import { readInputGain } from "../lib/results/input_gain.ts";
import { readKickResponses } from "../lib/results/kick_response.ts";
import { readUpdateSpectrum } from "../lib/results/update_spectrum.ts";
import type { PanelAction } from "./kinds.ts";
import { gainPanel, kickPanel, spectrumPanel } from "./parts/learned_update.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S2a (ours): the autonomous update beside the optimal denoiser, by principal component. */
export async function a(action: PanelAction<"updateSpectra">): Promise<void> {
  const measured = (await action.readAll("spectrum")).map(readUpdateSpectrum);
  await writeDrawing(action, spectrumPanel(measured));
}

/** Fig. S2b (ours): what becomes of kicks along and across the manifold. */
export async function b(action: PanelAction<"kickResponses">): Promise<void> {
  await writeDrawing(action, kickPanel((await action.readAll("kicks")).map(readKickResponses)));
}

/** Fig. S2c (ours): what a single input does to the outputs. */
export async function c(action: PanelAction<"inputGains">): Promise<void> {
  await writeDrawing(action, gainPanel((await action.readAll("gain")).map(readInputGain)));
}
