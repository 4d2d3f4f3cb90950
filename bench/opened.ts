import type { NdArray } from "../lib/array.ts";
import { preferredAngles } from "../lib/cells/head_direction_cells.ts";
import { readNpy } from "../lib/files/npy.ts";
import { gru } from "../lib/networks/gru.ts";
import { vanilla } from "../lib/networks/vanilla.ts";
import type { Plan } from "../pipeline/plan/plan.ts";
import { artifactBytes } from "../pipeline/store/materialise.ts";
import { headDirectionNetwork } from "../stages/networks/head_direction_network.ts";
import type { Network } from "../stages/networks/network.ts";
import { readSpatialNetwork } from "../stages/networks/spatial_network.ts";
import { rollout } from "../stages/rollout/stage.ts";

/** An action of the cache that has been run: what it was given and what it gave. */
export interface Opened<Parameters> {
  readonly name: string;
  readonly parameters: Parameters;
  /** The bytes of an input. */
  read(input: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The bytes of an output. */
  result(output: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** The action with this name; throws if it has not been run. */
export function openAction<Parameters>(plan: Plan, name: string): Opened<Parameters> {
  const { action, prepared, result } = plan.nodes.get(name)!; // of the plan
  if (prepared === undefined || result === undefined) {
    throw new Error(`"${name}" is not in the cache; run "deno task reproduce" first`);
  }
  return {
    name,
    parameters: action.parameters as Parameters, // whoever asks knows the stage
    read: (input) => {
      const digest = prepared.description.inputs[input];
      if (typeof digest !== "string") throw new Error(`"${name}" has no single input "${input}"`);
      return artifactBytes(plan.store, digest);
    },
    result: (output) => artifactBytes(plan.store, result.outputs[output]!.digest),
  };
}

/** The network of an action that trains or runs one, and the places or angles of its cells. */
export async function networkOf(
  plan: Plan,
  name: string,
): Promise<
  { readonly network: Network; readonly cells: Readonly<Record<string, NdArray<Float32Array>>> }
> {
  const kind = plan.nodes.get(name)!.action.stage.run.hash; // of the plan
  if (kind === rollout.headDirection.run.hash) { // as that of `train`
    const { parameters } = openAction<Parameters<typeof headDirectionNetwork>[0]>(plan, name);
    const data = preferredAngles(parameters.cells.count);
    return {
      network: headDirectionNetwork(parameters),
      cells: { angles: { shape: [data.length], data } },
    };
  }
  const opened = openAction<Parameters<typeof readSpatialNetwork>[0]["parameters"]>(plan, name);
  const isGru = kind === rollout.spatialGru.run.hash;
  const centres = readNpy(await opened.read("centres"), Float32Array, [null, 2]);
  return { network: await readSpatialNetwork(opened, isGru ? gru : vanilla), cells: { centres } };
}
