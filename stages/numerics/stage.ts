import { z } from "zod";
import type { Batteries } from "../../pipeline/execute/numerics.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { Stage } from "../../pipeline/stage.ts";

const plain = defineStage({
  name: "numerics/plain",
  summary: "Shows what the functions of Math give on this machine, bit by bit",
  parameters: z.strictObject({}),
  inputs: {},
  outputs: { battery: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.2, memory: 5e7, output: 1000 }),
  run: new URL("./plain_run.ts", import.meta.url),
});

const tensor = defineStage({
  name: "numerics/tensor",
  summary: "Shows what the tensor engine gives on this machine, bit by bit",
  parameters: z.strictObject({}),
  inputs: {},
  outputs: { battery: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.5, memory: 2e8, output: 1000 }),
  run: new URL("./tensor_run.ts", import.meta.url),
});

/** What the numerics fingerprint is measured with. */
export const batteries: Batteries = {
  plain: plain as unknown as Stage,
  tensor: tensor as unknown as Stage,
}; // they take no parameters
