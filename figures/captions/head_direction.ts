import type { Caption, CaptionSizes } from "../captions.ts";
import type { Phase } from "../parts/style.ts";
import { scattered } from "./maps.ts";
import { type Bias, doubled, network, noise, phaseOf } from "./phrases.ts";

/** Fig. 3 and C.5: networks that track head direction. */
export const headDirection = {
  fig3a: (sizes) => histogram(sizes, "active"),
  fig3b: (sizes) => histogram(sizes, "quiescent"),
  fig3c: (sizes) => states(sizes, "active"),
  fig3d: (sizes) => states(sizes, "quiescent"),
  figC5a: (sizes) => path(sizes, "active", "biased"),
  figC5b: (sizes) => path(sizes, "quiescent", "biased"),
  figC5c: (sizes) => path(sizes, "quiescent", "unbiased"),
  figC5d: (sizes) => velocities(sizes, "active", "biased"),
  figC5e: (sizes) => velocities(sizes, "quiescent", "biased"),
  figC5f: (sizes) => velocities(sizes, "quiescent", "unbiased"),
} as const satisfies Record<string, (sizes: CaptionSizes) => Caption>;

function histogram(sizes: CaptionSizes, phase: Phase): Caption {
  const { bins, rollouts } = sizes.headDirection;
  return {
    title: `Decoded bearing, ${phase}`,
    caption: `Decoded bearings, ${phase} phase${doubled(phase)}: ${phaseOf(rollouts, phase)}, in ` +
      `${bins} bins. Areas show fractions: a radius is √(fraction/π). Dashed: the uniform ` +
      `distribution. ${trained(sizes, "unbiased")}`,
  };
}

function states(sizes: CaptionSizes, phase: Phase): Caption {
  const { rollouts, scatter } = sizes.headDirection;
  return {
    title: `States on PC 1 and 2 by bearing, ${phase}`,
    caption: `Hidden states, ${phase} phase${doubled(phase)}, on the first two principal ` +
      "components of the active phase, coloured by decoded bearing. " +
      `${phaseOf(rollouts, phase)}: ${scattered(scatter)} ${trained(sizes, "unbiased")}`,
  };
}

function path(sizes: CaptionSizes, phase: Phase, bias: Bias): Caption {
  const { trajectory, activeSteps, quiescentSteps } = sizes.headDirection.path;
  const steps = phase === "active" ? activeSteps : quiescentSteps;
  return {
    title: `Decoded bearing over time, ${phase}, ${bias}`,
    caption: `Decoded bearing of one trajectory (number ${trajectory}, counted from 0) over ` +
      `${steps} steps, ${phase} phase${doubled(phase)}; time runs outwards from the circle to ` +
      `the triangle. ${trained(sizes, bias)}`,
  };
}

function velocities(sizes: CaptionSizes, phase: Phase, bias: Bias): Caption {
  const { rollouts } = sizes.headDirection;
  return {
    title: `Angular velocity, ${phase}, ${bias}`,
    caption: "Circular differences of consecutive decoded bearings, " +
      `${phase} phase${doubled(phase)}: ${
        phaseOf(rollouts, phase)
      }. Dashed: their mean. Grey: the ` +
      "mean that the released code's rule gives, which folds only differences beyond 1.5 π. " +
      trained(sizes, bias),
  };
}

function trained(sizes: CaptionSizes, bias: Bias): string {
  const { trainingBatches, trajectoriesPerBatch } = sizes.headDirection;
  return `${network(sizes, bias, "head direction network")} ${trainingBatches} batches of ` +
    `${trajectoriesPerBatch} trajectories. ${noise(sizes)}`;
}
