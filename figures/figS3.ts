import { readNoiseFactor } from "../lib/results/noise_factor.ts";
import { readUpdateSpectrum } from "../lib/results/update_spectrum.ts";
import type { PanelAction } from "./kinds.ts";
import { noiseFactorPanel } from "./parts/noise_factor.ts";
import { writeDrawing } from "./parts/panel.ts";

/** Fig. S3 (ours): how near to activity quiescence is with each factor on its noise. */
export async function panel(action: PanelAction<"noiseFactor">): Promise<void> {
  const measured = (await action.readAll("sweeps")).map(readNoiseFactor);
  const spectra = (await action.readAll("spectrum")).map(readUpdateSpectrum);
  await writeDrawing(action, noiseFactorPanel("figS3", measured, spectra));
}
