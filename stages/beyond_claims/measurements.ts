import { readDistances } from "../../lib/results/distances.ts";
import type { Distances } from "../../lib/results/distances.ts";
import { readDivergences } from "../../lib/results/divergences.ts";
import type { Divergences } from "../../lib/results/divergences.ts";
import { readMemory } from "../../lib/results/memory.ts";
import type { Memory } from "../../lib/results/memory.ts";
import { readInputGain } from "../../lib/results/input_gain.ts";
import type { InputGain } from "../../lib/results/input_gain.ts";
import { readKickResponses } from "../../lib/results/kick_response.ts";
import type { KickResponses } from "../../lib/results/kick_response.ts";
import { readNoiseFactor } from "../../lib/results/noise_factor.ts";
import type { NoiseFactor } from "../../lib/results/noise_factor.ts";
import { readReplay } from "../../lib/results/replay.ts";
import type { Replay } from "../../lib/results/replay.ts";
import { readUpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import type { UpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighBeyond } from "./stage.ts";

type Action = ActionOf<typeof weighBeyond>;
type Input = Parameters<Action["readAll"]>[0];

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
  readonly updateSpectrum: readonly UpdateSpectrum[];
  readonly kicks: readonly KickResponses[];
  readonly gain: readonly InputGain[];
  readonly noiseFactor: readonly NoiseFactor[];
  readonly distances: readonly Distances[];
  /** The matrix of Fig. 2e. */
  readonly divergence: readonly Divergences[];
  readonly memory: readonly Memory[];
  readonly replay: readonly Replay[];
}

export async function readMeasurements(action: Action): Promise<Measurements> {
  const { seeds, windows } = action.parameters;
  const read = async <T>(input: Input, from: (bytes: Uint8Array) => T): Promise<T[]> =>
    (await action.readAll(input)).map(from);
  return {
    seeds,
    windows,
    updateSpectrum: await read("updateSpectrum", readUpdateSpectrum),
    kicks: await read("kicks", readKickResponses),
    gain: await read("gain", readInputGain),
    noiseFactor: await read("noiseFactor", readNoiseFactor),
    distances: await read("distances", readDistances),
    divergence: await read("divergence", readDivergences),
    memory: await read("memory", readMemory),
    replay: await read("replay", readReplay),
  };
}
