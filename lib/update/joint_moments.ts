import { productTransposed } from "../stats/matrix_product.ts";
import type { RowMoments } from "./engine_moments.ts";

/** The moments of the activities of N cells and of H states that go with them. */
export interface JointMoments {
  readonly cells: Pick<RowMoments, "mean" | "covariance">;
  readonly states: Pick<RowMoments, "mean" | "covariance">;
  /** Covariance of cells and states, [N, H]. */
  readonly cross: Float64Array<ArrayBuffer>;
}

/** Directions in state space: a unit vector a row of `components` [H, H], from `mean` [H]. */
export interface Axes {
  readonly mean: Float64Array;
  readonly components: Float64Array;
}

/** Takes the moments of rows apart that hold N activities and then the states. */
export function jointMoments({ mean, covariance }: RowMoments, cells: number): JointMoments {
  const d = mean.length;
  const block = (fromRow: number, toRow: number, from: number, to: number) => {
    const out = new Float64Array((toRow - fromRow) * (to - from));
    for (let i = fromRow, at = 0; i < toRow; i++, at += to - from) {
      out.set(covariance.subarray(i * d + from, i * d + to), at);
    }
    return out;
  };
  return {
    cells: { mean: mean.slice(0, cells), covariance: block(0, cells, 0, cells) },
    states: { mean: mean.slice(cells), covariance: block(cells, d, cells, d) },
    cross: block(0, cells, cells, d),
  };
}

/** The same moments with the states as coordinates on axes. */
export function alongAxes({ cells, states, cross }: JointMoments, axes: Axes): JointMoments {
  const { components } = axes, units = axes.mean.length;
  const shift = states.mean.map((value, j) => value - axes.mean[j]!);
  const rotated = productTransposed(components, states.covariance, units);
  return {
    cells,
    states: {
      mean: productTransposed(components, shift, units),
      covariance: productTransposed(rotated, components, units),
    },
    cross: productTransposed(cross, components, units),
  };
}
