import { encodeNpy, readNpy } from "../../lib/files/npy.ts";
import { firstSteps } from "../../lib/stats/first_steps.ts";
import { GaussianKde } from "../../lib/stats/gaussian_kde.ts";
import { linspace } from "../../lib/stats/histogram.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { densityOnGrid } from "./stage.ts";

export async function run(action: ActionOf<typeof densityOnGrid>): Promise<void> {
  const { trajectories, steps, gridPoints } = action.parameters;
  const points = readNpy(await action.read("points"), Float32Array, [trajectories, null, 2]);
  const [x, y] = await gridAxes(action);
  const density = new GaussianKde(firstSteps(points, steps).data, 2).evaluateGrid(x, y);
  const shape = [gridPoints, gridPoints];
  await action.write("density", encodeNpy({ shape, data: density }));
  await action.write("x", encodeNpy({ shape: [gridPoints], data: x }));
  await action.write("y", encodeNpy({ shape: [gridPoints], data: y }));
}

async function gridAxes(
  action: ActionOf<typeof densityOnGrid>,
): Promise<[Float64Array, Float64Array]> {
  const { gridPoints, halfWidth, margin } = action.parameters;
  if (halfWidth !== null) {
    const axis = linspace(-halfWidth, halfWidth, gridPoints);
    return [axis, axis];
  }
  const { data } = readNpy(await action.read("axesFrom"), Float32Array, [null, null, 2]);
  const axis = (from: number): Float64Array => {
    let low = Infinity, high = -Infinity;
    for (let i = from; i < data.length; i += 2) {
      low = Math.min(low, data[i]!);
      high = Math.max(high, data[i]!);
    }
    const extra = margin * (high - low);
    return linspace(low - extra, high + extra, gridPoints);
  };
  return [axis(0), axis(1)];
}
