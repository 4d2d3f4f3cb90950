import type { BoxDensityParameters, DensityInput } from "./parts/density.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { drawBoxDensity } from "./parts/phase_maps.ts";

export type Parameters = BoxDensityParameters;
/** "density": npy [n, m], 1/m^2, entry [i, j] at (x[i], y[j]); "x": npy [n], m; "y": npy [m], m. */
export type Input = DensityInput;

/** Fig. C.2h: density of decoded positions of a biased GRU, quiescent phase, noise not doubled. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await drawBoxDensity(action, {
    figure: "figC2h",
    phase: "quiescent",
    biased: true,
    remark: "GRU",
  });
}
