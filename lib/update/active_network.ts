import type { StreamPath } from "../random/path_hash.ts";
import type { Engine } from "../tensor/engine.ts";
import type { BatchSource } from "../training/backpropagation.ts";
import type { Noise } from "../training/noise.ts";
import type { DrivenNetwork } from "./driven_network.ts";
import type { NoiseMoments } from "./noise_moments.ts";

/** A network on its active trajectories, and which of its states are looked at. */
export interface ActiveNetwork {
  readonly engine: Engine;
  readonly network: DrivenNetwork;
  readonly batch: BatchSource;
  /** Cells, N. */
  readonly cells: number;
  /** States r_t with t from `from`, at least 1, to `steps` - 1. */
  readonly from: number;
  readonly steps: number;
  readonly noise: Noise;
  /** Of the noise; of that of the noisy networks for the scale of one without noise. */
  readonly scale: NoiseMoments;
  /** Start of the paths of all streams that are drawn from beside the batch. */
  readonly path: StreamPath;
}
