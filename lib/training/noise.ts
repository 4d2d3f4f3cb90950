import type { Stream } from "../random/stream.ts";

/**
 * The recurrent noise: sigma xi per unit and step. "gaussian": xi is N(0, 1), as the text has it;
 * "uniform": on [0, 1), mean 0.5, as the released code draws it (paper.md D1); "none": 0.
 */
export interface Noise {
  readonly law: "none" | "uniform" | "gaussian";
  /** sigma_step; at 0, as under the law "none", nothing is drawn */
  readonly sigma: number;
}

/** Fills `out` with draws of xi (zeros if there is no noise). */
export function fillNoise({ law, sigma }: Noise, random: Stream, out: Float32Array): void {
  if (law === "none" || sigma === 0) out.fill(0);
  else if (law === "uniform") random.fillUniform(out);
  else random.fillNormal(out);
}
