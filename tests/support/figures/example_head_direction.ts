import type { NdArray } from "../../../lib/array.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { stream } from "../../../lib/random/stream.ts";
import { encodeAngularVelocities } from "../../../lib/results/angular_velocities.ts";
import {
  circularDifferences,
  foldAngle,
  releasedDifferences,
} from "../../../lib/stats/circular.ts";
import { histogram } from "../../../lib/stats/histogram.ts";
import { mean } from "../../../lib/stats/summary.ts";
import type { ExampleSizes } from "./example_action.ts";

/** Made-up inputs of Fig. 3 and C.5. */
export function headDirectionActions(sizes: ExampleSizes) {
  const { trajectories: n, activeSteps, quiescentSteps } = sizes;
  const active = turns("active", n, activeSteps, 0, 0.23);
  const quiescent = turns("quiescent", n, quiescentSteps, 0, 0.06);
  const biased = {
    active: turns("biased active", n, activeSteps, 0.18, 0.05),
    quiescent: turns("biased quiescent", n, quiescentSteps, 0.015, 0.06),
  };
  const small = n < 50;
  const bars = (bearings: NdArray) => ({
    parameters: { bins: 20 },
    inputs: {
      bearings: [encodeNpy(bearings)],
      axesFrom: [encodeNpy(active), encodeNpy(quiescent)],
    },
  });
  const states = (bearings: NdArray) => ({
    parameters: small
      ? { everyTrajectory: 1, fromStep: 7, everyStep: 5 }
      : { everyTrajectory: 2, fromStep: 7, everyStep: 20 },
    inputs: {
      projection: [encodeNpy(ring(bearings))],
      bearings: [encodeNpy(bearings)],
      axesFrom: [encodeNpy(ring(active))],
    },
  });
  const path = (bearings: NdArray, steps: number) => ({
    parameters: { steps: Math.min(steps, bearings.shape[1]!), trajectory: 1 },
    inputs: { bearings: [encodeNpy(bearings)] },
  });
  return {
    fig3a: bars(active),
    fig3b: bars(quiescent),
    fig3c: states(active),
    fig3d: states(quiescent),
    figC5a: path(biased.active, 50),
    figC5b: path(biased.quiescent, 500),
    figC5c: path(quiescent, 500),
    figC5d: velocities(biased.active, { low: -0.1, high: 0.4 }),
    figC5e: velocities(biased.quiescent, { low: -0.2, high: 0.2 }),
    figC5f: velocities(quiescent, { low: -0.2, high: 0.2 }),
  };
}

/** Random walks on the circle, [n, steps]. */
function turns(name: string, n: number, steps: number, drift: number, spread: number) {
  const draws = stream("example figures", "bearings", name);
  const data = new Float32Array(n * steps);
  for (let i = 0; i < n; i++) {
    let bearing = 2 * Math.PI * draws.uniform();
    for (let t = 0; t < steps; t++) {
      data[i * steps + t] = foldAngle(bearing);
      bearing += drift + spread * draws.normal();
    }
  }
  return { shape: [n, steps], data };
}

/** States of a ring, a little uneven, on two components. */
function ring({ shape, data }: NdArray): NdArray<Float32Array> {
  const draws = stream("example figures", "ring");
  const out = new Float32Array(data.length * 2);
  for (let at = 0; at < data.length; at++) {
    const radius = 9 + 0.5 * Math.sin(3 * data[at]!) + 0.35 * draws.normal();
    out.set([radius * Math.cos(data[at]!), radius * Math.sin(data[at]!)], 2 * at);
  }
  return { shape: [...shape, 2], data: out };
}

function velocities(
  bearings: NdArray<Float32Array>,
  parameters: { readonly low: number; readonly high: number },
) {
  const of = (differences: Float64Array) => {
    const { edges, counts } = histogram(differences, 400, [-Math.PI, Math.PI]);
    const proportion = Array.from(counts, (count) => count / differences.length);
    return { edges: [...edges], proportion, mean: mean(differences) };
  };
  const { edges: _, ...released } = of(releasedDifferences(bearings));
  const velocity = encodeAngularVelocities({
    seed: 0,
    ...of(circularDifferences(bearings)),
    backward: 0.5,
    errors: { mean: null, backward: null },
    released,
  });
  return { parameters, inputs: { velocity: [velocity] } };
}
