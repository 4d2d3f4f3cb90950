import type { RunningAction } from "../../pipeline/running_action.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Runs a run module outside the pipeline, with inputs and outputs in memory; returns the outputs by name. */
export async function runModule<Parameters, Input extends string, Output extends string>(
  run: (action: RunningAction<Parameters, Input, Output, never>) => Promise<void>,
  parameters: Parameters,
  inputs: Partial<Record<Input, Bytes | readonly Bytes[]>> = {},
  threads = 1,
): Promise<Record<Output, Bytes>> {
  const outputs: Partial<Record<Output, Bytes>> = {};
  const unused = (what: string) => () => {
    throw new Error(`The run module asked for ${what}`);
  };
  await run({
    parameters,
    read: (input) => Promise.resolve(inputs[input] as Bytes), // a test gives no list in its place
    readAll: (input) => Promise.resolve([...inputs[input] as readonly Bytes[]]), // nor one for a list
    has: (input) => inputs[input] !== undefined,
    write: (output, bytes) => Promise.resolve(void (outputs[output] = bytes as Bytes)),
    progress: () => Promise.resolve(),
    warn: () => {},
    restored: () => Promise.resolve(undefined),
    engine: { threads },
    asset: unused("an asset"),
  });
  return outputs as Record<Output, Bytes>; // the pipeline checks that all were written
}
