import type { BoxDensityParameters, DensityInput } from "./parts/density.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { drawBoxDensity } from "./parts/phase_maps.ts";

export type Parameters = BoxDensityParameters;
/** "density": npy [n, m], 1/m^2, entry [i, j] at (x[i], y[j]); "x": npy [n], m; "y": npy [m], m. */
export type Input = DensityInput;

/** Fig. C.2c: density of decoded positions of an unbiased GRU, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await drawBoxDensity(action, { figure: "figC2c", phase: "active", remark: "GRU" });
}
