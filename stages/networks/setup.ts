import { z } from "zod";
import type { Cost, InputSpec } from "../../pipeline/stage.ts";
import {
  headDirectionCells,
  headDirectionMotion,
  headDirectionNetwork,
} from "../configuration/parameters/head_direction.ts";
import { placeCells, spatialMotion, spatialNetwork } from "../configuration/parameters/spatial.ts";

/** The parameters that make a network on the spatial task. */
export const spatialSetup = z.strictObject({
  seed: z.int().nonnegative(),
  network: spatialNetwork,
  cells: placeCells,
  motion: spatialMotion,
});

/** The parameters that make a network on the head direction task. */
export const headDirectionSetup = z.strictObject({
  seed: z.int().nonnegative(),
  network: headDirectionNetwork,
  cells: headDirectionCells,
  motion: headDirectionMotion,
});

/** The inputs that go with them: the centres of the place cells, [N, 2]. */
export const spatialInputs = { centres: { format: "npy" } } as const satisfies Inputs;
/** Preferred angles follow from their number. */
export const headDirectionInputs = {} as const satisfies Inputs;

type Inputs = Readonly<Record<string, InputSpec>>;

/** Sizes that costs are estimated from. */
export interface Sizes {
  readonly units: number;
  readonly cells: number;
  /** Recurrent matrices of H x H: 1, or 3 in a GRU. */
  readonly recurrent: number;
}

/** What a core does in a second on these products, as measured with the default engine. */
export const FLOPS = 1.1e11;

/** Seconds that a tensor action needs before it starts. */
const START = 0.3;

/** The sizes of a network with this many recurrent matrices. */
export function sizesOf(
  { network, cells }: {
    readonly network: { readonly units: number };
    readonly cells: { readonly count: number };
  },
  recurrent: number,
): Sizes {
  return { units: network.units, cells: cells.count, recurrent };
}

/** Cost of training: three times the forward pass, since each product has two gradients. */
export function trainingCost(
  sizes: Sizes,
  { batches, batchSize, steps }: { batches: number; batchSize: number; steps: number },
): Cost {
  const rows = batchSize * steps;
  const forward = rows * (forwardFlop(sizes) + 40 * sizes.units + 100 * sizes.cells);
  return {
    seconds: START + batches * (3 * forward / FLOPS + steps * 1e-4),
    memory: 2e8 + 4 * rows * ((4 + 5 * sizes.recurrent) * sizes.units + 3 * sizes.cells),
    output: weightBytes(sizes) + 1e4,
  };
}

/** Cost of a rollout that hands on `perStep` bytes a trajectory and step. */
export function rolloutCost(
  sizes: Sizes,
  { trajectories, steps }: { trajectories: number; steps: number },
  perStep: number,
): Cost {
  const rows = trajectories * steps;
  return {
    seconds: START + rows * (forwardFlop(sizes) / FLOPS + 3e-9 * (sizes.units + sizes.cells)),
    memory: 2e8 + 2 * perStep * rows,
    output: perStep * rows + 4 * steps,
  };
}

/** Bytes of all weights. */
export function weightBytes({ units, cells, recurrent }: Sizes): number {
  return 4 * units * (recurrent * (units + 2) + 2 * cells) + 1000;
}

function forwardFlop({ units, cells, recurrent }: Sizes): number {
  return 2 * units * (recurrent * units + cells);
}
