import type { NoiseMean } from "../../lib/results/noise_factor.ts";
import { scaleFluctuations } from "../../lib/training/fluctuations.ts";
import type { Noise } from "../../lib/training/noise.ts";
import type { Drive } from "../../lib/training/rollout.ts";

/** One way to run the same trajectories: its rows follow those of the block before. */
export interface Block {
  readonly mean: NoiseMean;
  /** On the variance of the noise. */
  readonly factor: number;
}

/**
 * Quiescence of the same trajectories once a block, side by side: every block has the same starts and the
 * same draws of noise, changed by its factor alone.
 *
 * @param drive of one block's rows
 */
export function blockedDrive(
  drive: Drive,
  law: Noise["law"],
  blocks: readonly Block[],
): Drive {
  const parts = (out: Float32Array) => {
    const size = out.length / blocks.length;
    return blocks.map((_, b) => out.subarray(b * size, (b + 1) * size));
  };
  let draws = new Float32Array(0);
  return {
    initial(out) {
      const [first, ...others] = parts(out);
      drive.initial(first!); // there is a block
      for (const part of others) part.set(first!);
    },
    noise(t, out) {
      const size = out.length / blocks.length;
      if (draws.length !== size) draws = new Float32Array(size);
      drive.noise(t, draws);
      parts(out).forEach((part, b) => {
        const { mean, factor } = blocks[b]!;
        part.set(draws);
        if (mean === "kept") scaleFluctuations(law, Math.sqrt(factor), part);
        else scale(Math.sqrt(factor), part);
      });
    },
  };
}

function scale(factor: number, values: Float32Array): void {
  for (let k = 0; k < values.length; k++) values[k]! *= factor;
}
